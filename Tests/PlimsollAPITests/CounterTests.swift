import PlimsollHTTP
import Testing

@testable import PlimsollAPI

@Suite("Counters")
struct CounterTests {
    @Test("the server's counters can be read without end")
    func readings() throws {
        let service = Service(store: try SmallCatalog.shared.get().store)
        let server = service.server(HTTPServerConfiguration())
        // A function that is wrapped anew at each reading ends a thread's stack before that.
        for _ in 0..<200_000 { _ = service.counters }
        #expect(service.counters == server.counters)
    }
}
