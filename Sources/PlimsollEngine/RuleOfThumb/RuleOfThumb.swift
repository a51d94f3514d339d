/// The arithmetic that the field quotes for the memory of a language model: parameters times bytes,
/// and ratios of that.
///
/// The rules and their constants are those of one widely read kind of article, taken from
/// "LLM VRAM Requirements", March 2026; each function names its section. They know neither layers
/// nor heads nor tokens of a pass, which is why every answer compares them with the estimate from
/// the architecture. One rule a function; this file holds the constants.
public enum RuleOfThumb {
    /// The source of a rule, by the article's section.
    static func article(_ section: String) -> String {
        "LLM VRAM Requirements (article, March 2026), section \(section)"
    }

    /// Temporary buffers as a share of the weights.
    ///
    /// The same article also adds 20 % for a custom model.
    public static let workspaceShare = RuleConstant(
        0.10...0.20,
        source: article("Workspace and Temporary Buffers")
    )

    /// The cache as a share of the weights, where it is not computed.
    ///
    /// The same article's overview says 20 to 40 %.
    public static let cacheShare = RuleConstant(
        0.15...0.30,
        source: article("Quick Reference Table")
    )

    /// Checkpointed activations as a share of the weights at 16 bits: one byte a parameter.
    public static let activationShare = RuleConstant(
        0.5,
        source: article("Training Memory Calculation Formulas")
    )

    /// How many times more activations are held without checkpointing.
    public static let checkpointingFactor = RuleConstant(
        5...10,
        source: article("Gradient Checkpointing")
    )

    /// Adapters as a share of the base model at 16 bits: 2 to 4 GB of 140.
    public static let adapterShare = RuleConstant(
        1.0 / 70...2.0 / 70,
        source: article("Memory-Efficient Training Techniques")
    )

    /// Optimizer state of adapters over a base model at 16 bits, as a multiple of the adapters.
    public static let adapterOptimizerFactor = RuleConstant(
        2,
        source: article("Memory-Efficient Training Techniques")
    )

    /// The same over a quantized base model, where the article quotes half of it.
    public static let quantizedAdapterOptimizerFactor = RuleConstant(
        1,
        source: article("Memory-Efficient Training Techniques")
    )

    /// All of training as a multiple of the weights at 16 bits.
    public static let trainingMultiplier = RuleConstant(3...4, source: article("FAQ"))

    /// The width of a cache element, whatever the format of the weights.
    public static let cacheWidth = BitsPerElement(16)

    /// The share of a card's label up to which a load is said to fit, to be tight, to be risky.
    ///
    /// Inferred: with a workspace of 10 % these give every verdict of the article's batch table.
    public static let verdictShares = (fits: 0.97, tight: 0.98, risky: 1.0)
}
