/// Known names that a misspelt one may have meant.
///
/// Names are compared without case and without the signs between words, since those are what people
/// guess wrongest: `llama3_70B` is `llama-3-70b`. A name of the form `org/name` also counts by what
/// follows the slash.
public enum SpellingSuggestion {
    /// Longer names are compared by their first bytes only.
    private static let comparedLength = 64

    /// The names closest to `name`, closest first; none if nothing is close.
    ///
    /// - Parameters:
    ///   - name: What was given.
    ///   - candidates: What is known.
    ///   - limit: How many to return at most.
    /// - Returns: Equally close names stand in alphabetical order.
    public static func closest(
        to name: String,
        in candidates: some Sequence<String>,
        limit: Int = 3
    ) -> [String] {
        let wanted = folded(name.utf8)
        guard !wanted.isEmpty, limit > 0 else { return [] }
        var best: [(score: Int, name: String)] = []
        var rows = Rows()
        for candidate in candidates {
            // A candidate worse than the last kept one need not be measured to the end.
            let bound = best.count < limit ? Int.max : best[best.count - 1].score
            guard let score = score(wanted, candidate, bound: bound, &rows) else { continue }
            let place = best.firstIndex { (score, candidate) < ($0.score, $0.name) } ?? best.count
            guard place < limit, !best.contains(where: { $0.name == candidate }) else { continue }
            best.insert((score, candidate), at: place)
            if best.count > limit { best.removeLast() }
        }
        return best.map(\.name)
    }

    /// Lower is closer; nil if it is not close, or farther than `bound`.
    private static func score(
        _ wanted: [UInt8],
        _ candidate: String,
        bound: Int,
        _ rows: inout Rows
    ) -> Int? {
        let whole = folded(candidate.utf8)
        var best = score(wanted, whole, bound: bound, &rows)
        if let slash = candidate.utf8.lastIndex(of: UInt8(ascii: "/")) {
            let name = folded(candidate.utf8[candidate.utf8.index(after: slash)...])
            // Slightly behind a match of the whole name.
            if let score = score(wanted, name, bound: bound, &rows) {
                best = min(best ?? Int.max, score + 10)
            }
        }
        return best
    }

    private static func score(
        _ wanted: [UInt8],
        _ known: [UInt8],
        bound: Int,
        _ rows: inout Rows
    ) -> Int? {
        guard !known.isEmpty else { return nil }
        let difference = abs(wanted.count - known.count)
        let shorter = min(wanted.count, known.count)
        // A known name that is a small part of what was given says little.
        let isPart = known.count * 2 >= wanted.count
        if shorter >= 2 {
            if known.starts(with: wanted) || (isPart && wanted.starts(with: known)) {
                return difference == 0 ? 0 : 50 + 5 * difference
            }
            if shorter >= 3, contains(known, wanted) || (isPart && contains(wanted, known)) {
                return 90 + 5 * difference
            }
        }
        // A third of the letters may be wrong: one of three, two of four to six.
        let allowed = min((max(wanted.count, known.count) + 2) / 3, bound / 100)
        guard difference <= allowed, allowed > 0 else { return nil }
        let distance = rows.distance(wanted, known, limit: allowed)
        guard distance <= allowed, distance < shorter else { return nil }
        return distance * 100
    }

    private static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(24)
        for byte in text {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: " "), UInt8(ascii: "."):
                continue
            default: result.append(byte)
            }
            if result.count == comparedLength { break }
        }
        return result
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard part.count <= text.count else { return false }
        for start in 0...text.count - part.count where text[start...].starts(with: part) {
            return true
        }
        return false
    }

    /// Three rows of the distance table, kept from candidate to candidate.
    private struct Rows {
        var beforePrevious = [Int](repeating: 0, count: comparedLength + 1)
        var previous = [Int](repeating: 0, count: comparedLength + 1)
        var current = [Int](repeating: 0, count: comparedLength + 1)

        /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the
        /// other (optimal string alignment); more than `limit` once that is certain.
        mutating func distance(_ one: [UInt8], _ other: [UInt8], limit: Int) -> Int {
            for column in 0...other.count { previous[column] = column }
            for row in 1...one.count {
                current[0] = row
                var smallest = row
                for column in 1...other.count {
                    let isSame = one[row - 1] == other[column - 1]
                    var cost = min(
                        previous[column - 1] + (isSame ? 0 : 1),
                        min(previous[column], current[column - 1]) + 1
                    )
                    if row > 1, column > 1, one[row - 1] == other[column - 2],
                        one[row - 2] == other[column - 1]
                    {
                        cost = min(cost, beforePrevious[column - 2] + 1)
                    }
                    current[column] = cost
                    smallest = min(smallest, cost)
                }
                guard smallest <= limit + 1 else { return limit + 1 }
                swap(&beforePrevious, &previous)
                swap(&previous, &current)
            }
            return previous[other.count]
        }
    }
}
