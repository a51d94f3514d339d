/// Puts gzip on answers that are worth it, for clients that take it.
enum Compression {
    /// Smaller bodies are one packet either way.
    static let leastBytes = 1024

    /// Compresses the body of an answer where that is of use, and says in `Vary` that it depends.
    ///
    /// An entity tag becomes a weak one: it names the same content in other bytes (RFC 9110 section
    /// 8.8.3.3), and `If-None-Match` compares weakly.
    static func apply(to response: inout HTTPResponse, _ request: HTTPFields) {
        // What a cache holds depends on it, as the answer did (RFC 9110 section 15.4.5).
        if response.status == 304 { response.fields.append("Vary", "Accept-Encoding") }
        guard response.body.count >= leastBytes, isCompressible(response.fields) else { return }
        response.fields.append("Vary", "Accept-Encoding")
        guard AcceptedCodings(request).prefersGzip, let body = Gzip.deflate(response.body),
            body.count < response.body.count
        else { return }
        response.body = body
        response.fields.append("Content-Encoding", "gzip")
        if let tag = response.fields["etag"], !tag.hasPrefix("W/") {
            response.fields.set("ETag", to: "W/" + tag)
        }
    }

    /// Text in one of its forms, and not coded already.
    private static func isCompressible(_ fields: HTTPFields) -> Bool {
        var isText = false
        for entry in fields.entries {
            if HTTPFields.equal(fields.bytes, entry.name, "content-encoding") { return false }
            if HTTPFields.equal(fields.bytes, entry.name, "content-type") {
                isText = textTypes.contains { type in
                    entry.value.count >= type.utf8CodeUnitCount
                        && HTTPFields.equal(
                            fields.bytes,
                            entry.value.prefix(type.utf8CodeUnitCount),
                            type
                        )
                }
            }
        }
        return isText
    }

    /// How the types of texts begin.
    private static let textTypes: [StaticString] = [
        "application/json", "text/", "application/problem+json", "application/yaml",
        "application/javascript", "image/svg+xml",
    ]
}
