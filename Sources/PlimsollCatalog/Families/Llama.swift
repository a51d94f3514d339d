import PlimsollEngine

extension ModelFamily {
    /// Llama 1 to 3 and the many models published under its class.
    static let llama = ModelFamily(
        modelTypes: ["llama"],
        name: "llama",
        source: "huggingface/transformers: models/llama/modeling_llama.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 4096,
                    width: 11008,
                    layers: 32,
                    heads: 32,
                    context: 2048
                )
            )
            try decoder.readBiases(config)
            decoder.feedForwardBias = try config.bool("mlp_bias", default: false)
            return decoder.shape
        }
    )
}
