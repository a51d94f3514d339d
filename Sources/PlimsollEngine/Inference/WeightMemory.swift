extension ModelProfile {
    /// Bytes of the weights of one GPU of a layout in a weight format.
    ///
    ///     bytes = Σ count · copies · bytes(shard)
    ///
    /// Worked example, Llama 3 70B in `bf16` on one GPU: 70,553,706,496 parameters · 2 =
    /// 141,107,412,992 bytes.
    public func weightBytes(
        _ format: WeightFormat,
        layout: ParallelLayout = .single,
        where isIncluded: (WeightTensor) -> Bool = { _ in true }
    ) -> Bytes {
        inventory.reduce(.zero) { sum, entry in
            guard isIncluded(entry.tensor) else { return sum }
            let shard = entry.tensor.shard(layout)
            return sum + (entry.count * shard.copies) * format.bytes(of: shard)
        }
    }
}
