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
    /// Bytes of captured graphs whatever the model.
    public var graphs: EmpiricalFactor
    /// Bytes of captured graphs for each layer of the stage.
    public var graphsPerLayer: EmpiricalFactor?

    /// A model of these figures.
    public init(
        deviceContext: BySize,
        communication: BySize,
        pipelineCommunication: EmpiricalFactor? = nil,
        graphs: EmpiricalFactor,
        graphsPerLayer: EmpiricalFactor? = nil
    ) {
        self.deviceContext = deviceContext
        self.communication = communication
        self.pipelineCommunication = pipelineCommunication
        self.graphs = graphs
        self.graphsPerLayer = graphsPerLayer
    }

    /// The overhead of one GPU.
    ///
    /// - Parameters:
    ///   - layers: Layers on the GPU.
    ///   - layout: How the model is laid out.
    /// - Returns: Context, communication and graphs.
    public func memory(layers: Int, layout: ParallelLayout) -> RuntimeMemory {
        let group = layout.tensor * (layout.expert > 1 ? layout.data : 1)
        let isPipeline = layout.pipeline > 1 && group == 1
        return RuntimeMemory(
            deviceContext: deviceContext.bytes(for: group * layout.pipeline),
            communication: isPipeline
                ? pipelineCommunication?.bytes ?? communication.bytes(for: 1)
                : communication.bytes(for: group),
            graphs: graphs.bytes + (graphsPerLayer?.bytes.repeated(layers) ?? .zero),
            other: .zero
        )
    }
}
