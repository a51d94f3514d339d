import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// Models of the catalog on the wire.
enum ModelJSON {
    /// One model of a list.
    static func writeSummary(_ model: CatalogModel, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("id", model.id)
            writer.field("name", model.name)
            writer.field("aliases", model.aliases)
            switch model.architecture {
            case .success(let description):
                let parameters = description.profile.parameters
                writer.field("family", description.family)
                writer.field("parameters", parameters.total.magnitude)
                writer.field("active_parameters", parameters.active.magnitude)
            case .failure(let error):
                writer.field("warnings", [error.sentence])
            }
            writer.field("nominal_parameters", model.nominalParameters)
            writer.field("license", model.license)
        }
    }

    /// One model whole.
    static func write(_ model: CatalogModel, _ writer: inout JSONWriter) throws(APIError) {
        let description: ModelDescription
        switch model.architecture {
        case .success(let read): description = read
        case .failure(let error):
            throw APIError(.notModelled, "\(model.id): \(error.sentence)")
        }
        writer.object { writer in
            writer.field("id", model.id)
            writer.field("name", model.name)
            writer.field("aliases", model.aliases)
            writer.field("family", description.family)
            writer.field("license", model.license)
            writer.field("nominal_parameters", model.nominalParameters)
            if let source = model.source {
                writer.object("source") { writer in
                    writer.field("config", source.config)
                    writer.field("kind", source.kind)
                    writer.field("notes", source.notes)
                }
            }
            write(description, &writer)
        }
    }

    /// What is known of an architecture: the fields that a catalog entry and an inspected model
    /// share.
    static func write(_ description: ModelDescription, _ writer: inout JSONWriter) {
        let profile = description.profile
        writeArchitecture(description, &writer)
        writeParameters(profile.parameters, &writer)
        let format = KVCacheFormat(.fp16)
        writer.field("kv_cache_bytes_per_token", profile.cache.bytesPerToken(format).magnitude)
        writer.field(
            "kv_cache_bytes_per_token_unbounded",
            profile.cache.unboundedBytesPerToken(format).magnitude
        )
        writer.field(
            "recurrent_state_bytes_per_sequence",
            profile.cache.constantBytesPerSequence(format).magnitude
        )
        let published = description.publishedFormat
        writer.field("weights_bytes", profile.weightBytes(published).magnitude)
        writer.object("published_weights") { writer in
            writer.field("weights", published.id)
            writer.field("bits_per_weight", profile.bitsPerParameter(published).magnitude)
            writer.field("quantized_bits_per_weight", published.effectiveBits.magnitude)
            writer.field("unquantized_bits", published.rest.magnitude)
        }
        writer.field(
            "assumptions",
            description.assumptions + description.publishedFormatAssumptions
        )
        writer.field("warnings", [String]())
    }

    private static func writeParameters(_ count: ParameterCount, _ writer: inout JSONWriter) {
        writer.object("parameters") { writer in
            writer.field("total", count.total.magnitude)
            writer.field("active", count.active.magnitude)
            for component in ParameterComponent.allCases {
                writer.field(named: component.wireName, count[component].magnitude)
            }
            writer.field("next_token_modules", count.nextTokenModules.magnitude)
        }
    }

    /// The layers in a few words.
    static func writeArchitecture(
        _ description: ModelDescription,
        _ writer: inout JSONWriter
    ) {
        let shape = description.profile.shape
        let summary = ArchitectureSummary(shape)
        writer.object("architecture") { writer in
            writer.field("model_type", description.modelType)
            writer.field("layers", shape.layers.count)
            writer.field("hidden_size", shape.hiddenSize)
            writer.field("attention_heads", summary.attentionHeads)
            writer.field("kv_heads", summary.keyValueHeads)
            writer.field("head_dimension", summary.headDimension)
            writer.field("vocabulary", shape.vocabularySize)
            writer.field("max_context", shape.maximumContext?.magnitude)
            writer.field("attention", summary.attention)
            writer.object("layer_kinds") { writer in
                for (kind, count) in summary.layerKinds { writer.field(named: kind, count) }
            }
            writer.field("tied_head", shape.isHeadTied)
        }
    }
}

extension ParameterComponent {
    /// The name in the contract.
    var wireName: String {
        switch self {
        case .embedding: "embedding"
        case .languageModelHead: "lm_head"
        case .attention: "attention"
        case .mlp: "mlp"
        case .routedExperts: "routed_experts"
        case .sharedExperts: "shared_experts"
        case .router: "router"
        case .norms: "norms"
        case .recurrent: "recurrent"
        case .vision: "vision"
        case .audio: "audio"
        case .other: "other"
        }
    }
}

/// A model's layers in a few words.
struct ArchitectureSummary {
    /// Query heads of the first attention layer.
    private(set) var attentionHeads: Int?
    /// Key/value heads of that layer; nil for a latent.
    private(set) var keyValueHeads: Int?
    /// Elements of a head of that layer.
    private(set) var headDimension: Int?
    /// `mha`, `gqa`, `mqa`, `mla`, `csa` or `none`.
    private(set) var attention = "none"
    /// Layers by what mixes their tokens, in the order of their first layer.
    private(set) var layerKinds: [(kind: String, count: Int)] = []

    /// Sums up a model.
    init(_ shape: ModelShape) {
        for (layer, count) in zip(shape.layers.kinds, shape.layers.countsByKind) {
            add(layer, count)
        }
    }

    private mutating func add(_ layer: Layer, _ count: Int) {
        let kind =
            layer.mixers.isEmpty
            ? "none" : layer.mixers.map(Self.kind).joined(separator: "+")
        if let known = layerKinds.firstIndex(where: { $0.kind == kind }) {
            layerKinds[known].count += count
        } else {
            layerKinds.append((kind, count))
        }
        guard attentionHeads == nil else { return }
        for mixer in layer.mixers {
            switch mixer {
            case .attention(let mixer):
                attentionHeads = mixer.queryHeads
                keyValueHeads = mixer.keyValueHeads
                headDimension = mixer.headDimension
                attention =
                    mixer.keyValueHeads == mixer.queryHeads
                    ? "mha" : mixer.keyValueHeads == 1 ? "mqa" : "gqa"
            case .latentAttention(let mixer):
                attentionHeads = mixer.queryHeads
                headDimension = mixer.headDimension + mixer.rotaryDimension
                attention = "mla"
            case .compressedAttention(let mixer):
                attentionHeads = mixer.queryHeads
                headDimension = mixer.headDimension
                attention = "csa"
            case .crossAttention, .recurrent: continue
            }
            return
        }
    }

    private static func kind(_ mixer: Mixer) -> String {
        switch mixer {
        case .attention(let attention):
            switch attention.span {
            case .full: "full"
            case .sliding: "sliding"
            case .chunked: "chunked"
            }
        case .latentAttention: "latent"
        case .compressedAttention: "compressed"
        case .crossAttention: "cross"
        case .recurrent(let mixer):
            switch mixer.kind {
            case .mamba1: "mamba1"
            case .mamba2: "mamba2"
            case .gatedDeltaNet: "gated_delta_net"
            case .kimiDelta: "kimi_delta"
            case .lightning: "lightning"
            case .shortConvolution: "short_convolution"
            case .gatedLinearRecurrence: "gated_linear_recurrence"
            case .rwkv: "rwkv"
            case .matrixMemory: "matrix_memory"
            }
        }
    }
}
