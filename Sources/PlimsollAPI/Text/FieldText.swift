import PlimsollEngine
import PlimsollJSON

/// Names and values of answers for people; the unit is known by the name, as the contract says.
enum FieldText {
    /// Words that name a unit, which the value shows.
    private static let units: Set<String> = ["bytes", "ms", "usd"]
    private static let spelled = [
        "gpu": "GPU", "gpus": "GPUs", "kv": "KV", "id": "id", "lm": "LM", "mlp": "MLP",
        "tdp": "TDP", "flops": "FLOPs",
    ]

    /// A name as words: `kv_cache_bytes_per_token` reads "KV cache per token".
    static func label(_ name: String) -> String {
        let rate = "_bytes_per_second"
        let bare = name.hasSuffix(rate) ? name.dropLast(rate.count) : Substring(name)
        let words = bare.split(separator: "_").map(String.init)
        let kept = words.count > 1 ? words.filter { !units.contains($0) } : words
        return kept.map { spelled[$0] ?? $0 }.joined(separator: " ")
    }

    /// A value with its unit.
    static func value(_ name: String, _ value: JSONValue) -> String {
        switch value.kind {
        case .null: return "-"
        case .bool: return value.bool == true ? "yes" : "no"
        case .string: return value.string ?? ""
        case .number: return number(name, value)
        case .array: return value.elements.map { Self.value(name, $0) }.joined(separator: " ")
        case .object:
            return value.members.map { "\(label($0.key)) \(Self.value($0.key, $0.value))" }
                .joined(separator: ", ")
        }
    }

    /// Whether values of the name are numbers, which a table aligns.
    static func isNumber(_ value: JSONValue) -> Bool { value.kind == .number }

    private static func number(_ name: String, _ value: JSONValue) -> String {
        let number = value.double ?? 0
        let leaf = name.split(separator: ".").last.map(String.init) ?? name
        if name.contains("flops_per_second") {
            return decimal(number / 1e12, places: 1) + " TFLOP/s"
        }
        if leaf.hasSuffix("bytes_per_second") { return decimal(number / 1e9, places: 0) + " GB/s" }
        if leaf == "bytes" || leaf.hasSuffix("_bytes") || leaf.contains("_bytes_per_") {
            return value.int.map { Bytes($0).description } ?? decimal(number, places: 0)
        }
        if leaf.hasSuffix("_ms") || leaf.contains("_ms_per_") { return milliseconds(number) }
        if leaf.hasPrefix("usd") || leaf.hasSuffix("_usd") { return dollars(number) }
        if leaf == "hours" || leaf.hasSuffix("_hours") { return decimal(number, places: 1) + " h" }
        if leaf.hasSuffix("_per_second") { return significant(number) + "/s" }
        if leaf.hasSuffix("_watts") { return decimal(number, places: 0) + " W" }
        if let whole = value.int { return leaf.hasSuffix("year") ? "\(whole)" : grouped(whole) }
        return significant(number)
    }

    private static func milliseconds(_ value: Double) -> String {
        value >= 10_000 ? significant(value / 1000) + " s" : significant(value) + " ms"
    }

    private static func dollars(_ value: Double) -> String {
        if value >= 1000 { return "$" + grouped(Int(min(value, 1e15).rounded())) }
        let text = decimal(value, places: value < 0.1 ? 4 : 2)
        let places = text.split(separator: ".").dropFirst().first?.count ?? 0
        let missing = String(repeating: "0", count: max(0, 2 - places))
        return "$" + (places == 0 ? text + ".00" : text + missing)
    }

    /// At least three digits, none of them behind a point that does not matter.
    private static func significant(_ value: Double) -> String {
        let size = abs(value)
        if size >= 1000, size < 9e15 { return grouped(Int(value.rounded())) }
        return decimal(value, places: size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4)
    }
}
