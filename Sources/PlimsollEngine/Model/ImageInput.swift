/// The largest image that a model takes as one item, which engines prepare for.
public struct ImageInput: Hashable, Sendable {
    /// Elements of its pixels, all colours.
    public var pixels: Elements
    /// Patches that the tower sees.
    public var patches: Int
    /// Tokens of the text model that it becomes.
    public var tokens: Int
    /// Elements that one patch needs at once in the widest layer of the tower.
    public var widthPerPatch: Elements
    /// Whether tokens of an image see each other in both directions.
    public var isBidirectional: Bool

    /// An image of these sizes.
    public init(
        pixels: Elements,
        patches: Int,
        tokens: Int,
        widthPerPatch: Elements,
        isBidirectional: Bool = false
    ) {
        self.pixels = pixels
        self.patches = patches
        self.tokens = tokens
        self.widthPerPatch = widthPerPatch
        self.isBidirectional = isBidirectional
    }
}
