extension RuleOfThumb {
    /// Memory of the weights: every parameter at the width in the format's name.
    ///
    ///     bytes = parameters · bits / 8
    ///
    /// fp32 is 4 bytes, fp16 and bf16 are 2, int8 is 1, int4, GPTQ and AWQ are 0.5, int2 is 0.25.
    /// Scales of groups and tables that keep 16 bits are left out.
    ///
    /// Worked example, 70 billion parameters in int8: 70 GB.
    ///
    /// Source: ``article(_:)``, Model Weight Memory.
    public static func weights(_ parameters: Elements, width: BitsPerElement) -> Bytes {
        parameters * width
    }

    /// Memory of the cache by the hidden size.
    ///
    ///     bytes = 2 · sequences · tokens · hidden size · bytes of an element
    ///
    /// The formula has no layers and no key/value heads. Worked example, 2048 tokens of Llama 3
    /// 70B: 2 · 2048 · 8192 · 2 = 64 MiB, where 80 layers of 8 heads of 128 hold 640 MiB
    /// (``CacheShape/bytesPerToken(_:)``).
    ///
    /// Source: ``article(_:)``, KV Cache Memory.
    public static func cache(
        sequences: Int,
        tokens: Tokens,
        hiddenSize: Int,
        _ format: KVCacheFormat
    ) -> Bytes {
        sequences * (tokens.magnitude * cachePerToken(hiddenSize: hiddenSize, format))
    }

    /// The cache of one token by the same formula.
    ///
    /// Worked example, a hidden size of 8192 at 16 bits: 32,768 bytes.
    public static func cachePerToken(hiddenSize: Int, _ format: KVCacheFormat) -> Bytes {
        Elements(hiddenSize) * format.keys.bits + Elements(hiddenSize) * format.values.bits
    }

    /// Memory of the cache as a share of the weights, whatever is held.
    ///
    ///     bytes = share · weights
    ///
    /// Worked example, 15 to 30 % of 70 GB: 10.5 to 21 GB.
    ///
    /// Source: ``article(_:)``, Quick Reference Table.
    public static func cache(
        of weights: Bytes,
        share: RuleConstant = cacheShare
    ) -> ByteRange {
        share.of(weights)
    }

    /// Temporary buffers as a share of the weights.
    ///
    ///     bytes = share · weights
    ///
    /// Worked example, 15 % of 70 GB, between 10 and 20 %: 10.5 GB, between 7 and 14.
    ///
    /// Source: ``article(_:)``, Workspace and Temporary Buffers.
    public static func workspace(
        of weights: Bytes,
        share: RuleConstant = workspaceShare
    ) -> ByteRange {
        share.of(weights)
    }

    /// The memory of a card: the number on its label in decimal gigabytes, nothing held back.
    ///
    /// Worked example, an H100 of "80 GB" (85,899,345,920 bytes): 80,000,000,000.
    ///
    /// Source: ``article(_:)``, KV Cache and Batch Size Impact.
    public static func label(of memory: GPUMemory) -> Bytes { .giga(memory.labelGigabytes) }

    /// The verdict by the used share of the label.
    ///
    /// Worked example, 70 GB and 10 % workspace on 80 GB: fits with a batch of 4 (96.6 %), tight
    /// with 16 (97.6 %), risky with 32 (98.9 %), not with 64 (101.6 %).
    ///
    /// Source: inferred from ``article(_:)``, KV Cache and Batch Size Impact.
    public static func verdict(need: Bytes, usable: Bytes) -> Fit.Verdict {
        let used = Double(need.magnitude)
        let memory = Double(usable.magnitude)
        if used <= verdictShares.fits * memory { return .fits }
        if used <= verdictShares.tight * memory { return .tight }
        return used <= verdictShares.risky * memory ? .risky : .doesNotFit
    }
}

extension GPUMemory {
    /// The number on the label: vendors print binary gigabytes as `GB`.
    public var labelGigabytes: Double { Double(marketed.magnitude) / 1_073_741_824 }
}
