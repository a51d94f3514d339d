public import PlimsollJSON

/// An answer as a text for a terminal.
///
/// Written from the JSON alone: names carry their units, so every answer reads well without a
/// text of its own, and a new field shows by itself.
public struct AnswerText {
    private let style: TextStyle
    private var lines: [String] = []

    /// The text of an answer, its lines ended.
    public static func render(_ answer: JSONValue, style: TextStyle = .plain) -> String {
        var text = AnswerText(style: style)
        text.write(answer)
        while text.lines.last?.isEmpty == true { text.lines.removeLast() }
        return text.lines.joined(separator: "\n") + "\n"
    }

    private init(style: TextStyle) { self.style = style }

    private mutating func write(_ answer: JSONValue) {
        guard answer.kind == .object else {
            lines.append(FieldText.value("", answer))
            return
        }
        writeHeading(answer)
        writeScalars(answer)
        for member in answer.members where !Self.isHead(member.key) {
            writeSection(member.key, member.value)
        }
    }

    /// Members that the heading has said.
    private static func isHead(_ name: String) -> Bool { name == "model" || name == "layout" }

    private mutating func writeHeading(_ answer: JSONValue) {
        let model = answer["model"]
        let name = model?["name"]?.string ?? model?["id"]?.string
        let verdict = answer["fit"]?["verdict"]?.string
        guard name != nil || verdict != nil else { return }
        let title = style.strong(name ?? "")
        lines.append(verdict.map { "\(title): \(style.verdict($0))" } ?? title)
        if let reason = answer["fit"]?["reason"]?.string { lines.append(reason) }
        lines.append("")
    }

    private mutating func writeScalars(_ answer: JSONValue) {
        var table = TextTable(columns: [
            .init(title: "", isNumber: false), .init(title: "", isNumber: false),
        ])
        if let model = answer["model"] {
            for member in model.members where member.key != "name" {
                table.rows.append([
                    member.key == "id" ? "model" : FieldText.label(member.key),
                    FieldText.value(member.key, member.value),
                ])
            }
        }
        for member in answer.members {
            let isLine = member.key == "layout" || Self.isScalar(member.value)
            guard isLine, !member.value.isNull else { continue }
            let text = FieldText.value(member.key, member.value)
            table.rows.append([FieldText.label(member.key), text])
        }
        guard !table.rows.isEmpty else { return }
        lines += table.lines(style)
        lines.append("")
    }

