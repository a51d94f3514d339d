import Testing

@testable import PlimsollHTTP

@Suite("Chunked decoder")
struct ChunkedDecoderTests {
    /// What a decoder made of a whole input.
    struct Decoded: Equatable {
        var outcome: ChunkedDecoder.Outcome
        var body: [UInt8] = []
        var consumed = 0
    }

    static func decode(_ bytes: [UInt8], pieces: [Int] = [.max], limits: HTTPLimits = HTTPLimits())
        -> Decoded
    {
        var decoder = ChunkedDecoder(bodyLimit: limits.bodyBytes, limits: limits)
        var result = Decoded(outcome: .needMore)
        var start = 0
        var index = 0
        while start < bytes.count, result.outcome == .needMore {
            let size = pieces[min(index, pieces.count - 1)]
            let end = size > bytes.count - start ? bytes.count : start + size
            let piece = Array(bytes[start..<end])
            var offset = 0
            result.outcome = decoder.decode(piece.span, from: &offset, into: &result.body)
            result.consumed = start + offset
            start = end
            index += 1
        }
        return result
    }

    static let accepted: [(name: String, body: String, data: String)] = [
        ("no data", "0\r\n\r\n", ""),
        ("one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello"),
        ("two chunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world"),
        (
            "upper and lower case digits", "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n",
            "01234567890123456789"
        ),
        ("leading zeros", "0005\r\nhello\r\n000\r\n\r\n", "hello"),
        ("CR LF in the data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n"),
        ("zero chunk in the data", "5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n"),
        ("extension", "5;a\r\nhello\r\n0\r\n\r\n", "hello"),
        ("extension with value", "5;a=b;c=d\r\nhello\r\n0;e\r\n\r\n", "hello"),
        ("extension with quotes", "5;a=\"b;\\\"c\"\r\nhello\r\n0\r\n\r\n", "hello"),
        ("extension with blank", "5; a=b; c\r\nhello\r\n0\r\n\r\n", "hello"),
        ("extension with empty quotes", "5;a=\"\"\r\nhello\r\n0\r\n\r\n", "hello"),
        ("trailer", "0\r\nX: a\r\n\r\n", ""),
        ("trailers", "1\r\na\r\n0\r\nX: a\r\nY:\r\nX:\tb \r\n\r\n", "a"),
        ("a framing trailer is thrown away", "0\r\nContent-Length: 5\r\nHost: b\r\n\r\n", ""),
    ]

    @Test("a chunked body is decoded whole, byte by byte and cut anywhere", arguments: accepted)
    func accepts(name: String, body: String, data: String) {
        let bytes = raw(body)
        let expected = Decoded(outcome: .complete, body: raw(data), consumed: bytes.count)
        #expect(Self.decode(bytes) == expected)
        #expect(Self.decode(bytes, pieces: [1]) == expected)
        #expect(Self.decode(bytes + raw("GET / HTTP/1.1\r\n")) == expected)
        for cut in 1..<bytes.count {
            #expect(Self.decode(bytes, pieces: [cut, .max]) == expected)
            #expect(Self.decode(Array(bytes[..<cut])).outcome == .needMore)
        }
    }

