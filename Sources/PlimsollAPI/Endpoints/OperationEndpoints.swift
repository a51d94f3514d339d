import FoundationEssentials
import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON

extension Service {
    /// `GET /healthz`: the process answers.
    func health(_ request: HTTPRequest) -> HTTPResponse {
        .json(Self.healthy)
    }

    private static let healthy = Array(#"{"status":"ok"}"#.utf8)

    /// `GET /readyz`: a catalog is loaded; also says whether the folder has problems now.
    ///
    /// A service that is about to end is not ready, so that load balancers send nothing more.
    func readiness(_ request: HTTPRequest) -> HTTPResponse {
        if isEnding {
            let error = APIError(.overloaded, "the service is about to end; ask another instance")
            return Self.problem(error, requestID: request.id)
        }
        let catalog = store.current
        let status = store.status
        return json(request) { writer in
            writer.object { writer in
                writer.field("status", "ready")
                writer.object("catalog") { writer in
                    writer.field("version", catalog.version)
                    writer.field("loaded_at", status.loadedAt.formatted(.iso8601))
                    writer.field(
                        "age_seconds",
                        Int(max(0, Date().timeIntervalSince(status.loadedAt)))
                    )
                    writer.field("models", catalog.models.entries.count)
                    writer.field("gpus", catalog.gpus.entries.count)
                    writer.field("reloads", status.successes)
                    writer.field("failed_reloads", status.failures)
                    writer.field("last_error", status.problems.first?.description)
                    writer.field("problems", status.problems.map(\.description))
                }
            }
        }
    }

    /// `GET /metrics`: counters for Prometheus.
    func metricsPage(_ request: HTTPRequest) -> HTTPResponse {
        .text(
            metrics.page(store, counters, version: Self.version),
            contentType: "text/plain; version=0.0.4; charset=utf-8"
        )
    }

    /// `GET /openapi.yaml` and `/openapi.json`: the contract.
    func openAPI(_ request: HTTPRequest, asYAML: Bool) -> HTTPResponse {
        asYAML
            ? .text(OpenAPIDocument.yaml, contentType: "application/yaml")
            : .json(Array(OpenAPIDocument.json.utf8))
    }
}
