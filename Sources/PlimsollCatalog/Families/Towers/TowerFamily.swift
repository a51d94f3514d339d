import PlimsollEngine
import PlimsollJSON

/// A kind of tower that configurations name by `model_type`, whatever model it belongs to.
struct TowerFamily: Sendable {
    /// The values of `model_type` that name it.
    let modelTypes: [String]
    /// What its class takes for absent keys.
    let defaults: DefaultKeys
    /// The reader.
    let read: @Sendable (HuggingFaceConfig) throws(ModelConfigError) -> Tower

    /// Every tower that is known by name.
    static let all: [TowerFamily] = [
        TowerFamily(
            modelTypes: ["clip_vision_model"],
            defaults: Tower.clipDefaults,
            read: { config throws(ModelConfigError) in try Tower.clip(config) }
        ),
        TowerFamily(
            modelTypes: ["siglip_vision_model"],
            defaults: Tower.siglipDefaults,
            read: { config throws(ModelConfigError) in try Tower.siglip(config) }
        ),
        TowerFamily(
            modelTypes: ["siglip2_vision_model"],
            defaults: Tower.siglipDefaults,
            read: { config throws(ModelConfigError) in try Tower.siglip2(config) }
        ),
        TowerFamily(
            modelTypes: ["pixtral"],
            defaults: Tower.pixtralDefaults,
            read: { config throws(ModelConfigError) in try Tower.pixtral(config) }
        ),
        TowerFamily(
            modelTypes: ["internvl_vision"],
            defaults: Tower.internVisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.internVision(config) }
        ),
        TowerFamily(
            modelTypes: ["qianfan_ocr_vision"],
            defaults: Tower.qianfanVisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.internVision(config) }
        ),
        TowerFamily(
            modelTypes: ["idefics3_vision", "smolvlm_vision"],
            defaults: Tower.idefics3VisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.headlessSiglip(config) }
        ),
        TowerFamily(
            modelTypes: ["qwen2_vl", "qwen2_vl_vision"],
            defaults: Tower.qwen2VisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.qwen2Vision(config) }
        ),
        TowerFamily(
            modelTypes: ["qwen2_5_vl", "qwen2_5_vl_vision", "qwen2_5_omni_vision_encoder"],
            defaults: Tower.qwen25VisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.qwen25Vision(config) }
        ),
        TowerFamily(
            modelTypes: [
                "qwen3_vl", "qwen3_vl_vision", "qwen3_vl_moe", "qwen3_vl_moe_vision",
                "qwen3_omni_moe_vision_encoder",
            ],
            defaults: Tower.qwen3VisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.qwen3Vision(config) }
        ),
        TowerFamily(
            modelTypes: ["qwen3_5", "qwen3_5_vision", "qwen3_5_moe", "qwen3_5_moe_vision"],
            defaults: Tower.qwen35VisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.qwen35Vision(config) }
        ),
        TowerFamily(
            modelTypes: ["glm4v_vision", "glm4v_moe_vision"],
            defaults: Tower.glm4VisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.glm4Vision(config) }
        ),
        TowerFamily(
            modelTypes: ["glm_ocr_vision"],
            defaults: Tower.glmOCRVisionDefaults,
            read: { config throws(ModelConfigError) in try Tower.glmOCRVision(config) }
        ),
    ]

    private static let byModelType: [String: TowerFamily] = {
        var table: [String: TowerFamily] = [:]
        for family in all {
            for modelType in family.modelTypes { table[modelType] = family }
        }
        return table
    }()

    /// Reads the tower under a key of a model's configuration.
    ///
    /// - Parameters:
    ///   - config: The model's configuration.
    ///   - key: Where the tower stands.
    ///   - modelType: The kind of a tower that does not name its own.
    ///   - absent: What the model's class takes where there is none at all.
    /// - Returns: The tower.
    /// - Throws: ``ModelConfigError`` of the tower's reader.
    static func read(
        _ config: HuggingFaceConfig,
        _ key: String = "vision_config",
        default modelType: String,
        absent: DefaultKeys? = nil
    ) throws(ModelConfigError) -> Tower {
        let named = try config.nested(key)?.string("model_type") ?? modelType
        guard let family = byModelType[named] else {
            throw .notModelled(modelType: named, what: "the tower under \(key)")
        }
        return try family.read(
            try config.nested(key, defaults: family.defaults, absent: absent)
        )
    }
}
