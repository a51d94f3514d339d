/// The mechanisms spelled out: the formula in words and with the numbers of one pass.
extension ActivationModel {
    /// Formula and numbers for an explanation.
    func words(_ pass: PassShape) -> (formula: String, substituted: String) {
        let share = Elements((pass.widths.divided.magnitude + pass.tensor - 1) / pass.tensor)
        let hidden = pass.widths.hidden
        let vocabulary = pass.widths.vocabulary
        switch self {
        case .layerwise(let peak):
            return (
                "factor · (tokens · (2 · hidden + widest layer) · 2 + sequences · vocabulary · 6)",
                "\(decimal(peak.factor.value, places: 3)) · (\(pass.tokens) · (2 · \(hidden) + "
                    + "\(share)) · 2 + \(pass.heldSequences) · \(vocabulary) · 6)"
            )
        case .profiled(let peak):
            let width = decimal(pass.width.magnitude / 8, places: 0)
            let perScore = decimal(
                peak.bytesPerScore.value + pass.width.magnitude / 8 - 2,
                places: 2
            )
            let image = peak.takesImages ? pass.image : nil
            func imageWords(_ image: ImageInput) -> String {
                let items = max(
                    1,
                    min(pass.admittedSequences, pass.tokens.magnitude / image.tokens)
                )
                return " + \(items) images · (\(image.pixels) + \(image.tokens) · \(hidden)) · "
                    + width
            }
            let perToken = decimal(peak.bytesPerToken.value, places: 0)
            return (
                "the larger of: score bytes · admitted sequences · vocabulary + tokens · "
                    + "(width · hidden + bookkeeping); tokens · width · (widest layer + 4 · hidden)"
                    + (image == nil ? "" : "; beside the largest images and their tokens"),
                "max(\(perScore) · \(pass.admittedSequences) · \(vocabulary) + \(pass.tokens) · "
                    + "(\(width) · \(hidden) + \(perToken)), \(pass.tokens) · \(width) · (\(share) + "
                    + "4 · \(hidden)))" + (image.map(imageWords) ?? "")
            )
        case .graphBuffer(let buffer):
            let copies = decimal(buffer.residualCopies.value, places: 2)
            let mask = decimal(buffer.maskBytes.value, places: 2)
            return (
                "micro-batch · (vocabulary + copies · hidden) · 4 + micro-batch · cells · mask",
                "\(pass.tokens) · (\(vocabulary) + \(copies) · \(hidden)) · 4 + \(pass.tokens) · "
                    + "\(pass.cachedTokens) · \(mask)"
            )
        case .framework(let peak):
            return (
                "prompt buffers beyond what later tokens take, and a workspace",
                "\(decimal(peak.prefillShare, places: 3)) · \(pass.tokens) tokens · "
                    + "(\(share) + 4 · \(hidden)) · 2 − \(pass.laterCache) later cache + "
                    + "\(peak.workspace.bytes.value)"
            )
        }
    }
}
