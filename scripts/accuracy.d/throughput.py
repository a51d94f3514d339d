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
    ("tensorrt-llm", "served"): "a thousand requests at once, of lengths that vary: the last and longest run in a small batch",
    ("tensorrt-llm", "served_mixture"): "trtllm-serve 1.0, which captures graphs for 128 sequences only; 1.0 stands for the tuned tables of trtllm-bench",
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

Not among these are loads of Qwen3.5-9B in vLLM whose time per token is printed as 0.1 to 2 ms, less than the memory takes to read the weights
once (the stream of a reasoning model comes in lumps); two loads of GLM-4.5-Air in SGLang on two H100, which hold less than its weights; and those of
GLM-4.5-Air on H100 that repeat the figures of an A100 to the last digit.

![estimated against measured](accuracy/throughput-scatter.svg)

![errors by engine and figure](accuracy/throughput-errors.svg)

{table(["engine", "figure", "figures", "groups", "median", "p90", "bias", "worst"], lines)}

### Bands of speed

![bands](accuracy/throughput-bands.svg)

{table(["engine", "", "figures", "inside", "median width"], covers)}

A runtime's `spread` leaves about one group in twenty beyond each end, beside the bands of the terms. Mixtures of experts under load lie further
apart than dense models in every engine, so fewer of those are inside.

### The worst runs of speed

The worst of each engine and figure. What the worst served loads of mixtures have in common:

- DeepSeek-V3.2 and GLM-5.2 choose the tokens that they attend to by an indexer, whose kernels take time in every layer that no term counts; with
  the same layers but without it DeepSeek-R1 is up to twice as fast in the same engine and card.
- Runs with replicated attention (`--enable-dp-attention`) wait for the copy with the most tokens; the estimate divides sequences evenly. Runs of
  GLM-5.2 in one layout lie between 380 and 1,940 tokens/s by memory fraction, batch limit and exchange kernel, of which a request tells none.
- Qwen3 235B on H100 is up to twice as fast as estimated, DeepSeek with short prompts slower: shares of experts are of a card and a format, and
  each model's experts have shapes and kernels of their own.
- With four-token answers nearly all of the time prompts are read; what a request takes before it runs is one figure of the engine.
- In TensorRT-LLM 1.0 behind its server graphs end at 128 sequences; the runtime of that version describes the tuned tables of trtllm-bench,
  `tensorrt-llm-1.2` the server.

| engine and figure | run | model | error | what is missing |
| --- | --- | --- | ---: | --- |
{chr(10).join(worst)}
"""
    return "Speed of serving", text, plots
