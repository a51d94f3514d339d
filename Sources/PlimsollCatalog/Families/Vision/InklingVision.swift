import Glibc
import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Inkling with its towers: patches folded step by step, and a table of sound levels.
    static let inkling = ModelFamily(
        modelTypes: ["inkling_mm_model"],
        name: "inkling",
        source: "huggingface/transformers: models/inkling/modeling_inkling.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "inkling_text",
                absent: DefaultKeys(#"{"model_type": "inkling_text"}"#)
            )
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"patch_size": 40, "temporal_patch_size": 2, "num_channels": 3,
                     "num_hidden_layers": 24}
                    """#
                )
            )
            let audio = try config.nested(
                "audio_config",
                defaults: DefaultKeys(#"{"n_mel_bins": 80, "mel_vocab_size": 256}"#)
            )
            let levels = Tower.product(
                try audio.required("n_mel_bins"),
                try audio.required("mel_vocab_size")
            )
            let hiddenSize = model.hiddenSize
            model.add(try Tower.inkling(vision, hiddenSize: hiddenSize))
            try model.add(.audio) {
                $0.table(levels, hiddenSize)
                $0.norm(hiddenSize, bias: false)
            }
            return try model.shape(.outer(default: false))
        }
    )

    /// Inkling 2 with its tower.
    static let inkling2 = ModelFamily(
        modelTypes: ["inkling2"],
        name: "inkling2",
        source: "huggingface/transformers: models/inkling2/modeling_inkling2.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "inkling2_text",
                absent: DefaultKeys(#"{"model_type": "inkling2_text"}"#)
            )
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 1024, "num_hidden_layers": 23, "num_attention_heads": 16,
                     "num_channels": 3, "patch_size": 20, "mlp_ratio": 4,
                     "spatial_merge_size": 2, "posemb_grid_size": 32,
                     "projection_hidden_dim": 4096}
                    """#
                )
            )
            let hiddenSize = model.hiddenSize
            model.add(try Tower.inkling2(vision, hiddenSize: hiddenSize))
            return try model.shape(.outer(default: false))
        }
    )
}

extension Tower {
    /// Inkling 2's tower: learned positions on a square grid, scaled residual branches, and a
    /// projection of merged patches.
    ///
    /// Source: huggingface/transformers, models/inkling2/modeling_inkling2.py.
    fileprivate static func inkling2(
        _ config: HuggingFaceConfig,
        hiddenSize: Int
    ) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let patch = try config.factor("patch_size")
        let grid = try config.factor("posemb_grid_size")
        let ratio = try config.double("mlp_ratio") ?? 4
        guard ratio > 0, ratio < 1024 else {
            throw .invalid(value: config.value, detail: "mlp_ratio has to be from 0 to 1024")
        }
        let middle = try config.required("projection_hidden_dim")
        let bias = try config.bool("projector_bias", default: false)
        var tower = Tower(.vision)
        tower.vector("class_embedding", width, copies: 2)
        tower.linear(
            "patch_embedding",
            width,
            product(try config.factor("num_channels"), patch, patch),
            bias: false
        )
        tower.table(grid * grid, width)
        tower.norm(width)
        var layer = TowerLayer(
            width: width,
            feedForward: try config.int("intermediate_size") ?? Int(Double(width) * ratio)
        )
        layer.extra = 2 * width
        tower.layers(try config.layers(), layer)
        tower.linear("linear_1", middle, try mergedWidth(config, width), bias: bias)
        tower.linear("linear_2", hiddenSize, middle, bias: bias)
        return tower
    }
}

