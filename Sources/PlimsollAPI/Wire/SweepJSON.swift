public import PlimsollCatalog
import PlimsollJSON

/// What `/v1/sweeps` is asked: an estimate over lists of values.
struct SweepRequest: Sendable {
    /// The estimate to make in each cell.
    let kind: EstimateKind
    /// What varies.
    let grid: RequestGrid
    /// Members of the answers to show, dotted; nil for whole answers.
    let fields: [String]?

    private static let kinds = EstimateKind.all.filter(\.isEstimate)

    /// Reads a request, and tries a few cells so that what is wrong with all of them is told once.
    ///
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ value: JSONValue, _ catalog: Catalog) throws(APIError) {
        let problems = JSONProblemList()
        let reader = JSONFieldReader(value, problems)
        let name = reader.choice("estimate", of: Self.kinds.map(\.name), required: true)
        let grid = RequestGrid(reader)
        fields = reader.strings("fields", count: 1...100)
        if fields?.contains("") == true { reader.report("fields", "has an empty name in it") }
        reader.finish()
        if let error = APIError(problems) { throw error }
        guard let grid, let kind = Self.kinds.first(where: { $0.name == name }) else {
            throw APIError(.internalError, "the request was refused without a reason")
        }
        self.kind = kind
        self.grid = grid
        try refuseCommonProblems(value, catalog)
    }

    /// Refuses the sweep where every cell has the same fault.
    private func refuseCommonProblems(
        _ value: JSONValue,
        _ catalog: Catalog
    ) throws(APIError) {
        var common: [JSONProblem]?
        var kind = APIError.Kind.invalid
        for cell in grid.probes {
            switch answer(cell, catalog) {
            case .success: return
            case .failure(let error):
                kind = error.kind
                common =
                    common?.filter { known in
                        error.problems.contains {
                            $0.pointer == known.pointer && $0.detail == known.detail
                        }
                    } ?? error.problems
            }
        }
        let list = JSONProblemList()
        for problem in common ?? [] { list.add(placed(problem, in: value)) }
        if let error = APIError(list, kind: kind) { throw error }
    }

    /// A problem of a cell's request as one of the sweep's.
    private func placed(_ problem: JSONProblem, in value: JSONValue) -> JSONProblem {
        let tokens = problem.pointer.tokens
        let axis = grid.axes.first { tokens.starts(with: $0.path) }
        var place = value[axis == nil ? "base" : "over"]
        var pointer = value.pointer.appending(axis == nil ? "base" : "over")
        for token in axis.map({ [$0.name] }) ?? tokens {
            pointer = pointer.appending(token)
            place = place?[token] ?? place
        }
        return JSONProblem(
            pointer: pointer,
            location: place?.location ?? value.location,
            detail: problem.detail,
            suggestions: problem.suggestions
        )
    }

    /// The answer of a cell.
    func answer(_ cell: Int, _ catalog: Catalog) -> Result<[UInt8], APIError> {
        do throws(APIError) {
            let document = try RequestDocument.json(grid.request(cell))
            var writer = JSONWriter(capacity: 4096)
            try kind.answer(document.root, catalog, &writer)
            return .success(writer.bytes)
        } catch {
            return .failure(error)
        }
    }
}

/// The answer of `/v1/sweeps`, a few cells a piece.
public struct SweepAnswer: Sendable {
    let sweep: SweepRequest
    let catalog: Catalog
    let budget: ComputeBudget
    let requestID: String

    /// How many cells there are.
    public var cellCount: Int { sweep.grid.count }

    /// How many pieces there are.
    public var pieceCount: Int {
        (sweep.grid.count + sweep.kind.perPiece - 1) / sweep.kind.perPiece
    }

    /// A sweep without HTTP, for the command line, which may take as long as it takes.
    ///
    /// - Parameters:
    ///   - fields: Names and values as in a query, nested names dotted.
    ///   - catalog: The catalog.
    /// - Throws: ``APIError`` as the service would answer it.
    public init(fields: [(name: String, value: String)], catalog: Catalog) throws(APIError) {
        self.init(
            sweep: try SweepRequest(RequestDocument.fields(fields).root, catalog),
            catalog: catalog,
            budget: .unlimited,
            requestID: "command-line"
        )
    }

    init(sweep: SweepRequest, catalog: Catalog, budget: ComputeBudget, requestID: String) {
        self.sweep = sweep
        self.catalog = catalog
        self.budget = budget
        self.requestID = requestID
    }

    private func cells(_ piece: Int) -> Range<Int> {
        let start = piece * sweep.kind.perPiece
        return start..<min(start + sweep.kind.perPiece, sweep.grid.count)
    }

    private func answer(_ cell: Int) -> Result<[UInt8], APIError> {
        guard budget.hasMore else { return .failure(budget.refusal) }
        return budget.spend { sweep.answer(cell, catalog) }
    }

    // MARK: - JSON

    /// A piece of the JSON answer.
    public func json(_ piece: Int) -> [UInt8] {
        var bytes = piece == 0 ? head : []
        for cell in cells(piece) {
            if cell > 0 { bytes.append(UInt8(ascii: ",")) }
            writeCell(cell, &bytes)
        }
        if piece == pieceCount - 1 { bytes += "]}".utf8 }
        return bytes
    }

