import PlimsollAPI
import PlimsollHTTP
import Testing

/// One request and what has to be true of its answer, with and without a socket.
struct Scenario: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var method = HTTPMethod.get
    var target: String
    var fields: [(name: String, value: String)] = []
    var body = ""
    var status: Int
    var contains: [String] = []
    var excludes: [String] = []
    /// Fields of the answer; an empty value says that the field is absent.
    var answers: [String: String] = [:]

    static let estimate = "/v1/estimates/inference"
    static let quantization = "/v1/estimates/quantization"
    static let training = "/v1/estimates/training"
    static let plan = "/v1/plans/sharding"
    static let recommend = "/v1/recommendations"
    static let json = (name: "Content-Type", value: "application/json")
    static let form = (name: "Content-Type", value: "application/x-www-form-urlencoded")

    /// A GET.
    static func get(
        _ name: String,
        _ target: String,
        _ fields: [(name: String, value: String)] = [],
        _ status: Int = 200,
        contains: [String] = [],
        excludes: [String] = [],
        answers: [String: String] = [:]
    ) -> Scenario {
        Scenario(
            testDescription: name,
            target: target,
            fields: fields,
            status: status,
            contains: contains,
            excludes: excludes,
            answers: answers
        )
    }

    /// A POST of an estimate.
    static func post(
        _ name: String,
        _ body: String,
        _ fields: [(name: String, value: String)] = [json],
        target: String = estimate,
        _ status: Int = 200,
        contains: [String] = [],
        excludes: [String] = [],
        answers: [String: String] = [:]
    ) -> Scenario {
        Scenario(
            testDescription: name,
            method: .post,
            target: target,
            fields: fields,
            body: body,
            status: status,
            contains: contains,
            excludes: excludes,
            answers: answers
        )
    }

    /// A POST of JSON that has another status than 200.
    static func post(
        _ name: String,
        _ body: String,
        _ status: Int,
        contains: [String] = []
    ) -> Scenario {
        post(name, body, [json], status, contains: contains)
    }

    /// A request that is refused, with the members that its problem document has to have.
    static func refused(
        _ scenario: Scenario,
        _ kind: String,
        pointer: String? = nil,
        suggestion: String? = nil
    ) -> Scenario {
        var scenario = scenario
        scenario.contains.append(#""type":"urn:plimsoll:problem:\#(kind)""#)
        scenario.contains.append(#""status":\#(scenario.status)"#)
        if let pointer { scenario.contains.append(#""pointer":"\#(pointer)""#) }
        if let suggestion { scenario.contains.append(#""suggestions":["\#(suggestion)""#) }
        scenario.answers["Content-Type"] = "application/problem+json"
        return scenario
    }

    /// The answer without a socket.
    func answer(_ router: Router) throws -> LiveAnswer {
        let request = try HTTPRequest(
            method: method,
            target: target,
            fields: fields,
            body: Array(body.utf8)
        )
        let response = router.respond(to: request)
        return LiveAnswer(
            status: response.status,
            fields: response.fields.pairs,
            body: response.body
        )
    }

    /// The same as it is sent.
    var request: LiveRequest {
        LiveRequest(
            method: method.rawValue,
            target: target,
            fields: fields,
            body: Array(body.utf8)
        )
    }

    /// Compares an answer with what has to be true of it.
    func check(_ answer: LiveAnswer) {
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == status, "\(text)")
        for part in contains { #expect(text.contains(part), "\(part) is not in: \(text)") }
        for part in excludes { #expect(!text.contains(part), "\(part) is in: \(text)") }
        for (name, value) in answers {
            #expect(answer[name] ?? "" == value, "\(name) of: \(text)")
        }
        #expect(answer["X-Request-Id"]?.isEmpty == false)
        if answer["Content-Type"] == "application/problem+json", method != .head {
            let id = answer["X-Request-Id"] ?? ""
            #expect(text.contains(#""request_id":"\#(id)""#))
        }
    }
}
