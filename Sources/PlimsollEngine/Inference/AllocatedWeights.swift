/// What an engine holds beside the bytes of a model's tensors.
struct WeightAdditions: Hashable, Sendable {
    /// Tables of rotary sines and cosines.
    var rotaryTables = Bytes.zero
    /// Ends of pages that the allocator hands out whole.
    var pages = Bytes.zero
    /// Second copies of tensors.
    var copies = Bytes.zero
    /// A buffer for one matrix that is widened.
    var widened = Bytes.zero

    /// All of them.
    var total: Bytes { rotaryTables + pages + copies + widened }

    /// Those that there are, in words.
    var words: [String] {
        [
            (rotaryTables, "rotary tables"), (pages, "ends of pages"), (copies, "second copies"),
            (widened, "for a widened matrix"),
        ]
        .filter { $0.0 > .zero }
        .map { "\(grouped($0.0.magnitude)) \($0.1)" }
    }
}

extension ExtraWeights {
    /// Those that there are, in words.
    var words: [String] {
        [(adapters, "adapters"), (draft, "draft model"), (nextTokenModules, "next-token modules")]
            .filter { $0.0 > .zero }
            .map { "\(grouped($0.0.magnitude)) \($0.1)" }
    }
}

extension ModelProfile {
    /// Bytes that PyTorch's allocator adds to weights, since it hands out large buffers by pages.
    ///
    ///     slack = Σ count · (page(b) − b)
    ///
    /// | symbol | meaning                                                                     |
    /// |--------|-----------------------------------------------------------------------------|
    /// | b      | bytes of a matrix, of the projections that an engine joins into one, or of  |
    /// |        | all experts of a layer                                                      |
    ///
    /// Worked example, Qwen2.5 7B at 16 bits: queries, keys and values are 31.5 MiB in a buffer of
    /// 32, gate and up 259 in 260, down 129.5 in 130; with embedding and head 57 MiB in all.
    ///
    /// - Parameters:
    ///   - format: How weights are stored; scales are small buffers, which add nothing.
    ///   - layout: GPUs that divide each matrix and the experts.
    ///   - joinsProjections: Whether projections of the same input, and all experts of a layer, are
    ///     one buffer.
    ///   - isIncluded: Which parts of the model count.
    /// - Returns: Bytes beyond those of the tensors.
    func allocationSlack(
        _ format: WeightFormat,
        layout: ParallelLayout,
        joinsProjections: Bool,
        where isIncluded: (ParameterComponent) -> Bool
    ) -> Bytes {
        var sum = Bytes.zero
        var open: (join: Join, count: Int, bytes: Bytes) = (.none, 0, .zero)
        func close() {
            sum += open.count * CachingAllocator.slack(open.bytes)
            open = (.none, 0, .zero)
        }
        for index in inventory.indices where isIncluded(sizes[index].size.component) {
            let (whole, count) = sizes[index]
            let shard = whole.shard(layout)
            let bytes = format.matrixBytes(of: shard)
            guard joinsProjections else {
                sum += (count * shard.copies) * CachingAllocator.slack(bytes)
                continue
            }
            let join = Join(inventory[index].tensor.module)
            if join == .none || join != open.join || count != open.count { close() }
            open = (join, count, open.bytes + shard.copies * bytes)
        }
        close()
        return sum
    }

    /// Projections that engines join into one matrix.
    private enum Join {
        case none
        case attention
        case feedForward

        init(_ module: ModuleName) {
            switch module {
            case .queryProjection, .keyProjection, .valueProjection: self = .attention
            case .gateProjection, .upProjection: self = .feedForward
            default: self = .none
            }
        }
    }

    /// Elements of the largest matrix that a format covers, on one GPU.
    func largestCovered(_ format: WeightFormat, _ layout: ParallelLayout) -> Elements {
        var most = 0
        for (size, _) in sizes where format.covers(size.kind, size.component) {
            let shard = size.shard(layout)
            most = max(most, shard.rows * shard.columns)
        }
        return Elements(most)
    }

    /// Bytes of second copies of a latent attention's up-projections, with which an engine decodes.
    func latentCopyBytes(
        _ copies: WeightPlacement.LatentCopies,
        _ format: WeightFormat,
        tensor: Int
    ) -> Bytes {
        guard copies != .none else { return .zero }
        var elements = 0
        for (layer, count) in zip(shape.layers.kinds, shape.layers.countsByKind) {
            for case .latentAttention(let attention) in layer.mixers {
                elements += count * attention.copiedElements(copies, hidden: shape.hiddenSize)
            }
        }
        let isQuantized = format.scope != .all
        guard copies != .dequantized || isQuantized else { return .zero }
        return Elements((elements + tensor - 1) / tensor) * BitsPerElement(16)
    }
}

extension LatentAttention {
    /// Elements of the copies that an engine makes of one layer's matrices.
    fileprivate func copiedElements(_ copies: WeightPlacement.LatentCopies, hidden: Int) -> Int {
        let upProjections = queryHeads * latentDimension * (headDimension + valueHeadDimension)
        guard copies == .absorbed else { return upProjections }
        // The products of query and key projections, of value and output projections, and the
        // rotary part of the query projection.
        let queries = tensors.first { $0.module == "q_b_proj" }?.columns ?? hidden
        return upProjections + queryHeads * latentDimension * (queries + hidden)
            + queryHeads * rotaryDimension * queries
    }
}

extension WeightFormat {
    /// Bytes of one copy of a matrix alone, scales and bias aside; none in a file's mix.
    fileprivate func matrixBytes(of size: TensorSize) -> Bytes {
        guard mix == nil else { return .zero }
        let isCovered = covers(size.kind, size.component)
        return Elements(size.rows * size.columns) * (isCovered ? scheme.bits : rest)
    }
}

/// PyTorch's caching allocator.
///
/// Source: pytorch/pytorch, c10/cuda/CUDACachingAllocator.cpp, `get_allocation_size` and
/// `should_split`.
enum CachingAllocator {
    /// From this size on a buffer gets pages of its own; smaller ones share a segment.
    static let ownPages = Bytes.mebi(10)
    /// The size of a page.
    static let page = Bytes.mebi(2)
    /// An end of at most this size stays with the buffer; a longer one is given to others.
    static let keptEnd = Bytes.mebi(1)

    /// Bytes by which a buffer is larger than what was asked for.
    static func slack(_ request: Bytes) -> Bytes {
        guard request >= ownPages else { return .zero }
        let beyond = request.magnitude % page.magnitude
        guard beyond > 0 else { return .zero }
        let end = page - Bytes(beyond)
        return end <= keptEnd ? end : .zero
    }
}
