import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// Accelerators on the wire.
enum GPUJSON {
    /// One accelerator.
    static func write(_ gpu: CatalogGPU, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("id", gpu.id)
            writer.field("name", gpu.name)
            writer.field("aliases", gpu.aliases)
            writer.field("vendor", gpu.vendor)
            writer.field("architecture", gpu.architecture)
            writer.field("family", gpu.family)
            writer.field("class", gpu.kind)
            writer.field("form_factor", gpu.formFactor)
            writer.field("launch_year", gpu.launchYear)
            writeMemory(gpu, &writer)
            writeRates("flops_per_second", gpu.peakRates, &writer)
            writer.field("flops_basis", gpu.peakBasis)
            writeRates("measured_matmul_flops_per_second", gpu.measuredRates, &writer)
            writer.object("cache_bytes") { writer in
                for (level, size) in gpu.caches { writer.field(named: level, size.magnitude) }
            }
            writeLinks(gpu, &writer)
            writer.field("tdp_watts", gpu.powerWatts)
            writer.field("compute_capability", gpu.computeCapability)
            writer.field("number_formats", gpu.numberFormats)
            writer.field("sources", gpu.sources)
            writer.field("confidence", gpu.confidence)
            writer.field("notes", gpu.notes)
        }
    }

    private static func writeMemory(_ gpu: CatalogGPU, _ writer: inout JSONWriter) {
        let memory = gpu.gpu.memory
        writer.object("memory") { writer in
            writer.field("type", gpu.memorySources.type)
            writer.field("label_gb", memory.labelGigabytes)
            writer.field("label_bytes", memory.marketed.magnitude)
            writer.field("label_source", gpu.memorySources.marketed)
            writer.field("driver_bytes", memory.driverReported?.magnitude)
            writer.field("driver_source", gpu.memorySources.driver)
            writer.field("visible_bytes", memory.frameworkVisible?.magnitude)
            writer.field("visible_source", gpu.memorySources.framework)
            writer.field("planned_bytes", memory.planned.magnitude)
            writer.field("bandwidth_bytes_per_second", gpu.gpu.memoryBandwidth?.magnitude)
            writer.field("unified", memory.isUnified)
        }
    }

    private static func writeRates(
        _ name: StaticString,
        _ rates: [(format: String, rate: FLOPsPerSecond)],
        _ writer: inout JSONWriter
    ) {
        writer.object(name) { writer in
            for (format, rate) in rates { writer.field(named: format, rate.magnitude) }
        }
    }

    private static func writeLinks(_ gpu: CatalogGPU, _ writer: inout JSONWriter) {
        if let link = gpu.interconnect {
            writer.object("interconnect") { writer in
                writer.field("type", link.type)
                writer.field("generation", link.generation)
                writer.field("bytes_per_second_bidirectional", link.bidirectional?.magnitude)
                writer.field("max_gpus", link.maximumGPUs)
            }
        }
        if let bus = gpu.pcie {
            writer.object("pcie") { writer in
                writer.field("generation", bus.generation)
                writer.field("lanes", bus.lanes)
            }
        }
    }
}

/// Weight formats on the wire.
enum WeightFormatJSON {
    /// One weight format.
    static func write(_ entry: CatalogWeightFormat, _ writer: inout JSONWriter) {
        let format = entry.format
        writer.object { writer in
            writer.field("id", entry.id)
            writer.field("name", entry.name)
            writer.field("aliases", entry.aliases)
            writer.field("kind", entry.kind)
            writer.field("scope", format.scope.rawValue)
            writer.field("bits_per_weight", format.scheme.effectiveBits.magnitude)
            writer.field("unquantized_bits", format.rest.magnitude)
            writer.field("matrix_format", entry.matrixFormat)
            writeQuality(entry, &writer)
            writer.field("engines", entry.engines)
            writer.field("source", entry.source)
            writer.field("notes", entry.notes)
        }
    }

    /// What a format costs in quality, where that was published.
    static func writeQuality(_ entry: CatalogWeightFormat, _ writer: inout JSONWriter) {
        guard let quality = entry.quality else { return }
        writer.object("quality") { writer in
            writer.field("note", quality.note)
            writer.field("source", quality.source)
        }
    }
}

