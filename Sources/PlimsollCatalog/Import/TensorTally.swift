public import PlimsollEngine

/// Parameters of a file, counted from its tensors.
public struct TensorTally: Sendable {
    /// What a tensor counts towards.
    enum Role: Hashable, Sendable {
        /// A component of the model.
        case parameter(ParameterComponent)
        /// A module that predicts further tokens and is stored beside the model.
        case nextToken
        /// No parameter: a table of rotations, a correction of scores, a scale of quantization.
        case buffer
    }

    private var counts: [ParameterComponent: Int] = [:]
    /// All parameters.
    public private(set) var total = Elements.zero
    /// Parameters of modules that predict further tokens, stored beside the model.
    public private(set) var nextTokenModules = Elements.zero
    /// Elements that are no parameters: rotation tables, corrections, scales of quantization.
    public private(set) var buffers = Elements.zero

    /// Nothing counted yet.
    init() {}

    /// The parameters of one component.
    public subscript(component: ParameterComponent) -> Elements {
        Elements(counts[component, default: 0])
    }

    /// Counts a tensor.
    mutating func add(_ role: Role, _ elements: Int) {
        switch role {
        case .parameter(let component):
            counts[component, default: 0] += elements
            total += Elements(elements)
        case .nextToken: nextTokenModules += Elements(elements)
        case .buffer: buffers += Elements(elements)
        }
    }

    /// Parameters that one token uses, where `share` of the routed experts are chosen.
    func active(share: Double) -> Elements {
        let routed = self[.routedExperts].magnitude
        let used = min(max((Double(routed) * share).rounded(), 0), Double(routed))
        return Elements(total.magnitude - routed + Int(used))
    }

    /// How a configuration's count differs; nil where it does not.
    func difference(to described: ParameterCount) -> String? {
        guard total != described.total else { return nil }
        let parts = ParameterComponent.allCases.compactMap { component -> String? in
            let (stored, expected) = (self[component], described[component])
            guard stored != expected else { return nil }
            return "\(component.rawValue) \(stored.magnitude) instead of \(expected.magnitude)"
        }
        let more = total > described.total
        let by = more ? total - described.total : described.total - total
        return "the file holds \(total.magnitude) parameters, \(by.magnitude) "
            + (more ? "more" : "fewer") + " than its configuration describes: "
            + parts.joined(separator: ", ")
    }
}

/// Bytes by number format, in order of size.
struct TypeBytes {
    private var bytes: [String: Int] = [:]

    mutating func add(_ type: String, _ count: Int) {
        bytes[type, default: 0] += count
    }

    var sorted: [InspectedModel.TypeBytes] {
        bytes.map { InspectedModel.TypeBytes(type: $0.key, bytes: Bytes($0.value)) }
            .sorted { ($1.bytes, $0.type) < ($0.bytes, $1.type) }
    }
}
