"""Memory, speed and adapters of training: the section of docs/accuracy.md and its plots."""
import statistics

import calibration
import plot
from truth import by, group_errors, percent, quantile, rows, table

GIB = 2 ** 30
STACKS = ("Megatron", "torchtitan", "llm-foundry", "torchtune", "litgpt", "Hugging Face", "other")
COLOURS = dict(zip(STACKS, plot.COLOURS))
TERMS = {"trainable": "trainable parameters", "activation": "activations", "peak": "peak", "speed": "tokens a second"}
# What the request cannot tell of the runs that err most.
REASONS = {
    "tune-8b-qlora-4090": "unpacked data: sequences are shorter than the length that is set",
    "tune-70b-full-8xa100": "likewise, and the loss runs in chunks",
    "tune-8b-full-4090": "likewise",
    "ax-l3-70b-qlora-fsdp-2gpu": "not explained: of 21 GB at 512 tokens no pass takes more than 15",
    "lghub-gemma-2b-full-mb1-4gpu": "the head is stored apart from the embedding that it is tied to",
    "mbr-nemotron3nano-none": "the peak of a first step that ran out of memory before moments were there",
    "mbr-nemotron3nano-moe_act": "likewise",
    "ax-hunyuan0.5b": "the loss that the configuration fuses keeps its logits",
    "lghub-gemma-2-9b-qlora-mb1": "the head is stored apart from the embedding that it is tied to",
    "tune-3b-chunkedce": "compiled, which the request does not say",
    "tune-3b-adamw8bit": "the step is part of the backward pass",
}


def series(comparison):
    return comparison.engine, comparison.term


def hint(comparison):
    return f"{comparison.row}: {percent(comparison.error, signed=True)}"


def cover(comparisons):
    inside = [statistics.fmean(c.holds for c in group) for group in by(comparisons, lambda c: c.group).values()]
    return percent(statistics.fmean(inside)), percent(statistics.median((c.high - c.low) / c.measured for c in comparisons))


def section(comparisons):
    """(heading, Markdown, plots by file name)."""
    runs = rows("training")
    ordered = sorted(by(comparisons, series).items(), key=lambda item: (list(TERMS).index(item[0][1]), STACKS.index(item[0][0])))
    lines, strips = [], []

    def line(name, term, found):
        sizes = group_errors(found)
        worst = max(found, key=lambda c: abs(c.error))
        return [name, TERMS[term], len(found), len(sizes), percent(statistics.median(sizes)), percent(quantile(sizes, 0.9)),
                percent(statistics.fmean(group_errors(found, signed=True)), signed=True), percent(worst.error, signed=True)]

    for term in TERMS:
        found = [c for c in comparisons if c.term == term]
        lines.append(line("**all**", term, found))
        for (stack, own), part in ordered:
            if own != term:
                continue
            lines.append(line(stack, term, part))
            groups = by(part, lambda c: c.group).values()
            strips.append((f"{stack}: {TERMS[term]}", stack,
                           [(statistics.fmean(c.error for c in group), hint(max(group, key=lambda c: abs(c.error)))) for group in groups]))
    banded = [c for c in comparisons if c.low is not None]
    bars = [(c.engine, c.engine, c.low / c.answered - 1, c.high / c.answered - 1, c.measured / c.answered - 1, hint(c))
            for c in sorted(banded, key=lambda c: (STACKS.index(c.engine), c.error))]
    plots = {
        "training-scatter.svg": plot.scatter(
            "Training: estimated against measured",
            [("peak memory, GiB", [(c.measured / GIB, c.answered / GIB, c.engine, hint(c)) for c in comparisons if c.term == "peak"]),
             ("thousand tokens a second and GPU",
              [(c.measured / 1000, c.answered / 1000, c.engine, hint(c)) for c in comparisons if c.term == "speed"])],
            COLOURS, ""),
        "training-errors.svg": plot.strips("Training: errors by framework and term", strips, COLOURS, 0.5,
                                           "a dot a group of runs of one source and model, a stroke their median; hollow: beyond the edge"),
        "training-bands.svg": plot.bands("Training: bands and what was measured", bars, COLOURS, 0.5,
                                         "a line a run: the bar is low_bytes to high_bytes, the dot what was measured; hollow: outside"),
    }
    covers = [["all", "", len(banded), *cover(banded)]]
    for stack, found in by(banded, lambda c: c.engine).items():
        covers.append([stack, "", len(found), *cover(found)])
    ran = [run for run in runs if run.get("ran")]
    worst, seen = [], set()
    for c in sorted(comparisons, key=lambda c: -abs(c.error)):
        if c.row in REASONS and c.row not in seen:
            seen.add(c.row)
            worst.append(f"| {c.row} | {TERMS[c.term]} | {percent(c.error, signed=True)} | {REASONS[c.row]} |")
    factors, holdouts = calibration.text(comparisons, runs)
    text = f"""{len({run['id'] for run in runs})} runs in {len({run['group'] for run in runs})} groups, {len(comparisons)} figures: golden values of tests,
throughput tables, memory tables of libraries and reports in issues. Runs of one source and model are one group and count once.

![estimated against measured](accuracy/training-scatter.svg)

![errors by framework and term](accuracy/training-errors.svg)

{table(["framework", "term", "figures", "groups", "median", "p90", "bias", "worst"], lines)}

Of {len(ran)} runs of these that are known to have fitted, the tests list by name those that the service says do not fit.

### Bands of training

![bands](accuracy/training-bands.svg)

{table(["framework", "", "runs", "inside", "median width"], covers)}

States are sums over a model's tensors; what errs is what lies beyond them, and a request does not say which loss, compiler or allocator
settings a run used. So a band is a factor on the whole peak, by kind of run (`spread` in `catalog/training/*.json`): the 5th and the 95th
percentile of measured over answered, each group weighing one. Runs whose sequences are shorter than the length that is set, by how much is not
recorded, stay out of it, and count as outside above.

{factors}

What such bands hold, in-sample and of runs that they were not fitted to (`scripts/accuracy.d/calibration.py`):

{holdouts}

Left out, a source errs in its own way: nine in ten is what the bands hold of sources like these, eight in ten of new ones.

### The worst runs of training

| run | term | error | what the request does not tell |
| --- | --- | ---: | --- |
{chr(10).join(worst)}
"""
    return "Training and fine-tuning", text, plots
