/// Reads numbers and strings from the first bytes of a file, and says what is missing.
struct ByteReader {
    /// The first bytes of the file, or all of it.
    let bytes: [UInt8]
    /// The length of the whole file, where it is known.
    let fileSize: Int?
    /// Whether numbers have their most significant byte first.
    var isBigEndian = false
    /// The next byte to read.
    private(set) var offset = 0

    /// A reader at the start of a file.
    init(_ bytes: [UInt8], fileSize: Int?) {
        self.bytes = bytes
        self.fileSize = fileSize
    }

    /// Makes sure that `count` more bytes are there.
    ///
    /// - Throws: ``HeaderError/truncated(given:needed:)`` where the file may go on, otherwise an
    ///   error that blames the length at `blame`.
    func require(_ count: Int, blame: Int? = nil) throws(HeaderError) {
        let (end, overflows) = offset.addingReportingOverflow(count)
        if !overflows, end <= bytes.count { return }
        if let fileSize, overflows || end > fileSize {
            throw .invalid(
                offset: blame ?? offset,
                detail: "\(count) bytes are announced from byte \(offset) on, but the file ends "
                    + "after \(fileSize) bytes"
            )
        }
        guard !overflows else {
            throw .invalid(offset: blame ?? offset, detail: "\(count) bytes are announced here")
        }
        throw .truncated(given: bytes.count, needed: end)
    }

    /// Steps over bytes.
    mutating func skip(_ count: Int, blame: Int? = nil) throws(HeaderError) {
        try require(count, blame: blame)
        offset += count
    }

    /// A number of `width` bytes without a sign.
    mutating func unsigned(_ width: Int) throws(HeaderError) -> UInt64 {
        try require(width)
        var value: UInt64 = 0
        for index in 0..<width {
            let byte = bytes[offset + (isBigEndian ? index : width - 1 - index)]
            value = value << 8 | UInt64(byte)
        }
        offset += width
        return value
    }

    /// A number of `width` bytes with a sign.
    mutating func signed(_ width: Int) throws(HeaderError) -> Int64 {
        let value = try unsigned(width)
        let shift = UInt64(64 - width * 8)
        return Int64(bitPattern: value << shift) >> Int64(shift)
    }

    /// A count or length of 8 bytes that may not exceed `limit`.
    mutating func length(_ what: String, limit: Int) throws(HeaderError) -> Int {
        let start = offset
        let value = try unsigned(8)
        guard value <= UInt64(limit) else {
            throw .invalid(
                offset: start,
                detail: "\(what) is \(value); at most \(limit) is allowed"
            )
        }
        return Int(value)
    }

    /// A string with its length before it, whose bytes are UTF-8.
    mutating func name(_ what: String, limit: Int) throws(HeaderError) -> String {
        let start = offset
        let count = try length("the length of \(what)", limit: limit)
        try require(count, blame: start)
        guard let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else {
            throw .invalid(offset: offset, detail: "\(what) is not valid UTF-8")
        }
        offset += count
        return text
    }

    /// The first bytes of a string with its length before it; the rest is stepped over.
    mutating func text(
        limit: Int,
        keep: Int
    ) throws(HeaderError) -> (text: String, byteCount: Int) {
        let start = offset
        let count = try length("the length of a string", limit: limit)
        try require(count, blame: start)
        let text = String(decoding: bytes[offset..<offset + min(count, keep)], as: UTF8.self)
        offset += count
        return (text, count)
    }
}
