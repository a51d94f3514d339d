import PlimsollEngine
import PlimsollJSON

/// Reads a catalog folder into a snapshot, or says everything that is wrong with it.
///
/// | path                          | holds                                              |
/// |-------------------------------|----------------------------------------------------|
/// | `models/<org>/<name>.json`    | a model: a wrapped, or bare, `config.json`         |
/// | `gpus/<id>.json`              | an accelerator                                     |
/// | `prices/<provider>.json`      | a provider's prices                                |
/// | `runtimes/<id>.json`          | an inference engine                                |
/// | `training/<id>.json`          | a training framework                               |
/// | `weight-formats.json`         | weight formats                                     |
/// | `links.json`                  | kinds of links between accelerators                |
/// | `kernels.json`                | what kernels reach of the peaks of accelerators    |
struct CatalogLoader {
    private static let limits = JSONLimits(bytes: 8 << 20, nodes: 200_000)

    private var problems: [CatalogProblem] = []
    private var hash = ContentHash()
    private var models: [(entry: CatalogModel, place: Place)] = []
    private var gpus: [(entry: CatalogGPU, place: Place)] = []
    private var weightFormats: [(entry: CatalogWeightFormat, place: Place)] = []
    private var runtimes: [(entry: CatalogRuntime, place: Place)] = []
    private var frameworks: [(entry: CatalogTrainingFramework, place: Place)] = []
    private var links: [(entry: CatalogLink, place: Place)] = []
    private var kernels: [(entry: KernelFields, place: Place)] = []
    private var prices: [(entry: CatalogPrice, place: Place)] = []

    /// Where an entry was read, for problems that only show when all are there.
    private struct Place {
        var file: String
        var location: JSONLocation?
    }

    /// Reads a folder.
    ///
    /// - Returns: A snapshot, or all problems, sorted by file and line; never an empty list.
    static func load(_ folder: CatalogFolder) -> Result<Catalog, CatalogProblems> {
        var loader = CatalogLoader()
        loader.problems = folder.problems
        for file in folder.files { loader.read(file, of: folder) }
        return loader.finish(fileCount: folder.files.count)
    }

