import PlimsollHTTP
import PlimsollJSON

// Feeds queries and forms: their escapes, and the documents that their dotted names make. A query that the head's
// parser lets through has items, and as a form the same ones.

private func fields(_ items: [(name: String, value: String)]) {
    let paths = items.map { item in
        (
            path: item.name.split(separator: ".", omittingEmptySubsequences: false)
                .map(String.init),
            text: item.value
        )
    }
    guard let document = try? JSONDocument(fields: paths) else { return }
    precondition(document.root.kind == .object, "fields make an object")
}

/// The entry that libFuzzer calls with each input.
@c(LLVMFuzzerTestOneInput)
public func fuzzQuery(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let query = String(decoding: bytes, as: UTF8.self)
    if let request = try? HTTPRequest(method: .get, target: "/x?" + query) {
        let items = request.queryItems
        fields(items)
        let form = try? HTTPRequest(method: .post, target: "/x", body: Array(query.utf8))
        guard let form, query.utf8.count < 8000 else { return 0 }
        let pairs = (form.formItems ?? []).map { [$0.name, $0.value] }
        precondition(pairs == items.map { [$0.name, $0.value] }, "query and form differ")
    }
    if let form = try? HTTPRequest(method: .post, target: "/x", body: bytes),
        let items = form.formItems
    {
        fields(items)
    }
    return 0
}
