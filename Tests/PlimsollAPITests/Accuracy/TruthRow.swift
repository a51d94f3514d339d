import Foundation
import PlimsollHTTP
import PlimsollJSON

/// A kind of measurement that estimates are held against; each has a file of rows in
/// Fixtures/truth.
enum TruthKind: String, CaseIterable, Sendable {
    case inference, training, throughput

    /// The rows of the kind's file.
    var rows: [TruthRow] {
        get throws {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent()
                .appending(path: "Fixtures/truth/\(rawValue).jsonl")
            return try String(contentsOf: file, encoding: .utf8)
                .split(separator: "\n").map { try TruthRow(String($0)) }
        }
    }
}

/// One measured run: the request that describes it, and what was measured of it.
///
/// A line of JSON with `id`, `group` (runs of one source and model, which count once), `engine`,
/// `path`, `request`, `checks`, `ran` (it did not run out of memory), `source` and `confidence`.
struct TruthRow: Sendable {
    /// One measured figure and where the answer has it.
    struct Check: Sendable {
        /// The part of the estimate, such as `weights`; errors are counted by engine and term.
        var term: String
        /// The answer's field, keys and indices divided by dots.
        var field: String
        /// A field that is subtracted, where the measurement leaves a part out.
        var less: String?
        /// What the field is divided by, where the measurement is a rate.
        var per: Double
        /// The figure.
        var measured: Double
        /// Whether the answer's band is to hold the figure.
        var hasBand: Bool

        init?(_ value: JSONValue) {
            guard let term = value["term"]?.string, let field = value["field"]?.string,
                let measured = value["measured"]?.double, measured > 0
            else { return nil }
            self.term = term
            self.field = field
            self.measured = measured
            less = value["less"]?.string
            per = value["per"]?.double ?? 1
            hasBand = value["band"]?.bool ?? false
        }

        /// The answered figure, or an end of its band: `low_bytes` or `high_bytes` in place of
        /// `total_bytes`, and what `performance.low` or `performance.high` has.
        func answered(_ answer: JSONValue, end: String? = nil) -> Double? {
            let path =
                end.map {
                    field.replacing("total_bytes", with: "\($0)_bytes")
                        .replacing("performance.", with: "performance.\($0).")
                } ?? field
            guard let value = answer.number(at: path) else { return nil }
            guard let less else { return value / per }
            return answer.number(at: less).map { (value - $0) / per }
        }
    }

    var id: String
    var group: String
    var engine: String
    var path: String
    var body: [UInt8]
    var checks: [Check]
    var ran: Bool

    struct Unreadable: Error { var line: String }

    init(_ line: String) throws {
        let row = try JSONDocument(parsing: Array(line.utf8)).root
        guard let id = row["id"]?.string, let group = row["group"]?.string,
            let engine = row["engine"]?.string, let path = row["path"]?.string,
            let request = row["request"], row["source"]?.string != nil,
            let checks = row["checks"]?.elements.map(Check.init)
        else { throw Unreadable(line: line) }
        self.id = id
        self.group = group
        self.engine = engine
        self.path = path
        self.checks = checks.compactMap { $0 }
        guard self.checks.count == checks.count else { throw Unreadable(line: line) }
        ran = row["ran"]?.bool ?? false
        var writer = JSONWriter()
        writer.value(request)
        body = writer.bytes
    }

    /// The request as a server gets it.
    var request: HTTPRequest {
        get throws {
            try HTTPRequest(method: .post, target: path, fields: [Scenario.json], body: body)
        }
    }
}

extension JSONValue {
    /// The number at a path of keys and indices.
    fileprivate func number(at path: String) -> Double? {
        var place = self
        for key in path.split(separator: ".") {
            let element = Int(key).flatMap { place.elements.dropFirst($0).first { _ in true } }
            guard let found = element ?? place[String(key)] else { return nil }
            place = found
        }
        return place.double
    }
}
