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
            writeRates("peak_flops_per_second", gpu.peakRates, &writer)
            writer.field("peak_basis", gpu.peakBasis)
            writeRates("measured_matmul_flops_per_second", gpu.measuredRates, &writer)
            writer.object("cache_bytes") { writer in
                for (level, size) in gpu.caches { writer.field(level, size.magnitude) }
            }
            writeLinks(gpu, &writer)
            writer.field("power_watts", gpu.powerWatts)
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
            writer.field("marketed_bytes", memory.marketed.magnitude)
            writer.field("marketed_source", gpu.memorySources.marketed)
            writer.field("driver_bytes", memory.driverReported?.magnitude)
            writer.field("driver_source", gpu.memorySources.driver)
            writer.field("framework_bytes", memory.frameworkVisible?.magnitude)
            writer.field("framework_source", gpu.memorySources.framework)
            writer.field("planned_bytes", memory.planned.magnitude)
            writer.field("bandwidth_bytes_per_second", gpu.gpu.memoryBandwidth?.magnitude)
            writer.field("unified", memory.isUnified)
        }
    }

    private static func writeRates(
        _ name: String,
        _ rates: [(format: String, rate: FLOPsPerSecond)],
        _ writer: inout JSONWriter
    ) {
        writer.object(name) { writer in
            for (format, rate) in rates { writer.field(format, rate.magnitude) }
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
            writer.field("engines", entry.engines)
            writer.field("source", entry.source)
            writer.field("notes", entry.notes)
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
            writer.field("memory_utilization", profile.defaultMemoryUtilization)
            writer.field("kv_block_tokens", profile.cacheBlock.magnitude)
            writer.field("max_batched_tokens", profile.defaultMaximumBatchedTokens.magnitude)
            write("device_context_bytes", profile.deviceContext, &writer)
            write("communication_bytes", profile.communication, &writer)
            write("graph_bytes", profile.graphs, &writer)
            write("activation_factor", profile.activationFactor, &writer)
            writer.field("notes", entry.notes)
        }
    }

    private static func write(
        _ name: String,
        _ factor: EmpiricalFactor,
        _ writer: inout JSONWriter
    ) {
        writer.object(name) { writer in
            writer.field("value", factor.value)
            writer.field("low", factor.range.lowerBound)
            writer.field("high", factor.range.upperBound)
            writer.field("source", factor.source)
            writer.field("measured_on", factor.measuredOn)
        }
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
            writer.field("tier", price.tier)
            writer.field("region", price.region)
            writer.field("as_of", price.asOf)
            writer.field("source", price.source)
            writer.field("intra_node", price.intraNode)
            writer.field("inter_node_bits_per_second", price.interNodeBitsPerSecond)
            writer.field("notes", price.notes)
        }
    }
}
