/// Memory that a runtime takes beside weights, cache and activations.
public struct OverheadModel: Hashable, Sendable {
    /// A figure that grows with the GPUs that work on one model.
    public struct BySize: Hashable, Sendable {
        /// The figure for that many GPUs and more, up to the next row; ascending.
        public var rows: [Row]

        /// One row.
        public struct Row: Hashable, Sendable {
            /// GPUs from which the figure holds.
            public var gpus: Int
            /// The figure in bytes.
            public var factor: EmpiricalFactor

            /// A row.
            public init(gpus: Int, factor: EmpiricalFactor) {
                self.gpus = gpus
                self.factor = factor
            }
        }

        /// A table, sorted by size.
        public init(_ rows: [Row]) { self.rows = rows.sorted { $0.gpus < $1.gpus } }

        /// The row for a size: the last that is not larger; nil below the first.
        public func row(for gpus: Int) -> EmpiricalFactor? {
            rows.last { $0.gpus <= gpus }?.factor
        }

        /// Bytes for a size; nothing below the first row.
        public func bytes(for gpus: Int) -> ByteRange { row(for: gpus)?.bytes ?? .zero }
    }

    /// Device context and libraries of one process, by tensor parallel size.
    public var deviceContext: BySize
    /// Growth of memory outside the framework's allocator, communication above all, by tensor
    /// parallel size.
    public var communication: BySize
    /// The same where a pipeline stage is one GPU: point-to-point buffers only.
    public var pipelineCommunication: EmpiricalFactor?
    /// What the context takes more where GPUs divide a model with routed experts.
    public var expertContext: EmpiricalFactor?
    /// Bytes of captured graphs whatever the model.
    public var graphs: EmpiricalFactor
    /// Bytes of captured graphs for each layer of the stage.
    public var graphsPerLayer: EmpiricalFactor?
    /// Bytes of captured graphs for each element of one token's attention result on the GPU.
    public var graphsPerAttentionElement: EmpiricalFactor?

    /// A model of these figures.
    public init(
        deviceContext: BySize,
        communication: BySize,
        pipelineCommunication: EmpiricalFactor? = nil,
        expertContext: EmpiricalFactor? = nil,
        graphs: EmpiricalFactor,
        graphsPerLayer: EmpiricalFactor? = nil,
        graphsPerAttentionElement: EmpiricalFactor? = nil
    ) {
        self.deviceContext = deviceContext
        self.communication = communication
        self.pipelineCommunication = pipelineCommunication
        self.expertContext = expertContext
        self.graphs = graphs
        self.graphsPerLayer = graphsPerLayer
        self.graphsPerAttentionElement = graphsPerAttentionElement
    }

    /// The overhead of one GPU.
    ///
    /// Worked example, graphs of Llama 3.1 8B in vLLM 0.19 on an H100: 97 MB, 32 layers of 18 MB,
    /// and 4096 elements of attention result of 65,536 bytes, together 0.88 GiB; the log says 0.91.
    ///
    /// - Parameters:
    ///   - stage: The layers on the GPU.
    ///   - layout: How the model is laid out.
    ///   - isTextOnly: Whether images are left out.
    /// - Returns: Context, communication and graphs.
    public func memory(
        _ stage: PipelineStage,
        layout: ParallelLayout,
        isTextOnly: Bool = false
    ) -> RuntimeMemory {
        let group = layout.tensor * (layout.expert > 1 ? layout.data : 1)
        let isPipeline = layout.pipeline > 1 && group == 1
        let widths = stage.profile.activations
        var context = deviceContext.bytes(for: group * layout.pipeline)
        if let expertContext, group > 1, widths.hasExperts {
            context = context + expertContext.bytes
        }
        var graphs = graphs.bytes
        if let graphsPerLayer {
            graphs = graphs + graphsPerLayer.bytes.repeated(stage.layers.count)
        }
        if let graphsPerAttentionElement {
            let elements = attentionElements(stage, layout, isTextOnly: isTextOnly)
            graphs = graphs + graphsPerAttentionElement.bytes.repeated(elements)
        }
        return RuntimeMemory(
            deviceContext: context,
            communication: isPipeline
                ? pipelineCommunication?.bytes ?? communication.bytes(for: 1)
                : communication.bytes(for: group),
            graphs: graphs,
            other: .zero
        )
    }

    /// Elements of one token's attention result on one GPU for which graphs keep buffers.
    func attentionElements(
        _ stage: PipelineStage,
        _ layout: ParallelLayout,
        isTextOnly: Bool
    ) -> Int {
        let seesBothWays = !isTextOnly && stage.profile.shape.image?.isBidirectional == true
        guard graphsPerAttentionElement != nil, !seesBothWays else { return 0 }
        let elements = stage.profile.activations.attentionResult.magnitude
        return (elements + layout.tensor - 1) / layout.tensor
    }
}
