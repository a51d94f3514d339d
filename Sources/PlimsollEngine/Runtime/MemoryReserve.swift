/// What an engine leaves free beside weights and cache, by the card and the layout.
///
///     reserve = c + t · chunk + s · graphs + g · tensor · pipeline
///
/// | symbol | property      | meaning                                        |
/// |--------|---------------|------------------------------------------------|
/// | c      | `constant`    | always                                         |
/// | t      | `perToken`    | for each token of a pass over prompts          |
/// | s      | `perSequence` | for each sequence that graphs are captured for |
/// | g      | `perGPU`      | for each GPU of a copy of the model            |
///
/// Worked example, SGLang on an H100 of 81,559 MiB: 512 + 1.5 · 8192 + 2 · 256 + 128 = 13,440 MiB,
/// so a share of 0.835.
///
/// Source: sgl-project/sglang, python/sglang/srt/server_args.py, `_handle_gpu_memory_settings`
/// (pull request 10975).
public struct MemoryReserve: Hashable, Sendable {
    /// What the engine does on cards of at least a size.
    public struct Card: Hashable, Sendable {
        /// The size from which on it does.
        public var from: Bytes
        /// Tokens of a pass over prompts.
        public var batchedTokens: Int
        /// Sequences that graphs are captured for.
        public var sequences: Int
        /// The same where four or more GPUs divide the tensors.
        public var groupedSequences: Int
        /// The least that is left free.
        public var least: Bytes

        /// A kind of card.
        public init(
            from: Bytes,
            batchedTokens: Int,
            sequences: Int,
            groupedSequences: Int,
            least: Bytes
        ) {
            self.from = from
            self.batchedTokens = batchedTokens
            self.sequences = sequences
            self.groupedSequences = groupedSequences
            self.least = least
        }
    }

    /// Kinds of cards from the smallest to the largest; never empty.
    let cards: [Card]
    let constant: Bytes
    let perToken: Bytes
    let perSequence: Bytes
    let perGPU: Bytes

    /// A reserve; nil without a kind of card, or where they are not in the order of their sizes.
    public init?(
        cards: [Card],
        constant: Bytes,
        perToken: Bytes,
        perSequence: Bytes,
        perGPU: Bytes
    ) {
        guard !cards.isEmpty, zip(cards, cards.dropFirst()).allSatisfy({ $0.from < $1.from })
        else { return nil }
        self.cards = cards
        self.constant = constant
        self.perToken = perToken
        self.perSequence = perSequence
        self.perGPU = perGPU
    }

    /// Bytes left free on a card.
    func bytes(on memory: Bytes, _ layout: ParallelLayout) -> Bytes {
        guard let card = cards.last(where: { $0.from <= memory }) ?? cards.first else {
            return .zero
        }
        let sequences = layout.gpus >= 4 ? card.groupedSequences : card.sequences
        let bytes =
            constant + card.batchedTokens * perToken + sequences * perSequence
            + layout.tensor * layout.pipeline * perGPU
        return max(bytes, card.least)
    }

    /// What is left of a card, as a share in thousandths.
    func share(of memory: Bytes, _ layout: ParallelLayout) -> Double {
        let whole = Double(max(1, memory.magnitude))
        let share = (whole - Double(bytes(on: memory, layout).magnitude)) / whole
        return max(0.01, (share * 1000).rounded() / 1000)
    }
}
