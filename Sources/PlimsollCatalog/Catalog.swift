public import PlimsollEngine
import PlimsollJSON

/// Everything that is known of models, accelerators, formats, runtimes and prices: one immutable
/// snapshot of a folder.
///
/// A class, since every request shares it.
public final class Catalog: Sendable {
    /// A hash of the content of all files, equal for equal content.
    public let version: String
    /// Models by id.
    public let models: CatalogTable<CatalogModel>
    /// Accelerators by id.
    public let gpus: CatalogTable<CatalogGPU>
    /// Weight formats in the order of their file.
    public let weightFormats: CatalogTable<CatalogWeightFormat>
    /// Runtimes by id.
    public let runtimes: CatalogTable<CatalogRuntime>
    /// Training frameworks by id.
    public let trainingFrameworks: CatalogTable<CatalogTrainingFramework>
    /// Kinds of links by id.
    public let links: CatalogTable<CatalogLink>
    /// What kernels reach, by card and family, and by family where no entry names the card.
    let kernelsByCard: [String: [String: KernelProfile]]
    let generalKernels: [String: KernelProfile]
    /// Prices by accelerator, then provider.
    public let prices: [CatalogPrice]
    /// The same prices as offers by accelerator, the cheapest first.
    public let offers: [String: [RentalOffer]]
    /// Files that were read.
    public let fileCount: Int

    init(
        version: String,
        models: CatalogTable<CatalogModel>,
        gpus: CatalogTable<CatalogGPU>,
        weightFormats: CatalogTable<CatalogWeightFormat>,
        runtimes: CatalogTable<CatalogRuntime>,
        trainingFrameworks: CatalogTable<CatalogTrainingFramework>,
        links: CatalogTable<CatalogLink>,
        kernelsByCard: [String: [String: KernelProfile]],
        generalKernels: [String: KernelProfile],
        prices: [CatalogPrice],
        offers: [String: [RentalOffer]],
        fileCount: Int
    ) {
        self.version = version
        self.models = models
        self.gpus = gpus
        self.weightFormats = weightFormats
        self.runtimes = runtimes
        self.trainingFrameworks = trainingFrameworks
        self.links = links
        self.kernelsByCard = kernelsByCard
        self.generalKernels = generalKernels
        self.prices = prices
        self.offers = offers
        self.fileCount = fileCount
    }

    /// The link of one GPU to other machines, where the catalog has one of the id `network`.
    public var network: Link? {
        guard let entry = links["network"], let bandwidth = entry.bandwidth else { return nil }
        return Link(entry.profile, bandwidth: bandwidth, domain: 1 << 20)
    }
}

/// Entries of one kind, found by id or alias whatever their case.
public struct CatalogTable<Entry: Sendable>: Sendable {
    /// The entries in their order.
    public let entries: [Entry]
    private let positions: [String: Int]
    private let spellings: [String]
    /// Positions by the part of an id behind its organisation, lower-case.
    private let bareNames: [String: [Int]]

    /// Entries with their ids and aliases, which the loader has checked to be unique.
    init(_ entries: [Entry], names: (Entry) -> [String]) {
        self.entries = entries
        var positions: [String: Int] = [:]
        for (position, entry) in entries.enumerated() {
            for name in names(entry) {
                positions[name] = position
                positions[name.lowercased()] = position
            }
        }
        self.positions = positions
        var bareNames: [String: [Int]] = [:]
        for (position, entry) in entries.enumerated() {
            guard let id = names(entry).first, let slash = id.lastIndex(of: "/") else { continue }
            bareNames[id[id.index(after: slash)...].lowercased(), default: []].append(position)
        }
        self.bareNames = bareNames
        spellings = entries.flatMap { names($0).filter { !$0.contains(" ") } }
    }

    /// The entry of that id or alias; nil if there is none.
    public subscript(name: String) -> Entry? {
        position(of: name).map { entries[$0] }
    }

    /// Where the entry of that id or alias stands in ``entries``; nil if there is none.
    ///
    /// Entries carry many texts: who needs one field of an entry reads it in its place instead of
    /// copying all.
    public func position(of name: String) -> Int? {
        positions[name] ?? positions[name.lowercased()]
    }

    /// The entries that a name may denote: the one of that id or alias, else those whose id ends in
    /// it behind the organisation.
    ///
    /// - Returns: None where the name is unknown, several where it is ambiguous.
    public func candidates(for name: String) -> [Entry] {
        if let entry = self[name] { return [entry] }
        let key = name.lowercased()
        return bareNames[key, default: []].map { entries[$0] }
    }

    /// Ids and aliases that are spelled most like an unknown name.
    public func suggestions(for name: String) -> [String] {
        SpellingSuggestion.closest(to: name, in: spellings)
    }
}
