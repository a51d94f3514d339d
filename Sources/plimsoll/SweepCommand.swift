import ArgumentParser
import PlimsollAPI
import PlimsollCatalog
import PlimsollJSON

struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "An estimate for every combination of lists of values.",
        discussion: """
            Example: plimsoll sweep --model llama-3-70b --gpu h100 --gpus 2 \
            --over weights=bf16,int8 --over batch=1,8,64
            """
    )

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var output: OutputOptions

    @Option(help: "inference, training, quantization or cost.")
    var estimate = "inference"

    @Option(help: "A field that varies, as name=value,value; repeatable, the last varies fastest.")
    var over: [String] = []

    @Option(help: "A model of the catalog.")
    var model: String?

    @Option(help: "A weight format, such as int8.")
    var weights: String?

    @Option(help: "An inference engine of the catalog.")
    var runtime: String?

    @Option(help: "Sequences held at once, or max.")
    var batch: String?

    @Option(help: "Tokens held per sequence, such as 8192 or 8k.")
    var context: TokenCount?

    @Option(help: "An accelerator of the catalog.")
    var gpu: String?

    @Option(help: "How many accelerators.")
    var gpus: Int?

    @Option(help: "Any other field that does not vary, as name=value; repeatable.")
    var field: [String] = []

    @Option(help: "Members of the answers to show, dotted, separated by commas.")
    var fields: String?

    func validate() throws {
        if over.isEmpty { throw ValidationError("--over is missing, such as --over batch=1,8,64") }
        try FieldList.checkPairs(over, of: "--over", as: "name=value,value")
        try FieldList.checkPairs(field, of: "--field", as: "name=value")
    }

    func run() throws {
        let catalog = try catalogOption.read()
        let answer: SweepAnswer
        do throws(APIError) {
            answer = try SweepAnswer(fields: requestFields.all, catalog: catalog)
        } catch {
            try Failure.report(error)
        }
        let bytes = pieces(of: answer)
        guard output.json else {
            StandardStream.output.write(bytes)
            return
        }
        try output.print(json: bytes)
    }

    private func pieces(of answer: SweepAnswer) -> [UInt8] {
        var bar = ProgressBar(of: answer.cellCount, "cells")
        var bytes: [UInt8] = []
        for piece in 0..<answer.pieceCount {
            bytes +=
                output.json
                ? answer.json(piece) : output.csv ? answer.csv(piece) : answer.text(piece)
            bar.show(answer.cellCount * (piece + 1) / answer.pieceCount)
        }
        bar.clear()
        return bytes
    }

    private var requestFields: FieldList {
        var list = FieldList()
        list.add("estimate", estimate)
        list.add("base.model", model)
        list.add("base.weights", weights)
        list.add("base.runtime", runtime)
        list.add("base.batch", batch)
        list.add("base.context", context)
        list.add("base.gpu", gpu)
        list.add("base.gpus", gpus)
        list.add(pairs: field, after: "base.")
        list.add(pairs: over, after: "over.")
        list.add("fields", fields)
        return list
    }
}
