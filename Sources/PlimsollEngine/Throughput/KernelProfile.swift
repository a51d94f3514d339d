/// How stored weights reach the matrix units: what is streamed, and in which format it is
/// multiplied.
public enum WeightPath: String, CaseIterable, Hashable, Sendable {
    /// 16 bits or more, multiplied as stored.
    case half = "16"
    /// 8 bits that the matrix units take as they are.
    case eight = "8"
    /// 8 bits that are widened to 16 first.
    case eightWidened = "8_widened"
    /// 4 bits that the matrix units take as they are.
    case four = "4"
    /// 4 bits or fewer that are widened to 16 first.
    case fourWidened = "4_widened"
    /// Blocks of the GGUF types.
    case block

    /// The path of a format on a card, with the rate at which its products are computed.
    ///
    /// - Returns: Nil where no rate of the card is known.
    public static func of(
        _ format: WeightFormat,
        on gpu: GPU
    ) -> (path: WeightPath, rate: FLOPsPerSecond)? {
        guard let half = gpu.peakRates.halfPrecision else { return nil }
        if format.mix != nil {
            return format.scheme.bits.magnitude >= 16 ? (.half, half) : (.block, half)
        }
        let bits = format.scheme.bits.magnitude
        if bits >= 16 { return (.half, half) }
        let native = format.matrixFormat.flatMap { gpu.peakRates[$0] }
        if bits > 4.6 { return native.map { (.eight, $0) } ?? (.eightWidened, half) }
        return native.map { (.four, $0) } ?? (.fourWidened, half)
    }

    var position: Int {
        switch self {
        case .half: 0
        case .eight: 1
        case .eightWidened: 2
        case .four: 3
        case .fourWidened: 4
        case .block: 5
        }
    }
}

/// What the kernels of one family reach on one kind of card, as shares of its peaks.
///
/// A class, since it carries many texts and is shared by all requests.
public final class KernelProfile: Sendable {
    /// The shares of one way of weights.
    public struct Path: Hashable, Sendable {
        /// Share of the memory bandwidth at which weights are streamed.
        public var stream: EmpiricalFactor
        /// Share of the peak rate at which large products are computed.
        public var matrix: EmpiricalFactor
        /// The same of routed experts, whose matrices are small and each read for a few tokens.
        public var expertStream: EmpiricalFactor
        /// The same of routed experts' products.
        public var expertMatrix: EmpiricalFactor

        /// The shares of one way.
        public init(
            stream: EmpiricalFactor,
            matrix: EmpiricalFactor,
            expertStream: EmpiricalFactor,
            expertMatrix: EmpiricalFactor
        ) {
            self.stream = stream
            self.matrix = matrix
            self.expertStream = expertStream
            self.expertMatrix = expertMatrix
        }
    }

    /// The shares of every way, in the order of ``WeightPath``.
    private let paths: [Path]
    /// Share of the memory bandwidth at which cached keys and values are streamed.
    public let cache: EmpiricalFactor
    /// Share of the 16-bit peak at which attention is computed.
    public let attention: EmpiricalFactor

    /// The shares of a kind of card; nil where a way lacks them.
    public init?(
        paths: [WeightPath: Path],
        cache: EmpiricalFactor,
        attention: EmpiricalFactor
    ) {
        let all = WeightPath.allCases.compactMap { paths[$0] }
        guard all.count == WeightPath.allCases.count else { return nil }
        self.paths = all
        self.cache = cache
        self.attention = attention
    }

    /// The shares of a way.
    public subscript(path: WeightPath) -> Path { paths[path.position] }
}
