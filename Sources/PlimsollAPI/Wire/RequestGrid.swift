import PlimsollJSON

/// The fields that a sweep varies, and the request of each of its cells.
///
/// The cells are the product of the lists, the last list varying fastest. The request of a cell is
/// the base with the cell's values in their places; it is put together from bytes, since a grid
/// has up to ten thousand of them.
struct RequestGrid: Sendable {
    /// The most cells of a grid.
    static let maximumCells = 10_000
    /// The most bytes of all requests of a grid together.
    static let maximumBytes = 256 << 20
    private static let maximumAxes = 16

    /// A field and the values that it takes.
    struct Axis: Sendable {
        /// Its place in the request.
        var path: [String]
        /// The values as JSON.
        var values: [[UInt8]]

        /// The place as a dotted name.
        var name: String { path.joined(separator: ".") }
    }

    /// What varies, slowest first.
    let axes: [Axis]
    /// How many cells there are.
    let count: Int
    private var parts: [Part] = []

    private enum Part {
        case text([UInt8])
        case axis(Int)
    }

    /// Reads `base` and `over`; nil where a problem was noted.
    init?(_ reader: JSONFieldReader) {
        let base = reader.object("base")?.value
        let over = reader.object("over", required: true)?.value
        let problems = reader.problems
        guard let over else { return nil }
        var axes: [Axis] = []
        Self.collect(over, [], &axes, problems)
        guard problems.isEmpty else { return nil }
        guard (1...Self.maximumAxes).contains(axes.count) else {
            reader.report("over", "has to name from 1 to \(Self.maximumAxes) fields")
            return nil
        }
        self.axes = axes
        var product = 1
        for axis in axes {
            let (count, overflow) = product.multipliedReportingOverflow(by: axis.values.count)
            product = overflow ? .max : count
        }
        guard product <= Self.maximumCells else {
            reader.report(
                "over",
                "makes \(product) cells; at most \(Self.maximumCells) are computed at once"
            )
            return nil
        }
        count = product
        var builder = Builder(axes: axes, problems: problems)
        builder.add(base, Array(axes.indices), depth: 0)
        guard problems.isEmpty else { return nil }
        parts = builder.finished()
        let size = request(0).count
        guard size * count <= Self.maximumBytes else {
            reader.report(
                "base",
                "\(size) bytes in each of \(count) cells are more than one request may take; "
                    + "name a model of the catalog, or ask for fewer cells"
            )
            return nil
        }
    }

    /// The number of the value that each axis has in a cell.
    func positions(_ cell: Int) -> [Int] {
        var positions = [Int](repeating: 0, count: axes.count)
        var rest = cell
        for index in axes.indices.reversed() {
            let (quotient, remainder) = rest.quotientAndRemainder(
                dividingBy: axes[index].values.count
            )
            positions[index] = remainder
            rest = quotient
        }
        return positions
    }

    /// The request of a cell as JSON.
    func request(_ cell: Int) -> [UInt8] {
        let positions = positions(cell)
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let text): bytes += text
            case .axis(let index): bytes += axes[index].values[positions[index]]
            }
        }
        return bytes
    }

    /// Cells that together show what the whole grid has in common: the first, the last, and for
    /// each axis the one where it alone has its last value.
    var probes: [Int] {
        var cells = [0, count - 1]
        var stride = 1
        for axis in axes.reversed() {
            cells.append((axis.values.count - 1) * stride)
            stride *= axis.values.count
        }
        return Set(cells).sorted()
    }

    // MARK: - Reading

    /// Finds the lists in `over`, which may be nested as the request is.
    private static func collect(
        _ over: JSONValue,
        _ path: [String],
        _ axes: inout [Axis],
        _ problems: JSONProblemList
    ) {
        for member in over.members {
            let names = member.key.split(separator: ".", omittingEmptySubsequences: false)
            let place = path + names.map(String.init)
            let value = member.value
            guard !place.contains("") else {
                problems.add(at: value, "a field's name has no empty parts")
                continue
            }
            if value.kind == .object {
                collect(value, place, &axes, problems)
                continue
            }
            guard value.kind == .array || value.isLoose else {
                problems.add(
                    at: value,
                    "has to be a list of values; what does not vary belongs to base"
                )
                continue
            }
            let values = value.elements.map(rendered)
            guard (1...maximumCells).contains(values.count) else {
                problems.add(at: value, "has to have from 1 to \(maximumCells) values")
                continue
            }
            if axes.contains(where: { $0.path.starts(with: place) || place.starts(with: $0.path) })
            {
                problems.add(at: value, "names a field that another list names")
                continue
            }
            axes.append(Axis(path: place, values: values))
        }
    }

    private static func rendered(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter(.compact)
        writer.spelled(value)
        return writer.bytes
    }

    // MARK: - Building

    /// Puts the base together, with gaps where the axes' values go.
    private struct Builder {
        let axes: [Axis]
        let problems: JSONProblemList
        private var parts: [Part] = []
        private var text: [UInt8] = []

        init(axes: [Axis], problems: JSONProblemList) {
            self.axes = axes
            self.problems = problems
        }

        /// Adds an object and the axes within it, whose paths share their first `depth` names.
        mutating func add(_ object: JSONValue?, _ within: [Int], depth: Int) {
            text.append(UInt8(ascii: "{"))
            var left = within
            var isFirst = true
            let members = object.map { Array($0.members) } ?? []
            for member in members {
                let key = member.key
                let here = left.filter { axes[$0].path[depth] == key }
                left.removeAll { here.contains($0) }
                begin(key, &isFirst)
                add(member.value, here, depth: depth + 1)
            }
            while let first = left.first {
                let key = axes[first].path[depth]
                let here = left.filter { axes[$0].path[depth] == key }
                left.removeAll { here.contains($0) }
                begin(key, &isFirst)
                add(nil as JSONValue?, of: here, depth: depth + 1)
            }
            text.append(UInt8(ascii: "}"))
        }

        /// Adds a value, or what varies in its place or within it.
        private mutating func add(_ value: JSONValue, _ here: [Int], depth: Int) {
            guard let first = here.first else {
                text += RequestGrid.rendered(value)
                return
            }
            if axes[first].path.count > depth, value.kind != .object, !value.isNull {
                problems.add(
                    at: value,
                    "is no object, but \(axes[first].name) varies within it"
                )
                return
            }
            add(value.kind == .object ? value : nil, of: here, depth: depth)
        }

        private mutating func add(_ object: JSONValue?, of here: [Int], depth: Int) {
            guard let first = here.first, axes[first].path.count == depth else {
                return add(object, here, depth: depth)
            }
            parts += [.text(text), .axis(first)]
            text = []
        }

        private mutating func begin(_ key: String, _ isFirst: inout Bool) {
            if !isFirst { text.append(UInt8(ascii: ",")) }
            isFirst = false
            var writer = JSONWriter()
            writer.value(key)
            text += writer.bytes
            text.append(UInt8(ascii: ":"))
        }

        func finished() -> [Part] { parts + [.text(text)] }
    }
}
