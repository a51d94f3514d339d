extension ModelProfile {
    /// Bytes of the weights of one GPU of a layout in a weight format.
    ///
    ///     bytes = Σ count · copies · bytes(shard)
    ///
    /// Worked example, Llama 3 70B in `bf16` on one GPU: 70,553,706,496 parameters · 2 =
    /// 141,107,412,992 bytes.
    ///
    /// - Parameters:
    ///   - format: How tensors are stored.
    ///   - layout: GPUs that divide each matrix and the experts.
    ///   - isIncluded: Which parts of the model count; all by default.
    /// - Returns: Bytes of one copy of the model, without multi-token-prediction modules.
    public func weightBytes(
        _ format: WeightFormat,
        layout: ParallelLayout = .single,
        where isIncluded: (ParameterComponent) -> Bool = { _ in true }
    ) -> Bytes {
        if let mix = format.mix {
            guard layout.tensor > 1 || layout.expert > 1 else {
                return ggufSums(mix).bytes(where: isIncluded)
            }
            return ggufInventory.bytes(mix, layout: layout, where: isIncluded)
        }
        var sum = Bytes.zero
        guard format.rules.isEmpty else {
            for entry in inventory where isIncluded(entry.tensor.component) {
                sum = sum + format.bytes(of: entry, layout)
            }
            return sum
        }
        for (size, count) in sizes where isIncluded(size.component) {
            let shard = size.shard(layout)
            sum = sum + (count * shard.copies) * format.bytes(of: shard)
        }
        return sum
    }

    /// Bytes of the multi-token-prediction modules, which engines load only to use them.
    public func nextTokenModuleBytes(_ format: WeightFormat) -> Bytes {
        shape.nextTokenModules.reduce(.zero) { sum, tensor in
            let entry = Entry(tensor: tensor, count: 1, layers: [])
            return sum + format.bytes(of: entry, .single)
        }
    }

    /// The average width of a parameter over the whole model.
    public func bitsPerParameter(_ format: WeightFormat) -> BitsPerElement {
        let bits = Double(weightBytes(format).magnitude) * 8
        return BitsPerElement(bits / Double(max(1, parameters.total.magnitude)))
    }
}

extension WeightFormat {
    /// Bytes of all copies of a tensor.
    fileprivate func bytes(of entry: ModelProfile.Entry, _ layout: ParallelLayout) -> Bytes {
        let shard = entry.tensor.shard(layout)
        var left = entry.count
        var sum = Bytes.zero
        for rule in rules
        where rule.component == shard.component && rule.module == shard.module {
            let count = min(left, rule.overlap(entry.layers) ?? left)
            left -= count
            sum = sum + count * shard.copies * bytes(of: shard, in: rule.scheme)
        }
        return sum + left * shard.copies * bytes(of: shard)
    }
}
