import PlimsollEngine
import Testing

@Suite("Layouts of training")
struct TrainingPlannerTests {
    private func gpu(gibi: Int) -> GPU {
        var rates = PeakRates()
        rates[.bf16] = .tera(1000)
        return GPU(
            id: "sample",
            memory: GPUMemory(marketed: .gibi(Double(gibi))),
            memoryBandwidth: .giga(3000),
            peakRates: rates
        )
    }

    private func planner(
        _ gpu: GPU,
        freedom: TrainingFreedom = TrainingFreedom(),
        sequence: Int = 4096
    ) throws -> TrainingPlanner {
        let half = try Sample.constant(0.5)
        let none = try Sample.constant(0)
        let framework = try Sample.framework()
        let site = TrainingSite(
            gpu: gpu,
            utilization: TrainingUtilization(
                matrices: half,
                experts: half,
                attention: half,
                exposed: half,
                halfReached: none,
                halfReachedByExperts: none
            )
        )
        let ground = TrainingGround(framework, site)
        return TrainingPlanner(
            Sample.plan(Sample.llama3With8B, framework: framework),
            TrainingLoad(microBatch: 1, sequenceLength: Tokens(sequence)),
            freedom: freedom,
            grounds: TrainingGrounds(fused: ground, plain: ground)
        )
    }

    private func search(
        _ gpus: Int,
        gibi: Int = 80,
        freedom: TrainingFreedom = TrainingFreedom(),
        objective: PlanObjective = .throughput
    ) throws -> TrainingPlanner.Result {
        let gpu = gpu(gibi: gibi)
        return try planner(gpu, freedom: freedom)
            .search(counts: [gpus], of: gpu, gpusPerNode: 8, objective: objective)
    }

    @Test("samples at once, micro-batches and ranks make the global batch")
    func samples() throws {
        let freedom = TrainingFreedom(globalBatch: 48)
        let result = try search(8, freedom: freedom)
        #expect(!result.plans.isEmpty)
        for plan in result.plans {
            let count = plan.load.microBatch * (plan.load.accumulation ?? 0)
            #expect(count * plan.plan.layout.sizes.data == 48)
        }
        // 7 ranks divide no 48 samples, and 7 GPUs are 7 ranks, stages or ranks of a sequence.
        let seven = try search(7, freedom: freedom)
        #expect(seven.plans.allSatisfy { $0.plan.layout.sizes.data == 1 })
    }

    @Test("memory and time of each plan are those of its estimator")
    func sameFigures() throws {
        for plan in try search(8, freedom: TrainingFreedom(globalBatch: 64)).plans {
            let estimator = try TrainingEstimator(plan.plan)
            let need = try #require(estimator.memoryPerGPU(plan.load)).total
            #expect(need == plan.fit.need)
            let site = try #require(plan.site)
            let speed = try #require(estimator.speed(plan.load, at: site)).value
            #expect(speed.tokensPerSecond == plan.figures.tokensPerSecond)
        }
    }

    @Test("with a pipeline ranks divide optimizer states at most")
    func pipelines() throws {
        let plans = try search(16).plans
        let piped = plans.filter { $0.plan.layout.sizes.pipeline > 1 }
        #expect(!piped.isEmpty)
        #expect(piped.allSatisfy { $0.plan.layout.zeroStage <= .optimizerState })
        #expect(plans.contains { $0.plan.layout.zeroStage > .optimizerState })
    }

    @Test("ranks of a sequence divide it into pairs of equal parts")
    func contexts() throws {
        let gpu = gpu(gibi: 80)
        let result = try planner(gpu, sequence: 4100)
            .search(counts: [8], of: gpu, gpusPerNode: 8, objective: .headroom)
        // 4,100 is 2 · 2 · 1,025: two ranks divide it, four do not.
        #expect(result.plans.allSatisfy { $0.plan.layout.sizes.context <= 2 })
        #expect(result.plans.contains { $0.plan.layout.sizes.context == 2 })
    }

    @Test("the order is the objective's", arguments: PlanObjective.allCases)
    func order(objective: PlanObjective) throws {
        let figures = try search(8, objective: objective).plans.map(\.figures).filter(\.isSafe)
        #expect(figures.count > 3)
        for (first, second) in zip(figures, figures.dropFirst()) {
            switch objective {
            case .headroom: #expect(first.headroom >= second.headroom)
            case .latency:
                #expect(first.latency?.magnitude ?? 0 <= second.latency?.magnitude ?? 0)
            case .throughput, .cost, .fewestGPUs:
                #expect(first.tokensPerSecond ?? 0 >= second.tokensPerSecond ?? 0)
            }
        }
    }

    @Test("where nothing fits the layout that lacks least is named, and no other lacks less")
    func nearestMiss() throws {
        let gpu = gpu(gibi: 8)
        let result = try search(2, gibi: 8)
        let miss = try #require(result.nearestMiss)
        #expect(result.plans.isEmpty)
        #expect(result.feasible == 0)
        // On a larger card the same layouts fit, and the roomiest is the one that lacked least.
        let roomiest = try #require(
            try search(2, gibi: 800, objective: .headroom).plans
                .max { $0.figures.headroom < $1.figures.headroom }
        )
        #expect(miss.fit.need.value == roomiest.fit.need.value)
        #expect(miss.shortage == miss.fit.need.value - gpu.memory.planned)
    }

    @Test("an engineer's first choice does not divide sequences")
    func choice() throws {
        let gpu = gpu(gibi: 80)
        let choice = try #require(
            try planner(gpu).choice(gpus: 8, of: gpu, gpusPerNode: 8)
        )
        #expect(choice.plan.layout.sizes.context == 1)
        #expect(choice.fit.verdict != .doesNotFit)
    }

    @Test("32 layers over 5 stages wait for the stage of 7")
    func imbalance() throws {
        let gpu = gpu(gibi: 800)
        func time(_ stages: Int) throws -> Double {
            let plan = try planner(gpu, freedom: TrainingFreedom(virtualPipeline: 1))
                .search(counts: [stages], of: gpu, gpusPerNode: 8, objective: .throughput)
                .plans.first { $0.plan.layout.sizes.pipeline == stages }
            let found = try #require(plan)
            let estimator = try TrainingEstimator(found.plan)
            var load = found.load
            load.accumulation = 1
            let site = try #require(found.site)
            return try #require(estimator.speed(load, at: site)).value.arithmetic.magnitude
        }
        #expect(abs(try time(5) * 5 / time(1) - 7 / 6.4) < 1e-9)
    }
}