    private static func isScalar(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .object: false
        case .array:
            value.count > 0 && value.elements.allSatisfy { $0.kind == .number }
        default: true
        }
    }

    private mutating func writeSection(_ name: String, _ value: JSONValue) {
        switch value.kind {
        case .array where value.count == 0: return
        case .array: writeList(name, value)
        case .object where name == "memory": writeMemory(value)
        case .object: writeObject(name, value)
        default: return
        }
    }

    private mutating func title(_ name: String) {
        lines.append(style.strong(FieldText.label(name)))
    }

    // MARK: - Lists

    private mutating func writeList(_ name: String, _ list: JSONValue) {
        let elements = Array(list.elements)
        guard elements.contains(where: { $0.kind == .object }) else {
            guard elements.contains(where: { $0.kind == .string }) else { return }
            title(name)
            lines += elements.map { "  - \(FieldText.value(name, $0))" }
            lines.append("")
            return
        }
        if name == "explanation" {
            title(name)
            for element in elements { writeExplanation(element) }
        } else {
            if !AnswerTable.names.contains(name) { title(name) }
            lines += AnswerTable(name: name, rows: elements).lines(style)
        }
        lines.append("")
    }

    private mutating func writeExplanation(_ term: JSONValue) {
        func text(_ name: String) -> String { term[name].map { FieldText.value(name, $0) } ?? "" }
        lines.append("  \(FieldText.label(text("quantity"))) = \(text("bytes"))")
        lines.append("    \(text("formula"))")
        lines.append("    \(text("substituted"))")
        lines.append("    " + style.faint(text("source")))
    }

    // MARK: - Objects

    /// Terms down, places across: each GPU, all of them, and stages where they differ.
    private mutating func writeMemory(_ memory: JSONValue) {
        guard let each = memory["per_gpu"] else {
            writeObject("memory", memory)
            return
        }
        title("memory")
        var places = [("a GPU", each)]
        if let all = memory["all_gpus"], all["total_bytes"]?.int != each["total_bytes"]?.int {
            places.append(("all GPUs", all))
        }
        for (index, stage) in (memory["stages"].map { Array($0.elements) } ?? []).enumerated() {
            places.append(("stage \(index + 1)", stage))
        }
        var table = TextTable(
            columns: [.init(title: "", isNumber: false)]
                + places.map { .init(title: $0.0, isNumber: true) }
        )
        for path in Self.leaves(each) {
            let parts = path.split(separator: ".")
            let label =
                String(repeating: "  ", count: parts.count - 1)
                + FieldText.label(parts.last.map(String.init) ?? path)
            table.rows.append(
                [label]
                    + places.map { place in
                        AnswerTable.member(path, of: place.1).map { FieldText.value(path, $0) }
                            ?? "-"
                    }
            )
        }
        lines += table.lines(style, indent: "  ")
        writePairs(memory) { $0 != "per_gpu" && $0 != "all_gpus" && $0 != "stages" }
        lines.append("")
    }

    /// Paths of the terms that some place has; the parts of a term follow it.
    private static func leaves(_ value: JSONValue) -> [String] {
        let parts = value.members.filter { $0.value.kind == .object }
        return value.members.flatMap { member -> [String] in
            guard member.value.kind == .number, member.value.double != 0 else { return [] }
            let own = parts.first { "\($0.key)_bytes" == member.key }
            let inner = own.map { leaves($0.value).map { path in "\(own?.key ?? "").\(path)" } }
            return [member.key] + (inner ?? [])
        }
    }

    private mutating func writeObject(_ name: String, _ object: JSONValue) {
        let said: Set<String> = name == "fit" ? ["verdict", "reason"] : []
        guard object.members.contains(where: { !said.contains($0.key) }) else { return }
        title(name)
        if object["low"]?.kind == .object, object["high"]?.kind == .object {
            writeBand(object)
        } else {
            writePairs(object) { !said.contains($0) }
        }
        for member in object.members where member.value.kind == .array {
            guard member.value.elements.contains(where: { $0.kind == .object }) else { continue }
            writeList(member.key, member.value)
        }
        if lines.last?.isEmpty == false { lines.append("") }
    }

    /// Figures with the ends of their bands beside them.
    private mutating func writeBand(_ object: JSONValue) {
        var table = TextTable(
            columns: [.init(title: "", isNumber: false)]
                + ["value", "low", "high"].map { .init(title: $0, isNumber: true) }
        )
        for member in object.members where member.key != "low" && member.key != "high" {
            func text(_ value: JSONValue?) -> String {
                value.map { FieldText.value(member.key, $0) } ?? ""
            }
            table.rows.append([
                FieldText.label(member.key), text(member.value),
                text(object["low"]?[member.key]), text(object["high"]?[member.key]),
            ])
        }
        lines += table.lines(style, indent: "  ")
    }

    private mutating func writePairs(_ object: JSONValue, _ isShown: (String) -> Bool) {
        var table = TextTable(
            columns: [.init(title: "", isNumber: false), .init(title: "", isNumber: false)]
        )
        for member in object.members where isShown(member.key) && !member.value.isNull {
            // What a model or layout does not have is not worth a line.
            if member.key.contains("bytes"), member.value.int == 0 { continue }
            let isTable =
                member.value.kind == .array
                && member.value.elements.contains { $0.kind == .object }
            guard !isTable, member.value.kind != .array || member.value.count > 0 else { continue }
            let text = FieldText.value(member.key, member.value)
            table.rows.append([FieldText.label(member.key), text])
        }
        lines += table.lines(style, indent: "  ")
    }
}
