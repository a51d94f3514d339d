/// A count of tensor elements: parameters, cache entries, activations.
public struct Elements: Quantity {
    /// How many.
    public let magnitude: Int

    /// That many elements.
    public init(_ magnitude: Int) { self.magnitude = magnitude }
}

/// A count of tokens.
public struct Tokens: Quantity {
    /// How many.
    public let magnitude: Int

    /// That many tokens.
    public init(_ magnitude: Int) { self.magnitude = magnitude }
}

/// The width of one stored element in bits; a fraction where scales are shared by a group.
public struct BitsPerElement: Quantity {
    /// Bits.
    public let magnitude: Double

    /// That many bits an element.
    public init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// The only way from elements to bytes; a fraction of a byte is rounded up.
public func * (count: Elements, width: BitsPerElement) -> Bytes {
    let bits = width.magnitude
    if bits == 16 { return Bytes(count.magnitude * 2) }
    if bits == 8 { return Bytes(count.magnitude) }
    if bits == bits.rounded() {
        return Bytes((count.magnitude * Int(bits) + 7) / 8)
    }
    return Bytes(Int((Double(count.magnitude) * bits / 8).rounded(.up)))
}
