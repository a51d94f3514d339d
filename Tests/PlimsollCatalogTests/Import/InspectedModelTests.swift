import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON
import Testing

/// A GGUF file of a published model, by the names and shapes of its tensors.
struct PublishedGGUF: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let total: Int
    let active: Int
    /// 16-bit cache of one token.
    let cache: Int
    let modelType: String

    static func writer(
        _ architecture: String,
        _ keys: [String: UInt32],
        layers: Int,
        outside: [(String, [UInt64])],
        layer: [(String, [UInt64])]
    ) -> GGUFWriter {
        var writer = GGUFWriter()
        writer.keys = [("general.architecture", .text(architecture))]
        writer.keys.append(("\(architecture).block_count", .u32(UInt32(layers))))
        for key in keys.keys.sorted() {
            writer.keys.append(("\(architecture).\(key)", .u32(keys[key] ?? 0)))
        }
        func add(_ name: String, _ shape: [UInt64]) {
            writer.tensors.append(.init(name: name, shape: shape, type: 30))
        }
        for (name, shape) in outside { add(name, shape) }
        for index in 0..<layers {
            for (name, shape) in layer { add("blk.\(index).\(name)", shape) }
        }
        return writer
    }

    static let all: [PublishedGGUF] = [llama3, qwen2, mixtral, gemma2]

    static let llama3 = PublishedGGUF(
        testDescription: "Llama 3 8B",
        bytes: writer(
            "llama",
            [
                "embedding_length": 4096, "attention.head_count": 32,
                "attention.head_count_kv": 8, "feed_forward_length": 14336,
                "context_length": 8192, "rope.dimension_count": 128,
            ],
            layers: 32,
            outside: [
                ("token_embd.weight", [4096, 128_256]), ("output.weight", [4096, 128_256]),
                ("output_norm.weight", [4096]), ("rope_freqs.weight", [64]),
            ],
            layer: [
                ("attn_norm.weight", [4096]), ("attn_q.weight", [4096, 4096]),
                ("attn_k.weight", [4096, 1024]), ("attn_v.weight", [4096, 1024]),
                ("attn_output.weight", [4096, 4096]), ("ffn_norm.weight", [4096]),
                ("ffn_gate.weight", [4096, 14336]), ("ffn_up.weight", [4096, 14336]),
                ("ffn_down.weight", [14336, 4096]),
            ]
        ).header,
        total: 8_030_261_248,
        active: 8_030_261_248,
        cache: 131_072,
        modelType: "llama"
    )

    static let qwen2 = PublishedGGUF(
        testDescription: "Qwen2.5 0.5B",
        bytes: writer(
            "qwen2",
            [
                "embedding_length": 896, "attention.head_count": 14,
                "attention.head_count_kv": 2, "feed_forward_length": 4864,
                "context_length": 32768,
            ],
            layers: 24,
            outside: [("token_embd.weight", [896, 151_936]), ("output_norm.weight", [896])],
            layer: [
                ("attn_norm.weight", [896]), ("attn_q.weight", [896, 896]),
                ("attn_q.bias", [896]), ("attn_k.weight", [896, 128]), ("attn_k.bias", [128]),
                ("attn_v.weight", [896, 128]), ("attn_v.bias", [128]),
                ("attn_output.weight", [896, 896]), ("ffn_norm.weight", [896]),
                ("ffn_gate.weight", [896, 4864]), ("ffn_up.weight", [896, 4864]),
                ("ffn_down.weight", [4864, 896]),
            ]
        ).header,
        total: 494_032_768,
        active: 494_032_768,
        cache: 12_288,
        modelType: "qwen2"
    )

    static let mixtral = PublishedGGUF(
        testDescription: "Mixtral 8x7B",
        bytes: writer(
            "llama",
            [
                "embedding_length": 4096, "attention.head_count": 32,
                "attention.head_count_kv": 8, "feed_forward_length": 14336,
                "context_length": 32768, "expert_count": 8, "expert_used_count": 2,
            ],
            layers: 32,
            outside: [
                ("token_embd.weight", [4096, 32_000]), ("output.weight", [4096, 32_000]),
                ("output_norm.weight", [4096]),
            ],
            layer: [
                ("attn_norm.weight", [4096]), ("attn_q.weight", [4096, 4096]),
                ("attn_k.weight", [4096, 1024]), ("attn_v.weight", [4096, 1024]),
                ("attn_output.weight", [4096, 4096]), ("ffn_norm.weight", [4096]),
                ("ffn_gate_inp.weight", [4096, 8]),
                ("ffn_gate_exps.weight", [4096, 14336, 8]),
                ("ffn_up_exps.weight", [4096, 14336, 8]),
                ("ffn_down_exps.weight", [14336, 4096, 8]),
            ]
        ).header,
        total: 46_702_792_704,
        active: 12_879_925_248,
        cache: 131_072,
        modelType: "mixtral"
    )

    static let gemma2 = PublishedGGUF(
        testDescription: "Gemma 2 2B",
        bytes: writer(
            "gemma2",
            [
                "embedding_length": 2304, "attention.head_count": 8,
                "attention.head_count_kv": 4, "attention.key_length": 256,
                "attention.value_length": 256, "feed_forward_length": 9216,
                "context_length": 8192, "attention.sliding_window": 4096,
            ],
            layers: 26,
            outside: [("token_embd.weight", [2304, 256_000]), ("output_norm.weight", [2304])],
            layer: [
                ("attn_norm.weight", [2304]), ("attn_q.weight", [2304, 2048]),
                ("attn_k.weight", [2304, 1024]), ("attn_v.weight", [2304, 1024]),
                ("attn_output.weight", [2048, 2304]), ("ffn_norm.weight", [2304]),
                ("post_attention_norm.weight", [2304]), ("post_ffw_norm.weight", [2304]),
                ("ffn_gate.weight", [2304, 9216]), ("ffn_up.weight", [2304, 9216]),
                ("ffn_down.weight", [9216, 2304]),
            ]
        ).header,
        total: 2_614_341_888,
        active: 2_614_341_888,
        cache: 106_496,
        modelType: "gemma2"
    )
}

