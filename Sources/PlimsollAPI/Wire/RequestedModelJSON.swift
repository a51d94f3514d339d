import PlimsollEngine
import PlimsollJSON

extension RequestedModel {
    /// Writes `model`: which one an answer is about, and how large it is.
    ///
    /// - Parameters:
    ///   - writer: Takes the member.
    ///   - withNominal: Whether the count of its name, by which rules of thumb go, stands beside.
    func write(to writer: inout JSONWriter, withNominal: Bool = false) {
        let parameters = profile.parameters
        writer.object("model") { writer in
            writer.field("id", id)
            writer.field("name", name)
            writer.field("parameters", parameters.total.magnitude)
            writer.field("active_parameters", parameters.active.magnitude)
            if withNominal { writer.field("nominal_parameters", nominalParameters.magnitude) }
        }
    }
}
