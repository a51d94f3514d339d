/// Writes JSON, member by member, in the order it is told.
///
/// The same calls give the same bytes. Numbers are written the one way that reads back exactly: whole
/// ones without fraction or exponent where they fit 64 bits, others with the fewest digits. JSON has
/// no NaN and no infinity: they become `null` and are counted in ``nonFiniteCount``.
///
/// The writer trusts its caller to open and close in pairs and to give each value in an object a key.
public struct JSONWriter: ~Copyable {
    /// How the text is laid out.
    public enum Layout: Sendable {
        /// No white space.
        case compact
        /// A line per value, two spaces a level.
        case indented
    }

    private var output: OutputBuffer
    /// How many doubles were written as `null` because they are not finite.
    public private(set) var nonFiniteCount = 0

    private let isIndented: Bool
    private var depth = 0
    private var needsComma = false
    private var isAfterKey = false

    /// A writer with room for that many bytes before it has to move them.
    public init(_ layout: Layout = .compact, capacity: Int = 256) {
        output = OutputBuffer(capacity: capacity)
        isIndented = layout == .indented
    }

    /// A copy of what has been written so far.
    public var bytes: [UInt8] { output.bytes }

    /// What has been written so far, as a string.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: - Containers

    /// Opens an object.
    public mutating func beginObject() { begin(UInt8(ascii: "{")) }

    /// Closes the innermost object.
    public mutating func endObject() { end(UInt8(ascii: "}")) }

    /// Opens an array.
    public mutating func beginArray() { begin(UInt8(ascii: "[")) }

    /// Closes the innermost array.
    public mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Writes an object whose members `content` writes.
    public mutating func object<Failure: Error>(
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginObject()
        try content(&self)
        endObject()
    }

    /// Writes an array whose elements `content` writes.
    public mutating func array<Failure: Error>(
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginArray()
        try content(&self)
        endArray()
    }

    private mutating func begin(_ bracket: UInt8) {
        prepare()
        output.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        // Nothing written since the bracket opened: `{}` stays on one line.
        if isIndented, needsComma { newLine() }
        output.append(bracket)
        needsComma = true
    }

    // MARK: - Keys and values

    /// Names the value that comes next; the name is a literal of plain letters.
    ///
    /// Names known when the program is built are copied as they are, without a look at each letter:
    /// an answer has some eighty of them. Anything to escape goes through ``key(named:)``.
    public mutating func key(_ name: StaticString) {
        if isIndented {
            prepare()
            output.appendKey(name, after: nil)
            output.append(UInt8(ascii: " "))
        } else {
            output.appendKey(name, after: needsComma ? UInt8(ascii: ",") : nil)
        }
        isAfterKey = true
    }

    /// Names the value that comes next by a text of any content.
    public mutating func key(named name: String) {
        prepare()
        appendQuoted(name)
        finishKey()
    }

    private mutating func finishKey() {
        output.append(UInt8(ascii: ":"))
        if isIndented { output.append(UInt8(ascii: " ")) }
        isAfterKey = true
    }

    /// Writes a string.
    public mutating func value(_ text: String) {
        prepare()
        appendQuoted(text)
        needsComma = true
    }

    /// Writes a whole number.
    public mutating func value(_ number: Int) {
        prepare()
        output.append(digitsOf: number)
        needsComma = true
    }

    /// Writes a number with the fewest digits that read back as the same double; `null` if not finite.
    public mutating func value(_ number: Double) {
        guard number.isFinite else {
            nonFiniteCount += 1
            return null()
        }
        if let whole = JSONNumber.whole(number), whole != 0 || number.sign == .plus {
            return value(whole)
        }
        prepare()
        if !output.append(fewDecimals: number) { output.append(number.description.utf8.span) }
        needsComma = true
    }

    /// Writes `true` or `false`.
    public mutating func value(_ flag: Bool) {
        prepare()
        output.append(flag ? "true" : "false")
        needsComma = true
    }

    /// Writes `null`.
    public mutating func null() {
        prepare()
        output.append("null")
        needsComma = true
    }

    /// Writes the string, or `null`.
    public mutating func value(_ text: String?) {
        if let text { value(text) } else { null() }
    }

    /// Writes the number, or `null`.
    public mutating func value(_ number: Int?) {
        if let number { value(number) } else { null() }
    }

    /// Writes the number, or `null`.
    public mutating func value(_ number: Double?) {
        if let number { value(number) } else { null() }
    }

    /// Writes the flag, or `null`.
    public mutating func value(_ flag: Bool?) {
        if let flag { value(flag) } else { null() }
    }

    private mutating func prepare() {
        if isAfterKey {
            isAfterKey = false
            return
        }
        if needsComma { output.append(UInt8(ascii: ",")) }
        if isIndented, depth > 0 { newLine() }
    }

    private mutating func newLine() {
        output.append(UInt8(ascii: "\n"))
        for _ in 0..<depth * 2 { output.append(UInt8(ascii: " ")) }
    }

