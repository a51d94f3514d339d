import PlimsollEngine
import Testing

@Suite("Rules of thumb for cost")
struct RuleOfThumbCostTests {
    private func isNear(_ cost: USD?, _ dollars: Double) -> Bool {
        cost.map { abs($0.magnitude - dollars) < 0.005 } ?? false
    }

    @Test(
        "a month is utilization times rent times hours",
        arguments: [(3.98, 0.3, 871.62), (3.49, 0.5, 1273.85), (3.98, 1, 2905.40)]
    )
    func month(rent: Double, utilization: Double, dollars: Double) {
        let cost = RuleOfThumb.monthlyCost(USDPerHour(rent), utilization: utilization)
        #expect(isNear(cost, dollars))
    }

    @Test("a million tokens a day are 30 million a month, at 29.05 dollars a million")
    func perToken() {
        let tokens = RuleOfThumb.tokensPerMonth(perDay: 1e6)
        #expect(tokens == 30e6)
        let month = RuleOfThumb.monthlyCost(USDPerHour(3.98), utilization: 0.3)
        #expect(isNear(RuleOfThumb.costPerMillion(month, tokens: tokens), 29.054))
        #expect(RuleOfThumb.costPerMillion(month, tokens: 0) == nil)
    }

    @Test("ten hours of one card are 19.90 dollars, of eight 215.20, 91 % more")
    func run() {
        let one = RuleOfThumb.runCost(USDPerHour(1.99), hours: 10)
        let eight = RuleOfThumb.runCost(USDPerHour(8 * 2.69), hours: 10)
        #expect(isNear(one, 19.90))
        #expect(isNear(eight, 215.20))
        #expect(abs(1 - one.magnitude / eight.magnitude - 0.9075) < 0.0001)
    }
}
