import ArgumentParser
import PlimsollAPI

/// The load of a plan or a recommendation.
struct LoadOptions: ParsableArguments {
    @Option(help: "A model of the catalog.")
    var model: String

    @Option(help: "A weight format, such as int8.")
    var weights: String?

    @Option(help: "The cache's number format, or two as keys/values.")
    var kvCache: String?

    @Option(help: "An inference engine of the catalog.")
    var runtime: String?

    @Option(help: "Sequences held at once, or max.")
    var batch: String?

    @Option(help: "Tokens held per sequence, such as 8192 or 8k.")
    var context: TokenCount?

    @Option(help: "Tokens of the context that are prompt.")
    var prompt: TokenCount?

    @Option(help: "The share of the memory to plan with.")
    var memoryUtilization: Double?

    /// The fields of the member `request`.
    var fields: FieldList {
        var fields = FieldList()
        fields.add("request.model", model)
        fields.add("request.weights", weights)
        fields.add("request.kv_cache", kvCache)
        fields.add("request.runtime", runtime)
        fields.add("request.batch", batch)
        fields.add("request.context", context)
        fields.add("request.prompt", prompt)
        fields.add("request.memory_utilization", memoryUtilization)
        return fields
    }
}

/// The load of a plan of training.
struct TrainingLoadOptions: ParsableArguments {
    @Option(help: "Of training: full, lora, qlora, dora, galore and so on.")
    var technique: String?

    @Option(help: "Of training: tokens of a sequence.")
    var sequenceLength: TokenCount?

    @Option(help: "Of training: samples of one step over all ranks.")
    var globalBatch: Int?

    @Option(help: "Of training: samples at once on one data parallel rank.")
    var microBatch: Int?

    @Option(help: "Of training: tokens of the run, for its hours and its cost.")
    var tokens: Double?

    /// Adds the fields of the member `request`.
    func add(to fields: inout FieldList) {
        fields.add("request.technique", technique)
        fields.add("request.sequence_length", sequenceLength)
        fields.add("request.global_batch", globalBatch)
        fields.add("request.micro_batch", microBatch)
        fields.add("request.tokens", tokens)
    }
}

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Every layout of a model over GPUs that holds a load, best first.",
        discussion: """
            Example: plimsoll plan --model llama-3-70b --weights int8 --batch 8 --gpu h100 --max-gpus 8

            Example: plimsoll plan --workload training --model llama-3-8b --sequence-length 8k \
            --global-batch 64 --tokens 1e9 --gpu h100 --gpus 8
            """
    )

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var load: LoadOptions
    @OptionGroup var training: TrainingLoadOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "inference or training.")
    var workload: String?

    @Option(help: "Any other field of the load as name=value, nested names dotted; repeatable.")
    var field: [String] = []

    @Option(help: "An accelerator of the catalog.")
    var gpu: String

    @Option(help: "Exactly so many of them.")
    var gpus: Int?

    @Option(help: "At most so many of them.")
    var maxGpus: Int?

    @Option(help: "Accelerators of one machine.")
    var gpusPerNode: Int?

    @Option(help: "fewest_gpus, throughput, latency, cost or headroom.")
    var objective: String?

    @Option(help: "How many plans to show.")
    var limit: Int?

    func validate() throws {
        try FieldList.checkPairs(field, of: "--field", as: "name=value")
    }

    func run() throws {
        var fields = load.fields
        fields.add("workload", workload)
        training.add(to: &fields)
        fields.add(pairs: field, after: "request.")
        fields.add("gpu", gpu)
        fields.add("gpus", gpus)
        fields.add("max_gpus", maxGpus)
        fields.add("gpus_per_node", gpusPerNode)
        fields.add("objective", objective)
        fields.add("limit", limit)
        try Estimate.print(fields.all, catalogOption, output, Service.plan)
    }
}

struct RecommendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recommend",
        abstract: "Which GPUs, how many and in which weight format serve a load best.",
        discussion: """
            Example: plimsoll recommend --model llama-3-70b --runtime vllm --context 8192 \
            --time-per-output-token-ms 40
            """
    )

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var load: LoadOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Accelerators to choose from, separated by commas.")
    var gpus: String?

    @Option(help: "Vendors to choose from, separated by commas.")
    var vendors: String?

    @Option(help: "Classes to choose from, such as datacenter, separated by commas.")
    var classes: String?

    @Option(help: "Weight formats to choose from, separated by commas.")
    var formats: String?

    @Option(help: "Accelerators of one copy of the model at most.")
    var maxGpus: Int?

    @Option(help: "Providers to choose from, separated by commas.")
    var providers: String?

    @Option(help: "Where the accelerators stand.")
    var region: String?

    @Option(help: "on_demand, spot or reserved_1y.")
    var commitment: String?

    @Option(help: "The highest rent.")
    var budgetUsdPerHour: Double?

    @Option(help: "The longest time to the first token.")
    var timeToFirstTokenMs: Double?

    @Option(help: "The longest time for each further token.")
    var timePerOutputTokenMs: Double?

    @Option(help: "Output tokens a second that are needed.")
    var outputTokensPerSecond: Double?

    @Option(help: "Requests a second that are needed.")
    var requestsPerSecond: Double?

    @Option(help: "cost, hourly_cost, throughput, latency, headroom or fewest_gpus.")
    var objective: String?

    @Option(help: "How many recommendations to show.")
    var limit: Int?

    func run() throws {
        var fields = load.fields
        fields.add("gpus", gpus)
        fields.add("vendors", vendors)
        fields.add("classes", classes)
        fields.add("formats", formats)
        fields.add("max_gpus", maxGpus)
        fields.add("providers", providers)
        fields.add("region", region)
        fields.add("commitment", commitment)
        fields.add("budget_usd_per_hour", budgetUsdPerHour)
        fields.add("requirements.time_to_first_token_ms", timeToFirstTokenMs)
        fields.add("requirements.time_per_output_token_ms", timePerOutputTokenMs)
        fields.add("requirements.output_tokens_per_second", outputTokensPerSecond)
        fields.add("requirements.requests_per_second", requestsPerSecond)
        fields.add("objective", objective)
        fields.add("limit", limit)
        try Estimate.print(fields.all, catalogOption, output, Service.recommend)
    }
}
