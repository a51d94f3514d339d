import PlimsollEngine

/// The tensors of attention and of the feed-forward network under the family's names.
extension StandardDecoder {
    /// The projections of attention, separate or fused.
    var projections: [WeightTensor] {
        var tensors = WeightTensor.attentionProjections(
            hiddenSize: hiddenSize,
            queryHeads: queryHeads,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension,
            valueHeadDimension: valueHeadDimension,
            inputBias: inputBias,
            outputBias: outputBias
        )
        if hasSquareOutput { tensors[3].columns = hiddenSize }
        let names = attentionNames
        for (index, name) in [names.query, names.key, names.value, names.output].enumerated() {
            tensors[index].module = name
        }
        guard let fused = names.fused else { return tensors }
        let rows = tensors[0].rows + tensors[1].rows + tensors[2].rows
        let input = WeightTensor(
            fused,
            .attention,
            rows: rows,
            columns: hiddenSize,
            bias: inputBias ? rows : 0,
            split: .rows(units: keyValueHeads)
        )
        return [input, tensors[3]]
    }

    /// The norms of queries and keys.
    var queryKeyNorms: [WeightTensor] {
        switch queryKeyNorm {
        case .none: []
        case .perHead: [.norms(width: headDimension, count: 2)]
        case .perHeadWithShift: [.norms(width: headDimension, count: 2, hasBias: true)]
        case .full:
            [
                .norms(width: queryHeads * headDimension, count: 1),
                .norms(width: keyValueHeads * headDimension, count: 1),
            ]
        }
    }
}

extension WeightTensor {
    /// The matrices of a feed-forward network under the family's names, gate and up fused where
    /// the checkpoint has them so.
    static func feedForward(
        _ component: ParameterComponent,
        named names: StandardDecoder.FeedForwardNames,
        hiddenSize: Int,
        width: Int,
        isGated: Bool,
        hasBias: Bool = false,
        copies: Int = 1,
        activeCopies: Int? = nil
    ) -> [WeightTensor] {
        var tensors = feedForward(
            component,
            hiddenSize: hiddenSize,
            width: width,
            isGated: isGated,
            hasBias: hasBias,
            copies: copies,
            activeCopies: activeCopies
        )
        let modules = (isGated ? [names.gate] : []) + [names.up, names.down]
        for (index, module) in modules.enumerated() { tensors[index].module = module }
        guard isGated, let fused = names.fused else { return tensors }
        var both = tensors[0]
        both.module = fused
        both.rows *= 2
        both.bias *= 2
        return [both, tensors[2]]
    }

    /// A table of learned positions.
    static func positionEmbedding(rows: Int, width: Int) -> WeightTensor {
        WeightTensor(.positionEmbedding, .embedding, kind: .embedding, rows: rows, columns: width)
    }
}

extension StandardDecoder.AttentionNames {
    /// Fused input and a plain output: Phi-3, InternLM.
    static let qkvProjection = Self(fused: "qkv_proj")
    /// `query_key_value` and `dense`: GPT-NeoX, Bloom, Falcon, ChatGLM.
    static let queryKeyValue = Self(fused: "query_key_value", output: "dense")
    /// `c_attn` and `c_proj`: GPT-2.
    static let gpt2 = Self(fused: "c_attn", output: "c_proj")
}

extension StandardDecoder.FeedForwardNames {
    /// `gate_up_proj` and `down_proj`: Phi-3, GLM-4.
    static let gateUp = Self(fused: "gate_up_proj")
    /// `c_fc` and `c_proj`: GPT-2.
    static let gpt2 = Self(up: "c_fc", down: "c_proj")
    /// `fc1` and `fc2`: Phi, OPT, XGLM.
    static let numbered = Self(up: "fc1", down: "fc2")
    /// `fc_in` and `fc_out`: GPT-J, CodeGen.
    static let inOut = Self(up: "fc_in", down: "fc_out")
    /// `dense_h_to_4h` and `dense_4h_to_h`: GPT-NeoX, Bloom, Falcon, ChatGLM.
    static let fourfold = Self(up: "dense_h_to_4h", down: "dense_4h_to_h")
}
