import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Import of models and prices")
struct ImportTests {
    // MARK: - Tables

    @Test(
        "a table is read as spreadsheets write it",
        arguments: [
            ("a,b\n1,2\n", [["1", "2"]]),
            ("a,b\r\n1,2", [["1", "2"]]),
            ("\u{FEFF}a,b\n\n1,2\n\n", [["1", "2"]]),
            ("a,b\n\"x, y\",\"say \"\"so\"\"\"\n", [["x, y", "say \"so\""]]),
            ("a,b\n\"two\nlines\",\n3,4\n", [["two\nlines", ""], ["3", "4"]]),
        ]
    )
    func table(text: String, rows: [[String]]) throws {
        let table = try CSVTable(text)
        #expect(table.columns == ["a", "b"])
        #expect(table.rows.map(\.cells) == rows)
    }

    @Test(
        "a table that is wrong is refused with its line",
        arguments: [
            ("", 1), ("a,a\n1,2\n", 1), ("a,b\n1,2\n3\n", 3), ("a,b\n\"1,2\n", 2),
            ("a,b\n\"1\"2,3\n", 2), ("a,b\n\"x\ny\",1,2\n", 2),
        ]
    )
    func wrongTable(text: String, line: Int) throws {
        let problem = #expect(throws: CSVTable.Problem.self) { try CSVTable(text) }
        #expect(problem?.line == line)
    }

    // MARK: - Prices

    private static let heading = "gpu,provider,usd_per_gpu_hour,source"

    private func catalog() throws -> (folder: TemporaryFolder, catalog: Catalog) {
        let folder = try TemporaryFolder(SmallCatalog.files)
        return (folder, try CatalogStore.read(folder.path).get())
    }

    private func imported(_ text: String) throws -> [ImportedFile] {
        try PriceImport.files(text, place: "p.csv", into: try catalog().catalog)
    }

    @Test("a price joins its provider's file, and the catalog with it has no problem")
    func price() throws {
        let (folder, catalog) = try catalog()
        let gpu = try #require(catalog.gpus.entries.first)
        let alias = gpu.aliases.first ?? gpu.id
        let files = try PriceImport.files(
            """
            \(Self.heading),commitment,region,as_of,gpus_per_instance
            \(alias.uppercased()),new-cloud,1.25,an offer,spot,eu,2026-12-01,8
            \(gpu.id),new-cloud,2.5,a page,,,,
            """,
            place: "p.csv",
            into: catalog
        )
        #expect(files.map(\.path) == ["prices/new-cloud.json"])
        for file in files {
            try folder.write(file.path, String(decoding: file.bytes, as: UTF8.self))
        }
        let prices = try CatalogStore.read(folder.path).get().prices
            .filter { $0.provider == "new-cloud" }
        #expect(prices.map(\.gpu) == [gpu.id, gpu.id])
        #expect(prices.map(\.price.magnitude) == [2.5, 1.25])
        #expect(prices.map(\.tier) == ["on_demand", "spot"])
        #expect(prices.map(\.gpusPerInstance) == [nil, 8])
        #expect(prices.last?.asOf == "2026-12-01")
    }

    @Test("what the table does not name stays, and the same row again replaces the price")
    func merged() throws {
        let (folder, catalog) = try catalog()
        let old = try #require(catalog.prices.first)
        let row =
            "\(old.gpu),\(old.provider),99,s,\(old.tier),\(old.region ?? ""),\(old.instance ?? "")"
        let files = try PriceImport.files(
            "\(Self.heading),tier,region,instance\n\(row)\n",
            place: "p.csv",
            into: catalog
        )
        for file in files {
            try folder.write(file.path, String(decoding: file.bytes, as: UTF8.self))
        }
        let prices = try CatalogStore.read(folder.path).get().prices
        #expect(prices.count == catalog.prices.count)
        #expect(prices.filter { $0.price.magnitude == 99 }.map(\.gpu) == [old.gpu])
    }

