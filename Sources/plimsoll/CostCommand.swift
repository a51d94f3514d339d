import ArgumentParser
import PlimsollAPI

struct CostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost",
        abstract: "What serving a volume of tokens costs, or a training run.",
        discussion: """
            Example: plimsoll cost --model llama-3-70b --weights fp8 --tokens-per-day 1e6 \
            --options 2*h100,mi300x
            Training: plimsoll cost --model llama-3-8b --technique qlora --gpu h100 --hours 10
            """
    )

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var output: OutputOptions
    @OptionGroup(title: "The load") var load: CostLoadOptions
    @OptionGroup(title: "The price") var price: PriceOptions

    @Option(help: "Accelerators to compare, such as 2*h100,4*l40s.")
    var options: String?

    @Option(help: "Any other field as name=value, such as request.kv_cache=fp8; repeatable.")
    var field: [String] = []

    func validate() throws {
        try FieldList.checkPairs(field, of: "--field", as: "name=value")
    }

    func run() throws {
        var fields = load.fields
        price.add(to: &fields)
        fields.add("options", options)
        fields.add(pairs: field)
        try Estimate.print(fields.all, catalogOption, output, Service.cost)
    }
}

/// What is paid for: serving, or with hours or a technique a training run.
struct CostLoadOptions: ParsableArguments {
    @Option(help: "A model of the catalog.")
    var model: String

    @Option(help: "A weight format, such as int8.")
    var weights: String?

    @Option(help: "An inference engine of the catalog.")
    var runtime: String?

    @Option(help: "Tokens of a request, prompt and answer.")
    var context: TokenCount?

    @Option(help: "Tokens of the context that are prompt.")
    var prompt: TokenCount?

    @Option(help: "An accelerator of the catalog.")
    var gpu: String?

    @Option(help: "How many accelerators.")
    var gpus: Int?

    @Option(help: "Tokens served a day, prompts and answers together.")
    var tokensPerDay: Double?

    @Option(help: "The share of the saturated rate to plan with, or of the hours that are paid.")
    var utilization: Double?

    @Option(help: "always_on or utilized_hours.")
    var billing: String?

    @Option(help: "The longest time to the first token that users accept.")
    var timeToFirstTokenMs: Double?

    @Option(help: "The longest time for each further token that users accept.")
    var timePerOutputTokenMs: Double?

    @Option(help: "Of a training run: full, lora, qlora and so on.")
    var technique: String?

    @Option(help: "Hours of a training run.")
    var hours: Double?

    @Option(help: "Tokens of a training run, instead of its hours.")
    var tokens: Double?

    private var isTraining: Bool { technique != nil || hours != nil || tokens != nil }

    /// Names and values as in a query.
    var fields: FieldList {
        let work = isTraining ? "training." : "request."
        var list = FieldList()
        list.add(work + "model", model)
        list.add(work + "weights", weights)
        list.add(work + "runtime", runtime)
        list.add(work + "context", context)
        list.add(work + "prompt", prompt)
        list.add(work + "technique", technique)
        list.add(work + "gpu", gpu)
        list.add(work + "gpus", gpus)
        list.add("hours", hours)
        list.add("tokens", tokens)
        list.add("tokens_per_day", tokensPerDay)
        list.add("utilization", utilization)
        list.add("billing", billing)
        list.add("target.time_to_first_token_ms", timeToFirstTokenMs)
        list.add("target.time_per_output_token_ms", timePerOutputTokenMs)
        return list
    }
}

/// What an hour costs, and what to compare it with.
struct PriceOptions: ParsableArguments {
    @Option(help: "A rent of your own instead of the catalog's.")
    var usdPerGpuHour: Double?

    @Option(help: "The provider whose offers count.")
    var provider: String?

    @Option(help: "The commitment of the offers that count, such as spot.")
    var tier: String?

    @Option(help: "The region of the offers that count.")
    var region: String?

    @Option(help: "Hours of a month; 730 unless given.")
    var hoursPerMonth: Double?

    @Option(help: "Days of a month; 30 unless given.")
    var daysPerMonth: Double?

    @Option(help: "What an API asks for a million prompt tokens.")
    var apiUsdPerMillionInputTokens: Double?

    @Option(help: "What an API asks for a million generated tokens.")
    var apiUsdPerMillionOutputTokens: Double?

    /// Adds the fields that are given.
    func add(to list: inout FieldList) {
        list.add("price.usd_per_gpu_hour", usdPerGpuHour)
        list.add("price.provider", provider)
        list.add("price.tier", tier)
        list.add("price.region", region)
        list.add("hours_per_month", hoursPerMonth)
        list.add("days_per_month", daysPerMonth)
        list.add("api_price.usd_per_million_input_tokens", apiUsdPerMillionInputTokens)
        list.add("api_price.usd_per_million_output_tokens", apiUsdPerMillionOutputTokens)
    }
}
