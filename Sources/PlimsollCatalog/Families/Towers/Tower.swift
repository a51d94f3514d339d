import PlimsollEngine

/// The tensors of a vision or audio tower, gathered part by part.
///
/// A tower counts towards one component whatever its tensors are, so only their kinds and sizes
/// matter here.
struct Tower {
    /// Where the tower counts: vision, audio, or nothing particular.
    let component: ParameterComponent
    /// Elements of what comes out, per token of the tower.
    var outputWidth = 0
    /// What has been gathered.
    private(set) var tensors: [WeightTensor] = []

    /// An empty tower.
    init(_ component: ParameterComponent) { self.component = component }

    /// A linear layer.
    mutating func linear(
        _ module: ModuleName,
        _ rows: Int,
        _ columns: Int,
        bias: Bool = true,
        copies: Int = 1
    ) {
        add(module, .linear, rows: rows, columns: columns, bias: bias ? rows : 0, copies: copies)
    }

    /// A convolution: filters of so many elements each.
    mutating func convolution(
        _ module: ModuleName,
        _ filters: Int,
        of elements: Int,
        bias: Bool = true,
        copies: Int = 1
    ) {
        add(
            module,
            .convolution,
            rows: filters,
            columns: elements,
            bias: bias ? filters : 0,
            copies: copies
        )
    }

    /// A table of learned positions or queries.
    mutating func table(_ rows: Int, _ columns: Int, copies: Int = 1) {
        add(.positionEmbedding, .embedding, rows: rows, columns: columns, copies: copies)
    }

    /// A normalisation with its shift.
    mutating func norm(_ width: Int, bias: Bool = true, copies: Int = 1) {
        vector(.norm, width, copies: copies)
        if bias { vector(.norm, width, copies: copies) }
    }

    /// A vector, such as a class token or a scale.
    mutating func vector(_ module: ModuleName, _ count: Int, copies: Int = 1) {
        add(module, .vector, rows: 1, columns: count, copies: copies)
    }

    /// Transformer layers of one kind.
    mutating func layers(_ count: Int, _ layer: TowerLayer) {
        let queries = layer.queryWidth ?? layer.width
        let keys = layer.keyWidth ?? queries
        linear(.queryProjection, queries, layer.width, bias: layer.inputBias, copies: count)
        linear(.keyProjection, keys, layer.width, bias: layer.keyBias, copies: count)
        linear(.valueProjection, keys, layer.width, bias: layer.inputBias, copies: count)
        linear(.outputProjection, layer.width, queries, bias: layer.outputBias, copies: count)
        let bias = layer.feedForwardBias
        if layer.isGated {
            linear(.gateProjection, layer.feedForward, layer.width, bias: bias, copies: count)
        }
        linear(.upProjection, layer.feedForward, layer.width, bias: bias, copies: count)
        linear(.downProjection, layer.width, layer.feedForward, bias: bias, copies: count)
        norm(layer.width, bias: layer.normBias, copies: Tower.product(count, layer.norms))
        if layer.extra > 0 { vector("scale", layer.extra, copies: count) }
    }

    /// The tensors of another tower, such as a projector's.
    mutating func append(_ other: Tower) { tensors += other.tensors }

    private mutating func add(
        _ module: ModuleName,
        _ kind: WeightTensor.Kind,
        rows: Int,
        columns: Int,
        bias: Int = 0,
        copies: Int
    ) {
        guard copies > 0, rows > 0, columns > 0 else { return }
        tensors.append(
            WeightTensor(
                module,
                component,
                kind: kind,
                rows: rows,
                columns: columns,
                bias: bias,
                copies: copies
            )
        )
    }

    /// A product that stays far below the limits of whole numbers, however hostile its factors:
    /// what reaches the cap is refused as too large afterwards.
    static func product(_ factors: Int...) -> Int {
        let cap = 1 << 55
        var product = 1
        for factor in factors {
            let (next, overflow) = product.multipliedReportingOverflow(by: factor)
            if overflow || next > cap { return cap }
            product = next
        }
        return product
    }
}

/// One layer of a tower: attention and a feed-forward network with norms.
struct TowerLayer {
    /// Elements of the residual stream.
    var width: Int
    /// Elements of the middle of the feed-forward network.
    var feedForward: Int
    /// Elements of all queries; as the residual stream unless said otherwise.
    var queryWidth: Int?
    /// Elements of all keys, and of all values; as the queries unless said otherwise.
    var keyWidth: Int?
    /// Biases of queries and values, of keys, of the output, of the feed-forward network.
    var inputBias = true
    var keyBias = true
    var outputBias = true
    var feedForwardBias = true
    /// Whether a gate multiplies the middle of the feed-forward network.
    var isGated = false
    /// Norms of the residual stream, and whether they have a shift.
    var norms = 2
    var normBias = true
    /// Elements of further vectors: scales of residual branches, norms of heads.
    var extra = 0

    /// A layer without any bias, its norms included.
    static func withoutBias(width: Int, feedForward: Int, isGated: Bool) -> TowerLayer {
        TowerLayer(
            width: width,
            feedForward: feedForward,
            inputBias: false,
            keyBias: false,
            outputBias: false,
            feedForwardBias: false,
            isGated: isGated,
            normBias: false
        )
    }
}
