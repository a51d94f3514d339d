import PlimsollEngine

/// Mixtures of experts whose modelling code is published beside their weights.
extension ModelFamily {
    /// Grok 1: experts in every layer, norms before and after each part.
    static let grok1 = ModelFamily(
        modelTypes: ["grok-1", "grok1"],
        name: "grok-1",
        source: "vllm-project/vllm: vllm/model_executor/models/grok1.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 4096,
                    width: 32768,
                    layers: 32,
                    heads: 32,
                    keyValueHeads: 32,
                    context: 4096,
                    isHeadTied: true
                )
            )
            decoder.normsPerLayer = 4
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_experts", "num_local_experts"],
                    width: ["moe_intermediate_size", "intermediate_size"],
                    defaults: (8, 2, 32768)
                )
            )
            experts.names = StandardDecoder.FeedForwardNames(
                gate: "linear",
                up: "linear_v",
                down: "linear_1"
            )
            decoder.mixAll(experts)
            return decoder.shape
        }
    )

    /// Grok 2: Grok 1 with a dense network beside the experts of each layer.
    static let grok2 = ModelFamily(
        modelTypes: ["grok-2", "grok2"],
        name: "grok-2",
        source: "sgl-project/sglang: python/sglang/srt/models/grok.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            decoder.normsPerLayer = 4
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_local_experts", "num_experts"],
                    width: ["moe_intermediate_size", "intermediate_size"],
                    defaults: (nil, nil, nil)
                )
            )
            experts.names = .numberedGate
            let mixture = experts.feedForward(hiddenSize: decoder.hiddenSize)
            let isResidual = try config.bool("residual_moe", default: false)
            var layer = decoder.layer(0)
            layer.feedForwards = isResidual ? [decoder.dense, mixture] : [mixture]
            var layers = LayerStack()
            layers.append(layer, count: decoder.layerCount)
            return decoder.shape(layers: layers)
        }
    )

    /// Snowflake Arctic: every other layer has experts, beside a dense network as wide as the
    /// model.
    static let arctic = ModelFamily(
        modelTypes: ["arctic"],
        name: "arctic",
        source: "vllm-project/vllm: vllm/model_executor/models/arctic.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 4096,
                    width: 14336,
                    layers: 32,
                    heads: 32,
                    context: 4096
                )
            )
            decoder.feedForwardNames = .numberedGate
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_local_experts"],
                    width: ["intermediate_size"],
                    defaults: (8, 1, 14336)
                )
            )
            experts.names = .numberedGate
            let mixture = experts.feedForward(hiddenSize: decoder.hiddenSize)
            let residual = decoder.dense(width: decoder.hiddenSize)
            let isResidual = try config.bool("use_residual", default: false)
            let frequency = try config.size("moe_layer_frequency", default: 2)
            var layers = LayerStack()
            for index in 0..<decoder.layerCount {
                var layer = decoder.layer(index)
                if (index + 1) % frequency == 0 {
                    layer.feedForwards = isResidual ? [residual, mixture] : [mixture]
                    if isResidual { layer.other = [.norms(width: decoder.hiddenSize, count: 3)] }
                }
                layers.append(layer)
            }
            return decoder.shape(layers: layers)
        }
    )

    /// Ling and Ring: fused projections, the first layers dense, experts with shared ones.
    static let bailingMoe = ModelFamily(
        modelTypes: ["bailing_moe", "bailing_moe_v2", "bailing_moe_v2_5"],
        name: "bailing_moe",
        source: "vllm-project/vllm: vllm/model_executor/models/bailing_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            let hasBias = try config.bool("use_bias", default: false)
            decoder.inputBias = try config.bool("use_qkv_bias", default: false) || hasBias
            decoder.outputBias = hasBias
            decoder.feedForwardBias = hasBias
            decoder.attentionNames = .queryKeyValue
            if try config.bool("use_qk_norm", default: false) { decoder.queryKeyNorm = .perHead }
            var experts = try config.experts(
                ExpertKeys(count: ["num_experts"], defaults: (nil, nil, nil))
            )
            let sharedWidth =
                try config.int("moe_shared_expert_intermediate_size") ?? experts.width
            experts.sharedWidth =
                try config.int("num_shared_experts", default: 0) * sharedWidth
            experts.hasSharedBias = hasBias
            let firstSparse = try config.int("first_k_dense_replace", default: 0)
            decoder.mix(experts) { $0 >= firstSparse }
            var shape = decoder.shape
            shape.nextTokenModules = decoder.nextTokenModules(
                count: try config.layersPredictingNext(),
                layer: decoder.layer(decoder.layerCount)
            )
            return shape
        }
    )

    /// JetMoE: experts of attention, each with its own query and output projection, and experts of
    /// the network.
    static let jetMoe = ModelFamily(
        modelTypes: ["jetmoe"],
        name: "jetmoe",
        source: "huggingface/transformers: models/jetmoe/modeling_jetmoe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 2048,
                    width: 5632,
                    layers: 12,
                    heads: 16,
                    context: 4096,
                    isHeadTied: true
                ),
                keys: DecoderKeys(
                    heads: ["num_key_value_heads"],
                    keyValueHeads: ["num_key_value_heads"]
                )
            )
            decoder.headDimension = try config.size(["kv_channels", "head_dim"], default: 128)
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_local_experts"],
                    width: ["intermediate_size"],
                    defaults: (8, 2, 5632)
                )
            )
            experts.names = .inputOutput
            experts.routerName = "layer"
            return decoder.jetMoeShape(experts)
        }
    )

    /// Step 3's text model: one key/value head, queries through a narrow middle, experts with a
    /// shared one.
    static let step3Text = ModelFamily(
        modelTypes: ["step3_text"],
        name: "step3",
        source: "vllm-project/vllm: vllm/model_executor/models/step3_text.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                keys: DecoderKeys(keyValueHeads: [], context: ["max_position_embedding"])
            )
            decoder.keyValueHeads = 1
            var experts = try config.experts(
                ExpertKeys(
                    count: ["moe_num_experts"],
                    perToken: ["moe_top_k"],
                    defaults: (nil, nil, nil)
                )
            )
            experts.sharedWidth = try config.size("share_expert_dim")
            let sparse = try config.indices("moe_layers_enum")
            decoder.mix(experts) { sparse?.contains($0) ?? ($0 >= 1) }
            return decoder.step3Shape(
                queryWidth: try config.size("share_q_dim", default: decoder.headDimension)
            )
        }
    )
}

