/// The grammar and the exact value of numbers, shared by the parser and by the texts of query fields.
enum JSONNumber {
    /// Where the number that starts at `start` ends.
    static func scan(
        _ bytes: Span<UInt8>,
        from start: Int,
        limit: Int
    ) throws(JSONFault) -> Int {
        var end = start
        if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
        let integer = digits(bytes, from: end)
        guard integer > end else { throw missingInteger(bytes, start: start, end: end) }
        if bytes[end] == UInt8(ascii: "0"), integer > end + 1 {
            throw JSONFault(kind: .invalidNumber(.leadingZero), offset: start)
        }
        var isPlain = integer - end <= 300
        end = integer
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
            let fraction = digits(bytes, from: end + 1)
            guard fraction > end + 1 else {
                throw JSONFault(kind: .invalidNumber(.missingFraction), offset: start)
            }
            end = fraction
        }
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            var exponent = end + 1
            if exponent < bytes.count,
                bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-")
            {
                exponent += 1
            }
            end = digits(bytes, from: exponent)
            guard end > exponent else {
                throw JSONFault(kind: .invalidNumber(.missingExponent), offset: start)
            }
            isPlain = false
        }
        guard end - start <= limit else {
            throw JSONFault(kind: .limit(.numberLength, allowed: limit), offset: start)
        }
        if !isPlain { try checkRange(bytes, start..<end) }
        return end
    }

    @inline(__always)
    private static func digits(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] &- UInt8(ascii: "0") < 10 { end += 1 }
        return end
    }

    private static func missingInteger(
        _ bytes: Span<UInt8>,
        start: Int,
        end: Int
    ) -> JSONFault {
        guard end < bytes.count, JSONText.isLetter(bytes[end]) || bytes[end] == UInt8(ascii: ".")
        else { return JSONFault(kind: .invalidNumber(.missingDigits), offset: start) }
        guard bytes[end] != UInt8(ascii: ".") else {
            return JSONFault(kind: .invalidNumber(.missingIntegerPart), offset: start)
        }
        let sign = end > start ? "-" : ""
        return JSONFault(
            kind: .invalidLiteral(sign + JSONText.word(bytes, at: end)),
            offset: start
        )
    }

    /// A number that rounds to infinity has no value; one that rounds to zero has.
    private static func checkRange(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(JSONFault) {
        guard !double(bytes, range).isFinite else { return }
        let text = Excerpt.shortened(text(bytes, range), limit: 24)
        throw JSONFault(kind: .numberOutOfRange(text), offset: range.lowerBound)
    }

    /// Whether a whole text is one number by the grammar, and in range.
    static func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let text = bytes.extracting(range)
        do throws(JSONFault) {
            return try scan(text, from: 0, limit: JSONLimits.default.numberLength) == text.count
        } catch {
            return false
        }
    }

    /// The value if it is a whole number that fits: `70e9` and `1.0` are.
    static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard let parts = Decimal(bytes, range) else { return nil }
        guard parts.mantissa != 0 else { return 0 }
        guard parts.scale >= 0, parts.scale <= 18 else { return nil }
        var value = parts.mantissa
        for _ in 0..<parts.scale {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        return parts.isNegative ? Int(exactly: 0 - Int128(value)) : Int(exactly: value)
    }

    /// The double nearest to the number; infinite if it is out of range.
    ///
    /// With a mantissa below 2^53 and a power of ten up to 10^22 both are exact doubles, so one
    /// operation rounds once (Clinger 1990, "How to read floating point numbers accurately").
    static func double(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double {
        if let parts = Decimal(bytes, range), parts.mantissa < 1 << 53, abs(parts.scale) <= 22 {
            var power = 1.0
            for _ in 0..<abs(parts.scale) { power *= 10 }
            let mantissa = Double(parts.mantissa)
            let magnitude = parts.scale < 0 ? mantissa / power : mantissa * power
            return parts.isNegative ? -magnitude : magnitude
        }
        return Double(text(bytes, range)) ?? .infinity
    }

    /// The whole number that a double is; nil if it has a fraction or does not fit.
    ///
    /// `Int(exactly:)` would need the C library's math functions, which nothing else here does.
    static func whole(_ number: Double) -> Int? {
        guard number >= -0x1p63, number < 0x1p63 else { return nil }
        let whole = Int(number)
        return Double(whole) == number ? whole : nil
    }

    /// Spans of a class's arrays cannot be passed on directly, so these take the array.
    static func isNumber(in bytes: [UInt8], _ range: Range<Int>) -> Bool {
        isNumber(bytes.span, range)
    }

    static func integer(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        integer(bytes.span, range)
    }

    static func double(in bytes: [UInt8], _ range: Range<Int>) -> Double {
        double(bytes.span, range)
    }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: range.map { bytes[$0] }, as: UTF8.self)
    }

    /// A checked number as mantissa · 10^scale, the mantissa without trailing zeros.
    private struct Decimal {
        var mantissa: UInt64 = 0
        var scale = 0
        var isNegative = false

        /// Fails if the mantissa has more digits than 64 bits hold.
        init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
            var zeros = 0
            var fraction = 0
            var isFraction = false
            var index = range.lowerBound
            if index < range.upperBound, bytes[index] == UInt8(ascii: "-") {
                isNegative = true
                index += 1
            }
            while index < range.upperBound {
                let byte = bytes[index]
                if byte == UInt8(ascii: ".") {
                    isFraction = true
                } else if byte | 0x20 == UInt8(ascii: "e") {
                    scale = Self.exponent(bytes, index + 1..<range.upperBound)
                    break
                } else {
                    if isFraction { fraction += 1 }
                    if byte == UInt8(ascii: "0") {
                        zeros += 1
                    } else {
                        guard append(byte &- UInt8(ascii: "0"), after: zeros) else { return nil }
                        zeros = 0
                    }
                }
                index += 1
            }
            scale += zeros - fraction
        }

        private mutating func append(_ digit: UInt8, after zeros: Int) -> Bool {
            guard mantissa != 0 else {
                mantissa = UInt64(digit)
                return true
            }
            for _ in 0...zeros {
                let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
                guard !overflow else { return false }
                mantissa = product
            }
            let (sum, overflow) = mantissa.addingReportingOverflow(UInt64(digit))
            mantissa = sum
            return !overflow
        }

        /// Far outside the range of doubles it is cut off, so that it cannot overflow.
        private static func exponent(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
            var value = 0
            var isNegative = false
            for index in range {
                switch bytes[index] {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "+"): break
                case let digit: value = min(value * 10 + Int(digit &- UInt8(ascii: "0")), 1_000_000)
                }
            }
            return isNegative ? -value : value
        }
    }
}
