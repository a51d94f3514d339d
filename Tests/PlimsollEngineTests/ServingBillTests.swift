import PlimsollEngine
import Testing

@Suite("Bills of serving")
struct ServingBillTests {
    private let rent = USDPerHour(3.98)

    @Test("two cards at 1.99 dollars are 2,905.40 dollars a month, whatever the load")
    func alwaysOn() {
        for tokens in [1e5, 1e6, 3e6] {
            let bill = ServingBill(rent, .init(tokensPerDay: tokens), saturated: 1000)
            #expect(bill.replicas == 1)
            #expect(abs(bill.perMonth.magnitude - 2905.40) < 1e-9)
        }
    }

    @Test("where 30 % of the hours are paid it is 871.62 dollars, 29.05 a million of 30 million")
    func utilizedHours() throws {
        let terms = ServingBill.Terms(
            billing: .utilizedHours,
            tokensPerDay: 1e6,
            utilization: 0.3
        )
        let bill = ServingBill(rent, terms, saturated: nil)
        #expect(abs(bill.perMonth.magnitude - 871.62) < 1e-9)
        #expect(bill.tokensPerMonth == 3e7)
        #expect(abs(try #require(bill.perMillionTokens).magnitude - 29.054) < 1e-9)
        #expect(bill.utilization == nil)
    }

    @Test("a load beyond one deployment needs another, and leaves both half idle")
    func replicas() throws {
        // 86.4 million tokens a day are 1000 a second.
        let one = ServingBill(rent, .init(tokensPerDay: 86.4e6), saturated: 1000)
        #expect(one.replicas == 1)
        let two = ServingBill(rent, .init(tokensPerDay: 87e6), saturated: 1000)
        #expect(two.replicas == 2)
        #expect(two.perHour == 2 * rent)
        #expect(try #require(two.utilization) < 0.51)
        let careful = ServingBill(
            rent,
            .init(tokensPerDay: 86.4e6, utilization: 0.5),
            saturated: 1000
        )
        #expect(careful.replicas == 2)
    }

    @Test("a lower utilization changes no bill but what a token costs")
    func utilization() throws {
        let full = ServingBill(rent, .init(), saturated: 500)
        let half = ServingBill(rent, .init(utilization: 0.5), saturated: 500)
        #expect(full.perMonth == half.perMonth)
        let (cheap, dear) = (
            try #require(full.perMillionTokens), try #require(half.perMillionTokens)
        )
        #expect(abs(dear.magnitude / cheap.magnitude - 2) < 1e-9)
    }

    @Test("paid hours that do not suffice are told")
    func beyondCapacity() {
        let terms = ServingBill.Terms(
            billing: .utilizedHours,
            tokensPerDay: 86.4e6,
            utilization: 0.1
        )
        #expect(ServingBill(rent, terms, saturated: 1000).isBeyondCapacity)
    }

    @Test("0.50 and 1.50 dollars with a quarter generated are 0.75, and 129 million tokens a day")
    func api() throws {
        let price = APIPrice(inputPerMillion: USD(0.5), outputPerMillion: USD(1.5))
        #expect(abs(price.perMillionTokens(outputShare: 0.25).magnitude - 0.75) < 1e-12)
        let bill = ServingBill(rent, .init(), saturated: 1000)
        let even = price.breakEvenTokensPerDay(bill, outputShare: 0.25, daysPerMonth: 30)
        let expected: Double = 2905.40 / 0.75 * 1e6 / 30
        #expect(abs(try #require(even) - expected) < 1)
    }
}
