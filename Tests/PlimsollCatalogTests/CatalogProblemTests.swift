import Foundation
import PlimsollCatalog
import Testing

/// A catalog with something wrong, and everything that has to be said of it.
private struct BrokenCatalog: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let files: [String: String]
    let expected: [String]

    /// The small catalog with some files replaced; nil removes one.
    init(_ name: String, _ edits: [String: String?], _ expected: String...) {
        testDescription = name
        files = SmallCatalog.files.merging(edits.compactMapValues { $0 }) { $1 }
            .filter { edits[$0.key] != .some(nil) }
        self.expected = expected
    }

    static let syntax = [
        BrokenCatalog(
            "a missing comma",
            ["gpus/one.json": "{\n  \"id\": \"one\"\n  \"name\": \"Card\"\n}"],
            "gpus/one.json:3:3: expected ',' or '}', found '\"'"
        ),
        BrokenCatalog(
            "a trailing comma",
            ["gpus/two.json": "{\n  \"id\": \"two\",\n}"],
            "gpus/two.json:2:14: a trailing comma is not allowed in JSON"
        ),
        BrokenCatalog(
            "an empty file",
            ["gpus/two.json": ""],
            "gpus/two.json:1:1: the text is empty; expected a JSON value"
        ),
        BrokenCatalog(
            "a file cut off",
            ["gpus/two.json": "{\"id\": \"two\", \"na"],
            "gpus/two.json:1:15: this string has no closing quote"
        ),
        BrokenCatalog(
            "a key given twice",
            ["gpus/one.json": "{\n  \"id\": \"one\",\n  \"id\": \"two\"\n}"],
            "gpus/one.json:3:3: the key \"id\" is given twice in this object"
        ),
        BrokenCatalog(
            "a text that is no object",
            ["gpus/two.json": "[1]"],
            "gpus/two.json:1:1: expected an object, got an array"
        ),
    ]

    static let fields = [
        BrokenCatalog(
            "a number in quotes",
            ["gpus/one.json": SmallCatalog.gpu("one", bytes: "\"17179869184\"")],
            "gpus/one.json:7:23: /memory/marketed_bytes: expected a whole number "
                + "from 1 to 70368744177664, got the string \"17179869184\"; leave out the quotes"
        ),
        BrokenCatalog(
            "a number out of range",
            ["gpus/one.json": SmallCatalog.gpu("one", bytes: "0")],
            "gpus/one.json:7:23: /memory/marketed_bytes: must be from 1 to 70368744177664, got 0"
        ),
        BrokenCatalog(
            "a number that is not whole",
            ["gpus/one.json": SmallCatalog.gpu("one", bytes: "1.5")],
            "gpus/one.json:7:23: /memory/marketed_bytes: expected a whole number "
                + "from 1 to 70368744177664, got 1.5"
        ),
        BrokenCatalog(
            "an unknown field, with what it may have meant",
            ["gpus/one.json": SmallCatalog.gpu("one").replacing("aliases", with: "alias")],
            "gpus/one.json:4:12: /alias: unknown field \"alias\"; allowed are id, name, aliases, "
                + "vendor, architecture, family, class, form_factor, launch_year, memory, "
                + "peak_flops_per_second, peak_basis, measured_matmul_flops_per_second, "
                + "cache_bytes, interconnect, pcie, power_watts, compute_capability, "
                + "number_formats, sources, confidence, notes (did you mean aliases?)"
        ),
        BrokenCatalog(
            "a missing field",
            [
                "gpus/one.json": SmallCatalog.gpu("one").replacing(
                    "  \"vendor\": \"acme\",\n",
                    with: ""
                )
            ],
            "gpus/one.json:1:1: /vendor: is required"
        ),
        BrokenCatalog(
            "an id that no path could hold",
            ["gpus/two.json": SmallCatalog.gpu("Two Cards")],
            "gpus/two.json:2:9: /id: has to be lower-case letters, digits, '.', '-' and '_' only"
        ),
        BrokenCatalog(
            "a word that is not among those allowed",
            ["weight-formats.json": SmallCatalog.weightFormats.replacing("float", with: "flaot")],
            "weight-formats.json:8:15: /weight_formats/0/kind: must be one of float, integer, "
                + "codebook, block, got \"flaot\" (did you mean float?)"
        ),
    ]

    /// The runtime of the small catalog with one text replaced.
    private static func runtime(
        _ name: String,
        _ text: String,
        with other: String,
        _ expected: String
    ) -> BrokenCatalog {
        BrokenCatalog(
            name,
            ["runtimes/generic.json": SmallCatalog.runtime().replacing(text, with: other)],
            "runtimes/generic.json:" + expected
        )
    }

    static let runtimes = [
        BrokenCatalog(
            "a low end above the value",
            ["runtimes/generic.json": SmallCatalog.runtime(low: "7")],
            "runtimes/generic.json:18:16: /overhead/device_context/0/value: "
                + "low 7, value 5 and high 9 have to be in this order"
        ),
        runtime(
            "a runtime without its cache",
            "  \"cache\": {\"block_tokens\": 1, \"windows\": \"bounded\"},\n",
            with: "",
            "1:1: /cache: is required"
        ),
        runtime(
            "a cache without its blocks",
            "\"block_tokens\": 1, ",
            with: "",
            "9:12: /cache/block_tokens: is required"
        ),
        runtime(
            "a mechanism that no code has",
            "layerwise",
            with: "layered",
            "12:18: /activation/mechanism: must be one of layerwise, profiled, graph_buffer, "
                + "framework, got \"layered\""
        ),
        BrokenCatalog(
            "a mechanism without its figures",
            [
                "runtimes/generic.json": SmallCatalog.runtime()
                    .replacing("layerwise", with: "profiled")
            ],
            "runtimes/generic.json:11:17: /activation/bytes_per_score: is required",
            "runtimes/generic.json:11:17: /activation/bytes_per_token: is required"
        ),
        runtime(
            "a budget that counts a term that there is not",
            "\"graphs\"]",
            with: "\"weights\"]",
            "7:15: /memory_budget/counts: \"weights\" is none of activation, device_context, "
                + "communication, graphs"
        ),
        runtime(
            "a budget of more than the card",
            "\"share\": 1,",
            with: "\"share\": 1.5,",
            "6:14: /memory_budget/share: must be from 0.01 to 1, got 1.5"
        ),
        runtime(
            "a field of the schema before",
            "\"defaults\": {",
            with: "\"kv_block_tokens\": 16, \"defaults\": {",
            "10:22: /kv_block_tokens: unknown field \"kv_block_tokens\"; allowed are id, name, "
                + "aliases, version, memory_budget, cache, defaults, activation, overhead, "
                + "weights, state_bits, attention, speed, notes"
        ),
    ]

    static let dates = [
        "yesterday", "2026-13-01", "2026-02-30", "2026-1-1", "٢٠٢٦-01-01", "2026-00-10",
    ]
    .map { date in
        BrokenCatalog(
            "the day \(date)",
            ["prices/acme.json": SmallCatalog.prices(gpu: "one", asOf: date)],
            "prices/acme.json:8:16: /prices/0/as_of: has to be a day such as 2026-10-31"
        )
    }

    static let names = [
        BrokenCatalog(
            "an id in two files",
            ["gpus/two.json": SmallCatalog.gpu("one")],
            "gpus/two.json:1:1: the name \"one\" already denotes the accelerator in gpus/one.json"
        ),
        BrokenCatalog(
            "an alias in two files, whatever its case",
            [
                "models/other/b.json": SmallCatalog.wrapped(
                    id: "other/b",
                    name: "B",
                    aliases: #"["TINY-1"]"#
                )
            ],
            "models/other/b.json:1:1: the name \"TINY-1\" already denotes the model in "
                + "models/acme/Tiny-1.json"
        ),
        BrokenCatalog(
            "an id that is another's alias",
            ["gpus/two.json": SmallCatalog.gpu("uno")],
            "gpus/two.json:1:1: the name \"uno\" already denotes the accelerator in gpus/one.json"
        ),
        BrokenCatalog(
            "a price of a card whose own file is broken, blamed there alone",
            ["gpus/one.json": "[]"],
            "gpus/one.json:1:1: expected an object, got an array"
        ),
        BrokenCatalog(
            "a price of a card that is not there",
            ["prices/acme.json": SmallCatalog.prices(gpu: "onee")],
            "prices/acme.json:5:14: there is no accelerator \"onee\" (did you mean one?)"
        ),
    ]

    static let places = ["gpus/a/b.json", "notes.json", "models.json", "cards/x.json"].map { path in
        BrokenCatalog(
            "a file at \(path)",
            [path: "{}"],
            "\(path): no kind of entry belongs here; files are models/<organisation>/<name>.json, "
                + "gpus/<id>.json, prices/<provider>.json, runtimes/<id>.json, "
                + "training/<id>.json, weight-formats.json, links.json and kernels.json"
        )
    }

    static let configs = [
        BrokenCatalog(
            "a configuration of no known family without hidden_size",
            [
                "models/acme/b.json": SmallCatalog.wrapped(
                    id: "acme/b",
                    name: "B",
                    config: #"{"model_type": "novel"}"#
                )
            ],
            "models/acme/b.json:1:1: /config/hidden_size: is required for this model_type"
        ),
        BrokenCatalog(
            "a configuration without model_type",
            [
                "models/acme/b.json": SmallCatalog.wrapped(
                    id: "acme/b",
                    name: "B",
                    config: #"{"hidden_size": 64}"#
                )
            ],
            "models/acme/b.json:1:1: /config/model_type: is required for this model_type"
        ),
        BrokenCatalog(
            "an absurd size in a bare configuration",
            [
                "models/acme/b.json": SmallCatalog.config
                    .replacing("\"vocab_size\": 100", with: "\"vocab_size\": 9999999999")
            ],
            "models/acme/b.json:2:68: /vocab_size: vocab_size is 9999999999; allowed is "
                + "1 to 1048576"
        ),
        BrokenCatalog(
            "sizes that are allowed one by one but make no model",
            [
                "models/acme/b.json": """
                {"model_type": "llama", "hidden_size": 1048576, "num_hidden_layers": 4096,
                 "num_attention_heads": 4, "vocab_size": 100, "intermediate_size": 1048576}
                """
            ],
            "models/acme/b.json:1:1: the sizes make 31525 trillion parameters; at most 1000 trillion are counted"
        ),
        BrokenCatalog(
            "a negative number of layers",
            [
                "models/acme/b.json": SmallCatalog.config
                    .replacing("\"num_hidden_layers\": 2", with: "\"num_hidden_layers\": -2")
            ],
            "models/acme/b.json:1:65: /num_hidden_layers: num_hidden_layers is -2; allowed is "
                + "1 to 4096"
        ),
        BrokenCatalog(
            "a wrapper without its configuration",
            ["models/acme/b.json": #"{"id": "acme/b", "name": "B"}"#],
            "models/acme/b.json:1:1: /config: is required"
        ),
    ]

    static let several = [
        BrokenCatalog(
            "several in one file and over files, by file, line and column",
            [
                "weight-formats.json": "[",
                "gpus/one.json": "{\"vendor\": 1,\n \"id\": 2, \"name\": 3}",
                "models/acme/b.json": #"{"id": 1, "name": "B"}"#,
                "notes.json": "{}",
            ],
            "gpus/one.json:1:1: /memory: is required",
            "gpus/one.json:1:1: /sources: is required",
            "gpus/one.json:1:12: /vendor: expected a string, got 1",
            "gpus/one.json:2:8: /id: expected a string, got 2",
            "gpus/one.json:2:19: /name: expected a string, got 3",
            "models/acme/b.json:1:1: /config: is required",
            "models/acme/b.json:1:8: /id: expected a string, got 1",
            "notes.json: no kind of entry belongs here; files are models/<organisation>/"
                + "<name>.json, gpus/<id>.json, prices/<provider>.json, runtimes/<id>.json, "
                + "training/<id>.json, weight-formats.json, links.json and kernels.json",
            "weight-formats.json:1:2: the text ends too early; expected a value or ']'"
        )
    ]
}

