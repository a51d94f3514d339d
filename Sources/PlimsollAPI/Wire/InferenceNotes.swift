import PlimsollEngine

/// What an inference estimate assumes and warns of.
extension InferenceAnswer {
    /// What was assumed, the model first.
    var assumptions: [String] {
        let tokens = estimator.tokensPerPass(
            load,
            sequences: estimator.sequencesPerReplica(load)
        )
        let chosen =
            request.isLayoutChosen
            ? ["the layout is chosen, for want of parallel: \(LayoutJSON.words(request.layout))"]
            : []
        return request.model.assumptions + chosen + [
            request.runtime.assumption,
            "one forward pass holds \(tokens) tokens",
        ] + turns + towers + extras + devices
    }

    /// What may go wrong.
    var warnings: [String] {
        guard let most = request.model.profile.shape.maximumContext, load.contextTokens > most
        else { return [] }
        return [
            "a context of \(load.contextTokens) tokens is beyond the \(most) that the model is "
                + "made for"
        ]
    }

    /// That sequences take turns, where the load offers more than the engine admits.
    private var turns: [String] {
        let count = load.concurrentSequences
        guard let admitted = speed?.admitted(load.maximumSequences), count > admitted else {
            return []
        }
        return [
            "\(request.runtime.id) generates for \(admitted) sequences at a time; the other "
                + "\(count - admitted) wait, which times and rates include"
        ]
    }

    /// Towers that are left out though nobody said so.
    private var towers: [String] {
        guard estimator.isTextOnly, request.isTextOnly == nil,
            !request.model.profile.shape.towers.isEmpty
        else { return [] }
        return [
            "the towers for images and sound are left out, since \(request.runtime.id) loads them "
                + "from a file of their own; \"text_only\": false counts them"
        ]
    }

    private var extras: [String] {
        var sentences: [String] = []
        if let adapters = request.extras.adapters {
            sentences.append(
                "slots for \(adapters.count) adapters of rank \(adapters.rank) on every linear layer "
                    + "outside routed experts and the head, at 16 bits, count as weights"
            )
        }
        if let draft = request.draft {
            let cache = draft.profile.cache.bytesPerToken(request.cacheFormat)
            sentences.append(
                "the draft model \(draft.id) is loaded as \(draft.publishedFormat.id) and counts as "
                    + "weights; its cache of \(cache) a token is in kv_cache_bytes"
            )
        }
        if request.extras.usesNextTokenModules {
            sentences.append(
                "the modules that predict further tokens count as weights, and cache as one more "
                    + "layer"
            )
        }
        return sentences
    }

    private var devices: [String] {
        var sentences: [String] = []
        if !request.devices.isEmpty {
            let counts = estimator.layerCounts.map(String.init).joined(separator: ", ")
            sentences.append(
                "the layers are divided in proportion to the memory of the devices: \(counts)"
            )
        }
        if let memory = request.gpu?.gpu.memory, memory.isUnified {
            sentences.append(
                "the memory is shared with the host: of \(memory.marketed) a program can have "
                    + "\(memory.planned), and the system needs its part of that"
            )
        }
        return sentences
    }
}
