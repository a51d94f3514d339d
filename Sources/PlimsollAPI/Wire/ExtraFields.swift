import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The fields that say what is loaded beside the model: `adapters`, `draft_model`, `mtp`.
struct ExtraFields {
    private(set) var extras = ServingExtras.none
    /// The draft model as it was named.
    private(set) var draft: RequestedModel?

    /// Reads the fields.
    init(_ reader: JSONFieldReader, _ things: NamedThings, _ model: RequestedModel?) {
        extras.adapters = reader.object("adapters") { fields in
            ServingExtras.Adapters(
                count: fields.int("count", in: 1...10_000) ?? 1,
                rank: fields.int("rank", in: 1...1024) ?? 16
            )
        }
        if reader.has("draft_model"), let named = things.model(reader, "draft_model") {
            draft = named
            extras.draft = ServingExtras.Draft(
                model: named.profile,
                weightFormat: named.publishedFormat
            )
        }
        guard reader.bool("mtp") ?? false else { return }
        extras.usesNextTokenModules = true
        guard let model, model.profile.shape.nextTokenModules.isEmpty else { return }
        reader.report("mtp", "the model has no modules that predict further tokens")
    }
}
