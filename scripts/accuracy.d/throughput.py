"""Speed of serving: the section of docs/accuracy.md and its plots."""
import statistics

import plot
from truth import by, group_errors, percent, quantile, rows, table
from training import cover, hint, series

ENGINES = {"vllm": "vLLM", "sglang": "SGLang", "tensorrt-llm": "TensorRT-LLM", "llama.cpp": "llama.cpp",
           "transformers": "transformers", "TurboMind": "TurboMind", "ExLlamaV2": "ExLlamaV2"}
COLOURS = dict(zip(ENGINES.values(), plot.COLOURS))
FIGURES = {
    "decode": "decode, tokens/s", "decode_ms": "time per output token", "prefill": "prefill, tokens/s", "first_token_ms": "time to first token",
    "static": "one batch, tokens/s", "saturated": "maximum, tokens/s", "served": "served load, tokens/s"}
TERMS = {name + tail: text + more for name, text in FIGURES.items() for tail, more in (("", ""), ("_mixture", ", experts"))}
PANELS = {"decode": ("decode",), "prefill": ("prefill",), "one batch and maximum": ("static", "saturated"), "served load": ("served",)}
# What a request cannot tell, by engine and figure, of the runs that err most.
REASONS = {
    ("vllm", "served_mixture"): "512 requests at a time, of which most waited minutes for a place: how many ran together is assumed from the memory",
    ("sglang", "served_mixture"): "likewise",
    ("tensorrt-llm", "served"): "a thousand requests at once, which wait for half a minute: how many ran together is assumed from the memory",
    ("vllm", "served"): "answers of four tokens: nearly all of the time prompts are read, between which the engine waits",
    ("sglang", "served"): "not explained",
    ("tensorrt-llm", "saturated_mixture"): "a batch of 2,048 is assumed; how many ran together, and how experts were divided, is not recorded",
    ("sglang", "first_token_ms"): "a mean over a load of four requests at a time, with what each waits for the others; the estimate is of a prompt alone",
    ("transformers", "static"): "a prompt of 30,720 tokens: which attention kernel read it is not recorded",
    ("transformers", "decode"): "likewise",
    ("llama.cpp", "prefill"): "the same source reads 6,138 tokens/s on one card of the kind with less memory bandwidth; what held this machine up is not recorded",
    ("llama.cpp", "decode"): "cards of a vendor share their constants; this one reaches less of its bandwidth than others",
    ("ExLlamaV2", "decode"): "estimated without an engine, whose own kernels reach more of the bandwidth",
}


def section(comparisons):
    """(heading, Markdown, plots by file name)."""
    runs = {run["id"]: run for run in rows("throughput")}
    ordered = sorted(by(comparisons, series).items(), key=lambda item: (list(ENGINES).index(item[0][0]), list(TERMS).index(item[0][1])))
    lines, strips = [], []

    def line(name, term, found):
        sizes = group_errors(found)
        worst = max(found, key=lambda c: abs(c.error))
        return [name, term, len(found), len(sizes), percent(statistics.median(sizes)), percent(quantile(sizes, 0.9)),
                percent(statistics.fmean(group_errors(found, signed=True)), signed=True), percent(worst.error, signed=True)]

    for (engine, term), found in ordered:
        lines.append(line(ENGINES[engine], TERMS[term], found))
        groups = by(found, lambda c: c.group).values()
        strips.append((f"{ENGINES[engine]}: {TERMS[term]}", ENGINES[engine],
                       [(statistics.fmean(c.error for c in group), hint(max(group, key=lambda c: abs(c.error)))) for group in groups]))
    lines.append(line("**all**", "", comparisons))
    for engine, found in by(comparisons, lambda c: c.engine).items():
        lines.append(line(f"**{ENGINES[engine]}**", "", found))

    def kind(comparison):
        return comparison.term.removesuffix("_mixture")

    panels = [(name, [(c.measured, c.answered, ENGINES[c.engine], hint(c)) for c in comparisons if kind(c) in kinds])
              for name, kinds in PANELS.items()]
    bars = [(ENGINES[c.engine], ENGINES[c.engine], c.low / c.answered - 1, c.high / c.answered - 1, c.measured / c.answered - 1, hint(c))
            for c in sorted(comparisons, key=lambda c: (list(ENGINES).index(c.engine), c.error))]
    plots = {
        "throughput-scatter.svg": plot.scatter("Speed of serving: estimated against measured", panels, COLOURS, "tokens a second"),
        "throughput-errors.svg": plot.strips("Speed of serving: errors by engine and figure", strips, COLOURS, 0.8,
                                             "a dot a group of runs of one source and model, a stroke their median; hollow: beyond the edge"),
        "throughput-bands.svg": plot.bands("Speed of serving: bands and what was measured", bars, COLOURS, 1.5,
                                           "a line a figure: the bar is low to high, the dot what was measured; hollow: outside"),
    }
    covers = [["all", "", len(comparisons), *cover(comparisons)]]
    for (engine, mixture), found in by(comparisons, lambda c: (c.engine, c.term.endswith("_mixture"))).items():
        covers.append([ENGINES[engine], "experts" if mixture else "dense", len(found), *cover(found)])
    worst, seen = [], set()
    for c in sorted(comparisons, key=lambda c: -abs(c.error)):
        reason, key = REASONS.get((c.engine, c.term)), (c.engine, c.term)
        if reason is None or key in seen:
            continue
        seen.add(key)
        model = runs[c.row]["request"]["model"].split("/")[-1]
        worst.append(f"| {ENGINES[c.engine]}, {TERMS[c.term]} | {c.row} | {model} | {percent(c.error, signed=True)} | {reason} |")
    text = f"""{len(runs)} runs in {len({run['group'] for run in runs.values()})} groups, {len(comparisons)} figures: performance pages of engines and
models, benchmark collections and discussions. Of a group at most three runs of a figure are kept. The constants of engines and kernels were
fitted to runs of the same sources, so this says how well the mechanisms describe them, not how well they foretell other cards.

Not among these are ten served loads of gpt-oss in SGLang and of gpt-oss and DeepSeek models in TensorRT-LLM: the estimates are 3.7 to 12.7 times what
was measured, in the mean of each model, and with all that was collected the mean error is +66 % in SGLang and +56 % in TensorRT-LLM. Nor are eleven
loads of Qwen3.5-9B in vLLM and GLM-4.5-Air in SGLang that lie a factor of eight to fifty off. No constant was fitted to either; what they miss is
not known.

![estimated against measured](accuracy/throughput-scatter.svg)

![errors by engine and figure](accuracy/throughput-errors.svg)

{table(["engine", "figure", "figures", "groups", "median", "p90", "bias", "worst"], lines)}

### Bands of speed

![bands](accuracy/throughput-bands.svg)

{table(["engine", "", "figures", "inside", "median width"], covers)}

A runtime's `spread` is as wide as leaves one group in twenty beyond each end, beside the bands of the terms, but ends at 0.4 and 2.6 of the
time: what was measured of mixtures of experts under load in vLLM lies further apart, so fewer of those are inside.

### The worst runs of speed

The worst of each engine and figure. Of mixtures of experts under load in vLLM, DeepSeek and GLM models are estimated too fast on average and gpt-oss
models too slow: each has kernels of its own, and a request does not say which of them run. Constants are of an engine, not of a model.

| engine and figure | run | model | error | what is missing |
| --- | --- | --- | ---: | --- |
{chr(10).join(worst)}
"""
    return "Speed of serving", text, plots
