// Strings and words. Every byte of a string is looked at once; only what is rare leaves the loop.

extension JSONParser {
    /// Reads the string whose opening quote is at `position`, and appends its node.
    mutating func string(
        _ bytes: Span<UInt8>,
        flags initial: JSONNode.Flags,
        place: JSONFault.Place
    ) throws(JSONFault) {
        let start = position + 1
        let count = bytes.count
        var flags = initial
        var end = start
        while true {
            while end < count, Self.isPlain(bytes[end]) { end += 1 }
            guard end < count else {
                throw JSONFault(kind: .unterminatedString, offset: position, place: place)
            }
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                flags.insert(.escaped)
                end = try escape(bytes, at: end, place: place)
            } else if byte >= 0x80 {
                guard let next = JSONText.multibyteEnd(bytes, at: end) else {
                    throw JSONFault(kind: .invalidUTF8, offset: end, place: place)
                }
                end = next
            } else {
                throw JSONFault(kind: .controlCharacter(byte), offset: end, place: place)
            }
        }
        guard end - start <= limits.stringLength else {
            let kind = JSONError.Kind.limit(.stringLength, allowed: limits.stringLength)
            throw JSONFault(kind: kind, offset: position, place: place)
        }
        try append(.string, start: start, length: end - start, flags: flags)
        position = end + 1
    }

    /// ASCII that stands for itself inside a string.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte &- 0x20 < 0x60 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Checks the escape whose backslash is at `offset`; returns where it ends.
    private func escape(
        _ bytes: Span<UInt8>,
        at offset: Int,
        place: JSONFault.Place
    ) throws(JSONFault) -> Int {
        guard offset + 1 < bytes.count else {
            throw JSONFault(kind: .unterminatedString, offset: position, place: place)
        }
        switch bytes[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return offset + 2
        case UInt8(ascii: "u"):
            return try unicodeEscape(bytes, at: offset, place: place)
        default:
            let found = found(at: offset + 1, bytes)
            throw JSONFault(kind: .invalidEscape(found), offset: offset, place: place)
        }
    }

    private func unicodeEscape(
        _ bytes: Span<UInt8>,
        at offset: Int,
        place: JSONFault.Place
    ) throws(JSONFault) -> Int {
        guard let unit = JSONText.codeUnit(bytes, at: offset) else {
            throw JSONFault(kind: .invalidUnicodeEscape, offset: offset, place: place)
        }
        guard unit & 0xF800 == 0xD800 else { return offset + 6 }
        guard unit < 0xDC00, let low = JSONText.codeUnit(bytes, at: offset + 6),
            low & 0xFC00 == 0xDC00
        else { throw JSONFault(kind: .loneSurrogate(unit), offset: offset, place: place) }
        return offset + 12
    }

    /// Reads true, false or null, or says what stands there instead.
    mutating func literal(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONFault) {
        switch byte {
        case UInt8(ascii: "t") where matches("true", bytes):
            try append(.bool, start: position, length: 4)
            position += 4
        case UInt8(ascii: "f") where matches("false", bytes):
            try append(.bool, start: position, length: 5)
            position += 5
        case UInt8(ascii: "n") where matches("null", bytes):
            try append(.null, start: position, length: 4)
            position += 4
        default:
            throw literalFault(byte, bytes)
        }
    }

    @inline(__always)
    private func matches(_ word: String, _ bytes: Span<UInt8>) -> Bool {
        guard position + word.utf8.count <= bytes.count else { return false }
        var offset = position
        for byte in word.utf8 {
            guard bytes[offset] == byte else { return false }
            offset += 1
        }
        return true
    }

    private func literalFault(_ byte: UInt8, _ bytes: Span<UInt8>) -> JSONFault {
        let kind: JSONError.Kind
        switch byte {
        case UInt8(ascii: "'"): kind = .singleQuote
        case UInt8(ascii: "/"), UInt8(ascii: "#"): kind = .comment
        case UInt8(ascii: "+"): kind = .invalidNumber(.leadingPlus)
        case UInt8(ascii: "."): kind = .invalidNumber(.missingIntegerPart)
        case _ where JSONText.isLetter(byte):
            kind = .invalidLiteral(JSONText.word(bytes, at: position))
        default: return unexpected("a value", place: .value, bytes)
        }
        return JSONFault(kind: kind, offset: position)
    }
}

/// Characters and escapes, for the parser that checks them and the readers that decode them.
enum JSONText {
    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    /// The letters at an offset, at most 16.
    static func word(_ bytes: Span<UInt8>, at offset: Int) -> String {
        var word = ""
        var end = offset
        while end < bytes.count, end < offset + 16, isLetter(bytes[end]) {
            word.unicodeScalars.append(Unicode.Scalar(bytes[end]))
            end += 1
        }
        return word
    }

    /// Where the character that starts at `offset` with a byte of 0x80 or more ends; nil if it is
    /// not well formed by table 3-7 of the Unicode standard.
    static func multibyteEnd(_ bytes: Span<UInt8>, at offset: Int) -> Int? {
        let first = bytes[offset]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return nil
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
        var index = offset + 2
        while index < offset + length {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            index += 1
        }
        return offset + length
    }

    /// The number in the `\uXXXX` at `offset`; nil if there is none.
    static func codeUnit(_ bytes: Span<UInt8>, at offset: Int) -> UInt16? {
        guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for index in offset + 2..<offset + 6 {
            guard let digit = hexadecimalDigit(bytes[index]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The value of a string node.
    static func string(_ node: JSONNode, in bytes: [UInt8]) -> String {
        guard node.flags.contains(.escaped) else {
            return String(decoding: bytes[range(node)], as: UTF8.self)
        }
        return String(decoding: unescaped(node, in: bytes.span), as: UTF8.self)
    }

    static func range(_ node: JSONNode) -> Range<Int> {
        Int(node.start)..<Int(node.start) + Int(node.length)
    }

    /// The bytes of a string node with its escapes, which the parser has checked, resolved.
    static func unescaped(_ node: JSONNode, in bytes: Span<UInt8>) -> [UInt8] {
        let range = range(node)
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let byte = bytes[offset]
            guard byte == UInt8(ascii: "\\"), offset + 1 < range.upperBound else {
                result.append(byte)
                offset += 1
                continue
            }
            offset = appendEscape(bytes, at: offset, to: &result)
        }
        return result
    }

    private static func appendEscape(
        _ bytes: Span<UInt8>,
        at offset: Int,
        to result: inout [UInt8]
    ) -> Int {
        switch bytes[offset + 1] {
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"):
            let high = UInt32(codeUnit(bytes, at: offset) ?? 0xFFFD)
            let isPair = high & 0xFC00 == 0xD800
            let low = isPair ? UInt32(codeUnit(bytes, at: offset + 6) ?? 0xDC00) : 0
            let value = isPair ? 0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF) : high
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return offset + (isPair ? 12 : 6)
        case let byte: result.append(byte)
        }
        return offset + 2
    }
}