@Suite("Inspected models")
struct InspectedModelTests {
    @Test("tensors and keys of published models agree", arguments: PublishedGGUF.all)
    func published(file: PublishedGGUF) throws {
        let model = InspectedModel(try GGUFHeader(parsing: file.bytes))
        let description = try #require(model.description)
        #expect(model.warnings == [])
        #expect(model.tally?.total.magnitude == file.total)
        #expect(model.active?.magnitude == file.active)
        #expect(description.modelType == file.modelType)
        #expect(description.profile.parameters.total.magnitude == file.total)
        let cache = description.profile.cache.bytesPerToken(KVCacheFormat(.fp16))
        #expect(cache.magnitude == file.cache)
        #expect(model.config != nil)
    }

    @Test("tables of rotations are stored but are no parameters")
    func buffers() throws {
        let model = InspectedModel(try GGUFHeader(parsing: PublishedGGUF.llama3.bytes))
        #expect(model.file.bufferElements == 64)
        #expect(model.weightsBytes?.magnitude == (8_030_261_248 + 64) * 2)
        #expect(model.bytesByType.map(\.type) == ["bf16"])
    }

    @Test("bytes are told by number format, the largest first")
    func types() throws {
        let model = InspectedModel(try GGUFHeader(parsing: GGUFWriter.small.header))
        #expect(model.bytesByType.map(\.type) == ["f16", "q4_0", "f32", "q8_0"])
        #expect(model.bytesByType.map(\.bytes.magnitude) == [24_576, 10_368, 768, 204])
        #expect(model.weightsBytes?.magnitude == 35_916)
        #expect(model.file.tokenCount == 3)
        #expect(model.name == "Tiny")
    }

    @Test("an architecture without a counterpart is counted, and cached by its keys")
    func unknown() throws {
        var writer = GGUFWriter.small
        writer.keys = writer.keys.map { key, value in
            key == "general.architecture"
                ? (key, .text("novel"))
                : (key.hasPrefix("llama.") ? "novel" + key.dropFirst(5) : key, value)
        }
        let model = InspectedModel(try GGUFHeader(parsing: writer.header))
        #expect(model.warnings.count == 1)
        #expect(model.warnings.first?.contains("novel") == true)
        #expect(model.config == nil)
        #expect(model.tally?[.attention].magnitude == 12_288)
        let description = try #require(model.description)
        #expect(description.profile.cache.bytesPerToken(KVCacheFormat(.fp16)).magnitude == 128)
        #expect(description.profile.shape.isHeadTied)
    }

    @Test("heads that differ by layer follow the file's list")
    func perLayerHeads() throws {
        var writer = PublishedGGUF.writer(
            "deci",
            ["embedding_length": 64, "feed_forward_length": 96],
            layers: 3,
            outside: [("token_embd.weight", [64, 8])],
            layer: [("attn_k.weight", [64, 32])]
        )
        writer.keys.append(("deci.attention.head_count", .u32s([4, 4, 4])))
        writer.keys.append(("deci.attention.head_count_kv", .u32s([4, 2, 1])))
        let model = InspectedModel(try GGUFHeader(parsing: writer.header))
        let cache = model.description?.profile.cache.bytesPerToken(KVCacheFormat(.fp16))
        #expect(cache?.magnitude == (4 + 2 + 1) * 16 * 2 * 2)
    }

    @Test("one part of a split file says so")
    func split() throws {
        var writer = GGUFWriter.small
        writer.keys.append(("split.count", .u32(3)))
        let model = InspectedModel(try GGUFHeader(parsing: writer.header))
        #expect(model.file.shardCount == 3)
        #expect(model.warnings.contains { $0.contains("split over 3 files") })
    }

