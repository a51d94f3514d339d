/// How fast a load is served over cards of several kinds, each with layers of its own.
///
/// A card takes for its layers their share of what it would take for all. A token passes every stage; with
/// several micro-batches on their way, the slowest stage decides how soon the next follows.
///
///     t = max(Σ s_i · t_i, m · max s_i · t_i)
///
/// | symbol | meaning                                                              |
/// |--------|----------------------------------------------------------------------|
/// | s_i    | share of the layers that stage i holds                               |
/// | t_i    | time of the pass if every stage were on cards of this kind           |
/// | m      | micro-batches on their way: sequences or passes, as many as stages   |
///
/// Worked example, two stages of 60 and 20 layers on cards that take 10 ms and 20 ms for 80 layers: one
/// sequence takes 7.5 + 5 = 12.5 ms, two take 2 · 7.5 = 15 ms.
///
/// Where cards of several kinds divide matrices, each waits for the slowest.
public struct DeviceSpeed: Sendable {
    /// One stage: the speed on its cards, and its layers.
    public struct Stage: Sendable {
        /// The whole model's speed if all stages were on cards of each kind that the stage has.
        let speeds: [SpeedEstimator]
        /// Layers.
        let layers: Int

        /// A stage of some layers on cards of one kind, or of several that divide its matrices.
        public init(_ speeds: [SpeedEstimator], layers: Int) {
            self.speeds = speeds
            self.layers = layers
        }
    }

    private let stages: [Stage]
    /// The engine, which is the same on all cards.
    private let first: SpeedEstimator

    /// The speed over stages in their order; nil without any.
    public init?(_ stages: [Stage]) {
        guard let first = stages.first?.speeds.first,
            stages.allSatisfy({ !$0.speeds.isEmpty })
        else { return nil }
        self.stages = stages
        self.first = first
    }

    /// How fast a load is served that holds its sequences at once, batch after batch.
    public func performance(_ load: InferenceWorkload) -> Performance {
        let (count, prompt) = (load.concurrentSequences, load.promptTokens)
        let limit = load.maximumBatchedTokens
        let context = SpeedEstimator.meanContext(load)
        func prompts(_ sequences: Int) -> PassTime {
            combined(inFlight: passes(sequences, prompt, limit)) {
                $0.promptPass(sequences: sequences, prompt: prompt, limit: limit)
            }
        }
        return first.performance(
            load,
            step: combined(inFlight: count) {
                $0.round(of: count, context: context, admitting: load.maximumSequences)
            },
            first: prompts(1),
            all: prompts(count)
        )
    }

    private func passes(_ sequences: Int, _ prompt: Tokens, _ limit: Tokens?) -> Int {
        let most = limit ?? first.passTokens
        return (sequences * prompt.magnitude + most.magnitude - 1) / max(1, most.magnitude)
    }

    private func combined(inFlight: Int, _ pass: (SpeedEstimator) -> PassTime) -> PassTime {
        let layers = Double(max(1, stages.reduce(0) { $0 + $1.layers }))
        var sum = PassTime()
        var slowest = PassTime()
        for stage in stages {
            var time = PassTime()
            for speed in stage.speeds {
                let own = pass(speed)
                if own.total.value > time.total.value { time = own }
            }
            let share = Double(stage.layers) / layers * time
            sum = sum + share
            if share.total.value > slowest.total.value { slowest = share }
        }
        let period = Double(min(stages.count, max(1, inFlight))) * slowest
        return period.total.value > sum.total.value ? period : sum
    }
}
