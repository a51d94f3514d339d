import PlimsollEngine
public import PlimsollJSON

/// The list of objects that an answer is about: rows of a table, or of a CSV file.
public struct AnswerTable {
    /// The member that holds the list.
    let name: String
    let rows: [JSONValue]

    /// Lists that make an answer tabular.
    static let names = [
        "models", "gpus", "weight_formats", "runtimes", "prices", "formats", "plans",
        "recommendations", "options",
    ]

    /// The table of an answer; nil where it is none.
    public init?(_ answer: JSONValue) {
        for name in Self.names {
            guard let list = answer[name], list.kind == .array else { continue }
            self.name = name
            rows = Array(list.elements)
            return
        }
        return nil
    }

    /// A list within an answer.
    init(name: String, rows: [JSONValue]) {
        self.name = name
        self.rows = rows
    }

    // MARK: - CSV

    /// The rows as comma-separated values (RFC 4180), a column for every member, nested ones dotted.
    public var csv: [UInt8] {
        let columns = leaves
        var bytes: [UInt8] = []
        CSVRow.append(columns, to: &bytes)
        for row in rows {
            CSVRow.append(
                columns.map { path in Self.member(path, of: row).map(Self.cell) ?? "" },
                to: &bytes
            )
        }
        return bytes
    }

    /// Lists of words become words; anything else is as in a sweep's table.
    private static func cell(_ value: JSONValue) -> String {
        guard value.kind == .array else { return CSVRow.text(value) }
        return value.elements.map(CSVRow.text).joined(separator: " ")
    }

    /// The dotted paths of all members that are no objects, in the order in which rows show them.
    private var leaves: [String] {
        var paths: [String] = []
        var known: Set<String> = []
        for row in rows {
            Self.collect(row, "") { path in
                if known.insert(path).inserted { paths.append(path) }
            }
        }
        return paths
    }

    private static func collect(_ value: JSONValue, _ prefix: String, _ take: (String) -> Void) {
        for member in value.members {
            let path = prefix + member.key
            switch member.value.kind {
            case .object: collect(member.value, path + ".", take)
            case .array where member.value.elements.contains { $0.kind == .object }: continue
            default: take(path)
            }
        }
    }

    /// The value at a dotted path.
    static func member(_ path: String, of row: JSONValue) -> JSONValue? {
        path.split(separator: ".").reduce(row as JSONValue?) { $0?[String($1)] }
    }

    // MARK: - Text

    /// The columns that a person compares; those that no row has are left out.
    private static let columns: [String: [String]] = [
        "models": ["id", "parameters", "active_parameters", "family", "license"],
        "gpus": [
            "id", "memory.planned_bytes", "memory.bandwidth_bytes_per_second",
            "flops_per_second.bf16", "flops_per_second.fp8", "tdp_watts", "class", "launch_year",
        ],
        "weight_formats": ["id", "bits_per_weight", "scope", "matrix_format", "engines"],
        "runtimes": [
            "id", "version", "memory_budget.share", "memory_budget.of",
            "defaults.max_batched_tokens", "defaults.max_sequences", "cache.block_tokens",
        ],
        "prices": [
            "gpu", "provider", "usd_per_gpu_hour", "commitment", "region", "instance", "as_of",
        ],
        "formats": [
            "weights", "bits_per_weight", "file_bytes", "weights_bytes", "total_bytes",
            "fit.headroom_bytes_per_gpu", "fit.verdict", "capacity.max_batch",
            "performance.time_per_output_token_ms",
        ],
        "plans": placed, "recommendations": placed,
        "pareto_front": [
            "layout.gpus", "layout.tensor", "layout.pipeline", "layout.data", "layout.expert",
            "layout.context", "layout.zero_stage", "rank", "why",
        ],
        "options": [
            "gpu", "gpus", "replicas", "usd_per_hour", "usd_per_month", "tokens_per_month",
            "utilization", "usd_per_million_tokens", "at_saturation.usd_per_million_tokens",
            "api.usd_per_million_tokens", "at_load.time_per_output_token_ms", "meets_target",
            "hours", "usd", "price.provider",
        ],
    ]
    private static let placed = [
        "gpu", "gpus", "replicas", "weights", "layout.gpus", "layout.tensor", "layout.pipeline",
        "layout.data", "layout.expert", "layout.context", "layout.zero_stage",
        "activation_checkpointing", "micro_batch", "gradient_accumulation",
        "memory.per_gpu.total_bytes", "fit.headroom_bytes_per_gpu", "fit.verdict",
        "capacity.max_batch", "performance.time_per_output_token_ms",
        "performance.output_tokens_per_second", "performance.tokens_per_second",
        "cost.usd_per_hour", "cost.usd_per_million_output_tokens", "cost.usd_per_million_tokens",
        "cost.usd", "cost.price.provider",
    ]
    private static let most = 8
    /// Rows of a front that a person reads.
    private static let mostOfFront = 12

