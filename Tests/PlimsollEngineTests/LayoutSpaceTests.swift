import PlimsollEngine
import Testing

@Suite("Layout space")
struct LayoutSpaceTests {
    private static func space(_ gpus: Int, perNode: Int = 8) -> LayoutSpace {
        LayoutSpace(model: Sample.llama3With70B.shape, gpus: gpus, gpusPerNode: perNode)
    }

    @Test("a dense model of 64 heads has 10 layouts over 4 GPUs")
    func workedExample() {
        let layouts = Self.space(4).layouts
        #expect(layouts.count == 10)
        #expect(Set(layouts).count == 10)
    }

    @Test("every layout uses all GPUs, and is one that a request may ask for", arguments: 1...24)
    func valid(gpus: Int) throws {
        let layouts = Self.space(gpus).layouts
        for layout in layouts {
            #expect(layout.gpus == gpus)
            let asked = try ParallelLayout(
                [
                    .tensor: layout.tensor, .pipeline: layout.pipeline, .data: layout.data,
                    .expert: layout.expert, .context: layout.context,
                ],
                gpus: gpus,
                model: Sample.llama3With70B.shape
            )
            #expect(asked == layout)
        }
        #expect(Set(layouts).count == layouts.count)
    }

    @Test(
        "a model of 64 heads never gets a tensor parallel size of 3 or 6",
        arguments: [3, 6, 12, 24, 48, 96]
    )
    func heads(gpus: Int) {
        let space = Self.space(gpus, perNode: 6)
        #expect(space.tensorSizes.allSatisfy { 64 % $0 == 0 })
        #expect(!space.layouts.isEmpty)
    }

    @Test("no tensor parallel group straddles machines, but one may span whole ones")
    func machines() {
        #expect(Self.space(8, perNode: 4).tensorSizes == [1, 2, 4, 8])
        #expect(Self.space(16, perNode: 6).tensorSizes == [1, 2])
        #expect(Self.space(4, perNode: 6).tensorSizes == [1, 2, 4])
    }

    @Test("there are no more stages than layers")
    func layers() {
        #expect(Self.space(128).layouts.allSatisfy { $0.pipeline <= 80 })
    }
}

@Suite("Plans for serving")
struct InferencePlannerTests {
    private static let h100 = GPU(
        id: "h100",
        memory: GPUMemory(marketed: .gibi(80), frameworkVisible: Bytes(85_018_877_624))
    )
    private static let consumer = GPU(id: "24 GB", memory: GPUMemory(marketed: .gibi(24)))

    private static func planner(_ bits: Double, share: Double = 0.9) throws -> InferencePlanner {
        InferencePlanner(
            model: Sample.llama3With70B,
            weightFormat: .plain(id: "\(bits) bits", bits: bits),
            cacheFormat: KVCacheFormat(.fp16),
            runtime: try Sample.runtime(),
            share: share
        )
    }

    private static func load(_ batch: Int, _ context: Int = 4096) throws -> InferenceWorkload {
        try InferenceWorkload(concurrentSequences: batch, contextTokens: Tokens(context))
    }

    private static func search(
        _ planner: InferencePlanner,
        _ counts: [Int],
        on gpu: GPU = h100,
        _ objective: PlanObjective = .fewestGPUs,
        fills: Bool = false,
        batch: Int = 1
    ) throws -> InferencePlanner.Result {
        planner.search(
            counts: counts,
            of: gpu,
            gpusPerNode: 8,
            load: try load(batch),
            fillsBatch: fills,
            objective: objective
        )
    }

    @Test("70 billion parameters need two cards of 80 GB at 16 bits, one at 8, two of 24 GB at 4")
    func fewest() throws {
        #expect(try Self.search(Self.planner(16), Array(1...8)).plans.first?.layout.gpus == 2)
        #expect(try Self.search(Self.planner(8), Array(1...8)).plans.first?.layout.gpus == 1)
        let consumer = try Self.search(Self.planner(4.5), Array(1...8), on: Self.consumer)
        #expect(consumer.plans.first?.layout.gpus == 2)
    }

    @Test("stages that are alike are looked at once, with the memory of the whole division")
    func sameMemory() throws {
        let planner = try Self.planner(16)
        let found = try Self.search(planner, [16])
        for plan in found.plans {
            let whole = planner.estimator(plan.layout, on: Self.h100)
            #expect(whole.memoryPerGPU(plan.load) == plan.memory)
        }
        #expect(found.plans.contains { $0.layout.pipeline == 16 })
    }

