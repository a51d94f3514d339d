import PlimsollHTTP

// Feeds the chunked decoder. The first byte says how the rest is cut; whole and in pieces must come
// to the same. One file only: a fuzz target of two files does not link in a plain build.

private struct Result: Equatable {
    var outcome = ChunkedDecoder.Outcome.needMore
    var body: [UInt8] = []
    var consumed = 0
}

private func decode(_ bytes: [UInt8], piece: Int) -> Result {
    var limits = HTTPLimits()
    limits.trailerBytes = 64
    limits.chunkExtensionBytes = 32
    var decoder = ChunkedDecoder(bodyLimit: 256, limits: limits)
    var result = Result()
    while result.consumed < bytes.count, result.outcome == .needMore {
        let part = Array(bytes[result.consumed..<min(bytes.count, result.consumed + piece)])
        var offset = 0
        result.outcome = decoder.decode(part.span, from: &offset, into: &result.body)
        precondition(result.outcome != .needMore || offset == part.count, "bytes were left")
        result.consumed += offset
    }
    return result
}

/// The entry that libFuzzer calls with each input.
@c(LLVMFuzzerTestOneInput)
public func fuzzChunked(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let input = Array(bytes.dropFirst())
    let whole = decode(input, piece: .max - input.count)
    precondition(
        whole == decode(input, piece: 1 + Int(bytes[0]) % 16),
        "pieces differ from the whole"
    )
    precondition(whole.body.count <= 256, "the limit was passed")
    return 0
}
