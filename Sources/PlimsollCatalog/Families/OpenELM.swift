import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// OpenELM: layers that grow towards the end in heads and in width.
    static let openELM = ModelFamily(
        modelTypes: ["openelm"],
        name: "openelm",
        source: "apple/OpenELM-270M on the Hugging Face Hub: modeling_openelm.py",
        read: { config throws(ModelConfigError) in
            let count = try config.layers("num_transformer_layers")
            let hidden = try config.size("model_dim")
            let head = try config.size("head_dim")
            let queries = try config.numbers("num_query_heads", layers: count)
            let keys = try config.numbers("num_kv_heads", layers: count)
            guard let queries else {
                throw .missing(key: "num_query_heads", in: config.value.pointer)
            }
            guard let keys else { throw .missing(key: "num_kv_heads", in: config.value.pointer) }
            let widths = try config.openELMWidths(count: count, hidden: hidden)
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: hidden,
                    width: 0,
                    layers: count,
                    heads: 1,
                    headDimension: head,
                    context: 2048,
                    isHeadTied: true
                ),
                keys: DecoderKeys(hidden: ["model_dim"], context: ["max_context_length"])
            )
            decoder.isHeadTied = try config.bool("share_input_output_layers", default: true)
            if try config.bool("normalize_qk_projections", default: true) {
                decoder.queryKeyNorm = .perHead
            }
            decoder.isGated = try config.bool("ffn_with_glu", default: true)
            decoder.attentionNames = StandardDecoder.AttentionNames(
                fused: "qkv_proj",
                output: "out_proj"
            )
            decoder.feedForwardNames = StandardDecoder.FeedForwardNames(
                fused: "proj_1",
                up: "proj_1",
                down: "proj_2"
            )
            var layers = LayerStack()
            for index in 0..<count {
                guard queries[index] > 0, keys[index] > 0 else {
                    throw .invalid(
                        value: config.value,
                        detail: "num_query_heads and num_kv_heads have to be at least 1"
                    )
                }
                decoder.queryHeads = queries[index]
                decoder.keyValueHeads = keys[index]
                decoder.width = widths[index]
                layers.append(decoder.layer(index))
            }
            return decoder.shape(layers: layers)
        }
    )
}

extension HuggingFaceConfig {
    /// Widths as multiples of the hidden size, rounded to whole divisors and by no more than a
    /// tenth down.
    fileprivate func openELMWidths(count: Int, hidden: Int) throws(ModelConfigError) -> [Int] {
        guard let list = raw("ffn_multipliers") else {
            throw .missing(key: "ffn_multipliers", in: value.pointer)
        }
        let divisor = try size("ffn_dim_divisor", default: 256)
        var widths: [Int] = []
        for element in list.kind == .array ? Array(list.elements) : [] {
            guard let multiple = element.double, multiple > 0, multiple <= 1024 else {
                throw .invalid(
                    value: element,
                    detail: "ffn_multipliers holds numbers of more than 0 up to 1024"
                )
            }
            let exact = multiple * Double(hidden)
            let rounded = max(divisor, Int(exact + Double(divisor) / 2) / divisor * divisor)
            widths.append(Double(rounded) < 0.9 * exact ? rounded + divisor : rounded)
        }
        guard widths.count == count else {
            throw .invalid(
                value: list,
                detail: "ffn_multipliers names \(widths.count) layers; the model has \(count)"
            )
        }
        return widths
    }
}
