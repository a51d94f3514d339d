/// Model types of the reference whose parts no reader here counts.
///
/// Their configurations look like decoders where their towers take class defaults, so they are
/// refused by name instead of being read in part.
enum UnreadModels {
    /// What is not modelled of a model type; nil for every other type.
    static subscript(modelType: String) -> String? { parts[modelType] }

    private static let parts: [String: String] = {
        var parts: [String: String] = [:]
        for (part, modelTypes) in byPart {
            for modelType in modelTypes { parts[modelType] = part }
        }
        return parts
    }()

    private static let byPart: [(String, [String])] = [
        (
            "the vision tower and its connector",
            [
                "blip", "cosmos3_edge", "fast_vlm", "florence2", "git", "granite_docling",
                "idefics", "instructblip", "instructblipvideo", "kosmos-2", "kosmos-2.5",
                "lfm3_vl", "minicpm_ocr", "pi0", "pix2struct", "pp_chart2table",
                "pp_formulanet", "trocr", "udop", "unlimited_ocr",
                "vision-encoder-decoder",
            ]
        ),
        ("the towers that read and draw images", ["cosmos3_omni", "janus"]),
        (
            "the audio encoder",
            [
                "canary", "cohere_asr", "fun_asr_nano", "glmasr", "granite_speech_plus",
                "kyutai_speech_to_text", "moss_transcribe_diarize", "nemo_speechlm",
                "speech-encoder-decoder", "speech_to_text", "vibevoice_asr",
                "voxtral_realtime",
            ]
        ),
        (
            "the parts that hear and speak",
            [
                "dia", "moshi", "pop2piano", "qwen2_5_omni", "qwen3_omni_moe", "seamless_m4t",
                "seamless_m4t_v2", "speecht5", "vibevoice",
            ]
        ),
        (
            "an encoder with a decoder of this kind",
            [
                "bigbird_pegasus", "encoder-decoder", "fsmt", "nllb-moe", "pegasus_x",
                "prophetnet", "switch_transformers", "t5gemma2",
            ]
        ),
        ("layers of this kind", ["blt", "evolla", "reformer"]),
    ]
}
