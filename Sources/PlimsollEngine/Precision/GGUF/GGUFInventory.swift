/// The tensors of a model as its GGUF file holds them, prepared once so that any mix is a short
/// sum: equal tensors are merged by the place that mixes look at.
struct GGUFInventory: Hashable, Sendable {
    /// Equal tensors in equal places.
    struct Entry: Hashable, Sendable {
        var tensor: WeightTensor
        var role: GGUFRole
        var place: GGUFPosition
        var isExpert: Bool
        /// Layers that hold it.
        var count: Int
        /// Tensors of the file: all experts of a layer are one.
        var fileTensors: Int
    }

    private(set) var entries: [Entry] = []
    private(set) var facts = GGUFModelFacts()

    /// Prepares a model, or a part of one that knows its place.
    init(_ shape: ModelShape) {
        let part = shape.part ?? ModelPart(whole: shape)
        facts = part.facts
        var builder = Builder(hiddenSize: shape.hiddenSize, part: part)
        for tensor in shape.embeddings + shape.outputs + shape.towers { builder.add(tensor) }
        let kinds = shape.layers.kinds.map(\.ggufTensors)
        var first = part.firstLayer
        for run in shape.layers.runs {
            builder.add(kinds[run.kind], layers: first..<first + run.count)
            first += run.count
        }
        entries = builder.entries
    }

    /// Bytes of tensors in a mix, as one GPU of a layout holds them.
    ///
    /// - Parameters:
    ///   - mix: The file type.
    ///   - layout: GPUs that divide each matrix and the experts.
    ///   - isIncluded: Which tensors count; all by default.
    /// - Returns: Bytes of the tensors alone.
    func bytes(
        _ mix: GGUFMix,
        layout: ParallelLayout = .single,
        where isIncluded: (ParameterComponent) -> Bool = { _ in true }
    ) -> Bytes {
        var sum = Bytes.zero
        for entry in entries where isIncluded(entry.tensor.component) {
            let block = mix.type(
                entry.role,
                at: entry.place,
                columns: entry.tensor.columns,
                isExpert: entry.isExpert,
                in: facts
            ).block
            let part = entry.tensor.shard(layout)
            let blocks = (part.columns + block.elements - 1) / block.elements
            // Biases are vectors, which are never quantized.
            let bytes = Bytes(part.rows * blocks * block.bytes + 4 * part.bias)
            sum = sum + entry.count * part.copies * bytes
        }
        return sum
    }
}

extension GGUFInventory {
    /// Collects tensors layer by layer.
    private struct Builder {
        let hiddenSize: Int
        let part: ModelPart
        var entries: [Entry] = []
        private var positions: [Entry: Int] = [:]
        private var valueIndex: Int
        private var narrowingIndex: Int

        init(hiddenSize: Int, part: ModelPart) {
            self.hiddenSize = hiddenSize
            self.part = part
            valueIndex = part.firstValue
            narrowingIndex = part.firstNarrowing
        }

        /// Adds the tensors of neighbouring layers of one kind.
        mutating func add(_ tensors: [WeightTensor], layers: Range<Int>) {
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
                    add(tensor, role, place: place(of: role, layer: layer), times: 1)
                }
            }
        }

        private mutating func place(of role: GGUFRole, layer: Int) -> GGUFPosition {
            switch role {
            case .value, .fusedQueryKeyValue:
                valueIndex += 1
                return GGUFPosition(valueIndex - 1, of: part.valueCount)
            case .feedForwardDown:
                narrowingIndex += 1
                // Mixes count layers in mixtures, and these tensors elsewhere.
                let index = part.facts.expertCount > 1 ? layer : narrowingIndex - 1
                return GGUFPosition(index, of: part.layerCount)
            default:
                // Only the outer eighths matter to them.
                return GGUFPosition(layer, of: part.layerCount)
                    .intersection([.firstEighth, .lastEighth])
            }
        }

        /// Adds a tensor outside the layers.
        mutating func add(_ tensor: WeightTensor) {
            add(tensor, GGUFRole(tensor, hiddenSize: hiddenSize), place: [], times: 1)
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
            entries[position].count += times
            let biases = tensor.bias > 0 ? 1 : 0
            let tensors = role == .unquantized && !entry.isExpert ? tensor.copies : 1
            entries[position].fileTensors += times * (tensors + biases)
        }
    }
}
