#!/usr/bin/env bash
# The catalog is reloaded while the service runs: a model is added by saving
# its config.json, a broken edit keeps the old catalog, SIGHUP and a folder
# that goes and comes back.

# shellcheck source=scripts/tests/lib.bash
. "$(dirname "$0")/lib.bash"
catalog=$scratch/catalog
# Without most models, cards and prices, since a debug build takes seconds for
# them all; scripts/reload-under-load measures a release build on everything.
mkdir -p "$catalog"/{models,gpus}
cp -r "$repository"/catalog/{runtimes,weight-formats.json,links.json,kernels.json} "$catalog"
cp "$repository"/catalog/gpus/h100-*.json "$catalog/gpus"
cp -r "$repository/catalog/models/meta-llama" "$catalog/models"
start_server --catalog "$catalog"

version() { curl -sS -o /dev/null -D - "$base/v1/gpus?limit=1" | tr -d '\r' | sed -n 's/^X-Catalog-Version: //Ip'; }
model_is_served() { [ "$(curl -sS -o /dev/null -w '%{http_code}' "$base/v1/models/acme/$1")" = 200 ]; }
version_is() { [ "$(version)" = "$1" ]; }
version_is_not() { [ "$(version)" != "$1" ]; }
readiness_has() { curl -sS "$base/readyz" | grep -qF -- "$1"; }
logged() { grep -qF -- "$1" "$scratch/log"; }

# A model is its config.json and nothing else.
first=$(version)
mkdir "$catalog/models/acme"
start=$(now)
cat >"$catalog/models/acme/New-7B.json" <<'JSON'
{"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
 "num_key_value_heads": 8, "vocab_size": 32000, "intermediate_size": 14336}
JSON
wait_until 10 "the new model" model_is_served New-7B
elapsed=$(milliseconds_since "$start")
echo "a new model is served after $elapsed ms"
((elapsed < 1000)) || fail "a new model took $elapsed ms, more than a second"
status_is 200 "$base/v1/estimates/inference?model=new-7b&gpu=h100"
has '"parameters":7241732096' "$scratch/body"
second=$(version)
[ "$second" != "$first" ] || fail "the version did not change"

# A broken edit is named by file and line, and changes nothing else.
cp "$catalog/gpus/h100-sxm-80gb.json" "$scratch/whole.json"
printf '{\n  "id": "h100-sxm-80gb"\n  "name": 1\n}\n' >"$catalog/gpus/h100-sxm-80gb.json"
wait_until 10 "the refusal" readiness_has 'gpus/h100-sxm-80gb.json:3:3: '
status_is 200 "$base/readyz"
has '"status":"ready"' "$scratch/body"
has '"last_error":"gpus/h100-sxm-80gb.json:3:3: ' "$scratch/body"
status_is 200 "$base/metrics"
if grep -q '^plimsoll_catalog_problems 0$' "$scratch/body"; then fail "metrics show no problem"; fi
if grep -q '^plimsoll_catalog_reloads_total{result="failure"} 0$' "$scratch/body"; then
    fail "metrics count no refused reload"
fi
wait_until 5 "the log's line" logged 'gpus/h100-sxm-80gb.json:3:3: '
version_is "$second" || fail "a broken edit changed the version"
status_is 200 "$base/v1/gpus/h100-sxm-80gb"

# The repair is the old content, so the version stays and the problem goes.
cp "$scratch/whole.json" "$catalog/gpus/h100-sxm-80gb.json"
wait_until 10 "the repair" readiness_has '"last_error":null'
version_is "$second" || fail "equal content has another version"
wait_until 5 "the log's line" logged 'catalog repaired'

# SIGHUP reads the folder and does not end the service.
kill -HUP "$server"
sed -i 's/"launch_year": 2022/"launch_year": 2023/' "$catalog/gpus/h100-sxm-80gb.json"
kill -HUP "$server"
wait_until 10 "the edited card" version_is_not "$second"
status_is 200 "$base/v1/gpus/h100-sxm-80gb"
has '"launch_year":2023' "$scratch/body"
third=$(version)

# The folder goes, and the old catalog serves; it comes back, and is read.
mv "$catalog" "$scratch/aside"
wait_until 15 "the loss of the folder" readiness_has 'the folder cannot be read'
version_is "$third" || fail "the lost folder changed the version"
status_is 200 "$base/v1/models/acme/New-7B"
rm "$scratch/aside/models/acme/New-7B.json"
mv "$scratch/aside" "$catalog"
wait_until 15 "the folder's return" version_is_not "$third"
status_is 404 "$base/v1/models/acme/New-7B"
status_is 200 "$base/readyz"
has '"last_error":null' "$scratch/body"

# The folder that came back is watched as the first was.
fourth=$(version)
printf '{"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 1, "num_attention_heads": 4, "vocab_size": 9}' \
    >"$catalog/models/acme/Again.json"
start=$(now)
wait_until 10 "a model in the returned folder" model_is_served Again
echo "a model in the returned folder is served after $(milliseconds_since "$start") ms"
version_is_not "$fourth" || fail "the version did not change"

kill -TERM "$server"
ends_with 0
echo "reload: passed"
