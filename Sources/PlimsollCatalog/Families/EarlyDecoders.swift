import PlimsollEngine
import PlimsollJSON

/// Decoders of 2018 to 2022 with learned or sinusoidal positions.
extension ModelFamily {
    /// GPT-Neo: every other layer looks at a window, biases on outputs only.
    static let gptNeo = ModelFamily(
        modelTypes: ["gpt_neo"],
        name: "gpt_neo",
        source: "huggingface/transformers: models/gpt_neo/modeling_gpt_neo.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 50257,
                    hidden: 2048,
                    width: 0,
                    layers: 24,
                    heads: 16,
                    context: 2048,
                    isHeadTied: true
                ),
                keys: DecoderKeys(
                    layers: ["num_layers", "num_hidden_layers"],
                    heads: ["num_heads", "num_attention_heads"],
                    keyValueHeads: []
                )
            )
            decoder.headDimension = decoder.hiddenSize / decoder.queryHeads
            if decoder.width == 0 { decoder.width = 4 * decoder.hiddenSize }
            decoder.isGated = false
            decoder.outputBias = true
            decoder.feedForwardBias = true
            decoder.normBias = true
            decoder.positions = decoder.maximumContext ?? 0
            decoder.attentionNames.output = "out_proj"
            decoder.feedForwardNames = .gpt2
            let window = try config.int("window_size", default: 256)
            let isLocal = try config.gptNeoLayers(count: decoder.layerCount)
            decoder.span = { isLocal[$0] ? AttentionSpan(window: window) : .full }
            return decoder.shape
        }
    )

    /// XGLM: computed positions, biases everywhere but the tied head.
    static let xglm = ModelFamily(
        modelTypes: ["xglm"],
        name: "xglm",
        source: "huggingface/transformers: models/xglm/modeling_xglm.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 256008,
                    hidden: 1024,
                    width: 4096,
                    layers: 24,
                    heads: 16,
                    context: 2048,
                    isHeadTied: true
                ),
                keys: DecoderKeys(
                    hidden: ["d_model", "hidden_size"],
                    width: ["ffn_dim"],
                    layers: ["num_layers", "num_hidden_layers"],
                    heads: ["attention_heads", "num_attention_heads"],
                    keyValueHeads: []
                )
            )
            decoder.readNumbered()
            if try config.bool("add_cross_attention", default: false) {
                decoder.attendToEncoder(decoder.projections)
            }
            return decoder.shape
        }
    )

    /// BioGPT: learned positions with two rows to spare, biases everywhere but the tied head.
    static let bioGPT = ModelFamily(
        modelTypes: ["biogpt"],
        name: "biogpt",
        source: "huggingface/transformers: models/biogpt/modeling_biogpt.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 42384,
                    hidden: 1024,
                    width: 4096,
                    layers: 24,
                    heads: 16,
                    context: 1024,
                    isHeadTied: true
                ),
                keys: DecoderKeys(keyValueHeads: [])
            )
            decoder.readNumbered()
            decoder.positions = (decoder.maximumContext ?? 0) + 2
            return decoder.shape
        }
    )

    /// CTRL: computed positions, biases everywhere, a tied head with a bias of its own.
    static let ctrl = ModelFamily(
        modelTypes: ["ctrl"],
        name: "ctrl",
        source: "huggingface/transformers: models/ctrl/modeling_ctrl.py",
        read: { config throws(ModelConfigError) in
            var keys = DecoderKeys.gpt2
            keys.width = ["dff"]
            keys.keyValueHeads = []
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 246534,
                    hidden: 1280,
                    width: 8192,
                    layers: 48,
                    heads: 16,
                    context: 256,
                    isHeadTied: true
                ),
                keys: keys
            )
            decoder.readNumbered()
            decoder.headBias = true
            decoder.attentionNames = StandardDecoder.AttentionNames(
                query: "Wq",
                key: "Wk",
                value: "Wv",
                output: "dense"
            )
            decoder.feedForwardNames = StandardDecoder.FeedForwardNames(up: "0", down: "2")
            return decoder.shape
        }
    )

    /// GPT: GPT-2 with norms after each part and none at the end.
    static let openAIGPT = ModelFamily(
        modelTypes: ["openai-gpt"],
        name: "openai-gpt",
        source: "huggingface/transformers: models/openai/modeling_openai.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 40478,
                    hidden: 768,
                    width: 0,
                    layers: 12,
                    heads: 12,
                    context: 512,
                    isHeadTied: true
                ),
                keys: .gpt2
            )
            try decoder.readGPT2(config)
            decoder.width = 4 * decoder.hiddenSize
            decoder.hasFinalNorm = false
            return decoder.shape
        }
    )

    /// CPM-Ant: prompts and segments have embeddings of their own, positions a table by head.
    static let cpmAnt = ModelFamily(
        modelTypes: ["cpmant"],
        name: "cpmant",
        source: "huggingface/transformers: models/cpmant/modeling_cpmant.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 30720,
                    hidden: 4096,
                    width: 10240,
                    layers: 48,
                    heads: 32,
                    headDimension: 128,
                    context: 2048
                ),
                keys: DecoderKeys(width: ["dim_ff"], keyValueHeads: [])
            )
            decoder.headDimension = try config.size("dim_head", default: 128)
            decoder.isHeadTied = false
            decoder.attentionNames = StandardDecoder.AttentionNames(
                query: "project_q",
                key: "project_k",
                value: "project_v",
                output: "attention_out"
            )
            decoder.feedForwardNames = StandardDecoder.FeedForwardNames(
                gate: "w_0",
                up: "w_1",
                down: "w_out"
            )
            let prompts =
                try config.int("prompt_types", default: 32)
                * config.int("prompt_length", default: 32)
            let segments = try config.int("segment_types", default: 32)
            let buckets = try config.int("position_bias_num_buckets", default: 512)
            var shape = decoder.shape
            shape.embeddings[0].rows += prompts
            shape.embeddings.append(
                WeightTensor(
                    "segment_embedding",
                    .embedding,
                    kind: .embedding,
                    rows: segments,
                    columns: decoder.hiddenSize
                )
            )
            shape.embeddings.append(
                WeightTensor(
                    "relative_attention_bias",
                    .attention,
                    kind: .embedding,
                    rows: segments * segments + buckets,
                    columns: decoder.queryHeads
                )
            )
            return shape
        }
    )
}

