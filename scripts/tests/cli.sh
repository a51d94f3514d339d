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
for command in '' serve estimate 'estimate inference' catalog 'catalog check'; do
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
same() {
    local query=$1
    shift
    run 0 estimate inference --json --catalog "$catalog" "$@"
    status_is 200 "$base/v1/estimates/inference?$query"
    python3 - "$scratch/out" "$scratch/body" <<'PY' || fail "other values than the service: $*"
import json
import sys

line, service = (json.load(open(path)) for path in sys.argv[1:])
assert line["memory"]["per_gpu"]["total_bytes"] > 0
sys.exit(line != service)
PY
}
same 'model=llama-3-70b' --model llama-3-70b
same 'model=llama-3-8b&weights=int4&gpu=h100&batch=max&context=8192' \
    --model llama-3-8b --weights int4 --gpu h100 --batch max --context 8192
same 'model=llama-3-70b&weights=int8&kv_cache=q8_0/fp16&runtime=generic&batch=4&context=4096&prompt=1000&max_batched_tokens=2048&gpu=h100&gpus=4&parallel.tensor=4&parallel.data=1&memory_utilization=0.85&explain=true' \
    --model llama-3-70b --weights int8 --kv-cache q8_0/fp16 --runtime generic --batch 4 --context 4096 \
    --prompt 1000 --max-batched-tokens 2048 --gpu h100 --gpus 4 --tensor 4 --data 1 \
    --memory-utilization 0.85 --explain
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
echo "text: passed"

# Completions that the shells take, and a manual page without a wrong macro.
for shell in bash zsh fish; do
    run 0 completions "$shell"
    has estimate "$scratch/out"
    ! command -v "$shell" >/dev/null || "$shell" -n "$scratch/out" || fail "$shell does not take its completions"
done
run 64 completions tcsh
run 0 manual
for word in '.TH PLIMSOLL 1' '.SS plimsoll estimate inference' '.BI "\-\-kv\-cache " kv-cache'; do has "$word" "$scratch/out"; done
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
