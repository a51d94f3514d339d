import Glibc

/// A system call that failed: what was tried, on what, and the kernel's answer.
public struct SocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, for example `listen on 127.0.0.1:8080`.
    public let operation: String
    /// The `errno` value, or 0 if the failure has another `reason`.
    public let code: Int32
    /// The reason in words.
    public let reason: String

    init(_ operation: String, code: Int32) {
        self.operation = operation
        self.code = code
        // `strerror` is not safe to call from several threads; `strerror_r` writes to our buffer.
        var buffer = [CChar](repeating: 0, count: 128)
        let size = buffer.count
        let text = unsafe strerror_r(code, &buffer, size)
        if text == 0 {
            let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            self.reason = String(decoding: bytes, as: UTF8.self)
        } else {
            self.reason = "error \(code)"
        }
    }

    init(_ operation: String, reason: String) {
        self.operation = operation
        self.code = 0
        self.reason = reason
    }

    /// One line for a log.
    public var description: String { "cannot \(operation): \(reason)" }
}
