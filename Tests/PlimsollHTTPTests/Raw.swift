@testable import PlimsollHTTP

/// The bytes of a text whose characters stand for one byte each, so that `\u{80}` is a raw 0x80.
func raw(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
}

/// What a parser made of a whole input, comparable.
enum Parsed: Equatable {
    case needMore
    case failure(HTTPError)
    /// The head's parts as one text, and how many bytes it took.
    case head(String, consumed: Int)

    var error: HTTPError? {
        if case .failure(let error) = self { error } else { nil }
    }
}

/// Parses bytes that come in pieces of these sizes, the last size repeated.
func parse(_ bytes: [UInt8], pieces: [Int] = [.max], limits: HTTPLimits = HTTPLimits()) -> Parsed {
    var parser = HeadParser(limits: limits)
    var start = 0
    var index = 0
    while start < bytes.count {
        let size = pieces[min(index, pieces.count - 1)]
        let end = size > bytes.count - start ? bytes.count : start + size
        let piece = Array(bytes[start..<end])
        var offset = 0
        switch parser.consume(piece.span, from: &offset) {
        case .needMore:
            guard offset == piece.count else { return .head("left bytes", consumed: offset) }
        case .failure(let error):
            return .failure(error)
        case .head(let head):
            return .head(describe(head), consumed: start + offset)
        }
        start = end
        index += 1
    }
    return .needMore
}

/// Everything that a head says, in one line a part.
func describe(_ head: RequestHead) -> String {
    let bytes = head.fields.bytes
    let text = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    var lines = ["\(head.method.rawValue) \(text(head.rawTarget)) \(head.version)"]
    lines.append("path=\(text(head.target.path)) query=\(head.target.query.map(text) ?? "-")")
    lines.append("authority=\(head.target.authority.map(text) ?? "-")")
    lines.append(
        "\(head.framing) keep=\(head.keepsAlive) continue=\(head.expectsContinue)"
    )
    lines += head.fields.pairs.map { "\($0.name)=\($0.value)" }
    return lines.joined(separator: "\n")
}

/// Numbers that look random and are the same in every run (a linear congruential generator).
struct Sequence32 {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
