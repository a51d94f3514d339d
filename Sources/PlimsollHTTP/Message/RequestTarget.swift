/// The request target taken apart (RFC 9112 section 3.2), every escape checked.
struct RequestTarget: Sendable {
    /// The path as sent, from its first `/`; empty for `*` and for an absolute target without a
    /// path.
    let path: Range<Int>
    /// The query as sent, without its `?`.
    let query: Range<Int>?
    /// The authority of an absolute target, which wins over the Host field.
    let authority: Range<Int>?
    /// Whether this is the `*` of `OPTIONS *`.
    let isAsterisk: Bool

    init(_ bytes: [UInt8], _ range: Range<Int>, method: HTTPMethod) throws(HTTPError) {
        var start = range.lowerBound
        if bytes[start] == Byte.slash {
            authority = nil
            isAsterisk = false
        } else if bytes[start] == Byte.asterisk, range.count == 1 {
            guard method == .options else { throw .malformed(.target) }
            path = start..<start
            query = nil
            authority = nil
            isAsterisk = true
            return
        } else {
            guard let schemeEnd = Self.endOfScheme(bytes, range) else { throw .malformed(.target) }
            start = schemeEnd
            while start < range.upperBound, bytes[start] != Byte.slash,
                bytes[start] != Byte.question
            {
                start += 1
            }
            guard Authority.isValid(bytes, schemeEnd..<start) else { throw .malformed(.host) }
            authority = schemeEnd..<start
            isAsterisk = false
        }
        var pathEnd = start
        var hasEscape = false
        while pathEnd < range.upperBound, bytes[pathEnd] != Byte.question {
            hasEscape = hasEscape || bytes[pathEnd] == Byte.percent
            try Self.refuseBracket(bytes[pathEnd])
            pathEnd += 1
        }
        path = start..<pathEnd
        if hasEscape { try PercentDecoding.check(bytes, start..<pathEnd) }
        guard pathEnd < range.upperBound else {
            query = nil
            return
        }
        let query = pathEnd + 1..<range.upperBound
        var queryHasEscape = false
        for index in query {
            try Self.refuseBracket(bytes[index])
            queryHasEscape = queryHasEscape || bytes[index] == Byte.percent
        }
        if queryHasEscape { try PercentDecoding.check(bytes, query) }
        self.query = query
    }

    private static func refuseBracket(_ byte: UInt8) throws(HTTPError) {
        guard byte != Byte.openBracket, byte != Byte.closeBracket else {
            throw .malformed(.targetByte)
        }
    }

    /// The index after `http://` or `https://`.
    private static func endOfScheme(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        let start = range.lowerBound
        for (scheme, count) in [("http://" as StaticString, 7), ("https://", 8)]
        where range.count > count && HTTPFields.equal(bytes, start..<start + count, scheme) {
            return start + count
        }
        return nil
    }
}

/// The syntax of `host[:port]` as an http URI and the Host field have it: no user, no empty host.
enum Authority {
    static func isValid(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        var end = range.lowerBound
        if bytes[first] == Byte.openBracket {
            var colons = 0
            end += 1
            while end < range.upperBound, ByteClass.isIPv6(bytes[end]) {
                if bytes[end] == Byte.colon { colons += 1 }
                end += 1
            }
            guard end < range.upperBound, bytes[end] == Byte.closeBracket, colons >= 2 else {
                return false
            }
            end += 1
        } else {
            while end < range.upperBound, ByteClass.isHostName(bytes[end]) { end += 1 }
            guard end > range.lowerBound, hasValidEscapes(bytes, range.lowerBound..<end) else {
                return false
            }
        }
        return end == range.upperBound || isPort(bytes, end..<range.upperBound)
    }

    private static func hasValidEscapes(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.contains(where: { bytes[$0] == Byte.percent }) else { return true }
        do throws(HTTPError) {
            try PercentDecoding.check(bytes, range)
            return true
        } catch {
            return false
        }
    }

    /// `:` and at most a 16-bit number; RFC 3986 section 3.2.3 allows that the number is left out.
    private static func isPort(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard bytes[range.lowerBound] == Byte.colon, range.count <= 6 else { return false }
        var port = 0
        for index in range.dropFirst() {
            guard ByteClass.isDigit(bytes[index]) else { return false }
            port = port * 10 + Int(bytes[index] - Byte.zero)
        }
        return port <= 65535
    }
}
