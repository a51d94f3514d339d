import PlimsollHTTP

/// The trace that a request belongs to (W3C Trace Context, section 3.2).
struct TraceContext: Hashable {
    /// 32 hexadecimal digits.
    let traceID: String
    private let flags: Substring

    /// Reads `traceparent`; nil unless it is exactly as the standard says.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, Self.isHex(parts[0], 2), parts[0] != "ff",
            Self.isHex(parts[1], 32), parts[1].contains(where: { $0 != "0" }),
            Self.isHex(parts[2], 16), parts[2].contains(where: { $0 != "0" }),
            Self.isHex(parts[3], 2), parts.count == 4 || parts[0] != "00"
        else { return nil }
        traceID = String(parts[1])
        flags = parts[3]
    }

    /// The field for the next one, with this service's span.
    func passedOn(span: String) -> String { "00-\(traceID)-\(span)-\(flags)" }

    private static func isHex(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
