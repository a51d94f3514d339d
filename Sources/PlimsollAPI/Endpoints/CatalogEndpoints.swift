import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON

extension Service {
    /// `GET /v1/models`: the models of the catalog, searched and paged.
    func models(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            let query = try CatalogQuery(request, filters: ["family"])
            let found = catalog.models.entries.filter { model in
                query.matches([model.id, model.name] + model.aliases)
                    && query.equals("family", (try? model.architecture.get())?.family)
            }
            let page = try query.page(found, id: \.id)
            writer.object { writer in
                writer.array("models") { writer in
                    for model in page.entries { ModelJSON.writeSummary(model, &writer) }
                }
                page.write(&writer)
            }
        }
    }

    /// `GET /v1/models/{id}`: one model with its parameters by component.
    func model(_ request: HTTPRequest) -> HTTPResponse {
        pure(request) { catalog, writer throws(APIError) in
            try CatalogQuery.requireNoFields(request)
            let id = request.parameters["id"] ?? ""
            guard let model = catalog.models[id] else {
                throw APIError.noEntry(
                    "model",
                    suggestions: catalog.models.suggestions(for: id)
                )
            }
            try ModelJSON.write(model, &writer)
        }
    }

    /// `GET /v1/gpus`: the accelerators of the catalog.
    func gpus(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            let query = try CatalogQuery(request, filters: ["vendor", "architecture", "class"])
            let found = catalog.gpus.entries.filter { gpu in
                query.matches([gpu.id, gpu.name] + gpu.aliases)
                    && query.equals("vendor", gpu.vendor)
                    && query.equals("architecture", gpu.architecture)
                    && query.equals("class", gpu.kind)
            }
            let page = try query.page(found, id: \.id)
            writer.object { writer in
                writer.array("gpus") { writer in
                    for gpu in page.entries { GPUJSON.write(gpu, &writer) }
                }
                page.write(&writer)
            }
        }
    }

    /// `GET /v1/gpus/{id}`: one accelerator.
    func gpu(_ request: HTTPRequest) -> HTTPResponse {
        pure(request) { catalog, writer throws(APIError) in
            try CatalogQuery.requireNoFields(request)
            let id = request.parameters["id"] ?? ""
            guard let gpu = catalog.gpus[id] else {
                throw APIError.noEntry(
                    "accelerator",
                    suggestions: catalog.gpus.suggestions(for: id)
                )
            }
            GPUJSON.write(gpu, &writer)
        }
    }

    /// `GET /v1/weight-formats`: the weight formats of the catalog.
    func weightFormats(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            try CatalogQuery.requireNoFields(request)
            writer.object { writer in
                writer.array("weight_formats") { writer in
                    for entry in catalog.weightFormats.entries {
                        WeightFormatJSON.write(entry, &writer)
                    }
                }
            }
        }
    }

    /// `GET /v1/runtimes`: the inference engines of the catalog.
    func runtimes(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            try CatalogQuery.requireNoFields(request)
            writer.object { writer in
                writer.array("runtimes") { writer in
                    for entry in catalog.runtimes.entries { RuntimeJSON.write(entry, &writer) }
                }
            }
        }
    }

    /// `GET /v1/prices`: what providers ask for an hour of an accelerator.
    func prices(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            let query = try CatalogQuery(
                request,
                filters: ["gpu", "provider", "commitment", "region"]
            )
            let gpu = query.filters["gpu"]
            let card = gpu.map { catalog.gpus[$0]?.id ?? $0 }
            let found = catalog.prices.enumerated().filter { _, price in
                (card == nil || price.gpu == card)
                    && query.matches([price.gpu, price.provider])
                    && query.equals("provider", price.provider)
                    && query.equals("commitment", price.tier)
                    && query.equals("region", price.region)
            }
            let page = try query.page(found.map(\.element), ids: found.map { String($0.offset) })
            writer.object { writer in
                writer.array("prices") { writer in
                    for price in page.entries { PriceJSON.write(price, &writer) }
                }
                page.write(&writer)
            }
        }
    }
}

extension APIError {
    /// A path that names no entry of the catalog.
    static func noEntry(_ kind: String, suggestions: [String]) -> APIError {
        APIError(
            .notFound,
            "there is no such \(kind) in the catalog"
                + (suggestions.isEmpty
                    ? "" : "; did you mean \(suggestions.joined(separator: ", "))?"),
            problems: suggestions.isEmpty
                ? []
                : [
                    JSONProblem(
                        pointer: JSONPointer(["id"]),
                        location: nil,
                        detail: "names no \(kind) of the catalog",
                        suggestions: suggestions
                    )
                ]
        )
    }
}
