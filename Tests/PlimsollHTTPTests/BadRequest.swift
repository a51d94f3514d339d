import Testing

@testable import PlimsollHTTP

/// A request that must be refused, named by what is wrong with it.
struct BadRequest: CustomTestStringConvertible {
    let name: String
    let request: String
    let error: HTTPError

    init(_ name: String, _ request: String, _ error: HTTPError) {
        self.name = name
        self.request = request
        self.error = error
    }

    var testDescription: String { name }

    static let all = startLine + target + host + fields + framing
}

@Suite("Bad requests")
struct BadRequestTests {
    @Test("an attack is refused for its reason, whole and byte by byte", arguments: BadRequest.all)
    func refused(_ bad: BadRequest) {
        let bytes = raw(bad.request)
        #expect(parse(bytes) == .failure(bad.error))
        #expect(parse(bytes, pieces: [1]) == .failure(bad.error))
    }

    @Test("no two cases are the same request")
    func distinct() {
        #expect(Set(BadRequest.all.map(\.request)).count == BadRequest.all.count)
    }
}
