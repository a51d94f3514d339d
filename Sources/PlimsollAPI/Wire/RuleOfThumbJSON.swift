import PlimsollEngine
import PlimsollJSON

/// The ranges of the components that a rule quotes as one.
enum RuleRangesJSON {
    /// Writes `ranges` with `[low, high]` of each component whose ends differ.
    static func write(
        _ terms: [(name: StaticString, bytes: ByteRange)],
        _ writer: inout JSONWriter
    ) {
        writer.object("ranges") { writer in
            for term in terms where term.bytes.low != term.bytes.high {
                writer.array(term.name) { writer in
                    writer.value(term.bytes.low.magnitude)
                    writer.value(term.bytes.high.magnitude)
                }
            }
        }
    }
}

/// Whether a card's label holds a load.
enum RuleFitJSON {
    /// Writes `fit`.
    static func write(_ fit: Fit, gpu: String, gpus: Int, _ writer: inout JSONWriter) {
        writer.object("fit") { writer in
            writer.field("gpu", gpu)
            writer.field("gpus", gpus)
            writer.field("memory_bytes_per_gpu", fit.memory.magnitude)
            writer.field("usable_bytes_per_gpu", fit.usable.magnitude)
            writer.field("headroom_bytes_per_gpu", fit.headroom.magnitude)
            writer.field("verdict", fit.verdict.rawValue)
            writer.field("reason", reason(fit))
        }
    }

    private static func reason(_ fit: Fit) -> String {
        let used = Double(fit.need.value.magnitude) / Double(max(1, fit.usable.magnitude))
        return "the rule of thumb needs \(fit.need.value.inGigabytes) of "
            + "\(fit.usable.inGigabytes) on each GPU, \(decimal(100 * used, places: 1)) % of it"
    }
}

/// What the architecture gives beside a rule.
enum RuleComparisonJSON {
    /// Writes `comparison`.
    ///
    /// - Parameters:
    ///   - comparison: The figures of both.
    ///   - verdict: The architecture's, where a card is named and the layout exists.
    ///   - note: What both were compared on, where that is not the layout asked for.
    ///   - writer: Takes it.
    static func write(
        _ comparison: RuleComparison,
        verdict: String?,
        note: String? = nil,
        _ writer: inout JSONWriter
    ) {
        let total = comparison.total
        writer.object("comparison") { writer in
            writer.field("estimator", "architecture")
            writer.field("total_bytes", total.architecture.magnitude)
            writer.field("ratio", total.ratio)
            writer.field("why", total.why + (note ?? ""))
            if let verdict { writer.field("verdict", verdict) }
            writer.array("terms") { writer in
                for term in comparison.terms {
                    writer.object { writer in
                        writer.field("quantity", term.quantity)
                        writer.field("rule_of_thumb_bytes", term.rule.magnitude)
                        writer.field("architecture_bytes", term.architecture.magnitude)
                        writer.field("ratio", term.ratio)
                        writer.field("why", term.why)
                    }
                }
            }
        }
    }
}
