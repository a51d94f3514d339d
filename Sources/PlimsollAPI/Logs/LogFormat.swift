import FoundationEssentials
public import Logging
import PlimsollJSON

/// How lines of the logs are written.
public enum LogFormat: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// One JSON object a line, for machines.
    case json
}

/// The service's log: one line an event, with its fields.
public struct ServiceLogHandler: LogHandler {
    /// Fields of every line.
    public var metadata: Logger.Metadata = [:]
    /// The least level that is written.
    public var logLevel = Logger.Level.info
    /// Fields that are asked for at every line.
    public var metadataProvider: Logger.MetadataProvider?

    private let format: LogFormat
    private let writer: LineWriter

    /// A handler that writes in a format.
    public init(_ format: LogFormat, to writer: LineWriter) {
        self.format = format
        self.writer = writer
    }

    /// A field of every line.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a line.
    public func log(event: LogEvent) {
        let fields = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }
            .merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
        switch format {
        case .json:
            var json = JSONWriter()
            json.object { json in
                json.field("time", Timestamp.now)
                json.field("level", event.level.rawValue)
                json.field("message", event.message.description)
                for (key, value) in fields {
                    json.key(named: key)
                    json.value(value.description)
                }
            }
            writer.write(json.bytes)
        case .text:
            var line = "\(Timestamp.now) \(event.level.rawValue): \(event.message)"
            for (key, value) in fields { line += " \(key)=\(value)" }
            // A line is a line, whatever a file's name or an error's text holds.
            writer.write(line.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 })
        }
    }
}

/// The time of a line: UTC with milliseconds (RFC 3339).
enum Timestamp {
    static var now: String {
        Date().formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true)
                .timeZone(separator: .omitted)
        )
    }
}
