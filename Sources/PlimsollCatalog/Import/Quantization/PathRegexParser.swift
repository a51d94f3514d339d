/// Turns the text of a regular expression into steps.
struct PathRegexParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private(set) var mentionsDigits = false

    /// Groups inside groups go this deep.
    private static let maximumDepth = 16

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The steps; nil where the text is no expression that is known here.
    mutating func parse() -> [PathRegex.Step]? {
        guard let steps = alternatives(), position == bytes.count else { return nil }
        return steps
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func alternatives() -> [PathRegex.Step]? {
        guard var steps = sequence() else { return nil }
        while take("|") {
            guard let other = sequence() else { return nil }
            let left = Self.shifted(steps, by: 1)
            let right = Self.shifted(other, by: left.count + 2)
            steps =
                [.fork(1, left.count + 2)] + left + [.jump(left.count + 2 + right.count)] + right
            guard steps.count <= PathRegex.maximumSteps else { return nil }
        }
        return steps
    }

    private mutating func sequence() -> [PathRegex.Step]? {
        var steps: [PathRegex.Step] = []
        while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            guard let atom = atom(), let repeated = repetitions(of: atom) else { return nil }
            steps += Self.shifted(repeated, by: steps.count)
            guard steps.count <= PathRegex.maximumSteps else { return nil }
        }
        return steps
    }

    private mutating func repetitions(of atom: [PathRegex.Step]) -> [PathRegex.Step]? {
        let count = atom.count
        var steps = atom
        if take("*") {
            steps = [.fork(1, count + 2)] + Self.shifted(atom, by: 1) + [.jump(0)]
        } else if take("+") {
            steps = atom + [.fork(0, count + 1)]
        } else if take("?") {
            steps = [.fork(1, count + 1)] + Self.shifted(atom, by: 1)
        } else if next == UInt8(ascii: "{") {
            guard let counted = counted(atom) else { return nil }
            steps = counted
        }
        // A lazy repetition matches the same texts.
        _ = take("?")
        return steps
    }

    private mutating func counted(_ atom: [PathRegex.Step]) -> [PathRegex.Step]? {
        guard take("{"), let low = number() else { return nil }
        let high = take(",") ? number() : low
        guard take("}"), let high, low <= high, high <= 100,
            high * (atom.count + 1) <= PathRegex.maximumSteps
        else { return nil }
        var steps: [PathRegex.Step] = []
        for index in 0..<high {
            let optional: [PathRegex.Step] =
                index < low ? atom : [.fork(1, atom.count + 1)] + Self.shifted(atom, by: 1)
            steps += Self.shifted(optional, by: steps.count)
        }
        return steps
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            digits.unicodeScalars.append(Unicode.Scalar(byte))
            position += 1
        }
        return digits.utf8.count <= 4 ? Int(digits) : nil
    }

    private mutating func atom() -> [PathRegex.Step]? {
        guard let byte = next else { return nil }
        switch byte {
        case UInt8(ascii: "("): return group()
        case UInt8(ascii: "["): return bracket().map { [.take($0)] }
        case UInt8(ascii: "."):
            position += 1
            var any = PathRegex.ByteSet()
            any.invert()
            return [.take(any)]
        case UInt8(ascii: "^"):
            position += 1
            return [.start]
        case UInt8(ascii: "$"):
            position += 1
            return [.end]
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"): return nil
        default: return character().map { [.take($0)] }
        }
    }

    private mutating func group() -> [PathRegex.Step]? {
        position += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return nil }
        var negated: Bool?
        if take("?!") {
            negated = true
        } else if take("?=") {
            negated = false
        } else if !take("?:"), next == UInt8(ascii: "?") {
            return nil
        }
        guard let steps = alternatives(), take(")") else { return nil }
        return negated.map { [.look(ahead: steps + [.accept], negated: $0)] } ?? steps
    }

    /// One byte or escape.
    private mutating func character() -> PathRegex.ByteSet? {
        guard let byte = next else { return nil }
        position += 1
        var set = PathRegex.ByteSet()
        guard byte == UInt8(ascii: "\\") else {
            noteDigit(byte)
            set.insert(byte)
            return set
        }
        guard let escaped = next else { return nil }
        position += 1
        switch escaped {
        case UInt8(ascii: "d"):
            mentionsDigits = true
            set.insert(UInt8(ascii: "0")...UInt8(ascii: "9"))
        case UInt8(ascii: "w"):
            set.insert(UInt8(ascii: "0")...UInt8(ascii: "9"))
            set.insert(UInt8(ascii: "a")...UInt8(ascii: "z"))
            set.insert(UInt8(ascii: "A")...UInt8(ascii: "Z"))
            set.insert(UInt8(ascii: "_"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return nil
        default: set.insert(escaped)
        }
        return set
    }

    private mutating func noteDigit(_ byte: UInt8) {
        if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { mentionsDigits = true }
    }

    private mutating func bracket() -> PathRegex.ByteSet? {
        position += 1
        let isNegated = take("^")
        var set = PathRegex.ByteSet()
        var isFirst = true
        while let byte = next, byte != UInt8(ascii: "]") || isFirst {
            isFirst = false
            if byte == UInt8(ascii: "\\") {
                guard let escaped = character() else { return nil }
                for value in UInt8.min...UInt8.max where escaped.contains(value) {
                    set.insert(value)
                }
                continue
            }
            position += 1
            var last = byte
            if next == UInt8(ascii: "-"), position + 1 < bytes.count,
                bytes[position + 1] != UInt8(ascii: "]")
            {
                last = bytes[position + 1]
                position += 2
            }
            guard byte <= last else { return nil }
            noteDigit(byte)
            noteDigit(last)
            set.insert(byte...last)
        }
        guard take("]") else { return nil }
        if isNegated { set.invert() }
        return set
    }

    /// Steps as they read behind `offset` others.
    private static func shifted(_ steps: [PathRegex.Step], by offset: Int) -> [PathRegex.Step] {
        guard offset > 0 else { return steps }
        return steps.map { step in
            switch step {
            case .fork(let left, let right): .fork(left + offset, right + offset)
            case .jump(let target): .jump(target + offset)
            case .take, .start, .end, .look, .accept: step
            }
        }
    }
}
