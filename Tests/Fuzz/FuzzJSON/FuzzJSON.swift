// Any bytes: parse, read every value in every way, write, parse again; both must be equal.

import PlimsollJSON

/// The entry point of libFuzzer.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(JSONError) {
        let document = try JSONDocument(parsing: bytes)
        walk(document)
        for layout in [JSONWriter.Layout.compact, .indented] {
            var writer = JSONWriter(layout)
            writer.value(document.root)
            let again = try JSONDocument(parsing: writer.bytes)
            precondition(again.root == document.root, "what was written reads differently")
            var twice = JSONWriter(layout)
            twice.value(again.root)
            precondition(twice.bytes == writer.bytes, "writing is not stable")
        }
    } catch {
        precondition(!error.description.isEmpty && error.description.utf8.count < 2000)
        precondition((error.location?.offset ?? 0) <= count)
    }
    fuzzFields(bytes)
    return 0
}

private func walk(_ document: JSONDocument) {
    var open = [document.root]
    var visited = 0
    while let value = open.popLast() {
        visited += 1
        // Pointers take time in proportion to the siblings before them.
        if visited < 200 {
            precondition(document.value(at: value.pointer) == value, "the pointer leads elsewhere")
            precondition((value.location?.line ?? 1) >= 1)
        }
        precondition(value.int == nil || value.double != nil)
        precondition(value.kind != .number || value.double?.isFinite == true)
        precondition((value.string != nil) == (value.kind == .string))
        // A query field without a comma is its own only element.
        if value.kind == .array { open.append(contentsOf: value.elements) }
        for (index, element) in value.elements.enumerated().prefix(3) {
            precondition(value[index] == element)
        }
        for member in value.members {
            precondition(member.isNamed(member.key))
            open.append(member.value)
        }
    }
    let problems = JSONProblemList(limit: 5)
    let reader = JSONFieldReader(document.root, problems)
    _ = reader.int("a", required: true, in: 1...9)
    _ = reader.choice("b", of: ["one", "two"])
    reader.finish()
    precondition(problems.items.count <= 5)
}

/// The same bytes as lines of `dotted.name=text`.
private func fuzzFields(_ bytes: [UInt8]) {
    let fields = bytes.split(separator: UInt8(ascii: "\n")).map { line in
        let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1)
        let path = (parts.first ?? []).split(separator: UInt8(ascii: "."))
        return (
            path: path.map { String(decoding: $0, as: UTF8.self) },
            text: String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)
        )
    }
    if let document = try? JSONDocument(fields: fields) { walk(document) }
}
