import PlimsollHTTP

// The scenarios by subject. The catalog is the small one of the tests.

extension Scenario {
    static let all =
        estimates + contentTypes + invalid + notModelled + unlisted + malformed + paths + catalog
        + conditions + operations + ruleOfThumb + ruleOfThumbTraining + serving

    private static let tiny = "?model=tiny-1b"
    private static func accept(_ value: String) -> (name: String, value: String) {
        (name: "Accept", value: value)
    }

    static let estimates: [Scenario] = [
        .get(
            "an estimate by GET",
            estimate + "?model=TINY-1B&weights=int8&gpu=card",
            contains: [
                #""model":{"id":"acme/Tiny-1B","name":"Tiny 1B","#, #""weights":"int8""#,
                #""runtime":"generic""#, #""fit":{"gpu":"card-8gb","#, #""verdict":"fits""#,
                #""capacity":{"max_batch":"#, #""assumptions":["#,
            ],
            excludes: ["explanation"],
            answers: ["Content-Type": "application/json"]
        ),
        .get(
            "without a GPU there is no fit",
            estimate + tiny,
            contains: [#""per_gpu":{"#],
            excludes: [#""verdict""#]
        ),
        .get(
            "explain spells out the terms",
            estimate + tiny + "&explain=true",
            contains: [#""explanation":[{"quantity":"#, #""formula":"#, #""substituted":"#]
        ),
        .post(
            "batch max fills the card",
            #"{"model": "tiny-1b", "gpu": "card", "batch": "max"}"#,
            contains: [#""capacity":{"max_batch":"#, #""batch":"#],
            excludes: [#""batch":1,"#]
        ),
        .post(
            "null is as good as absent",
            #"{"model": "tiny-1b", "gpu": null, "weights": null, "parallel": null, "batch": null}"#,
            contains: [#""weights":"bf16""#, #""batch":1,"#]
        ),
        .post(
            "a model described in the request",
            #"{"model": {"hf_config": {"model_type": "llama", "hidden_size": 64, "#
                + #""num_hidden_layers": 2, "num_attention_heads": 4, "vocab_size": 100, "#
                + #""intermediate_size": 128}}}"#,
            contains: [#""model":{"id":"hf_config""#]
        ),
        .post(
            "a card described in the request",
            #"{"model": "tiny-1b", "gpu": {"memory_gib": 1}}"#,
            contains: [#""fit":{"gpu":"custom","#, #""verdict":"does_not_fit""#]
        ),
        .post(
            "keys and values in formats of their own",
            #"{"model": "tiny-1b", "kv_cache": "q8_0/fp16"}"#,
            contains: [#""kv_cache":"q8_0/fp16""#]
        ),
        .get(
            "pipeline stages that differ are listed",
            estimate + tiny + "&gpus=2&parallel.pipeline=2&runtime=paged&gpu=card",
            contains: [#""stages":[{"weights_bytes":"#, #""pipeline":2"#]
        ),
        .get(
            "one stage is not listed",
            estimate + tiny + "&gpus=2&parallel.tensor=2",
            excludes: ["stages"]
        ),
        .get(
            "layers that stay on the host",
            estimate + tiny + "&gpu_layers=8",
            excludes: [#""host_bytes":0,"#, #""host_bytes":0}"#]
        ),
        .get(
            "the sequences that buffers are made for",
            estimate + tiny + "&runtime=paged&max_sequences=8&attention=eager&context=64",
            contains: [#""runtime":"paged""#, #""activation_bytes":"#]
        ),
        .get(
            "one model in two formats",
            quantization + tiny + "&formats=int8,INT4",
            contains: [
                #""published_weights":"bf16""#, #""formats":[{"weights":"int8","#,
                #"{"weights":"int4","#,
            ],
            excludes: [#""fit""#, #"{"weights":"bf16""#]
        ),
        .post(
            "one model in every format, on a card",
            #"{"model": "tiny-1b", "gpu": "card"}"#,
            target: quantization,
            contains: [
                #"{"weights":"bf16","#, #""hardware_support":"unknown""#, #""verdict":"fits""#,
            ]
        ),
        .get(
            "nested fields are dotted",
            estimate + tiny + "&gpus=2&parallel.tensor=2",
            contains: [#""tensor":2"#]
        ),
    ]

    static let contentTypes: [Scenario] = [
        .refused(
            .post(
                "a body of plain text",
                #"{"model": "tiny-1b"}"#,
                [("Content-Type", "text/plain")],
                415,
                contains: ["application/json (curl --json"]
            ),
            "unsupported-media-type"
        ),
        .refused(
            .post("a body of no type", #"{"model": "tiny-1b"}"#, [], 415),
            "unsupported-media-type"
        ),
        .refused(
            .post(
                "JSON that is labelled a form",
                #" {"model": "tiny-1b"}"#,
                [form],
                415,
                contains: ["is labelled application/x-www-form-urlencoded", "curl --json"]
            ),
            "unsupported-media-type"
        ),
        .refused(
            .post(
                "a type that only begins like JSON",
                "{}",
                [("Content-Type", "application/jsonp")],
                415
            ),
            "unsupported-media-type"
        ),
        .post(
            "a type with parameters and in capitals",
            #"{"model": "tiny-1b"}"#,
            [("Content-Type", "Application/JSON; charset=utf-8")]
        ),
        .refused(
            .get("a client that wants HTML", estimate + tiny, [accept("text/html")], 406),
            "not-acceptable"
        ),
        .refused(
            .get(
                "a client that refuses JSON",
                estimate + tiny,
                [accept("text/html, application/json;q=0")],
                406
            ),
            "not-acceptable"
        ),
        .get("a client that takes anything", estimate + tiny, [accept("text/html, */*;q=0.1")]),
        .get("a client that takes application/*", estimate + tiny, [accept("application/*")]),
        .refused(
            .get("a list for a client that wants XML", "/v1/gpus", [accept("text/xml")], 406),
            "not-acceptable"
        ),
    ]

    static let paths: [Scenario] = [
        .refused(.get("a path that is not there", "/v1/estimates", [], 404), "not-found"),
        .refused(.get("a path below another", estimate + "/x", [], 404), "not-found"),
        .refused(
            .get("a model that is not there", "/v1/models/tiny-1", [], 404),
            "not-found",
            pointer: "/id",
            suggestion: "tiny-1b"
        ),
        .refused(
            .get("a card that is not there", "/v1/gpus/card-8g", [], 404),
            "not-found",
            pointer: "/id",
            suggestion: "card-8gb"
        ),
        .refused(
            Scenario(
                testDescription: "a method that an estimate does not take",
                method: .delete,
                target: estimate,
                status: 405,
                answers: ["Allow": "GET, HEAD, POST, OPTIONS"]
            ),
            "method-not-allowed"
        ),
        .refused(
            Scenario(
                testDescription: "a POST where there is only GET",
                method: .post,
                target: "/healthz",
                fields: [json],
                body: "{}",
                status: 405,
                answers: ["Allow": "GET, HEAD, OPTIONS"]
            ),
            "method-not-allowed"
        ),
        Scenario(
            testDescription: "OPTIONS says what a path takes",
            method: .options,
            target: estimate,
            status: 204,
            answers: ["Allow": "GET, HEAD, POST, OPTIONS", "Content-Type": ""]
        ),
        .get(
            "a model by its id",
            "/v1/models/acme/Tiny-1B",
            contains: [#""id":"acme/Tiny-1B""#, #""parameters":{"total":"#]
        ),
        .get(
            "a model by its id with %2F",
            "/v1/models/acme%2FTiny-1B",
            contains: [#""id":"acme/Tiny-1B""#]
        ),
        .get(
            "a model by its alias",
            "/v1/models/Tiny-1b",
            contains: [#""id":"acme/Tiny-1B""#]
        ),
        .get("a card by its alias", "/v1/gpus/CARD", contains: [#""id":"card-8gb""#]),
        .refused(
            .get("a query where there is none", "/v1/models/tiny-1b?x=1", [], 422),
            "invalid",
            pointer: "/x"
        ),
    ]

    static let catalog: [Scenario] = [
        .get(
            "all models",
            "/v1/models",
            contains: [#""total":26"#, #""next_cursor":null"#, "many/Model-22"]
        ),
        .get(
            "some models",
            "/v1/models?limit=2",
            contains: [#""total":26"#, #""next_cursor":"acme/Tiny-1B""#],
            excludes: ["many/"]
        ),
        .get(
            "models whose name holds a text",
            "/v1/models?q=TINY",
            contains: ["acme/Tiny-1B", #""total":1,"#],
            excludes: ["acme/Small-3B"]
        ),
        .get(
            "models of a family",
            "/v1/models?family=LLAMA&limit=1",
            contains: [#""total":25"#]
        ),
        .get("no model", "/v1/models?q=nothing", contains: [#""models":[],"total":0,"#]),
        .refused(
            .get("a limit of none", "/v1/models?limit=0", [], 422),
            "invalid",
            pointer: "/limit"
        ),
        .refused(
            .get("a limit beyond all", "/v1/models?limit=1001", [], 422),
            "invalid",
            pointer: "/limit"
        ),
        .refused(
            .get("a limit that is no number", "/v1/models?limit=ten", [], 422),
            "invalid",
            pointer: "/limit"
        ),
        .refused(
            .get("a cursor that is none", "/v1/models?cursor=x", [], 422),
            "invalid",
            pointer: "/cursor"
        ),
        .refused(
            .get("an unknown filter", "/v1/models?famly=llama", [], 422),
            "invalid",
            pointer: "/famly",
            suggestion: "family"
        ),
        .get(
            "cards of a class",
            "/v1/gpus?class=consumer&vendor=ACME",
            contains: ["card-8gb", "card-24gb", #""planned_bytes":8321499136"#]
        ),
        .get("cards of no class", "/v1/gpus?class=datacenter", contains: [#""total":0"#]),
        .get(
            "prices of a card by its alias",
            "/v1/prices?gpu=big&commitment=spot",
            contains: [#""gpu":"card-24gb""#, #""usd_per_gpu_hour":0.5"#, #""total":1"#],
            excludes: ["0.75"]
        ),
        .get(
            "prices of a region",
            "/v1/prices?region=north",
            contains: [#""total":2"#]
        ),
        .get("formats", "/v1/weight-formats", contains: [#""id":"int4""#, "bits_per_weight"]),
        .get("runtimes", "/v1/runtimes", contains: [#""id":"paged""#, #""id":"generic""#]),
    ]

    static let operations: [Scenario] = [
        .get("liveness", "/healthz", contains: [#"{"status":"ok"}"#]),
        .get(
            "readiness",
            "/readyz",
            contains: [#""status":"ready""#, #""models":26"#, #""last_error":null"#]
        ),
        .get("the index", "/", contains: ["Plimsoll", "/v1/estimates/inference"]),
        .get(
            "metrics",
            "/metrics",
            contains: ["# TYPE plimsoll_http_requests_total counter"],
            answers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"]
        ),
        .get(
            "a client's own id is kept",
            "/healthz",
            [("X-Request-Id", "a-1_2.3:4/5+6=")],
            answers: ["X-Request-Id": "a-1_2.3:4/5+6="]
        ),
        .refused(
            .get(
                "a client's own id is in the problem",
                "/none",
                [("X-Request-Id", "abc")],
                404,
                contains: [#""request_id":"abc""#]
            ),
            "not-found"
        ),
        .refused(
            .get(
                "an id that could break a log is replaced",
                "/none",
                [("X-Request-Id", "a b\"c")],
                404,
                excludes: ["a b"]
            ),
            "not-found"
        ),
        .refused(
            .get(
                "an id that is too long is replaced",
                "/none",
                [("X-Request-Id", String(repeating: "a", count: 129))],
                404,
                excludes: ["aaaa"]
            ),
            "not-found"
        ),
    ]

    /// Conditions that need no tag of an earlier answer.
    static let conditions: [Scenario] = [
        .get(
            "any tag names an answer that there is",
            "/v1/gpus/card",
            [("If-None-Match", "*")],
            304,
            answers: ["Content-Type": ""]
        ),
        .refused(
            .get(
                "no tag names an answer that there is not",
                "/v1/gpus/nothing",
                [("If-None-Match", "*")],
                404
            ),
            "not-found"
        ),
        .refused(
            .get(
                "no tag names a refusal",
                estimate + "?model=none",
                [("If-None-Match", "*")],
                422
            ),
            "invalid",
            pointer: "/model"
        ),
        .refused(
            .post(
                "any tag stops a POST",
                #"{"model": "tiny-1b"}"#,
                [json, ("If-None-Match", "*")],
                412
            ),
            "precondition-failed"
        ),
        .get("another tag", "/v1/gpus/card", [("If-None-Match", "\"0123456789abcdef\"")]),
    ]
}
