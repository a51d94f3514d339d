import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/plans/sharding` over GPUs of several kinds.
struct DevicePlanAnswer {
    private let request: PlanRequest
    private let result: DevicePlanner.Result
    private let money: DeviceMoney
    private let speeds: DeviceSpeeds

    /// Searches.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(_ request: PlanRequest, _ catalog: Catalog, in value: JSONValue) throws(APIError) {
        self.request = request
        let money = DeviceMoney(request)
        let speeds = DeviceSpeeds(request, catalog)
        self.money = money
        self.speeds = speeds
        do throws(EstimationError) {
            result = DevicePlanner(
                InferencePlanner(request.inference),
                request.devices.map { DeviceGroup(gpu: $0.gpu.gpu, count: $0.count) }
            )
            .search(
                load: try request.inference.workload(sequences: 1),
                fillsBatch: request.inference.fillsBatch,
                usesAll: request.objective != .fewestGPUs && request.objective != .cost,
                objective: request.objective
            ) { plan in
                plan.plan.figures.adding(speeds.performance(plan), rent: money.rent(plan))
            }
        } catch {
            throw APIError(error, in: value["request"] ?? value)
        }
    }

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        let reasons = PlanReasons(result.plans.map(\.plan.figures), request.objective)
        writer.object { writer in
            writer.field("workload", "inference")
            writer.field("objective", request.objective.rawValue)
            writer.array("devices") { writer in
                for device in request.devices {
                    write(device.gpu.id, device.count, &writer)
                }
            }
            writer.field("considered", result.considered)
            writer.field("feasible", result.plans.count)
            writer.array("plans") { writer in
                for (rank, plan) in result.plans.prefix(request.limit).enumerated() {
                    writer.object { writer in
                        write(plan, &writer)
                        let speed = speeds.performance(plan)
                        if let speed { PerformanceJSON.write(speed, &writer) }
                        money.write(plan, speed, &writer)
                        writer.field("pareto", result.front.contains(rank))
                        writer.field("why", reasons.sentences(rank, plan.plan))
                    }
                }
            }
            writer.array("pareto_front") { writer in
                for position in result.front.prefix(PlanFields.maximumPlans) {
                    writer.object { writer in
                        LayoutJSON.write(result.plans[position].plan.layout, &writer)
                        writer.field("rank", position + 1)
                        writer.field(
                            "why",
                            reasons.sentences(position, result.plans[position].plan)
                        )
                    }
                }
            }
            if let miss = result.nearestMiss {
                writer.object("nearest_miss") { writer in
                    write(miss, &writer)
                    writer.field("short_bytes_per_gpu", miss.plan.shortage.magnitude)
                    writer.array("changes") { _ in }
                }
            }
            writer.field("assumptions", assumptions)
            writer.field("warnings", [String]())
        }
    }

    private var assumptions: [String] {
        request.inference.model.assumptions + [
            request.inference.runtime.assumption,
            "layers are divided in proportion to the memory of the cards; where matrices are "
                + "divided over different cards, each holds as much as the smallest",
            "a card takes its layers' share of the time of all layers on cards of its kind; the slowest "
                + "stage decides how soon micro-batches follow each other",
        ]
    }

    private func write(_ gpu: String, _ count: Int, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("gpu", gpu)
            writer.field("count", count)
        }
    }

    private func write(_ plan: DevicePlan, _ writer: inout JSONWriter) {
        LayoutJSON.write(plan.plan.layout, &writer)
        writer.array("devices") { writer in
            for (device, count) in zip(request.devices, plan.used) where count > 0 {
                write(device.gpu.id, count, &writer)
            }
        }
        writer.field("batch", plan.plan.load.concurrentSequences)
        let perStage = plan.plan.layout.tensor
        writer.object("memory") { writer in
            writer.object("per_gpu") { writer in
                InferenceAnswer.writeTerms(plan.plan.memory, &writer)
            }
            writer.object("all_gpus") { writer in
                let all = plan.stages.reduce(InferenceMemory.zero) {
                    $0 + $1.memory.repeated(perStage)
                }
                InferenceAnswer.writeTerms(all, &writer)
            }
        }
        writer.array("stages") { writer in
            for stage in plan.stages {
                writer.object { writer in
                    writer.field("gpu", request.devices[stage.group].gpu.id)
                    writer.field("gpus", perStage)
                    writer.field("layers", stage.layers)
                    writer.field("total_bytes", stage.memory.total.value.magnitude)
                    writer.field("usable_bytes", stage.fit.usable.magnitude)
                    writer.field("headroom_bytes", stage.fit.headroom.magnitude)
                    writer.field("verdict", stage.fit.verdict.rawValue)
                }
            }
        }
    }
}
