import Foundation
import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import Testing

/// Whole answers, kept as files: what a change does to them is seen in their difference.
///
/// `PLIMSOLL_RECORD_GOLDEN=1 swift test --filter Golden` writes them anew, and fails.
@Suite("Golden answers")
struct GoldenTests {
    struct Golden: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var target: String
        var body: String?

        var request: HTTPRequest {
            get throws {
                try HTTPRequest(
                    method: body == nil ? .get : .post,
                    target: target,
                    fields: [Scenario.json, (name: "X-Request-Id", value: "golden")],
                    body: Array((body ?? "").utf8)
                )
            }
        }
    }

    static let all = [
        Golden(
            testDescription: "estimate",
            target: Scenario.estimate + "?model=tiny-1b&weights=int8&gpu=card-8gb&batch=4"
        ),
        Golden(
            testDescription: "estimate-explained",
            target: Scenario.estimate,
            body: #"""
                {"model": "small-3b", "weights": "int4", "kv_cache": "q8_0/fp16", "batch": 8,
                 "context": 8192, "gpu": "card-24gb", "gpus": 2, "parallel": {"tensor": 2},
                 "runtime": "paged", "explain": true}
                """#
        ),
        Golden(
            testDescription: "estimate-batch-max",
            target: Scenario.estimate + "?model=small-3b&gpu=card-24gb&batch=max&context=4096"
        ),
        Golden(
            testDescription: "estimate-does-not-fit",
            target: Scenario.estimate + "?model=small-3b&gpu=card-8gb&batch=64&context=32768"
        ),
        Golden(
            testDescription: "estimate-rule-of-thumb",
            target: Scenario.estimate,
            body: #"""
                {"model": "tiny-1b", "weights": "int8", "batch": 4, "gpu": "card-8gb", "gpus": 3,
                 "estimator": "rule_of_thumb", "rules": {"workspace_share": [0.1, 0.2]},
                 "explain": true}
                """#
        ),
        Golden(
            testDescription: "estimate-refused",
            target: Scenario.estimate,
            body: "{\"model\": \"tiny\",\n \"contxt\": 1, \"gpu\": {\"memory_gib\": -1}}"
        ),
        Golden(
            testDescription: "training",
            target: Scenario.training + "?model=tiny-1b&gpu=card-24gb&precision=bf16&micro_batch=2"
        ),
        Golden(
            testDescription: "training-explained",
            target: Scenario.training,
            body: #"""
                {"model": "small-3b", "technique": "lora", "gpu": "card-8gb", "gpus": 8,
                 "adapter": {"rank": 32, "targets": ["q_proj", "v_proj"], "base_weights": "int4"},
                 "parallel": {"tensor": 2, "pipeline": 2}, "activation_checkpointing": "full",
                 "micro_batch": 4, "gradient_accumulation": 8, "explain": true}
                """#
        ),
        Golden(
            testDescription: "training-offloaded",
            target: Scenario.training,
            body: #"""
                {"model": "small-3b", "gpu": "card-24gb", "gpus": 4, "objective": "grpo",
                 "optimizer": "adamw_8bit", "offload": {"optimizer": "cpu", "activations": "cpu"}}
                """#
        ),
        Golden(
            testDescription: "training-refused",
            target: Scenario.training,
            body: #"""
                {"model": "tiny-1b", "technique": "lora", "adapter": {"targets": ["qproj"]},
                 "zero_stage": 4, "activation_checkpointing": "selective:mpl", "optimiser": "adamw"}
                """#
        ),
        Golden(
            testDescription: "plan",
            target: Scenario.plan
                + "?request.model=small-3b&request.context=4096&gpu=card-8gb&max_gpus=4&limit=2"
        ),
        Golden(
            testDescription: "plan-training",
            target: Scenario.plan,
            body: #"""
                {"workload": "training", "gpu": "card-24gb", "gpus": 4, "limit": 2,
                 "request": {"model": "tiny-1b", "global_batch": 16, "tokens": 1e8}}
                """#
        ),
        Golden(
            testDescription: "plan-training-miss",
            target: Scenario.plan
                + "?workload=training&request.model=small-3b&gpu=card-8gb&gpus=2"
        ),
        Golden(
            testDescription: "recommendations",
            target: Scenario.recommend + "?request.model=small-3b&request.context=4096&limit=2"
        ),
        Golden(testDescription: "model", target: "/v1/models/acme/Tiny-1B"),
        Golden(testDescription: "gpu", target: "/v1/gpus/card-8gb"),
        Golden(testDescription: "models-page", target: "/v1/models?limit=3&q=small"),
    ]

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")
    private static let isRecording =
        ProcessInfo.processInfo.environment["PLIMSOLL_RECORD_GOLDEN"] == "1"

    @Test("is what it was", arguments: all)
    func compare(golden: Golden) throws {
        let router = Service(store: try SmallCatalog.shared.get().store).router()
        // The line's end makes them files that editors and difference tools like.
        let answer = router.respond(to: try golden.request).body + Array("\n".utf8)
        let file = Self.folder.appending(path: golden.testDescription + ".json")
        guard !Self.isRecording else {
            try FileManager.default.createDirectory(
                at: Self.folder,
                withIntermediateDirectories: true
            )
            try Data(answer).write(to: file)
            Issue.record("recorded \(file.lastPathComponent); run again without recording")
            return
        }
        let kept = try [UInt8](Data(contentsOf: file))
        #expect(
            String(decoding: answer, as: UTF8.self) == String(decoding: kept, as: UTF8.self)
        )
    }

    @Test("every file belongs to a request")
    func noneLeft() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(names) == Set(Self.all.map { $0.testDescription + ".json" }))
    }
}
