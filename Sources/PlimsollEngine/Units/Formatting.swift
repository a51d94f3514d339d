/// How quantities read in sentences and tables; nothing is computed from these texts.
extension Bytes {
    /// Binary units with at most two decimals, such as `640 MiB`, `131.42 GiB`.
    public var description: String {
        let value = Double(magnitude)
        let size = abs(value)
        if size >= 1_099_511_627_776 { return scaled(1_099_511_627_776, "TiB") }
        if size >= 1_073_741_824 { return scaled(1_073_741_824, "GiB") }
        if size >= 1_048_576 { return scaled(1_048_576, "MiB") }
        if size >= 1024 { return scaled(1024, "KiB") }
        return "\(magnitude) B"
    }

    /// Decimal gigabytes with at most two decimals, such as `77.27 GB`.
    public var inGigabytes: String { decimal(Double(magnitude) / 1e9, places: 2) + " GB" }

    private func scaled(_ unit: Double, _ name: String) -> String {
        decimal(Double(magnitude) / unit, places: 2) + " " + name
    }
}

extension Bytes: CustomStringConvertible {}

extension Elements: CustomStringConvertible {
    /// Thousands grouped, such as `70,553,706,496`.
    public var description: String { grouped(magnitude) }
}

extension Tokens: CustomStringConvertible {
    /// Thousands grouped, such as `131,072`.
    public var description: String { grouped(magnitude) }
}

/// A number with at most that many decimals, without trailing zeros and without a locale.
public func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < 9e15 else { return "\(value)" }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let rounded = (abs(value) * Double(scale)).rounded()
    guard rounded < 9e18 else { return "\(value)" }
    let whole = Int(rounded) / scale
    var fraction = Int(rounded) % scale
    var digits = places
    while digits > 0, fraction % 10 == 0 {
        fraction /= 10
        digits -= 1
    }
    var text = DigitText()
    for _ in 0..<digits {
        text.prepend(digit: fraction % 10)
        fraction /= 10
    }
    if digits > 0 { text.prepend(UInt8(ascii: ".")) }
    var rest = whole
    repeat {
        text.prepend(digit: rest % 10)
        rest /= 10
    } while rest > 0
    if value < 0, rounded > 0 { text.prepend(UInt8(ascii: "-")) }
    return text.string
}

/// An integer with a comma between thousands.
public func grouped(_ value: Int) -> String {
    var text = DigitText()
    var rest = value.magnitude
    var digits = 0
    repeat {
        if digits > 0, digits % 3 == 0 { text.prepend(UInt8(ascii: ",")) }
        text.prepend(digit: Int(rest % 10))
        rest /= 10
        digits += 1
    } while rest > 0
    if value < 0 { text.prepend(UInt8(ascii: "-")) }
    return text.string
}

/// A short text of digits that is written from its end, in place: an answer holds a dozen of them.
private struct DigitText {
    private var bytes = InlineArray<48, UInt8>(repeating: 0)
    private var first = 48

    mutating func prepend(_ byte: UInt8) {
        first -= 1
        bytes[first] = byte
    }

    mutating func prepend(digit: Int) {
        prepend(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
    }

    var string: String {
        do {
            return String(copying: try UTF8Span(validating: bytes.span.extracting(first..<48)))
        } catch {
            return ""  // Digits and signs are valid UTF-8.
        }
    }
}

extension Double {
    /// The number rounded to so many significant decimal digits.
    public func significant(_ digits: Int) -> Double {
        guard isFinite, self != 0 else { return self }
        var scale = 1.0
        var size = abs(self)
        var limit = 1.0
        for _ in 0..<digits { limit *= 10 }
        while size * scale * 10 < limit, scale < 1e300 { scale *= 10 }
        if size * scale < limit { return (self * scale).rounded() / scale }
        var unit = 1.0
        while size >= limit {
            size /= 10
            unit *= 10
        }
        return (self / unit).rounded() * unit
    }
}
