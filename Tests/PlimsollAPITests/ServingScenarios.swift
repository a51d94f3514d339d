import PlimsollHTTP

extension Scenario {
    /// What is loaded beside a model, devices that differ, and formats that are looked for.
    static let serving: [Scenario] = servingAnswers + servingRefusals + costs

    private static let tiny = "?model=tiny-1b"

    private static let servingAnswers: [Scenario] = [
        .get(
            "slots for adapters",
            estimate + tiny + "&adapters.count=2&adapters.rank=8",
            contains: [#""extra_weights":{"adapter_bytes":"#, "slots for 2 adapters of rank 8"]
        ),
        .get(
            "without extras nothing is said of them",
            estimate + tiny + "&mtp=false",
            excludes: ["extra_weights"]
        ),
        .post(
            "a draft model counts as weights and cache",
            #"{"model": "small-3b", "draft_model": "tiny-1b", "gpu": "card-24gb"}"#,
            contains: [#""draft_model_bytes":2"#, "the draft model acme/Tiny-1B is loaded as bf16"]
        ),
        .get(
            "devices of a query",
            estimate + "?model=small-3b&devices=card-8gb,2*card-24gb",
            contains: [
                #""pipeline":3,"#, #""devices":[{"gpu":"card-8gb","layers":"#,
                "divided in proportion to the memory of the devices: ",
            ]
        ),
        .post(
            "devices of one kind are GPUs",
            #"{"model": "tiny-1b", "devices": [{"gpu": "card-8gb"}, {"gpu": "card-8gb"}]}"#,
            contains: [#""gpus":2,"tensor":2,"#],
            excludes: [#""devices""#]
        ),
        .post(
            "a device that the catalog lacks",
            #"{"model": "tiny-1b", "devices": [{"gpu": {"memory_gib": 2}}, "card-24gb"]}"#,
            contains: [#"{"gpu":"custom","layers":"#]
        ),
        .get(
            "the widest format that fits",
            estimate + "?model=small-3b&gpu.memory_gib=6&solve=weights",
            contains: [
                #""weights":"int8","kv_cache""#,
                #""solved":{"field":"weights","value":"int8","tried":[{"weights":"bf16","#,
                #""verdict":"does_not_fit"},{"weights":"int8","#, #""verdict":"fits""#,
            ]
        ),
        .get(
            "where no format fits the narrowest is shown",
            estimate + "?model=small-3b&gpu.memory_gib=0.5&solve=weights",
            contains: [#""verdict":"does_not_fit","reason""#, #""value":"int4""#]
        ),
    ]

    private static let costs: [Scenario] = [
        .post(
            "the cost of a volume of tokens",
            """
            {"request": {"model": "tiny-1b", "gpu": "card-24gb"}, "tokens_per_day": 1000000,
             "price": {"usd_per_gpu_hour": 2}}
            """,
            target: "/v1/estimates/cost",
            contains: [
                #""replicas":1,"#, #""usd_per_hour":2,"#, #""paid_hours_per_month":730,"#,
                #""usd_per_month":1460,"#, #""tokens_per_month":30000000,"#,
            ]
        ),
        .get(
            "the cost of a training run",
            "/v1/estimates/cost?training.model=tiny-1b&training.gpu=card-24gb&hours=10"
                + "&price.usd_per_gpu_hour=2",
            contains: [#""usd_per_hour":2,"hours":10,"usd":20,"#]
        ),
        .get(
            "the cost of a training run by its tokens",
            "/v1/estimates/cost?training.model=tiny-1b&training.gpu=card-24gb&training.epochs=2"
                + "&training.precision=bf16&tokens=1e9&price.usd_per_gpu_hour=2",
            contains: [#""usd_per_hour":2,"tokens":2000000000,"tokens_per_second":"#]
        ),
        .refused(
            .get(
                "the cost of a training run of no length",
                "/v1/estimates/cost?training.model=tiny-1b&training.gpu=card-24gb",
                [],
                422
            ),
            "invalid",
            pointer: "/hours"
        ),
        .refused(
            .get(
                "the cost of a training run of hours and of tokens",
                "/v1/estimates/cost?training.model=tiny-1b&training.gpu=card-24gb&hours=1&tokens=1e9",
                [],
                422
            ),
            "invalid",
            pointer: "/tokens"
        ),
        .get(
            "the cost of accelerators named by texts, in the order asked",
            "/v1/estimates/cost?request.model=tiny-1b&options=2*card-24gb,card-8gb"
                + "&tokens_per_day=1e6&price.usd_per_gpu_hour=2",
            contains: [
                #""options":[{"gpu":"card-24gb","gpus":2,"#, #"{"gpu":"card-8gb","gpus":1,"#,
                #""tokens_per_month":30000000,"#,
            ]
        ),
        .refused(
            .get(
                "the cost of an accelerator that a text misspells",
                "/v1/estimates/cost?request.model=tiny-1b&options=card-24gb,2*cart",
                [],
                422
            ),
            "invalid",
            pointer: "/options/1"
        ),
        .refused(
            .post(
                "the cost of an option that is no text of accelerators",
                #"{"request": {"model": "tiny-1b"}, "options": ["2*"]}"#,
                target: "/v1/estimates/cost",
                422
            ),
            "invalid",
            pointer: "/options/0"
        ),
        .refused(
            .get(
                "the cost of nothing",
                "/v1/estimates/cost?request.model=tiny-1b&request.gpu=card-24gb&tokens_per_day=0",
                [],
                422
            ),
            "invalid",
            pointer: "/tokens_per_day"
        ),
    ]

    private static let servingRefusals: [Scenario] = [
        refusal("no modules to predict with", tiny + "&mtp=true", "/mtp", "has no modules"),
        refusal("no adapters", tiny + "&adapters.count=0", "/adapters/count", "1 to 10000"),
        refusal("solve and weights", tiny + "&solve=weights&weights=int8&gpu=card", "/weights"),
        refusal("solve and batch max", tiny + "&solve=weights&batch=max&gpu=card", "/batch"),
        refusal("solve without a card", tiny + "&solve=weights", "/gpu", "is required"),
        refusal("solve of something else", tiny + "&solve=context&gpu=card", "/solve"),
        refusal("devices and a card", tiny + "&devices=card&gpu=card", "/gpu", "contradicts"),
        refusal("devices and a number", tiny + "&devices=card&gpus=2", "/gpus", "contradicts"),
        refusal("no such device", tiny + "&devices=2*cart", "/devices", "no accelerator"),
        refusal("no number of devices", tiny + "&devices=x*card", "/devices", "2*rtx-3090-24gb"),
        refusal("too many devices", tiny + "&devices=64*card,card", "/devices", "more than 64"),
        refusal(
            "devices that differ and a layout",
            tiny + "&devices=card-8gb,card-24gb&parallel.tensor=2",
            "/parallel",
            "contradicts devices"
        ),
        refusal(
            "a rule of thumb with adapters",
            tiny + "&estimator=rule_of_thumb&adapters.rank=8",
            "/adapters",
            "no rule of thumb knows it"
        ),
        .refused(
            .get(
                "formats to compare and solve",
                quantization + tiny + "&solve=weights&gpu=card",
                [],
                422,
                contains: ["every format is compared anyway"]
            ),
            "invalid",
            pointer: "/solve"
        ),
    ]

    private static func refusal(
        _ name: String,
        _ query: String,
        _ pointer: String,
        _ part: String = ""
    ) -> Scenario {
        .refused(
            .get(name, estimate + query, [], 422, contains: part.isEmpty ? [] : [part]),
            "invalid",
            pointer: pointer
        )
    }
}
