import PlimsollHTTP
import PlimsollJSON

/// Search, filters and page of a list of the catalog.
struct CatalogQuery {
    /// Entries of one page unless asked otherwise, and at most.
    private static let defaultLimit = 100
    private static let largestLimit = 1000

    /// Filters by field, lower-case.
    let filters: [String: String]
    private let search: String?
    private let limit: Int
    private let cursor: String?

    /// Reads `q`, `limit`, `cursor` and the filters that a list has.
    init(_ request: HTTPRequest, filters names: [String]) throws(APIError) {
        let document = try RequestDocument.fields(request.queryItems)
        let problems = JSONProblemList()
        let reader = JSONFieldReader(document.root, problems)
        search = reader.string("q", length: 0...200)?.lowercased()
        limit = reader.int("limit", in: 1...Self.largestLimit) ?? Self.defaultLimit
        cursor = reader.string("cursor", length: 1...200)
        var filters: [String: String] = [:]
        for name in names { filters[name] = reader.string(name, length: 1...200)?.lowercased() }
        self.filters = filters
        reader.finish()
        if let error = APIError(problems) { throw error }
    }

    /// Refuses fields where a resource takes none.
    static func requireNoFields(_ request: HTTPRequest) throws(APIError) {
        let document = try RequestDocument.fields(request.queryItems)
        let problems = JSONProblemList()
        JSONFieldReader(document.root, problems).finish()
        if let error = APIError(problems) { throw error }
    }

    /// Whether one of the texts holds what is searched for.
    func matches(_ texts: [String]) -> Bool {
        guard let search, !search.isEmpty else { return true }
        return texts.contains { $0.lowercased().contains(search) }
    }

    /// Whether a filter is absent or names this value, whatever its case.
    func equals(_ filter: String, _ value: String?) -> Bool {
        guard let wanted = filters[filter] else { return true }
        return value?.lowercased() == wanted
    }

    /// The page that starts behind the cursor.
    func page<Entry>(_ entries: [Entry], id: (Entry) -> String) throws(APIError) -> Page<Entry> {
        try page(entries, ids: entries.map(id))
    }

    /// The page that starts behind the cursor, by the ids of the entries.
    func page<Entry>(_ entries: [Entry], ids: [String]) throws(APIError) -> Page<Entry> {
        var start = 0
        if let cursor {
            guard let position = ids.firstIndex(of: cursor) else {
                let detail = "names no entry of this list; take it from next_cursor"
                throw APIError(
                    .invalid,
                    "/cursor: \(detail)",
                    problems: [
                        JSONProblem(
                            pointer: JSONPointer(["cursor"]),
                            location: nil,
                            detail: detail
                        )
                    ]
                )
            }
            start = position + 1
        }
        let end = min(entries.count, start + limit)
        return Page(
            entries: entries[start..<end],
            total: entries.count,
            nextCursor: end < entries.count && end > start ? ids[end - 1] : nil
        )
    }

    /// Some entries of a list.
    struct Page<Entry> {
        let entries: ArraySlice<Entry>
        let total: Int
        let nextCursor: String?

        /// Writes what follows the entries.
        func write(_ writer: inout JSONWriter) {
            writer.field("total", total)
            writer.field("next_cursor", nextCursor)
        }
    }
}
