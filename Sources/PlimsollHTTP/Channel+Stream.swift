/// Streamed answers: pieces come from the workers by way of the loop's mailbox, and go out as the
/// client reads.
extension Channel {
    /// Pieces are collected up to this many bytes before they are written.
    private static let streamBytes = 128 * 1024

    /// Writes the head of a streamed answer and has its first pieces made.
    mutating func start(
        _ body: StreamedBody,
        _ response: HTTPResponse,
        to request: HTTPRequest,
        _ loop: EventLoop,
        _ turn: inout Turn
    ) {
        guard loop.beginStream() else {
            var refusal = loop.router.renderer(.overloaded, request)
            refusal.fields.set("Retry-After", to: "1")
            return respond(refusal, to: request, loop, &turn)
        }
        let keeps = connection.startedAnswer(
            mayKeep: !response.closesConnection && !loop.isDraining && request.version != .http10,
            now: turn.now
        )
        let headBytes = turn.encode(response, to: request.head, keepsAlive: keeps)
        loop.counters.countResponse(response.status)
        streamCount += 1
        let stream = StreamedAnswer(
            body,
            to: request,
            status: response.status,
            serial: streamCount,
            keepsAlive: keeps,
            workers: loop.workers.workers,
            headBytes: headBytes
        )
        if stream.isComplete { stream.writeEnd(into: &turn.out) }
        self.stream = stream
        beginPieces(loop)
    }

    /// Gives the client a piece that a worker has made.
    mutating func take(
        _ piece: [UInt8],
        at index: Int,
        of serial: Int,
        _ loop: EventLoop,
        _ turn: inout Turn
    ) {
        guard !isClosed, stream?.serial == serial else { return }
        stream?.take(piece, at: index)
        pump(loop, &turn)
    }

    /// Has workers begin as many pieces as may exist.
    private mutating func beginPieces(_ loop: EventLoop) {
        let (mailbox, token) = (loop.mailbox, token)
        while let (index, make) = stream?.begin(), let stream {
            let (serial, cancellation) = (stream.serial, stream.cancellation)
            loop.workers.submitPiece {
                guard !cancellation.isCancelled else { return }
                mailbox.post(.piece(token, serial: serial, index: index, make(index)))
            }
        }
    }

    /// Moves pieces to `out`, which is empty; returns whether there is something to do next.
    mutating func writePieces(_ loop: EventLoop, _ turn: inout Turn) -> Bool {
        let hasWritten = stream?.write(into: &turn.out, upTo: Self.streamBytes) ?? false
        guard stream?.isComplete ?? true else {
            beginPieces(loop)
            return hasWritten
        }
        let keeps = stream?.keepsAlive ?? false
        endStream(loop)
        _ = connection.answered(mayKeep: keeps, now: turn.now)
        return true
    }

    /// Ends the answer, whole or not.
    mutating func endStream(_ loop: EventLoop) {
        guard let stream else { return }
        stream.cancellation.cancel()
        self.stream = nil
        loop.endStream()
        observe(stream.request, stream.status, bytes: stream.bytes, loop)
    }
}
