import Foundation
import PlimsollAPI
import PlimsollHTTP
import PlimsollJSON
import Testing

/// The figures of an article on the memory of language models, with the requests that answer them.
///
/// `Fixtures/article-figures.json`; `scripts/article` writes docs/article.md from the same file.
struct ArticleFigures: Sendable {
    /// One figure or claim.
    struct Figure: CustomTestStringConvertible, Sendable {
        var id: String
        /// Whether the article's own formulas give what it prints.
        var isReproduced: Bool
        var rule: Quantity?
        var architecture: Quantity?

        var testDescription: String { id }
    }

    /// Something to look up in answers, and what it has to be.
    struct Quantity: Sendable {
        /// A value of an answer: the sum of its fields.
        struct Term: Sendable {
            var request: String
            var fields: [String]
        }

        enum Expectation: Sendable {
            case near(Double, tolerance: Double)
            case within(ClosedRange<Double>)
            case oneOf([String])
            /// It is shown in docs/article.md only.
            case none
        }

        var term: Term
        var other: Term?
        var combination: String?
        var scale: Double
        var expectation: Expectation

        /// Whether there is something to check.
        var isExpected: Bool {
            if case .none = expectation { return false }
            return true
        }
    }

    /// Why the file, or an answer, cannot be used.
    enum Failure: Error {
        case malformed(String)
        case unanswered(String)
    }

    static func shared() throws -> ArticleFigures { try loaded.get() }
    private static let loaded = Result { try ArticleFigures() }

    /// The figures with the article's own arithmetic to check.
    static let byRule: [Figure] =
        ((try? shared().figures) ?? []).filter { $0.rule?.isExpected == true }
    /// The figures of which the layers' answer is known.
    static let byArchitecture: [Figure] =
        ((try? shared().figures) ?? []).filter { $0.architecture?.isExpected == true }

    let figures: [Figure]
    private let answers: [String: Result<JSONDocument, Failure>]

    private init() throws {
        let file = Contract.repository.appending(
            path: "Tests/PlimsollAPITests/Fixtures/article-figures.json"
        )
        let root = try JSONDocument(parsing: [UInt8](Data(contentsOf: file))).root
        guard let requests = root["requests"], let figures = root["figures"] else {
            throw Failure.malformed("requests or figures")
        }
        self.figures = try figures.elements.map(Self.figure)
        let router = try Contract.shared().router
        var answers: [String: Result<JSONDocument, Failure>] = [:]
        for request in requests.members {
            answers[request.key] = Self.answer(request.value, router)
        }
        self.answers = answers
    }

    // MARK: - The file

    private static func figure(_ value: JSONValue) throws -> Figure {
        guard let id = value["id"]?.string, let isReproduced = value["reproduced"]?.bool else {
            throw Failure.malformed("a figure")
        }
        return Figure(
            id: id,
            isReproduced: isReproduced,
            rule: try value["rule"].map(quantity),
            architecture: try value["architecture"].map(quantity)
        )
    }

    private static func quantity(_ value: JSONValue) throws -> Quantity {
        let expected = value["expected"]
        let tolerance = value["tolerance"]?.double ?? 0
        let ends = value["range"]?.elements.compactMap(\.double) ?? []
        let expectation: Quantity.Expectation =
            if let accepted = value["accepted"] {
                .oneOf(accepted.elements.compactMap(\.string))
            } else if let word = expected?.string {
                .oneOf([word])
            } else if let number = expected?.double {
                .near(number, tolerance: tolerance)
            } else if let number = expected?.elements.compactMap(\.double), number.count == 2 {
                .within(number[0]...number[1])
            } else if ends.count == 2 {
                .within(ends[0]...ends[1])
            } else {
                .none
            }
        return Quantity(
            term: try term(value),
            other: try value["other"].map(term),
            combination: value["combine"]?.string,
            scale: value["scale"]?.double ?? 1,
            expectation: expectation
        )
    }

    private static func term(_ value: JSONValue) throws -> Quantity.Term {
        guard let request = value["ask"]?.string, let field = value["field"] else {
            throw Failure.malformed("a quantity")
        }
        let fields = field.string.map { [$0] } ?? field.elements.compactMap(\.string)
        return Quantity.Term(request: request, fields: fields)
    }

    // MARK: - The answers

    private static func answer(
        _ request: JSONValue,
        _ router: Router
    ) -> Result<JSONDocument, Failure> {
        Result {
            var body = JSONWriter()
            if let value = request["body"] { body.value(value) }
            let answer = router.respond(
                to: try HTTPRequest(
                    method: request["method"]?.string == "GET" ? .get : .post,
                    target: request["path"]?.string ?? "",
                    fields: [Scenario.json],
                    body: body.bytes
                )
            )
            guard answer.status == 200 else {
                throw Failure.unanswered(String(decoding: answer.body, as: UTF8.self))
            }
            return try JSONDocument(parsing: answer.body)
        }
        .mapError { $0 as? Failure ?? .unanswered("\($0)") }
    }

    /// What the answers give for a quantity: numbers in its unit, or words.
    func values(_ quantity: Quantity) throws -> (numbers: [Double], words: [String]) {
        let found = try values(quantity.term)
        guard let other = quantity.other, let combination = quantity.combination else {
            return (found.numbers.map { $0 / quantity.scale }, found.words)
        }
        guard let first = found.numbers.first, let second = try values(other).numbers.first else {
            throw Failure.unanswered("no number to combine")
        }
        let combined =
            switch combination {
            case "a/b": first / second
            case "a-b": first - second
            case "1-b/a": 1 - second / first
            default: throw Failure.malformed(combination)
            }
        return ([combined / quantity.scale], [])
    }

    private func values(
        _ term: Quantity.Term
    ) throws -> (numbers: [Double], words: [String]) {
        guard let answer = answers[term.request] else { throw Failure.malformed(term.request) }
        let root = try answer.get().root
        let found = try term.fields.map { try Self.values(at: $0, in: root) }
        guard found.count > 1 else { return found.first ?? ([], []) }
        return ([found.reduce(0) { $0 + ($1.numbers.first ?? .nan) }], [])
    }

    /// The values at a JSON pointer; `*` is every element, `key=value` the one that has it.
    private static func values(
        at pointer: String,
        in root: JSONValue
    ) throws -> (numbers: [Double], words: [String]) {
        var here = [root]
        for part in pointer.split(separator: "/") {
            here = here.flatMap { node -> [JSONValue] in
                guard node.kind == .array else { return node[String(part)].map { [$0] } ?? [] }
                let elements = Array(node.elements)
                if part == "*" { return elements }
                if let index = Int(part) {
                    return elements.indices.contains(index) ? [elements[index]] : []
                }
                let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
                return elements.filter { pair.count == 2 && $0[pair[0]]?.string == pair[1] }
            }
            guard !here.isEmpty else { throw Failure.unanswered("there is no \(pointer)") }
        }
        return (here.compactMap(\.double), here.compactMap(\.string))
    }
}
