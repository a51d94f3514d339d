"""Memory of serving: the section of docs/accuracy.md and its plots."""
import random
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
Weights and caches are sums over a model's tensors; their band has no width. The constants of a runtime carry a range each, the 5th
to the 95th percentile of what was seen (`catalog/runtimes/*.json`: `low`, `high`, `source`), so a band is as wide as the part of a total
that is not arithmetic. Their causes are independent: the ends of a total's band lie the root of the sum of the squares of the terms'
distances below and above it.

Is the width right, or fitted to these runs? {splits} times the groups are halved at random. In one half the bands are stretched by the least
factor that holds nine runs in ten; in the other half it is counted what bands so stretched hold, and how wide they are:

{table}

A factor below 1 says that bands are wider than these runs need. The catalog's are kept: the runs are few, and of few cards."""
SPLITS = 500


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
{METHOD.format(splits=SPLITS, table=held_out(banded))}

### The worst runs

{worst_runs(comparisons)}
"""
    return "Memory of serving", text, plots


def held_out(comparisons):
    """A table of what bands hold in groups that they were not stretched for."""
    groups = list(by(comparisons, lambda c: c.group).values())

    def stretch(c):
        """The factor with which a run's band just holds what was measured."""
        side = c.high - c.answered if c.measured > c.answered else c.answered - c.low
        return abs(c.measured - c.answered) / max(side, 1)

    def width(c, factor):
        return factor * (c.high - c.low) / c.measured

    chance = random.Random(1)
    factors, inside, widths = [], [], []
    for _ in range(SPLITS):
        shuffled = chance.sample(groups, len(groups))
        fitted, held = shuffled[:len(groups) // 2], shuffled[len(groups) // 2:]
        # Each group weighs one, whatever its number of runs.
        weighted = sorted((stretch(c), 1 / len(group)) for group in fitted for c in group)
        wanted, sum_of_weights, factor = 0.9 * len(fitted), 0.0, weighted[-1][0]
        for value, weight in weighted:
            sum_of_weights += weight
            if sum_of_weights >= wanted:
                factor = value
                break
        factors.append(factor)
        inside.append(statistics.fmean(statistics.fmean(stretch(c) <= factor for c in group) for group in held))
        widths.append(statistics.median(width(c, factor) for group in held for c in group))
    shipped = cover(comparisons)
    return table(["", "", "factor", "inside", "median width"], [
        ["stretched for the other half", "mean", f"{statistics.fmean(factors):.2f}", percent(statistics.fmean(inside)), percent(statistics.fmean(widths))],
        ["", "median", f"{statistics.median(factors):.2f}", percent(statistics.median(inside)), percent(statistics.median(widths))],
        ["as in the catalog", "", "1.00", shipped[0], shipped[1]]])


# What the mechanisms do not know of the runs that err most.
REASONS = {
    "vllm011-mistral-small-3-2-24b-instruct-2506-tp1": "the source names no version; what it prints are the constants of 0.17, not of 0.11",
    "vllm-recipes-qwen38-27b-nvfp4-uniform-w4a4-tp2": "which layers the checkpoint keeps at 16 bits is not recorded",
    "llamacpp-gptoss20b-m5-ub2048": "Metal reads the attention mask from shared memory, so it is not in the buffer",
    "llamacpp-gptoss20b-m5-ub512": "likewise",
    "hf-qwen1-72b-gptq-int4": "code of the model's own, which keeps about one more cache",
    "hf-qwen1-72b-gptq-int8": "likewise",
    "lhl-gpt-oss-20b-f16-pp4096": "without flash attention HIP keeps copies of the score matrix beside it",
    "ik-20-gemma-3-27b-it-qat-ctx32768": "a fork that keeps no mask",
    "vllm018-qwen35-35b-a3b-fp8": "on shared memory what the host reads while it loads is taken for the engine's",
    "llamacpp-qwythos27b-262k": "one GiB of cache more than the layers have, not explained",
    "llamacpp-gptoss20b-hexagon-q8kv": "the micro-batch is not recorded",
}


def worst_runs(comparisons):
    lines, seen = [], set()
    for c in sorted(comparisons, key=lambda c: -abs(c.error)):
        if c.row in seen or c.row not in REASONS:
            continue
        seen.add(c.row)
        lines.append([c.row, TERMS[c.term], percent(c.error, signed=True), REASONS[c.row]])
    return "\n".join(["| run | term | error | what is missing |", "| --- | --- | ---: | --- |"]
                     + ["| " + " | ".join(line) + " |" for line in lines])


def cover(comparisons):
    inside = [statistics.fmean(c.holds for c in group) for group in by(comparisons, lambda c: c.group).values()]
    return percent(statistics.fmean(inside)), percent(statistics.median((c.high - c.low) / c.measured for c in comparisons))
