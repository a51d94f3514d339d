"""Bands of training: how wide each kind of run needs them, and what such bands hold of runs they were not fitted to.

The band of a peak is a factor below and above the estimate, by kind of run (`spread` in catalog/training/*.json). Here it is taken
from the runs: the 5th and the 95th percentile of measured over answered, where runs of one group share one weight and runs whose
tokens are not known stay out. Left out one source (or group) at a time, the same method says what its bands hold of that source.
"""
import collections
import re
import statistics

from truth import by, percent, table

TAIL = 0.05
# A kind with fewer groups than that takes the band of all runs.
LEAST_GROUPS = 4
KINDS = ("adapters", "adapters, sharded parameters", "full", "full, sharded parameters", "fused kernels")


def kind(row):
    request, layout = row["request"], row["request"].get("parallel", {})
    if row["engine"] == "Megatron":
        return KINDS[4]
    ranks = layout.get("data", 1) * layout.get("context", 1)
    sharded = request.get("zero_stage") == 3 and ranks > 1 or request.get("offload", {}).get("parameters", "none") != "none"
    return ("adapters" if request["technique"] in ("lora", "qlora", "dora") else "full") + (", sharded parameters" if sharded else "")


def source(row):
    """The repository that a run was reported in."""
    found = re.search(r"github\.com/([^/]+/[^/]+)", row["source"])
    return found.group(1) if found else row["source"][:40]


Sample = collections.namedtuple("Sample", "group kind source factor")


def samples(comparisons, runs):
    rows = {row["id"]: row for row in runs}
    return [Sample(c.group, kind(rows[c.row]), source(rows[c.row]), c.measured / c.answered)
            for c in comparisons if c.term == "peak" and "untold" not in rows[c.row]]


def quantile(found, share):
    """Between the middles of the runs' weights, a group weighing one."""
    sizes = collections.Counter(s.group for s in found)
    points, below = [], 0
    for factor, weight in sorted((s.factor, 1 / sizes[s.group]) for s in found):
        points.append((below + weight / 2, factor))
        below += weight
    place = share * below
    if place <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in zip(points, points[1:]):
        if place <= right:
            return low + (high - low) * (place - left) / (right - left)
    return points[-1][1]


def bands(found):
    """(low, high) by kind; under None that of all runs."""
    def band(part):
        return min(1, quantile(part, TAIL)), max(1, quantile(part, 1 - TAIL))
    kinds = {k: part for k, part in by(found, lambda s: s.kind).items() if len({s.group for s in part}) >= LEAST_GROUPS}
    return {None: band(found), **{k: band(part) for k, part in kinds.items()}}


def held(found, by_kind):
    """(share of the groups' runs inside, median width) of runs in bands."""
    ends = [by_kind.get(s.kind, by_kind[None]) for s in found]
    inside = by([(s.group, low <= s.factor <= high) for s, (low, high) in zip(found, ends)], lambda pair: pair[0])
    return ([statistics.fmean(hold for _, hold in pairs) for pairs in inside.values()],
            [(high - low) / s.factor for s, (low, high) in zip(found, ends)])


def left_out(found, key):
    """What bands hold of runs with one value of `key`, fitted to all others, over all values."""
    inside, widths = [], []
    for value in {key(s) for s in found}:
        shares, wide = held([s for s in found if key(s) == value], bands([s for s in found if key(s) != value]))
        inside += shares
        widths += wide
    return statistics.fmean(inside), statistics.median(widths)


def text(comparisons, runs):
    """Markdown: the factors and the hold-outs."""
    found = samples(comparisons, runs)
    fitted = bands(found)
    lines = []
    for name in (*KINDS, None):
        part = [s for s in found if name in (None, s.kind)]
        low, high = fitted.get(name, fitted[None])
        lines.append([name or "**all**", "", len(part), len({s.group for s in part}), f"{low:.2f}" if name in fitted else "as all",
                      f"{high:.2f}" if name in fitted else "as all"])
    shares, widths = held(found, fitted)
    outs = [["of the runs themselves", "", percent(statistics.fmean(shares)), percent(statistics.median(widths))]]
    for name, key in (("leaving out one group at a time", lambda s: s.group), ("leaving out one source at a time", lambda s: s.source)):
        inside, wide = left_out(found, key)
        outs.append([name, "", percent(inside), percent(wide)])
    return table(["kind of run", "", "runs", "groups", "low", "high"], lines), table(["bands fitted to", "", "inside", "median width"], outs)