    @Test(
        "a row that is wrong is refused with its line and what is allowed",
        arguments: [
            ("onn,x,1,s", "p.csv:2: there is no accelerator onn; did you mean one"),
            ("one,x,much,s", "p.csv:2: usd_per_gpu_hour"),
            ("one,x,-1,s", "p.csv:2: usd_per_gpu_hour"),
            ("one,x,nan,s", "p.csv:2: usd_per_gpu_hour"),
            ("one,../x,1,s", "p.csv:2: the provider ../x"),
            ("one,x,1,", "p.csv:2: source is empty"),
            (",x,1,s", "p.csv:2: gpu is empty"),
        ]
    )
    func wrongRow(row: String, reason: String) throws {
        let error = #expect(throws: ImportError.self) {
            try imported("\(Self.heading)\n\(row)\n")
        }
        #expect(
            error?.reasons.contains { $0.hasPrefix(reason) } == true,
            "\(String(describing: error))"
        )
    }

    @Test("unknown and missing columns are named")
    func columns() throws {
        let error = #expect(throws: ImportError.self) { try imported("gpu,cost\ncard,1\n") }
        let text = try #require(error?.description)
        for word in ["provider is missing", "source is missing", "unknown column cost"] {
            #expect(text.contains(word))
        }
    }

    // MARK: - Models

    @Test(
        "a configuration is named by where it lies",
        arguments: [
            ("org/name/config.json", "org/name"), ("a/org/name/config.json", "org/name"),
            ("name/config.json", "local/name"), ("config.json", "local/downloads"),
            ("org/name.json", "org/name"), ("name.json", "local/name"),
            ("models--org--the-name/snapshots/0ab1/config.json", "org/the-name"),
            ("org/a name/config.json", "org/a-name"), ("..x/.y/config.json", "x/y"),
        ]
    )
    func names(path: String, id: String) {
        #expect(ModelImport.id(of: path, folder: "/tmp/downloads", organization: "local") == id)
    }

    private static let config = """
        {"model_type": "llama", "hidden_size": 64, "intermediate_size": 128, "vocab_size": 256,
         "num_hidden_layers": 2, "num_attention_heads": 4}
        """

    @Test(
        "a folder's configurations become entries that the catalog reads; the rest is passed over"
    )
    func models() throws {
        let (target, before) = try catalog()
        let folder = try TemporaryFolder()
        try folder.write("acme/Small-1/config.json", Self.config)
        try folder.write("acme/Small-1/tokenizer.json", "{}")
        try folder.write("acme/Small-1/generation_config.json", "{\"eos_token_id\": 1}")
        try folder.write("acme/Small-2.json", Self.config)
        let files = try ModelImport.files(in: folder.path, organization: "local")
        #expect(files.map(\.path) == ["models/acme/Small-1.json", "models/acme/Small-2.json"])
        for file in files {
            try target.write(file.path, String(decoding: file.bytes, as: UTF8.self))
        }
        let after = try CatalogStore.read(target.path).get()
        #expect(after.models.entries.count == before.models.entries.count + 2)
        let model = try #require(after.models["small-1"])
        #expect(model.id == "acme/Small-1")
        #expect(model.name == "Small 1")
        #expect(try model.architecture.get().profile.parameters.total.magnitude > 0)
    }

    @Test(
        "configurations that describe no model are all named, and a folder without one is refused"
    )
    func wrongModels() throws {
        let folder = try TemporaryFolder()
        let none = #expect(throws: ImportError.self) {
            try ModelImport.files(in: folder.path, organization: "local")
        }
        #expect(none?.description.contains("there is no config.json") == true)
        try folder.write("a/config.json", "{\"model_type\": \"llama\", \"hidden_size\": -1}")
        try folder.write("b/config.json", "{")
        try folder.write("c/config.json", Self.config)
        let error = #expect(throws: ImportError.self) {
            try ModelImport.files(in: folder.path, organization: "local")
        }
        #expect(error?.reasons.count == 2)
        #expect(error?.description.contains("a/config.json") == true)
        #expect(error?.description.contains("b/config.json") == true)
    }
}
