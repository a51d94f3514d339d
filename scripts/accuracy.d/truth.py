"""Measured runs, the answers to them, and how far these lie apart."""
import collections
import http.client
import json
import math
import pathlib
import socket
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROWS = ROOT / "Tests/PlimsollAPITests/Fixtures/truth"
SECONDS_OF_THE_START = 60

Comparison = collections.namedtuple("Comparison", "row group engine term measured answered low high")
Comparison.error = property(lambda self: self.answered / self.measured - 1)
Comparison.holds = property(lambda self: self.low <= self.measured <= self.high)


class Service:
    """The binary on a free port, for as long as a `with` block lasts."""

    def __init__(self, binary):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [binary, "serve", "--port", str(self.port), "--catalog", str(ROOT / "catalog"), "--log-level", "error"])
        self.connection = None

    def __enter__(self):
        end = time.monotonic() + SECONDS_OF_THE_START
        while True:
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                self.get("/readyz")
                return self
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    self.__exit__()
                    raise SystemExit("accuracy: the service did not start")
                time.sleep(0.05)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def get(self, path):
        self.connection.request("GET", path)
        return json.loads(self.connection.getresponse().read())

    def post(self, path, body):
        self.connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        if response.status != 200:
            raise SystemExit(f"accuracy: {response.status} for {json.dumps(body)}: {answer.get('detail')}")
        return answer


def rows(kind):
    """The measured runs of a kind, in the order of its file."""
    with open(ROWS / f"{kind}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def field(answer, path):
    for key in path.split("."):
        answer = answer[int(key)] if isinstance(answer, list) else answer[key]
    return answer


def compare(service, kind):
    """Every measured figure of a kind beside the answered one."""
    found = []
    for row in rows(kind):
        answer = service.post(row["path"], row["request"])
        for check in row["checks"]:
            def figure(end=None):
                path = check["field"]
                if end:
                    path = path.replace("total_bytes", f"{end}_bytes").replace("performance.", f"performance.{end}.")
                less = field(answer, check["less"]) if "less" in check else 0
                return (field(answer, path) - less) / check.get("per", 1)
            banded = check.get("band", False)
            found.append(Comparison(
                row["id"], row["group"], row["engine"], check["term"], check["measured"], figure(),
                figure("low") if banded else None, figure("high") if banded else None))
    return found


def by(comparisons, key):
    """Comparisons grouped by what `key` says, in the order of their first."""
    groups = {}
    for comparison in comparisons:
        groups.setdefault(key(comparison), []).append(comparison)
    return groups


def quantile(values, share):
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    index = math.floor(position)
    beyond = ordered[min(index + 1, len(ordered) - 1)]
    return ordered[index] + (beyond - ordered[index]) * (position - index)


def group_errors(comparisons, signed=False):
    """The mean error of each group: runs of one source and model count once."""
    return [statistics.fmean(c.error if signed else abs(c.error) for c in group)
            for group in by(comparisons, lambda c: c.group).values()]


def percent(share, signed=False):
    text = f"{share * 100:{'+' if signed else ''}.1f} %"
    return text.replace("-0.0", "0.0").replace("+0.0", "0.0").replace("-", "−")


def table(header, lines):
    """A Markdown table whose first two columns are words and whose others are numbers."""
    marks = ["---", "---"] + ["---:"] * (len(header) - 2)
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in [header, marks] + lines)
