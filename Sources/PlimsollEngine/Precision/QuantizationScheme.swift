/// How the elements of a matrix are stored: their own bits and what a group of them shares.
///
/// Worked example, 4 bits in groups of 128 with a 16-bit scale and a 4-bit zero point:
/// 4 + 16/128 + 4/128 = 4.15625 bits an element.
public struct QuantizationScheme: Hashable, Sendable {
    /// The elements that share one scale.
    public enum Group: Hashable, Sendable {
        /// No scale is stored.
        case none
        /// That many neighbouring input features of one row.
        case columns(Int)
        /// A block of that many rows and columns.
        case block(rows: Int, columns: Int)
        /// One output feature.
        case row
        /// The whole matrix.
        case tensor
    }

    /// Bits of one element by itself.
    public var bits: BitsPerElement
    /// What shares a scale.
    public var group: Group
    /// Bits of a group's scale; a fraction where scales share a scale of their own.
    public var scaleBits: Double
    /// Bits of a group's zero point or bias.
    public var zeroPointBits: Int
    /// Bits that are stored once for the matrix, such as a second-level scale.
    public var tensorBits: Int
    /// Bits that are stored for each input feature, such as the order in which GPTQ took them.
    public var columnBits: Int

    /// A scheme; without a group nothing but the elements is stored.
    public init(
        bits: BitsPerElement,
        group: Group = .none,
        scaleBits: Double = 0,
        zeroPointBits: Int = 0,
        tensorBits: Int = 0,
        columnBits: Int = 0
    ) {
        self.bits = bits
        self.group = group
        self.scaleBits = scaleBits
        self.zeroPointBits = zeroPointBits
        self.tensorBits = tensorBits
        self.columnBits = columnBits
    }

    /// Bytes of a matrix of that shape, without its bias.
    public func bytes(rows: Int, columns: Int) -> Bytes {
        let groups =
            switch group {
            case .none: 0
            case .columns(let size): rows * ((columns + size - 1) / size)
            case .block(let high, let wide):
                ((rows + high - 1) / high) * ((columns + wide - 1) / wide)
            case .row: rows
            case .tensor: 1
            }
        let perMatrix = tensorBits + columnBits * columns
        let sharedBits = Double(groups) * (scaleBits + Double(zeroPointBits)) + Double(perMatrix)
        let shared = Int((sharedBits / 8).rounded(.up))
        return Elements(rows * columns) * bits + Bytes(shared)
    }

    /// The average width of an element of a wide matrix, scales included.
    public var effectiveBits: BitsPerElement {
        let shared = scaleBits + Double(zeroPointBits)
        return switch group {
        case .none, .row, .tensor: bits
        case .columns(let size): BitsPerElement(bits.magnitude + shared / Double(size))
        case .block(let rows, let columns):
            BitsPerElement(bits.magnitude + shared / Double(rows * columns))
        }
    }
}
