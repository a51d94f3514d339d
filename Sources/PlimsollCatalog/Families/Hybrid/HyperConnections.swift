import PlimsollEngine

/// Streams that run beside each other through the layers and are mixed before and after each
/// mixer and each feed-forward network.
///
/// Source: Xie et al. 2025, arXiv:2512.24880 (manifold-constrained hyper-connections).
struct HyperConnections {
    var hiddenSize: Int
    /// Streams.
    var streams: Int
    /// Whether streams are also mixed with each other, and not only read and written.
    var hasCombination = true

    /// The mixing around one mixer or one feed-forward network.
    func mixing(_ module: ModuleName, _ component: ParameterComponent) -> [WeightTensor] {
        let outputs = (hasCombination ? 2 + streams : 2) * streams
        return [
            WeightTensor(
                module,
                component,
                rows: outputs,
                columns: streams * hiddenSize,
                bias: outputs + (hasCombination ? 3 : 2)
            )
        ]
    }

    /// Both mixings of a layer.
    var layer: [WeightTensor] {
        mixing("attn_hc", .attention) + mixing("ffn_hc", .mlp)
    }

    /// The weighted sum of the streams after the last layer.
    var head: WeightTensor {
        WeightTensor(
            "hc_head",
            .other,
            rows: streams,
            columns: streams * hiddenSize,
            bias: streams + 1
        )
    }
}
