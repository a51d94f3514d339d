import PlimsollEngine
import PlimsollJSON

extension CatalogRuntime {
    init?(_ reader: JSONFieldReader) {
        let id = reader.identifier("id")
        let name = reader.string("name", required: true, length: 1...200)
        aliases = reader.strings("aliases") ?? []
        version = reader.string("version")
        let budget = reader.object("memory_budget", required: true, read: MemoryBudget.init) ?? nil
        let cache = reader.object("cache", required: true, read: CacheLayout.init) ?? nil
        let defaults = reader.object("defaults", required: true, read: PassDefaults.init) ?? nil
        let activation =
            reader.object("activation", required: true, read: ActivationModel.init) ?? nil
        let overhead = reader.object("overhead", required: true, read: OverheadModel.init) ?? nil
        let placement = reader.object("weights", read: WeightPlacement.init)
        let stateBits = reader.double("state_bits", in: 1...64) ?? 16
        let attention = reader.choice("attention", of: ["flash", "eager"])
        let speed = reader.object("speed", read: EngineSpeed.init) ?? nil
        notes = reader.string("notes")
        reader.finish()
        guard let id, let name, let budget, let cache, let defaults, let activation, let overhead
        else { return nil }
        self.name = name
        profile = RuntimeProfile(
            id: id,
            budget: budget,
            cacheLayout: cache,
            defaults: defaults,
            activation: activation,
            overhead: overhead,
            weightPlacement: placement ?? WeightPlacement(),
            stateWidth: BitsPerElement(stateBits),
            isAttentionEager: attention == "eager",
            speed: speed
        )
    }
}

extension MemoryBudget {
    init?(_ fields: JSONFieldReader) {
        let share = fields.double("share", required: true, in: 0.01...1)
        let basis = fields.choice("of", as: Basis.self, required: true)
        let terms = Term.allCases.map(\.rawValue)
        var counts: Set<Term> = []
        for name in fields.strings("counts", required: true) ?? [] {
            guard let term = Term(rawValue: name) else {
                fields.report("counts", "\"\(name)\" is none of \(terms.joined(separator: ", "))")
                continue
            }
            counts.insert(term)
        }
        let reserve = fields.object("reserve", read: MemoryReserve.init) ?? nil
        guard let share, let basis else { return nil }
        self.init(share: share, basis: basis, counts: counts, reserve: reserve)
    }
}

extension MemoryReserve {
    init?(_ fields: JSONFieldReader) {
        let size = 0...(1 << 46)
        func bytes(_ name: String) -> Bytes {
            Bytes(fields.int(name, required: true, in: size) ?? 0)
        }
        let cards = (fields.objects("cards", required: true) ?? []).compactMap(Card.init)
        _ = fields.string("source", required: true, length: 1...1000)
        let reserve = MemoryReserve(
            cards: cards,
            constant: bytes("bytes"),
            perToken: bytes("bytes_per_batched_token"),
            perSequence: bytes("bytes_per_sequence"),
            perGPU: bytes("bytes_per_gpu")
        )
        guard let reserve else {
            fields.report("cards", "has to hold one or more kinds in the order of from_bytes")
            return nil
        }
        self = reserve
    }
}

extension MemoryReserve.Card {
    init?(_ fields: JSONFieldReader) {
        let size = 0...(1 << 46)
        let counts = 1...InferenceLimits.maximumBatch
        let from = fields.int("from_bytes", required: true, in: size)
        let tokens = fields.int("batched_tokens", required: true, in: 1...(1 << 27))
        let sequences = fields.int("sequences", required: true, in: counts)
        let grouped = fields.int("grouped_sequences", required: true, in: counts)
        let least = fields.int("least_bytes", in: size) ?? 0
        fields.finish()
        guard let from, let tokens, let sequences, let grouped else { return nil }
        self.init(
            from: Bytes(from),
            batchedTokens: tokens,
            sequences: sequences,
            groupedSequences: grouped,
            least: Bytes(least)
        )
    }
}

extension WeightPlacement {
    init(_ fields: JSONFieldReader) {
        self.init()
        keepsEmbeddingOnHost = fields.bool("embedding_on_host") ?? false
        rotaryTables = fields.choice("rotary_tables", as: RotaryTables.self) ?? .none
        usesCachingAllocator = fields.choice("allocator", of: ["torch"]) != nil
        joinsProjections = fields.bool("joined_projections") ?? false
        isTextOnly = fields.bool("text_only") ?? false
        latentCopies = fields.choice("latent_copies", as: LatentCopies.self) ?? .none
        separateHeadFormats = fields.strings("separate_head") ?? []
        widenedFormats = fields.strings("widened") ?? []
    }
}

