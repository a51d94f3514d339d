#!/usr/bin/env bash
# The command line: the same numbers as the service, exit statuses, messages.

# shellcheck source=scripts/tests/lib.bash
. "$(dirname "$0")/lib.bash"
catalog=$repository/catalog

# run STATUS ARGUMENT...: leaves what was printed in $scratch/out and $scratch/err.
run() {
    local expected=$1 status=0
    shift
    "$PLIMSOLL" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
    ((status == expected)) || fail "plimsoll $*: exit status $status, expected $expected; $(cat "$scratch/err")"
}

run 0 --version
grep -qE '^[0-9]+\.[0-9]+\.[0-9]+$' "$scratch/out" || fail "--version printed $(cat "$scratch/out")"
for command in '' serve estimate 'estimate inference' plan recommend cost sweep catalog 'catalog check'; do
    # shellcheck disable=SC2086
    run 0 $command --help
    has 'USAGE: plimsoll' "$scratch/out"
    [ ! -s "$scratch/err" ] || fail "help of '$command' printed an error"
done
run 0 estimate inference --help
for option in --model --weights --kv-cache --runtime --batch --context --gpu --gpus --tensor --explain; do
    has "$option" "$scratch/out"
done
echo "help: passed"

# Wrong options are named, with status 64 (EX_USAGE).
run 64 --nonsense
has "nonsense" "$scratch/err"
run 64 nonsense
run 64 estimate inference
has "--model" "$scratch/err"
run 64 estimate inference --model llama-3-70b --context many
has "--context" "$scratch/err"
run 64 estimate inference --model llama-3-70b --context 8kk
has "--context" "$scratch/err"
run 64 sweep --model llama-3-8b
has "--over batch=1,8,64" "$scratch/err"
run 64 sweep --model llama-3-8b --over batch
has "--over takes name=value,value, got batch" "$scratch/err"
run 64 cost
has "--model" "$scratch/err"
run 64 serve --port 70000
has "--port" "$scratch/err"
run 64 serve --log-level loud
has "--log-level" "$scratch/err"
echo "options: passed"

# A request that is refused: status 1, the reason and suggestions on stderr.
run 1 estimate inference --catalog "$catalog" --model llama-3-70
has "there is no model" "$scratch/err"
has "did you mean llama-3-70b" "$scratch/err"
[ ! -s "$scratch/out" ] || fail "a refused estimate printed $(cat "$scratch/out")"
run 1 estimate inference --catalog "$catalog" --model llama-3-70b --batch 0 --gpu nothing
has "batch" "$scratch/err"
has "nothing" "$scratch/err"
has "plimsoll: --batch: " "$scratch/err"
has "plimsoll: --gpu: " "$scratch/err"
run 1 cost --catalog "$catalog" --model llama-3-8b
has "plimsoll: --gpu: is required" "$scratch/err"
run 1 cost --catalog "$catalog" --model llama-3-8b --technique qlora --gpu h100
has "plimsoll: --hours: is required" "$scratch/err"
run 1 cost --catalog "$catalog" --model llama-3-8b --options 2*h1000
has "did you mean h100" "$scratch/err"
run 1 sweep --catalog "$catalog" --model llama-3-8b --over bacth=1,2
has 'over.bacth: unknown field "bacth"' "$scratch/err"
has "did you mean batch" "$scratch/err"
run 1 sweep --catalog "$catalog" --model llama-3-8b --over batch=0,-1
has "over.batch: " "$scratch/err"
run 1 sweep --catalog "$catalog" --estimate speed --over batch=1
has "--estimate: must be one of inference, training, quantization, cost" "$scratch/err"
run 1 estimate inference --catalog "$scratch/none" --model x
has "$scratch/none/.: the folder cannot be read" "$scratch/err"

# catalog check: 0 and the counts, or 1 and every problem in file:line:column form.
run 0 catalog check "$catalog"
grep -qE "^$catalog: [0-9]+ models, [0-9]+ accelerators, .* version [0-9a-f]{16}\$" "$scratch/out" ||
    fail "catalog check printed $(cat "$scratch/out")"
mkdir -p "$scratch/broken/gpus"
printf '{\n  "id": "a b",\n  "nmae": "c"\n}\n' >"$scratch/broken/gpus/a.json"
printf '{' >"$scratch/broken/weight-formats.json"
run 1 catalog check "$scratch/broken"
has "$scratch/broken/gpus/a.json:2:9: /id: " "$scratch/err"
has "$scratch/broken/gpus/a.json:3:11: /nmae: unknown field \"nmae\"" "$scratch/err"
has "(did you mean name?)" "$scratch/err"
has "$scratch/broken/weight-formats.json:1:2: " "$scratch/err"
grep -qE '^[0-9]+ problems$' "$scratch/err" || fail "catalog check does not count"
run 1 serve --port 0 --catalog "$scratch/broken"
has "gpus/a.json:2:9: " "$scratch/err"
echo "catalog check: passed"

