/// Bytes that grow at their end, in memory of their own.
///
/// An answer is put together from some three hundred small pieces. An array checks for each whether
/// it is shared and takes its own length apart; this buffer asks once whether there is room. It is
/// the only place of the module that handles raw memory: every write is preceded by ``reserve(_:)``.
@safe
struct OutputBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// How many bytes there are.
    private(set) var count = 0

    /// An empty buffer with room for that many bytes.
    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit { unsafe start.deallocate() }

    /// A copy of what there is.
    var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }

    /// Makes room for that many further bytes.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe moved.moveInitialize(from: start, count: count)
        unsafe start.deallocate()
        unsafe start = moved
        capacity = larger
    }

    /// Appends one byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe start[count] = byte
        count += 1
    }

    /// Appends a literal.
    @inline(__always)
    mutating func append(_ literal: StaticString) {
        let length = literal.utf8CodeUnitCount
        reserve(length)
        unsafe (start + count).update(from: literal.utf8Start, count: length)
        count += length
    }

    /// Appends a comma or nothing, then a literal in quotes and a colon, with one look for room.
    @inline(__always)
    mutating func appendKey(_ name: StaticString, after separator: UInt8?) {
        let length = name.utf8CodeUnitCount
        reserve(length + 4)
        var end = unsafe start + count
        if let separator {
            unsafe end[0] = separator
            unsafe end += 1
        }
        unsafe end[0] = UInt8(ascii: "\"")
        unsafe (end + 1).update(from: name.utf8Start, count: length)
        unsafe end[length + 1] = UInt8(ascii: "\"")
        unsafe end[length + 2] = UInt8(ascii: ":")
        count += length + (separator == nil ? 3 : 4)
    }

    /// Appends what a span holds.
    @inline(__always)
    mutating func append(_ span: Span<UInt8>) {
        reserve(span.count)
        let end = unsafe start + count
        unsafe span.withUnsafeBufferPointer { source in
            if let first = source.baseAddress {
                unsafe end.update(from: first, count: source.count)
            }
        }
        count += span.count
    }

    /// Appends what a span holds unless a byte of it has to be escaped.
    ///
    /// Copies and looks in one pass without a branch a byte, which the compiler turns into vector
    /// instructions.
    /// - Returns: Whether it was appended.
    mutating func appendPlain(_ span: Span<UInt8>) -> Bool {
        let length = span.count
        reserve(length)
        let end = unsafe start + count
        let isPlain = unsafe span.withUnsafeBufferPointer { source in
            var found: UInt8 = 0
            for index in 0..<length {
                let byte = unsafe source[index]
                unsafe end[index] = byte
                found |= JSONWriter.needsEscape(byte) ? 1 : 0
            }
            return found == 0
        }
        if isPlain { count += length }
        return isPlain
    }

    /// Appends a whole number in decimal digits.
    mutating func append(digitsOf number: Int) {
        reserve(20)
        var rest = number.magnitude
        if number < 0 { append(UInt8(ascii: "-")) }
        let digits = Self.digitCount(rest)
        var end = unsafe start + count + digits
        count += digits
        // From the last digit on, two a division.
        while rest >= 100 {
            let quotient = rest / 100
            let pair = Int(truncatingIfNeeded: rest - quotient * 100) * 2
            unsafe end -= 2
            unsafe end[0] = Self.pairs.utf8Start[pair]
            unsafe end[1] = Self.pairs.utf8Start[pair + 1]
            rest = quotient
        }
        let last = Int(truncatingIfNeeded: rest)
        if last >= 10 {
            unsafe end[-2] = Self.pairs.utf8Start[last * 2]
            unsafe end[-1] = Self.pairs.utf8Start[last * 2 + 1]
        } else {
            unsafe end[-1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: last)
        }
    }

    /// Appends a number that a few decimals give exactly, as nearly all numbers of an answer are,
    /// since they are rounded to what they are good for.
    ///
    /// The digits are a whole number below 2^53 over a power of ten up to 10^9. Both are exact, so
    /// one division gives the double next to the decimal (Clinger 1990, "How to read floating point
    /// numbers accurately"): where that is the number, these digits read back as it, and with fewer
    /// decimals none do. `Double.description` finds the same digits in ten times the instructions.
    /// - Returns: Whether it was appended.
    mutating func append(fewDecimals number: Double) -> Bool {
        let size = number.magnitude
        // Beyond these bounds a description may have an exponent.
        guard size >= 1e-4, size < 1e9 else { return false }
        var power = 1.0
        var integral = 1
        for decimals in 1...9 {
            power *= 10
            integral *= 10
            let scaled = size * power
            guard scaled < 1e15 else { return false }
            let digits = Int(scaled + 0.5)
            guard Double(digits) / power == size else { continue }
            if number < 0 { append(UInt8(ascii: "-")) }
            let whole = digits / integral
            append(digitsOf: whole)
            append(decimals: digits - whole * integral, count: decimals)
            return true
        }
        return false
    }

    /// Appends a point and decimals with their leading zeros.
    private mutating func append(decimals: Int, count decimalCount: Int) {
        reserve(decimalCount + 1)
        var rest = decimals
        var end = unsafe start + count + decimalCount
        for _ in 0..<decimalCount {
            unsafe end[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            unsafe end -= 1
            rest /= 10
        }
        unsafe end[0] = UInt8(ascii: ".")
        count += decimalCount + 1
    }

    /// How many digits a number has.
    @inline(__always)
    private static func digitCount(_ number: UInt) -> Int {
        var (count, rest) = (1, number)
        while rest >= 10_000 {
            rest /= 10_000
            count += 4
        }
        return rest < 100 ? (rest < 10 ? count : count + 1) : (rest < 1000 ? count + 2 : count + 3)
    }

    /// The digits of 00 to 99.
    private static var pairs: StaticString {
        """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """
    }
}
