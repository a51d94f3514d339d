/// The sizes of a tensor without its name: what shards and stored bytes depend on.
///
/// It holds numbers only, so that sums over a model's tensors copy no texts.
struct TensorSize: Hashable, Sendable {
    /// The part of the model that the tensor counts towards.
    var component: ParameterComponent
    /// What it is.
    var kind: WeightTensor.Kind
    /// How tensor parallelism divides it.
    var split: WeightTensor.Split
    /// Output features.
    var rows: Int
    /// Input features.
    var columns: Int
    /// Elements of the bias beside one copy.
    var bias: Int
    /// Identical copies in one layer.
    var copies: Int

    /// The sizes of a tensor.
    init(_ tensor: WeightTensor) {
        component = tensor.component
        kind = tensor.kind
        split = tensor.split
        rows = tensor.rows
        columns = tensor.columns
        bias = tensor.bias
        copies = tensor.copies
    }

    /// The sizes as one GPU of a layout holds them; see ``WeightTensor/shard(_:)``.
    func shard(_ layout: ParallelLayout) -> TensorSize {
        guard component == .routedExperts, layout.expert > 1 else {
            return shard(tensor: layout.tensor)
        }
        var shard = shard(tensor: layout.expertTensor)
        // A fused tensor of all experts has one copy; its rows belong to experts in turn.
        if copies > 1 {
            shard.copies = (copies + layout.expert - 1) / layout.expert
        }
        return shard
    }

    /// The sizes as one of `size` GPUs holds them; see ``WeightTensor/shard(tensor:)``.
    func shard(tensor size: Int) -> TensorSize {
        guard size > 1 else { return self }
        var shard = self
        switch split {
        case .replicated:
            break
        case .rows(let units):
            let kept = (units + size - 1) / size
            shard.rows = rows / units * kept
            shard.bias = bias / units * kept
        case .columns(let units):
            shard.columns = columns / units * ((units + size - 1) / size)
        case .vocabulary:
            let padded = (rows + 63) / 64 * 64
            shard.rows = (padded + size - 1) / size
            shard.bias = bias == 0 ? 0 : shard.rows
        }
        return shard
    }
}

/// The share of a tensor that one GPU of a tensor parallel group stores.
extension WeightTensor {
    /// The tensor as one GPU of a layout holds it.
    ///
    /// Routed experts are divided whole over the expert parallel group, and each of them by the
    /// GPUs that are left for it; everything else by the tensor parallel group.
    public func shard(_ layout: ParallelLayout) -> WeightTensor {
        resized(TensorSize(self).shard(layout))
    }

    /// The tensor as one of `size` GPUs holds it.
    ///
    /// Output features are divided by whole units, and a unit is repeated where there are fewer
    /// units than GPUs; a bias goes with the output features. Vocabularies are padded to a multiple
    /// of 64 rows first. Size 1 is the tensor itself.
    ///
    /// Source: Shoeybi et al. 2019, arXiv:1909.08053, section 3 (columns then rows);
    /// vLLM `vocab_parallel_embedding.py` (padding to 64).
    public func shard(tensor size: Int) -> WeightTensor {
        resized(TensorSize(self).shard(tensor: size))
    }

    private func resized(_ size: TensorSize) -> WeightTensor {
        var tensor = self
        tensor.rows = size.rows
        tensor.columns = size.columns
        tensor.bias = size.bias
        tensor.copies = size.copies
        return tensor
    }
}
