import PlimsollHTTP

extension Scenario {
    /// Rules of thumb for training: what is answered by them and what is refused.
    static let ruleOfThumbTraining: [Scenario] = answers + refusals

    private static let tiny = training + "?model=tiny-1b&estimator=rule_of_thumb"

    private static let answers: [Scenario] = [
        .get(
            "training by bytes a parameter is compared with the architecture",
            tiny + "&activation_checkpointing=full&gpu=card&explain=true",
            contains: [
                #""weights_bytes":2471628800,"gradient_bytes":2471628800,"#,
                #""optimizer_bytes":4943257600,"activation_bytes":1235814400,"#, #""ranges":{}"#,
                #""memory_bytes_per_gpu":8000000000,"#, #""minimum_gpus":2,"#,
                #""substituted":"1,235,814,400 · (2 · 2 + 0)""#,
                "the rule keeps 4 bytes a parameter, the recipe 12, its master copy included",
            ],
            excludes: ["peak_phase", #""states""#]
        ),
        .get(
            "a recipe that is named decides the widths",
            tiny + "&precision=bf16_mixed&gradient_dtype=fp32&activation_checkpointing=full",
            contains: [
                #""gradient_bytes":4943257600,"optimizer_bytes":14829772800,"#
            ],
            excludes: [#""fit""#, "minimum_gpus"]
        ),
        .get(
            "without checkpointing activations are a range",
            tiny + "&rules.activation_share=0.5",
            contains: [
                #""ranges":{"activation_bytes":[6179072000,12358144000]}"#,
                "5 to 10 times that without checkpointing",
            ]
        ),
        .get(
            "adapters are a share of the base whatever their rank",
            tiny + "&technique=qlora&adapter.base_weights=int4&adapter.rank=64",
            contains: [
                #""weights_bytes":617907200,"gradient_bytes":0,"#,
                #""ranges":{"optimizer_bytes":[35308983,70617966],"adapter_bytes":[35308983,"#,
            ]
        ),
        .get(
            "a multiple holds everything",
            tiny + "&rules.training_multiplier=3,4",
            contains: [
                #""low_bytes":7414886400,"high_bytes":9886515200,"#,
                "all of training is 3 to 4 times the weights at 16 bits",
            ]
        ),
        .get(
            "ranks divide everything unless a stage is named",
            tiny + "&gpus=4&activation_checkpointing=full",
            contains: [
                #""zero_stage":3,"#, #""weights_bytes":617907200,"#,
                "ZeRO stage 3 divides everything over 4 GPUs",
            ]
        ),
        .get(
            "a rule divides training by any number",
            tiny + "&parallel.tensor=5",
            contains: ["compared on one GPU, since a tensor parallel size of 5"]
        ),
    ]

    private static let refusals: [Scenario] = [
        ("an optimizer that follows the matrices", "&optimizer=adafactor", "/optimizer"),
        ("preference pairs", "&objective=dpo", "/objective"),
        (
            "parts of a layer computed again", "&activation_checkpointing=selective",
            "/activation_checkpointing"
        ),
        ("a prefix", "&technique=prefix", "/technique"),
        ("states in host memory", "&offload.optimizer=cpu", "/offload"),
        ("a ratio of serving", "&rules.workspace_share=0.1", "/rules/workspace_share"),
        (
            "a multiple below the weights", "&rules.training_multiplier=0.5",
            "/rules/training_multiplier"
        ),
        ("experts that no rule divides", "&parallel.expert=2&gpus=2", "/parallel"),
    ].map { name, query, pointer in
        .refused(.get("by rule: \(name)", tiny + query, [], 422), "invalid", pointer: pointer)
    }
}
