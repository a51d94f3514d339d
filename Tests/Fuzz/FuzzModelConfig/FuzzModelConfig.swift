// Any bytes: as a configuration, which describes a model that estimates can use, or is refused.

import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The entry point of libFuzzer.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let limits = JSONLimits(bytes: 64 << 10)
    guard let document = try? JSONDocument(parsing: bytes, limits: limits) else { return 0 }
    do throws(ModelConfigError) {
        check(try ModelDescription(config: document.root))
    } catch {
        switch error {
        case .missing(let key, _): precondition(!key.isEmpty)
        case .invalid(_, let detail): precondition(!detail.isEmpty)
        case .notModelled(_, let what): precondition(!what.isEmpty)
        case .tooLarge(let elements): precondition(elements > 0)
        }
    }
    return 0
}

private func check(_ model: ModelDescription) {
    let profile = model.profile
    let count = profile.parameters
    let parts = ParameterComponent.allCases.reduce(Elements.zero) { $0 + count[$1] }
    precondition(parts == count.total, "the components do not add up")
    precondition(count.active >= .zero && count.active <= count.total)
    precondition(count.nextTokenModules >= .zero)
    let format = KVCacheFormat(.fp16)
    let cache = profile.cache.bytesPerToken(format)
    precondition(cache >= profile.cache.unboundedBytesPerToken(format))
    precondition(profile.cache.stateBytesPerSequence() >= .zero)
    for tensor in profile.inventory {
        precondition(tensor.count > 0 && tensor.tensor.elements >= .zero)
    }
}
