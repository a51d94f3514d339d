/// Finds one request head in bytes that come in pieces.
///
/// A value without I/O. Every byte is looked at once: the state says what the next byte may be, so
/// a head cut anywhere costs no more than a whole one. The parser knows the syntax of RFC 9112
/// sections 2 to 5, in its strict form (CR LF only, no folding); what the fields mean together is
/// decided by `RequestHead`.
package struct HeadParser {
    /// What the bytes so far amount to.
    package enum Outcome {
        /// All bytes were taken and the head is not complete.
        case needMore
        /// A head is complete; the offset is that of the byte after it.
        case head(RequestHead)
        /// The bytes are refused; the parser must not be used again.
        case failure(HTTPError)
    }

    private enum State {
        case leading, leadingLineFeed
        case method, target, version, requestLineFeed
        case lineStart, name, blank, value, valueLineFeed, endLineFeed
    }

    /// Empty lines tolerated before a request line (RFC 9112 section 2.2 asks for at least one).
    private static let toleratedEmptyLines = 2
    /// No known method is longer; a longer one need not be collected to be unknown.
    private static let methodBytes = 32

    private let limits: HTTPLimits
    private var state = State.leading
    /// The head's bytes from earlier pieces.
    ///
    /// Offsets below count from its start.
    private var bytes: [UInt8] = []
    private var entries: [HTTPFields.Entry] = []
    private var mark = 0
    private var method = 0..<0
    private var target = 0..<0
    private var name = 0..<0
    private var major: UInt8 = 0
    private var minor: UInt8 = 0
    private var emptyLines = 0

    package init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// Whether no byte of a head has come yet.
    var isEmpty: Bool { bytes.isEmpty }

    /// Takes bytes of `input` from `offset` on and moves `offset` past those it took.
    package mutating func consume(_ input: Span<UInt8>, from offset: inout Int) -> Outcome {
        do throws(HTTPError) {
            guard let end = try scan(input, from: offset) else {
                bytes.append(input, offset..<input.count)
                offset = input.count
                return .needMore
            }
            bytes.append(input, offset..<end)
            offset = end
            return .head(try finish())
        } catch {
            return .failure(error)
        }
    }

    private mutating func finish() throws(HTTPError) -> RequestHead {
        let version: HTTPVersion
        switch (major, minor) {
        case (1, 0): version = .http10
        // A later minor version is read as the last one known (RFC 9110 section 2.5).
        case (1, _): version = .http11
        default: throw .versionUnsupported
        }
        // Handed over, so that nothing is copied and the parser is empty again.
        var found = HTTPFields()
        found.exchange(&bytes, &entries)
        return try RequestHead(
            fields: found,
            method: method,
            target: target,
            version: version
        )
    }

    /// Runs over the new bytes; returns the index after the head if it ends here.
    private mutating func scan(_ input: Span<UInt8>, from start: Int) throws(HTTPError) -> Int? {
        let base = bytes.count - start
        let end = min(input.count, limits.headBytes - base)
        var index = start
        while index < end {
            let byte = input[index]
            switch state {
            case .leading, .leadingLineFeed:
                try skipEmptyLine(byte, at: base + index)
                if state == .method { continue }
            case .method:
                while index < end, ByteClass.isToken(input[index]) { index += 1 }
                try endMethod(at: base + index, next: index < end ? input[index] : nil)
            case .target:
                while index < end, ByteClass.isTarget(input[index]) { index += 1 }
                try endTarget(at: base + index, next: index < end ? input[index] : nil)
            case .version:
                try takeVersion(byte, at: base + index - mark)
            case .requestLineFeed, .valueLineFeed:
                guard byte == Byte.lineFeed else { throw .malformed(.bareCarriageReturn) }
                state = .lineStart
            case .lineStart:
                try startLine(byte, at: base + index)
            case .name:
                while index < end, ByteClass.isToken(input[index]) { index += 1 }
                if index < end { try endName(at: base + index, next: input[index]) }
            case .blank:
                if !ByteClass.isBlank(byte) {
                    mark = base + index
                    state = .value
                    continue
                }
            case .value:
                while index < end, ByteClass.isFieldValue(input[index]) { index += 1 }
                if index < end { try endValue(input, at: index, base: base) }
            case .endLineFeed:
                guard byte == Byte.lineFeed else { throw .malformed(.bareCarriageReturn) }
                return index + 1
            }
            index += 1
        }
        if end < input.count || base + end >= limits.headBytes {
            throw .headTooLarge(limit: limits.headBytes)
        }
        return nil
    }

    private mutating func skipEmptyLine(_ byte: UInt8, at position: Int) throws(HTTPError) {
        switch (state, byte) {
        case (.leading, Byte.carriageReturn):
            state = .leadingLineFeed
        case (.leading, Byte.lineFeed):
            throw .malformed(.bareLineFeed)
        case (.leading, _):
            mark = position
            state = .method
        case (_, Byte.lineFeed):
            emptyLines += 1
            guard emptyLines <= Self.toleratedEmptyLines else { throw .malformed(.emptyLines) }
            state = .leading
        default:
            throw .malformed(.bareCarriageReturn)
        }
    }

    private mutating func endMethod(at position: Int, next: UInt8?) throws(HTTPError) {
        if position - mark > Self.methodBytes { throw .methodUnknown }
        guard let next else { return }
        guard next == Byte.space, position > mark else { throw .malformed(.method) }
        method = mark..<position
        mark = position + 1
        state = .target
    }

    private mutating func endTarget(at position: Int, next: UInt8?) throws(HTTPError) {
        if position - mark > limits.targetBytes {
            throw .targetTooLong(limit: limits.targetBytes)
        }
        guard let next else { return }
        switch next {
        case Byte.space where position > mark: break
        case Byte.space: throw .malformed(.target)
        case Byte.carriageReturn: throw .malformed(.version)
        case Byte.lineFeed: throw .malformed(.bareLineFeed)
        case Byte.hash: throw .malformed(.fragment)
        case Byte.openBracket, Byte.closeBracket:
            // Brackets hold an IPv6 address in an absolute target; `RequestTarget` knows where.
            return
        default: throw .malformed(.targetByte)
        }
        target = mark..<position
        mark = position + 1
        state = .version
    }

    private mutating func takeVersion(_ byte: UInt8, at position: Int) throws(HTTPError) {
        let expected: UInt8
        switch position {
        case 0: expected = 0x48
        case 1, 2: expected = 0x54
        case 3: expected = 0x50
        case 4: expected = Byte.slash
        case 6: expected = Byte.dot
        case 5, 7:
            guard ByteClass.isDigit(byte) else { throw .malformed(.version) }
            if position == 5 { major = byte - Byte.zero } else { minor = byte - Byte.zero }
            return
        default:
            if byte == Byte.lineFeed { throw .malformed(.bareLineFeed) }
            expected = Byte.carriageReturn
            state = .requestLineFeed
        }
        guard byte == expected else { throw .malformed(.version) }
    }

    private mutating func startLine(_ byte: UInt8, at position: Int) throws(HTTPError) {
        switch byte {
        case Byte.carriageReturn: state = .endLineFeed
        case Byte.lineFeed: throw .malformed(.bareLineFeed)
        case Byte.space, Byte.tab: throw .malformed(.foldedLine)
        default:
            guard ByteClass.isToken(byte) else { throw .malformed(.fieldName) }
            guard entries.count < limits.fieldCount else {
                throw .tooManyFields(limit: limits.fieldCount)
            }
            if entries.isEmpty { entries.reserveCapacity(12) }
            mark = position
            state = .name
        }
    }

    private mutating func endName(at position: Int, next: UInt8) throws(HTTPError) {
        switch next {
        case Byte.colon: break
        case Byte.space, Byte.tab: throw .malformed(.spaceBeforeColon)
        case Byte.carriageReturn: throw .malformed(.missingColon)
        case Byte.lineFeed: throw .malformed(.bareLineFeed)
        default: throw .malformed(.fieldName)
        }
        name = mark..<position
        state = .blank
    }

    private mutating func endValue(_ input: Span<UInt8>, at index: Int, base: Int) throws(HTTPError)
    {
        switch input[index] {
        case Byte.carriageReturn: break
        case Byte.lineFeed: throw .malformed(.bareLineFeed)
        default: throw .malformed(.fieldValue)
        }
        var end = base + index
        // White space at the end belongs to the line, not to the value; the last byte may be in an
        // earlier piece.
        while end > mark,
            ByteClass.isBlank(end > bytes.count ? input[end - 1 - base] : bytes[end - 1])
        {
            end -= 1
        }
        entries.append(
            HTTPFields.Entry(
                nameStart: UInt32(name.lowerBound),
                nameEnd: UInt32(name.upperBound),
                valueStart: UInt32(mark),
                valueEnd: UInt32(end)
            )
        )
        state = .valueLineFeed
    }
}