extension HuggingFaceConfig {
    /// Indices of layers as one text with commas.
    fileprivate func indices(_ key: String) throws(ModelConfigError) -> Set<Int>? {
        guard let text = try string(key) else { return nil }
        return Set(text.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) })
    }
}

extension StandardDecoder {
    /// Step 3's attention in place of the usual one.
    fileprivate func step3Shape(queryWidth: Int) -> ModelShape {
        let heads = queryHeads * headDimension
        let tensors = [
            WeightTensor(.queryProjection, .attention, rows: queryWidth, columns: hiddenSize),
            WeightTensor(.keyProjection, .attention, rows: headDimension, columns: hiddenSize),
            WeightTensor(.valueProjection, .attention, rows: headDimension, columns: hiddenSize),
            WeightTensor(
                "wq",
                .attention,
                rows: heads,
                columns: queryWidth,
                split: .rows(units: queryHeads)
            ),
            WeightTensor(
                .outputProjection,
                .attention,
                rows: hiddenSize,
                columns: heads,
                split: .columns(units: queryHeads)
            ),
            .norms(width: queryWidth, count: 1),
        ]
        let attention = Attention(
            queryHeads: queryHeads,
            keyValueHeads: 1,
            headDimension: headDimension,
            tensors: tensors
        )
        return shape(
            layers: LayerStack(
                (0..<layerCount).map { index in
                    var layer = layer(index)
                    layer.mixers = [.attention(attention)]
                    return layer
                }
            )
        )
    }

    /// JetMoE's attention in place of the usual one: keys and values for all, queries and outputs
    /// by expert, all query heads of the chosen experts side by side.
    ///
    /// As its modules are named, attention's experts are the routed ones and those of the network
    /// count as network.
    fileprivate func jetMoeShape(_ experts: Experts) -> ModelShape {
        let heads = keyValueHeads * headDimension
        func expert(
            _ name: ModuleName,
            rows: Int,
            columns: Int,
            split: WeightTensor.Split
        ) -> WeightTensor {
            WeightTensor(
                name,
                .routedExperts,
                rows: rows,
                columns: columns,
                copies: experts.count,
                activeCopies: experts.perToken,
                split: split
            )
        }
        var router = WeightTensor.router(hiddenSize: hiddenSize, experts: experts.count)
        router.module = "layer"
        let attention = Attention(
            queryHeads: keyValueHeads * experts.perToken,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension,
            tensors: [
                expert(
                    "input_linear",
                    rows: heads,
                    columns: hiddenSize,
                    split: .rows(units: keyValueHeads)
                ),
                expert(
                    "output_linear",
                    rows: hiddenSize,
                    columns: heads,
                    split: .columns(units: keyValueHeads)
                ),
                router,
                WeightTensor(
                    "kv_proj",
                    .attention,
                    rows: 2 * heads,
                    columns: hiddenSize,
                    split: .rows(units: keyValueHeads)
                ),
                .vector("bias", .routedExperts, count: hiddenSize),
            ]
        )
        var tensors = experts.feedForward(hiddenSize: hiddenSize).tensors
        for index in tensors.indices where tensors[index].component == .routedExperts {
            tensors[index].component = .mlp
        }
        var layer = layer(0)
        layer.feedForwards = [
            .mixture(
                MixtureOfExperts(
                    expertCount: experts.count,
                    expertsPerToken: experts.perToken,
                    expertWidth: experts.width,
                    isGated: true,
                    tensors: tensors
                )
            )
        ]
        layer.mixers = [.attention(attention)]
        layer.other.append(.vector("bias", .mlp, count: hiddenSize))
        var layers = LayerStack()
        layers.append(layer, count: layerCount)
        return shape(layers: layers)
    }
}
