/// Percent-encoding of RFC 3986 section 2.1, decoded exactly once.
enum PercentDecoding {
    /// Throws unless each `%` has two digits, none encodes NUL, and the whole decodes to UTF-8.
    static func check(_ bytes: [UInt8], _ range: Range<Int>) throws(HTTPError) {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == Byte.percent {
                guard index + 2 < range.upperBound,
                    let high = ByteClass.hexadecimal(bytes[index + 1]),
                    let low = ByteClass.hexadecimal(bytes[index + 2])
                else { throw .malformed(.percentEncoding) }
                guard high != 0 || low != 0 else { throw .malformed(.encodedNull) }
                index += 2
            }
            index += 1
        }
        guard String(validating: decodedBytes(bytes, range), as: UTF8.self) != nil else {
            throw .malformed(.targetNotUTF8)
        }
    }

    /// The text behind bytes of a path that `check` passed; a `+` stands for itself.
    static func string(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        String(decoding: decodedBytes(bytes, range), as: UTF8.self)
    }

    /// The pairs of a query or of an `application/x-www-form-urlencoded` body in order, duplicates
    /// kept; an item without `=` has an empty value.
    ///
    /// Returns nil where a `%` has no two digits after it, or the bytes do not decode to UTF-8;
    /// neither is so for a query that `check` passed.
    static func items(_ bytes: ArraySlice<UInt8>) -> [(name: String, value: String)]? {
        var items: [(name: String, value: String)] = []
        for item in bytes.split(separator: UInt8(ascii: "&")) {
            let equals = item.firstIndex(of: Byte.equals) ?? item.endIndex
            let value = min(equals + 1, item.endIndex)..<item.endIndex
            guard let name = formText(item, item.startIndex..<equals),
                let value = formText(item, value)
            else { return nil }
            items.append((name, value))
        }
        return items
    }

    private static func formText(_ bytes: ArraySlice<UInt8>, _ range: Range<Int>) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            switch bytes[index] {
            case Byte.plus: decoded.append(Byte.space)
            case Byte.percent:
                guard index + 2 < range.upperBound,
                    let high = ByteClass.hexadecimal(bytes[index + 1]),
                    let low = ByteClass.hexadecimal(bytes[index + 2])
                else { return nil }
                decoded.append(high << 4 | low)
                index += 2
            case let byte: decoded.append(byte)
            }
            index += 1
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// Whether the bytes decode to `literal`, which needs no decoding.
    static func matches(_ bytes: [UInt8], _ range: Range<Int>, _ literal: [UInt8]) -> Bool {
        var index = range.lowerBound
        var position = 0
        while index < range.upperBound {
            guard position < literal.count else { return false }
            var byte = bytes[index]
            if byte == Byte.percent, index + 2 < range.upperBound,
                let high = ByteClass.hexadecimal(bytes[index + 1]),
                let low = ByteClass.hexadecimal(bytes[index + 2])
            {
                byte = high << 4 | low
                index += 2
            }
            guard byte == literal[position] else { return false }
            index += 1
            position += 1
        }
        return position == literal.count
    }

    private static func decodedBytes(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == Byte.percent, index + 2 < range.upperBound,
                let high = ByteClass.hexadecimal(bytes[index + 1]),
                let low = ByteClass.hexadecimal(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(byte)
                index += 1
            }
        }
        return decoded
    }
}