    @Test("plans are in the order of the objective, and the same each time")
    func order() throws {
        for objective in PlanObjective.allCases {
            let first = try Self.search(Self.planner(8), [1, 2, 4, 8], objective)
            let again = try Self.search(Self.planner(8), [1, 2, 4, 8], objective)
            #expect(first.plans.map(\.layout) == again.plans.map(\.layout))
        }
        let roomy = try Self.search(Self.planner(8), [1, 2, 4, 8], .headroom)
        let headrooms = roomy.plans.map(\.figures.headroom)
        #expect(headrooms == headrooms.sorted(by: >))
        let few = try Self.search(Self.planner(8), [1, 2, 4, 8], .fewestGPUs)
        let safe = few.plans.filter(\.figures.isSafe).map(\.layout.gpus)
        #expect(safe == safe.sorted())
    }

    @Test("no plan on the front is worse than another in every respect")
    func front() throws {
        let figures = [
            PlanFigures(
                gpus: 1,
                isSafe: true,
                headroom: .zero,
                tokensPerSecond: 10,
                latency: Seconds(1)
            ),
            PlanFigures(
                gpus: 2,
                isSafe: true,
                headroom: .zero,
                tokensPerSecond: 10,
                latency: Seconds(1)
            ),
            PlanFigures(
                gpus: 2,
                isSafe: true,
                headroom: .zero,
                tokensPerSecond: 30,
                latency: Seconds(2)
            ),
            PlanFigures(
                gpus: 4,
                isSafe: true,
                headroom: .zero,
                tokensPerSecond: 20,
                latency: Seconds(0.5)
            ),
            PlanFigures(
                gpus: 4,
                isSafe: true,
                headroom: .zero,
                tokensPerSecond: 20,
                latency: Seconds(0.5)
            ),
            PlanFigures(
                gpus: 8,
                isSafe: true,
                headroom: .zero,
                tokensPerSecond: 29,
                latency: Seconds(3)
            ),
        ]
        #expect(ParetoFront.positions(figures) == [0, 2, 3])
    }

    @Test("a batch that is to be filled is the largest of its layout")
    func filled() throws {
        let plan = try #require(
            Self.search(try Self.planner(8), [2], .headroom, fills: true).plans.first
        )
        let estimator = try Self.planner(8).estimator(plan.layout, on: Self.h100)
        let memory = Self.h100.memory.planned
        #expect(estimator.fits(plan.load, memory: memory, share: 0.9))
        var more = plan.load
        more.concurrentSequences += plan.layout.data
        #expect(!estimator.fits(more, memory: memory, share: 0.9))
    }

    @Test("where nothing fits, the nearest miss is named, and changes that do fit")
    func nothingFits() throws {
        let planner = try Self.planner(16)
        let found = try Self.search(planner, [1], batch: 4)
        #expect(found.plans.isEmpty)
        let miss = try #require(found.nearestMiss)
        #expect(miss.shortage > .zero)
        let remedies = planner.remedies(
            PlanQuestion(
                counts: [1],
                furtherCounts: [2, 4, 8],
                gpu: Self.h100,
                gpusPerNode: 8,
                load: try Self.load(4),
                cacheFormats: [KVCacheFormat(.fp8)],
                weightFormats: [.plain(id: "8", bits: 8), .plain(id: "4", bits: 4)]
            )
        )
        let changes = remedies.map { remedy -> String in
            switch remedy.change {
            case .cacheFormat(let format): format.name
            case .weightFormat(let format): format.id
            case .batch(let count): "batch \(count)"
            case .context(let tokens): "context \(tokens)"
            case .gpus(let count): "gpus \(count)"
            }
        }
        #expect(changes == ["4", "gpus 2"])
        #expect(remedies.allSatisfy { $0.plan.fit.verdict != .doesNotFit })
    }

    @Test("a load that is too large by its batch or context alone is told how much would fit")
    func smallerLoad() throws {
        let planner = try Self.planner(8)
        let question = PlanQuestion(
            counts: [1],
            furtherCounts: [],
            gpu: Self.h100,
            gpusPerNode: 8,
            load: try Self.load(2, 100_000),
            cacheFormats: [],
            weightFormats: []
        )
        let memory = Self.h100.memory.planned
        for remedy in planner.remedies(question) {
            let estimator = planner.estimator(remedy.plan.layout, on: Self.h100)
            #expect(estimator.fits(remedy.plan.load, memory: memory, share: 0.9))
        }
        #expect(planner.remedies(question).count == 1)
    }

    @Test(
        "without a layout, tensor parallelism comes first, then as few stages as hold the load",
        arguments: [
            (8, 16.0, [8, 1, 1]), (16, 16.0, [8, 1, 2]), (6, 8.0, [2, 1, 3]), (3, 16.0, [1, 3, 1]),
            (7, 16.0, [1, 7, 1]), (1, 8.0, [1, 1, 1]),
        ]
    )
    func choice(gpus: Int, bits: Double, sizes: [Int]) throws {
        let layout = try Self.planner(bits).choice(
            gpus: gpus,
            of: Self.h100,
            gpusPerNode: 8,
            load: try Self.load(1)
        )
        #expect([layout.tensor, layout.pipeline, layout.data] == sizes)
    }
}

