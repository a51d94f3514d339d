import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The speed of plans over cards of several kinds.
struct DeviceSpeeds {
    private let request: PlanRequest
    /// Kernels and links of each kind; nil where one is not known.
    private let sources: [SpeedSource]?

    /// Finds kernels and links in the catalog; the cards share one machine.
    init(_ request: PlanRequest, _ catalog: Catalog) {
        self.request = request
        let found = request.devices.compactMap { device in
            SpeedSource(
                catalog,
                runtime: request.inference.runtime,
                gpu: device.gpu,
                gpusPerNode: nil
            )
        }
        sources = found.count == request.devices.count ? found : nil
    }

    /// The speed of a plan; nil where that of a card is not known.
    func performance(_ plan: DevicePlan) -> Performance? {
        guard let sources else { return nil }
        let stages = plan.stages.compactMap { stage -> DeviceSpeed.Stage? in
            let groups = plan.groups(of: stage)
            let speeds = groups.compactMap { group -> SpeedEstimator? in
                InferenceAnswer.speed(
                    request.inference,
                    on: request.devices[group].gpu,
                    sources[group],
                    plan.plan.layout
                )
            }
            return speeds.count == groups.count
                ? DeviceSpeed.Stage(speeds, layers: stage.layers) : nil
        }
        guard stages.count == plan.stages.count else { return nil }
        return DeviceSpeed(stages)?.performance(plan.plan.load)
    }
}

/// The rent of plans over cards of several kinds: each kind at its own offer.
struct DeviceMoney {
    private let request: PlanRequest

    init(_ request: PlanRequest) { self.request = request }

    private func offers(_ plan: DevicePlan) -> [(gpu: String, count: Int, offer: RentalOffer)]? {
        var all: [(gpu: String, count: Int, offer: RentalOffer)] = []
        for (device, count) in zip(request.devices, plan.used) where count > 0 {
            let price = request.inference.price
            guard let offer = price.offer(for: count, among: device.gpu.offers) else { return nil }
            all.append((device.gpu.id, count, offer))
        }
        return all
    }

    /// The rent of all cards of a plan; nil where nobody offers one of them.
    func rent(_ plan: DevicePlan) -> USDPerHour? {
        offers(plan)?.reduce(USDPerHour(0)) { sum, entry in
            USDPerHour(sum.magnitude + entry.offer.rent(for: entry.count).magnitude)
        }
    }

    /// Writes `cost`.
    func write(_ plan: DevicePlan, _ speed: Performance?, _ writer: inout JSONWriter) {
        guard let offers = offers(plan), let rent = rent(plan) else { return }
        writer.object("cost") { writer in
            writer.field("usd_per_hour", CostJSON.cents(rent.magnitude))
            writer.field(
                "usd_per_month",
                CostJSON.cents(rent.magnitude * TokenCost.hoursPerMonth)
            )
            if let speed { CostJSON.perMillion(rent, speed, &writer) }
            writer.array("prices") { writer in
                for entry in offers {
                    writer.object { writer in
                        writer.field("gpu", entry.gpu)
                        writer.field("count", entry.count)
                        CostJSON.write(entry.offer, gpus: entry.count, &writer)
                    }
                }
            }
        }
    }
}
