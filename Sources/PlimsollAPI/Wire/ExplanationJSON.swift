import PlimsollEngine
import PlimsollJSON

/// How figures came about, on the wire.
enum ExplanationJSON {
    /// Writes `explanation`: each term as formula, numbers, result and source.
    static func write(_ terms: [Explanation], _ writer: inout JSONWriter) {
        writer.array("explanation") { writer in
            for term in terms {
                writer.object { writer in
                    writer.field("quantity", term.quantity)
                    writer.field("formula", term.formula)
                    writer.field("substituted", term.substituted)
                    writer.field("bytes", term.bytes.magnitude)
                    writer.field("source", term.source)
                }
            }
        }
    }

    /// Writes `performance_explanation`: the same of times.
    static func write(_ terms: [SpeedExplanation], _ writer: inout JSONWriter) {
        writer.array("performance_explanation") { writer in
            for term in terms {
                writer.object { writer in
                    writer.field("quantity", term.quantity)
                    writer.field("formula", term.formula)
                    writer.field("substituted", term.substituted)
                    writer.field("milliseconds", PerformanceJSON.rounded(term.time.magnitude * 1e3))
                    writer.field("source", term.source)
                }
            }
        }
    }
}
