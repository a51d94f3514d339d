import PlimsollEngine
import PlimsollJSON

/// The sizes of one mixture of experts.
struct ExpertSizes {
    var hiddenSize: Int
    var count: Int
    var perToken: Int
    /// Elements of the middle of one expert.
    var width: Int
    /// Elements of the middle of all shared experts together.
    var sharedWidth = 0
    var isGated = true
    /// Width that experts read and write; the hidden size unless they work on a latent.
    var latentSize: Int?
    /// The projections to the latent and back, where there is one.
    var latentModules: (down: ModuleName, up: ModuleName) = ("fc1_latent_proj", "fc2_latent_proj")
    /// The component that they count towards.
    var latentComponent = ParameterComponent.recurrent
    /// Whether the experts' sum is normalised before it leaves the latent.
    var normalisesLatent = false
    /// Biases of the shared experts.
    var sharedBias = false
    /// Whether a sigmoid of one row scales the shared expert.
    var hasSharedGate = false
    /// Scores that the router gives beside the experts' (identity experts of LongCat).
    var extraScores = 0
    var routerBias = false

    /// The sizes under the configuration's keys, checked against each other.
    init(
        _ config: HuggingFaceConfig,
        hiddenSize: Int,
        count: Int,
        perToken: Int,
        width: Int,
        sharedWidth: Int = 0
    ) throws(ModelConfigError) {
        guard perToken <= count else {
            throw .invalid(
                value: config.value,
                detail: "a token cannot use \(perToken) experts of \(count)"
            )
        }
        self.hiddenSize = hiddenSize
        self.count = count
        self.perToken = perToken
        self.width = width
        self.sharedWidth = sharedWidth
    }

    /// The mixture.
    var feedForward: FeedForward {
        .mixture(
            MixtureOfExperts(
                expertCount: count,
                expertsPerToken: perToken,
                expertWidth: width,
                sharedWidth: sharedWidth,
                isGated: isGated,
                tensors: experts + latentProjections + shared + [router] + sharedGate
            )
        )
    }

    private var experts: [WeightTensor] {
        WeightTensor.feedForward(
            .routedExperts,
            hiddenSize: latentSize ?? hiddenSize,
            width: width,
            isGated: isGated,
            copies: count,
            activeCopies: perToken
        )
    }

    private var latentProjections: [WeightTensor] {
        guard let latentSize else { return [] }
        return [
            WeightTensor(
                latentModules.down,
                latentComponent,
                rows: latentSize,
                columns: hiddenSize,
                bias: sharedBias ? latentSize : 0
            ),
            WeightTensor(
                latentModules.up,
                latentComponent,
                rows: hiddenSize,
                columns: latentSize,
                bias: sharedBias ? hiddenSize : 0
            ),
        ] + (normalisesLatent ? [.norms(width: latentSize, count: 1)] : [])
    }

    private var shared: [WeightTensor] {
        guard sharedWidth > 0 else { return [] }
        return WeightTensor.feedForward(
            .sharedExperts,
            hiddenSize: hiddenSize,
            width: sharedWidth,
            isGated: isGated,
            hasBias: sharedBias
        )
    }

    private var router: WeightTensor {
        .router(
            hiddenSize: hiddenSize,
            experts: count + extraScores,
            bias: routerBias ? count + extraScores : 0
        )
    }

    private var sharedGate: [WeightTensor] {
        guard hasSharedGate else { return [] }
        return [WeightTensor("shared_expert_gate", .router, rows: 1, columns: hiddenSize)]
    }
}

extension FeedForward {
    /// A dense network of one width.
    static func dense(
        hiddenSize: Int,
        width: Int,
        isGated: Bool = true,
        hasBias: Bool = false
    ) -> FeedForward {
        .dense(
            DenseFeedForward(
                width: width,
                isGated: isGated,
                tensors: WeightTensor.feedForward(
                    .mlp,
                    hiddenSize: hiddenSize,
                    width: width,
                    isGated: isGated,
                    hasBias: hasBias
                )
            )
        )
    }
}
