import PlimsollEngine
import PlimsollJSON

/// The format that a model is published in: the type of its tensors, and its
/// `quantization_config` where it has one.
struct PublishedFormat {
    let format: WeightFormat
    let assumptions: [String]

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - config: The whole `config.json`.
    ///   - shape: The model that it describes.
    /// - Throws: ``ModelConfigError`` where a key has another type than its method writes.
    init(_ config: HuggingFaceConfig, _ shape: ModelShape) throws(ModelConfigError) {
        let text = try config.nested("text_config")
        let (plain, dtypeAssumption) = try Self.plain(config, text)
        var assumptions: [String] = []
        var found = try Self.quantization(config)
        if found == nil, let text { found = try Self.quantization(text) }
        guard let quantization = found else {
            self.format = plain
            self.assumptions = dtypeAssumption
            return
        }
        let rest = plain.scheme.bits
        guard let plan = try QuantizationPlan(quantization, model: config, rest: rest) else {
            let method = try quantization.string("quant_method") ?? "none"
            self.format = plain
            self.assumptions =
                dtypeAssumption + [
                    "the quantization method \"\(method.prefix(40))\" of the configuration is not "
                        + "described; the model is taken to be published as \(plain.id)"
                ]
            return
        }
        guard let format = QuantizationMatch.format(plan, for: shape, rest: rest) else {
            throw .invalid(
                value: quantization.value,
                detail: "quantization_config names no layout, or more modules than are compared"
            )
        }
        assumptions += plan.assumptions
        self.format = format
        self.assumptions = dtypeAssumption + assumptions
    }

    private static func quantization(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> HuggingFaceConfig? {
        for key in ["quantization_config", "compression_config", "quantization"] {
            if let found = try config.nested(key) { return found }
        }
        return nil
    }

    /// The type of tensors that are not quantized.
    private static func plain(
        _ config: HuggingFaceConfig,
        _ text: HuggingFaceConfig?
    ) throws(ModelConfigError) -> (format: WeightFormat, assumptions: [String]) {
        for source in [config, text] {
            guard let source else { continue }
            for key in ["dtype", "torch_dtype"] {
                guard let name = try source.string(key) else { continue }
                switch name {
                case "bfloat16", "torch.bfloat16", "bf16": return (.plain(id: "bf16", bits: 16), [])
                case "float16", "torch.float16", "half", "fp16":
                    return (.plain(id: "fp16", bits: 16), [])
                case "float32", "torch.float32", "float", "fp32":
                    return (.plain(id: "fp32", bits: 32), [])
                default: break
                }
            }
        }
        return (
            .plain(id: "bf16", bits: 16),
            ["the configuration names no tensor type; bf16 is assumed"]
        )
    }
}

extension HuggingFaceConfig {
    /// The first of several spellings of a list of texts that is present.
    func strings(anyOf keys: [String]) throws(ModelConfigError) -> [String]? {
        for key in keys {
            if let texts = try strings(key) { return texts }
        }
        return nil
    }
}
