extension ModelProfile {
    /// Bytes of the weights of one of `tensor` GPUs in a weight format.
    ///
    ///     bytes = Σ count · copies · bytes(shard)
    ///
    /// Worked example, Llama 3 70B in `bf16` on one GPU: 70,553,706,496 parameters · 2 =
    /// 141,107,412,992 bytes.
    public func weightBytes(_ format: WeightFormat, tensor: Int = 1) -> Bytes {
        inventory.reduce(.zero) { sum, entry in
            let copies = entry.count * entry.tensor.copies
            return sum + copies * format.bytes(of: entry.tensor.shard(tensor: tensor))
        }
    }
}
