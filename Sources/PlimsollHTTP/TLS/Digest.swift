import COpenSSL

/// SHA-256 (FIPS 180-4) and the comparison of its results.
public enum Digest {
    /// Bytes of a result.
    public static let byteCount = 32

    /// The SHA-256 of bytes.
    ///
    /// The C function is `EVP_Digest`.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        var result = [UInt8](repeating: 0, count: byteCount)
        let isDone = unsafe bytes.withUnsafeBytes { input in
            unsafe EVP_Digest(input.baseAddress, input.count, &result, nil, EVP_sha256(), nil)
        }
        // Fails only where OpenSSL is built without SHA-256 or finds no memory; no key must pass.
        precondition(isDone == 1, "OpenSSL has no SHA-256")
        return result
    }

    /// Whether two results are equal, in a time that does not depend on where they differ.
    ///
    /// The C function is `CRYPTO_memcmp`.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe CRYPTO_memcmp(left, right, left.count) == 0
    }
}