# The same JSON values as the service, for a few combinations of options.
start_server --catalog "$catalog"
# same_answer PATH QUERY ARGUMENT...: request ids alone may differ.
same_answer() {
    local path=$1 query=$2
    shift 2
    run 0 "$@" --json --catalog "$catalog"
    status_is 200 "$base$path?$query"
    python3 - "$scratch/out" "$scratch/body" <<'PY' || fail "other values than the service: $*"
import json
import sys


def bare(value):
    if isinstance(value, list):
        return [bare(element) for element in value]
    if isinstance(value, dict):
        return {key: bare(child) for key, child in value.items() if key not in ("request_id", "line", "column")}
    return value


line, service = (bare(json.load(open(path))) for path in sys.argv[1:])
assert len(json.dumps(line)) > 200
sys.exit(line != service)
PY
}
same() {
    local query=$1
    shift
    same_answer /v1/estimates/inference "$query" estimate inference "$@"
}
# same_form TYPE PATH QUERY ARGUMENT...: byte for byte.
same_form() {
    local type=$1 path=$2 query=$3
    shift 3
    run 0 "$@" --catalog "$catalog"
    status_is 200 -H "Accept: $type" "$base$path?$query"
    cmp -s "$scratch/out" "$scratch/body" || fail "$type of $*: $(diff "$scratch/out" "$scratch/body" | head -n 5)"
}
same 'model=llama-3-70b' --model llama-3-70b
same 'model=llama-3-8b&weights=int4&gpu=h100&batch=max&context=8192' \
    --model llama-3-8b --weights int4 --gpu h100 --batch max --context 8k
same 'model=llama-3-70b&weights=int8&kv_cache=q8_0/fp16&runtime=generic&batch=4&context=4096&prompt=1000&max_batched_tokens=2048&gpu=h100&gpus=4&parallel.tensor=4&parallel.data=1&memory_utilization=0.85&explain=true' \
    --model llama-3-70b --weights int8 --kv-cache q8_0/fp16 --runtime generic --batch 4 --context 4096 \
    --prompt 1000 --max-batched-tokens 2048 --gpu h100 --gpus 4 --tensor 4 --data 1 \
    --memory-utilization 0.85 --explain
same_answer /v1/estimates/training 'model=llama-3-8b&technique=qlora&gpu=rtx-4090&adapter.rank=32&sequence_length=4096' \
    estimate training --model llama-3-8b --technique qlora --gpu rtx-4090 --field adapter.rank=32 --sequence-length 4k

query='estimate=inference&base.model=llama-3-70b&base.weights=int8&base.gpu=h100&base.gpus=2&over.parallel.tensor=1,2,3&over.batch=1,64'
sweep=(sweep --model llama-3-70b --weights int8 --gpu h100 --gpus 2 --over 'parallel.tensor=1,2,3' --over 'batch=1,64')
same_answer /v1/sweeps "$query" "${sweep[@]}"
same_form text/plain /v1/sweeps "$query" "${sweep[@]}"
same_form text/csv /v1/sweeps "$query" "${sweep[@]}" --csv
(($(wc -l <"$scratch/out") == 7)) || fail "a sweep of 6 cells has $(wc -l <"$scratch/out") lines"
grep -q ',422,' "$scratch/out" || fail "three do not divide two, but no cell says so"
same_answer /v1/sweeps "$query&fields=fit.verdict,capacity.max_batch" "${sweep[@]}" --fields fit.verdict,capacity.max_batch
same_answer /v1/sweeps 'estimate=training&base.model=llama-3-8b&base.gpu=h100&base.technique=lora&over.gpus=1,8' \
    sweep --estimate training --model llama-3-8b --gpu h100 --field technique=lora --over gpus=1,8

query='request.model=llama-3-70b&request.weights=fp8&options=2*h100,mi300x&tokens_per_day=1e6&target.time_per_output_token_ms=50&api_price.usd_per_million_input_tokens=0.5&api_price.usd_per_million_output_tokens=1.5'
cost=(cost --model llama-3-70b --weights fp8 --options '2*h100,mi300x' --tokens-per-day 1e6 --time-per-output-token-ms 50
    --api-usd-per-million-input-tokens 0.5 --api-usd-per-million-output-tokens 1.5)
