import PlimsollCatalog
import PlimsollJSON

/// What `/v1/batch` is asked: many requests, each to be answered on its own.
struct BatchRequest: Sendable {
    /// The most requests.
    static let maximumItems = 1000
    /// Items of one piece; they may be of any kind.
    private static let perPiece = 4

    /// The requests as given.
    let items: [JSONValue]

    /// Reads the list; what is in it is looked at one by one.
    ///
    /// - Throws: ``APIError`` where there is no list, or too long a one.
    init(_ value: JSONValue) throws(APIError) {
        let problems = JSONProblemList()
        let reader = JSONFieldReader(value, problems)
        let items = reader.array("requests", required: true, count: 1...Self.maximumItems)
        reader.finish()
        if let error = APIError(problems) { throw error }
        self.items = items.map { Array($0) } ?? []
    }

    /// How many pieces the answer has.
    var pieceCount: Int { (items.count + Self.perPiece - 1) / Self.perPiece }

    /// A piece of the answer.
    func json(
        _ piece: Int,
        _ catalog: Catalog,
        _ budget: ComputeBudget,
        requestID: String
    ) -> [UInt8] {
        var bytes: [UInt8] = piece == 0 ? Array("{\"responses\":[".utf8) : []
        let start = piece * Self.perPiece
        for index in start..<min(start + Self.perPiece, items.count) {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            let answer =
                budget.hasMore
                ? budget.spend { Self.answer(items[index], catalog) }
                : .failure(budget.refusal)
            bytes += "{\"id\":".utf8
            bytes += Self.id(items[index], index)
            switch answer {
            case .success(let body):
                bytes += ",\"status\":200,\"body\":".utf8
                bytes += body
            case .failure(let error):
                bytes += ",\"status\":\(error.kind.status),\"body\":".utf8
                bytes += error.document(requestID: requestID)
            }
            bytes.append(UInt8(ascii: "}"))
        }
        if piece == pieceCount - 1 { bytes += "]}".utf8 }
        return bytes
    }

    /// The id that a request brings, otherwise its place in the list.
    private static func id(_ item: JSONValue, _ index: Int) -> [UInt8] {
        var writer = JSONWriter()
        if let id = item["id"], id.kind == .string || id.kind == .number {
            writer.value(id)
        } else {
            writer.value(index)
        }
        return writer.bytes
    }

    private static func answer(
        _ item: JSONValue,
        _ catalog: Catalog
    ) -> Result<[UInt8], APIError> {
        do throws(APIError) {
            let problems = JSONProblemList()
            let reader = JSONFieldReader(item, problems)
            if let id = reader.value("id"), id.kind != .string, id.kind != .number, !id.isNull {
                problems.add(at: id, "has to be a string or a number")
            }
            let path = reader.string("path", required: true)
            let body = reader.object("body", required: true)?.value
            reader.finish()
            if let error = APIError(problems) { throw error }
            guard let body, let path else { throw APIError(.internalError, "no body was read") }
            guard let kind = EstimateKind.all.first(where: { $0.path == path }) else {
                throw noPath(path, item)
            }
            var writer = JSONWriter()
            try kind.answer(body, catalog, &writer)
            return .success(writer.bytes)
        } catch {
            return .failure(error)
        }
    }

    private static func noPath(_ path: String, _ item: JSONValue) -> APIError {
        let known = EstimateKind.all.map(\.path)
        let isNested = path == "/v1/batch" || path == "/v1/sweeps"
        let problems = JSONProblemList()
        problems.add(
            at: item["path"] ?? item,
            (isNested
                ? "a request of many answers cannot be within a batch"
                : "a batch has nothing at \"\(path.prefix(60))\"")
                + "; there is \(known.joined(separator: ", "))",
            suggestions: isNested ? [] : SpellingSuggestion.closest(to: path, in: known)
        )
        return APIError(problems, kind: isNested ? .invalid : .notFound)
            ?? APIError(.notFound, "a batch has nothing at this path")
    }
}
