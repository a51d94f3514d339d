/// Sizes of the files that models are published in.
extension ModelProfile {
    /// Bytes of a model's file in a weight format, without tokenizer files beside it.
    ///
    /// A GGUF file holds vocabulary and tensor table before the tensors, and no towers: they stand
    /// in a file of their own. A safetensors file holds a table in front and the
    /// multi-token-prediction modules behind.
    public func fileBytes(_ format: WeightFormat) -> Bytes {
        guard let mix = format.mix else {
            let tensors = inventory.reduce(shape.nextTokenModules.count) { sum, entry in
                sum + entry.count * entry.tensor.copies
            }
            return weightBytes(format) + nextTokenModuleBytes(format)
                + tensors * FileTables.safetensorsEntry
        }
        let inventory = ggufInventory
        let tensors = inventory.entries.reduce(0) { sum, entry in
            entry.tensor.component.isTower ? sum : sum + entry.fileTensors
        }
        return inventory.bytes(mix) { !$0.isTower }
            + tensors * FileTables.ggufEntry
            + shape.vocabularySize * FileTables.ggufToken(vocabulary: shape.vocabularySize)
    }
}

/// Sizes of what model files hold beside tensors.
private enum FileTables {
    /// A line of the JSON table of a safetensors file: a name of 50 letters, type, shape, offsets.
    ///
    /// Source: huggingface/safetensors, README.md, "Format".
    static let safetensorsEntry = Bytes(130)

    /// A line of a GGUF tensor table: length and name (8 + 24), dimensions (4 + 2 · 8), type and
    /// offset (4 + 8), and half the alignment of 32 bytes in front of the data.
    ///
    /// Source: ggml-org/ggml, docs/gguf.md.
    static let ggufEntry = Bytes(80)

    /// Bytes of one token in the metadata of a GGUF file.
    ///
    /// A token is its text of about 6.5 letters with a length of 8 bytes and a type of 4, and in
    /// vocabularies of SentencePiece a score of 4. Vocabularies of byte-pair encoding, here those
    /// beyond 50,000 tokens, have about two merges of 19 bytes a token instead of scores.
    ///
    /// An estimate from these averages, not from a measurement: 7.8 MB for Llama 3.
    static func ggufToken(vocabulary: Int) -> Bytes { Bytes(vocabulary > 50_000 ? 61 : 23) }
}
