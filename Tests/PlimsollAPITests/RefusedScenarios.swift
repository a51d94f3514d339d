import PlimsollHTTP

// Requests that are refused for what they say, field by field.

extension Scenario {
    private static func field(
        _ name: String,
        _ query: String,
        pointer: String,
        suggestion: String? = nil,
        contains: [String] = []
    ) -> Scenario {
        .refused(
            .get(name, estimate + "?" + query, [], 422, contains: contains),
            "invalid",
            pointer: pointer,
            suggestion: suggestion
        )
    }

    static let invalid: [Scenario] = [
        .field("no model", "", pointer: "/model", contains: ["is required"]),
        .field(
            "an unknown model",
            "model=tiny-1",
            pointer: "/model",
            suggestion: "tiny-1b",
            contains: [#"there is no model \"tiny-1\" in the catalog"#]
        ),
        .field(
            "an unknown card",
            "model=tiny-1b&gpu=card-24g",
            pointer: "/gpu",
            suggestion: "card-24gb"
        ),
        .field(
            "an unknown format",
            "model=tiny-1b&weights=int5",
            pointer: "/weights",
            suggestion: "int4"
        ),
        .field(
            "an unknown runtime",
            "model=tiny-1b&runtime=pagd",
            pointer: "/runtime",
            suggestion: "paged",
            contains: ["there is generic, paged"]
        ),
        .field(
            "an unknown cache format",
            "model=tiny-1b&kv_cache=fp17",
            pointer: "/kv_cache",
            contains: ["auto or one of fp32"]
        ),
        .field(
            "an unknown field",
            "model=tiny-1b&contxt=4",
            pointer: "/contxt",
            suggestion: "context",
            contains: [#"unknown field \"contxt\"; allowed are"#]
        ),
        .field(
            "a field given twice",
            "model=tiny-1b&model=small-3b",
            pointer: "/model",
            contains: ["has to be"]
        ),
        .field(
            "a number given twice",
            "model=tiny-1b&context=1&context=2",
            pointer: "/context",
            contains: ["several values; give the field once"]
        ),
        .field(
            "a field that is a value and an object",
            "model=tiny-1b&parallel=2&parallel.tensor=2",
            pointer: "/parallel",
            contains: ["contradict each other"]
        ),
        .field("a batch of none", "model=tiny-1b&batch=0", pointer: "/batch"),
        .field("a batch beyond all", "model=tiny-1b&batch=1048577", pointer: "/batch"),
        .field("a batch that is a word", "model=tiny-1b&batch=many", pointer: "/batch"),
        .field("batch max without a card", "model=tiny-1b&batch=max", pointer: "/gpu"),
        .field(
            "a context that is not whole",
            "model=tiny-1b&context=1.5",
            pointer: "/context",
            contains: ["whole number"]
        ),
        .field(
            "a context beyond 64 bits",
            "model=tiny-1b&context=99999999999999999999",
            pointer: "/context"
        ),
        .field(
            "a prompt longer than the context",
            "model=tiny-1b&context=10&prompt=11",
            pointer: "/prompt",
            contains: ["11 tokens do not fit a context of 10"]
        ),
        .field(
            "a share of more than all",
            "model=tiny-1b&memory_utilization=1.5",
            pointer: "/memory_utilization"
        ),
        .field("a flag that is a number", "model=tiny-1b&explain=1", pointer: "/explain"),
        .field(
            "a tensor size that divides no heads",
            "model=tiny-1b&parallel.tensor=3",
            pointer: "/parallel/tensor",
            contains: ["tensor 3 does not divide 32 heads; use 1, 2, 4, 8"]
        ),
        .field(
            "GPUs that divide no heads",
            "model=tiny-1b&parallel.tensor=3",
            pointer: "/parallel/tensor"
        ),
        .field(
            "sizes that are not the GPUs",
            "model=tiny-1b&gpus=3&parallel.tensor=2",
            pointer: "/parallel"
        ),
        .field(
            "an unknown size",
            "model=tiny-1b&parallel.tensr=2",
            pointer: "/parallel/tensr",
            suggestion: "tensor"
        ),
        .field(
            "more stages than layers",
            "model=tiny-1b&parallel.pipeline=17",
            pointer: "/parallel/pipeline",
            contains: ["17 stages need at least as many layers; the model has 16"]
        ),
        .field(
            "experts of a model that has none",
            "model=tiny-1b&gpus=2&parallel.expert=2",
            pointer: "/parallel/expert",
            contains: ["the model has no routed experts to divide; use 1"]
        ),
        .field(
            "two ways to keep layers on the host",
            "model=tiny-1b&gpu_layers=1&offload.parameters=cpu",
            pointer: "/offload",
            contains: ["contradicts gpu_layers; give one of them"]
        ),
        .field(
            "a place that weights cannot be",
            "model=tiny-1b&offload.parameters=nvme",
            pointer: "/offload/parameters",
            contains: ["must be one of none, cpu"]
        ),
        .field(
            "an estimator of no name",
            "model=tiny-1b&estimator=guess",
            pointer: "/estimator",
            contains: ["must be one of architecture, rule_of_thumb, got"]
        ),
        .field(
            "a wrong field beside a model without a formula",
            "model=odd/Strange&contxt=4",
            pointer: "/model",
            contains: [#""pointer":"/contxt""#, "2 fields are wrong"]
        ),
        .refused(
            .get(
                "every field that is wrong is named",
                estimate + "?model=x&gpu=x&context=0&nothing=1",
                [],
                422,
                contains: [
                    "4 fields are wrong; the first: /model", #""pointer":"/gpu""#,
                    #""pointer":"/context""#, #""pointer":"/nothing""#,
                ]
            ),
            "invalid",
            pointer: "/model"
        ),
        .refused(
            .post(
                "a POST with a query",
                #"{"model": "tiny-1b"}"#,
                target: estimate + "?batch=2",
                422,
                contains: ["leave the query of the URL empty"]
            ),
            "invalid"
        ),
        .refused(
            .post(
                "a field of JSON, with line and column",
                "{\"model\": \"tiny-1b\",\n  \"context\": \"2048\"}",
                422,
                contains: [#""line":2,"column":14"#, "leave out the quotes"]
            ),
            "invalid",
            pointer: "/context"
        ),
        .refused(
            .post(
                "a field of a described model",
                #"{"model": {"hf_config": {"model_type": "llama", "hidden_size": -1}}}"#,
                422
            ),
            "invalid",
            pointer: "/model/hf_config/hidden_size"
        ),
        .refused(
            .post("a described model without its sizes", #"{"model": {"hf_config": {}}}"#, 422),
            "invalid",
            pointer: "/model/hf_config/model_type"
        ),
        .refused(
            .post("a list for a model", #"{"model": []}"#, 422),
            "invalid",
            pointer: "/model"
        ),
        .refused(.post("a list for a request", "[]", 422), "invalid", pointer: ""),
    ]

    /// Requests as the contract has them, for which there is no formula yet.
    static let notModelled: [Scenario] =
        [
            ("an architecture that nothing describes", "model=odd/Strange", "/model"),
            ("such a draft model", "model=tiny-1b&draft_model=odd/Strange", "/draft_model"),
        ].map { name, query, pointer in
            .refused(
                .get(name, estimate + "?" + query, [], 422, contains: ["is not modelled yet"]),
                "not-modelled",
                pointer: pointer
            )
        } + [
            .refused(
                .post(
                    "a described architecture that nothing describes",
                    #"{"model": {"hf_config": {"model_type": "x", "ssm_cfg": {}}}}"#,
                    422,
                    contains: ["a model with ssm_cfg (model_type x) is not modelled yet"]
                ),
                "not-modelled",
                pointer: "/model/hf_config"
            ),
            .refused(
                .post(
                    "several models without a formula, null not among the fields",
                    #"{"model": "odd/Strange", "draft_model": "odd/Strange", "rules": null}"#,
                    422,
                    contains: ["2 fields are not modelled yet; the first: /model"]
                ),
                "not-modelled",
                pointer: "/draft_model"
            ),
        ]

    /// Whoever misspells a field is told which there are.
    static let unlisted: [Scenario] = [
        .get(
            "an unknown field is told what is allowed",
            estimate + "?model=tiny-1b&draft=x",
            [],
            422,
            contains: ["allowed are model, weights"]
        ),
        .get(
            "an unknown field of a model is told what is allowed",
            estimate + "?model.config=1",
            [],
            422,
            contains: ["allowed are parameters, hf_config"],
            excludes: ["draft_model"]
        ),
    ]

    static let malformed: [Scenario] =
        [
            ("a trailing comma", "{\n\"model\": \"tiny-1b\",}", 2, 19, "trailing comma"),
            ("a key given twice", "{\"model\": 1,\n \"model\": 2}", 2, 2, "is given twice"),
            ("a body cut off", "{\"model\": ", 1, 11, "ends too early"),
            ("a comment", "{ // no\n}", 1, 3, "comments are not allowed"),
            ("a single quote", "{'model': 1}", 1, 2, "double quotes"),
            ("NaN", "{\"context\": NaN}", 1, 13, "NaN is not a JSON value"),
            ("a number beyond doubles", "{\"context\": 1e999}", 1, 13, "out of range"),
            ("65 levels", String(repeating: "[", count: 65), 1, 65, "nested deeper than the 64"),
            ("20,000 levels", String(repeating: "[", count: 20_000), 1, 65, "nested deeper"),
            ("something after the end", "{} {}", 1, 4, "nothing may follow"),
            ("half of a surrogate pair", #"{"model": "\ud800"}"#, 1, 12, "surrogate"),
        ].map { name, body, line, column, sentence in
            .refused(
                .post(
                    name,
                    body,
                    400,
                    contains: [#""line":\#(line),"column":\#(column)"#, sentence]
                ),
                "malformed"
            )
        } + [
            .refused(
                .post(
                    "half a million numbers",
                    "[" + String(repeating: "0,", count: 500_000) + "0]",
                    400,
                    contains: ["holds more than the 400000 keys and values allowed"]
                ),
                "malformed"
            ),
            .refused(
                .post(
                    "a number of 500 digits",
                    #"{"context": "# + String(repeating: "1", count: 500) + "}",
                    400,
                    contains: ["this number is longer than the 400 characters allowed"]
                ),
                "malformed"
            ),
            .refused(
                .post("an empty body", "", 400, contains: ["the text is empty"]),
                "malformed"
            ),
            .refused(
                .post(
                    "a form with a broken escape",
                    "model=%2",
                    [form],
                    400,
                    contains: ["two hexadecimal digits"]
                ),
                "malformed"
            ),
            .refused(
                .post("a form that is not UTF-8", "model=%ff", [form], 400, contains: ["UTF-8"]),
                "malformed"
            ),
            .refused(
                .post(
                    "a body of more than a megabyte",
                    #"{"model": ""# + String(repeating: "x", count: 1 << 20) + "\"}",
                    413
                ),
                "content-too-large"
            ),
        ]
}
