/// A whole catalog in a few lines, for tests that change or break one of its files.
enum SmallCatalog {
    static let files = [
        "models/acme/Tiny-1.json": wrapped(
            id: "acme/Tiny-1",
            name: "Tiny 1",
            aliases: #"["tiny-1"]"#
        ),
        "gpus/one.json": gpu("one", aliases: #"["uno"]"#),
        "prices/acme.json": prices(gpu: "one"),
        "runtimes/generic.json": runtime(),
        "weight-formats.json": weightFormats,
    ]

    static let config = """
        {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2,
         "num_attention_heads": 4, "num_key_value_heads": 2, "vocab_size": 100,
         "intermediate_size": 128}
        """

    static func wrapped(
        id: String,
        name: String,
        aliases: String = "[]",
        config: String = config
    ) -> String {
        """
        {
          "id": "\(id)",
          "name": "\(name)",
          "aliases": \(aliases),
          "config": \(config)
        }
        """
    }

    static func gpu(
        _ id: String,
        name: String = "Card",
        aliases: String = "[]",
        bytes: String = "17179869184"
    ) -> String {
        """
        {
          "id": "\(id)",
          "name": "\(name)",
          "aliases": \(aliases),
          "vendor": "acme",
          "memory": {
            "marketed_bytes": \(bytes)
          },
          "sources": ["data sheet"]
        }
        """
    }

    static func prices(gpu: String, asOf: String = "2026-10-01") -> String {
        """
        {
          "provider": "acme",
          "prices": [
            {
              "gpu": "\(gpu)",
              "usd_per_gpu_hour": 1.5,
              "tier": "on_demand",
              "as_of": "\(asOf)",
              "source": "price list"
            }
          ]
        }
        """
    }

    static func runtime(low: String = "0", version: String = "1") -> String {
        let factor = #""low": 0, "high": 9, "source": "log", "measured_on": "card"}"#
        return """
            {
              "id": "generic",
              "name": "Generic",
              "version": "\(version)",
              "memory_budget": {
                "share": 1, "of": "total",
                "counts": ["activation", "device_context", "communication", "graphs"]
              },
              "cache": {"block_tokens": 1, "windows": "bounded"},
              "defaults": {"max_batched_tokens": 64},
              "activation": {
                "mechanism": "layerwise",
                "spread": {"value": 3, \(factor)
              },
              "overhead": {
                "device_context": [{
                  "gpus": 1,
                  "value": 5, "low": \(low), "high": 9, "source": "log", "measured_on": "card"
                }],
                "communication": [{"gpus": 2, "value": 1, \(factor)],
                "graphs": {"value": 2, \(factor)
              }
            }
            """
    }

    static let weightFormats = """
        {
          "weight_formats": [
            {
              "id": "bf16",
              "name": "BF16",
              "scheme": {"bits": 16},
              "scope": "all",
              "kind": "float",
              "source": "paper"
            }
          ]
        }
        """
}
