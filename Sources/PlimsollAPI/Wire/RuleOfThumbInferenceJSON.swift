import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/estimates/inference` by rules of thumb, compared with the architecture.
struct RuleOfThumbInferenceAnswer {
    let request: InferenceRequest
    let rule: RuleOfThumbRequest
    let serving: RuleOfThumbServing
    let sequences: Int
    let estimate: InferenceEstimate
    let comparison: RuleComparison
    let architecture: InferenceAnswer

    /// Computes the answer to a request, both ways.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(
        _ request: InferenceRequest,
        _ rule: RuleOfThumbRequest,
        in value: JSONValue
    ) throws(APIError) {
        self.request = request
        self.rule = rule
        serving = RuleOfThumbServing(request, rule)
        sequences = try Self.sequences(request, rule, serving, in: value)
        do throws(EstimationError) {
            estimate = try serving.estimate(
                sequences: sequences,
                tokens: request.context,
                on: request.gpu?.gpu.memory,
                share: rule.share
            )
        } catch {
            throw APIError(error, in: value)
        }
        var same = request
        same.batch = .sequences(sequences)
        architecture = try InferenceAnswer.answer(same, in: value)
        // Where the architecture has no such layout, both are compared on one GPU.
        var compared = serving
        if rule.refusedLayout != nil { compared.layout = .single }
        comparison = compared.comparison(
            rule.refusedLayout == nil
                ? estimate.allGPUs
                : compared.memoryPerGPU(sequences: sequences, tokens: request.context),
            with: architecture.estimate.allGPUs,
            of: request.model.profile,
            request.weightFormat
        )
    }

    private static func sequences(
        _ request: InferenceRequest,
        _ rule: RuleOfThumbRequest,
        _ serving: RuleOfThumbServing,
        in value: JSONValue
    ) throws(APIError) -> Int {
        switch request.batch {
        case .sequences(let count): return count
        case .maximum:
            let most = request.gpu.flatMap { gpu in
                serving.capacity(
                    sequences: 1,
                    tokens: request.context,
                    usable: RuleOfThumb.label(of: gpu.gpu.memory).scaled(by: rule.share)
                )
            }
            guard let most else {
                throw APIError(
                    .notApplicable(
                        field: "batch",
                        reason: "\"max\" needs a cache that follows the batch: a model with "
                            + "hidden_size, and no kv_cache_share"
                    ),
                    in: value
                )
            }
            return max(most.maximumBatch, rule.layout.data)
        }
    }

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writeHead(&writer)
            writeMemory(&writer)
            writeFit(&writer)
            if request.explains { writeExplanation(&writer) }
            writeComparison(&writer)
            writer.field("assumptions", assumptions)
            writer.field("warnings", warnings)
        }
    }

    /// Writes what a plan shows: layout, memory, fit, capacity and the comparison.
    func writePlan(_ writer: inout JSONWriter) {
        writeLayout(&writer)
        writer.field("batch", sequences)
        writeMemory(&writer)
        writeFit(&writer)
        writeComparison(&writer)
    }

    private func writeHead(_ writer: inout JSONWriter) {
        request.model.write(to: &writer, withNominal: true)
        writer.field("estimator", "rule_of_thumb")
        writer.field("runtime", request.runtime.id)
        writer.field("weights", request.weightFormat.id)
        writer.field("kv_cache", request.cacheFormat.name)
        writer.field("batch", sequences)
        writer.field("context", request.context.magnitude)
        writer.field("prompt", architecture.load.promptTokens.magnitude)
        writeLayout(&writer)
    }

    /// Writes the layout.
    func writeLayout(_ writer: inout JSONWriter) { RuleLayoutJSON.write(rule.layout, &writer) }

    private func writeMemory(_ writer: inout JSONWriter) {
        let perToken = serving.cachePerToken
        writer.object("memory") { writer in
            write("per_gpu", estimate.perGPU, &writer)
            write("all_gpus", estimate.allGPUs, &writer)
            writer.field("kv_cache_bytes_per_token", perToken?.magnitude)
            writer.field("kv_cache_bytes_per_token_unbounded", perToken?.magnitude)
            writer.field(
                "kv_cache_bytes_per_sequence",
                perToken.map { (request.context.magnitude * $0).magnitude }
            )
            writer.field("recurrent_state_bytes_per_sequence", 0)
            writer.field("host_bytes", 0)
        }
    }

    private func write(_ name: StaticString, _ memory: InferenceMemory, _ writer: inout JSONWriter)
    {
        writer.object(name) { writer in
            InferenceAnswer.writeTerms(memory, &writer)
            RuleRangesJSON.write(
                [
                    ("weights_bytes", memory.weights), ("kv_cache_bytes", memory.kvCache),
                    ("activation_bytes", memory.activation),
                ],
                &writer
            )
        }
    }

    /// Writes fit and capacity, where a GPU is named.
    func writeFit(_ writer: inout JSONWriter) {
        guard let fit = estimate.fit, let gpu = request.gpu else { return }
        RuleFitJSON.write(fit, gpu: gpu.id, gpus: rule.layout.gpus, &writer)
        guard let capacity = estimate.capacity else { return }
        writer.object("capacity") { writer in
            writer.field("max_batch", capacity.maximumBatch)
            writer.field("max_context", capacity.maximumContext.magnitude)
            writer.field("kv_cache_tokens", capacity.cacheTokens?.magnitude)
            writer.field("kv_cache_bytes_per_gpu", capacity.cachePool.magnitude)
        }
    }

    private func writeExplanation(_ writer: inout JSONWriter) {
        let terms = serving.explanations(sequences: sequences, tokens: request.context)
        ExplanationJSON.write(terms, &writer)
    }

    /// Writes what the architecture gives beside the rule.
    func writeComparison(_ writer: inout JSONWriter) {
        RuleComparisonJSON.write(
            comparison,
            verdict: rule.refusedLayout == nil
                ? architecture.estimate.fit?.verdict.rawValue : nil,
            note: rule.refusedLayout.map {
                "; compared on one GPU, since \($0.layoutReason)"
            },
            &writer
        )
    }

    private var assumptions: [String] {
        var sentences = [
            "the rule of thumb counts \(request.model.nominalParameters) parameters of "
                + "\(decimal(serving.weightWidth.magnitude, places: 4)) bits"
        ]
        if let share = serving.cacheShare {
            sentences.append("the cache is \(share.description) of the weights")
        } else if serving.hiddenSize != nil {
            sentences.append(
                "the cache is 2 · sequences · tokens · hidden size, without layers or heads"
            )
        }
        sentences.append(
            "the workspace is \(serving.workspaceShare.description) of the weights; device "
                + "context, communication and graphs are left out"
        )
        if rule.layout.gpusPerCopy > 1 {
            sentences.append(
                "weights and workspace are divided over \(rule.layout.gpusPerCopy) GPUs, the "
                    + "cache is not"
            )
        }
        if request.gpu != nil {
            sentences.append(
                "a card holds the number on its label in decimal GB; up to 97 % of it fits, up "
                    + "to 98 % is tight, up to 100 % is risky"
            )
        }
        sentences.append("the runtime counts in the comparison only")
        return sentences + request.model.assumptions
    }

    /// What the reader should look at.
    var warnings: [String] {
        guard serving.cacheShare == nil, serving.hiddenSize == nil else { return [] }
        return ["the cache is left out: its rule needs the model's hidden_size"]
    }
}

extension RuleOfThumbServing {
    /// What the rules are applied to for a request.
    init(_ request: InferenceRequest, _ rule: RuleOfThumbRequest) {
        self.init(
            parameters: request.model.nominalParameters,
            hiddenSize: request.model.knownHiddenSize,
            weightWidth: request.weightFormat.scheme.bits,
            cacheFormat: request.cacheFormat,
            layout: rule.layout
        )
        workspaceShare = rule.overrides[.workspaceShare] ?? workspaceShare
        cacheShare = rule.overrides[.cacheShare]
    }
}
