import PlimsollEngine
import Synchronization
import Testing

@Suite("Recommendations")
struct RecommendationEngineTests {
    private static func offer(_ provider: String, _ price: Double, of gpus: Int = 1) -> RentalOffer
    {
        RentalOffer(
            provider: provider,
            tier: "on_demand",
            gpusPerInstance: gpus,
            pricePerGPU: USDPerHour(price)
        )
    }

    private static func card(_ gib: Double, _ offers: [RentalOffer]) -> RecommendableGPU {
        RecommendableGPU(
            gpu: GPU(id: "\(gib)", memory: GPUMemory(marketed: .gibi(gib))),
            kernels: nil,
            cluster: nil,
            gpusPerNode: 8,
            offers: offers
        )
    }

    private static func search(
        _ gpus: [RecommendableGPU],
        bits: [Double] = [16, 4],
        level: ServiceLevel = ServiceLevel(),
        objective: RecommendationObjective = .hourlyCost,
        upTo maximum: Int = 8,
        map: (Int, @Sendable (Int) -> RecommendationSearch.Result) -> [RecommendationSearch
            .Result] =
            { count, part in (0..<count).map(part) }
    ) throws -> RecommendationSearch.Result {
        var search = RecommendationSearch(
            InferencePlanner(
                model: Sample.llama3With70B,
                weightFormat: .plain(id: "16", bits: 16),
                cacheFormat: KVCacheFormat(.fp16),
                runtime: try Sample.runtime(),
                share: 0.9
            ),
            formats: bits.map { .plain(id: "\($0)", bits: $0) },
            gpus: gpus,
            load: try InferenceWorkload(concurrentSequences: 1, contextTokens: Tokens(4096)),
            fillsBatch: false,
            level: level,
            offers: OfferFilter(),
            objective: objective
        )
        return search.run(upTo: maximum, map: map)
    }

    @Test("a search gives the same in whatever order its parts are computed")
    func divided() throws {
        let cards = [Self.card(80, [Self.offer("a", 2)]), Self.card(24, [Self.offer("a", 0.5)])]
        // Of the same width twice: these are one part.
        let bits = [16.0, 4, 8, 4]
        let whole = try Self.search(cards, bits: bits)
        let count = Mutex(0)
        let divided = try Self.search(cards, bits: bits) { parts, part in
            count.withLock { $0 = parts }
            return (0..<parts).reversed().map(part).reversed()
        }
        #expect(count.withLock { $0 } == 3)
        #expect(whole.considered == divided.considered)
        #expect(whole.options.map(\.format) == divided.options.map(\.format))
        #expect(whole.options.map(\.gpu) == divided.options.map(\.gpu))
        #expect(whole.options.map(\.layout) == divided.options.map(\.layout))
        #expect(whole.options.count == 8)
    }

    @Test("the cheapest hour is that of the fewest bytes on the cheapest memory")
    func cheapest() throws {
        let found = try Self.search([
            Self.card(80, [Self.offer("a", 2)]), Self.card(24, [Self.offer("a", 0.5)]),
        ])
        let first = try #require(found.options.first)
        #expect(first.gpu == 1)
        #expect(first.format == 1)
        #expect(first.layout.gpus == 2)
        #expect(abs((first.rent?.magnitude ?? 0) - 1) < 1e-9)
        #expect(found.options.count == 4)
    }

    @Test("GPUs of one copy are joined in one machine, where a provider lists machines")
    func joined() throws {
        let both = [Self.offer("a", 1), Self.offer("a", 3, of: 8), Self.offer("b", 9)]
        let found = try Self.search([Self.card(24, both)], bits: [4])
        // Two single machines at 1 do not join; eight at 3 or two of a market at 9 do.
        #expect(found.options.first?.offer?.provider == "b")
        #expect(found.options.first?.rent == USDPerHour(18))
    }

    @Test("a limit on the rent leaves what is within it, and names the lowest rent otherwise")
    func budget() throws {
        var level = ServiceLevel()
        level.rent = USDPerHour(1.5)
        let found = try Self.search(
            [Self.card(80, [Self.offer("a", 2)]), Self.card(24, [Self.offer("a", 0.5)])],
            level: level
        )
        #expect(found.options.allSatisfy { $0.gpu == 1 })
        let missed = found.shortfalls.filter { $0.gpu == 0 }.map(\.why)
        #expect(missed == [.rent(USDPerHour(4)), .rent(USDPerHour(2))])
    }

    @Test("what holds nothing says how much it lacks; what has no price cannot keep to a budget")
    func shortfalls() throws {
        var level = ServiceLevel()
        level.rent = USDPerHour(100)
        let found = try Self.search(
            [Self.card(2, []), Self.card(80, [])],
            bits: [16],
            level: level,
            upTo: 4
        )
        #expect(found.options.isEmpty)
        guard case .memory(let bytes) = try #require(found.shortfalls.first).why else {
            Issue.record("memory was expected to lack")
            return
        }
        #expect(bytes > .gibi(30))
        #expect(found.shortfalls.last?.why == .noOffer)
    }

    @Test("a limit on the speed excludes what has none")
    func unknownSpeed() throws {
        var level = ServiceLevel()
        level.timePerOutputToken = Seconds(0.05)
        let found = try Self.search([Self.card(80, [])], level: level)
        #expect(found.options.isEmpty)
        #expect(found.shortfalls.allSatisfy { $0.why == .unknownSpeed })
    }
}
