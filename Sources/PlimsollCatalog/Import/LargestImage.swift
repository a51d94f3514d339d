import PlimsollEngine

/// The largest image of a model with a vision tower, as its configuration implies it.
extension ImageInput {
    /// Model types whose image tokens see each other in both directions.
    ///
    /// Source: vllm-project/vllm, `config/model.py`, `is_mm_prefix_lm`.
    private static let bidirectional = ["gemma3", "molmo2", "paligemma"]

    /// Tokens of the largest image where the tower takes any size and the processor sets the limit.
    ///
    /// Source: `max_pixels` of the processors of Qwen2-VL (12,845,056 at 28 · 28 a token) and
    /// Qwen3-VL (16,777,216 at 32 · 32).
    private static let tokensOfAnySize = 16_384

    private static let colours = 3

    /// Bounds of what towers have, so that products stay exact.
    private static let patchSizes = 1...64
    private static let sides = 1...8192
    private static let widths = 1...(1 << 18)
    private static let merges = 1...16
    private static let patchesOfToken = 4096

    /// Reads the sizes; nil where the configuration has no tower of the usual kind.
    init?(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        guard let vision = try config.nested("vision_config"),
            let patch = try vision.int("patch_size", in: Self.patchSizes),
            let hidden = try vision.int(anyOf: ["hidden_size", "embed_dim"], in: Self.widths)
        else { return nil }
        let ratio = try vision.double("mlp_ratio") ?? 4
        let middle =
            try vision.int("intermediate_size", in: Self.widths)
            ?? Int(Double(hidden) * min(max(ratio, 0), 16))
        var merge = try vision.int("spatial_merge_size", in: Self.merges)
        if merge == nil { merge = try config.int("spatial_merge_size", in: Self.merges) }
        let joined = max(1, merge ?? 1)
        let width = Elements(2 * hidden + 2 * middle)
        let modelType = try config.string("model_type") ?? ""
        let seesBothWays = Self.bidirectional.contains(modelType)
        guard let side = try vision.int("image_size", in: Self.sides), side >= patch else {
            guard merge != nil else { return nil }
            let frames = try vision.int("temporal_patch_size", in: Self.merges) ?? 1
            let patches = Self.tokensOfAnySize * joined * joined
            self.init(
                pixels: Elements(Self.colours * frames * patch * patch * patches),
                patches: patches,
                tokens: Self.tokensOfAnySize,
                widthPerPatch: width,
                isBidirectional: seesBothWays
            )
            return
        }
        let tiles = 1 + (try config.int("max_dynamic_patch", in: 0...64) ?? 0)
        let rows = side / patch
        let shrink = try config.double("downsample_ratio") ?? 1 / Double(joined)
        let tokensOfRow = Int((Double(rows) * min(1, max(0, shrink))).rounded(.down))
        let tokens = try config.int("mm_tokens_per_image") ?? tokensOfRow * tokensOfRow
        let patches = tiles * rows * rows
        self.init(
            pixels: Elements(tiles * Self.colours * side * side),
            patches: patches,
            tokens: max(1, tiles * min(tokens, rows * rows), patches / Self.patchesOfToken),
            widthPerPatch: width,
            isBidirectional: seesBothWays
        )
    }
}
