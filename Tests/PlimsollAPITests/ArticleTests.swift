import Testing

@Suite("The figures of an article, by its own formulas and by the architecture")
struct ArticleTests {
    private let article: ArticleFigures

    init() throws { article = try ArticleFigures.shared() }

    @Test("its formulas give what it prints, or what it should", arguments: ArticleFigures.byRule)
    func rule(figure: ArticleFigures.Figure) throws { try check(try #require(figure.rule)) }

    @Test("the layers give what is known", arguments: ArticleFigures.byArchitecture)
    func architecture(figure: ArticleFigures.Figure) throws {
        try check(try #require(figure.architecture))
    }

    @Test("none of the figures is lost")
    func count() throws {
        #expect(article.figures.count == 306)
        #expect(article.figures.count { $0.isReproduced } == 244)
        #expect(ArticleFigures.byRule.count == 279)
        #expect(ArticleFigures.byArchitecture.count == 146)
    }

    private func check(_ quantity: ArticleFigures.Quantity) throws {
        let found = try article.values(quantity)
        switch quantity.expectation {
        case .near(let expected, let tolerance):
            let slack = tolerance + 1e-6 * abs(expected)
            #expect(
                found.numbers.contains { abs($0 - expected) <= slack },
                "\(found.numbers) instead of \(expected)"
            )
        case .within(let range):
            let slack = 1e-6 * abs(range.upperBound)
            let wide = (range.lowerBound - slack)...(range.upperBound + slack)
            #expect(found.numbers.contains { wide.contains($0) }, "\(found.numbers): \(range)")
        case .oneOf(let words):
            #expect(found.words.contains { words.contains($0) }, "\(found.words): \(words)")
        case .none: Issue.record("nothing is expected")
        }
    }
}
