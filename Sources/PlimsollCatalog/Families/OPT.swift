import PlimsollEngine

extension ModelFamily {
    /// OPT: learned positions with two rows to spare, biases, a plain network.
    static let opt = ModelFamily(
        modelTypes: ["opt"],
        name: "opt",
        source: "huggingface/transformers: models/opt/modeling_opt.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 50272,
                    hidden: 768,
                    width: 3072,
                    layers: 12,
                    heads: 12,
                    context: 2048,
                    isHeadTied: true
                ),
                keys: DecoderKeys(width: ["ffn_dim"], keyValueHeads: [])
            )
            let hasBias = try config.bool("enable_bias", default: true)
            let hasAffineNorms = try config.bool("layer_norm_elementwise_affine", default: true)
            decoder.headDimension = decoder.hiddenSize / decoder.queryHeads
            decoder.isGated = false
            decoder.inputBias = hasBias
            decoder.outputBias = hasBias
            decoder.feedForwardBias = hasBias
            decoder.normBias = true
            decoder.normsPerLayer = hasAffineNorms ? 2 : 0
            decoder.attentionNames.output = "out_proj"
            decoder.feedForwardNames = .numbered
            let isFirst = try config.bool("do_layer_norm_before", default: true)
            let isRemoved = try config.bool("_remove_final_layer_norm", default: false)
            decoder.hasFinalNorm = hasAffineNorms && isFirst && !isRemoved
            decoder.positions = (decoder.maximumContext ?? 2048) + spareRows

            let width = try config.size("word_embed_proj_dim", default: decoder.hiddenSize)
            return decoder.shape(embeddingWidth: width)
        }
    )

    /// Rows of OPT's position table before its first position.
    private static let spareRows = 2
}

extension StandardDecoder {
    /// The model with token embeddings of another width than its layers (OPT 350M), projected in
    /// and out.
    fileprivate func shape(embeddingWidth: Int) -> ModelShape {
        var shape = shape
        guard embeddingWidth != hiddenSize else { return shape }
        shape.embeddings[0].columns = embeddingWidth
        shape.embeddings.append(
            WeightTensor("project_in", .other, rows: hiddenSize, columns: embeddingWidth)
        )
        for index in shape.outputs.indices
        where shape.outputs[index].component == .languageModelHead {
            shape.outputs[index].columns = embeddingWidth
        }
        shape.outputs.append(
            WeightTensor("project_out", .other, rows: embeddingWidth, columns: hiddenSize)
        )
        return shape
    }
}
