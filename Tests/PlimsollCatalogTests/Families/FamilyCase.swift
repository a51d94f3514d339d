import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

/// A configuration written out in a test, and what has to come of it.
struct FamilyCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let config: String
    let total: Int
    var active: Int?
    var nextToken = 0
    /// 16-bit cache of one token: all layers, and those without a bound.
    var cache: (all: Int, unbounded: Int)?

    init(
        _ description: String,
        total: Int,
        active: Int? = nil,
        nextToken: Int = 0,
        cache: (all: Int, unbounded: Int)? = nil,
        _ config: String
    ) {
        testDescription = description
        self.config = config
        self.total = total
        self.active = active
        self.nextToken = nextToken
        self.cache = cache
    }

    /// Reads the configuration.
    static func read(_ config: String) throws -> ModelDescription {
        try ModelDescription(config: JSONDocument(parsing: Array(config.utf8), limits: .file).root)
    }

    func check() throws {
        let model = try Self.read(config)
        let parameters = model.profile.parameters
        #expect(parameters.total.magnitude == total)
        #expect(parameters.active.magnitude == active ?? total)
        #expect(parameters.nextTokenModules.magnitude == nextToken)
        if let cache {
            let kept = model.profile.cache
            let format = KVCacheFormat(.fp16)
            #expect(kept.bytesPerToken(format).magnitude == cache.all)
            #expect(kept.unboundedBytesPerToken(format).magnitude == cache.unbounded)
        }
    }
}