    // One line a case reads better than the formatter's four.
    // swift-format-ignore
    static let refused: [(name: String, body: String, error: HTTPError)] = [
        ("empty size", "\r\nhello", .malformed(.chunkSize)),
        ("empty size, then zero", "\r\n0\r\n\r\n", .malformed(.chunkSize)),
        ("plus", "+5\r\nhello\r\n", .malformed(.chunkSize)),
        ("minus", "-5\r\nhello\r\n", .malformed(.chunkSize)),
        ("hex prefix", "0x5\r\nhello\r\n", .malformed(.chunkSize)),
        ("not hexadecimal", "g\r\nhello\r\n", .malformed(.chunkSize)),
        ("underscore", "1_0\r\n", .malformed(.chunkSize)),
        ("blank before", " 5\r\nhello\r\n", .malformed(.chunkSize)),
        ("blank after", "5 \r\nhello\r\n", .malformed(.chunkSize)),
        ("tab after", "5\t\r\nhello\r\n", .malformed(.chunkSize)),
        ("blank before extension", "5 ;a\r\nhello\r\n", .malformed(.chunkSize)),
        ("comma", "5,5\r\nhello\r\n", .malformed(.chunkSize)),
        ("dot", "5.0\r\nhello\r\n", .malformed(.chunkSize)),
        ("quoted", "\"5\"\r\nhello\r\n", .malformed(.chunkSize)),
        ("NUL", "5\u{00}\r\nhello\r\n", .malformed(.chunkSize)),
        ("VT before", "\u{0b}5\r\nhello\r\n", .malformed(.chunkSize)),
        ("high byte", "5\u{a0}\r\nhello\r\n", .malformed(.chunkSize)),
        ("full-width digit", "\u{ef}\u{bc}\u{95}\r\nhello\r\n", .malformed(.chunkSize)),
        ("wraps 2^64", "10000000000000005\r\nhello\r\n", .malformed(.chunkSize)),
        ("all ones", "ffffffffffffffff\r\n", .malformed(.chunkSize)),
        ("sixteen zeros", "0000000000000000\r\n\r\n", .malformed(.chunkSize)),
        ("huge", "fffffffffffffff\r\n", .contentTooLarge(limit: 1024 * 1024)),
        ("just too large", "100001\r\n", .contentTooLarge(limit: 1024 * 1024)),
        ("LF after size", "5\nhello\r\n", .malformed(.bareLineFeed)),
        ("LF after zero", "0\n\n", .malformed(.bareLineFeed)),
        ("CR after size", "5\rhello\r\n", .malformed(.bareCarriageReturn)),
        ("CR CR LF after size", "5\r\r\nhello\r\n", .malformed(.bareCarriageReturn)),
        ("data too long", "5\r\nhelloX\r\n", .malformed(.chunkEnd)),
        ("data too short", "6\r\nhello\r\n0\r\n\r\n", .malformed(.chunkEnd)),
        ("LF after data", "5\r\nhello\n0\r\n\r\n", .malformed(.chunkEnd)),
        ("CR after data", "5\r\nhello\r0\r\n\r\n", .malformed(.chunkEnd)),
        ("nothing after data", "5\r\nhello0\r\n\r\n", .malformed(.chunkEnd)),
        ("any two bytes after data", "5\r\nhelloXX0\r\n\r\n", .malformed(.chunkEnd)),
        ("LF in extension", "5;a\nb\r\nhello\r\n", .malformed(.chunkExtension)),
        ("CR in extension", "5;a\rb\r\nhello\r\n", .malformed(.bareCarriageReturn)),
        ("LF in quotes", "5;a=\"\n\"\r\nhello\r\n", .malformed(.chunkExtension)),
        ("CR LF in quotes", "5;a=\"\r\n\"\r\nhello\r\n", .malformed(.chunkExtension)),
        ("escaped LF", "5;a=\"\\\n\"\r\nhello\r\n", .malformed(.chunkExtension)),
        ("NUL in extension", "5;a\u{00}\r\nhello\r\n", .malformed(.chunkExtension)),
        ("no name", "5;\r\nhello\r\n", .malformed(.chunkExtension)),
        ("two semicolons", "5;;a\r\nhello\r\n", .malformed(.chunkExtension)),
        ("no name before value", "5;=b\r\nhello\r\n", .malformed(.chunkExtension)),
        ("no value", "5;a=\r\nhello\r\n", .malformed(.chunkExtension)),
        ("after quotes", "5;a=\"b\"c\r\nhello\r\n", .malformed(.chunkExtension)),
        ("tab in extension", "5;\ta\r\nhello\r\n", .malformed(.chunkExtension)),
        ("blank in name", "5;a b\r\nhello\r\n", .malformed(.chunkExtension)),
        ("high byte in name", "5;\u{e9}\r\nhello\r\n", .malformed(.chunkExtension)),
        ("trailer without colon", "0\r\nabc\r\n\r\n", .malformed(.trailer)),
        ("trailer with blank before colon", "0\r\nX : a\r\n\r\n", .malformed(.trailer)),
        ("folded trailer", "0\r\nX: a\r\n b\r\n\r\n", .malformed(.trailer)),
        ("empty trailer name", "0\r\n: a\r\n\r\n", .malformed(.trailer)),
        ("LF ends a trailer", "0\r\nX: a\n\r\n", .malformed(.bareLineFeed)),
        ("CR in a trailer", "0\r\nX: a\rb\r\n\r\n", .malformed(.bareCarriageReturn)),
        ("NUL in a trailer", "0\r\nX: \u{00}\r\n\r\n", .malformed(.trailer)),
        ("LF ends the body", "0\r\n\n", .malformed(.bareLineFeed)),
        ("CR ends the body", "0\r\n\rX", .malformed(.bareCarriageReturn)),
        ("a request after zero", "0\r\nGET / HTTP/1.1\r\n\r\n", .malformed(.trailer)),
    ]

