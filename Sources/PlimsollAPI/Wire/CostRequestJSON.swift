import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// What `/v1/estimates/cost` is asked: one option, or several that share what stands beside them.
struct CostRequest {
    /// The most options of one request.
    static let maximumOptions = 100

    /// The options in the order asked.
    let options: [CostOption]

    /// Reads a request.
    ///
    /// - Throws: ``APIError`` with every field of the first option that is wrong.
    init(_ value: JSONValue, _ catalog: Catalog) throws(APIError) {
        guard let given = value["options"], !given.isNull else {
            options = [try CostOption(value, catalog)]
            return
        }
        let problems = JSONProblemList()
        let reader = JSONFieldReader(value, problems)
        let items = reader.array("options", required: true, count: 1...Self.maximumOptions)
        if let error = APIError(problems) { throw error }
        var options: [CostOption] = []
        let list = items.map { Array($0) } ?? []
        for (index, item) in list.enumerated() {
            guard let own = try Self.own(item, value) else {
                problems.add(
                    at: item,
                    "has to be an object with request or training, or a text such as \"2*h100\""
                )
                throw APIError(problems) ?? APIError(.invalid, "an option is no object")
            }
            let merged = try Self.merged(value, with: own)
            do throws(APIError) {
                options.append(try CostOption(merged, catalog))
            } catch {
                throw error.moved(to: item, own, index, from: value)
            }
        }
        self.options = options
    }

    /// What an option brings: an object, or the accelerators that a text such as `2*h100` names.
    private static func own(
        _ item: JSONValue,
        _ shared: JSONValue
    ) throws(APIError) -> JSONValue? {
        guard item.kind != .object else { return item }
        guard let text = item.string, let (count, name) = DeviceFields.countAndName(text) else {
            return nil
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.object(shared["training"].map { !$0.isNull } == true ? "training" : "request") {
                $0.field("gpu", name)
                $0.field("gpus", count)
            }
        }
        return try RequestDocument.json(writer.bytes).root
    }

    /// An option with what it leaves out: members of objects are shared one by one.
    private static func merged(
        _ shared: JSONValue,
        with own: JSONValue
    ) throws(APIError) -> JSONValue {
        var writer = JSONWriter()
        write(shared, own, leavingOut: "options", &writer)
        do throws(JSONError) {
            return try JSONDocument(parsing: writer.bytes, limits: RequestDocument.limits).root
        } catch {
            throw APIError(.malformed, error.detail)
        }
    }

    private static func write(
        _ shared: JSONValue,
        _ own: JSONValue,
        leavingOut omitted: String? = nil,
        _ writer: inout JSONWriter
    ) {
        writer.object { writer in
            for member in shared.members where member.key != omitted {
                writer.key(named: member.key)
                guard let replaced = own[member.key] else {
                    writer.spelled(member.value)
                    continue
                }
                if replaced.kind == .object, member.value.kind == .object {
                    write(member.value, replaced, &writer)
                } else {
                    writer.spelled(replaced)
                }
            }
            for member in own.members where shared[member.key] == nil {
                writer.key(named: member.key)
                writer.spelled(member.value)
            }
        }
    }
}

extension APIError {
    /// The same problems, blamed on the option where it brings the field, else on what is shared.
    fileprivate func moved(
        to item: JSONValue,
        _ own: JSONValue,
        _ index: Int,
        from shared: JSONValue
    ) -> APIError {
        let moved = problems.map { problem in
            let tokens = problem.pointer.tokens
            let isOwn = Self.brings(tokens, own, isText: item.kind != .object)
            let place = JSONPointer(["options", String(index)])
            return JSONProblem(
                pointer: !isOwn
                    ? problem.pointer
                    : item.kind == .object ? JSONPointer(place.tokens + tokens) : place,
                location: isOwn ? item.location : shared.location,
                detail: problem.detail,
                suggestions: problem.suggestions
            )
        }
        return APIError(kind, "option \(index): \(detail)", problems: moved)
    }

    /// Whether an option brings a field; a text brings the accelerators alone.
    private static func brings(_ tokens: [String], _ own: JSONValue, isText: Bool) -> Bool {
        guard let first = tokens.first else { return true }
        guard isText else { return own[first] != nil }
        return tokens.reduce(own as JSONValue?) { $0?[$1] } != nil
    }
}

/// One option: what runs, at which price, and for how much work.
struct CostOption {
    /// What is paid for.
    enum Work {
        /// Serving.
        case serving(InferenceRequest, InferenceAnswer)
        /// A training run, with the architecture's answer where its speed or a comparison is needed.
        case training(TrainingRequest, TrainingAnswer?)
    }

    let work: Work
    let gpu: RequestedGPU
    let gpus: Int
    let offer: RentalOffer?
    let terms: ServingBill.Terms
    /// Hours of a training run as they are given; nil where its tokens decide.
    let hours: Double?
    let target: LatencyTarget?
    let api: APIPrice?

