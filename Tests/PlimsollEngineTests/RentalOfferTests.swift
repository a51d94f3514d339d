import PlimsollEngine
import Testing

@Suite("Rental offers")
struct RentalOfferTests {
    private let single = RentalOffer(
        provider: "one",
        tier: "on_demand",
        pricePerGPU: USDPerHour(2.5)
    )
    private let machine = RentalOffer(
        provider: "eight",
        tier: "on_demand",
        region: "eu",
        gpusPerInstance: 8,
        pricePerGPU: USDPerHour(2)
    )
    private let spot = RentalOffer(provider: "one", tier: "spot", pricePerGPU: USDPerHour(1))

    @Test("2 GPUs of machines of 8 are 8 rented GPUs")
    func wholeMachines() {
        #expect(machine.rentedGPUs(for: 2) == 8)
        #expect(machine.rent(for: 9).magnitude == 32)
    }

    @Test("the cheapest offer is that of the whole need, not of one GPU")
    func cheapest() {
        let offers = [machine, single, spot]
        #expect(offers.cheapest(for: 2)?.provider == "one")
        #expect(offers.cheapest(for: 8)?.provider == "eight")
        #expect(offers.cheapest(for: 2, OfferFilter(tier: "spot"))?.tier == "spot")
        #expect(offers.cheapest(for: 2, OfferFilter(region: "eu"))?.provider == "eight")
        #expect(offers.cheapest(for: 2, OfferFilter(providers: ["none"])) == nil)
    }

    @Test("a day of 3.98 dollars an hour costs 95.52 dollars")
    func rent() {
        #expect(abs((USDPerHour(3.98) * Seconds.hours(24)).magnitude - 95.52) < 1e-9)
    }
}
