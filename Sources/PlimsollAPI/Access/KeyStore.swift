import FoundationEssentials
import Glibc
public import Logging
import PlimsollHTTP
import Synchronization

/// A file of keys could not be read.
public struct KeyFileError: Error, CustomStringConvertible, Sendable {
    /// The file, the line, and what is wrong with it.
    public let description: String
}

/// The keys that are taken, known by their SHA-256 only, and read again when their file changes.
///
/// A line of the file is the hash in hexadecimal and the name of its holder, as `sha256sum` writes
/// it; empty lines and those that begin with `#` mean nothing.
public final class KeyStore: Sendable {
    struct Key: Hashable, Sendable {
        let digest: [UInt8]
        let name: String
    }

    /// What the fields of a request come to.
    enum Check: Hashable {
        /// A key, of this holder.
        case valid(String)
        /// No key at all.
        case missing
        /// A key that is not in the file.
        case unknown
    }

    private let path: String
    private let logger: Logger
    private let keys: Mutex<[Key]>
    private let watch = Mutex<FileWatch?>(nil)

    /// Reads a file and has it watched from now on.
    public init(path: String, logger: Logger) throws(KeyFileError) {
        self.path = path
        self.logger = logger
        keys = Mutex(try Self.read(path))
        let watch = FileWatch(paths: [path]) { [weak self] hasChanged in
            if hasChanged { self?.reload() }
        }
        self.watch.withLock { $0 = watch }
    }

    /// The keys of a text, without a file; for tests.
    init(text: String) throws(KeyFileError) {
        path = "keys"
        logger = Logger(label: "plimsoll")
        keys = Mutex(try Self.parse(text, path: "keys"))
    }

    /// Reads the file again; a broken one changes nothing.
    public func reload() {
        do throws(KeyFileError) {
            let new = try Self.read(path)
            keys.withLock { $0 = new }
            logger.info("the keys were read again", metadata: ["keys": "\(new.count)"])
        } catch {
            logger.error(
                "the new keys cannot be used, the old ones stay",
                metadata: ["error": "\(error)"]
            )
        }
    }

    /// Looks for the key that a request brings.
    ///
    /// Every key is compared, and each in constant time, so the time tells nothing.
    func check(_ fields: HTTPFields) -> Check {
        guard let given = Self.given(fields) else { return .missing }
        let digest = Digest.sha256(given.utf8)
        return keys.withLock { keys in
            var name: String?
            for key in keys where Digest.areEqual(key.digest, digest) { name = key.name }
            return name.map { .valid($0) } ?? .unknown
        }
    }

    /// The key of `Authorization: Bearer` (RFC 6750 section 2.1) or of `X-API-Key`.
    private static func given(_ fields: HTTPFields) -> String? {
        if let value = fields["authorization"] {
            let parts = value.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return parts[1].trimmed
        }
        return fields["x-api-key"]
    }

    private static func read(_ path: String) throws(KeyFileError) -> [Key] {
        guard unsafe access(path, R_OK) == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw KeyFileError(description: "\(path): cannot be read: \(reason)")
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw KeyFileError(description: "\(path): cannot be read as a text in UTF-8")
        }
        return try parse(text, path: path)
    }

    static func parse(_ text: String, path: String) throws(KeyFileError) -> [Key] {
        var keys: [Key] = []
        for (index, line) in text.split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).enumerated() {
            let line = line.trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            let place = "\(path):\(index + 1)"
            let parts = line.split(separator: " ", maxSplits: 1)
            guard let digest = bytes(parts[0]) else {
                throw KeyFileError(
                    description: "\(place): a line is the SHA-256 of a key in 64 hexadecimal "
                        + "digits and a name, as sha256sum writes it; a key itself does not "
                        + "belong here"
                )
            }
            let name = parts.count == 2 ? parts[1].trimmed : ""
            keys.append(Key(digest: digest, name: name.isEmpty ? "line \(index + 1)" : name))
        }
        guard !keys.isEmpty else {
            throw KeyFileError(description: "\(path): there is no key in it")
        }
        return keys
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count == Digest.byteCount * 2 else { return nil }
        var bytes: [UInt8] = []
        var rest = text
        while !rest.isEmpty {
            guard rest.prefix(2).allSatisfy(\.isHexDigit),
                let byte = UInt8(rest.prefix(2), radix: 16)
            else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}

extension Substring {
    /// The text without the spaces around it.
    fileprivate var trimmed: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