@Suite("Catalog problems")
struct CatalogProblemTests {
    @Test(
        "are reported with file, line and column: text that is not JSON",
        arguments: BrokenCatalog.syntax
    )
    private func syntax(catalog: BrokenCatalog) throws { try check(catalog) }

    @Test("are reported with file, line and column: fields", arguments: BrokenCatalog.fields)
    private func fields(catalog: BrokenCatalog) throws { try check(catalog) }

    @Test("are reported with file, line and column: runtimes", arguments: BrokenCatalog.runtimes)
    private func runtimes(catalog: BrokenCatalog) throws { try check(catalog) }

    @Test("are reported with file, line and column: days", arguments: BrokenCatalog.dates)
    private func dates(catalog: BrokenCatalog) throws { try check(catalog) }

    @Test("are reported with file, line and column: names", arguments: BrokenCatalog.names)
    private func names(catalog: BrokenCatalog) throws { try check(catalog) }

    @Test("are reported with their file: files where none belongs", arguments: BrokenCatalog.places)
    private func places(catalog: BrokenCatalog) throws { try check(catalog) }

    @Test(
        "are reported with file, line and column: configurations",
        arguments: BrokenCatalog.configs
    )
    private func configs(catalog: BrokenCatalog) throws { try check(catalog) }

    @Test("are all reported, in order", arguments: BrokenCatalog.several)
    private func several(catalog: BrokenCatalog) throws { try check(catalog) }

