import PlimsollHTTP

extension Service {
    /// `GET /`: the console for a browser, what there is for a person with curl.
    func index(_ request: HTTPRequest) -> HTTPResponse {
        var response =
            Negotiation.preferred(of: ["text/plain", "text/html"], request) == "text/html"
            ? Self.page(Self.consoleBytes, policy: PageSources.consolePolicy)
            : .text(Self.indexText)
        response.fields.set("Vary", to: "Accept")
        return response
    }

    /// `GET /docs`: the contract as a page.
    func reference(_ request: HTTPRequest) -> HTTPResponse {
        Self.page(Self.referenceBytes, policy: PageSources.referencePolicy)
    }

    private static let consoleBytes = Array(PageSources.console.utf8)
    private static let referenceBytes = Array(ReferencePage.html.utf8)

    /// A page that may run and load only what its policy names.
    private static func page(_ body: [UInt8], policy: String) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            fields: [
                "Content-Type": "text/html; charset=utf-8",
                "Content-Security-Policy": policy,
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "no-referrer",
                "Cache-Control": "no-cache",
            ],
            body: body
        )
    }

    private static let indexText = """
        Plimsoll \(version): will this model fit, on which GPUs, at what batch and context?

          /v1/estimates/inference?model=llama-3-70b&weights=int8&batch=4&gpu=h100-sxm-80gb
          /v1/models      models of the catalog      /v1/gpus      accelerators
          /v1/prices      prices of accelerators     /v1/runtimes  inference engines
          /v1/weight-formats                         weight formats
          /openapi.yaml   the contract               /docs         the contract to read
          /healthz        liveness                   /readyz       readiness
          /metrics        for Prometheus

        In a browser this address is the console.

        """
}
