/// How the bytes of a body are coded (RFC 9110 section 8.4).
enum ContentCoding: Hashable, Sendable {
    /// As they are.
    case identity
    /// As one gzip file (RFC 1952).
    case gzip
    /// In a way, or in so many ways, that this server does not undo.
    case unsupported

    /// Takes note of one more element of the Content-Encoding fields.
    mutating func add(_ bytes: [UInt8], _ element: Range<Int>) {
        if HTTPFields.equal(bytes, element, "identity") { return }
        let isGzip =
            HTTPFields.equal(bytes, element, "gzip") || HTTPFields.equal(bytes, element, "x-gzip")
        self = self == .identity && isGzip ? .gzip : .unsupported
    }
}

/// What the Accept-Encoding fields of a request say (RFC 9110 section 12.5.3).
struct AcceptedCodings {
    /// Quality values in thousandths, where they are named.
    private var gzip: Int?
    private var identity: Int?
    private var others: Int?

    init(_ fields: HTTPFields) {
        for entry in fields.entries
        where HTTPFields.equal(fields.bytes, entry.name, "accept-encoding") {
            forEachElement(fields.bytes, entry.value) { add(fields.bytes, $0) }
        }
    }

    /// Whether the client takes gzip and would not rather have the body as it is.
    var prefersGzip: Bool {
        let quality = gzip ?? others ?? 0
        return quality > 0 && quality >= identity ?? 0
    }

    private mutating func add(_ bytes: [UInt8], _ element: Range<Int>) {
        var end = element.lowerBound
        while end < element.upperBound, bytes[end] != Byte.semicolon { end += 1 }
        guard
            let quality = end == element.upperBound
                ? 1000 : Self.quality(bytes, end + 1..<element.upperBound)
        else { return }
        while end > element.lowerBound, ByteClass.isBlank(bytes[end - 1]) { end -= 1 }
        let coding = element.lowerBound..<end
        if HTTPFields.equal(bytes, coding, "gzip") || HTTPFields.equal(bytes, coding, "x-gzip") {
            gzip = quality
        } else if HTTPFields.equal(bytes, coding, "identity") {
            identity = quality
        } else if HTTPFields.equal(bytes, coding, "*") {
            others = quality
        }
    }

    /// `q=0.123` in thousandths (RFC 9110 section 12.4.2); nil for anything else.
    private static func quality(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var text = bytes[range].drop(while: ByteClass.isBlank)
        guard text.count >= 3, ByteClass.lowercased(text.removeFirst()) == UInt8(ascii: "q"),
            text.removeFirst() == Byte.equals, text.count <= 5
        else { return nil }
        var value = 0
        for (position, byte) in text.enumerated() {
            if position == 1 {
                guard byte == Byte.dot else { return nil }
                continue
            }
            guard ByteClass.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - Byte.zero)
        }
        for _ in text.count..<(text.count == 1 ? 4 : 5) { value *= 10 }
        return value <= 1000 ? value : nil
    }
}