    private var head: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("estimate", sweep.kind.name)
        writer.field("count", sweep.grid.count)
        writer.field("over", sweep.grid.axes.map(\.name))
        writer.key("cells")
        writer.beginArray()
        return writer.bytes
    }

    private func writeCell(_ cell: Int, _ bytes: inout [UInt8]) {
        bytes += "{\"at\":{".utf8
        let positions = sweep.grid.positions(cell)
        for (index, axis) in sweep.grid.axes.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += Self.quoted(axis.name)
            bytes.append(UInt8(ascii: ":"))
            bytes += axis.values[positions[index]]
        }
        bytes += "},\"status\":".utf8
        switch answer(cell) {
        case .success(let answer):
            bytes += "200,\"answer\":".utf8
            bytes += sweep.fields.map { Self.chosen($0, answer) } ?? answer
        case .failure(let error):
            bytes += "\(error.kind.status),\"problem\":".utf8
            bytes += error.document(requestID: requestID)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func quoted(_ text: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(text)
        return writer.bytes
    }

    /// The members of an answer that are asked for, `null` for those it has not.
    private static func chosen(_ fields: [String], _ answer: [UInt8]) -> [UInt8] {
        let root = try? JSONDocument(parsing: answer).root
        var writer = JSONWriter()
        writer.object { writer in
            for field in fields {
                writer.key(named: field)
                if let value = root.flatMap({ Self.member(field, $0) }) {
                    writer.value(value)
                } else {
                    writer.null()
                }
            }
        }
        return writer.bytes
    }

    private static func member(_ name: String, _ root: JSONValue) -> JSONValue? {
        var value: JSONValue? = root
        for key in name.split(separator: ".") {
            value = value.flatMap { $0[String(key)] ?? Int(key).flatMap($0.element) }
        }
        return value
    }

    // MARK: - Tables

    /// A piece of the answer as a table: what varies, the status, the columns, and the problem of
    /// a cell that has one.
    public func csv(_ piece: Int) -> [UInt8] {
        let columns = sweep.fields ?? sweep.kind.columns
        var bytes: [UInt8] = []
        if piece == 0 {
            let names = sweep.grid.axes.map(\.name)
            CSVRow.append(names + ["status"] + columns + ["problem"], to: &bytes)
        }
        for cell in cells(piece) {
            var row = place(cell)
            switch answer(cell) {
            case .success(let answer):
                row += ["200"] + Self.values(columns, answer) { CSVRow.text($1) } + [""]
            case .failure(let error):
                row += ["\(error.kind.status)"] + columns.map { _ in "" } + [error.detail]
            }
            CSVRow.append(row, to: &bytes)
        }
        return bytes
    }

    /// The values of what varies in a cell.
    private func place(_ cell: Int) -> [String] {
        let positions = sweep.grid.positions(cell)
        return zip(sweep.grid.axes, positions).map { axis, position in
            CSVRow.text(axis.values[position])
        }
    }

    /// Members of an answer as cells; empty where there is none.
    private static func values(
        _ columns: [String],
        _ answer: [UInt8],
        _ text: (String, JSONValue) -> String
    ) -> [String] {
        let root = try? JSONDocument(parsing: answer).root
        return columns.map { name in
            root.flatMap { member(name, $0) }.map { text(name, $0) } ?? ""
        }
    }

    /// A piece of the answer as lines for a terminal: what varies, the columns, or the problem of a
    /// cell that has one.
    ///
    /// Columns have widths of their own, since the first lines are sent before the last are known.
    public func text(_ piece: Int) -> [UInt8] {
        let columns = sweep.fields ?? sweep.kind.textColumns
        let axes = sweep.grid.axes
        let titles = axes.map { FieldText.label($0.name) } + Self.titles(columns)
        var widths = titles.map { max(12, $0.count) }
        for (index, axis) in axes.enumerated() {
            widths[index] = axis.values.reduce(titles[index].count) {
                max($0, CSVRow.text($1).count)
            }
        }
        var lines = piece == 0 ? [Self.line(titles, widths)] : []
        lines += cells(piece).map { cell in
            switch answer(cell) {
            case .success(let answer):
                Self.line(place(cell) + Self.values(columns, answer, FieldText.cell), widths)
            case .failure(let error): Self.line(place(cell) + [Self.words(error)], widths)
            }
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// What is wrong, with what may have been meant.
    private static func words(_ error: APIError) -> String {
        let suggestions = error.problems.first?.suggestions ?? []
        guard !suggestions.isEmpty else { return error.detail }
        return "\(error.detail) (did you mean \(suggestions.joined(separator: ", "))?)"
    }

    /// The last words of the columns; whole paths where these are the same for several.
    private static func titles(_ columns: [String]) -> [String] {
        let last = columns.map { $0.split(separator: ".").last.map(String.init) ?? $0 }
        return zip(columns, last).map { column, word in
            last.count { $0 == word } > 1 ? FieldText.label(column) : AnswerTable.title(column)
        }
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let width = index < widths.count ? widths[index] : 0
            line += String(repeating: " ", count: max(0, width - cell.count)) + cell + "  "
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}

extension JSONValue {
    /// The element at an index of an array.
    fileprivate func element(_ index: Int) -> JSONValue? { self[index] }
}

/// Rows of comma-separated values (RFC 4180).
enum CSVRow {
    /// Appends a row.
    static func append(_ cells: [String], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            let isPlain = cell.utf8.allSatisfy {
                $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 >= 0x20
            }
            if isPlain {
                bytes += cell.utf8
            } else {
                bytes += "\"\(cell.replacing("\"", with: "\"\""))\"".utf8
            }
        }
        bytes += "\r\n".utf8
    }

    /// A value as a cell shows it: strings bare, anything else as JSON.
    static func text(_ value: JSONValue) -> String {
        if value.isNull { return "" }
        if let text = value.string { return text }
        var writer = JSONWriter()
        writer.value(value)
        return writer.text
    }

    /// A value in JSON as a cell shows it.
    static func text(_ json: [UInt8]) -> String {
        guard let root = try? JSONDocument(parsing: json).root else { return "" }
        return text(root)
    }
}
