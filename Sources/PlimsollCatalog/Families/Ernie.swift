import PlimsollEngine

extension ModelFamily {
    /// ERNIE 4.5 dense: Llama with one switch for all biases and a tied head.
    static let ernie45 = ModelFamily(
        modelTypes: ["ernie4_5"],
        name: "ernie4_5",
        source: "huggingface/transformers: models/ernie4_5/modeling_ernie4_5.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 103424,
                    hidden: 1024,
                    width: 3072,
                    layers: 18,
                    heads: 16,
                    keyValueHeads: 2,
                    headDimension: 128,
                    context: 131072,
                    isHeadTied: true
                )
            )
            try decoder.readErnieBiases(config)
            return decoder.shape
        }
    )

    /// ERNIE 4.5 with experts on a range of layers, shared ones beside them.
    static let ernie45Moe = ModelFamily(
        modelTypes: ["ernie4_5_moe"],
        name: "ernie4_5_moe",
        source: "huggingface/transformers: models/ernie4_5_moe/modeling_ernie4_5_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 103424,
                    hidden: 2560,
                    width: 12288,
                    layers: 28,
                    heads: 20,
                    keyValueHeads: 4,
                    context: 131072,
                    isHeadTied: true
                )
            )
            try decoder.readErnieBiases(config)
            decoder.headBias = decoder.inputBias

            var experts = try config.experts(
                ExpertKeys(
                    count: ["moe_num_experts", "num_experts"],
                    perToken: ["moe_k", "num_experts_per_tok"],
                    defaults: (64, 6, 1536)
                )
            )
            experts.sharedWidth =
                try config.int("moe_num_shared_experts", default: 2) * experts.width
            experts.hasSharedBias = decoder.feedForwardBias
            // The correction of scores for load is a parameter here, a buffer elsewhere.
            experts.hasRouterBias = true

            let first = try config.int("moe_layer_start_index", default: 1)
            let end = try config.int("moe_layer_end_index", default: -1, in: -1...4096)
            let last = end < 0 ? decoder.layerCount - 1 : end
            let interval = try config.size("moe_layer_interval", default: 1)
            decoder.mix(experts) {
                ($0 + 1) % interval == 0 && $0 >= first && $0 <= last
            }

            var shape = decoder.shape
            shape.nextTokenModules = decoder.denseNextTokenModules(
                count: try config.layersPredictingNext()
            )
            return shape
        }
    )
}

extension StandardDecoder {
    /// `use_bias` on every projection.
    fileprivate mutating func readErnieBiases(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        inputBias = try config.bool("use_bias", default: false)
        outputBias = inputBias
        feedForwardBias = inputBias
    }

    /// Modules that predict further tokens: one dense layer each, a projection, two norms.
    fileprivate func denseNextTokenModules(count: Int) -> [WeightTensor] {
        let module =
            attention(0).tensors + dense.tensors + [
                .norms(width: hiddenSize, count: normsPerLayer),
                WeightTensor("mtp_linear_proj", .other, rows: hiddenSize, columns: 2 * hiddenSize),
                .norms(width: hiddenSize, count: 2),
            ]
        return (0..<count).flatMap { _ in module }
    }
}
