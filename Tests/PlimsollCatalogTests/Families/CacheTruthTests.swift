import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Cache of one token")
struct CacheTruthTests {
    /// The cases of known families whose cache the reference tells.
    static let known = ModelCount.oracle.filter { model in
        guard let type = model.config["model_type"]?.string else { return false }
        return ModelFamilies[type] != nil && model.expected["kv"] != nil
    }

    @Test(
        "layers and windows give the cache that the reference's layer kinds give",
        arguments: CacheTruthTests.known
    )
    func cache(model: ModelCount) throws {
        let kv = try #require(model.expected["kv"])
        let cache = try ModelDescription(config: model.config).profile.cache
        let format = KVCacheFormat(.fp16)
        #expect(cache.bytesPerToken(format).magnitude == kv["bytes_per_token"]?.int)
        #expect(cache.unboundedBytesPerToken(format).magnitude == kv["unbounded"]?.int)
    }
}
