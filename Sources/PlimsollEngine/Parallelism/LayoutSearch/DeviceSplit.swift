/// How the layers of a model are divided over GPUs of different memory.
public enum DeviceSplit {
    /// What one stage has for layers.
    public struct Stage: Hashable, Sendable {
        /// Bytes that one GPU of the stage may use.
        public var usable: Bytes
        /// Bytes that are there whatever its layers: embedding or head, context and buffers.
        public var fixed: Bytes

        /// A stage.
        public init(usable: Bytes, fixed: Bytes) {
            self.usable = usable
            self.fixed = fixed
        }

        /// Bytes that are left for layers.
        var room: Int { max(0, (usable - fixed).magnitude) }
    }

    /// Layers of each stage, in proportion to the memory that it has for them.
    ///
    ///     n_i = ⌊L · room_i / Σ room⌋, at least 1; the rest one by one to the stage with the most room
    ///           for each of its layers
    ///
    /// Worked example, 80 layers over cards with 24, 24 and 12 GB of room: 32, 32 and 16.
    ///
    /// Source: llama.cpp divides by free memory (`llama-model.cpp`, the default of `tensor_split`).
    ///
    /// - Parameters:
    ///   - layers: Layers of the model, at least one for each stage.
    ///   - stages: The stages in order.
    /// - Returns: Layers of each stage; their sum is `layers`. Empty where there are too few.
    public static func layerCounts(_ layers: Int, _ stages: [Stage]) -> [Int] {
        guard !stages.isEmpty, layers >= stages.count else { return [] }
        let rooms = stages.map { Double(max(1, $0.room)) }
        let sum = rooms.reduce(0, +)
        var counts = rooms.map { max(1, Int((Double(layers) * $0 / sum).rounded(.down))) }
        var left = layers - counts.reduce(0, +)
        while left > 0 {
            let next = rooms.indices.max {
                rooms[$0] / Double(counts[$0] + 1) < rooms[$1] / Double(counts[$1] + 1)
            }
            counts[next ?? 0] += 1
            left -= 1
        }
        while left < 0 {
            let fullest = counts.indices.filter { counts[$0] > 1 }.min {
                rooms[$0] / Double(counts[$0]) < rooms[$1] / Double(counts[$1])
            }
            counts[fullest ?? 0] -= 1
            left += 1
        }
        return counts
    }
}

/// GPUs of one kind among several kinds.
public struct DeviceGroup: Hashable, Sendable {
    /// The GPU.
    public var gpu: GPU
    /// How many there are.
    public var count: Int

    /// A group.
    public init(gpu: GPU, count: Int) {
        self.gpu = gpu
        self.count = count
    }
}