    private mutating func appendQuoted(_ text: String) {
        output.append(UInt8(ascii: "\""))
        append(text)
        output.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        guard Self.needsEscape(byte) else { return output.append(byte) }
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        default:
            output.append("u00")
            if byte < 0x10 { output.append(UInt8(ascii: "0")) }
            output.append(String(byte, radix: 16).utf8.span)
        }
    }
}

// MARK: - Strings in pieces

extension JSONWriter {
    /// Writes a member that is a string put together from pieces, without building it first.
    ///
    ///     writer.text("reason") { writer in
    ///         writer.append("needs ")
    ///         writer.append(bytes.description)
    ///     }
    public mutating func text(_ name: StaticString, _ pieces: (inout JSONWriter) -> Void) {
        key(name)
        text(pieces)
    }

    /// Writes a string put together from pieces; only `append` may be called for them.
    public mutating func text(_ pieces: (inout JSONWriter) -> Void) {
        prepare()
        output.append(UInt8(ascii: "\""))
        pieces(&self)
        output.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Appends a literal of plain letters to the string that is being written.
    public mutating func append(_ piece: StaticString) { output.append(piece) }

    /// Appends a whole number to the string that is being written.
    public mutating func append(_ piece: Int) { output.append(digitsOf: piece) }

    /// Appends a text of any content to the string that is being written.
    public mutating func append(_ piece: String) {
        let span = piece.utf8.span
        if output.appendPlain(span) { return }
        for index in span.indices { appendEscaped(span[index]) }
    }
}

// MARK: - Members in one call

extension JSONWriter {
    /// Writes a member that is a string, or `null`.
    public mutating func field(_ name: StaticString, _ text: String?) {
        key(name)
        value(text)
    }

    /// Writes a member that is a whole number, or `null`.
    public mutating func field(_ name: StaticString, _ number: Int?) {
        key(name)
        value(number)
    }

    /// Writes a member that is a number, or `null`.
    public mutating func field(_ name: StaticString, _ number: Double?) {
        key(name)
        value(number)
    }

    /// Writes a member that is `true`, `false` or `null`.
    public mutating func field(_ name: StaticString, _ flag: Bool?) {
        key(name)
        value(flag)
    }

    /// Writes a member that is an array of strings.
    public mutating func field(_ name: StaticString, _ texts: [String]) {
        key(name)
        array { writer in for text in texts { writer.value(text) } }
    }

    /// Writes a member of any name that is a whole number, or `null`.
    public mutating func field(named name: String, _ number: Int?) {
        key(named: name)
        value(number)
    }

    /// Writes a member of any name that is a number, or `null`.
    public mutating func field(named name: String, _ number: Double?) {
        key(named: name)
        value(number)
    }

    /// Writes a member that is a copy of a parsed value.
    public mutating func field(_ name: StaticString, _ copy: JSONValue) {
        key(name)
        value(copy)
    }

    /// Writes a member that is an object whose members `content` writes.
    public mutating func object<Failure: Error>(
        _ name: StaticString,
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        key(name)
        try object(content)
    }

    /// Writes a member that is an array whose elements `content` writes.
    public mutating func array<Failure: Error>(
        _ name: StaticString,
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        key(name)
        try array(content)
    }

    /// Writes a copy of a parsed value: members in their order, numbers and escapes normalised.
    ///
    /// The fields of a query are written as strings.
    public mutating func value(_ copy: JSONValue) {
        let document = copy.document
        var open: [(end: Int, isObject: Bool)] = []
        var index = copy.index
        let end = Int(copy.node.next)
        while index < end {
            while let last = open.last, last.end <= index { close(&open) }
            let node = document.nodes[index]
            let value = JSONValue(document: document, index: index)
            switch node.kind {
            case .object, .array:
                if node.kind == .object { beginObject() } else { beginArray() }
                open.append((Int(node.next), node.kind == .object))
                index += 1
                continue
            case .string:
                prepare()
                appendText(node, in: document.bytes)
                if node.flags.contains(.key) {
                    finishKey()
                    index += 1
                    continue
                }
                needsComma = true
            case .number:
                if let whole = value.int {
                    self.value(whole)
                } else {
                    // What rounds to zero is zero, without the sign that an integer would lose.
                    self.value(value.double.map { $0 == 0 ? 0 : $0 })
                }
            case .bool: self.value(value.bool)
            case .null: null()
            }
            index = Int(node.next)
        }
        while !open.isEmpty { close(&open) }
    }

    /// Without escapes the bytes are copied as they stand, without building a string.
    private mutating func appendText(_ node: JSONNode, in source: [UInt8]) {
        let text = source[JSONText.range(node)]
        guard !node.flags.contains(.escaped), !text.contains(where: Self.needsEscape) else {
            return appendQuoted(JSONText.string(node, in: source))
        }
        output.append(UInt8(ascii: "\""))
        output.append(text.span)
        output.append(UInt8(ascii: "\""))
    }

    private mutating func close(_ open: inout [(end: Int, isObject: Bool)]) {
        if open.removeLast().isObject { endObject() } else { endArray() }
    }
}
