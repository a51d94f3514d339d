/// Layers over devices of different memory as an engine divides them by itself; ``DeviceSplit`` is
/// how a plan does.
public enum ProportionalSplit {
    /// Layers of each device, in proportion to its memory.
    ///
    ///     device(l) = the first d with (m_1 + … + m_d) / m > l / (L + 1)
    ///
    /// | symbol | meaning                                                       |
    /// |--------|---------------------------------------------------------------|
    /// | l, L   | a layer from 0 on, all layers; the head counts as one more    |
    /// | m_d, m | memory of a device, of all                                    |
    ///
    /// Worked example, 32 layers over 24 and 8 GiB: layer 24 is at 24/33 < 3/4, layer 25 at 25/33:
    /// 25 layers and 7.
    ///
    /// Source: ggml-org/llama.cpp, `src/llama-model.cpp`, load_tensors (splits and upper_bound).
    public static func layerCounts(_ layers: Int, over memories: [Bytes]) -> [Int] {
        let total = memories.reduce(0.0) { $0 + Double($1.magnitude) }
        var counts = [Int](repeating: 0, count: memories.count)
        guard total > 0, !memories.isEmpty else { return counts }
        var bounds: [Double] = []
        var sum = 0.0
        for memory in memories {
            sum += Double(memory.magnitude)
            bounds.append(sum / total)
        }
        var device = 0
        for layer in 0..<layers {
            let place = Double(layer) / Double(layers + 1)
            while device + 1 < memories.count, bounds[device] <= place { device += 1 }
            counts[device] += 1
        }
        return counts
    }
}
