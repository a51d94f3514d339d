/// Comma-separated values (RFC 4180) with a heading, as spreadsheets write them.
struct CSVTable {
    /// What is wrong with a text.
    struct Problem: Error, Equatable {
        /// The line, counted from 1.
        var line: Int
        var detail: String
    }

    /// A row with its line in the text.
    struct Row {
        var line: Int
        var cells: [String]
    }

    /// The names of the columns.
    let columns: [String]
    let rows: [Row]

    /// Rows that are taken at most.
    static let largest = 1_000_000

    /// Reads a text; a mark of the byte order and empty lines are passed over.
    init(_ text: String) throws(Problem) {
        let bytes = Array(text.utf8.drop { $0 == 0xef || $0 == 0xbb || $0 == 0xbf })
        var rows = try Self.rows(bytes)
        guard !rows.isEmpty else { throw Problem(line: 1, detail: "there is no heading") }
        columns = rows.removeFirst().cells
        if let again = Dictionary(grouping: columns, by: \.self).first(where: { $1.count > 1 }) {
            throw Problem(line: 1, detail: "the column \(again.key) is there twice")
        }
        for row in rows where row.cells.count != columns.count {
            throw Problem(
                line: row.line,
                detail: "\(row.cells.count) cells under \(columns.count) columns"
            )
        }
        self.rows = rows
    }

    private static func rows(_ bytes: [UInt8]) throws(Problem) -> [Row] {
        var rows: [Row] = []
        var reader = Reader(bytes: bytes)
        while !reader.isAtEnd {
            let line = reader.line
            let cells = try reader.row()
            if cells == [""] { continue }
            rows.append(Row(line: line, cells: cells))
            guard rows.count <= largest else {
                throw Problem(line: line, detail: "more than \(largest) rows")
            }
        }
        return rows
    }

    /// Where the reading of a text stands.
    private struct Reader {
        let bytes: [UInt8]
        var position = 0
        var line = 1

        var isAtEnd: Bool { position == bytes.count }

        private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

        /// The cells up to the end of the line.
        mutating func row() throws(Problem) -> [String] {
            var cells = [try cell()]
            while current == UInt8(ascii: ",") {
                position += 1
                cells.append(try cell())
            }
            if current == UInt8(ascii: "\r") { position += 1 }
            if let byte = current {
                guard byte == UInt8(ascii: "\n") else {
                    throw Problem(line: line, detail: "something follows the end of a quotation")
                }
                position += 1
            }
            line += 1
            return cells
        }

        private mutating func cell() throws(Problem) -> String {
            guard current == UInt8(ascii: "\"") else {
                let start = position
                while let byte = current, byte != UInt8(ascii: ","), byte != UInt8(ascii: "\n"),
                    byte != UInt8(ascii: "\r")
                {
                    position += 1
                }
                return String(decoding: bytes[start..<position], as: UTF8.self)
            }
            return try quotation()
        }

        private mutating func quotation() throws(Problem) -> String {
            let start = line
            var content: [UInt8] = []
            position += 1
            while let byte = current {
                position += 1
                if byte == UInt8(ascii: "\"") {
                    guard current == byte else { return String(decoding: content, as: UTF8.self) }
                    position += 1
                }
                if byte == UInt8(ascii: "\n") { line += 1 }
                content.append(byte)
            }
            throw Problem(line: start, detail: "a quotation does not end")
        }
    }
}
