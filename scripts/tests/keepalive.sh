#!/usr/bin/env bash
# HTTP as clients speak it: HEAD, OPTIONS, keep-alive, 100-continue, chunked
# uploads, pipelining.

# shellcheck source=scripts/tests/lib.bash
. "$(dirname "$0")/lib.bash"
start_server --catalog "$repository/catalog"
estimate=$base/v1/estimates/inference
body='{"model": "llama-3-70b", "gpu": "h100"}'

# HEAD has the fields of GET and no body.
for path in /healthz /v1/gpus/h100-sxm-80gb '/v1/estimates/inference?model=llama-3-70b' /none; do
    curl -sS -o "$scratch/get" -D "$scratch/get.fields" -H 'X-Request-Id: one' "$base$path"
    curl -sS --head -D "$scratch/head.fields" -o /dev/null -H 'X-Request-Id: one' "$base$path"
    diff <(grep -vi '^date:' "$scratch/get.fields") <(grep -vi '^date:' "$scratch/head.fields") ||
        fail "HEAD of $path has other fields than GET"
    length=$(field Content-Length "$scratch/head.fields")
    [ "$length" = "$(stat -c %s "$scratch/get")" ] || fail "HEAD of $path says $length bytes"
done
echo "HEAD: passed"

# OPTIONS says what is allowed.
status_is 204 -X OPTIONS -D "$scratch/fields" "$estimate"
[ "$(field Allow "$scratch/fields")" = 'GET, HEAD, POST, OPTIONS' ] || fail "OPTIONS: $(cat "$scratch/fields")"
status_is 204 -X OPTIONS --request-target '*' "$base"
echo "OPTIONS: passed"

# One connection serves many requests, good and refused ones.
connections=$(curl -sS -o /dev/null -w '%{num_connects}\n' "$base/healthz" -o /dev/null "$base/none" \
    -o /dev/null --json "$body" "$estimate" 2>"$scratch/error" | awk '{ n += $1 } END { print n }') ||
    fail "keep-alive: $(cat "$scratch/error")"
[ "$connections" = 1 ] || fail "three requests took $connections connections"
echo "keep-alive: passed"

# An estimate by a chunked upload is the same bytes as by one of known length.
status_is 200 --json "$body" "$estimate"
cp "$scratch/body" "$scratch/known"
printf '%s' "$body" >"$scratch/request"
status_is 200 -H 'Transfer-Encoding: chunked' -H 'Content-Type: application/json' \
    --data-binary "@$scratch/request" "$estimate"
cmp "$scratch/body" "$scratch/known" || fail "a chunked upload has another answer"
echo "chunked: passed"

# A client that waits for leave to send gets it; one whose body is too large
# is told so before it sends.
printf '%-900000s' "$body" >"$scratch/large"
status_is 200 -v -H 'Expect: 100-continue' -H 'Content-Type: application/json' \
    --data-binary "@$scratch/large" "$estimate" 2>"$scratch/trace"
has '< HTTP/1.1 100 Continue' "$scratch/trace"
cmp "$scratch/body" "$scratch/known" || fail "an upload with 100-continue has another answer"
head -c 2097152 /dev/zero | tr '\0' ' ' >"$scratch/larger"
status_is 413 -v -H 'Expect: 100-continue' -H 'Content-Type: application/json' \
    --data-binary "@$scratch/larger" "$estimate" 2>"$scratch/trace"
if grep -qF '100 Continue' "$scratch/trace"; then fail "a body of 2 MB was asked for, then refused"; fi
has 'urn:plimsoll:problem:content-too-large' "$scratch/body"
# Without the expectation the body is on its way, and the answer still comes.
status_is 413 -H 'Expect:' -H 'Content-Type: application/json' --data-binary "@$scratch/larger" "$estimate"
status_is 413 -H 'Expect:' -H 'Content-Type: application/json' -H 'Transfer-Encoding: chunked' \
    --data-binary "@$scratch/larger" "$estimate"
status_is 417 -H 'Expect: something' "$base/healthz"
echo "100-continue: passed"

# Pipelined requests are answered in their order. Status lines follow bodies
# that end without a line's end, so they are looked for anywhere.
exec 3<>"/dev/tcp/127.0.0.1/$port"
{
    printf 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-Id: p1\r\n\r\n'
    printf 'POST /v1/estimates/inference HTTP/1.1\r\nHost: x\r\nX-Request-Id: p2\r\n'
    printf 'Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' "${#body}" "$body"
    printf 'GET /v1/models HTTP/1.1\r\nHost: x\r\nX-Request-Id: p3\r\n\r\n'
    printf 'GET /none HTTP/1.1\r\nHost: x\r\nX-Request-Id: p4\r\nConnection: close\r\n\r\n'
} >&3
timeout 20 cat <&3 >"$scratch/answers" || fail "the pipeline's connection was not closed"
exec 3>&-
order=$(tr -d '\r' <"$scratch/answers" | grep -aoE '(HTTP/1[.]1 [0-9]+|X-Request-Id: p.)' | awk '{ printf "%s ", $2 }')
[ "$order" = '200 p1 200 p2 200 p3 404 p4 ' ] || fail "pipelined answers: $order"
echo "pipelining: passed"

# HTTP/1.0 closes, unless it is asked not to.
status_is 200 --http1.0 -D "$scratch/fields" "$base/healthz"
[ "$(field Connection "$scratch/fields")" = close ] || fail "HTTP/1.0: $(cat "$scratch/fields")"

kill -TERM "$server"
ends_with 0
echo "keepalive: passed"
