import PlimsollCatalog
import PlimsollHTTP

/// Entity tags of answers that depend on the request and the catalog alone.
enum EntityTag {
    /// A strong tag: equal requests to equal catalogs and versions have equal answers.
    static func of(_ request: HTTPRequest, _ catalog: Catalog) -> String {
        var hash = ContentHash()
        hash.add(Service.version)
        hash.add(catalog.version)
        hash.add(request.rawTarget)
        hash.add(request.body)
        // What is wanted as a text differs from what is wanted as JSON.
        if let accept = request.fields["accept"], accept != "*/*", accept != "application/json" {
            for value in request.fields.values("accept") { hash.add(value) }
        }
        return hash.quotedText
    }

    /// Whether `If-None-Match` lists the tag (RFC 9110 section 13.1.2; weak comparison).
    static func isNamed(_ tag: String, in request: HTTPRequest) -> Bool {
        guard request.fields["if-none-match"] != nil else { return false }
        return request.fields.values("if-none-match").contains { value in
            value.split(separator: ",").contains { item in
                var item = item.drop { $0 == " " || $0 == "\t" }
                while item.last == " " || item.last == "\t" { item.removeLast() }
                return item == tag || item == "W/" + tag
            }
        }
    }
}
