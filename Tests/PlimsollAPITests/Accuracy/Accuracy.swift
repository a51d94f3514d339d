import Foundation
import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON

/// How far the answers of the shipped catalog are from what was measured.
///
/// Groups count once: the error of a group is the mean over its rows.
struct Accuracy: Sendable {
    /// An engine's answers to one term.
    struct Series: Hashable, Sendable {
        var engine: String
        var term: String
    }

    /// One comparison.
    struct Comparison: Sendable {
        var row: String
        var group: String
        var error: Double
        /// Whether the band holds the figure, and its width over the figure.
        var band: (holds: Bool, width: Double)?
    }

    /// Comparisons by engine and term.
    private(set) var comparisons: [Series: [Comparison]] = [:]
    /// Rows that were refused, or lack a field that was measured.
    private(set) var unanswered: [String] = []
    /// Rows that ran and are said not to fit.
    private(set) var refusedRuns: [String] = []

    /// The accuracy of every kind, computed once.
    static let measured: Result<[TruthKind: Accuracy], any Error> = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../catalog").standardizedFileURL
        let router = Service(store: try CatalogStore(path: folder.path)).router()
        return try TruthKind.allCases.reduce(into: [:]) { all, kind in
            all[kind] = try Accuracy(kind.rows, router)
        }
    }

    private init(_ rows: [TruthRow], _ router: Router) throws {
        for row in rows {
            let response = router.respond(to: try row.request)
            guard response.status == 200 else {
                unanswered.append("\(row.id): \(String(decoding: response.body, as: UTF8.self))")
                continue
            }
            add(row, try JSONDocument(parsing: response.body).root)
        }
    }

    private mutating func add(_ row: TruthRow, _ answer: JSONValue) {
        for check in row.checks {
            guard let answered = check.answered(answer) else {
                unanswered.append("\(row.id): \(check.field) is absent")
                continue
            }
            var comparison = Comparison(
                row: row.id,
                group: row.group,
                error: answered / check.measured - 1
            )
            if check.hasBand, let low = check.answered(answer, end: "low"),
                let high = check.answered(answer, end: "high")
            {
                comparison.band = (
                    (low...max(low, high)).contains(check.measured), (high - low) / check.measured
                )
            }
            comparisons[Series(engine: row.engine, term: check.term), default: []]
                .append(comparison)
        }
        if row.ran, answer["fit"]?["verdict"]?.string == "does_not_fit" {
            refusedRuns.append(row.id)
        }
    }

    /// Sizes of the errors of each group, ascending.
    func errors(_ series: Series) -> [Double] {
        let all = comparisons[series] ?? []
        return Dictionary(grouping: all, by: \.group).values
            .map { rows in rows.map { abs($0.error) }.reduce(0, +) / Double(rows.count) }
            .sorted()
    }

    /// The share of bands that hold the figure, groups counted once, and the median width.
    var bands: (coverage: Double, width: Double) {
        let all = comparisons.values.flatMap { $0 }.compactMap { comparison in
            comparison.band.map { (group: comparison.group, band: $0) }
        }
        let groups = Dictionary(grouping: all, by: \.group).values.map { rows in
            Double(rows.count { $0.band.holds }) / Double(rows.count)
        }
        let widths = all.map(\.band.width).sorted()
        return (
            groups.reduce(0, +) / Double(max(1, groups.count)), Self.quantile(widths, 0.5)
        )
    }

    /// A quantile of ascending values, between neighbours by a straight line.
    static func quantile(_ values: [Double], _ share: Double) -> Double {
        guard let last = values.last else { return .nan }
        let position = share * Double(values.count - 1)
        let index = Int(position)
        guard index + 1 < values.count else { return last }
        return values[index] + (values[index + 1] - values[index]) * (position - Double(index))
    }

    /// The worst comparisons of a series, for the message of a failed test.
    func worst(_ series: Series, count: Int = 5) -> String {
        (comparisons[series] ?? []).sorted { abs($0.error) > abs($1.error) }.prefix(count)
            .map { "\($0.row) \(($0.error * 1000).rounded() / 10) %" }
            .joined(separator: ", ")
    }
}
