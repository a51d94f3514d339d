import Foundation
import PlimsollCatalog

/// A catalog of the tests' own, so that an edit of the shipped one changes no expectation.
final class SmallCatalog: Sendable {
    /// Served by all tests that change nothing; its folder is gone once it has been read.
    static let shared = Result {
        let catalog = try SmallCatalog()
        try FileManager.default.removeItem(atPath: catalog.path)
        return catalog
    }

    let path: String
    let store: CatalogStore

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/plimsoll-api-" + UUID().uuidString
        for (name, text) in Self.files { try Self.write(text, to: path + "/" + name) }
        store = try CatalogStore(path: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try Self.write(text, to: path + "/" + name)
    }

    private static func write(_ text: String, to path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
    }

    static let files: [String: String] = {
        var files = [
            "models/acme/Tiny-1B.json": model(
                id: "acme/Tiny-1B",
                name: "Tiny 1B",
                alias: "tiny-1b",
                layers: 16
            ),
            "models/acme/Small-3B.json": model(
                id: "acme/Small-3B",
                name: "Small 3B",
                alias: "small-3b",
                layers: 48
            ),
            "models/odd/Strange.json": """
            {"id": "odd/Strange", "name": "Strange",
             "config": {"model_type": "not_described", "hidden_size": 64, "d_state": 16}}
            """,
            "gpus/card-8gb.json": gpu("card-8gb", alias: "card", gib: 8),
            "gpus/card-24gb.json": gpu("card-24gb", alias: "big", gib: 24),
            "prices/acme.json": prices,
            "runtimes/generic.json": generic,
            "runtimes/paged.json": paged,
            "training/pytorch.json": framework("pytorch", kernels: "eager", gradients: "freed"),
            "training/megatron.json": framework(
                "megatron",
                kernels: "fused",
                gradients: "persistent"
            ),
            "weight-formats.json": weightFormats,
            "kernels.json": kernels,
            "links.json": links,
        ]
        for number in 0..<23 {
            let id = "many/Model-\(number)"
            files["models/\(id).json"] = model(
                id: id,
                name: "Model \(number)",
                alias: "many-\(number)",
                layers: 1 + number
            )
        }
        return files
    }()

    private static func model(id: String, name: String, alias: String, layers: Int) -> String {
        """
        {
          "id": "\(id)", "name": "\(name)", "aliases": ["\(alias)"], "license": "apache-2.0",
          "source": {"config": "made up", "kind": "reconstructed"},
          "config": {
            "model_type": "llama", "hidden_size": 2048, "num_hidden_layers": \(layers),
            "num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 64,
            "vocab_size": 128256, "intermediate_size": 8192, "tie_word_embeddings": true,
            "max_position_embeddings": 131072
          }
        }
        """
    }

    private static func gpu(_ id: String, alias: String, gib: Int) -> String {
        """
        {
          "id": "\(id)", "name": "Card \(gib) GB", "aliases": ["\(alias)"], "vendor": "acme",
          "architecture": "First", "class": "consumer",
          "memory": {
            "marketed_bytes": \(gib << 30), "driver_bytes": \(gib << 30 - 1 << 28),
            "bandwidth_bytes_per_second": 300000000000
          },
          "peak_flops_per_second": {"bf16": 100000000000000},
          "pcie": {"generation": 4, "lanes": 16},
          "sources": ["data sheet"], "confidence": "high"
        }
        """
    }

    private static func factor(_ value: Double, _ low: Double, _ high: Double) -> String {
        #""value": \#(value), "low": \#(low), "high": \#(high), "#
            + #""source": "log", "measured_on": "card""#
    }

    private static func framework(_ id: String, kernels: String, gradients: String) -> String {
        """
        {
          "id": "\(id)", "name": "\(id)", "kernels": "\(kernels)", "gradients": "\(gradients)",
          "copies_gradients_to_buckets": true,
          "constants": {
            "bytes_per_logit": {\(factor(8, 6, 16))},
            "bytes_per_logit_beside_adapters": {\(factor(16, 6, 17))},
            "bytes_per_parallel_logit": {\(factor(6, 6, 16))},
            "bytes_per_fused_logit": {\(factor(0.5, 0, 2))},
            "activations": {\(factor(1, 0.75, 1.25))},
            "quantized_activations": {\(factor(1.5, 1, 2))},
            "device_context": {\(factor(1e9, 5e8, 15e8))},
            "communicators": [{"gpus": 2, \(factor(5e8, 25e7, 1e9))}],
            "reserve": {\(factor(0.0625, 0, 0.125))},
            "sharded_reserve": {\(factor(0.125, 0, 0.25))},
            "gathered_units": {\(factor(2, 1, 3))},
            "reduced_units": {\(factor(1, 1, 2))}, "widening_rate": {\(factor(0.5, 0.25, 1))},
            "spread": [
              {"adapters": true, \(factor(1, 0.9375, 1.0625))}, {\(factor(1, 0.875, 1.125))}
            ]
          },
          "utilization": [{
            "matrices": {\(factor(0.5, 0.25, 0.75))}, "experts": {\(factor(0.25, 0.125, 0.5))},
            "attention": {\(factor(0.5, 0.25, 0.75))},
            "exposed_communication": {\(factor(0.5, 0.25, 0.75))},
            "half_reached_parameters": {\(factor(5e8, 0, 1e9))},
            "half_reached_parameters_of_experts": {\(factor(1e9, 0, 2e9))}
          }]
        }
        """
    }

