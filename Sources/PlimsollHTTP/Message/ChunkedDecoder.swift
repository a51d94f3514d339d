/// Takes the chunked coding off a body that comes in pieces (RFC 9112 section 7.1).
///
/// A value without I/O, strict: CR LF only, no blank around the size, extensions and trailers
/// checked, bounded in total and thrown away.
package struct ChunkedDecoder {
    /// What the bytes so far amount to.
    package enum Outcome: Equatable {
        /// All bytes were taken and the body is not complete.
        case needMore
        /// The body is complete; the offset is that of the byte after it.
        case complete
        /// The bytes are refused; the decoder must not be used again.
        case failure(HTTPError)
    }

    private enum State {
        case sizeStart, size, sizeLineFeed
        case extensionName, extensionNameRest, extensionValue, extensionToken
        case extensionQuoted, extensionEscaped, extensionQuotedEnd
        case data, dataCarriageReturn, dataLineFeed
        case trailerStart, trailerName, trailerValue, trailerLineFeed, endLineFeed
    }

    /// Digits of a size, leading zeros included; more is an attempt to overflow something.
    private static let sizeDigits = 15

    private let bodyLimit: Int
    private let limits: HTTPLimits
    private var state = State.sizeStart
    private var remaining = 0
    private var digits = 0
    private var total = 0
    private var extensionBytes = 0
    private var trailerBytes = 0

    package init(bodyLimit: Int, limits: HTTPLimits) {
        self.bodyLimit = bodyLimit
        self.limits = limits
    }

    /// Takes bytes of `input` from `offset` on, moves `offset` past them, and appends data to
    /// `body`.
    package mutating func decode(
        _ input: Span<UInt8>,
        from offset: inout Int,
        into body: inout [UInt8]
    )
        -> Outcome
    {
        do throws(HTTPError) {
            while offset < input.count {
                if state == .data {
                    let count = min(remaining, input.count - offset)
                    body.append(input, offset..<offset + count)
                    offset += count
                    remaining -= count
                    if remaining == 0 { state = .dataCarriageReturn }
                    continue
                }
                let byte = input[offset]
                offset += 1
                if try take(byte) { return .complete }
            }
            return .needMore
        } catch {
            return .failure(error)
        }
    }

    /// Takes one byte that is not data; returns whether it was the last one.
    private mutating func take(_ byte: UInt8) throws(HTTPError) -> Bool {
        switch state {
        case .sizeStart, .size:
            try takeSize(byte)
        case .sizeLineFeed:
            guard byte == Byte.lineFeed else { throw .malformed(.bareCarriageReturn) }
            try startData()
        case .extensionName, .extensionNameRest, .extensionValue, .extensionToken,
            .extensionQuoted, .extensionEscaped, .extensionQuotedEnd:
            extensionBytes += 1
            guard extensionBytes <= limits.chunkExtensionBytes else {
                throw .malformed(.chunkExtensionsTooLarge)
            }
            try takeExtension(byte)
        case .dataCarriageReturn:
            guard byte == Byte.carriageReturn else { throw .malformed(.chunkEnd) }
            state = .dataLineFeed
        case .dataLineFeed:
            guard byte == Byte.lineFeed else { throw .malformed(.chunkEnd) }
            state = .sizeStart
        case .endLineFeed:
            guard byte == Byte.lineFeed else { throw .malformed(.bareCarriageReturn) }
            return true
        case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed:
            trailerBytes += 1
            guard trailerBytes <= limits.trailerBytes else {
                throw .trailersTooLarge(limit: limits.trailerBytes)
            }
            try takeTrailer(byte)
        case .data:
            break
        }
        return false
    }

    private mutating func takeSize(_ byte: UInt8) throws(HTTPError) {
        if let digit = ByteClass.hexadecimal(byte) {
            digits += 1
            guard digits <= Self.sizeDigits else { throw .malformed(.chunkSize) }
            remaining = remaining << 4 | Int(digit)
            state = .size
        } else if state == .size, byte == Byte.carriageReturn {
            state = .sizeLineFeed
        } else if state == .size, byte == Byte.semicolon {
            state = .extensionName
        } else {
            throw .malformed(byte == Byte.lineFeed ? .bareLineFeed : .chunkSize)
        }
    }

    private mutating func startData() throws(HTTPError) {
        digits = 0
        guard remaining > 0 else {
            state = .trailerStart
            return
        }
        // Both are below 2^60, so the sum cannot wrap.
        total += remaining
        guard total <= bodyLimit else { throw .contentTooLarge(limit: bodyLimit) }
        state = .data
    }

    /// `;name`, `;name=token` or `;name="quoted"`, a space after the semicolon tolerated.
    private mutating func takeExtension(_ byte: UInt8) throws(HTTPError) {
        switch (state, byte) {
        case (.extensionName, Byte.space): break
        case (.extensionName, _) where ByteClass.isToken(byte): state = .extensionNameRest
        case (.extensionNameRest, Byte.equals): state = .extensionValue
        case (.extensionNameRest, _) where ByteClass.isToken(byte): break
        case (.extensionValue, Byte.quote): state = .extensionQuoted
        case (.extensionValue, _) where ByteClass.isToken(byte): state = .extensionToken
        case (.extensionToken, _) where ByteClass.isToken(byte): break
        case (.extensionQuoted, Byte.quote): state = .extensionQuotedEnd
        case (.extensionQuoted, Byte.backslash): state = .extensionEscaped
        case (.extensionQuoted, _) where byte >= Byte.space && byte != Byte.delete: break
        case (.extensionEscaped, _) where byte >= Byte.space && byte != Byte.delete:
            state = .extensionQuoted
        case (.extensionNameRest, Byte.semicolon), (.extensionToken, Byte.semicolon),
            (.extensionQuotedEnd, Byte.semicolon):
            state = .extensionName
        case (.extensionNameRest, Byte.carriageReturn), (.extensionToken, Byte.carriageReturn),
            (.extensionQuotedEnd, Byte.carriageReturn):
            state = .sizeLineFeed
        default: throw .malformed(.chunkExtension)
        }
    }

    private mutating func takeTrailer(_ byte: UInt8) throws(HTTPError) {
        switch (state, byte) {
        case (.trailerStart, Byte.carriageReturn): state = .endLineFeed
        case (.trailerStart, _) where ByteClass.isToken(byte): state = .trailerName
        case (.trailerName, _) where ByteClass.isToken(byte): break
        case (.trailerName, Byte.colon): state = .trailerValue
        case (.trailerValue, Byte.carriageReturn): state = .trailerLineFeed
        case (.trailerValue, _) where ByteClass.isFieldValue(byte): break
        case (.trailerLineFeed, Byte.lineFeed): state = .trailerStart
        case (.trailerLineFeed, _): throw .malformed(.bareCarriageReturn)
        case (_, Byte.lineFeed): throw .malformed(.bareLineFeed)
        default: throw .malformed(.trailer)
        }
    }
}
