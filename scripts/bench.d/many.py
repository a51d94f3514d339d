#!/usr/bin/env python3
# Times large requests against a running server: a sweep of 10,000 cells with the latency of /healthz beside it, plans
# and recommendations. Prints medians in milliseconds.
#
#   scripts/bench.d/many.py [--port N] [--rounds N]
import argparse
import http.client
import json
import statistics
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=8080)
parser.add_argument("--rounds", type=int, default=5)
options = parser.parse_args()

SWEEP = {
    "estimate": "inference",
    "base": {"model": "llama-3-70b", "gpu": "h100", "runtime": "vllm"},
    "over": {
        "batch": list(range(1, 26)),
        "context": [1024 * n for n in range(1, 21)],
        "weights": ["bf16", "fp8", "int8", "int4"],
        "parallel.tensor": [1, 2, 4, 8, 16],
    },
}
FORMATS = ["bf16", "fp8", "fp8-block", "mxfp8", "int8", "int4", "gptq-int4", "gptq-int8", "awq-int4", "bnb-nf4", "mxfp4", "nvfp4"]
CASES = {
    "sweep of 10,000 cells": ("/v1/sweeps", SWEEP),
    "the same, four figures a cell": (
        "/v1/sweeps",
        {**SWEEP, "fields": ["memory.per_gpu.total_bytes", "fit.verdict", "capacity.max_batch", "cost.usd_per_hour"]},
    ),
    "plan of DeepSeek-V3 over 16 H100": (
        "/v1/plans/sharding",
        {"request": {"model": "deepseek-v3", "runtime": "vllm", "batch": 32}, "gpu": "h100", "gpus": 16},
    ),
    "plan of Llama 3.1 405B over 1,024 H100": (
        "/v1/plans/sharding",
        {"request": {"model": "llama-3.1-405b", "runtime": "vllm", "batch": 4096}, "gpu": "h100", "gpus": 1024},
    ),
    "recommendations, every GPU, 1 to 16, 12 formats": (
        "/v1/recommendations",
        {"request": {"model": "llama-3-70b", "runtime": "generic"}, "formats": FORMATS, "max_gpus": 16},
    ),
}


def ask(path, body):
    connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=120)
    start = time.perf_counter()
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    data = answer.read()
    elapsed = (time.perf_counter() - start) * 1000
    assert answer.status == 200, data[:500]
    return elapsed, data


def watch(stop, times):
    connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=10)
    while not stop.is_set():
        start = time.perf_counter()
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.001)


for name, (path, body) in CASES.items():
    stop, health = threading.Event(), []
    watcher = threading.Thread(target=watch, args=(stop, health))
    ask(path, body)
    watcher.start()
    rounds = [ask(path, body) for _ in range(options.rounds)]
    stop.set()
    watcher.join()
    health.sort()
    times = [elapsed for elapsed, _ in rounds]
    size = len(rounds[0][1])
    extra = ""
    if b'"considered":' in rounds[0][1][:400]:
        extra = f"  considered {json.loads(rounds[0][1])['considered']:,}"
    print(
        f"{name}: median {statistics.median(times):.1f} ms, least {min(times):.1f} ms, {size:,} bytes,"
        f" /healthz p50 {health[len(health) // 2]:.2f} p99 {health[int(len(health) * 0.99)]:.2f} ms{extra}"
    )