/// Runtimes on the wire.
enum RuntimeJSON {
    /// One runtime with its constants.
    static func write(_ entry: CatalogRuntime, _ writer: inout JSONWriter) {
        let profile = entry.profile
        writer.object { writer in
            writer.field("id", entry.id)
            writer.field("name", entry.name)
            writer.field("aliases", entry.aliases)
            writer.field("version", entry.version)
            writer.object("memory_budget") { writer in
                writer.field("share", profile.budget.share)
                writer.field("of", profile.budget.basis.rawValue)
                writer.field("counts", profile.budget.counts.map(\.rawValue).sorted())
                writer.field("share_by_card", profile.budget.reserve != nil)
            }
            writer.object("cache") { writer in
                writer.field("block_tokens", profile.cacheLayout.block.magnitude)
                writer.field("windows", profile.cacheLayout.windows.rawValue)
                writer.field(
                    "auto",
                    profile.cacheLayout.followsActivations ? "activations" : "fp16"
                )
            }
            writer.object("defaults") { writer in
                write(profile.defaults.usual, &writer)
                writer.object("large_card") { writer in
                    writer.field("from_bytes", profile.defaults.largeCard.magnitude)
                    writer.field("except_gpus", profile.defaults.neverLarge)
                    write(profile.defaults.large, &writer)
                }
            }
            writer.object("overhead") { writer in
                write("device_context", profile.overhead.deviceContext, &writer)
                write("communication", profile.overhead.communication, &writer)
                writeOptional(
                    [
                        ("pipeline_communication", profile.overhead.pipelineCommunication),
                        ("expert_context", profile.overhead.expertContext),
                    ],
                    &writer
                )
                write("graphs", profile.overhead.graphs, &writer)
                writeOptional(
                    [
                        ("graphs_per_layer", profile.overhead.graphsPerLayer),
                        (
                            "graphs_per_attention_element",
                            profile.overhead.graphsPerAttentionElement
                        ),
                    ],
                    &writer
                )
            }
            write(profile.activation, &writer)
            write(profile.weightPlacement, &writer)
            writer.field("attention", profile.isAttentionEager ? "eager" : "flash")
            writer.field("activation_source", profile.activation.source)
            writer.field("state_bits", profile.stateWidth.magnitude)
            writer.field("notes", entry.notes)
        }
    }

    private static func writeOptional(
        _ factors: [(StaticString, EmpiricalFactor?)],
        _ writer: inout JSONWriter
    ) {
        for case (let name, let factor?) in factors { write(name, factor, &writer) }
    }

    /// The mechanism that sizes temporary buffers, with its constants.
    private static func write(_ activation: ActivationModel, _ writer: inout JSONWriter) {
        writer.object("activation") { writer in
            switch activation {
            case .layerwise(let peak):
                writer.field("mechanism", "layerwise")
                write("spread", peak.factor, &writer)
            case .profiled(let peak):
                writer.field("mechanism", "profiled")
                write("bytes_per_score", peak.bytesPerScore, &writer)
                write("bytes_per_token", peak.bytesPerToken, &writer)
                write("spread", peak.spread, &writer)
                writer.field("images", peak.takesImages)
            case .graphBuffer(let buffer):
                writer.field("mechanism", "graph_buffer")
                write("residual_copies", buffer.residualCopies, &writer)
                write("mask_bytes", buffer.maskBytes, &writer)
                write("spread", buffer.spread, &writer)
            case .framework(let peak):
                writer.field("mechanism", "framework")
                writer.field("prefill_share", peak.prefillShare)
                writer.field("keeps_prompt_scores", peak.keepsPromptScores)
                write("bytes_per_score", peak.bytesPerScore, &writer)
                write("workspace_bytes", peak.workspace, &writer)
                write("spread", peak.spread, &writer)
            }
        }
    }

    /// What an engine adds to weights, and where it keeps them.
    private static func write(_ placement: WeightPlacement, _ writer: inout JSONWriter) {
        writer.object("weights") { writer in
            writer.field("embedding_on_host", placement.keepsEmbeddingOnHost)
            writer.field("text_only", placement.isTextOnly)
            writer.field("rotary_tables", placement.rotaryTables.rawValue)
            writer.field("allocator", placement.usesCachingAllocator ? "torch" : nil)
            writer.field("joined_projections", placement.joinsProjections)
            writer.field("latent_copies", placement.latentCopies.rawValue)
            writer.field("separate_head", placement.separateHeadFormats)
            writer.field("widened", placement.widenedFormats)
        }
    }

    private static func write(_ limits: PassDefaults.Limits, _ writer: inout JSONWriter) {
        writer.field("max_batched_tokens", limits.batchedTokens.magnitude)
        writer.field("max_sequences", limits.sequences)
    }

    private static func write(
        _ name: StaticString,
        _ table: OverheadModel.BySize,
        _ writer: inout JSONWriter
    ) {
        writer.array(name) { writer in
            for row in table.rows {
                writer.object { writer in
                    writer.field("gpus", row.gpus)
                    write(row.factor, &writer)
                }
            }
        }
    }

    private static func write(
        _ name: StaticString,
        _ factor: EmpiricalFactor,
        _ writer: inout JSONWriter
    ) {
        writer.object(name) { writer in write(factor, &writer) }
    }

    private static func write(_ factor: EmpiricalFactor, _ writer: inout JSONWriter) {
        writer.field("value", factor.value)
        writer.field("low", factor.range.lowerBound)
        writer.field("high", factor.range.upperBound)
        writer.field("source", factor.source)
        writer.field("measured_on", factor.measuredOn)
    }
}

/// Prices on the wire.
enum PriceJSON {
    /// One price.
    static func write(_ price: CatalogPrice, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("gpu", price.gpu)
            writer.field("provider", price.provider)
            writer.field("instance", price.instance)
            writer.field("gpus_per_instance", price.gpusPerInstance)
            writer.field("usd_per_gpu_hour", price.price.magnitude)
            writer.field("commitment", price.tier)
            writer.field("region", price.region)
            writer.field("as_of", price.asOf)
            writer.field("source", price.source)
            writer.field("intra_node", price.intraNode)
            writer.field("inter_node_bits_per_second", price.interNodeBitsPerSecond)
            writer.field("notes", price.notes)
        }
    }
}
