import PlimsollEngine
import PlimsollJSON

/// `devices`: accelerators of several kinds in one machine.
struct DeviceFields {
    /// Devices of one request.
    static let maximumDevices = 64

    /// Every device in the order given, one entry each.
    private(set) var all: [RequestedGPU] = []
    /// Whether they are of more than one kind.
    var areMixed: Bool {
        all.contains { $0.id != all[0].id || $0.gpu.memory != all[0].gpu.memory }
    }

    /// Reads the list: objects of `gpu` and `count`, or texts such as `2*rtx-3090-24gb`, which a
    /// query can hold.
    ///
    /// - Parameters:
    ///   - reader: The fields of the request.
    ///   - things: What names mean.
    ///   - sizes: The sizes in `parallel`.
    init(_ reader: JSONFieldReader, _ things: NamedThings, sizes: [ParallelDimension: Int]) {
        guard let value = reader.value("devices"), !value.isNull else { return }
        for field in ["gpu", "gpus"] where reader.has(field) {
            reader.report(field, "contradicts devices; give one of them")
        }
        var entries: [(gpu: RequestedGPU, count: Int)?] = []
        if value.kind == .array {
            entries = value.elements.map { Self.entry($0, reader, things) }
        } else {
            entries = (value.string ?? "").split(separator: ",", omittingEmptySubsequences: false)
                .map { Self.entry($0, value, reader, things) }
        }
        for case let (gpu, count)? in entries {
            guard all.count + count <= Self.maximumDevices else {
                reader.report("devices", "are more than \(Self.maximumDevices) in all")
                return
            }
            all += Array(repeating: gpu, count: count)
        }
        if entries.isEmpty { reader.report("devices", "has to name at least one device") }
        let isDivided = sizes.contains { dimension, size in
            dimension == .pipeline ? size != all.count : size > 1
        }
        if isDivided, areMixed {
            reader.report(
                "parallel",
                "contradicts devices: those that differ hold layers, each a stage; leave it out"
            )
        }
    }

    /// An element of a list in JSON.
    private static func entry(
        _ value: JSONValue,
        _ reader: JSONFieldReader,
        _ things: NamedThings
    ) -> (RequestedGPU, Int)? {
        guard value.kind == .object else {
            return entry(Substring(value.string ?? ""), value, reader, things)
        }
        let fields = JSONFieldReader(value, reader.problems)
        defer { fields.finish() }
        let count = fields.int("count", in: 1...maximumDevices) ?? 1
        guard fields.has("gpu") else {
            fields.report("gpu", "is required")
            return nil
        }
        return things.gpu(fields).map { ($0, count) }
    }

    /// A text such as `2*rtx-3090-24gb`.
    private static func entry(
        _ text: Substring,
        _ value: JSONValue,
        _ reader: JSONFieldReader,
        _ things: NamedThings
    ) -> (RequestedGPU, Int)? {
        guard let (count, name) = countAndName(text), count <= maximumDevices else {
            reader.report(
                "devices",
                "lists {\"gpu\": …, \"count\": …}, or texts such as \"2*rtx-3090-24gb\""
            )
            return nil
        }
        return things.catalogGPU(name, value).map { ($0, count) }
    }

    /// What a text such as `2*rtx-3090-24gb` says; nil where it says no number from 1.
    static func countAndName(_ text: some StringProtocol) -> (count: Int, name: String)? {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false)
        let count = parts.count == 2 ? Int(parts[0]) ?? 0 : 1
        guard parts.count <= 2, let name = parts.last, !name.isEmpty, count > 0 else {
            return nil
        }
        return (count, String(name))
    }
}
