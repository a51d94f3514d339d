/// A regular expression of a quantization configuration, matched in linear time.
///
/// Configurations come from requests too, so matching must not backtrack: the expression becomes a
/// list of steps, and all that may be taken at once are followed side by side. Known are literals,
/// `.`, classes, groups, `|`, `*`, `+`, `?`, `{m,n}`, anchors and look-ahead.
struct PathRegex: Sendable {
    /// Longest expression, in bytes, and most steps after counted repetitions are written out.
    static let maximumLength = 1000
    static let maximumSteps = 1000

    /// One step of the program.
    indirect enum Step: Sendable {
        /// Takes one byte of the set.
        case take(ByteSet)
        /// Goes on at both places.
        case fork(Int, Int)
        /// Goes on at another place.
        case jump(Int)
        case start
        case end
        /// Goes on where the program matches, or does not, from here.
        case look(ahead: [Step], negated: Bool)
        case accept
    }

    /// Which bytes a step takes.
    struct ByteSet: Sendable {
        private var low = SIMD4<UInt64>()

        mutating func insert(_ byte: UInt8) { low[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
        mutating func insert(_ bytes: ClosedRange<UInt8>) { for byte in bytes { insert(byte) } }
        func contains(_ byte: UInt8) -> Bool { low[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }
        mutating func invert() { low = ~low }
    }

    private let program: [Step]
    /// Whether digits decide, so that layers have to be asked one by one.
    let mentionsDigits: Bool

    /// Reads an expression; nil where it uses what is not known here.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.maximumLength else { return nil }
        var parser = PathRegexParser(bytes)
        guard let program = parser.parse() else { return nil }
        self.program = program + [.accept]
        mentionsDigits = parser.mentionsDigits
    }

    /// Steps of the program, those of look-aheads for every place where one may begin.
    var steps: Int {
        program.reduce(0) { sum, step in
            guard case .look(let ahead, _) = step else { return sum + 1 }
            return sum + 40 * ahead.count
        }
    }

    /// Whether a text begins with a match, as Python's `re.match` asks.
    func matchesPrefix(of text: [UInt8]) -> Bool {
        Self.run(program, text, from: 0)
    }

    private static func run(_ program: [Step], _ text: [UInt8], from first: Int) -> Bool {
        var active: [Int] = []
        var seen = [Int](repeating: -1, count: program.count)
        var position = first
        func follow(_ step: Int, _ list: inout [Int], _ seen: inout [Int]) -> Bool {
            var pending = [step]
            while let next = pending.popLast() {
                if seen[next] == position { continue }
                seen[next] = position
                switch program[next] {
                case .accept: return true
                case .take: list.append(next)
                case .jump(let target): pending.append(target)
                case .fork(let left, let right): pending += [right, left]
                case .start: if position == 0 { pending.append(next + 1) }
                case .end: if position == text.count { pending.append(next + 1) }
                case .look(let ahead, let negated):
                    if run(ahead, text, from: position) != negated { pending.append(next + 1) }
                }
            }
            return false
        }
        if follow(0, &active, &seen) { return true }
        while position < text.count, !active.isEmpty {
            let byte = text[position]
            position += 1
            var next: [Int] = []
            for step in active {
                if case .take(let set) = program[step], set.contains(byte) {
                    if follow(step + 1, &next, &seen) { return true }
                }
            }
            active = next
        }
        return false
    }
}
