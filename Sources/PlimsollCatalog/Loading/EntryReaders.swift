import PlimsollEngine
import PlimsollJSON

// The twins of the catalog's files: one function an entry, from JSON to the value, reporting every
// problem on the way. A nil means that problems were noted.

extension CatalogGPU {
    init?(_ reader: JSONFieldReader) {
        let id = reader.identifier("id")
        let name = reader.string("name", required: true, length: 1...200)
        aliases = reader.strings("aliases") ?? []
        let vendor = reader.string("vendor", required: true)
        architecture = reader.string("architecture")
        family = reader.string("family")
        kind = reader.string("class")
        formFactor = reader.string("form_factor")
        launchYear = reader.int("launch_year", in: 1990...2100)
        let memory = reader.object("memory", required: true, read: MemoryFields.init)
        peakRates = reader.rates("peak_flops_per_second")
        peakBasis = reader.string("peak_basis")
        measuredRates = reader.rates("measured_matmul_flops_per_second")
        caches = reader.caches("cache_bytes")
        interconnect = reader.object("interconnect", read: Interconnect.init)
        pcie = reader.object("pcie") { fields in
            PCIe(
                generation: fields.double("generation", in: 1...10),
                lanes: fields.int("lanes", in: 1...32)
            )
        }
        powerWatts = reader.double("power_watts", in: 1...100_000)
        computeCapability = reader.string("compute_capability")
        numberFormats = reader.strings("number_formats") ?? []
        sources = reader.strings("sources", required: true, count: 1...100) ?? []
        confidence = reader.choice("confidence", of: ["high", "medium"])
        notes = reader.string("notes")
        reader.finish()
        guard let id, let name, let vendor, let memory, let sizes = memory.sizes else { return nil }
        self.name = name
        self.vendor = vendor
        memorySources = memory.sources
        var rates = PeakRates()
        for (format, rate) in peakRates { MatrixFormat(rawValue: format).map { rates[$0] = rate } }
        gpu = GPU(
            id: id,
            memory: sizes,
            memoryBandwidth: memory.bandwidth.map(BytesPerSecond.init),
            peakRates: rates
        )
    }

    /// The fields of `memory`.
    private struct MemoryFields {
        var sizes: GPUMemory?
        var bandwidth: Double?
        var sources: MemorySources

        init(_ fields: JSONFieldReader) {
            let allowed = 1...(1 << 46)
            sources = MemorySources(
                type: fields.string("type"),
                marketed: fields.string("marketed_source"),
                driver: fields.string("driver_source"),
                framework: fields.string("framework_source")
            )
            let marketed = fields.int("marketed_bytes", required: true, in: allowed)
            let driver = fields.int("driver_bytes", in: allowed)
            let framework = fields.int("framework_bytes", in: allowed)
            bandwidth = fields.double("bandwidth_bytes_per_second", in: 1e6...1e16)
            let isUnified = fields.bool("unified") ?? false
            sizes = marketed.map {
                GPUMemory(
                    marketed: Bytes($0),
                    driverReported: driver.map { Bytes($0) },
                    frameworkVisible: framework.map { Bytes($0) },
                    isUnified: isUnified
                )
            }
        }
    }
}

extension CatalogGPU.Interconnect {
    init(_ fields: JSONFieldReader) {
        type = fields.string("type", required: true) ?? ""
        link = fields.string("link")
        generation = fields.int("generation", in: 0...100)
        bidirectional = fields.double("bytes_per_second_bidirectional", in: 1...1e16)
            .map(BytesPerSecond.init)
        maximumGPUs = fields.int("max_gpus", in: 1...1_000_000)
    }
}

extension CatalogPrice {
    init?(_ reader: JSONFieldReader, provider: String) {
        let gpu = reader.string("gpu", required: true)
        instance = reader.string("instance")
        gpusPerInstance = reader.int("gpus_per_instance", in: 1...1_000_000)
        let price = reader.double("usd_per_gpu_hour", required: true, in: 0...100_000)
        let tier = reader.string("tier", required: true)
        region = reader.string("region")
        asOf = reader.date("as_of")
        let source = reader.string("source", required: true, length: 1...500)
        intraNode = reader.string("intra_node")
        interNodeBitsPerSecond = reader.double("inter_node_bits_per_second", in: 0...1e18)
        notes = reader.string("notes")
        reader.finish()
        guard let gpu, let price, let tier, let source else { return nil }
        self.gpu = gpu
        self.provider = provider
        self.price = USDPerHour(price)
        self.tier = tier
        self.source = source
    }
}

extension CatalogWeightFormat {
    init?(_ reader: JSONFieldReader) {
        let id = reader.identifier("id")
        let name = reader.string("name", required: true, length: 1...200)
        aliases = reader.strings("aliases") ?? []
        let mix = reader.choice("mix", of: GGUFMix.allCases.map(\.rawValue))
        let isMix = reader.has("mix")
        let scheme = reader.object("scheme", required: !isMix, read: Self.scheme) ?? nil
        let scope = reader.choice("scope", of: WeightFormat.Scope.names, required: !isMix)
        if isMix, reader.has("scheme") || reader.has("scope") {
            reader.report("mix", "chooses layouts by itself; leave out scheme and scope")
        }
        let rest = reader.choice("unquantized", of: ["fp32", "fp16", "bf16"])
        kind =
            reader.choice("kind", of: ["float", "integer", "codebook", "block"], required: true)
            ?? ""
        matrixFormat = reader.choice(
            "matrix_format",
            of: ["fp32", "fp16", "bf16", "fp8", "mxfp8", "int8", "fp6", "mxfp4", "nvfp4", "int4"]
        )
        quality =
            reader.object("quality") { fields -> Quality? in
                let note = fields.string("note", required: true, length: 1...300)
                let source = fields.string("source", required: true, length: 1...300)
                guard let note, let source else { return nil }
                return Quality(note: note, source: source)
            } ?? nil
        engines = reader.strings("engines") ?? []
        let source = reader.string("source", required: true, length: 1...1000)
        notes = reader.string("notes")
        reader.finish()
        guard let id, let name, let source else { return nil }
        self.name = name
        self.source = source
        if let mix = mix.flatMap(GGUFMix.init) {
            format = WeightFormat(id: id, mix: mix)
            return
        }
        guard let scheme, let scope else { return nil }
        format = WeightFormat(
            id: id,
            scheme: scheme,
            scope: WeightFormat.Scope(rawValue: scope) ?? .linearLayers,
            rest: BitsPerElement(rest == "fp32" ? 32 : 16)
        )
        // Cards have one rate for both layouts of 4-bit floating point.
        format.matrixFormat = matrixFormat.flatMap { name in
            MatrixFormat(rawValue: name.hasSuffix("fp4") ? "fp4" : name)
        }
    }

    private static func scheme(_ fields: JSONFieldReader) -> QuantizationScheme? {
        let bits = fields.double("bits", required: true, in: 0.5...64)
        let group = fields.group("group_size")
        let scaleBits = fields.double("scale_bits", in: 0...64) ?? 0
        let zeroPointBits = fields.int("zero_point_bits", in: 0...64) ?? 0
        let tensorBits = fields.int("tensor_bits", in: 0...65_536) ?? 0
        let columnBits = fields.int("column_bits", in: 0...1024) ?? 0
        guard let bits else { return nil }
        return QuantizationScheme(
            bits: BitsPerElement(bits),
            group: group,
            scaleBits: scaleBits,
            zeroPointBits: zeroPointBits,
            tensorBits: tensorBits,
            columnBits: columnBits
        )
    }
}
