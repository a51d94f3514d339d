/// A training layout with its settings as a search compares it: numbers only, since there are many.
struct Candidate {
    var layout: TrainingLayout
    /// Position among the ways of recomputing that are searched.
    var recomputation: Int
    var load: TrainingLoad
    /// Memory of the fullest GPU.
    var need: ByteRange
    var figures: PlanFigures

    /// What tells it from all others of a search.
    struct Identity: Hashable {
        var layout: TrainingLayout
        var recomputation: Int
        var load: TrainingLoad
    }

    var identity: Identity {
        Identity(layout: layout, recomputation: recomputation, load: load)
    }

    /// Whether this candidate lacks fewer bytes, or as few and is simpler.
    func isNearer(than other: Candidate) -> Bool {
        if need.value != other.need.value { return need.value < other.need.value }
        return isSimpler(than: other)
    }

    /// A fixed order for candidates that are as good: the simpler division of the GPUs, then less
    /// divided states, less computed again, fewer parts of stages and fewer samples at once.
    func isSimpler(than other: Candidate) -> Bool {
        if layout.sizes != other.layout.sizes {
            return layout.sizes.isSimpler(than: other.layout.sizes)
        }
        return settings.lexicographicallyPrecedes(other.settings)
    }

    private var settings: [Int] {
        [layout.zeroStage.rawValue, recomputation, layout.virtualPipeline, load.microBatch]
    }
}

/// The candidates of which no other has as few GPUs, as many tokens a second and as much free
/// memory; without speeds, GPUs and free memory count.
struct TrainingFront {
    private(set) var members: [Candidate] = []

    /// Adds a candidate unless a member is as good in every respect, and drops what it beats.
    mutating func add(_ candidate: Candidate) {
        guard !members.contains(where: { $0.figures.isAsGood(as: candidate.figures) }) else {
            return
        }
        members.removeAll { candidate.figures.isAsGood(as: $0.figures) }
        members.append(candidate)
    }
}

extension PlanFigures {
    /// Whether these figures are nowhere worse: GPUs, tokens a second, free memory.
    fileprivate func isAsGood(as other: PlanFigures) -> Bool {
        gpus <= other.gpus && headroom >= other.headroom
            && tokensPerSecond ?? 0 >= other.tokensPerSecond ?? 0
    }
}
