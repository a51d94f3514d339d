/// The tensors of a model as its GGUF file holds them, prepared once so that any mix is a short
/// sum: equal tensors are merged by the place that mixes look at.
struct GGUFInventory: Hashable, Sendable {
    /// Equal tensors in equal places.
    struct Entry: Hashable, Sendable {
        var tensor: WeightTensor
        var role: GGUFRole
        var place: GGUFPosition
        var isExpert: Bool
        /// Matrices: layers times copies.
        var count: Int
        /// Tensors of the file: all experts of a layer are one.
        var fileTensors: Int
    }

    private(set) var entries: [Entry] = []
    private(set) var facts = GGUFModelFacts()

    init(_ shape: ModelShape) {
        facts = GGUFModelFacts(shape)
        var builder = Builder(hiddenSize: shape.hiddenSize, isMixture: facts.expertCount > 1)
        for tensor in shape.embeddings + shape.outputs + shape.towers {
            builder.add(tensor, place: [])
        }
        let layers = shape.layers
        let split = layers.kinds.map { $0.ggufTensors(hiddenSize: shape.hiddenSize) }
        builder.count(split, layers)
        var first = 0
        for run in layers.runs {
            builder.add(split[run.kind], layers: first..<first + run.count, of: layers.count)
            first += run.count
        }
        entries = builder.entries
    }

    /// Bytes of all tensors in a mix, as one of `size` GPUs holds them.
    ///
    /// - Parameters:
    ///   - mix: The file type.
    ///   - size: GPUs that divide each matrix.
    ///   - includesTowers: Whether towers, which stand in a file of their own, count.
    /// - Returns: Bytes of the tensors alone.
    func bytes(_ mix: GGUFMix, tensor size: Int = 1, includesTowers: Bool = true) -> Bytes {
        var sum = 0
        for entry in entries where includesTowers || entry.role != .tower {
            let type = mix.type(
                entry.role,
                at: entry.place,
                columns: entry.tensor.columns,
                isExpert: entry.isExpert,
                in: facts
            )
            let block = type.block
            let part = size == 1 ? entry.tensor : entry.tensor.shard(tensor: size)
            let blocks = (part.columns + block.elements - 1) / block.elements
            // Biases are vectors, which are never quantized.
            sum += entry.count * (part.rows * blocks * block.bytes + 4 * part.bias)
        }
        return Bytes(sum)
    }
}

extension GGUFInventory {
    /// Collects tensors layer by layer.
    private struct Builder {
        let hiddenSize: Int
        /// Mixes count layers in mixtures and tensors elsewhere.
        let isMixture: Bool
        var entries: [Entry] = []
        private var positions: [Entry: Int] = [:]
        private var valueCount = 0
        private var valueIndex = 0
        private var narrowingIndex = 0

        init(hiddenSize: Int, isMixture: Bool) {
            self.hiddenSize = hiddenSize
            self.isMixture = isMixture
        }

        /// Counts the value projections of the model.
        mutating func count(_ kinds: [[WeightTensor]], _ layers: LayerStack) {
            for (tensors, count) in zip(kinds, layers.countsByKind) {
                valueCount +=
                    count
                    * tensors.count { GGUFRole($0, hiddenSize: hiddenSize).isValueLike }
            }
        }

        /// Adds the tensors of neighbouring layers of one kind.
        mutating func add(_ tensors: [WeightTensor], layers: Range<Int>, of count: Int) {
            var placed: [(tensor: WeightTensor, role: GGUFRole)] = []
            for tensor in tensors {
                let role = GGUFRole(tensor, hiddenSize: hiddenSize)
                switch role {
                case .value, .fusedQueryKeyValue, .feedForwardDown, .feedForwardGate,
                    .feedForwardUp:
                    placed.append((tensor, role))
                default: add(tensor, role, place: [], times: layers.count)
                }
            }
            for layer in layers {
                for (tensor, role) in placed {
                    add(tensor, role, place: place(of: role, layer: layer, of: count), times: 1)
                }
            }
        }

        private mutating func place(
            of role: GGUFRole,
            layer: Int,
            of count: Int
        ) -> GGUFPosition {
            switch role {
            case .value, .fusedQueryKeyValue:
                valueIndex += 1
                return GGUFPosition(valueIndex - 1, of: valueCount)
            case .feedForwardDown:
                narrowingIndex += 1
                return GGUFPosition(isMixture ? layer : narrowingIndex - 1, of: count)
            default:
                // Only the outer eighths matter to them.
                return GGUFPosition(layer, of: count).intersection([.firstEighth, .lastEighth])
            }
        }

        /// Adds a tensor outside the layers.
        mutating func add(_ tensor: WeightTensor, place: GGUFPosition) {
            add(tensor, GGUFRole(tensor, hiddenSize: hiddenSize), place: place, times: 1)
        }

        private mutating func add(
            _ tensor: WeightTensor,
            _ role: GGUFRole,
            place: GGUFPosition,
            times: Int
        ) {
            var entry = Entry(
                tensor: tensor,
                role: role,
                place: place,
                isExpert: tensor.component == .routedExperts,
                count: 0,
                fileTensors: 0
            )
            let position = positions[entry, default: entries.count]
            if position == entries.count {
                positions[entry] = position
                entries.append(entry)
            }
            entry = entries[position]
            entries[position].count += times * tensor.copies
            let biases = tensor.bias > 0 ? 1 : 0
            let tensors = role == .unquantized && !entry.isExpert ? tensor.copies : 1
            entries[position].fileTensors += times * (tensors + biases)
        }
    }
}

extension GGUFModelFacts {
    /// The facts of a model.
    init(_ shape: ModelShape) {
        isHeadTied = shape.isHeadTied
        architecture = shape.ggufArchitecture
        for layer in shape.layers.kinds {
            for case .mixture(let mixture) in layer.feedForwards {
                expertCount = max(expertCount, mixture.expertCount)
            }
        }
        let mixers = shape.layers.kinds.flatMap(\.mixers)
        search: for mixer in mixers {
            switch mixer {
            case .attention(let attention):
                queriesPerKeyValue = attention.queryHeads / max(1, attention.keyValueHeads)
                break search
            case .latentAttention(let attention):
                queriesPerKeyValue = attention.queryHeads
                break search
            default: continue
            }
        }
        hasEightyGroupedLayers =
            shape.layers.count == 80 && queriesPerKeyValue > 1 && expertCount == 0
    }
}

extension Layer {
    /// The layer's tensors, with those projections apart that files hold apart: the two halves of
    /// a latent's expansion, fused queries, keys and values of families whose files split them, and
    /// the gate that delta nets fuse with them.
    ///
    /// Source: ggml-org/llama.cpp, convert_hf_to_gguf.py, `DeepseekV2Model` (k_b and v_b),
    /// `BaichuanModel` and `InternLM2Model` (query, key, value), `Qwen3NextModel` (gate).
    func ggufTensors(hiddenSize: Int) -> [WeightTensor] {
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
