import FoundationEssentials
import PlimsollCatalog
public import PlimsollHTTP
import Synchronization

/// Counts of requests for `/metrics`, in Prometheus' text format.
public final class Metrics: Sendable {
    /// Upper bounds of the latency histogram in microseconds.
    private static let bounds = [
        50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 100_000, 1_000_000,
    ]

    /// What the page tells apart.
    private struct Series: Hashable {
        var route: String
        var status: Int
    }

    private struct Counts {
        var requests = 0
        var microseconds = 0
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count)

        mutating func add(_ microseconds: Int, bucket: Int?) {
            requests += 1
            self.microseconds += microseconds
            if let bucket { buckets[bucket] += 1 }
        }

        static func + (left: Counts, right: Counts) -> Counts {
            var sum = left
            sum.requests += right.requests
            sum.microseconds += right.microseconds
            sum.buckets = zip(left.buckets, right.buckets).map(+)
            return sum
        }
    }

    /// Counts by the number of the route and then by status, of which a route has few; neither
    /// needs a string to be hashed for each request.
    private struct Tally {
        private var rows: [Row] = []

        private struct Row {
            var pattern = Metrics.noRoute
            var counts: [(status: Int, counts: Counts)] = []
        }

        /// The counts of a page; routes of one pattern and several methods are one series.
        var series: [Series: Counts] {
            var result: [Series: Counts] = [:]
            for row in rows {
                for (status, counts) in row.counts {
                    let key = Series(route: row.pattern, status: status)
                    result[key] = result[key].map { $0 + counts } ?? counts
                }
            }
            return result
        }

        mutating func add(_ route: Route?, _ status: Int, _ microseconds: Int, bucket: Int?) {
            // Row 0 counts what met no route.
            let row = route.map { $0.number + 1 } ?? 0
            while rows.count <= row { rows.append(Row()) }
            if let index = rows[row].counts.firstIndex(where: { $0.status == status }) {
                rows[row].counts[index].counts.add(microseconds, bucket: bucket)
            } else {
                if let route { rows[row].pattern = route.pattern }
                var counts = Counts()
                counts.add(microseconds, bucket: bucket)
                rows[row].counts.append((status, counts))
            }
        }
    }

    /// What the page calls the route of a request that met none.
    private static let noRoute = "none"

    private let tally = TracedMutex(Tally())

    /// No requests yet.
    public init() {}

    /// Counts an exchange.
    public func observe(_ exchange: HTTPExchange) {
        let microseconds = exchange.nanoseconds / 1000
        let bucket = Self.bounds.firstIndex { microseconds <= $0 }
        tally.withLock { $0.add(exchange.route, exchange.status, microseconds, bucket: bucket) }
    }

    /// The page.
    func page(_ store: CatalogStore, _ server: HTTPServerCounters?, version: String) -> String {
        var page = MetricsPage()
        page.gauge(
            "plimsoll_build_info",
            "The version of the service.",
            [(["version": version], 1)]
        )
        addRequests(&page)
        addEstimates(&page)
        addCatalog(&page, store)
        if let server { addServer(&page, server) }
        return page.text
    }

    private func addRequests(_ page: inout MetricsPage) {
        let rows = tally.withLock { $0 }.series
            .sorted { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }
        page.counter(
            "plimsoll_http_requests_total",
            "Requests answered, by route and status.",
            rows.map { key, counts in
                (["route": key.route, "status": String(key.status)], Double(counts.requests))
            }
        )
        page.family(
            "plimsoll_http_request_duration_seconds",
            "Time from the end of a request's head to its answer.",
            type: "histogram"
        )
        for (key, counts) in rows {
            let labels = ["route": key.route, "status": String(key.status)]
            var below = 0
            for (bound, count) in zip(Self.bounds, counts.buckets) {
                below += count
                page.sample(
                    "plimsoll_http_request_duration_seconds_bucket",
                    labels.merging(["le": "\(Double(bound) / 1e6)"]) { $1 },
                    Double(below)
                )
            }
            page.sample(
                "plimsoll_http_request_duration_seconds_bucket",
                labels.merging(["le": "+Inf"]) { $1 },
                Double(counts.requests)
            )
            page.sample(
                "plimsoll_http_request_duration_seconds_sum",
                labels,
                Double(counts.microseconds) / 1e6
            )
            page.sample(
                "plimsoll_http_request_duration_seconds_count",
                labels,
                Double(counts.requests)
            )
        }
    }

    /// Answers of 200 by what they estimate; a sweep or a batch counts once.
    private func addEstimates(_ page: inout MetricsPage) {
        // Zeros from the start, so that a rate is known from the first one on.
        var counts = ["inference": 0, "quantization": 0]
        for (key, value) in tally.withLock({ $0 }).series where key.status == 200 {
            guard let kind = Self.kind(of: key.route) else { continue }
            counts[kind, default: 0] += value.requests
        }
        page.counter(
            "plimsoll_estimates_total",
            "Estimates answered by kind.",
            counts.sorted { $0.key < $1.key }.map { (["kind": $0.key], Double($0.value)) }
        )
    }

    /// What a route estimates: the last part of its path.
    private static func kind(of route: String) -> String? {
        for prefix in ["/v1/estimates/", "/v1/plans/"] where route.hasPrefix(prefix) {
            return String(route.dropFirst(prefix.count))
        }
        switch route {
        case "/v1/recommendations", "/v1/sweeps", "/v1/batch": return String(route.dropFirst(4))
        default: return nil
        }
    }

    private func addCatalog(_ page: inout MetricsPage, _ store: CatalogStore) {
        let catalog = store.current
        let status = store.status
        page.gauge(
            "plimsoll_catalog_info",
            "The version of the catalog that serves.",
            [(["version": catalog.version], 1)]
        )
        page.gauge(
            "plimsoll_catalog_entries",
            "Entries of the catalog by kind.",
            [
                (["kind": "models"], Double(catalog.models.entries.count)),
                (["kind": "gpus"], Double(catalog.gpus.entries.count)),
                (["kind": "weight_formats"], Double(catalog.weightFormats.entries.count)),
                (["kind": "runtimes"], Double(catalog.runtimes.entries.count)),
                (["kind": "prices"], Double(catalog.prices.count)),
            ]
        )
        page.gauge(
            "plimsoll_catalog_loaded_timestamp_seconds",
            "When the catalog that serves was read.",
            [([:], status.loadedAt.timeIntervalSince1970)]
        )
        page.gauge(
            "plimsoll_catalog_age_seconds",
            "Time since the catalog that serves was read.",
            [([:], max(0, Date().timeIntervalSince(status.loadedAt)).rounded())]
        )
        page.counter(
            "plimsoll_catalog_reloads_total",
            "Reads of the catalog's folder by result.",
            [
                (["result": "success"], Double(status.successes)),
                (["result": "failure"], Double(status.failures)),
            ]
        )
        page.gauge(
            "plimsoll_catalog_problems",
            "Problems of the catalog's folder as it is now; above 0 the old catalog serves.",
            [([:], Double(status.problems.count))]
        )
    }

    private func addServer(_ page: inout MetricsPage, _ server: HTTPServerCounters) {
        page.counter(
            "plimsoll_http_connections_accepted_total",
            "Connections accepted.",
            [([:], Double(server.connectionsAccepted))]
        )
        page.counter(
            "plimsoll_http_connections_refused_total",
            "Connections refused because a limit was reached.",
            [
                (
                    ["limit": "server"],
                    Double(server.connectionsRefused - server.connectionsRefusedByClient)
                ),
                (["limit": "client"], Double(server.connectionsRefusedByClient)),
            ]
        )
        page.gauge(
            "plimsoll_http_connections_open",
            "Connections open now.",
            [([:], Double(server.connectionsOpen))]
        )
        page.gauge(
            "plimsoll_http_requests_in_flight",
            "Requests being answered now.",
            [([:], Double(server.requestsInFlight))]
        )
        page.counter(
            "plimsoll_http_requests_refused_total",
            "Requests refused before a route was looked for.",
            [([:], Double(server.requestsRefused))]
        )
        page.counter(
            "plimsoll_http_bytes_total",
            "Bytes of sockets by direction.",
            [
                (["direction": "received"], Double(server.bytesReceived)),
                (["direction": "sent"], Double(server.bytesSent)),
            ]
        )
        page.counter(
            "plimsoll_http_requests_shed_total",
            "Requests answered 503 because they had waited too long for an event loop.",
            [([:], Double(server.requestsShed))]
        )
        page.counter(
            "plimsoll_http_accepts_deferred_total",
            "Times that descriptors or memory for a connection ran out.",
            [([:], Double(server.acceptsDeferred))]
        )
        addTLS(&page, server)
        addLag(&page, server)
    }

    private func addTLS(_ page: inout MetricsPage, _ server: HTTPServerCounters) {
        page.counter(
            "plimsoll_tls_handshakes_total",
            "TLS handshakes by result.",
            [
                (
                    ["result": "full"],
                    Double(server.handshakes - server.handshakesResumed)
                ),
                (["result": "resumed"], Double(server.handshakesResumed)),
                (["result": "failed"], Double(server.handshakesFailed)),
            ]
        )
        page.counter(
            "plimsoll_tls_certificate_reloads_total",
            "Readings of changed certificates by result.",
            [
                (["result": "success"], Double(server.certificateReloads)),
                (["result": "failure"], Double(server.certificateFailures)),
            ]
        )
    }

    /// How long event loops take for a turn, which is how long a request may wait for them.
    private func addLag(_ page: inout MetricsPage, _ server: HTTPServerCounters) {
        let name = "plimsoll_http_event_loop_turn_seconds"
        page.family(name, "Time that event loops take for one turn.", type: "histogram")
        var below = 0
        for (bound, count) in zip(HTTPServerCounters.lagBounds, server.turns) {
            below += count
            page.sample("\(name)_bucket", ["le": "\(Double(bound) / 1e6)"], Double(below))
        }
        let count = Double(server.turns.reduce(0, +))
        page.sample("\(name)_bucket", ["le": "+Inf"], count)
        page.sample("\(name)_sum", [:], Double(server.turnNanoseconds) / 1e9)
        page.sample("\(name)_count", [:], count)
    }
}

/// Prometheus' text format, version 0.0.4.
private struct MetricsPage {
    private(set) var text = ""

    mutating func family(_ name: String, _ help: String, type: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func counter(_ name: String, _ help: String, _ rows: [([String: String], Double)]) {
        family(name, help, type: "counter")
        for (labels, value) in rows { sample(name, labels, value) }
    }

    mutating func gauge(_ name: String, _ help: String, _ rows: [([String: String], Double)]) {
        family(name, help, type: "gauge")
        for (labels, value) in rows { sample(name, labels, value) }
    }

    mutating func sample(_ name: String, _ labels: [String: String], _ value: Double) {
        let pairs = labels.sorted { $0.key < $1.key }
            .map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ",")
        let number = Int(exactly: value).map(String.init) ?? "\(value)"
        text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(number)\n"
    }

    private func escaped(_ value: String) -> String {
        var result = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
