import PlimsollEngine
import Testing

@Suite("Adapters")
struct AdapterTests {
    private func trainable(
        _ model: ModelProfile,
        _ kind: Adapter.Kind,
        _ targets: Adapter.Targets
    ) throws -> Elements {
        let plan = Sample.plan(
            model,
            technique: .adapter(
                Adapter(kind, targets: targets),
                base: .plain(id: "bf16", bits: 16)
            ),
            precision: .bf16,
            framework: try Sample.framework(.eager, gradients: .freed)
        )
        return try TrainingEstimator(plan).trainableParameters
    }

    @Test("rank 16 on all matrices of Llama 3 70B trains 207,093,760 parameters")
    func llama3With70B() throws {
        let count = try trainable(Sample.llama3With70B, .lowRank(rank: 16), .allLinear)
        #expect(count == Elements(207_093_760))
    }

    @Test(
        "counts are those that libraries print",
        arguments: [
            (Sample.llama2With7B, 8, ["q_proj", "v_proj"], 4_194_304),
            (Sample.llama2With7B, 64, nil, 159_907_840),
            (Sample.llama3With8B, 16, ["q_proj", "v_proj"], 6_815_744),
        ] as [(ModelProfile, Int, [String]?, Int)]
    )
    func published(model: ModelProfile, rank: Int, names: [String]?, count: Int) throws {
        let targets = names.map { names in
            Adapter.Targets.modules(names.map { ModuleName(rawValue: $0) })
        }
        #expect(
            try trainable(model, .lowRank(rank: rank), targets ?? .allLinear) == Elements(count)
        )
    }

    @Test("DoRA adds a magnitude for each output")
    func magnitudes() throws {
        let names = Adapter.Targets.modules(["q_proj", "v_proj"])
        let low = try trainable(Sample.llama3With8B, .lowRank(rank: 16), names)
        let with = try trainable(Sample.llama3With8B, .magnitudeAndLowRank(rank: 16), names)
        #expect(with - low == Elements(32 * (4096 + 1024)))
    }

    @Test("prompts train one embedding a token, prefixes a key and a value in each layer")
    func prompts() throws {
        #expect(
            try trainable(Sample.llama3With8B, .prompt(tokens: 20), .allLinear)
                == Elements(20 * 4096)
        )
        #expect(
            try trainable(Sample.llama3With8B, .prefix(tokens: 20), .allLinear)
                == Elements(20 * 32 * 2 * 1024)
        )
    }

    @Test("each expert gets an adapter of its own")
    func experts() throws {
        let experts = WeightTensor.feedForward(
            .routedExperts,
            hiddenSize: 64,
            width: 128,
            isGated: true,
            copies: 8,
            activeCopies: 2
        )
        let layer = Layer(
            mixers: [],
            feedForwards: [
                .mixture(
                    MixtureOfExperts(
                        expertCount: 8,
                        expertsPerToken: 2,
                        expertWidth: 128,
                        isGated: true,
                        tensors: experts + [.router(hiddenSize: 64, experts: 8)]
                    )
                )
            ]
        )
        let model = ModelProfile(
            ModelShape(
                hiddenSize: 64,
                vocabularySize: 128,
                layers: LayerStack([layer, layer]),
                embeddings: [.tokenEmbedding(vocabularySize: 128, width: 64)],
                outputs: []
            )
        )
        #expect(
            try trainable(model, .lowRank(rank: 4), .allLinear)
                == Elements(2 * 8 * 3 * 4 * (64 + 128))
        )
    }

    @Test("a target that the model lacks is refused with those that it has")
    func unknown() throws {
        #expect(
            throws: EstimationError.notApplicable(
                field: "adapter",
                reason: "no module \"wq\" in the model; targets may be q_proj, k_proj, v_proj, "
                    + "o_proj, gate_proj, up_proj, down_proj, lm_head"
            )
        ) {
            try trainable(Sample.llama3With8B, .lowRank(rank: 8), .modules(["wq"]))
        }
    }

    @Test("a frozen base of 4 bits and its adapters fit one card where the full model does not")
    func quantizedBase() throws {
        let base = WeightFormat(
            id: "nf4",
            scheme: QuantizationScheme(
                bits: BitsPerElement(4),
                group: .columns(64),
                scaleBits: 8.125
            ),
            scope: .linearLayers
        )
        let plan = Sample.plan(
            Sample.llama3With70B,
            technique: .adapter(Adapter(.lowRank(rank: 16), targets: .allLinear), base: base),
            precision: .bf16,
            framework: try Sample.framework(.eager, gradients: .freed)
        ) { $0.recomputation = ActivationRecomputation(.full) }
        let estimator = try TrainingEstimator(plan)
        let memory = try #require(
            estimator.memoryPerGPU(TrainingLoad(microBatch: 1, sequenceLength: Tokens(2048)))
        )
        // 68.45e9 linear parameters at 0.516 bytes and 2.1e9 at 2.
        #expect(abs(Double(memory.weights.value.magnitude) / 39.5e9 - 1) < 0.01)
        #expect(memory.adapter.value == Bytes(8 * 207_093_760))
        #expect(
            estimator.fits(
                TrainingLoad(microBatch: 1, sequenceLength: Tokens(2048)),
                memory: .gibi(80)
            )
        )
    }
}
