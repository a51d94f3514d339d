import PlimsollEngine

extension ModelFamily {
    /// Llama 1 to 3 and the many models published under its class.
    static let llama = ModelFamily(
        modelTypes: ["llama"],
        name: "llama",
        source: "huggingface/transformers: models/llama/modeling_llama.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            decoder.feedForwardBias = try config.bool("mlp_bias", default: false)
            return decoder.shape
        }
    )
}
