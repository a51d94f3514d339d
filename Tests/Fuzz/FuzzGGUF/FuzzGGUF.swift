// Any bytes: as a GGUF header, whole and cut; what is read is described and must add up.

import PlimsollCatalog
import PlimsollEngine

/// The entry point of libFuzzer.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(HeaderError) {
        let header = try GGUFHeader(parsing: bytes)
        check(header, bytes)
    } catch {
        precondition(!error.description.isEmpty && error.description.utf8.count < 1000)
        switch error {
        case .truncated(let given, let needed): precondition(given == count && needed > count)
        case .invalid(let offset, _): precondition((0...count).contains(offset))
        case .json: preconditionFailure("a GGUF header holds no JSON")
        }
    }
    if let whole = try? GGUFHeader(parsing: bytes, fileSize: count) {
        check(whole, bytes)
    }
    return 0
}

private func check(_ header: GGUFHeader, _ bytes: [UInt8]) {
    precondition(header.tensors.count <= bytes.count && header.metadata.count <= bytes.count)
    for entry in header.metadata { precondition(header[entry.key] != nil) }
    let model = InspectedModel(header)
    precondition(model.weightsBytes?.magnitude == header.tensors.reduce(0) { $0 + $1.byteCount })
    precondition(model.bytesByType.reduce(.zero) { $0 + $1.bytes } == model.weightsBytes)
    if let tally = model.tally {
        let parts = ParameterComponent.allCases.reduce(Elements.zero) { $0 + tally[$1] }
        precondition(parts == tally.total)
        if let active = model.active {
            precondition(active >= .zero && active <= tally.total)
        }
    }
    if let profile = model.description?.profile {
        let format = KVCacheFormat(.fp16)
        precondition(profile.cache.bytesPerToken(format) >= .zero)
        precondition(profile.cache.stateBytesPerSequence() >= .zero)
    }
}
