import Foundation
import PlimsollAPI
import PlimsollCatalog
import PlimsollEngine
import PlimsollHTTP
import PlimsollJSON
import Testing

/// A folder of its own for one test.
private final class ScratchFolder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.path + "/plimsoll-inspect-"
            + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
    }
}

/// Files for the requests below.
private enum Sample {
    static let config = #"""
        {"model_type":"llama","hidden_size":64,"num_hidden_layers":1,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":96,"vocab_size":8,"tie_word_embeddings":true}
        """#
    /// Parameters of that configuration.
    static let total = 8 * 64 + 2 * 64 * 64 + 2 * 32 * 64 + 3 * 64 * 96 + 3 * 64

    static let tensors: [(name: String, shape: [Int])] = [
        ("model.embed_tokens.weight", [8, 64]),
        ("model.layers.0.input_layernorm.weight", [64]),
        ("model.layers.0.self_attn.q_proj.weight", [64, 64]),
        ("model.layers.0.self_attn.k_proj.weight", [32, 64]),
        ("model.layers.0.self_attn.v_proj.weight", [32, 64]),
        ("model.layers.0.self_attn.o_proj.weight", [64, 64]),
        ("model.layers.0.post_attention_layernorm.weight", [64]),
        ("model.layers.0.mlp.gate_proj.weight", [96, 64]),
        ("model.layers.0.mlp.up_proj.weight", [96, 64]),
        ("model.layers.0.mlp.down_proj.weight", [64, 96]),
        ("model.norm.weight", [64]),
    ]

    static var header: String {
        var end = 0
        let parts = tensors.map { tensor in
            let start = end
            end += tensor.shape.reduce(2, *)
            return #""\#(tensor.name)":{"dtype":"BF16","shape":\#(tensor.shape),"#
                + #""data_offsets":[\#(start),\#(end)]}"#
        }
        return "{" + parts.joined(separator: ",") + "}"
    }

    static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    static func safetensors(_ header: String) -> [UInt8] {
        number(header.utf8.count, 8) + Array(header.utf8)
    }

    static var gguf: [UInt8] {
        func text(_ value: String) -> [UInt8] { number(value.utf8.count, 8) + Array(value.utf8) }
        func key(_ name: String, _ value: Int) -> [UInt8] {
            text("llama." + name) + number(4, 4) + number(value, 4)
        }
        var bytes = Array("GGUF".utf8) + number(3, 4) + number(tensors.count, 8) + number(7, 8)
        bytes += text("general.architecture") + number(8, 4) + text("llama")
        bytes += key("block_count", 1) + key("embedding_length", 64)
        bytes += key("attention.head_count", 4) + key("attention.head_count_kv", 2)
        bytes += key("feed_forward_length", 96) + key("context_length", 256)
        let names = [
            "token_embd", "blk.0.attn_norm", "blk.0.attn_q", "blk.0.attn_k", "blk.0.attn_v",
            "blk.0.attn_output", "blk.0.ffn_norm", "blk.0.ffn_gate", "blk.0.ffn_up",
            "blk.0.ffn_down", "output_norm",
        ]
        var offset = 0
        for (name, tensor) in zip(names, tensors) {
            bytes += text(name + ".weight") + number(tensor.shape.count, 4)
            for size in tensor.shape.reversed() { bytes += number(size, 8) }
            bytes += number(1, 4) + number(offset, 8)
            offset = (offset + tensor.shape.reduce(2, *) + 31) / 32 * 32
        }
        return bytes
    }
}

/// One request to the endpoint and what has to be true of the answer.
private struct Inspection: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var type = "application/json"
    var body: [UInt8]
    var status = 200
    var contains: [String] = []

    static func json(
        _ name: String,
        _ body: String,
        _ status: Int = 200,
        contains: [String]
    ) -> Inspection {
        Inspection(
            testDescription: name,
            body: Array(body.utf8),
            status: status,
            contains: contains
        )
    }

    static func file(
        _ name: String,
        _ body: [UInt8],
        _ status: Int = 200,
        contains: [String]
    ) -> Inspection {
        Inspection(
            testDescription: name,
            type: "application/octet-stream",
            body: body,
            status: status,
            contains: contains
        )
    }

    static let all: [Inspection] = answered + refused

    static let answered: [Inspection] = [
        json(
            "a configuration alone",
            #"{"hf_config":\#(Sample.config)}"#,
            contains: [
                #""total":\#(Sample.total)"#, #""weights_bytes":\#(Sample.total * 2)"#,
                #""kv_cache_bytes_per_token":128"#, #""format":"config""#,
                #""catalog_entry":{"id":"organization/name""#,
                "weights_bytes is for the weight format bf16",
            ]
        ),
        json(
            "a configuration and a header that agree",
            #"{"hf_config":\#(Sample.config),"safetensors_header":\#(Sample.header)}"#,
            contains: [
                #""total":\#(Sample.total)"#, #""bytes_by_type":{"BF16":\#(Sample.total * 2)}"#,
                #""warnings":[]"#,
            ]
        ),
        json(
            "a configuration and an index",
            #"{"hf_config":\#(Sample.config),"safetensors_index":{"metadata":{"total_size":"#
                + #"\#(Sample.total * 2)},"weight_map":{"model.norm.weight":"a.safetensors"}}}"#,
            contains: [
                #""weights_bytes":\#(Sample.total * 2)"#, #""shards":1"#, #""warnings":[]"#,
            ]
        ),
        file(
            "the first bytes of a GGUF file",
            Sample.gguf,
            contains: [
                #""total":\#(Sample.total)"#, #""format":"gguf""#, #""version":3"#,
                #""bytes_by_type":{"f16":\#(Sample.total * 2)}"#,
                #""kv_cache_bytes_per_token":128"#, #""warnings":[]"#,
            ]
        ),
        file(
            "the first bytes of a safetensors file",
            Sample.safetensors(Sample.header),
            contains: [
                #""total":\#(Sample.total)"#, #""architecture":null"#, #""catalog_entry":null"#,
                "send hf_config as well",
            ]
        ),
    ]

    static let refused: [Inspection] = [
        json("nothing to inspect", "{}", 422, contains: [#""pointer":"/hf_config""#]),
        json("a field too many", #"{"hf_confg":{}}"#, 422, contains: [#"["hf_config"]"#]),
        json("a broken text", #"{"hf_config":"#, 400, contains: ["urn:plimsoll:problem:malformed"]),
        json(
            "a configuration without a model_type",
            #"{"hf_config":{}}"#,
            422,
            contains: [#""pointer":"/hf_config/model_type""#]
        ),
        json(
            "a header whose data do not fit their shape",
            #"{"safetensors_header":{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}}"#,
            422,
            contains: [#""pointer":"/safetensors_header/a/data_offsets""#, "take 64 bits"]
        ),
        json(
            "an index without weight_map",
            #"{"safetensors_index":{}}"#,
            422,
            contains: [#""pointer":"/safetensors_index""#, "weight_map"]
        ),
        file(
            "a GGUF header that is cut",
            Array(Sample.gguf.dropLast(5)),
            422,
            contains: ["at least the first \(Sample.gguf.count) bytes", "(5 more)"]
        ),
        file(
            "a GGUF header with 2^62 tensors",
            Array("GGUF".utf8) + Sample.number(3, 4) + Sample.number(1 << 62, 8),
            422,
            contains: ["byte 8: the number of tensors"]
        ),
        file("no bytes", [], 422, contains: ["there are no bytes"]),
        file(
            "a PyTorch archive",
            Array("PK\u{3}\u{4}........".utf8),
            422,
            contains: ["a zip archive"]
        ),
        file(
            "bytes of no known file",
            Array("nonsense that is long enough".utf8),
            422,
            contains: ["neither GGUF"]
        ),
        Inspection(
            testDescription: "a type that is not read",
            type: "text/plain",
            body: Array("x".utf8),
            status: 415,
            contains: ["application/octet-stream", "curl --json"]
        ),
    ]
}

@Suite("Inspecting models")
struct InspectTests {
    @Test("over the router", arguments: Inspection.all)
    fileprivate func inspect(inspection: Inspection) throws {
        let router = try Contract.shared().router
        let request = try HTTPRequest(
            method: .post,
            target: "/v1/models/inspect",
            fields: [("Content-Type", inspection.type)],
            body: inspection.body
        )
        let response = router.respond(to: request)
        let text = String(decoding: response.body, as: UTF8.self)
        #expect(response.status == inspection.status, "\(text)")
        for part in inspection.contains { #expect(text.contains(part), "\(part): \(text)") }
        #expect(throws: Never.self) { _ = try JSONDocument(parsing: response.body) }
    }

    @Test("the route takes larger bodies than others, on a worker")
    func route() throws {
        let router = try Contract.shared().router
        let route = try #require(router.routes.first { $0.pattern == "/v1/models/inspect" })
        #expect(route.bodyLimit == 16 << 20)
        #expect(route.execution == .worker)
    }

    @Test("a folder's files are read, headers alone")
    func folder() throws {
        let folder = try ScratchFolder()
        try folder.write("config.json", Array(Sample.config.utf8))
        try folder.write("model.safetensors", Sample.safetensors(Sample.header))
        try folder.write("model.gguf", Sample.gguf)
        let whole = try InspectedModel(path: folder.path)
        #expect(whole.weightsBytes?.magnitude == Sample.total * 2)
        #expect(whole.description?.modelType == "llama")
        #expect(whole.warnings == [])
        let alone = try InspectedModel(path: folder.path + "/model.gguf")
        #expect(alone.tally?.total.magnitude == Sample.total)
        #expect(alone.warnings.count == 1)
        #expect(alone.warnings.first?.contains("not complete") == true)
        let config = try InspectedModel(path: folder.path + "/config.json")
        #expect(config.description?.profile.parameters.total.magnitude == Sample.total)
    }

    @Test("a header longer than the first read is read to its end")
    func longHeader() throws {
        let folder = try ScratchFolder()
        let padding = String(repeating: " ", count: 3 << 20)
        try folder.write("long.safetensors", Sample.safetensors(Sample.header + padding))
        let model = try InspectedModel(path: folder.path + "/long.safetensors")
        #expect(model.tally?.total.magnitude == Sample.total)
        #expect(model.file.headerBytes == Sample.header.utf8.count + padding.utf8.count + 8)
    }

    @Test("files that cannot be read name their path")
    func unreadable() throws {
        let folder = try ScratchFolder()
        try folder.write("cut.gguf", Array(Sample.gguf.dropLast(5)))
        for (name, part) in [
            ("absent", "no such file"), ("", "no config.json"), ("cut.gguf", "the file ends after"),
        ] {
            do throws(ModelFileError) {
                _ = try InspectedModel(path: folder.path + "/" + name)
                Issue.record("\(name) is read")
            } catch {
                let detail = APIError(error).detail
                #expect(detail.contains(folder.path) && detail.contains(part), "\(detail)")
            }
        }
    }
}