    /// Reads an option.
    ///
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ value: JSONValue, _ catalog: Catalog) throws(APIError) {
        let problems = JSONProblemList()
        let reader = JSONFieldReader(value, problems)
        let request = reader.value("request").flatMap { $0.isNull ? nil : $0 }
        let training = reader.value("training").flatMap { $0.isNull ? nil : $0 }
        let price = reader.object("price", read: PriceFields.init)
        terms = Self.terms(reader)
        hours = reader.double("hours", in: 0.001...1_000_000)
        let tokens = reader.double("tokens", in: 1...1e18)
        target = reader.object("target", read: LatencyTarget.init)
        api = reader.object("api_price", read: APIPrice.init) ?? nil
        if (request == nil) == (training == nil) {
            reader.report(
                training == nil ? "request" : "training",
                "one of request (serving) and training is required, and not both"
            )
        }
        if training != nil {
            for name in ["tokens_per_day", "utilization", "billing", "target", "api_price"]
            where reader.has(name) {
                reader.report(name, "is for serving; a training run has hours or tokens")
            }
            if tokens != nil, hours != nil {
                reader.report("tokens", "contradicts hours; give one of them")
            }
        } else {
            for name in ["hours", "tokens"] where reader.has(name) {
                reader.report(name, "is for a training run; serving has tokens_per_day")
            }
        }
        reader.finish()
        if let error = APIError(problems) { throw error }
        var named: RequestedGPU?
        var own = price ?? PriceFields()
        if let request {
            let read = try InferenceRequest(request, catalog)
            named = read.gpu
            gpus = read.ruleOfThumb?.layout.gpus ?? read.layout.gpus
            if price == nil { own = read.price }
            work = .serving(read, try InferenceAnswer.answer(read, in: request))
        } else {
            let place = training ?? value
            let (read, answer) = try Self.run(place, tokens, hours, in: value, catalog)
            named = read.gpu
            gpus = read.ruleOfThumb?.training.layout.gpus ?? read.plan.layout.sizes.gpus
            work = .training(read, answer)
        }
        guard let gpu = named else {
            let place = request ?? training ?? value
            problems.add(
                JSONProblem(
                    pointer: place.pointer.appending("gpu"),
                    location: place.location,
                    detail: "is required: a rent is for an accelerator"
                )
            )
            throw APIError(problems) ?? APIError(.invalid, "no accelerator is named")
        }
        self.gpu = gpu
        offer = own.offer(for: gpus, among: gpu.offers)
    }

    /// A training run, with the architecture's answer where its tokens decide how long it takes.
    private static func run(
        _ place: JSONValue,
        _ tokens: Double?,
        _ hours: Double?,
        in value: JSONValue,
        _ catalog: Catalog
    ) throws(APIError) -> (TrainingRequest, TrainingAnswer?) {
        var read = try TrainingRequest(place, catalog)
        guard tokens == nil || read.run.tokens == nil || tokens == read.run.tokens else {
            throw APIError(
                EstimationError.notApplicable(
                    field: "tokens",
                    reason: "contradicts the tokens of training; give one of them"
                ),
                in: value
            )
        }
        read.run.tokens = tokens ?? read.run.tokens
        if hours == nil, read.ruleOfThumb != nil || read.run.tokens == nil {
            let reason =
                read.ruleOfThumb == nil
                ? "the hours that the run takes, or its tokens"
                : "the hours that the run takes; no rule of thumb knows a speed"
            throw Self.needs("hours", reason, in: value)
        }
        guard hours == nil || read.ruleOfThumb != nil else { return (read, nil) }
        let answer = try TrainingAnswer(read, in: place, findsCapacity: false)
        // Without a card the option is refused for want of one.
        if hours == nil, read.gpu != nil, answer.speed == nil {
            throw Self.needs("hours", "the speed of training on this card is not known", in: value)
        }
        return (read, answer)
    }

    private static func needs(
        _ field: String,
        _ reason: String,
        in value: JSONValue
    ) -> APIError {
        APIError(
            .invalid,
            "/\(field): is required: \(reason)",
            problems: [
                JSONProblem(
                    pointer: value.pointer.appending(field),
                    location: value.location,
                    detail: "is required: \(reason)"
                )
            ]
        )
    }

    private static func terms(_ reader: JSONFieldReader) -> ServingBill.Terms {
        var terms = ServingBill.Terms()
        terms.billing = reader.choice("billing", as: ServingBill.Billing.self) ?? .alwaysOn
        terms.hoursPerMonth = reader.double("hours_per_month", in: 1...744) ?? terms.hoursPerMonth
        terms.daysPerMonth = reader.double("days_per_month", in: 1...31) ?? terms.daysPerMonth
        terms.tokensPerDay = reader.double("tokens_per_day", in: 1...1e18)
        terms.utilization = reader.double("utilization", in: 0.0001...1)
        return terms
    }
}

extension LatencyTarget {
    fileprivate init(_ fields: JSONFieldReader) {
        let allowed = 0.001...3_600_000.0
        let first = fields.double("time_to_first_token_ms", in: allowed)
        let each = fields.double("time_per_output_token_ms", in: allowed)
        self.init(
            timeToFirstToken: first.map { Seconds($0 / 1e3) },
            timePerOutputToken: each.map { Seconds($0 / 1e3) }
        )
    }
}

extension APIPrice {
    fileprivate init?(_ fields: JSONFieldReader) {
        let allowed = 0...1_000_000.0
        let input = fields.double("usd_per_million_input_tokens", required: true, in: allowed)
        let output = fields.double("usd_per_million_output_tokens", required: true, in: allowed)
        guard let input, let output else { return nil }
        self.init(inputPerMillion: USD(input), outputPerMillion: USD(output))
    }
}