    /// Takes the whole card, whatever its size.
    private static let generic = """
        {
          "id": "generic", "name": "generic",
          "memory_budget": {
            "share": 1, "of": "total",
            "counts": ["activation", "device_context", "communication", "graphs"]
          },
          "cache": {"block_tokens": 16, "windows": "bounded"},
          "defaults": {"max_batched_tokens": 2048},
          "activation": {"mechanism": "layerwise", "spread": {\(factor(1.25, 1, 1.5))}},
          "overhead": {
            "device_context": [{"gpus": 1, \(factor(300e6, 200e6, 400e6))}],
            "communication": [{"gpus": 2, \(factor(500e6, 400e6, 900e6))}],
            "graphs": {\(factor(100e6, 0, 200e6))}
          },
          "speed": {
            "kernels": "made",
            "decode": {\(overheads)}, "prompt": {\(overheads)},
            "matrix_time": {\(factor(1, 1, 1.2))}, "expert_matrix_time": {\(factor(2, 1, 3))},
            "expert_stream_time": {\(factor(1, 1, 2))},
            "pipeline_overlap": {\(factor(1, 0.5, 1))}, "spread": {\(factor(1, 0.9, 1.2))}
          }
        }
        """

    private static let overheads = """
        "layer_seconds": {\(factor(20e-6, 10e-6, 40e-6))},
        "expert_layer_seconds": {\(factor(30e-6, 10e-6, 60e-6))},
        "pass_seconds": {\(factor(1e-3, 0.5e-3, 2e-3))},
        "sequence_seconds": {\(factor(10e-6, 5e-6, 20e-6))}
        """

    private static let kernels = """
        {"kernels": [{
          "family": "made",
          "weights_16": \(path(0.8, 0.7)), "weights_8": \(path(0.7, 0.5)),
          "weights_8_widened": \(path(0.6, 0.5)), "weights_4": \(path(0.5, 0.4)),
          "weights_4_widened": \(path(0.6, 0.5)), "weights_block": \(path(0.5, 0.4)),
          "cache": {\(factor(0.7, 0.5, 0.9))}, "attention": {\(factor(0.5, 0.4, 0.6))}
        }]}
        """

    private static func path(_ stream: Double, _ matrix: Double) -> String {
        """
        {"stream": {\(factor(stream, stream - 0.1, stream + 0.1))},
         "matrix": {\(factor(matrix, matrix - 0.1, matrix + 0.1))}}
        """
    }

    private static let links = """
        {"links": [{
          "id": "pcie", "name": "PCI Express", "topology": "bus",
          "efficiency": {\(factor(0.6, 0.5, 0.7))},
          "latency_seconds": [{"gpus": 2, \(factor(10e-6, 5e-6, 20e-6))}]
        }]}
        """

    /// Takes a share of the card and admits more on a large one.
    private static let paged = """
        {
          "id": "paged", "name": "paged", "version": "1.0",
          "memory_budget": {
            "share": 0.9, "of": "total", "counts": ["activation", "communication"]
          },
          "cache": {"block_tokens": 16, "windows": "bounded"},
          "defaults": {
            "max_batched_tokens": 2048, "max_sequences": 64,
            "large_card": {
              "from_bytes": \(16 << 30), "max_batched_tokens": 4096, "max_sequences": 128
            }
          },
          "activation": {
            "mechanism": "profiled",
            "bytes_per_score": {\(factor(14, 13, 15))},
            "bytes_per_token": {\(factor(16_000, 12_000, 24_000))},
            "spread": {\(factor(1, 0.9, 1.1))}
          },
          "overhead": {
            "device_context": [{"gpus": 1, \(factor(300e6, 200e6, 400e6))}],
            "communication": [
              {"gpus": 1, \(factor(20e6, 10e6, 30e6))},
              {"gpus": 2, \(factor(500e6, 400e6, 900e6))}
            ],
            "pipeline_communication": {\(factor(50e6, 40e6, 60e6))},
            "graphs": {\(factor(100e6, 0, 200e6))},
            "graphs_per_layer": {\(factor(2e6, 1e6, 3e6))}
          },
          "weights": {"embedding_on_host": false},
          "state_bits": 32,
          "notes": "made up"
        }
        """

    private static let prices = """
        {
          "provider": "acme-cloud",
          "prices": [
            {"gpu": "card-8gb", "usd_per_gpu_hour": 0.25, "tier": "spot", "region": "north",
             "as_of": "2026-10-01", "source": "list"},
            {"gpu": "card-24gb", "usd_per_gpu_hour": 0.75, "tier": "on_demand", "region": "south",
             "as_of": "2026-10-01", "source": "list"},
            {"gpu": "card-24gb", "usd_per_gpu_hour": 0.5, "tier": "spot", "region": "north",
             "as_of": "2026-10-01", "source": "list"}
          ]
        }
        """

    private static let weightFormats = """
        {
          "weight_formats": [
            {"id": "bf16", "name": "BF16", "scheme": {"bits": 16}, "scope": "all",
             "kind": "float", "source": "paper"},
            {"id": "int8", "name": "INT8", "aliases": ["w8"],
             "scheme": {"bits": 8, "group_size": "channel", "scale_bits": 16},
             "scope": "linear", "kind": "integer", "source": "paper"},
            {"id": "int4", "name": "INT4",
             "scheme": {"bits": 4, "group_size": 128, "scale_bits": 16, "zero_point_bits": 4},
             "scope": "linear", "kind": "integer", "source": "paper"}
          ]
        }
        """
}
