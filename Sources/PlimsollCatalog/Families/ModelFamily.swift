import PlimsollEngine
import PlimsollJSON

/// A family of models whose configurations are read by the same rules.
struct ModelFamily: Sendable {
    /// The values of `model_type` that name it.
    let modelTypes: [String]
    /// The family's name as the catalog lists it, such as `llama`.
    let name: String
    /// Where the rules can be read, such as the modelling code's path.
    let source: String
    /// The reader from a configuration to the list of layers.
    let read: @Sendable (HuggingFaceConfig) throws(ModelConfigError) -> ModelShape
}

/// Every family that is known.
///
/// Adding one is a file with its reader and a row here.
enum ModelFamilies {
    static let all: [ModelFamily] = [
        .llama,
        // Text decoders with attention by head.
        .qwen2, .qwen3, .qwen2Moe, .qwen3Moe,
        .mistral, .ministral, .ministral3, .mixtral,
        .phi, .phi3, .phimoe,
        .gemma, .gemma2, .gemma3Text, .vaultGemma,
        .llama4Text,
        .olmo, .olmo2, .olmo3, .olmoe, .flexOlmo,
        .cohere, .cohere2,
        .glm, .glm4, .glm4Moe,
        .gpt2, .gptBigCode,
        .opt,
        // Text models beside towers.
        .llava, .llavaNext, .llavaNextVideo, .llavaOneVision, .vipLlava, .videoLlava,
        .mistral3, .lightOnOCR,
        .qwen2VL, .qwen25VL, .qwen2VLText, .qwen3VL, .qwen3VLText, .qwen3VLMoe, .qwen3VLMoeText,
        .qwen35, .qwen35Moe,
        .glm4V, .glm4VText, .glm4VMoe, .glm4VMoeText, .glmOCR, .glmOCRText,
        .gemma3, .paliGemma, .idefics2, .idefics3, .ayaVision, .cohere2Vision, .internVL,
        .deepseekVL, .lfm2VL,
        // Encoders with decoders.
        .bart, .mvp, .plbart, .mbart, .pegasus, .m2m100, .blenderbot, .blenderbotSmall, .marian,
        .led, .t5, .mt5, .umt5, .longT5, .t5Gemma, .whisper, .moonshine,
    ]

    private static let byModelType: [String: ModelFamily] = {
        var table: [String: ModelFamily] = [:]
        for family in all {
            for modelType in family.modelTypes { table[modelType] = family }
        }
        return table
    }()

    /// The family of a `model_type`.
    static subscript(modelType: String) -> ModelFamily? { byModelType[modelType] }
}