    @Test("a mangled body is refused for its reason, whole and byte by byte", arguments: refused)
    func refuses(name: String, body: String, error: HTTPError) {
        #expect(Self.decode(raw(body)).outcome == .failure(error))
        #expect(Self.decode(raw(body), pieces: [1]).outcome == .failure(error))
    }

    @Test("the data limit counts all chunks together")
    func dataLimit() {
        var limits = HTTPLimits()
        limits.bodyBytes = 10
        let fits = raw("5\r\nhello\r\n5\r\nhello\r\n0\r\n\r\n")
        #expect(Self.decode(fits, limits: limits).outcome == .complete)
        let over = raw("5\r\nhello\r\n5\r\nhello\r\n1\r\n")
        #expect(Self.decode(over, limits: limits).outcome == .failure(.contentTooLarge(limit: 10)))
        #expect(Self.decode(over, limits: limits).body.count == 10)
    }

    @Test("extensions are bounded in total, however small each one is")
    func extensionLimit() {
        let chunk = raw("1;aaaaaaa\r\nx\r\n")
        let few = Array(repeatElement(chunk, count: 400).joined()) + raw("0\r\n\r\n")
        #expect(Self.decode(few).outcome == .complete)
        let many = Array(repeatElement(chunk, count: 600).joined()) + raw("0\r\n\r\n")
        #expect(Self.decode(many).outcome == .failure(.malformed(.chunkExtensionsTooLarge)))
    }

    @Test("trailers are bounded in total, one long or many short")
    func trailerLimit() {
        let error = ChunkedDecoder.Outcome.failure(.trailersTooLarge(limit: 8 * 1024))
        let long = raw("0\r\nX: " + String(repeating: "a", count: 9000))
        #expect(Self.decode(long).outcome == error)
        let many = raw("0\r\n" + String(repeating: "X: a\r\n", count: 2000))
        #expect(Self.decode(many).outcome == error)
        #expect(Self.decode(many, pieces: [3]).outcome == error)
    }

    @Test("any split and any mutation gives the same result as the whole")
    func splitsAndMutations() {
        var numbers = Sequence32(seed: 3)
        for body in Self.accepted.map(\.body) + Self.refused.map(\.body) {
            for _ in 0..<40 {
                var bytes = raw(body)
                if numbers.next(below: 2) == 0 {
                    let index = numbers.next(below: bytes.count)
                    bytes[index] = UInt8(numbers.next(below: 256))
                }
                let pieces = (0..<bytes.count).map { _ in 1 + numbers.next(below: 5) }
                let whole = Self.decode(bytes)
                let split = Self.decode(bytes, pieces: pieces)
                #expect(split.outcome == whole.outcome)
                #expect(split.body == whole.body)
                #expect(split.consumed == whole.consumed)
            }
        }
    }
}
