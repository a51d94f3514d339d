import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Vision models with code of their own")
struct CustomVisionTests {
    static let published: [(String, Int)] = [
        (
            #"""
            {"model_type": "phi3_v", "hidden_size": 3072, "intermediate_size": 8192,
             "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 32,
             "vocab_size": 32064, "max_position_embeddings": 131072,
             "img_processor": {"name": "clip_vision_model", "image_dim_out": 1024}}
            """#, 4_146_621_440
        ),
        (
            #"""
            {"model_type": "minicpmv", "version": 2.6, "hidden_size": 3584,
             "intermediate_size": 18944, "num_hidden_layers": 28, "num_attention_heads": 28,
             "num_key_value_heads": 4, "vocab_size": 151666, "query_num": 64,
             "vision_config": {"hidden_size": 1152, "image_size": 980,
             "intermediate_size": 4304, "num_attention_heads": 16, "num_hidden_layers": 27,
             "patch_size": 14}}
            """#, 8_099_175_152
        ),
        (
            #"""
            {"model_type": "internvl_chat", "downsample_ratio": 0.5,
             "llm_config": {"model_type": "qwen2", "hidden_size": 3584,
             "intermediate_size": 18944, "num_hidden_layers": 28, "num_attention_heads": 28,
             "num_key_value_heads": 4, "vocab_size": 151674},
             "vision_config": {"hidden_size": 1024, "image_size": 448,
             "intermediate_size": 4096, "num_attention_heads": 16, "num_hidden_layers": 24,
             "patch_size": 14, "qkv_bias": true, "qk_normalization": false,
             "norm_type": "layer_norm"}}
            """#, 7_944_373_760
        ),
    ]

    @Test("the weights are as many as were published", arguments: published)
    func total(text: String, expected: Int) throws {
        let config = try JSONDocument(parsing: [UInt8](text.utf8)).root
        let model = try ModelDescription(config: config)
        #expect(model.profile.parameters.total.magnitude == expected)
    }

    @Test("an unknown version of MiniCPM-V is refused, not guessed")
    func version() throws {
        let text = [UInt8](#"{"model_type": "minicpmv", "version": 9}"#.utf8)
        let config = try JSONDocument(parsing: text).root
        #expect(throws: ModelConfigError.self) { try ModelDescription(config: config) }
    }

    @Test("Kimi K3's tower has no biases, and its projector ends with a norm")
    func kimiK3() throws {
        let file = try Fixture.json(
            Fixture.catalog.appending(path: "models/moonshotai/Kimi-K3.json")
        )
        let config = try #require(file["config"])
        let model = try ModelDescription(config: config)
        let (width, attention, middle, merged, text) = (1024, 1536, 4096, 4 * 1024, 7168)
        let embeddings = 3 * 14 * 14 * width + 64 * 64 * width
        let layer = 4 * attention * width + 2 * middle * width + 2 * width
        let projector = merged * merged + text * merged + text
        #expect(
            model.profile.parameters[.vision].magnitude
                == embeddings + 27 * layer + width + projector
        )
    }
}
