/// A training framework and where it runs.
public final class TrainingGround: Sendable {
    /// The framework.
    public let framework: TrainingProfile
    /// The site as this framework uses it; nil where nothing is known of its speed.
    public let site: TrainingSite?

    /// A framework at a site.
    public init(_ framework: TrainingProfile, _ site: TrainingSite?) {
        self.framework = framework
        self.site = site
    }
}

/// Which framework trains a layout, where nobody names one.
public struct TrainingGrounds: Sendable {
    /// Fused kernels, for layouts that nobody writes by hand.
    public var fused: TrainingGround
    /// Plain code.
    public var plain: TrainingGround

    /// A choice of two, or the same for every layout.
    public init(fused: TrainingGround, plain: TrainingGround) {
        self.fused = fused
        self.plain = plain
    }

    /// Whether a layout is trained with fused kernels: as soon as layers are divided by a pipeline,
    /// experts or tensor parallelism without sharded parameters, or multiplied in fewer than 16 bits.
    public static func isFused(
        tensor: Int,
        pipeline: Int,
        expert: Int,
        _ zeroStage: ZeROStage?,
        _ precision: TrainingPrecision
    ) -> Bool {
        pipeline > 1 || expert > 1 || (tensor > 1 && zeroStage != .parameters)
            || precision.isNarrow
    }
}
