import PlimsollEngine
import PlimsollJSON

extension EngineSpeed {
    /// The field `speed` of a runtime.
    convenience init?(_ fields: JSONFieldReader) {
        let kernels = fields.string("kernels", required: true, length: 1...100)
        let decode = fields.object("decode", required: true, read: Overheads.init) ?? nil
        let prompt = fields.object("prompt", required: true, read: Overheads.init) ?? nil
        let ratio = 0.01...100.0
        let matrix = fields.factor("matrix_time", in: ratio)
        let expertMatrix = fields.factor("expert_matrix_time", in: ratio)
        let expertStream = fields.factor("expert_stream_time", in: ratio)
        let overlap = fields.factor("pipeline_overlap", in: 0...1)
        let cuts = fields.bool("cuts_prompts") ?? true
        let spread = fields.factor("spread", in: ratio)
        guard let kernels, let decode, let prompt, let matrix, let expertMatrix, let expertStream,
            let overlap, let spread
        else { return nil }
        self.init(
            kernels: kernels,
            decode: decode,
            prompt: prompt,
            matrixTime: matrix,
            expertMatrixTime: expertMatrix,
            expertStreamTime: expertStream,
            pipelineOverlap: overlap,
            cutsPrompts: cuts,
            spread: spread
        )
    }
}

extension EngineSpeed.Overheads {
    init?(_ fields: JSONFieldReader) {
        let seconds = 0...10.0
        let layer = fields.factor("layer_seconds", in: seconds)
        let expertLayer = fields.factor("expert_layer_seconds", in: seconds)
        let pass = fields.factor("pass_seconds", in: seconds)
        let sequence = fields.factor("sequence_seconds", in: seconds)
        guard let layer, let expertLayer, let pass, let sequence else { return nil }
        self.init(layer: layer, expertLayer: expertLayer, pass: pass, sequence: sequence)
    }
}

/// An entry of `kernels.json` before the general entry of its family completes it.
struct KernelFields {
    var family: String
    var gpus: [String]
    var architectures: [String]
    var classes: [String]
    var streams: [WeightPath: EmpiricalFactor] = [:]
    var matrices: [WeightPath: EmpiricalFactor] = [:]
    var cache: EmpiricalFactor?
    var attention: EmpiricalFactor?

    /// Whether it holds for every card.
    var isGeneral: Bool { gpus.isEmpty && architectures.isEmpty && classes.isEmpty }

    init?(_ reader: JSONFieldReader) {
        let family = reader.string("family", required: true, length: 1...100)
        gpus = reader.strings("gpus") ?? []
        architectures = reader.strings("architectures") ?? []
        classes = reader.strings("classes") ?? []
        let share = 0.001...2.0
        for path in WeightPath.allCases {
            guard let fields = reader.object("weights_" + path.rawValue) else { continue }
            streams[path] = fields.optionalFactor("stream", in: share)
            matrices[path] = fields.optionalFactor("matrix", in: share)
            fields.finish()
        }
        cache = reader.optionalFactor("cache", in: share)
        attention = reader.optionalFactor("attention", in: share)
        _ = reader.string("notes")
        reader.finish()
        guard let family else { return nil }
        self.family = family
    }

    /// The entry, with what it leaves out taken from the general one.
    func completed(by general: KernelFields) -> CatalogKernels? {
        var paths: [WeightPath: KernelProfile.Path] = [:]
        for path in WeightPath.allCases {
            guard let stream = streams[path] ?? general.streams[path],
                let matrix = matrices[path] ?? general.matrices[path]
            else { return nil }
            paths[path] = KernelProfile.Path(stream: stream, matrix: matrix)
        }
        guard let cache = cache ?? general.cache, let attention = attention ?? general.attention,
            let profile = KernelProfile(paths: paths, cache: cache, attention: attention)
        else { return nil }
        return CatalogKernels(
            family: family,
            gpus: gpus,
            architectures: architectures,
            classes: classes,
            profile: profile
        )
    }
}
