import PlimsollHTTP
import PlimsollJSON

/// A line for every answer: who asked for what, when, and what came of it.
public final class AccessLog: Sendable {
    private let format: LogFormat
    private let writer: LineWriter

    /// A log of that format.
    public init(_ format: LogFormat, to writer: LineWriter) {
        self.format = format
        self.writer = writer
    }

    func write(_ exchange: HTTPExchange) {
        let microseconds = (Double(exchange.nanoseconds) / 1000).rounded()
        let milliseconds = microseconds / 1000
        let request = exchange.request
        switch format {
        case .json:
            var json = JSONWriter()
            json.object { json in
                json.field("time", Timestamp.now)
                json.field("client", exchange.client.host)
                json.field("status", exchange.status)
                json.field("duration_ms", milliseconds)
                json.field("bytes", exchange.bytesSent)
                guard let request else { return }
                json.field("method", request.methodName)
                json.field("target", request.rawTarget)
                if let route = exchange.route?.pattern { json.field("route", route) }
                json.field("request_id", request.id)
                if let name = request.clientName { json.field("key", name) }
                if let trace = request.traceID { json.field("trace_id", trace) }
                if let agent = request.fields["user-agent"] {
                    json.field("user_agent", String(agent.prefix(200)))
                }
            }
            writer.write(json.bytes)
        case .text:
            // A target and a method hold neither blanks nor control characters.
            let line =
                request.map { "\($0.methodName) \($0.rawTarget) \($0.id)" } ?? "- - -"
            let key = request?.clientName.map { " key=\($0)" } ?? ""
            let trace = request?.traceID.map { " trace=\($0)" } ?? ""
            writer.write(
                ("\(Timestamp.now) \(exchange.client.host) \(line) \(exchange.status) "
                    + "\(exchange.bytesSent) B \(milliseconds) ms\(key)\(trace)").utf8
            )
        }
    }
}
