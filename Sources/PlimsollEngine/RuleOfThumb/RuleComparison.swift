/// What a rule of thumb gives beside what the architecture gives, and why they differ.
public struct RuleComparison: Hashable, Sendable {
    /// One quantity by both estimators.
    public struct Term: Hashable, Sendable {
        /// The field of the answer.
        public var quantity: String
        /// By the rule.
        public var rule: Bytes
        /// By the architecture.
        public var architecture: Bytes
        /// Why they differ, in one sentence.
        public var why: String

        /// A quantity by both.
        public init(_ quantity: String, rule: Bytes, architecture: Bytes, why: String) {
            self.quantity = quantity
            self.rule = rule
            self.architecture = architecture
            self.why = why
        }

        /// How many times the rule's figure the architecture's is; nil where the rule has none.
        public var ratio: Double? {
            rule > .zero ? Double(architecture.magnitude) / Double(rule.magnitude) : nil
        }

        fileprivate var gap: Int { abs(architecture.magnitude - rule.magnitude) }
    }

    /// The terms that at least one of both has.
    public var terms: [Term]

    /// A comparison of these terms.
    public init(_ terms: [Term]) {
        self.terms = terms.filter { $0.rule > .zero || $0.architecture > .zero }
    }

    /// The sums, explained by the term that differs most.
    public var total: Term {
        Term(
            "total_bytes",
            rule: terms.reduce(.zero) { $0 + $1.rule },
            architecture: terms.reduce(.zero) { $0 + $1.architecture },
            why: terms.max { $0.gap < $1.gap }?.why ?? "both are zero"
        )
    }
}

extension RuleOfThumbServing {
    /// Compares the rule with an estimate of the same load from the architecture.
    ///
    /// Worked example, Llama 3 70B in int8 with 4 sequences of 2048 tokens: weights 70 GB against
    /// 72.7 GB; cache 256 MiB against 2.5 GiB, a ratio of 10.
    ///
    /// - Parameters:
    ///   - own: Memory by the rule.
    ///   - architecture: Memory by the architecture, of as many GPUs.
    ///   - model: The model.
    ///   - format: The format of its weights.
    /// - Returns: The terms of both, each with the reason of its difference.
    public func comparison(
        _ own: InferenceMemory,
        with architecture: InferenceMemory,
        of model: ModelProfile,
        _ format: WeightFormat
    ) -> RuleComparison {
        RuleComparison([
            .init(
                "weights_bytes",
                rule: own.weights.value,
                architecture: architecture.weights.value,
                why: weightsDiffer(model, format)
            ),
            .init(
                "kv_cache_bytes",
                rule: own.kvCache.value,
                architecture: architecture.kvCache.value,
                why: cacheDiffers(model)
            ),
            .init(
                "recurrent_state_bytes",
                rule: .zero,
                architecture: architecture.recurrentState.value,
                why: "the rule knows no recurrent layers"
            ),
            .init(
                "activation_bytes",
                rule: own.activation.value,
                architecture: architecture.activation.value,
                why: "a share of the weights does not follow what sets the peak: the tokens of "
                    + "one pass, the vocabulary and the runtime"
            ),
            .init(
                "runtime_bytes",
                rule: .zero,
                architecture: architecture.runtime.total.value,
                why: "the rule leaves out device context, communication buffers and captured "
                    + "graphs"
            ),
        ])
    }

    private func weightsDiffer(_ model: ModelProfile, _ format: WeightFormat) -> String {
        let total = model.parameters.total
        let bits = model.bitsPerParameter(format)
        let width = decimal(weightWidth.magnitude, places: 3)
        let count =
            parameters == total
            ? "both count \(total) parameters"
            : "the rule counts a nominal \(parameters) parameters where the model has \(total)"
        let stored = decimal(bits.magnitude, places: 3)
        guard stored != width else { return "\(count), at \(width) bits each" }
        return "\(count), and \(width) bits each where the format takes \(stored) on average, "
            + "scales and unquantized tables included"
    }

    private func cacheDiffers(_ model: ModelProfile) -> String {
        let perToken = model.cache.bytesPerToken(cacheFormat)
        let layers = model.shape.layers.count
        if let cacheShare {
            return "\(cacheShare.description) of the weights follows neither batch nor context; "
                + "the model caches \(grouped(perToken.magnitude)) bytes a token"
        }
        guard let cachePerToken else {
            return "without a hidden size the rule leaves the cache out"
        }
        let divided = layout.gpusPerCopy > 1 ? ", and keeps it whole on each GPU" : ""
        return "the rule leaves out the layers and the key/value heads: "
            + "\(grouped(cachePerToken.magnitude)) bytes a token, where the model's \(layers) "
            + "layers cache \(grouped(perToken.magnitude))\(divided)"
    }
}
