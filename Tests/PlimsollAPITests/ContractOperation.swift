import Foundation
import PlimsollHTTP
import PlimsollJSON
import Testing

/// One method of one path of the document.
struct ContractOperation: Sendable, CustomTestStringConvertible {
    let path: String
    let method: String
    let value: JSONValue
    let schemas: ContractSchema

    /// Every operation; empty where the document cannot be read, which other tests report.
    static let all = (try? Contract.shared().operations) ?? []

    /// Those that answer from the catalog alone; a streamed answer also depends on its budget.
    static let pure = all.filter { $0.path.hasPrefix("/v1/") && !streamed.contains($0.path) }

    private static let streamed = ["/v1/sweeps", "/v1/batch"]

    var testDescription: String { "\(method) \(path)" }

    /// Its parameters, references followed.
    func parameters() throws -> [JSONValue] {
        try (value["parameters"].map { Array($0.elements) } ?? []).map(followed)
    }

    /// What the document says of a status.
    func response(_ status: Int) throws -> JSONValue? {
        try value["responses"]?["\(status)"].map(followed)
    }

    /// The statuses that it lists.
    var statuses: [Int] { value["responses"]?.members.compactMap { Int($0.key) } ?? [] }

    /// A value of the document that shows what a schema means.
    struct Example: Sendable {
        let mediaType: String
        let schema: JSONValue
        let value: JSONValue
    }

    /// The examples of its request's body.
    func requestExamples() -> [Example] { Self.examples(of: value["requestBody"]) }

    /// The examples of a response's body.
    func responseExamples(_ status: Int) throws -> [Example] {
        Self.examples(of: try response(status))
    }

    private static func examples(of message: JSONValue?) -> [Example] {
        let content = message?["content"].map { Array($0.members) } ?? []
        return content.flatMap { media -> [Example] in
            let named = media.value["examples"].map { Array($0.members) } ?? []
            let values = named.compactMap { $0.value["value"] } + [media.value["example"]]
            return values.compactMap { value in
                guard let schema = media.value["schema"], let value else { return nil }
                return Example(mediaType: media.key, schema: schema, value: value)
            }
        }
    }

    /// The requests that the examples make: one with every example, a GET also with what is
    /// required alone.
    func requests() throws -> [HTTPRequest] {
        guard method == "POST" else {
            return try [target(isWhole: true), target(isWhole: false)].map {
                try HTTPRequest(method: .get, target: $0)
            }
        }
        return try requestExamples().map { example in
            try HTTPRequest(
                method: .post,
                target: path,
                fields: [(name: "Content-Type", value: example.mediaType)],
                body: Self.encoded(example)
            )
        }
    }

    /// How an answer differs from what the document says of it; empty where it does not.
    func violations(of answer: HTTPResponse) throws -> [String] {
        guard let documented = try response(answer.status) else {
            return ["\(answer.status) is not documented"]
        }
        return try fieldViolations(of: answer, documented)
            + bodyViolations(of: answer, documented["content"])
    }

    private func fieldViolations(
        of answer: HTTPResponse,
        _ documented: JSONValue
    ) throws -> [String] {
        var found: [String] = []
        let headers = documented["headers"]
        for header in headers.map({ Array($0.members) }) ?? [] {
            let isRequired = try followed(header.value)["required"]?.bool == true
            if isRequired, answer.fields[header.key] == nil {
                found.append("\(header.key) is missing")
            }
        }
        for name in ["X-Request-Id", "X-Catalog-Version", "ETag", "Allow", "Retry-After"]
        where answer.fields[name] != nil && headers?[name] == nil {
            found.append("\(name) is not documented")
        }
        return found
    }

    private func bodyViolations(
        of answer: HTTPResponse,
        _ content: JSONValue?
    ) throws -> [String] {
        guard let content else { return answer.body.isEmpty ? [] : ["a body is not documented"] }
        guard let type = answer.mediaType, let schema = content[type]?["schema"] else {
            return ["\(answer.mediaType ?? "no media type") is not documented"]
        }
        guard type.hasSuffix("json") else {
            let text = String(validating: answer.body, as: UTF8.self) ?? ""
            return text.isEmpty ? ["the text is empty or not UTF-8"] : []
        }
        return try schemas.violations(
            of: JSONDocument(parsing: answer.body).root,
            against: schema
        )
    }

    /// The path and query that the examples of the parameters make.
    private func target(isWhole: Bool) throws -> String {
        var target = path
        var query: [String] = []
        for parameter in try parameters() {
            guard let name = parameter["name"]?.string, let example = parameter["example"] else {
                continue
            }
            switch parameter["in"]?.string {
            case "path":
                target = target.replacing("{\(name)}", with: Self.escaped(Self.text(example)))
            case "query" where isWhole || parameter["required"]?.bool == true:
                query.append("\(name)=\(Self.escaped(Self.text(example)))")
            default: break
            }
        }
        return target + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private func followed(_ value: JSONValue) throws -> JSONValue {
        try value["$ref"].map { try schemas.resolve($0) } ?? value
    }

    private static func encoded(_ example: Example) -> [UInt8] {
        guard example.mediaType == "application/x-www-form-urlencoded" else {
            var writer = JSONWriter()
            writer.value(example.value)
            return writer.bytes
        }
        let pairs = example.value.members.map { "\($0.key)=\(escaped(text($0.value)))" }
        return Array(pairs.joined(separator: "&").utf8)
    }

    private static func text(_ value: JSONValue) -> String {
        value.string ?? value.numberText ?? (value.bool == true ? "true" : "false")
    }

    private static func escaped(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
        )
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
