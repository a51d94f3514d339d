import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Multi-token-prediction modules")
struct NextTokenModuleTests {
    /// What published checkpoints store beside the instantiated model, less the router's
    /// correction biases, which are no parameters.
    @Test(
        "modules have the size that published checkpoints hold beyond the model",
        arguments: [
            ("deepseek-ai/DeepSeek-V3", 13_463_426_048),
            ("deepseek-ai/DeepSeek-R1", 13_463_426_048),
            ("deepseek-ai/DeepSeek-V4-Flash", 6_610_048_635),
            ("zai-org/GLM-5.2", 9_952_920_320),
            ("nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16", 2_942_324_736),
            ("nvidia/NVIDIA-Nemotron-3-Ultra-550B-A55B-BF16", 11_215_609_856),
            ("moonshotai/Kimi-K2-Instruct", 0),
        ]
    )
    func published(id: String, elements: Int) throws {
        let file = try Fixture.json(Fixture.catalog.appending(path: "models/\(id).json"))
        let model = try ModelDescription(config: try #require(file["config"]))
        #expect(model.profile.parameters.nextTokenModules.magnitude == elements)
    }

    /// The text models of the Qwen3.5 checkpoints, and models of class defaults.
    @Test(
        "modules of nested and default configurations have the published size",
        arguments: [
            (
                #"""
                {"model_type": "qwen3_5_text", "mtp_num_hidden_layers": 1}
                """#, 243_290_624
            ),
            (
                #"""
                {"model_type": "qwen3_5_moe_text", "mtp_num_hidden_layers": 1}
                """#, 844_640_768
            ),
            (
                #"""
                {"model_type": "glm4_moe_lite", "num_nextn_predict_layers": 1}
                """#, 1_278_094_592
            ),
            (
                #"""
                {"model_type": "deepseek_v32", "num_nextn_predict_layers": 1}
                """#, 13_477_385_472
            ),
            (
                #"""
                {"model_type": "longcat_flash", "num_nextn_predict_layers": 1}
                """#, 1_197_899_776
            ),
            (#"{"model_type": "deepseek_v3"}"#, 0),
        ]
    )
    func defaults(config: String, elements: Int) throws {
        let model = try ModelDescription(config: try JSONDocument.root(of: config))
        #expect(model.profile.parameters.nextTokenModules.magnitude == elements)
    }
}

extension JSONDocument {
    /// The value of a text.
    static func root(of text: String) throws -> JSONValue {
        try JSONDocument(parsing: Array(text.utf8), limits: .file).root
    }
}
