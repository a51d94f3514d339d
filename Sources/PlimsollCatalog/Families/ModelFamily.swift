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
    static let all: [ModelFamily] =
        [
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
            .gpt2, .gptBigCode, .opt, .gptJ, .codeGen, .gptNeoX, .gptNeoXJapanese, .bloom,
            .falcon, .mpt,
            .smolLM3, .cwm, .seedOSS, .hyperClovaX, .helium, .diffLlama, .bitNet, .iquestCoder,
            .granite, .graniteMoe, .graniteMoeShared, .graniteSWA, .graniteMoeSWA,
            .exaone, .exaone4, .exaoneMoe,
            .hunyuanDense, .hunyuanMoe, .hunyuan3,
            .ernie45, .ernie45Moe,
            .arcee, .apertus, .nemotron, .jais2, .starCoder2, .persimmon, .nanoChat, .stableLM,
            .gptOSS, .miniMaxM2, .dots1, .solarOpen, .afmoe, .mellum, .dbrx,
            .laguna, .kolibri, .flint, .miMoV2Flash, .cohere2Moe, .ariaText, .doge,
            .gptNeo, .xglm, .bioGPT, .ctrl, .openAIGPT, .cpmAnt,
            .qwen1, .baichuan, .llamaKin, .internLM2, .internLM3, .orion, .miniCPM, .miMo, .chatGLM,
            .grok1, .grok2, .arctic, .bailingMoe, .jetMoe, .step3Text, .deciLM,
            // Latent attention.
            .deepseekV2,
            .deepseekV3,
            .deepseekV32,
            .glmMoeDsa,
            .glm4MoeLite,
            .mistral4,
            .miniCPM3,
            .youtu,
            .axK1,
            .deepseekV4,
            .longcatFlash,
            // Linear attention and hybrids.
            .qwen3Next,
            .qwen35Text,
            .qwen35MoeText,
            .olmoHybrid,
            .kimiLinear,
            .mamba,
            .mamba2,
            .bamba,
            .falconH1,
            .graniteMoeHybrid,
            .jamba,
            .zamba,
            .zamba2,
            .glm5NextText,
            .nemotronH,
            .lfm2,
            .lfm2Moe,
            .miniMax,
            .miniMaxM3Text,
            .recurrentGemma,
            .rwkv4,
            .rwkv5,
            .rwkv7,
            .xLSTM,
        ] + multimodal + encoderDecoders

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