@Suite("Plans over mixed cards")
struct DevicePlannerTests {
    private static func card(_ gib: Double) -> GPU {
        GPU(id: "\(gib) GiB", memory: GPUMemory(marketed: .gibi(gib)))
    }

    private static func search(
        _ groups: [(gib: Double, count: Int)],
        bits: Double = 4.5,
        usesAll: Bool = true,
        fills: Bool = false
    ) throws -> DevicePlanner.Result {
        let planner = InferencePlanner(
            model: Sample.llama3With70B,
            weightFormat: .plain(id: "\(bits) bits", bits: bits),
            cacheFormat: KVCacheFormat(.fp16),
            runtime: try Sample.runtime(),
            share: 0.95
        )
        return DevicePlanner(
            planner,
            groups.map { DeviceGroup(gpu: card($0.gib), count: $0.count) }
        )
        .search(
            load: try InferenceWorkload(concurrentSequences: 1, contextTokens: Tokens(4096)),
            fillsBatch: fills,
            usesAll: usesAll,
            objective: .fewestGPUs
        )
    }

    @Test("80 layers over cards with 24, 24 and 12 GB of room are 32, 32 and 16")
    func workedExample() {
        let stages = [24, 24, 12].map { DeviceSplit.Stage(usable: .giga($0), fixed: .zero) }
        #expect(DeviceSplit.layerCounts(80, stages) == [32, 32, 16])
    }

    @Test(
        "every layer lies on a card, and every card has one",
        arguments: [[1, 1, 1], [100, 1, 1], [0, 0, 50], [7, 11, 13]]
    )
    func division(rooms: [Int]) {
        let stages = rooms.map { DeviceSplit.Stage(usable: .gibi(Double($0)), fixed: .zero) }
        for layers in [3, 4, 80, 81] {
            let counts = DeviceSplit.layerCounts(layers, stages)
            #expect(counts.reduce(0, +) == layers)
            #expect(counts.allSatisfy { $0 >= 1 })
        }
        #expect(DeviceSplit.layerCounts(2, stages).isEmpty)
    }

    @Test("layers go where the memory is, so that mixed cards hold what an even division would not")
    func mixed() throws {
        let found = try Self.search([(32, 1), (16, 1)])
        let plan = try #require(found.plans.first)
        #expect(plan.plan.layout.pipeline == 2)
        let layers = plan.stages.map(\.layers)
        #expect(layers[0] > 50)
        #expect(layers.reduce(0, +) == 80)
        #expect(plan.stages.allSatisfy { $0.fit.verdict != .doesNotFit })
    }

    @Test("fewer cards are tried where not all have to be used")
    func subsets() throws {
        let found = try Self.search([(24, 2), (48, 1)], usesAll: false)
        #expect(found.plans.first?.used == [0, 1])
        #expect(found.plans.contains { $0.used == [2, 0] })
    }

    @Test("over equal cards the plan is that of equal cards")
    func equal() throws {
        let found = try Self.search([(24, 2)])
        let planner = InferencePlanner(
            model: Sample.llama3With70B,
            weightFormat: .plain(id: "4.5 bits", bits: 4.5),
            cacheFormat: KVCacheFormat(.fp16),
            runtime: try Sample.runtime(),
            share: 0.95
        )
        for plan in found.plans where plan.plan.layout.pipeline == 1 {
            let alone = planner.estimator(plan.plan.layout, on: Self.card(24))
            #expect(alone.memoryPerGPU(plan.plan.load) == plan.plan.memory)
        }
        #expect(found.plans.contains { $0.plan.layout.tensor == 2 })
    }

    @Test("too little memory is a nearest miss; a batch that is filled is at its edge")
    func edges() throws {
        let miss = try Self.search([(16, 1), (12, 1)])
        #expect(miss.plans.isEmpty)
        #expect(miss.nearestMiss?.plan.shortage ?? .zero > .zero)
        let full = try Self.search([(32, 1), (24, 1)], fills: true)
        #expect(full.plans.first?.plan.load.concurrentSequences ?? 0 > 1)
    }
}
