/// How the end of a request body is found (RFC 9112 section 6).
///
/// Stricter than the RFC wherever it lets a server choose: whatever two parsers could read
/// differently is refused, since that difference is what request smuggling needs.
enum BodyFraming: Hashable, Sendable {
    /// There is no body.
    case none
    /// The body has this many bytes.
    case length(Int)
    /// The body comes in chunks.
    case chunked

    init(_ known: KnownFields, _ bytes: [UInt8], version: HTTPVersion) throws(HTTPError) {
        if let coding = known.transferEncoding {
            if known.contentLength != nil { throw .malformed(.lengthAndCoding) }
            if version == .http10 { throw .malformed(.transferEncodingInOldVersion) }
            if known.transferEncodingIsRepeated { throw .malformed(.transferEncoding) }
            try Self.checkCoding(bytes, coding)
            self = .chunked
        } else if let length = known.contentLength {
            if known.contentLengthIsRepeated { throw .malformed(.contentLengthRepeated) }
            let count = try Self.decimal(bytes, length)
            self = count == 0 ? .none : .length(count)
        } else {
            self = .none
        }
    }

    /// `1*DIGIT` without sign, blank or separator, and no more than an `Int` holds.
    private static func decimal(_ bytes: [UInt8], _ range: Range<Int>) throws(HTTPError) -> Int {
        guard !range.isEmpty else { throw .malformed(.contentLength) }
        var total = 0
        for index in range {
            guard ByteClass.isDigit(bytes[index]) else { throw .malformed(.contentLength) }
            let (product, overflow) = total.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(bytes[index] - Byte.zero))
            guard !overflow, !carry else { throw .malformed(.contentLength) }
            total = sum
        }
        return total
    }

    /// Accepts `chunked` alone.
    ///
    /// A list of known tokens without chunked is a coding we lack (501); all else is
    /// a framing doubt (400).
    private static func checkCoding(_ bytes: [UInt8], _ range: Range<Int>) throws(HTTPError) {
        if HTTPFields.equal(bytes, range, "chunked") { return }
        var codings = 0
        var isDoubtful = false
        forEachElement(bytes, range) { element in
            codings += 1
            if HTTPFields.equal(bytes, element, "chunked")
                || !bytes[element].allSatisfy(ByteClass.isToken)
            {
                isDoubtful = true
            }
        }
        guard codings > 0, !isDoubtful else { throw .malformed(.transferEncoding) }
        throw .transferCodingUnsupported
    }
}
