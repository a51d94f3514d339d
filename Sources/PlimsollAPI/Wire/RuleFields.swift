import PlimsollEngine
import PlimsollJSON

/// What a request says of the rules of thumb: that they are to be used, and with which constants.
struct RuleOverrides {
    /// The constants that a request may name, each a number or `[low, high]`.
    enum Constant: String, CaseIterable {
        case workspaceShare = "workspace_share"
        case cacheShare = "kv_cache_share"
        case activationShare = "activation_share"
        case trainingMultiplier = "training_multiplier"

        /// Those of serving.
        static let serving: [Constant] = [.workspaceShare, .cacheShare]
        /// Those of training.
        static let training: [Constant] = [.activationShare, .trainingMultiplier]

        fileprivate var allowed: ClosedRange<Double> {
            self == .trainingMultiplier ? 1...100 : 0...100
        }
    }

    private var given: [Constant: RuleConstant] = [:]

    /// The estimator of rules of thumb as requests name it.
    static let estimator = "rule_of_thumb"

    /// The constant that the request gives.
    subscript(constant: Constant) -> RuleConstant? { given[constant] }

    /// Reads `estimator` and `rules`.
    ///
    /// - Parameters:
    ///   - reader: The request.
    ///   - constants: Those that the endpoint has a use for.
    ///   - unknown: Fields that no rule knows.
    /// - Returns: The constants, or nil where the architecture is to be used.
    static func read(
        _ reader: JSONFieldReader,
        _ constants: [Constant],
        unknown: [String] = []
    ) -> RuleOverrides? {
        let estimator = reader.choice("estimator", of: ["architecture", Self.estimator])
        guard estimator == Self.estimator else {
            if reader.has("rules") {
                reader.report("rules", "is for the estimator rule_of_thumb only")
            }
            // A wrong field of `rules` is not worth a second problem.
            _ = reader.value("rules")
            return nil
        }
        for name in unknown where reader.has(name) {
            reader.report(name, "no rule of thumb knows it; use the estimator architecture")
        }
        return reader.object("rules") { fields in
            var overrides = RuleOverrides()
            for constant in constants {
                overrides.given[constant] = read(fields, constant)
            }
            return overrides
        } ?? RuleOverrides()
    }

    private static func read(_ fields: JSONFieldReader, _ constant: Constant) -> RuleConstant? {
        let name = constant.rawValue
        guard let value = fields.value(name), !value.isNull else { return nil }
        let source = "the request"
        // A query has a pair as `0.15,0.3`.
        guard value.kind == .array || value.isLoose && value.string?.contains(",") == true else {
            return fields.double(name, in: constant.allowed).map {
                RuleConstant($0, source: source)
            }
        }
        guard let elements = fields.array(name, count: 2...2) else { return nil }
        let ends = elements.compactMap(\.double).filter(constant.allowed.contains)
        guard ends.count == 2, ends[0] <= ends[1] else {
            let low = decimal(constant.allowed.lowerBound, places: 0)
            let high = decimal(constant.allowed.upperBound, places: 0)
            fields.report(
                name,
                "has to be a number from \(low) to \(high), or two of them as [low, high]"
            )
            return nil
        }
        return RuleConstant(ends[0]...ends[1], source: source)
    }
}

/// The rules of thumb that a serving request asks for.
struct RuleOfThumbRequest {
    /// Fields that no rule knows.
    static let unknown = [
        "gpu_layers", "expert_layers_on_host", "offload", "adapters", "draft_model", "mtp",
        "text_only", "devices", "solve",
    ]

    /// The constants that it names.
    var overrides: RuleOverrides
    /// How the rule divides the model.
    var layout: RuleLayout
    /// The share of the card's label to plan with; all of it where the request does not say.
    var share: Double
    /// Why the architecture has no such layout; nil where it has.
    var refusedLayout: EstimationError?
}

extension EstimationError {
    /// Why a layout does not exist, as a part of a sentence.
    var layoutReason: String {
        switch self {
        case .tensorSizeDoesNotDivideHeads(let size, let heads, _):
            "a tensor parallel size of \(size) does not divide \(heads) heads"
        case .moreStagesThanLayers(let stages, let layers):
            "\(layers) layers do not make \(stages) stages"
        default: "the model cannot be divided so"
        }
    }
}
