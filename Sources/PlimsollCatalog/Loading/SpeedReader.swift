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
        let admitted = fields.int("admitted_sequences", in: 1...InferenceLimits.maximumBatch)
        let uncaptured = fields.object("uncaptured", read: Uncaptured.init) ?? nil
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
            admittedSequences: admitted,
            uncaptured: uncaptured,
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

extension EngineSpeed.Uncaptured {
    init?(_ fields: JSONFieldReader) {
        let sequences = fields.int(
            "from_sequences",
            required: true,
            in: 1...InferenceLimits.maximumBatch
        )
        let layer = fields.factor("layer_seconds", in: 0...10)
        let expertLayer = fields.factor("expert_layer_seconds", in: 0...10)
        guard let sequences, let layer, let expertLayer else { return nil }
        self.init(sequences: sequences, layer: layer, expertLayer: expertLayer)
    }
}
