import Synchronization

/// A model prepared for estimates: what every request needs of its shape, computed once.
///
/// A class, since every request shares it.
public final class ModelProfile: Sendable {
    /// A tensor and the number of times the model holds it.
    public struct Entry: Hashable, Sendable {
        /// The tensor.
        public var tensor: WeightTensor
        /// How many layers hold it, or 1.
        public var count: Int
        /// The layers that hold it, neighbours joined; empty for a tensor outside the layers.
        public var layers: [Range<Int>]
    }

    /// The model.
    public let shape: ModelShape
    /// Its parameters by component.
    public let parameters: ParameterCount
    /// What its layers cache.
    public let cache: CacheShape
    /// Its tensors, equal ones merged.
    public let inventory: [Entry]
    /// The sizes of these tensors and how many there are, in the same order.
    let sizes: [(size: TensorSize, count: Int)]
    /// Elements that one token needs at once in the temporary buffers of the widest layer.
    public let activations: ActivationShape
    /// What one token computes.
    public let compute: ComputeShape
    private let ggufTables = AtomicLazyReference<GGUFTables>()

    /// Prepares a model.
    public init(_ shape: ModelShape) {
        self.shape = shape
        self.parameters = ParameterCount(shape)
        self.cache = CacheShape(shape.layers)
        self.inventory = Self.inventory(shape)
        self.sizes = inventory.map { (TensorSize($0.tensor), $0.count) }
        self.activations = ActivationShape(shape)
        self.compute = ComputeShape(shape)
    }

    /// Its tensors as GGUF files hold them: prepared when first asked for, since it takes longer than
    /// the rest and most estimates are of other formats.
    var ggufInventory: GGUFInventory { preparedGGUF.inventory }

    /// Bytes of its undivided tensors in a mix, by component: summed up when first asked for.
    func ggufSums(_ mix: GGUFMix) -> GGUFSums { preparedGGUF.sums(mix) }

    private var preparedGGUF: GGUFTables {
        if let known = ggufTables.load() { return known }
        return ggufTables.storeIfNil(GGUFTables(inventory: GGUFInventory(shape)))
    }

    /// The same in a box that threads can share.
    private final class GGUFTables: Sendable {
        let inventory: GGUFInventory
        private let known = Mutex<[GGUFMix: GGUFSums]>([:])

        init(inventory: GGUFInventory) { self.inventory = inventory }

        func sums(_ mix: GGUFMix) -> GGUFSums {
            known.withLock { known in
                if let sums = known[mix] { return sums }
                let sums = GGUFSums(inventory, mix)
                known[mix] = sums
                return sums
            }
        }
    }

    private static func inventory(_ shape: ModelShape) -> [Entry] {
        var entries: [Entry] = []
        var positions: [WeightTensor: Int] = [:]
        for tensor in shape.embeddings + shape.outputs + shape.towers {
            if let position = positions[tensor] {
                entries[position].count += 1
            } else {
                positions[tensor] = entries.count
                entries.append(Entry(tensor: tensor, count: 1, layers: []))
            }
        }
        positions = [:]
        // Where the tensors of each kind of layer are: looked up once, though kinds may alternate.
        let places = shape.layers.kinds.map { kind in
            kind.tensors.map { tensor in
                let position = positions[tensor, default: entries.count]
                if position == entries.count {
                    positions[tensor] = position
                    entries.append(Entry(tensor: tensor, count: 0, layers: []))
                }
                return position
            }
        }
        var first = shape.part?.firstLayer ?? 0
        for run in shape.layers.runs {
            let layers = first..<first + run.count
            first = layers.upperBound
            for position in places[run.kind] {
                entries[position].count += run.count
                entries[position].join(layers)
            }
        }
        return entries
    }
}

extension ModelProfile.Entry {
    fileprivate mutating func join(_ range: Range<Int>) {
        if let last = layers.last, last.upperBound >= range.lowerBound {
            layers[layers.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else {
            layers.append(range)
        }
    }
}
