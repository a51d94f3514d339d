"""Memory of serving: the section of docs/accuracy.md and its plots."""
import statistics

import plot
from truth import by, group_errors, percent, quantile, rows, table

GIB = 2 ** 30
ENGINES = {"vllm": "vLLM", "sglang": "SGLang", "tensorrt-llm": "TensorRT-LLM", "llama.cpp": "llama.cpp",
           "transformers": "transformers", "mlx": "MLX"}
COLOURS = dict(zip(ENGINES.values(), plot.COLOURS))
TERMS = {
    "weights": "weights on a GPU", "file": "size of a GGUF file", "kv_cache_per_token": "KV cache of a token", "kv_cache": "KV cache",
    "kv_cache_pool": "KV cache pool", "kv_cache_pool_tokens": "tokens of the pool", "activation": "activations, compute buffer",
    "runtime": "context, communication, graphs", "total": "total", "allocated": "total without context"}
PANELS = {"weights": ("weights", "file"), "KV cache and its pool": ("kv_cache", "kv_cache_pool"), "activations and runtime": ("activation", "runtime"),
          "totals": ("total", "allocated")}
METHOD = """
Weights and caches are sums over a model's tensors; their band has no width. The constants of a runtime carry a range each
(`catalog/runtimes/*.json`: `low`, `high`, `source`); the ranges of a total's terms add."""


def series(comparison):
    return ENGINES[comparison.engine], comparison.term


def hint(comparison):
    return f"{comparison.row}: {percent(comparison.error, signed=True)}"


def section(comparisons):
    """(heading, Markdown, plots by file name)."""
    runs = rows("inference")
    ordered = sorted(by(comparisons, series).items(), key=lambda item: (list(ENGINES.values()).index(item[0][0]), list(TERMS).index(item[0][1])))
    lines, strips = [], []
    for (engine, term), found in ordered:
        sizes = group_errors(found)
        worst = max(found, key=lambda c: abs(c.error))
        lines.append([engine, TERMS[term], len(found), len(sizes), percent(statistics.median(sizes)), percent(quantile(sizes, 0.9)),
                      percent(statistics.fmean(group_errors(found, signed=True)), signed=True), percent(worst.error, signed=True)])
        groups = by(found, lambda c: c.group).values()
        strips.append((f"{engine}: {TERMS[term]}", engine,
                       [(statistics.fmean(c.error for c in group), hint(max(group, key=lambda c: abs(c.error)))) for group in groups]))
    panels = [(name, [(c.measured / GIB, c.answered / GIB, ENGINES[c.engine], hint(c)) for c in comparisons if c.term in terms])
              for name, terms in PANELS.items()]
    banded = [c for c in comparisons if c.low is not None]
    bars = [(ENGINES[c.engine], ENGINES[c.engine], c.low / c.answered - 1, c.high / c.answered - 1, c.measured / c.answered - 1, hint(c))
            for c in sorted(banded, key=lambda c: (list(ENGINES).index(c.engine), c.error))]
    plots = {
        "inference-scatter.svg": plot.scatter("Serving memory: estimated against measured", panels, COLOURS, "GiB"),
        "inference-errors.svg": plot.strips("Serving memory: errors by engine and term", strips, COLOURS, 0.2,
                                            "a dot a group of runs of one source and model, a stroke their median; hollow: beyond the edge"),
        "inference-bands.svg": plot.bands("Serving memory: bands and what was measured", bars, COLOURS, 0.2,
                                          "a line a run: the bar is low_bytes to high_bytes, the dot what was measured; hollow: outside"),
    }
    covers = [["all", "", len(banded), *cover(banded)]]
    for engine, found in by(banded, lambda c: c.engine).items():
        covers.append([ENGINES[engine], "", len(found), *cover(found)])
    text = f"""{len({run['id'] for run in runs})} runs in {len({run['group'] for run in runs})} groups, {len(comparisons)} figures: start-up logs, tables
of model cards, issues and benchmarks. Runs of one source and model are one group and count once. Errors are estimate over measurement less one.

![estimated against measured](accuracy/inference-scatter.svg)

![errors by engine and term](accuracy/inference-errors.svg)

{table(["engine", "term", "figures", "groups", "median", "p90", "bias", "worst"], lines)}

### Bands

![bands](accuracy/inference-bands.svg)

{table(["engine", "", "runs", "inside", "median width"], covers)}

A band is meant to hold nine runs in ten.
{METHOD}
"""
    return "Memory of serving", text, plots


def cover(comparisons):
    inside = [statistics.fmean(c.holds for c in group) for group in by(comparisons, lambda c: c.group).values()]
    return percent(statistics.fmean(inside)), percent(statistics.median((c.high - c.low) / c.measured for c in comparisons))