extension StandardDecoder {
    /// Separate projections and a plain network, all with biases; heads divide the hidden size.
    fileprivate mutating func readNumbered() {
        headDimension = hiddenSize / queryHeads
        isGated = false
        inputBias = true
        outputBias = true
        feedForwardBias = true
        normBias = true
        attentionNames.output = "out_proj"
        feedForwardNames = .numbered
    }
}

extension HuggingFaceConfig {
    /// Whether each layer of GPT-Neo is local: `attention_types` repeats lists of kinds.
    fileprivate func gptNeoLayers(count: Int) throws(ModelConfigError) -> [Bool] {
        guard let types = raw("attention_types") else {
            guard count == 24 else {
                throw .missing(key: "attention_types", in: value.pointer)
            }
            return (0..<count).map { $0 % 2 == 1 }
        }
        var isLocal: [Bool] = []
        for item in types.kind == .array ? Array(types.elements) : [] {
            guard
                item.kind == .array, case let pair = Array(item.elements), pair.count == 2,
                let kinds = pair.first, kinds.kind == .array,
                let repeats = pair.last?.int, (0...count).contains(repeats)
            else {
                throw .invalid(
                    value: item,
                    detail:
                        "attention_types holds pairs of a list of kinds and how often it repeats"
                )
            }
            let period = kinds.elements.map { $0.string == "local" }
            guard isLocal.count + repeats * period.count <= count else { break }
            for _ in 0..<repeats { isLocal += period }
        }
        guard isLocal.count == count else {
            throw .invalid(
                value: types,
                detail: "attention_types does not name \(count) layers"
            )
        }
        return isLocal
    }
}
