import PlimsollEngine
import PlimsollJSON

/// Prices of a CSV file as files of a catalog, one a provider.
///
/// The columns are those of `GET /v1/prices` as CSV, so that a table that was exported, changed
/// and imported comes back: `gpu`, `provider`, `usd_per_gpu_hour` and `source` are needed.
public struct PriceImport {
    /// A price with everything that tells it from others.
    private struct Price {
        var gpu: String
        var tier: String
        var region: String?
        var instance: String?
        var fields: [(name: String, value: Value)]

        var key: [String] { [gpu, tier, region ?? "", instance ?? ""] }
    }

    private enum Value {
        case text(String)
        case number(Double)
        case whole(Int)
    }

    private static let needed = ["gpu", "provider", "usd_per_gpu_hour", "source"]
    private static let optional = [
        "commitment", "tier", "region", "instance", "gpus_per_instance", "as_of", "intra_node",
        "inter_node_bits_per_second", "notes",
    ]

    private let catalog: Catalog
    private let place: String
    private var reasons: [String] = []
    private var prices: [String: [[String]: Price]] = [:]

    /// The files of a catalog with the prices of a table.
    ///
    /// - Parameters:
    ///   - text: The table.
    ///   - place: What the table is called in reasons.
    ///   - catalog: The catalog, whose prices stay where the table has no other.
    /// - Returns: A file for each provider of the table.
    /// - Throws: ``ImportError`` with every row that is wrong.
    public static func files(
        _ text: String,
        place: String,
        into catalog: Catalog
    ) throws(ImportError) -> [ImportedFile] {
        var task = PriceImport(catalog: catalog, place: place)
        try task.read(text)
        return task.files
    }

    private init(catalog: Catalog, place: String) {
        self.catalog = catalog
        self.place = place
    }

    private mutating func read(_ text: String) throws(ImportError) {
        let table: CSVTable
        do throws(CSVTable.Problem) {
            table = try CSVTable(text)
        } catch {
            throw ImportError(reasons: ["\(place):\(error.line): \(error.detail)"])
        }
        let missing = Self.needed.filter { !table.columns.contains($0) }
        let unknown = table.columns.filter {
            !Self.needed.contains($0) && !Self.optional.contains($0)
        }
        for column in missing { reasons.append("\(place):1: the column \(column) is missing") }
        for column in unknown {
            let allowed = (Self.needed + Self.optional).joined(separator: ", ")
            reasons.append("\(place):1: unknown column \(column); allowed are \(allowed)")
        }
        if reasons.isEmpty {
            for row in table.rows {
                let cells = Dictionary(
                    uniqueKeysWithValues: zip(table.columns, row.cells).filter { !$0.1.isEmpty }
                )
                take(cells, line: row.line)
            }
        }
        guard reasons.isEmpty else { throw ImportError(reasons: reasons) }
        guard !prices.isEmpty else { throw ImportError(reasons: ["\(place): there is no row"]) }
    }

    private mutating func take(_ cells: [String: String], line: Int) {
        func refuse(_ detail: String) { reasons.append("\(place):\(line): \(detail)") }
        for name in Self.needed where cells[name] == nil { refuse("\(name) is empty") }
        guard let named = cells["gpu"], let provider = cells["provider"] else { return }
        guard let gpu = catalog.gpus[named]?.id else {
            let near = catalog.gpus.suggestions(for: named)
            let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
            refuse("there is no accelerator \(named)\(hint)")
            return
        }
        guard
            provider.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
            ),
            !provider.hasPrefix(".")
        else {
            refuse("the provider \(provider) cannot be a file's name; use letters, digits, - and .")
            return
        }
        guard let amount = cells["usd_per_gpu_hour"].flatMap(Double.init), amount >= 0,
            amount <= 100_000
        else {
            refuse("usd_per_gpu_hour has to be a number of dollars from 0 to 100000")
            return
        }
        let tier = cells["tier"] ?? cells["commitment"] ?? "on_demand"
        var price = Price(
            gpu: gpu,
            tier: tier,
            region: cells["region"],
            instance: cells["instance"],
            fields: []
        )
        price.fields.append(("gpu", .text(gpu)))
        if let instance = price.instance { price.fields.append(("instance", .text(instance))) }
        if let text = cells["gpus_per_instance"] {
            guard let count = Int(text), count > 0 else {
                return refuse("gpus_per_instance has to be a count")
            }
            price.fields.append(("gpus_per_instance", .whole(count)))
        }
        price.fields.append(("usd_per_gpu_hour", .number(amount)))
        price.fields.append(("tier", .text(tier)))
        for name in ["region", "as_of", "source", "intra_node"] {
            if let text = cells[name] { price.fields.append((name, .text(text))) }
        }
        if let text = cells["inter_node_bits_per_second"] {
            guard let rate = Double(text) else {
                return refuse("inter_node_bits_per_second has to be a number")
            }
            price.fields.append(("inter_node_bits_per_second", .number(rate)))
        }
        if let notes = cells["notes"] { price.fields.append(("notes", .text(notes))) }
        prices[provider, default: [:]][price.key] = price
    }

    // MARK: - Files

    private var files: [ImportedFile] {
        prices.keys.sorted().map { provider in
            let new = prices[provider] ?? [:]
            var all = Dictionary(
                catalog.prices.filter { $0.provider == provider }.map(Self.price).map {
                    ($0.key, $0)
                },
                uniquingKeysWith: { _, last in last }
            )
            all.merge(new) { _, imported in imported }
            let sorted = all.values.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            return ImportedFile(
                path: "prices/\(provider).json",
                bytes: Self.text(provider, sorted),
                summary: "\(new.count) of \(sorted.count) prices of \(provider)"
            )
        }
    }

    private static func price(_ price: CatalogPrice) -> Price {
        var fields: [(name: String, value: Value)] = [("gpu", .text(price.gpu))]
        func add(_ name: String, _ text: String?) {
            if let text { fields.append((name, .text(text))) }
        }
        add("instance", price.instance)
        if let count = price.gpusPerInstance { fields.append(("gpus_per_instance", .whole(count))) }
        fields.append(("usd_per_gpu_hour", .number(price.price.magnitude)))
        add("tier", price.tier)
        add("region", price.region)
        add("as_of", price.asOf)
        add("source", price.source)
        add("intra_node", price.intraNode)
        if let rate = price.interNodeBitsPerSecond {
            fields.append(("inter_node_bits_per_second", .number(rate)))
        }
        add("notes", price.notes)
        return Price(
            gpu: price.gpu,
            tier: price.tier,
            region: price.region,
            instance: price.instance,
            fields: fields
        )
    }

    private static func text(_ provider: String, _ prices: [Price]) -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.field("provider", provider)
            writer.array("prices") { writer in
                for price in prices {
                    writer.object { writer in
                        for field in price.fields {
                            writer.key(named: field.name)
                            switch field.value {
                            case .text(let text): writer.value(text)
                            case .number(let number): writer.value(number)
                            case .whole(let count): writer.value(count)
                            }
                        }
                    }
                }
            }
        }
        return writer.bytes + Array("\n".utf8)
    }
}
