import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The fields that say how much is trained, how fast and for how much.
struct TrainingRunFields {
    /// Tokens of the data, and how often they are gone through.
    var tokens: Double?
    private var epochs: Double
    private var utilization: Double?
    /// GPUs of one machine, where the request says it.
    var gpusPerNode: Int?
    private var ownPrice: USDPerHour?
    private var filter: OfferFilter

    /// Reads the fields.
    init(_ reader: JSONFieldReader) {
        tokens = reader.double("tokens", in: 1...1e18)
        epochs = reader.double("epochs", in: 1e-6...1e6) ?? 1
        utilization = reader.double("model_flops_utilization", in: 0.0001...1)
        gpusPerNode = reader.int("gpus_per_node", in: 1...ParallelFields.maximumGPUs)
        filter = OfferFilter()
        guard let price = reader.object("price") else { return }
        ownPrice = price.double("usd_per_gpu_hour", in: 0...100_000).map(USDPerHour.init)
        if let provider = price.string("provider") { filter.providers = [provider] }
        if let tier = price.string("commitment") { filter.tier = tier }
        price.finish()
    }

    /// Tokens of the whole run.
    var allTokens: Double? { tokens.map { $0 * epochs } }

    /// Where the run takes place; nil without a card, or where nothing is known of its speed.
    func site(
        _ gpu: RequestedGPU?,
        _ framework: TrainingProfile,
        _ precision: TrainingPrecision,
        _ catalog: Catalog
    ) -> TrainingSite? {
        guard let gpu,
            let reached = framework.utilization(gpu.architecture, precision.matrixFormat)
        else { return nil }
        return TrainingSite(
            gpu: gpu.gpu,
            utilization: reached,
            cluster: gpu.gpu.cluster(
                network: catalog.network,
                gpusPerNode: gpusPerNode ?? gpu.gpusPerNode
            ),
            modelFLOPsUtilization: utilization
        )
    }

    /// What the card may be rented for.
    func offers(_ gpu: RequestedGPU?, _ catalog: Catalog) -> [RentalOffer] {
        guard let gpu else { return [] }
        if let ownPrice { return [.own(ownPrice)] }
        return (catalog.offers[gpu.id] ?? []).filter(filter.admits)
    }
}
