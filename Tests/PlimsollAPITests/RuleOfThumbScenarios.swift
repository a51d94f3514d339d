import PlimsollHTTP

extension Scenario {
    /// Rules of thumb: what is answered by them and what is refused.
    static let ruleOfThumb: [Scenario] = ruleAnswers + ruleRefusals

    private static let rule = "&estimator=rule_of_thumb"
    private static let tiny = "?model=tiny-1b"

    private static let ruleAnswers: [Scenario] = [
        .post(
            "a bill by the rule is compared with the one of kept GPUs",
            #"""
            {"request": {"model": "tiny-1b", "gpu": "card", "estimator": "rule_of_thumb"},
             "tokens_per_day": 1000, "billing": "utilized_hours", "utilization": 0.25,
             "price": {"usd_per_gpu_hour": 2}}
            """#,
            target: "/v1/estimates/cost",
            contains: [
                #""quantity":"usd_per_month","rule_of_thumb_usd":365,"architecture_usd":1460,"#,
                #""ratio":4,"why":"the rule multiplies the rent by a utilization of 0.25;"#,
                "rule_of_thumb: one deployment serves any load",
            ]
        ),
        .get(
            "a rule of thumb is compared with the architecture",
            estimate + tiny + rule + "&weights=int8&gpu=card",
            contains: [
                #""estimator":"rule_of_thumb""#, #""memory_bytes_per_gpu":8000000000,"#,
                #""kv_cache_bytes_per_token":8192,"#, #""ranges":{"activation_bytes":["#,
                #""comparison":{"estimator":"architecture","total_bytes":"#, #""terms":["#,
                "8,192 bytes a token, where the model's 16 layers cache 32,768",
            ]
        ),
        .get(
            "ratios of a rule as a number and as a range in a query",
            estimate + tiny + rule + "&rules.workspace_share=0&rules.kv_cache_share=0.15,0.3",
            contains: [
                #""activation_bytes":0,"#, #""ranges":{"kv_cache_bytes":["#,
                #""kv_cache_bytes_per_token":null,"#, "the cache is 0.15 to 0.3 of the weights",
            ]
        ),
        .post(
            "ratios of a rule in JSON",
            #"{"model": "tiny-1b", "estimator": "rule_of_thumb", "explain": true, "#
                + #""rules": {"workspace_share": [0.1, 0.1], "kv_cache_share": null}}"#,
            contains: [#""ranges":{}"#, #""substituted":"0.1 · "#, #""source":"the request""#]
        ),
        .post(
            "without a hidden size a rule leaves the cache out and says so",
            #"{"model": {"parameters": 1e9}, "estimator": "rule_of_thumb", "gpu": "card"}"#,
            contains: [
                #""kv_cache_bytes":0,"#, #""nominal_parameters":1000000000"#,
                "the cache is left out: its rule needs the model's hidden_size",
            ],
            excludes: [#""capacity""#]
        ),
        .get(
            "a rule divides by any number, and the comparison says what it is of",
            estimate + tiny + rule + "&gpus=5&gpu=card",
            contains: [
                #""layout":{"gpus":5,"tensor":5,"#,
                "compared on one GPU, since a tensor parallel size of 5 does not divide 32 heads",
            ]
        ),
        .get(
            "batch max fills the label",
            estimate + tiny + rule + "&weights=int8&gpu=card&batch=max",
            contains: [#""verdict":"risky""#]
        ),
        .get(
            "formats by the bits in their names",
            quantization + tiny + rule + "&formats=int8",
            contains: [
                #""bits_per_weight":8,"#, #""relative_to_fp16":0.5,"#,
                #""comparison":{"estimator":"architecture""#,
            ]
        ),
    ]

    private static let ruleRefusals: [Scenario] = [
        ("ratios without the rule", "&rules.workspace_share=0.1", "/rules"),
        (
            "a ratio that serving has no use for", rule + "&rules.training_multiplier=3",
            "/rules/training_multiplier"
        ),
        ("a ratio that is no number", rule + "&rules.workspace_share=x", "/rules/workspace_share"),
        (
            "a range that is turned round", rule + "&rules.workspace_share=0.2,0.1",
            "/rules/workspace_share"
        ),
        (
            "a range of three ends", rule + "&rules.workspace_share=0.1,0.2,0.3",
            "/rules/workspace_share"
        ),
        ("a ratio below 0", rule + "&rules.kv_cache_share=-1", "/rules/kv_cache_share"),
        ("experts that no rule divides", rule + "&parallel.expert=2&gpus=2", "/parallel"),
        ("layers in host memory, which no rule knows", rule + "&gpu_layers=1", "/gpu_layers"),
        (
            "the largest batch of a cache that follows none",
            rule + "&batch=max&gpu=card&rules.kv_cache_share=0.2", "/batch"
        ),
    ].map { name, query, pointer in
        .refused(.get(name, estimate + tiny + query, [], 422), "invalid", pointer: pointer)
    }
}