    @Test("a configuration that says less than the tensors is told apart")
    func difference() throws {
        var writer = GGUFWriter.small
        writer.tensors.append(.init(name: "blk.0.attn_q_norm.weight", shape: [16]))
        let model = InspectedModel(try GGUFHeader(parsing: writer.header))
        #expect(
            model.warnings == [
                "the file holds 31120 parameters, 16 more than its configuration describes: "
                    + "norms 208 instead of 192"
            ]
        )
    }

    static let config = #"""
        {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 1,
         "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 96,
         "vocab_size": 8}
        """#

    static let tensors: [(name: String, type: SafetensorsType, shape: [Int])] = [
        ("model.embed_tokens.weight", .bf16, [8, 64]),
        ("model.layers.0.input_layernorm.weight", .bf16, [64]),
        ("model.layers.0.self_attn.q_proj.weight", .bf16, [64, 64]),
        ("model.layers.0.self_attn.k_proj.weight", .bf16, [32, 64]),
        ("model.layers.0.self_attn.v_proj.weight", .bf16, [32, 64]),
        ("model.layers.0.self_attn.o_proj.weight", .bf16, [64, 64]),
        ("model.layers.0.post_attention_layernorm.weight", .bf16, [64]),
        ("model.layers.0.mlp.gate_proj.weight", .bf16, [96, 64]),
        ("model.layers.0.mlp.up_proj.weight", .bf16, [96, 64]),
        ("model.layers.0.mlp.down_proj.weight", .bf16, [64, 96]),
        ("model.norm.weight", .bf16, [64]),
        ("lm_head.weight", .bf16, [8, 64]),
    ]

    private func inspect(
        _ tensors: [(name: String, type: SafetensorsType, shape: [Int])],
        config: String = config
    ) throws -> InspectedModel {
        let header = try SafetensorsHeader(
            parsing: SafetensorsWriter.file(SafetensorsWriter.header(tensors))
        )
        return try InspectedModel(
            headers: [header],
            config: JSONDocument(parsing: config).root
        )
    }

    @Test("a checkpoint's tensors agree with its configuration")
    func safetensors() throws {
        let model = try inspect(Self.tensors)
        #expect(model.warnings == [])
        #expect(model.tally?.total == model.description?.profile.parameters.total)
        #expect(model.tally?[.mlp].magnitude == 3 * 96 * 64)
        #expect(model.weightsBytes?.magnitude == model.tally.map { $0.total.magnitude * 2 })
    }

    @Test("layers behind the last, and modules named mtp, predict further tokens")
    func nextToken() throws {
        let model = try inspect(
            Self.tensors + [
                ("model.layers.1.self_attn.q_proj.weight", .bf16, [64, 64]),
                ("mtp.fc.weight", .bf16, [64, 128]),
            ]
        )
        #expect(model.tally?.nextTokenModules.magnitude == 64 * 64 + 64 * 128)
        #expect(model.warnings.contains { $0.contains("predict further tokens") })
        #expect(model.tally?.total == model.description?.profile.parameters.total)
    }

    @Test("packed matrices count what they unpack to, and scales are no parameters")
    func packed() throws {
        var tensors = Self.tensors
        tensors[2] = ("model.layers.0.self_attn.q_proj.qweight", .i32, [8, 64])
        tensors.append(("model.layers.0.self_attn.q_proj.scales", .f16, [1, 64]))
        tensors.append(("model.layers.0.self_attn.q_proj.qzeros", .i32, [1, 8]))
        let config = Self.config.dropLast() + #", "quantization_config": {"bits": 4}}"#
        let model = try inspect(tensors, config: String(config))
        #expect(model.tally?.total == model.description?.profile.parameters.total)
        #expect(model.file.bufferElements == 72)
        #expect(model.warnings.count == 1)
    }

    @Test("an index gives the bytes, and its names what a configuration leaves out")
    func index() throws {
        let index = #"""
            {"metadata": {"total_size": 63872},
             "weight_map": {"model.embed_tokens.weight": "1.safetensors",
                            "mtp.fc.weight": "2.safetensors"}}
            """#
        let model = try InspectedModel(
            headers: [],
            index: JSONDocument(parsing: index).root,
            config: JSONDocument(parsing: Self.config).root
        )
        #expect(model.weightsBytes?.magnitude == 63_872)
        #expect(model.file.shardCount == 2)
        #expect(model.file.tensorCount == 2)
        #expect(model.warnings.contains { $0.contains("1 tensors belong to modules") })
    }

    @Test(
        "an index that is none is refused",
        arguments: [
            #"{}"#, #"{"weight_map": 1}"#, #"{"weight_map": {"a": 1}}"#,
            #"{"weight_map": {}, "metadata": {"total_size": -1}}"#,
        ]
    )
    func wrongIndex(text: String) throws {
        let index = try JSONDocument(parsing: text).root
        #expect(throws: InspectionError.self) {
            _ = try InspectedModel(headers: [], index: index)
        }
    }
}