    private mutating func read(_ file: CatalogFolder.File, of folder: CatalogFolder) {
        guard let bytes = folder.read(file) else {
            problems.append(CatalogProblem(file: file.path, detail: "the file cannot be read"))
            return
        }
        hash.add(file.path)
        hash.add(bytes)
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes, limits: Self.limits)
        } catch {
            problems.append(
                CatalogProblem(file: file.path, location: error.location, detail: error.detail)
            )
            return
        }
        let list = JSONProblemList()
        let reader = JSONFieldReader(document.root, list)
        let place = Place(file: file.path, location: document.root.location)
        let parts = file.path.split(separator: "/").map(String.init)
        switch (parts.first, parts.count) {
        case ("models", 2...): readModel(document.root, parts, list, place)
        case ("gpus", 2):
            if let gpu = CatalogGPU(reader) { gpus.append((gpu, place)) }
        case ("prices", 2): readPrices(reader, place)
        case ("runtimes", 2):
            if let runtime = CatalogRuntime(reader) { runtimes.append((runtime, place)) }
        case ("training", 2):
            if let framework = CatalogTrainingFramework(reader) {
                frameworks.append((framework, place))
            }
        case ("weight-formats.json", 1): readWeightFormats(reader, place)
        case ("links.json", 1): readLinks(reader, place)
        case ("kernels.json", 1): readKernels(reader, place)
        default:
            problems.append(
                CatalogProblem(
                    file: file.path,
                    detail: "no kind of entry belongs here; files are models/<organisation>/"
                        + "<name>.json, gpus/<id>.json, prices/<provider>.json, "
                        + "runtimes/<id>.json, training/<id>.json, weight-formats.json, links.json "
                        + "and kernels.json"
                )
            )
        }
        problems += list.items.map { CatalogProblem(file: file.path, $0) }
    }

    private mutating func readModel(
        _ value: JSONValue,
        _ parts: [String],
        _ list: JSONProblemList,
        _ place: Place
    ) {
        guard let model = CatalogModel.read(value, path: parts.dropFirst(), list) else { return }
        if case .failure(let error) = model.architecture, let problem = error.problem(in: value) {
            list.add(problem)
        }
        models.append((model, place))
    }

    private mutating func readPrices(_ reader: JSONFieldReader, _ place: Place) {
        let provider = reader.string("provider", required: true, length: 1...100)
        let rows = reader.objects("prices", required: true) ?? []
        reader.finish()
        for row in rows {
            guard let price = CatalogPrice(row, provider: provider ?? "") else { continue }
            let at = row.value["gpu"]?.location
            prices.append((price, Place(file: place.file, location: at)))
        }
    }

    private mutating func readWeightFormats(_ reader: JSONFieldReader, _ place: Place) {
        let rows = reader.objects("weight_formats", required: true) ?? []
        reader.finish()
        for row in rows {
            guard let format = CatalogWeightFormat(row) else { continue }
            let at = row.value.location
            weightFormats.append((format, Place(file: place.file, location: at)))
        }
    }

    private mutating func readLinks(_ reader: JSONFieldReader, _ place: Place) {
        let rows = reader.objects("links", required: true) ?? []
        reader.finish()
        for row in rows {
            guard let link = CatalogLink(row) else { continue }
            links.append((link, Place(file: place.file, location: row.value.location)))
        }
    }

    private mutating func readKernels(_ reader: JSONFieldReader, _ place: Place) {
        let rows = reader.objects("kernels", required: true) ?? []
        reader.finish()
        for row in rows {
            guard let fields = KernelFields(row) else { continue }
            kernels.append((fields, Place(file: place.file, location: row.value.location)))
        }
    }

    // MARK: - All together

    private mutating func finish(fileCount: Int) -> Result<Catalog, CatalogProblems> {
        models.sort { $0.entry.id.lowercased() < $1.entry.id.lowercased() }
        gpus.sort { $0.entry.id < $1.entry.id }
        runtimes.sort { $0.entry.id < $1.entry.id }
        frameworks.sort { $0.entry.id < $1.entry.id }
        let models = table("model", self.models) { [$0.id] + $0.aliases }
        let links = table("link", self.links) { [$0.id] }
        connect(links)
        let gpus = table("accelerator", self.gpus) { [$0.id] + $0.aliases }
        let kernels = KernelTable(self.kernels.map(\.entry))
        let general = generalKernels(kernels)
        let formats = table("weight format", weightFormats) { [$0.id] + $0.aliases }
        let runtimes = table("runtime", self.runtimes) { [$0.id] + $0.aliases }
        let frameworks = table("training framework", self.frameworks) { [$0.id] + $0.aliases }
        // A card whose own file is broken is blamed there, not in every price of it.
        let broken = Set(problems.filter { $0.file.hasPrefix("gpus/") }.map(\.file))
        for (price, place) in prices
        where gpus[price.gpu] == nil && !broken.contains("gpus/\(price.gpu).json") {
            let closest = gpus.suggestions(for: price.gpu).joined(separator: ", ")
            let detail =
                "there is no accelerator \"\(price.gpu)\""
                + (closest.isEmpty ? "" : " (did you mean \(closest)?)")
            report(place, detail)
        }
        if fileCount == 0, problems.isEmpty {
            problems.append(CatalogProblem(file: ".", detail: "the folder holds no JSON file"))
        }
        guard problems.isEmpty else {
            return .failure(CatalogProblems(sorting: problems))
        }
        return .success(
            Catalog(
                version: hash.text,
                models: models,
                gpus: gpus,
                weightFormats: formats,
                runtimes: runtimes,
                trainingFrameworks: frameworks,
                links: links,
                kernelsByCard: kernelsByCard(kernels, gpus.entries),
                generalKernels: general,
                prices: sortedPrices(),
                offers: offers(),
                fileCount: fileCount
            )
        )
    }

    /// Connects each card to its links, and blames the file that names an unknown one.
    private mutating func connect(_ links: CatalogTable<CatalogLink>) {
        for index in gpus.indices {
            if let name = gpus[index].entry.interconnect?.link, links[name] == nil {
                report(gpus[index].place, "there is no link \"\(name)\" in links.json")
            }
            gpus[index].entry.connect(links)
        }
    }

    /// What every family reaches on any card, and problems where it lacks a figure.
    private mutating func generalKernels(_ table: KernelTable) -> [String: KernelProfile] {
        var general: [String: KernelProfile] = [:]
        for family in table.families {
            if let profile = table.profile(of: family, on: nil) {
                general[family] = profile
            } else if let place = kernels.first(where: { $0.entry.family == family })?.place {
                report(
                    place,
                    "the family \"\(family)\" needs an entry without gpus, architectures and "
                        + "classes that has every figure or extends a family that has"
                )
            }
        }
        for (runtime, place) in runtimes {
            guard let speed = runtime.profile.speed, general[speed.kernels] == nil else {
                continue
            }
            report(place, "there is no family of kernels \"\(speed.kernels)\" in kernels.json")
        }
        return general
    }

    private func kernelsByCard(
        _ table: KernelTable,
        _ gpus: [CatalogGPU]
    ) -> [String: [String: KernelProfile]] {
        let families = table.families
        return gpus.reduce(into: [:]) { byCard, gpu in
            for family in families {
                byCard[gpu.id, default: [:]][family] = table.profile(of: family, on: gpu)
            }
        }
    }

    private func offers() -> [String: [RentalOffer]] {
        var offers: [String: [RentalOffer]] = [:]
        let sorted = sortedPrices().sorted { $0.price < $1.price }
        for price in sorted { offers[price.gpu, default: []].append(price.offer) }
        return offers
    }

    private func sortedPrices() -> [CatalogPrice] {
        prices.map(\.entry).sorted { left, right in
            (left.gpu, left.provider, left.tier, left.region ?? "", left.instance ?? "")
                < (right.gpu, right.provider, right.tier, right.region ?? "", right.instance ?? "")
        }
    }

    /// A table of entries, reporting names that two of them claim.
    private mutating func table<Entry>(
        _ kind: String,
        _ items: [(entry: Entry, place: Place)],
        names: (Entry) -> [String]
    ) -> CatalogTable<Entry> {
        var owners: [String: (item: Int, file: String)] = [:]
        for (index, item) in items.enumerated() {
            for name in names(item.entry) {
                let key = name.lowercased()
                if let owner = owners[key], owner.item != index {
                    report(
                        item.place,
                        "the name \"\(name)\" already denotes the \(kind) in \(owner.file)"
                    )
                }
                owners[key] = (index, item.place.file)
            }
        }
        return CatalogTable(items.map(\.entry), names: names)
    }

    private mutating func report(_ place: Place, _ detail: String) {
        problems.append(
            CatalogProblem(file: place.file, location: place.location, detail: detail)
        )
    }
}

/// Everything that is wrong with a catalog folder.
public struct CatalogProblems: Error, Hashable, Sendable {
    /// The problems by file, line and column; never empty.
    public let items: [CatalogProblem]

    init(sorting problems: [CatalogProblem]) {
        items = problems.sorted {
            ($0.file, $0.line ?? 0, $0.column ?? 0, $0.detail)
                < ($1.file, $1.line ?? 0, $1.column ?? 0, $1.detail)
        }
    }
}
