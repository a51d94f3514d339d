import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// MiniCPM 1 to 4: Llama's layers with a tied head, experts in one of them.
    static let miniCPM = ModelFamily(
        modelTypes: ["minicpm"],
        name: "minicpm",
        source: "openbmb/MiniCPM-2B-sft-bf16: modeling_minicpm.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            decoder.isHeadTied = try config.bool("tie_word_embeddings", default: true)
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            let experts = try config.count("num_experts")
            if experts > 0 {
                let mixture = try ExpertSizes(
                    config,
                    hiddenSize: decoder.hiddenSize,
                    count: experts,
                    perToken: config.int("num_experts_per_tok", default: 2),
                    width: config.size("intermediate_size", [:])
                ).feedForward
                decoder.mixture = { _ in mixture }
            }
            return decoder.shape
        }
    )
}
