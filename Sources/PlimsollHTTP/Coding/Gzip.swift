import CZlib

/// The gzip format (RFC 1952) in both directions, through zlib.
enum Gzip {
    /// Why bytes could not be taken apart.
    enum Failure: Error {
        /// They are not gzip, or end too early, or something follows them.
        case malformed
        /// What they unfold to is larger than the limit.
        case tooLarge
    }

    /// Window bits of zlib: 16 more than its own asks for the gzip format.
    private static let gzipFormat: Int32 = 16
    private static let largestWindow: Int32 = 15
    private static let smallestWindow: Int32 = 9
    /// Between zlib's 1 and 9: of the JSON answered here 3 leaves about 10 % more bytes than 6, in
    /// half the time.
    private static let level: Int32 = 3
    private static let pieceBytes = 16 * 1024

    /// What the bytes unfold to.
    ///
    /// Inflates piece by piece and stops at the limit, so a bomb costs what a body of the limit's
    /// size costs. Several members one after another are one file (RFC 1952 section 2.2).
    ///
    /// The C functions are `inflateInit2_`, `inflate`, `inflateReset` and `inflateEnd`.
    static func inflate(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard
            unsafe inflateInit2_(stream, gzipFormat + largestWindow, ZLIB_VERSION, size) == Z_OK
        else { throw .malformed }
        defer { _ = unsafe inflateEnd(stream) }
        var input = bytes
        var output: [UInt8] = []
        output.reserveCapacity(min(limit, max(pieceBytes, bytes.count * 4)))
        let failure: Failure? = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe stream.pointee.next_in = input.baseAddress
            unsafe stream.pointee.avail_in = UInt32(input.count)
            return unsafe inflateAll(stream, limit: limit, into: &output)
        }
        if let failure { throw failure }
        return output
    }

    private static func inflateAll(
        _ stream: UnsafeMutablePointer<z_stream>,
        limit: Int,
        into output: inout [UInt8]
    ) -> Failure? {
        var piece = [UInt8](repeating: 0, count: pieceBytes)
        while true {
            let (result, count) = unsafe piece.withUnsafeMutableBufferPointer { piece in
                unsafe stream.pointee.next_out = piece.baseAddress
                unsafe stream.pointee.avail_out = UInt32(piece.count)
                let result = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                return (result, piece.count - Int(unsafe stream.pointee.avail_out))
            }
            guard output.count + count <= limit else { return .tooLarge }
            output += piece[..<count]
            switch result {
            case Z_OK: continue
            case Z_STREAM_END:
                if unsafe stream.pointee.avail_in == 0 { return nil }
                guard unsafe inflateReset(stream) == Z_OK else { return .malformed }
            // Z_BUF_ERROR: all input is used and the file has not ended.
            default: return .malformed
            }
        }
    }

    /// The bytes as a gzip file, or nil if zlib finds no memory.
    ///
    /// The window is no larger than the bytes need, since setting a stream up costs time in
    /// proportion to it. The file says nothing about name, time and system.
    ///
    /// The C functions are `deflateInit2_`, `deflateBound`, `deflate` and `deflateEnd`.
    static func deflate(_ bytes: [UInt8]) -> [UInt8]? {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        var window = smallestWindow
        while window < largestWindow, 1 << Int(window) < bytes.count { window += 1 }
        let memoryLevel = min(8, window - 7 + 1)
        guard
            unsafe deflateInit2_(
                stream,
                level,
                Z_DEFLATED,
                gzipFormat + window,
                memoryLevel,
                Z_DEFAULT_STRATEGY,
                ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)
            ) == Z_OK
        else { return nil }
        defer { _ = unsafe deflateEnd(stream) }
        let bound = Int(unsafe deflateBound(stream, UInt(bytes.count)))
        var input = bytes
        let output = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                unsafe stream.pointee.next_in = input.baseAddress
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                let isWhole = unsafe CZlib.deflate(stream, Z_FINISH) == Z_STREAM_END
                count = isWhole ? bound - Int(unsafe stream.pointee.avail_out) : 0
            }
        }
        return output.isEmpty ? nil : output
    }
}
