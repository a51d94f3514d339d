import PlimsollEngine
import PlimsollJSON

/// Names and values of answers for people; the unit is known by the name, as the contract says.
enum FieldText {
    /// Words that name a unit, which the value shows.
    private static let units: Set<String> = ["bytes", "ms", "usd", "watts"]
    private static let spelled = [
        "gpu": "GPU", "gpus": "GPUs", "kv": "KV", "id": "id", "lm": "LM", "mlp": "MLP",
        "tdp": "TDP", "flops": "FLOPs", "gb": "GB", "pcie": "PCIe", "l2": "L2", "zero": "ZeRO",
        "usd": "in all", "api": "API",
    ]

    /// A name as words: `kv_cache_bytes_per_token` reads "KV cache per token".
    static func label(_ name: String) -> String {
        let bare = name.replacing("bytes_per_second", with: "")
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
        case .array:
            let separator =
                value.elements.contains { $0.string?.contains(" ") == true } ? ", " : " "
            return value.elements.map { Self.value(name, $0) }.joined(separator: separator)
        case .object: return object(name, value)
        }
    }

    /// The members that say something; of a layout the sizes that divide anything.
    private static func object(_ name: String, _ value: JSONValue) -> String {
        let isLayout = name == "layout" || name.hasSuffix(".layout")
        let shown = value.members.filter { member in
            guard isLayout, member.key != "gpus" else { return !member.value.isNull }
            return member.value.bool == true || (member.value.int ?? 0) > 1
        }
        return shown.map { "\(label($0.key)) \(Self.value("\(name).\($0.key)", $0.value))" }
            .joined(separator: ", ")
    }

    /// A value as a cell of a table shows it.
    static func cell(_ name: String, _ value: JSONValue) -> String {
        if value.kind == .number, isBytes(name), let count = value.int { return aligned(count) }
        let text = Self.value(name, value)
        if name.hasSuffix("verdict") { return text.replacing("_", with: " ") }
        return name == "quantity" ? label(text) : text
    }

    /// Bytes whose points stand under each other: hundredths of a GiB, whole MiB.
    private static func aligned(_ count: Int) -> String {
        let text = Bytes(count).description
        let parts = text.split(separator: " ")
        guard parts.count == 2 else { return text }
        if parts[1] == "MiB" { return decimal(Double(count) / 1_048_576, places: 0) + " MiB" }
        guard parts[1] == "GiB" || parts[1] == "TiB" else { return text }
        let places = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
        let zeros = String(repeating: "0", count: 2 - places)
        return "\(parts[0])\(places == 0 ? "." : "")\(zeros) \(parts[1])"
    }

    /// Whether values of the name are numbers, which a table aligns.
    static func isNumber(_ value: JSONValue) -> Bool { value.kind == .number }

    private static func number(_ name: String, _ value: JSONValue) -> String {
        let number = value.double ?? 0
        let leaf = name.split(separator: ".").last.map(String.init) ?? name
        if name.contains("flops_per_second") {
            let tera = number / 1e12
            return (tera >= 1000 ? significant(tera) : decimal(tera, places: 1)) + " TFLOP/s"
        }
        if leaf.contains("bytes_per_second") {
            return grouped(Int(min(number / 1e9, 1e15).rounded())) + " GB/s"
        }
        if isBytes(name) {
            return value.int.map { Bytes($0).description } ?? decimal(number, places: 0)
        }
        if leaf.hasSuffix("_ms") || leaf.contains("_ms_per_") || name.contains("_ms.") {
            return milliseconds(number)
        }
        if leaf == "utilization" || leaf.hasSuffix("_utilization") {
            return decimal(number * 100, places: 1) + " %"
        }
        if leaf.hasPrefix("usd") || leaf.hasSuffix("_usd") { return dollars(number) }
        if leaf == "hours" || leaf.hasSuffix("_hours") { return decimal(number, places: 1) + " h" }
        if leaf.hasSuffix("_per_second") { return significant(number) + "/s" }
        if leaf.hasSuffix("_watts") { return decimal(number, places: 0) + " W" }
        if let whole = value.int { return leaf.hasSuffix("year") ? "\(whole)" : grouped(whole) }
        return significant(number)
    }

    /// Whether a name is of an amount of memory, or of a part of one.
    private static func isBytes(_ name: String) -> Bool {
        let parts = name.split(separator: ".")
        let leaf = parts.last ?? Substring(name)
        if leaf.contains("per_second") { return false }
        return leaf == "bytes" || leaf.hasSuffix("_bytes") || leaf.contains("_bytes_per_")
            || leaf.hasPrefix("bytes_per_") || parts.dropLast().last?.hasSuffix("_bytes") == true
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
