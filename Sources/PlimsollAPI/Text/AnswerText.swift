public import PlimsollJSON

/// An answer as a text for a terminal.
///
/// Written from the JSON alone: names carry their units, so every answer reads well without a
/// text of its own, and a new field shows by itself.
public struct AnswerText {
    let style: TextStyle
    private var lines: [String] = []
    /// What stands before each line of a nested section.
    private var margin = ""

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
            add([FieldText.value("", answer)])
            return
        }
        writeHeading(answer)
        writeScalars(answer)
        for member in answer.members where !Self.isHead(member.key) {
            writeSection(member.key, member.value)
            endSection()
        }
    }

    // MARK: - Lines

    private mutating func add(_ more: [String]) {
        lines += more.map { $0.isEmpty ? "" : margin + $0 }
    }

    /// A blank line, if there is none yet.
    private mutating func endSection() {
        if lines.last?.isEmpty == false { lines.append("") }
    }

    /// Lines further to the right, below a heading.
    private mutating func nested(_ title: String, _ write: (inout AnswerText) -> Void) {
        add([style.strong(FieldText.label(title))])
        margin += "  "
        write(&self)
        margin.removeLast(2)
    }

    private mutating func add(pairs: [(label: String, text: String)]) {
        var table = TextTable(
            columns: [.init(title: "", isNumber: false), .init(title: "", isNumber: false)]
        )
        table.rows = pairs.map { [$0.label, $0.text] }
        add(table.lines(style))
    }

    // MARK: - Head

    /// Members that the heading has said.
    private static func isHead(_ name: String) -> Bool { name == "model" || name == "layout" }

    private mutating func writeHeading(_ answer: JSONValue) {
        let model = answer["model"]
        let name = model?["name"]?.string ?? model?["id"]?.string
        let verdict = answer["fit"]?["verdict"]?.string
        guard name != nil || verdict != nil else { return }
        let title = style.strong(name ?? "")
        add([verdict.map { "\(title): \(style.verdict($0))" } ?? title])
        if let reason = answer["fit"]?["reason"]?.string { add([reason]) }
        endSection()
    }

    private mutating func writeScalars(_ answer: JSONValue) {
        var pairs: [(label: String, text: String)] = []
        if let model = answer["model"] {
            for member in model.members where member.key != "name" {
                pairs.append(
                    (
                        member.key == "id" ? "model" : FieldText.label(member.key),
                        FieldText.value(member.key, member.value)
                    )
                )
            }
        }
        for member in answer.members where !member.value.isNull {
            guard member.key == "layout" || Self.isScalar(member.value) else { continue }
            if Self.says(nothing: member, of: answer) { continue }
            pairs.append((FieldText.label(member.key), FieldText.value(member.key, member.value)))
        }
        add(pairs: pairs)
        endSection()
    }

    private static func isScalar(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .object: false
        case .array: value.count > 0 && value.elements.allSatisfy { $0.kind == .number }
        default: true
        }
    }

    /// Whether a member is not worth a line: what a model or a layout does not have, and a figure
    /// that the line before has said.
    private static func says(nothing member: JSONMember, of object: JSONValue) -> Bool {
        if member.value.isNull { return true }
        if member.key.contains("bytes"), member.value.int == 0 { return true }
        return member.key == "kv_cache_bytes_per_token_unbounded"
            && member.value.int == object["kv_cache_bytes_per_token"]?.int
    }

    // MARK: - Sections

    private mutating func writeSection(_ name: String, _ value: JSONValue, in path: String = "") {
        switch value.kind {
        case .array where value.count == 0: return
        case .array: writeList(name, value)
        case .object where name == "memory" && value["per_gpu"] != nil: writeMemory(value)
        case .object: writeObject(name, value, in: path)
        default: return
        }
    }

    private mutating func writeList(_ name: String, _ list: JSONValue) {
        let elements = Array(list.elements)
        guard elements.contains(where: { $0.kind == .object }) else {
            guard elements.contains(where: { $0.kind == .string }) else { return }
            let texts = elements.map { FieldText.value(name, $0) }
            let areWords = texts.allSatisfy { $0.count <= 40 } && !Self.sentences.contains(name)
            nested(name) { text in
                text.add(areWords ? Self.wrapped(texts) : texts.map { "- \($0)" })
            }
            return
        }
        if name.hasSuffix("explanation") {
            nested(name) { text in for element in elements { text.writeExplanation(element) } }
        } else if AnswerTable.names.contains(name) {
            add(AnswerTable(name: name, rows: elements).lines(style))
        } else {
            nested(name) { $0.add(AnswerTable(name: name, rows: elements).lines($0.style)) }
        }
    }

    /// Lists whose elements are read one by one, however short they are.
    private static let sentences: Set<String> = ["assumptions", "warnings", "sources", "problems"]

    /// Words with commas, in lines that a terminal holds.
    private static func wrapped(_ words: [String]) -> [String] {
        var lines = [""]
        for (index, word) in words.enumerated() {
            let text = index == words.count - 1 ? word : word + ","
            if lines[lines.count - 1].isEmpty {
                lines[lines.count - 1] = text
            } else if lines[lines.count - 1].count + text.count < 90 {
                lines[lines.count - 1] += " " + text
            } else {
                lines.append(text)
            }
        }
        return lines
    }

    private mutating func writeExplanation(_ term: JSONValue) {
        func text(_ name: String) -> String { term[name].map { FieldText.value(name, $0) } ?? "" }
        add([
            "\(FieldText.label(text("quantity"))) = \(text("bytes"))\(text("milliseconds"))",
            "  \(text("formula"))", "  \(text("substituted"))", "  " + style.faint(text("source")),
        ])
    }

    // MARK: - Objects

    private mutating func writeObject(_ name: String, _ object: JSONValue, in path: String) {
        let said: Set<String> = name == "fit" ? ["verdict", "reason"] : []
        guard object.members.contains(where: { !said.contains($0.key) }) else { return }
        let path = "\(path)\(name)."
        nested(name) { text in
            if object["low"]?.kind == .object, object["high"]?.kind == .object {
                text.writeBand(object)
                text.writePairs(object, path) { !["low", "high"].contains($0.key) && $0.isObject }
            } else {
                text.writePairs(object, path) { !said.contains($0.key) }
            }
            for member in object.members where Self.isBlock(member, path) {
                guard !["low", "high"].contains(member.key) else { continue }
                text.writeSection(member.key, member.value, in: path)
            }
        }
    }

    /// Whether a member takes lines of its own: tables, and objects too long for a line.
    private static func isBlock(_ member: JSONMember, _ path: String) -> Bool {
        switch member.value.kind {
        case .array: return member.value.elements.contains { $0.kind == .object }
        case .object:
            if member.key == "layout" { return false }
            let hasParts = member.value.members.contains {
                $0.value.kind == .object || $0.value.kind == .array
            }
            return hasParts || FieldText.value(path + member.key, member.value).count > 90
        default: return false
        }
    }

    private mutating func writePairs(
        _ object: JSONValue,
        _ path: String,
        _ isShown: (JSONMember) -> Bool
    ) {
        let isCount = path.hasSuffix("parameters.")
        let shown = object.members.filter { member in
            isShown(member) && !Self.isBlock(member, path)
                && !Self.says(nothing: member, of: object)
                && !(isCount && member.value.int == 0)
                && (member.value.kind != .array || member.value.count > 0)
        }
        add(
            pairs: shown.map { member in
                (FieldText.label(member.key), FieldText.value(path + member.key, member.value))
            }
        )
    }

    /// Figures with the ends of their bands beside them, the smaller one first.
    private mutating func writeBand(_ object: JSONValue) {
        var table = TextTable(
            columns: [.init(title: "", isNumber: false)]
                + ["value", "low", "high"].map { .init(title: $0, isNumber: true) }
        )
        for member in object.members where !member.isObject && member.value.kind != .array {
            let ends = ["low", "high"].compactMap { object[$0]?[member.key] }
                .sorted { ($0.double ?? 0) < ($1.double ?? 0) }
            let cells = ([member.value] + ends).map { FieldText.value(member.key, $0) }
            table.rows.append(
                [FieldText.label(member.key)] + cells
                    + Array(repeating: "", count: 3 - cells.count)
            )
        }
        add(table.lines(style))
    }

    // MARK: - Memory

    /// Terms down, places across: each GPU, all of them, and stages where they differ.
    private mutating func writeMemory(_ memory: JSONValue) {
        guard let each = memory["per_gpu"] else { return }
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
            let indent = String(repeating: "  ", count: parts.count - 1)
            let cells = places.map { place in
                AnswerTable.member(path, of: place.1).map { FieldText.cell(path, $0) } ?? "-"
            }
            table.rows.append(
                [indent + FieldText.label(parts.last.map(String.init) ?? path)] + cells
            )
        }
        nested("memory") { text in
            text.add(table.lines(text.style))
            text.writePairs(memory, "memory.") { member in
                !["per_gpu", "all_gpus", "stages"].contains(member.key)
            }
        }
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
}

extension JSONMember {
    fileprivate var isObject: Bool { value.kind == .object }
}
