// Any bytes: as a safetensors file, and as the JSON of a header, an index and a configuration.

import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The entry point of libFuzzer.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(HeaderError) {
        let header = try SafetensorsHeader(parsing: bytes)
        check(header)
    } catch {
        precondition(!error.description.isEmpty && error.description.utf8.count < 2000)
        switch error {
        case .truncated(let given, let needed): precondition(given == count && needed > count)
        case .invalid(let offset, _), .json(_, let offset):
            precondition((0...count).contains(offset))
        }
    }
    if let document = try? JSONDocument(parsing: bytes) {
        if let header = try? SafetensorsHeader(document.root) {
            check(header)
            _ = try? InspectedModel(headers: [header], index: document.root["index"])
        }
        _ = try? InspectedModel(headers: [], index: document.root)
    }
    _ = try? InspectedModel(file: bytes, fileSize: count, headerLimit: 1 << 20)
    return 0
}

private func check(_ header: SafetensorsHeader) {
    let sum = header.tensors.reduce(0) { $0 + $1.range.count }
    precondition(sum == header.dataBytes, "the data have holes or overlap")
    guard let model = try? InspectedModel(headers: [header]) else { return }
    precondition(model.weightsBytes?.magnitude == sum)
    if let tally = model.tally {
        let parts = ParameterComponent.allCases.reduce(Elements.zero) { $0 + tally[$1] }
        precondition(parts == tally.total)
    }
}
