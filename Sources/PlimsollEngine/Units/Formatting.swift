/// How quantities read in sentences and tables; nothing is computed from these texts.
extension Bytes {
    /// Binary units with at most two decimals, such as `640 MiB`, `131.42 GiB`.
    public var description: String {
        let value = Double(magnitude)
        for (name, size) in [
            ("TiB", 1_099_511_627_776.0), ("GiB", 1_073_741_824), ("MiB", 1_048_576),
        ]
        where abs(value) >= size {
            return "\(decimal(value / size, places: 2)) \(name)"
        }
        return abs(value) >= 1024 ? "\(decimal(value / 1024, places: 2)) KiB" : "\(magnitude) B"
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
    let scaled = (abs(value) * Double(scale)).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let whole = Int(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    var fraction = String(whole % scale)
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return sign + String(whole / scale) + (places == 0 || fraction.isEmpty ? "" : "." + fraction)
}

/// An integer with a comma between thousands.
public func grouped(_ value: Int) -> String {
    var text = String(value.magnitude)
    var index = text.count - 3
    while index > 0 {
        text.insert(",", at: text.index(text.startIndex, offsetBy: index))
        index -= 3
    }
    return (value < 0 ? "-" : "") + text
}
