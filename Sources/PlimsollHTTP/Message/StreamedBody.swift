/// A body made in pieces while it is sent, for answers that are long to compute or too large to
/// hold.
///
/// Pieces do not depend on each other: the workers make several at once, in any order, and they are
/// sent in theirs. Only a few exist at a time, none is begun while the client does not read, and
/// none once it has gone.
public struct StreamedBody: Sendable {
    /// How many pieces there are.
    public let pieceCount: Int
    /// Makes the piece at an index; called once for each, on any thread.
    public let piece: @Sendable (Int) -> [UInt8]

    /// A body of that many pieces, each of about a millisecond's work.
    public init(pieceCount: Int, piece: @escaping @Sendable (Int) -> [UInt8]) {
        self.pieceCount = pieceCount
        self.piece = piece
    }

    /// All pieces, made here and now.
    public func collected() -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<pieceCount { bytes += piece(index) }
        return bytes
    }
}