extension Tower {
    /// Inkling's tower: linear layers, some of which fold neighbouring patches into one.
    ///
    /// Source: huggingface/transformers, models/inkling/modeling_inkling.py.
    fileprivate static func inkling(
        _ config: HuggingFaceConfig,
        hiddenSize: Int
    ) throws(ModelConfigError) -> Tower {
        let layers = try config.layers(config.has("n_layers") ? "n_layers" : "num_hidden_layers")
        let scales = FoldingScale.all(
            patch: try config.factor("patch_size"),
            frames: try config.factor("temporal_patch_size", in: 1...64),
            channels: try config.factor("num_channels", in: 1...64)
        )
        let total = log(Double(scales.last?.folded ?? 1) * Double(scales[0].channels))
        let ideals = (0...layers).map { total * Double($0) / Double(layers) }
        var steps =
            layers >= scales.count
            ? ideals.map { FoldingScale.nearest($0, in: scales) }
            : FoldingScale.assigned(ideals, to: scales)
        guard steps.count == layers + 1 else {
            throw .notModelled(modelType: "inkling_vision", what: "a tower of \(layers) layers")
        }
        steps[0] = 0
        steps[layers] = scales.count - 1
        var tower = Tower(.vision)
        for (index, (from, to)) in zip(steps, steps.dropFirst()).enumerated() {
            let (start, end) = (scales[from], scales[to])
            let isLast = index == layers - 1
            let width = isLast ? hiddenSize : end.channels
            let inputs = product(start.channels, end.folded / start.folded)
            tower.linear("projection", width, inputs, bias: false)
            if !isLast { tower.norm(width, bias: false) }
        }
        tower.norm(hiddenSize, bias: false)
        return tower
    }
}

/// How far a patch is folded at one step of Inkling's tower.
private struct FoldingScale {
    /// Pixels and frames that one position stands for.
    var folded: Int
    /// Numbers that describe it.
    var channels: Int

    /// Unfolded pixels, then sides folded by the prime factors of the patch, largest first, then
    /// frames in the same way; channels grow with them, in steps of 64.
    static func all(patch: Int, frames: Int, channels: Int) -> [FoldingScale] {
        func rounded(_ elements: Int) -> Int { (elements + 63) / 64 * 64 }
        var scales = [FoldingScale(folded: 1, channels: channels)]
        for side in products(patch) {
            let area = side * side
            scales.append(FoldingScale(folded: area, channels: rounded(area * channels)))
        }
        for time in products(frames) {
            let volume = patch * patch * time
            // The reference rounds these up to 64 times themselves.
            scales.append(FoldingScale(folded: volume, channels: 64 * volume * channels))
        }
        return scales
    }

    /// The running products of a number's prime factors, the largest first.
    private static func products(_ number: Int) -> [Int] {
        var rest = number
        var factors: [Int] = []
        var factor = 2
        while rest > 1 {
            if rest.isMultiple(of: factor) {
                factors.append(factor)
                rest /= factor
            } else {
                factor += 1
            }
        }
        var product = 1
        return factors.reversed().map { factor in
            product *= factor
            return product
        }
    }

    /// The cost of standing at a scale where another would be ideal.
    private func cost(_ ideal: Double) -> Double { abs(log(Double(folded)) - ideal) }

    /// One scale for each ideal, all different and in order, of the least cost together.
    static func assigned(_ ideals: [Double], to scales: [FoldingScale]) -> [Int] {
        // Of the ideals so far: the least cost with the last one at each scale, and that path.
        var best: [(cost: Double, path: [Int])?] = scales.indices.map { index in
            (scales[index].cost(ideals[0]), [index])
        }
        for ideal in ideals.dropFirst() {
            var next: [(cost: Double, path: [Int])?] = scales.map { _ in nil }
            for index in scales.indices.dropFirst() {
                let earlier = best[..<index].compactMap { $0 }.min { $0.cost < $1.cost }
                guard let earlier else { continue }
                let cost = earlier.cost + scales[index].cost(ideal)
                next[index] = (cost, earlier.path + [index])
            }
            best = next
        }
        return best.compactMap { $0 }.min { $0.cost < $1.cost }?.path ?? []
    }

    /// The first scale whose logarithm is nearest.
    static func nearest(_ ideal: Double, in scales: [FoldingScale]) -> Int {
        let distances = scales.map { $0.cost(ideal) }
        return distances.indices.min { distances[$0] < distances[$1] } ?? 0
    }
}
