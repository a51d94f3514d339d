#!/usr/bin/env bash
# Requests beyond the limits and requests that are no HTTP are answered with a
# problem document and the right status, and the service goes on.

# shellcheck source=scripts/tests/lib.bash
. "$(dirname "$0")/lib.bash"
start_server --catalog "$repository/catalog"

is_problem() {
    local status=$1 kind=$2
    shift 2
    status_is "$status" -D "$scratch/fields" "$@"
    [ "$(field Content-Type "$scratch/fields")" = application/problem+json ] || fail "$kind: $(cat "$scratch/fields")"
    has "\"type\":\"urn:plimsoll:problem:$kind\"" "$scratch/body"
    has "\"status\":$status" "$scratch/body"
    [ -n "$(field X-Request-Id "$scratch/fields")" ] || fail "$kind: no X-Request-Id"
}

long=$(printf 'a%.0s' {1..9000})
is_problem 414 target-too-long "$base/$long"
is_problem 431 head-too-large -H "X-Long: $long$long$long$long" "$base/healthz"
many=()
for number in {1..129}; do many+=(-H "X-$number: 1"); done
is_problem 431 head-too-large "${many[@]}" "$base/healthz"
head -c 1048577 /dev/zero >"$scratch/large"
is_problem 413 content-too-large --data-binary "@$scratch/large" -H 'Content-Type: application/json' \
    "$base/v1/estimates/inference"
is_problem 501 not-implemented -X BREW "$base/healthz"
is_problem 405 method-not-allowed -X DELETE "$base/healthz"

# raw STATUS KIND: the bytes on standard input get that answer.
raw() {
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    cat >&3
    timeout 20 cat <&3 >"$scratch/answer" || fail "$2: the connection was not closed"
    exec 3>&-
    [[ $(head -n 1 "$scratch/answer") == "HTTP/1.1 $1 "* ]] || fail "$2: $(head -c 300 "$scratch/answer")"
    has "urn:plimsoll:problem:$2" "$scratch/answer"
}
printf 'hello\r\n\r\n' | raw 400 malformed
printf 'GET / HTTP/1.1\r\n\r\n' | raw 400 malformed
printf 'GET / HTTP/2.0\r\nHost: x\r\n\r\n' | raw 505 version-not-supported
printf 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' | raw 400 malformed
printf 'POST /v1/estimates/inference HTTP/1.1\r\nHost: x\r\nContent-Length: 1099511627776\r\n\r\n' | raw 413 content-too-large
printf 'POST /v1/estimates/inference HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n' | raw 501 not-implemented

status_is 200 "$base/healthz"
status_is 200 "$base/metrics"
grep -qE '^plimsoll_http_requests_refused_total [1-9]' "$scratch/body" || fail "metrics count no refused request"

kill -TERM "$server"
ends_with 0
echo "limits: passed"