same_answer /v1/estimates/cost "$query" "${cost[@]}"
same_form text/plain /v1/estimates/cost "$query" "${cost[@]}"
same_form text/csv /v1/estimates/cost "$query" "${cost[@]}" --csv
same_answer /v1/estimates/cost 'training.model=llama-3-8b&training.technique=qlora&training.gpu=h100&hours=10&price.usd_per_gpu_hour=2' \
    cost --model llama-3-8b --technique qlora --gpu h100 --hours 10 --usd-per-gpu-hour 2
same_answer /v1/estimates/cost 'request.model=llama-3-8b&request.gpu=l4&request.kv_cache=fp8&billing=utilized_hours&utilization=0.5&hours_per_month=700' \
    cost --model llama-3-8b --gpu l4 --field request.kv_cache=fp8 --billing utilized_hours --utilization 0.5 --hours-per-month 700
same_form text/csv /v1/recommendations 'request.model=llama-3-8b&limit=3' recommend --model llama-3-8b --limit 3 --csv
echo "same values: passed"

# A text by default, without colours where it is no terminal; the service's text is the same.
run 0 estimate inference --catalog "$catalog" --model llama-3-8b --gpu h100
has "Llama 3 8B: fits" "$scratch/out"
if grep -q $'\033' "$scratch/out"; then fail "colours in a pipe"; fi
status_is 200 -H 'Accept: text/plain' "$base/v1/estimates/inference?model=llama-3-8b&gpu=h100"
cmp -s "$scratch/out" "$scratch/body" || fail "the service's text differs: $(diff "$scratch/out" "$scratch/body")"
script --quiet --return --command "TERM=xterm '$PLIMSOLL' estimate inference --catalog '$catalog' --model llama-3-8b --gpu h100" /dev/null >"$scratch/out"
grep -q $'\033\\[1;32mfits' "$scratch/out" || fail "no colours on a terminal"
script --quiet --return --command "NO_COLOR=1 TERM=xterm '$PLIMSOLL' estimate inference --catalog '$catalog' --model llama-3-8b" /dev/null >"$scratch/out"
if grep -q $'\033' "$scratch/out"; then fail "colours in spite of NO_COLOR"; fi
run 64 estimate inference --catalog "$catalog" --model llama-3-8b --csv
has "no table" "$scratch/err"
run 64 estimate inference --catalog "$catalog" --model llama-3-8b --csv --json

# A long sweep shows how far it is, on a terminal alone and never in a pipe.
long=("$PLIMSOLL" sweep --catalog "$catalog" --model llama-3-8b --gpu h100
    --over "batch=$(seq -s, 1 100)" --over "context=$(seq -s, 1000 20 1980)" --csv)
script --quiet --return --command "${long[*]@Q} >'$scratch/table'" /dev/null >"$scratch/screen"
has ' of 5000 cells' "$scratch/screen"
grep -q $'\r\033\[K' "$scratch/screen" || fail "the bar is not cleared away"
(($(wc -l <"$scratch/table") == 5001)) || fail "the table has $(wc -l <"$scratch/table") lines"
script --quiet --return --command "${long[*]@Q} | cat >'$scratch/piped'" /dev/null >"$scratch/screen"
[ ! -s "$scratch/screen" ] || fail "a bar in a pipe: $(head -c 200 "$scratch/screen")"
cmp -s "$scratch/table" "$scratch/piped" || fail "a pipe gets another table"
echo "progress: passed"

echo "text: passed"

# Completions that the shells take, and a manual page without a wrong macro.
for shell in bash zsh fish; do
    run 0 completions "$shell"
    for word in estimate sweep cost tokens-per-day; do has "$word" "$scratch/out"; done
    ! command -v "$shell" >/dev/null || "$shell" -n "$scratch/out" || fail "$shell does not take its completions"
done
run 64 completions tcsh
run 0 manual
for word in '.TH PLIMSOLL 1' '.SS plimsoll estimate inference' '.BI "\-\-kv\-cache " kv-cache' '.SS plimsoll sweep' '.SS plimsoll cost'; do has "$word" "$scratch/out"; done
if command -v groff >/dev/null; then
    groff -man -ww -Tutf8 -z "$scratch/out" 2>"$scratch/err"
    [ ! -s "$scratch/err" ] || fail "groff on the manual: $(cat "$scratch/err")"
fi
echo "completions and manual: passed"

# A port that is taken: the reason, and no stack of usage.
run 1 serve --catalog "$catalog" --port "$port"
has "$port" "$scratch/err"

kill -TERM "$server"
ends_with 0
echo "cli: passed"
