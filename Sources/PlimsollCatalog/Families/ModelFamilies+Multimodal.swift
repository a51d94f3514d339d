/// Families whose models see, hear or translate.
extension ModelFamilies {
    /// Text models beside towers, and the text models that only stand beside towers.
    static let multimodal: [ModelFamily] = [
        .llava, .llavaNext, .llavaNextVideo, .llavaOneVision, .vipLlava, .videoLlava,
        .mistral3, .lightOnOCR,
        .qwen2VL, .qwen25VL, .qwen2VLText, .qwen3VL, .qwen3VLText, .qwen3VLMoe, .qwen3VLMoeText,
        .qwen35, .qwen35Moe,
        .glm4V, .glm4VText, .glm4VMoe, .glm4VMoeText, .glmOCR, .glmOCRText,
        .gemma3, .paliGemma, .idefics2, .idefics3, .ayaVision, .cohere2Vision, .internVL,
        .deepseekVL, .lfm2VL,
        .llama4, .mllama, .mllamaText, .kimiK25, .miniMaxM3VL, .ovis2, .exaone45,
        .qwen2Audio, .voxtral, .audioFlamingo3, .qwen25OmniThinker, .qwen25OmniText,
        .qwen3OmniThinker, .qwen3OmniText, .phi4Multimodal, .graniteSpeech,
        .mistralLarge4, .glm5Next, .step37, .phi3Vision, .internVLChat, .kimiVL, .miniCPMV,
        .miniCPMV46, .hunyuanVL, .hunyuanVLText, .fuyu, .molmo2, .molmo2Text,
        .ernie45VL, .ernie45VLText, .gemma4Unified, .gemma4UnifiedText,
        .gotOCR2, .deepseekVLHybrid, .paddleOCRVL, .paddleOCRVLText, .videoLlama3, .aria, .blip2,
        .qwen3ASR, .kimiK3, .hyperClovaXVision2, .qianfanOCR, .museGlimmer, .museGlimmerText,
        .museSpark,
        .museSparkText, .qwen4Exp, .qwen4ExpText, .nemotronHOmni, .inkling, .inkling2, .dots3Note,
        .gemma3n, .gemma3nText, .gemma4, .gemma4Text,
    ]

    /// Encoders with decoders that read them.
    static let encoderDecoders: [ModelFamily] = [
        .bart, .mvp, .plbart, .mbart, .pegasus, .m2m100, .blenderbot, .blenderbotSmall, .marian,
        .led, .t5, .mt5, .umt5, .longT5, .t5Gemma, .whisper, .moonshine,
    ]
}
