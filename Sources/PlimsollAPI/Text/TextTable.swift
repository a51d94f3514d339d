/// Rows of cells whose columns stand under each other.
struct TextTable {
    /// One column.
    struct Column {
        /// Its heading; empty for a column that needs none.
        var title: String
        /// Whether its cells are numbers, which end at the same place.
        var isNumber: Bool
    }

    var columns: [Column]
    var rows: [[String]] = []

    /// The lines of the table, without a heading where no column has one.
    func lines(_ style: TextStyle, indent: String = "") -> [String] {
        let widths = columns.indices.map { column in
            rows.reduce(columns[column].title.count) { max($0, $1[column].count) }
        }
        let titles = columns.map(\.title)
        let heading =
            titles.allSatisfy(\.isEmpty)
            ? [] : [style.faint(line(titles, widths, indent))]
        return heading + rows.map { line($0, widths, indent) }
    }

    private func line(_ cells: [String], _ widths: [Int], _ indent: String) -> String {
        var line = indent
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += "  " }
            let padding = String(repeating: " ", count: max(0, widths[index] - cell.count))
            line += columns[index].isNumber ? padding + cell : cell + padding
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}

/// How a text may stress its parts.
public enum TextStyle: Sendable {
    /// Characters alone: for files, pipes and HTTP.
    case plain
    /// With the colours of a terminal.
    case coloured

    func strong(_ text: String) -> String { wrapped(text, "1") }
    func faint(_ text: String) -> String { wrapped(text, "2") }

    /// A verdict in its colour.
    func verdict(_ text: String) -> String {
        let code =
            switch text {
            case "fits": "1;32"
            case "tight": "1;33"
            case "risky": "1;35"
            case "does_not_fit": "1;31"
            default: "1"
            }
        return wrapped(text.replacing("_", with: " "), code)
    }

    private func wrapped(_ text: String, _ code: String) -> String {
        guard self == .coloured, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
