import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON

extension Service {
    /// `GET` and `POST /v1/sweeps`: an estimate over lists of values, streamed.
    func sweep(_ request: HTTPRequest) -> HTTPResponse {
        streamed(request) { catalog throws(APIError) in
            let form = try Negotiation.representation(request, of: Representation.tabular)
            let document = try RequestDocument.read(request)
            let answer = SweepAnswer(
                sweep: try SweepRequest(document.root, catalog),
                catalog: catalog,
                budget: ComputeBudget(computeBudget),
                requestID: request.id
            )
            return .streamed(
                StreamedBody(pieceCount: answer.pieceCount) {
                    switch form {
                    case .json: answer.json($0)
                    case .text: answer.text($0)
                    case .csv: answer.csv($0)
                    }
                },
                contentType: form == .json
                    ? "application/json" : "\(form.rawValue); charset=utf-8"
            )
        }
    }

    /// `POST /v1/batch`: many requests in one, each answered on its own, streamed.
    func batch(_ request: HTTPRequest) -> HTTPResponse {
        streamed(request) { catalog throws(APIError) in
            try Negotiation.requireJSON(request)
            let batch = try BatchRequest(RequestDocument.read(request).root)
            let budget = ComputeBudget(computeBudget)
            let id = request.id
            return .streamed(
                StreamedBody(pieceCount: batch.pieceCount) {
                    batch.json($0, catalog, budget, requestID: id)
                },
                contentType: "application/json"
            )
        }
    }

    /// Answers from one snapshot of the catalog, piece by piece.
    ///
    /// Without an entity tag: where the compute budget ends depends on the machine, so the answer
    /// is no function of the request and the catalog alone.
    private func streamed(
        _ request: HTTPRequest,
        _ make: (Catalog) throws(APIError) -> HTTPResponse
    ) -> HTTPResponse {
        let catalog = store.current
        var response: HTTPResponse
        do throws(APIError) {
            response = try make(catalog)
        } catch {
            response = Self.problem(error, requestID: request.id)
        }
        response.fields.set("X-Catalog-Version", to: catalog.version)
        return response
    }
}