extension CacheLayout {
    init?(_ fields: JSONFieldReader) {
        let block = fields.int("block_tokens", required: true, in: 1...65_536)
        let windows = fields.choice("windows", as: Windows.self, required: true)
        let follows = fields.choice("auto", of: ["fp16", "activations"]) != "fp16"
        guard let block, let windows else { return nil }
        self.init(block: Tokens(block), windows: windows, followsActivations: follows)
    }
}

extension PassDefaults {
    init?(_ fields: JSONFieldReader) {
        guard let usual = Limits(fields) else { return nil }
        var large = usual
        var threshold = Bytes.zero
        var never: [String] = []
        if let card = fields.object("large_card") {
            threshold = Bytes(card.int("from_bytes", required: true, in: 1...(1 << 46)) ?? 1)
            large = Limits(card) ?? usual
            never = card.strings("except_gpus") ?? []
            card.finish()
        }
        self.init(usual: usual, large: large, largeCard: threshold, neverLarge: never)
    }
}

extension PassDefaults.Limits {
    init?(_ fields: JSONFieldReader) {
        let batched = fields.int("max_batched_tokens", required: true, in: 1...(1 << 27))
        let sequences = fields.int("max_sequences", in: 1...InferenceLimits.maximumBatch)
        guard let batched else { return nil }
        self.init(batchedTokens: Tokens(batched), sequences: sequences)
    }
}

extension ActivationModel {
    init?(_ fields: JSONFieldReader) {
        let small = 0...1000.0
        let spread = fields.factor("spread", in: small)
        switch fields.choice(
            "mechanism",
            of: ["layerwise", "profiled", "graph_buffer", "framework"],
            required: true
        ) {
        case "layerwise":
            guard let spread else { return nil }
            self = .layerwise(LayerwisePeak(factor: spread))
        case "profiled":
            let perScore = fields.factor("bytes_per_score", in: small)
            let perToken = fields.factor("bytes_per_token", in: 0...1e9)
            let images = fields.bool("images") ?? false
            guard let spread, let perScore, let perToken else { return nil }
            self = .profiled(
                ProfiledPeak(
                    bytesPerScore: perScore,
                    bytesPerToken: perToken,
                    spread: spread,
                    takesImages: images
                )
            )
        case "graph_buffer":
            let copies = fields.factor("residual_copies", in: small)
            let mask = fields.factor("mask_bytes", in: small)
            guard let spread, let copies, let mask else { return nil }
            self = .graphBuffer(
                GraphBuffer(residualCopies: copies, maskBytes: mask, spread: spread)
            )
        case "framework":
            let share = fields.double("prefill_share", required: true, in: 0...1)
            let perScore = fields.factor("bytes_per_score", in: small)
            let workspace = fields.factor("workspace_bytes", in: 0...1e12)
            let keeps = fields.bool("keeps_prompt_scores") ?? false
            guard let spread, let share, let perScore, let workspace else { return nil }
            self = .framework(
                FrameworkPeak(
                    prefillShare: share,
                    bytesPerScore: perScore,
                    keepsPromptScores: keeps,
                    workspace: workspace,
                    spread: spread
                )
            )
        default: return nil
        }
    }
}

extension OverheadModel {
    init?(_ fields: JSONFieldReader) {
        let context = fields.bySize("device_context")
        let communication = fields.bySize("communication")
        let bytes = 0...1e15
        let pipeline = fields.optionalFactor("pipeline_communication", in: bytes)
        let graphs = fields.factor("graphs", in: bytes)
        let perLayer = fields.optionalFactor("graphs_per_layer", in: bytes)
        let perElement = fields.optionalFactor("graphs_per_attention_element", in: bytes)
        let experts = fields.optionalFactor("expert_context", in: bytes)
        guard let context, let communication, let graphs else { return nil }
        self.init(
            deviceContext: context,
            communication: communication,
            pipelineCommunication: pipeline,
            expertContext: experts,
            graphs: graphs,
            graphsPerLayer: perLayer,
            graphsPerAttentionElement: perElement
        )
    }
}

extension JSONFieldReader {
    /// A table of figures by the number of GPUs.
    func bySize(_ name: String) -> OverheadModel.BySize? {
        guard let rows = objects(name, required: true) else { return nil }
        let read = rows.compactMap { row -> OverheadModel.BySize.Row? in
            let gpus = row.int("gpus", required: true, in: 1...1_000_000)
            let factor = EmpiricalFactor(row, in: 0...1e15)
            row.finish()
            guard let gpus, let factor else { return nil }
            return OverheadModel.BySize.Row(gpus: gpus, factor: factor)
        }
        return read.count == rows.count ? OverheadModel.BySize(read) : nil
    }
}
