/// What a parse may cost at most, so that no text from outside decides how much memory it takes.
public struct JSONLimits: Sendable, Equatable {
    /// Objects and arrays inside each other; `[]` alone is depth 1.
    public var depth: Int
    /// Bytes of the whole text, 2 GiB at most whatever this says.
    public var bytes: Int
    /// Keys and values together, containers included.
    public var nodes: Int
    /// Bytes between the quotes of one string, as written.
    public var stringLength: Int
    /// Characters of one number, as written.
    public var numberLength: Int
    /// Members of one object.
    public var membersPerObject: Int

    /// Generous enough for a tensor index of the largest open models.
    public static let `default` = JSONLimits()

    /// Limits that differ from the default ones where an argument is given.
    public init(
        depth: Int = 64,
        bytes: Int = 32 << 20,
        nodes: Int = 2_000_000,
        stringLength: Int = 1 << 20,
        numberLength: Int = 400,
        membersPerObject: Int = 500_000
    ) {
        self.depth = depth
        self.bytes = min(bytes, Int(Int32.max))
        self.nodes = min(nodes, Int(Int32.max))
        self.stringLength = stringLength
        self.numberLength = numberLength
        self.membersPerObject = membersPerObject
    }
}
