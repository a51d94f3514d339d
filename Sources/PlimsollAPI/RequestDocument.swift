import PlimsollHTTP
import PlimsollJSON

/// The fields of a request, wherever it carries them: query, form or JSON.
enum RequestDocument {
    /// Limits of a request's JSON; the body's size is bounded before.
    static let limits = JSONLimits(bytes: 8 << 20, nodes: 400_000)

    /// Reads the fields of a request.
    ///
    /// A GET has them as query parameters, nested ones dotted (`parallel.tensor=2`). A POST has
    /// them as JSON, or as a form with the names of the query.
    static func read(_ request: HTTPRequest) throws(APIError) -> JSONDocument {
        guard request.method == .post else { return try fields(request.queryItems) }
        if !request.queryItems.isEmpty {
            throw APIError(
                .invalid,
                "a POST has its fields in the body; leave the query of the URL empty, or use GET"
            )
        }
        switch mediaType(request) {
        case "application/json":
            return try json(request.body)
        case "application/x-www-form-urlencoded":
            if looksLikeJSON(request.body) {
                throw APIError(
                    unsupportedMediaType:
                        "the body is JSON but is labelled application/x-www-form-urlencoded; send "
                        + "Content-Type: application/json (curl --json '…')",
                    accepted: ["application/json"]
                )
            }
            guard let items = request.formItems else {
                throw APIError(
                    .malformed,
                    "a form has to be UTF-8, and each of its % followed by two hexadecimal digits"
                )
            }
            return try fields(items)
        default:
            throw APIError(
                unsupportedMediaType:
                    "the body has to be application/json (curl --json '{\"model\": …}') or "
                    + "application/x-www-form-urlencoded (curl -d model=…)",
                accepted: ["application/json", "application/x-www-form-urlencoded"]
            )
        }
    }

    /// A body of JSON.
    static func json(
        _ body: [UInt8],
        limits: JSONLimits = limits
    ) throws(APIError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(parsing: body, limits: limits)
        } catch {
            throw APIError(error)
        }
    }

    /// Fields given as pairs of a dotted name and a text.
    static func fields(_ items: [(name: String, value: String)]) throws(APIError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(
                fields: items.map { item in
                    (
                        path: item.name.split(separator: ".", omittingEmptySubsequences: false)
                            .map(String.init),
                        text: item.value
                    )
                }
            )
        } catch {
            throw APIError(
                .invalid,
                error.description,
                problems: [
                    JSONProblem(pointer: error.pointer, location: nil, detail: error.detail)
                ]
            )
        }
    }

    /// The media type of the body in lower case, without parameters.
    static func mediaType(_ request: HTTPRequest) -> String? {
        guard let value = request.fields["content-type"] else { return nil }
        if value == "application/json" { return value }
        let essence = value.prefix { $0 != ";" }
        return essence.lowercased().filter { $0 != " " && $0 != "\t" }
    }

    private static func looksLikeJSON(_ body: [UInt8]) -> Bool {
        let first = body.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}
