extension Layer {
    /// The layer's tensors, with those projections apart that files hold apart: the two halves of
    /// a latent's expansion, fused queries, keys and values of families whose files split them, and
    /// the gate that delta nets fuse with them.
    ///
    /// Source: ggml-org/llama.cpp, convert_hf_to_gguf.py, `DeepseekV2Model` (k_b and v_b),
    /// `BaichuanModel` and `InternLM2Model` (query, key, value), `Qwen3NextModel` (gate).
    var ggufTensors: [WeightTensor] {
        mixers.flatMap { mixer in
            switch mixer {
            case .latentAttention(let attention):
                attention.tensors.flatMap { attention.ggufTensors($0) }
            case .attention(let attention):
                attention.tensors.flatMap { attention.ggufTensors($0) }
            case .recurrent(let mixer): mixer.tensors.flatMap { mixer.ggufTensors($0) }
            default: mixer.tensors
            }
        } + feedForwards.flatMap(\.tensors) + other
    }
}

extension LatentAttention {
    fileprivate func ggufTensors(_ tensor: WeightTensor) -> [WeightTensor] {
        guard tensor.module == "kv_b_proj", tensor.bias == 0,
            tensor.rows == queryHeads * (headDimension + valueHeadDimension)
        else { return [tensor] }
        var keys = tensor
        keys.module = "k_b_proj"
        keys.rows = queryHeads * latentDimension
        keys.columns = headDimension
        var values = tensor
        values.module = "v_b_proj"
        values.rows = queryHeads * valueHeadDimension
        return [keys, values]
    }
}

extension RecurrentMixer {
    fileprivate func ggufTensors(_ tensor: WeightTensor) -> [WeightTensor] {
        guard tensor.module == "in_proj_qkvz",
            let output = tensors.first(where: { $0.module == "out_proj" }),
            output.columns < tensor.rows
        else { return [tensor] }
        var mixed = tensor
        mixed.module = "in_proj_qkv"
        mixed.rows = tensor.rows - output.columns
        var gate = tensor
        gate.module = "in_proj_z"
        gate.rows = output.columns
        return [mixed, gate]
    }
}

extension Attention {
    fileprivate func ggufTensors(_ tensor: WeightTensor) -> [WeightTensor] {
        let queries = queryHeads * headDimension
        let keys = keyValueHeads * headDimension
        let values = keyValueHeads * valueHeadDimension
        guard ["W_pack", "wqkv"].contains(tensor.module.rawValue),
            tensor.rows == queries + keys + values
        else { return [tensor] }
        let parts: [(ModuleName, Int)] = [
            (.queryProjection, queries), (.keyProjection, keys), (.valueProjection, values),
        ]
        return parts.map { name, rows in
            var part = tensor
            part.module = name
            part.rows = rows
            part.bias = tensor.bias == 0 ? 0 : rows
            return part
        }
    }
}
