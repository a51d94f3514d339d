import Foundation
import PlimsollAPI
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Pages for browsers")
struct PageTests {
    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    /// What Firefox sends when an address is typed.
    private static let browser =
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"

    private func page(_ target: String) throws -> String {
        let answer = try contract.get(target, [(name: "Accept", value: Self.browser)])
        #expect(answer.status == 200)
        #expect(answer.mediaType == "text/html")
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test(
        "the index is the console for those who like HTML best, and text for others",
        arguments: [
            (browser, "text/html"), ("text/html", "text/html"), ("text/html, */*", "text/html"),
            ("text/*", "text/plain"), ("*/*", "text/plain"), ("text/plain", "text/plain"),
            ("text/html;q=0.5, text/plain", "text/plain"), ("TEXT/HTML;Q=1", "text/html"),
            ("application/json", "text/plain"), ("text/html;q=0, */*", "text/plain"),
        ]
    )
    func negotiation(accept: String, type: String) throws {
        let answer = try contract.get("/", [(name: "Accept", value: accept)])
        #expect(answer.status == 200)
        #expect(answer.mediaType == type)
        #expect(answer.fields["vary"] == "Accept")
    }

    @Test("a client that names no type gets the text")
    func plain() throws {
        #expect(try contract.get("/").mediaType == "text/plain")
    }

    @Test("the console has less than 150 000 bytes")
    func weight() throws {
        #expect(try page("/").utf8.count < 150_000)
    }

    @Test(
        "a page loads nothing from elsewhere, and only its own script and style may run",
        arguments: ["/", "/docs"]
    )
    func policy(target: String) throws {
        let answer = try contract.get(target, [(name: "Accept", value: Self.browser)])
        let policy = try #require(answer.fields["content-security-policy"])
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("script-src 'sha256-"))
        #expect(policy.contains("style-src 'sha256-"))
        #expect(!policy.contains("unsafe"))
        #expect(!policy.contains("*"))
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.matches(of: /<script/).count == 1)
        #expect(text.matches(of: /<style/).count == 1)
        #expect(text.matches(of: /\s(?:src|srcset|action)="/).isEmpty)
        #expect(text.matches(of: /\shref="(?:https?:)?\/\//).isEmpty)
        // Handlers and styles in attributes would need a policy that allows any.
        #expect(text.matches(of: /<[a-z][^>]*\son[a-z]+="/).isEmpty)
        #expect(text.matches(of: /<[a-z][^>]*\sstyle="/).isEmpty)
    }

    @Test("every id of the console is used once, and every label and error names one")
    func ids() throws {
        let text = try page("/")
        let ids = text.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        let fields = text.matches(of: /<label for="([^"]+)"/).map { String($0.output.1) }
        #expect(fields.count > 20)
        for field in fields { #expect(ids.contains(field), "\(field) has a label only") }
        let errors = ids.filter { $0.hasSuffix("-error") }.map { String($0.dropLast(6)) }
        for error in errors { #expect(ids.contains(error), "\(error) has an error only") }
    }

    @Test("the reference has an article with an example for every operation")
    func reference() throws {
        let text = try page("/docs")
        let parts = text.split(separator: "<article id=\"").dropFirst()
        #expect(parts.count == contract.operations.count)
        for (part, operation) in zip(
            parts.sorted { $0.prefix { $0 != "\"" } < $1.prefix { $0 != "\"" } },
            contract.operations.sorted { id($0) < id($1) }
        ) {
            #expect(part.hasPrefix(id(operation) + "\""))
            #expect(part.contains("<b>\(operation.method)</b>\(operation.path)</p>"))
            #expect(part.contains("<pre class=\"curl\""))
        }
    }

    private func id(_ operation: ContractOperation) -> String {
        operation.value["operationId"]?.string ?? ""
    }
}
