import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// Inspected models on the wire: the fields of a catalog entry, and what the file says.
enum InspectedModelJSON {
    /// One model; what its files do not tell is null.
    static func write(_ model: InspectedModel, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("id", String?.none)
            writer.field("name", model.name ?? model.description?.modelType)
            writer.field("aliases", [String]())
            writer.field("family", model.description?.family)
            writer.field("license", model.license)
            writer.key("source")
            writer.null()
            if let description = model.description {
                ModelJSON.writeArchitecture(description, &writer)
            } else {
                writer.key("architecture")
                writer.null()
            }
            writeParameters(model, &writer)
            writeCache(model.description?.profile.cache, &writer)
            writer.field("weights_bytes", weightsBytes(model)?.magnitude)
            writer.object("bytes_by_type") { writer in
                for item in model.bytesByType {
                    writer.field(named: item.type, item.bytes.magnitude)
                }
            }
            writeFile(model.file, &writer)
            writeEntry(model, &writer)
            writer.field("assumptions", assumptions(model))
            writer.field("warnings", model.warnings)
        }
    }

    private static func writeParameters(_ model: InspectedModel, _ writer: inout JSONWriter) {
        let described = model.description?.profile.parameters
        writer.object("parameters") { writer in
            writer.field("total", (model.tally?.total ?? described?.total)?.magnitude)
            writer.field("active", model.active?.magnitude)
            for component in ParameterComponent.allCases {
                let count = model.tally.map { $0[component] } ?? described.map { $0[component] }
                writer.field(named: component.wireName, count?.magnitude)
            }
            let next = model.tally?.nextTokenModules ?? described?.nextTokenModules
            writer.field("next_token_modules", next?.magnitude)
        }
    }

    private static func writeCache(_ cache: CacheShape?, _ writer: inout JSONWriter) {
        let format = KVCacheFormat(.fp16)
        writer.field("kv_cache_bytes_per_token", cache?.bytesPerToken(format).magnitude)
        writer.field(
            "kv_cache_bytes_per_token_unbounded",
            cache?.unboundedBytesPerToken(format).magnitude
        )
        writer.field(
            "recurrent_state_bytes_per_sequence",
            cache?.constantBytesPerSequence(KVCacheFormat(.fp16)).magnitude
        )
    }

    /// Bytes of the files, or of the format that the configuration names where no file was seen.
    private static func weightsBytes(_ model: InspectedModel) -> Bytes? {
        model.weightsBytes
            ?? model.description.map { $0.profile.weightBytes($0.publishedFormat) }
    }

    private static func assumptions(_ model: InspectedModel) -> [String] {
        guard model.weightsBytes == nil, let description = model.description else {
            return model.assumptions
        }
        return model.assumptions + description.publishedFormatAssumptions
            + ["weights_bytes is for the weight format \(description.publishedFormat.id)"]
    }

    private static func writeFile(_ file: InspectedModel.FileFacts, _ writer: inout JSONWriter) {
        writer.object("file") { writer in
            writer.field("format", file.format)
            writer.field("version", file.version)
            writer.field(
                "byte_order",
                file.isBigEndian.map { $0 ? "big_endian" : "little_endian" }
            )
            writer.field("tensors", file.tensorCount)
            writer.field("metadata_keys", file.metadataCount)
            writer.field("header_bytes", file.headerBytes)
            writer.field("data_bytes", file.dataBytes)
            writer.field("alignment_bytes", file.alignment)
            writer.field("shards", file.shardCount)
            writer.field("buffer_elements", file.bufferElements)
            writer.field("tokenizer_tokens", file.tokenCount)
        }
    }

    /// What the catalog's file of the model would be; its id is for the reader to choose.
    private static func writeEntry(_ model: InspectedModel, _ writer: inout JSONWriter) {
        writer.key("catalog_entry")
        guard let config = model.config, let description = model.description else {
            writer.null()
            return
        }
        writer.object { writer in
            writer.field("id", "organization/name")
            writer.field("name", model.name ?? description.modelType)
            writer.field("aliases", [String]())
            writer.field("license", model.license)
            writer.field("config", config)
        }
    }
}