    /// The rows as lines.
    func lines(_ style: TextStyle) -> [String] {
        guard name != "pareto_front" || rows.count <= Self.mostOfFront else {
            let first = AnswerTable(name: name, rows: Array(rows.prefix(Self.mostOfFront)))
            let rest = rows.count - Self.mostOfFront
            return first.lines(style) + ["… and \(grouped(rest)) more in the JSON"]
        }
        let paths = (Self.columns[name] ?? Array(leaves.prefix(Self.most))).filter(isWorthAColumn)
        var table = TextTable(
            columns: paths.map { path in
                let sample = rows.lazy.compactMap { Self.member(path, of: $0) }
                    .first { !$0.isNull }
                return TextTable.Column(
                    title: Self.title(path),
                    isNumber: sample.map(FieldText.isNumber) ?? false
                )
            }
        )
        table.rows = rows.map { row in
            paths.map { path in Self.member(path, of: row).map { FieldText.cell(path, $0) } ?? "-" }
        }
        return table.lines(style)
    }

    /// Whether any row has the column; of sizes and copies one that is more than 1, and of two
    /// counts of GPUs the first.
    private func isWorthAColumn(_ path: String) -> Bool {
        let values = rows.compactMap { Self.member(path, of: $0) }.filter { !$0.isNull }
        guard !values.isEmpty else { return false }
        if path == "layout.gpus" { return !rows.contains { $0["gpus"] != nil } }
        if path == "cost.usd_per_million_tokens" {
            return !rows.contains { $0["cost"]?["usd_per_million_output_tokens"] != nil }
        }
        guard path.hasPrefix("layout.") || path == "replicas" else { return true }
        return values.contains { ($0.int ?? 0) > 1 }
    }

    /// Headings that say in fewer words than the path what a column holds.
    private static let headings = [
        "memory.per_gpu.total_bytes": "a GPU needs", "fit.headroom_bytes_per_gpu": "leaves",
        "performance.time_per_output_token_ms": "a token in",
        "performance.output_tokens_per_second": "tokens out",
        "performance.tokens_per_second": "tokens",
        "cost.usd_per_million_output_tokens": "1M tokens out",
        "cost.usd_per_million_tokens": "1M tokens", "usd_per_million_tokens": "1M tokens",
        "at_saturation.usd_per_million_tokens": "at full load",
        "api.usd_per_million_tokens": "API",
        "at_load.time_per_output_token_ms": "a token in", "price.provider": "provider",
        "cost.price.provider": "provider", "total_bytes": "needs",
    ]

    /// A heading: the last word of the path, and where that says too little the one before.
    static func title(_ path: String) -> String {
        let path = path.replacing("options.0.", with: "")
        if let heading = headings[path] { return heading }
        let parts = path.split(separator: ".").map(String.init)
        guard parts.count > 1, let last = parts.last else { return FieldText.label(path) }
        let first = FieldText.label(parts[parts.count - 2])
        switch parts[parts.count - 2] {
        case "flops_per_second": return last
        case "memory_budget", "cache": return "\(first) \(FieldText.label(last))"
        default: return FieldText.label(last)
        }
    }
}
