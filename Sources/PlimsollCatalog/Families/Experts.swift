import PlimsollEngine
import PlimsollJSON

/// The sizes of a mixture of experts, from which its tensors follow.
struct Experts: Sendable {
    /// Routed experts.
    var count: Int
    /// Routed experts that one token uses.
    var perToken: Int
    /// Width of one routed expert.
    var width: Int
    /// Width of all shared experts together; 0 without any.
    var sharedWidth = 0
    var isGated = true
    /// Whether each expert's matrices have biases.
    var hasBias = false
    /// Whether the shared experts' matrices have biases.
    var hasSharedBias = false
    /// Whether the router has a bias for each expert.
    var hasRouterBias = false
    /// Whether a learned gate scales the shared experts.
    var hasSharedGate = false
    var routerName = ModuleName.router
    /// The modules of one expert.
    var names = StandardDecoder.FeedForwardNames()
    /// The modules of the shared experts.
    var sharedNames = StandardDecoder.FeedForwardNames()

    /// The mixture in a layer.
    func feedForward(hiddenSize: Int) -> FeedForward {
        var router = WeightTensor.router(
            hiddenSize: hiddenSize,
            experts: count,
            bias: hasRouterBias ? count : 0
        )
        router.module = routerName
        var tensors = [router]
        tensors += WeightTensor.feedForward(
            .routedExperts,
            named: names,
            hiddenSize: hiddenSize,
            width: width,
            isGated: isGated,
            hasBias: hasBias,
            copies: count,
            activeCopies: perToken
        )
        if sharedWidth > 0 {
            tensors += WeightTensor.feedForward(
                .sharedExperts,
                named: sharedNames,
                hiddenSize: hiddenSize,
                width: sharedWidth,
                isGated: isGated,
                hasBias: hasSharedBias
            )
            if hasSharedGate {
                tensors.append(
                    WeightTensor("shared_expert_gate", .router, rows: 1, columns: hiddenSize)
                )
            }
        }
        return .mixture(
            MixtureOfExperts(
                expertCount: count,
                expertsPerToken: perToken,
                expertWidth: width,
                sharedWidth: sharedWidth,
                isGated: isGated,
                tensors: tensors
            )
        )
    }
}

/// The keys of experts and the class's defaults for them.
struct ExpertKeys: Sendable {
    var count: [String]
    var perToken = ["num_experts_per_tok"]
    var width = ["moe_intermediate_size"]
    var defaults: (count: Int?, perToken: Int?, width: Int?)
}

extension HuggingFaceConfig {
    /// The routed experts, of which a token cannot use more than there are.
    func experts(_ keys: ExpertKeys) throws(ModelConfigError) -> Experts {
        let experts = Experts(
            count: try size(keys.count, default: keys.defaults.count),
            perToken: try size(keys.perToken, default: keys.defaults.perToken),
            width: try size(keys.width, default: keys.defaults.width)
        )
        guard experts.perToken <= experts.count else {
            throw .invalid(
                value: value,
                detail: "a token uses \(experts.perToken) of \(experts.count) experts"
            )
        }
        return experts
    }
}
