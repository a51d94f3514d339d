import Synchronization

/// A streamed answer on its way: which pieces have begun, which wait for their turn to be sent.
///
/// It knows no socket and no workers; `Channel` joins it to both. A class, so that asking whether
/// there is one copies nothing.
final class StreamedAnswer {
    /// Tells pieces that have not begun that nobody waits for them any more.
    final class Cancellation: Sendable {
        private let flag = Atomic<Bool>(false)

        var isCancelled: Bool { flag.load(ordering: .relaxed) }

        func cancel() { flag.store(true, ordering: .relaxed) }
    }

    private static let lastChunk = Array("0\r\n\r\n".utf8)

    /// What it answers.
    let request: HTTPRequest
    let status: Int
    /// Tells this answer's pieces from those of an earlier one on the same connection.
    let serial: Int
    /// Whether its head says that the connection goes on.
    let keepsAlive: Bool
    let cancellation = Cancellation()
    /// Bytes of the answer so far, head included.
    private(set) var bytes: Int

    private let body: StreamedBody
    private let isChunked: Bool
    /// Pieces that may exist at once: a few more than are made at once, so that no worker waits
    /// for the network.
    private let window: Int
    private var begun = 0
    private var sent = 0
    private var ready: [Int: [UInt8]] = [:]

    /// An answer whose head of `headBytes` bytes is written.
    init(
        _ body: StreamedBody,
        to request: HTTPRequest,
        status: Int,
        serial: Int,
        keepsAlive: Bool,
        workers: Int,
        headBytes: Int
    ) {
        self.body = body
        self.request = request
        self.status = status
        self.serial = serial
        self.keepsAlive = keepsAlive
        bytes = headBytes
        isChunked = request.version != .http10
        window = 2 * workers
    }

    /// Whether every piece and the end are written.
    var isComplete: Bool { sent == body.pieceCount }

    /// The next piece to make, if one more may exist now.
    func begin() -> (index: Int, make: @Sendable (Int) -> [UInt8])? {
        guard begun < body.pieceCount, begun - sent < window else { return nil }
        defer { begun += 1 }
        return (begun, body.piece)
    }

    /// Takes a piece that is made.
    func take(_ piece: [UInt8], at index: Int) {
        ready[index] = piece
    }

    /// Writes pieces whose turn has come until there are `limit` bytes; returns whether any was
    /// written.
    func write(into out: inout [UInt8], upTo limit: Int) -> Bool {
        let before = out.count
        let first = sent
        while out.count < limit, let piece = ready.removeValue(forKey: sent) {
            append(piece, to: &out)
            sent += 1
        }
        if sent > first, isComplete { writeEnd(into: &out) }
        bytes += out.count - before
        return sent > first
    }

    /// Writes what follows the last piece.
    func writeEnd(into out: inout [UInt8]) {
        if isChunked { out.append(contentsOf: Self.lastChunk) }
    }

    /// A chunk (RFC 9112 section 7.1); an empty one would be the last, so it is left out.
    private func append(_ piece: [UInt8], to out: inout [UInt8]) {
        guard !piece.isEmpty else { return }
        guard isChunked else { return out.append(contentsOf: piece) }
        out.append(contentsOf: String(piece.count, radix: 16).utf8)
        out.append(Byte.carriageReturn)
        out.append(Byte.lineFeed)
        out.append(contentsOf: piece)
        out.append(Byte.carriageReturn)
        out.append(Byte.lineFeed)
    }
}
