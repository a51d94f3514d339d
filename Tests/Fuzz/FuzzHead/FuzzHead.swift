import PlimsollHTTP

// Feeds the head parser. The first byte says how the rest is cut; whole and in pieces must come to
// the same. One file only: a fuzz target of two files does not link in a plain build.

private struct Result: Equatable {
    var error: HTTPError?
    var method: HTTPMethod?
    var keepsAlive = false
    var fields: [String] = []
    var consumed = 0
}

private func parse(_ bytes: [UInt8], piece: Int) -> Result {
    var parser = HeadParser(limits: HTTPLimits())
    var result = Result()
    var start = 0
    while start < bytes.count {
        let end = min(bytes.count, start + piece)
        let part = Array(bytes[start..<end])
        var offset = 0
        switch parser.consume(part.span, from: &offset) {
        case .needMore:
            precondition(offset == part.count, "bytes were left")
        case .failure(let error):
            result.error = error
            return result
        case .head(let head):
            result.method = head.method
            result.keepsAlive = head.keepsAlive
            result.fields = head.fields.pairs.map { "\($0.name):\($0.value)" }
            result.consumed = start + offset
            return result
        }
        start = end
    }
    return result
}

/// The entry that libFuzzer calls with each input.
@c(LLVMFuzzerTestOneInput)
public func fuzzHead(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let input = Array(bytes.dropFirst())
    let whole = parse(input, piece: .max - input.count)
    precondition(
        whole == parse(input, piece: 1 + Int(bytes[0]) % 16),
        "pieces differ from the whole"
    )
    precondition(whole.consumed <= input.count, "more was used than there is")
    return 0
}
