import PlimsollEngine
import PlimsollJSON

/// The technique as requests name it.
enum TechniqueName: String, CaseIterable {
    case full, lora, rslora, dora, qlora, qdora, galore, prefix, prompt

    /// Whether something is added to a frozen base.
    var isAdapter: Bool { self != .full && self != .galore }
    /// Whether the base is stored in 4 bits unless said otherwise.
    var isQuantized: Bool { self == .qlora || self == .qdora }
    /// Whether a learnt magnitude stands beside each output.
    var hasMagnitude: Bool { self == .dora || self == .qdora }
}

/// What `adapter` says, before the technique makes something of it.
struct AdapterFields {
    var rank: Int?
    var tokens: Int?
    var targets: Adapter.Targets?
    var baseWeights: WeightFormat?
    var dropout: Double?

    /// Reads the object, or nothing where it is left out.
    init(_ reader: JSONFieldReader, _ things: NamedThings) {
        guard let fields = reader.object("adapter") else { return }
        rank = fields.int("rank", in: 1...65_536)
        tokens = fields.int("tokens", in: 1...65_536)
        targets = Self.targets(fields)
        dropout = fields.double("dropout", in: 0...0.99)
        baseWeights = things.format(fields, "base_weights")
        fields.finish()
    }

    private static func targets(_ fields: JSONFieldReader) -> Adapter.Targets? {
        guard let value = fields.value("targets"), !value.isNull else { return nil }
        switch value.string {
        case "all_linear": return .allLinear
        case "attention": return .attention
        case "mlp": return .feedForward
        default: break
        }
        guard let names = fields.strings("targets", count: 1...100) else { return nil }
        return .modules(names.map { ModuleName(rawValue: $0) })
    }

    /// The adapter of a technique.
    func adapter(_ technique: TechniqueName) -> Adapter {
        let rank = rank ?? 16
        let kind: Adapter.Kind =
            switch technique {
            case .prefix: .prefix(tokens: tokens ?? 20)
            case .prompt: .prompt(tokens: tokens ?? 20)
            case .dora, .qdora: .magnitudeAndLowRank(rank: rank)
            default: .lowRank(rank: rank)
            }
        return Adapter(
            kind,
            targets: targets ?? .allLinear,
            dropoutShare: dropout.map { $0 > 0 ? 1 : 0 } ?? 0.5
        )
    }
}

/// `activation_checkpointing`: `none`, `full`, `selective`, or `selective:` and parts joined by `+`.
enum CheckpointingField {
    /// Reads the field.
    ///
    /// - Parameters:
    ///   - reader: The request.
    ///   - kernels: What plain `selective` means: every second matrix in eager code, the scores of
    ///     attention with fused kernels.
    /// - Returns: What is computed again; nothing where the field is left out or wrong.
    static func read(
        _ reader: JSONFieldReader,
        _ kernels: TrainingProfile.Kernels
    ) -> ActivationRecomputation {
        guard let text = reader.string("activation_checkpointing") else {
            return ActivationRecomputation(.none)
        }
        switch text.lowercased() {
        case "none": return ActivationRecomputation(.none)
        case "full": return ActivationRecomputation(.full)
        case "selective":
            let part: ActivationRecomputation.Part =
                kernels == .eager ? .operations : .coreAttention
            return ActivationRecomputation(.selective([part]))
        default: break
        }
        let names = text.lowercased().split(separator: ":", maxSplits: 1)
        guard names.count == 2, names[0] == "selective" else {
            report(reader, text)
            return ActivationRecomputation(.none)
        }
        var parts: Set<ActivationRecomputation.Part> = []
        for name in names[1].split(separator: "+") {
            guard let part = ActivationRecomputation.Part(rawValue: String(name)) else {
                report(reader, text)
                continue
            }
            parts.insert(part)
        }
        return ActivationRecomputation(.selective(parts))
    }

    private static func report(_ reader: JSONFieldReader, _ text: String) {
        let parts = ActivationRecomputation.Part.allCases.map(\.rawValue)
        let options = ["none", "selective", "full"]
        reader.report(
            "activation_checkpointing",
            "has to be one of \(options.joined(separator: ", ")), or selective: and parts joined by +, "
                + "of \(parts.joined(separator: ", "))",
            suggestions: SpellingSuggestion.closest(
                to: text,
                in: options + parts.map { "selective:" + $0 }
            )
        )
    }
}

extension TrainingOffload {
    /// Reads `offload`.
    init(_ reader: JSONFieldReader) {
        self.init()
        guard let fields = reader.object("offload") else { return }
        func place(_ name: String) -> StatePlace {
            fields.choice(name, as: StatePlace.self) ?? .none
        }
        optimizer = place("optimizer")
        parameters = place("parameters")
        gradients = place("gradients")
        activations = place("activations")
        fields.finish()
    }
}

extension ActivationRecomputation {
    /// The word on the wire; parts in the order of their list.
    var name: String {
        switch scope {
        case .none: return "none"
        case .full: return "full"
        case .selective(let parts):
            let names = Part.allCases.filter(parts.contains).map(\.rawValue)
            return "selective:" + names.joined(separator: "+")
        }
    }
}
