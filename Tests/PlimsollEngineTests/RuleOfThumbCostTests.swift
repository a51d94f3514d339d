import PlimsollEngine
import Testing

@Suite("Rules of thumb for cost")
struct RuleOfThumbCostTests {
    private func bill(
        _ billing: ServingBill.Billing,
        utilization: Double? = nil,
        tokensPerDay: Double = 1e6,
        saturated: Double? = nil
    ) -> ServingBill {
        ServingBill(
            USDPerHour(3.98),
            .init(billing: billing, tokensPerDay: tokensPerDay, utilization: utilization),
            saturated: saturated
        )
    }

    private func isNear(_ cost: USD?, _ dollars: Double) -> Bool {
        cost.map { abs($0.magnitude - dollars) < 0.005 } ?? false
    }

    private func fit(_ need: Bytes) -> Fit {
        Fit(need: ByteRange(exactly: need), memory: Bytes(80), usable: Bytes(80))
    }

    @Test("the rule bills 30 % of the hours, kept cards are due for all of them")
    func month() {
        let rule = bill(.utilizedHours, utilization: 0.3)
        #expect(isNear(rule.perMillionTokens, 29.054))
        let comparison = CostComparison(month: rule, kept: bill(.alwaysOn), fit: fit(Bytes(40)))
        #expect(isNear(comparison.rule, 871.62))
        #expect(isNear(comparison.architecture, 2905.40))
        #expect(comparison.ratio.map { abs($0 - 10 / 3) < 1e-9 } == true)
        #expect(comparison.why.contains("a utilization of 0.3;"))
    }

    @Test("a load beyond one deployment is due for several")
    func replicas() {
        let comparison = CostComparison(
            month: bill(.utilizedHours, utilization: 1, tokensPerDay: 86_400 * 250),
            kept: bill(.alwaysOn, tokensPerDay: 86_400 * 250, saturated: 100),
            fit: nil
        )
        #expect(comparison.ratio == 3)
        #expect(comparison.why.contains("needs 3 deployments"))
    }

    @Test("the same hours of the same cards cost the same")
    func same() {
        let kept = bill(.alwaysOn)
        #expect(CostComparison(month: kept, kept: kept, fit: nil).ratio == 1)
        let run = CostComparison(run: USDPerHour(1.99), hours: 10, needed: nil, fit: nil)
        #expect(isNear(run.rule, 19.90))
        #expect(run.ratio == 1)
    }

    @Test("a run is due for the hours that its tokens take")
    func run() {
        let run = CostComparison(run: USDPerHour(8 * 2.69), hours: 10, needed: 20, fit: nil)
        #expect(isNear(run.rule, 215.20))
        #expect(isNear(run.architecture, 430.40))
        #expect(run.ratio == 2)
    }

    @Test("what does not fit has no price")
    func doesNotFit() {
        let run = CostComparison(run: USDPerHour(2), hours: 1, needed: 1, fit: fit(Bytes(90)))
        #expect(run.architecture == nil)
        #expect(run.ratio == nil)
        #expect(run.why.contains("does not run"))
        let rule = bill(.utilizedHours, utilization: 0.3)
        let month = CostComparison(month: rule, kept: bill(.alwaysOn), fit: fit(Bytes(90)))
        #expect(month.architecture == nil)
    }
}