    @Test("the small catalog itself has none")
    func none() throws {
        let catalog = try TemporaryFolder(SmallCatalog.files).read().get()
        #expect(catalog.fileCount == SmallCatalog.files.count)
    }

    @Test("a folder that is not there, or is a file, is said to be")
    func unreadable() throws {
        let folder = try TemporaryFolder(["file": ""])
        #expect(
            problems(CatalogStore.read(folder.absolute("none"))) == [
                ".: the folder cannot be read: No such file or directory"
            ]
        )
        #expect(
            problems(CatalogStore.read(folder.absolute("file"))) == [
                ".: the folder cannot be read: Not a directory"
            ]
        )
    }

    @Test("a folder without JSON files is no catalog")
    func empty() throws {
        let folder = try TemporaryFolder(["README.md": "# Catalog", ".hidden.json": "{}"])
        #expect(problems(folder.read()) == [".: the folder holds no JSON file"])
    }

    @Test("links that lead nowhere or in circles neither stop nor break a load")
    func links() throws {
        let folder = try TemporaryFolder(SmallCatalog.files)
        try folder.link("gpus/nowhere.json", to: "nothing.json")
        try folder.link("gpus/itself.json", to: "itself.json")
        #expect(problems(folder.read()) == [])
        try folder.link("models/acme/loop", to: ".")
        // Each turn of the loop reaches the same model again, under names that are taken.
        let found = problems(folder.read())
        #expect((1...20).contains(found.count))
        #expect(found.allSatisfy { $0.contains("already denotes the model") })
    }

    private func check(_ catalog: BrokenCatalog) throws {
        let found = problems(try TemporaryFolder(catalog.files).read())
        #expect(found == catalog.expected)
    }

    private func problems(_ result: Result<Catalog, CatalogProblems>) -> [String] {
        switch result {
        case .success: []
        case .failure(let problems): problems.items.map(\.description)
        }
    }
}
