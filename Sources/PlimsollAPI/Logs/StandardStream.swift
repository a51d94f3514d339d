import Glibc

/// Standard output and standard error, without the buffer of `print`.
public enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// Writes all bytes.
    ///
    /// What a closed pipe or a full disk does not take is lost: there is nobody left to tell.
    public func write(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        var start = 0
        while start < bytes.count {
            // The C function is `write`.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    rawValue,
                    buffer.baseAddress?.advanced(by: start),
                    bytes.count - start
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            start += count
        }
    }
}
