#!/usr/bin/env bash
# SIGTERM and SIGINT: a request under way is answered, new connections are
# refused, idle ones are closed, and the exit status is 0.

# shellcheck source=scripts/tests/lib.bash
. "$(dirname "$0")/lib.bash"

body='{"model": "llama-3-70b", "gpu": "h100"}'

refuses() { ! (exec 9<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

# begin LENGTH: a request on descriptor 3 whose body of that length is to come.
# The leave to send it says that the server has read the head: only then is the
# request under way.
begin() {
    local line blank
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf 'POST /v1/estimates/inference HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' >&3
    printf 'Content-Length: %d\r\nExpect: 100-continue\r\n\r\n' "$1" >&3
    IFS= read -r -t 10 line <&3 || fail "no leave to send a body"
    IFS= read -r -t 10 blank <&3 || fail "the leave to send a body is cut off"
    [ "$line$blank" = $'HTTP/1.1 100 Continue\r\r' ] || fail "leave to send a body: $line$blank"
}

check() {
    local signal=$1 answer start
    start_server --catalog "$repository/catalog"
    begin "${#body}"
    printf '%s' "${body:0:10}" >&3
    # A connection that has been served and now waits.
    exec 4<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n' >&4
    IFS= read -r -t 10 answer <&4
    [[ $answer == 'HTTP/1.1 200 '* ]] || fail "the idle connection got: $answer"

    start=$(now)
    kill -"$signal" "$server"
    wait_until 10 "the refusal of new connections" refuses
    timeout 5 cat <&4 >/dev/null || fail "$signal: an idle connection was not closed"
    kill -0 "$server" 2>/dev/null || fail "$signal: ended before the request under way"
    printf '%s' "${body:10}" >&3
    answer=$(timeout 10 cat <&3) || fail "$signal: the connection was not closed after its answer"
    exec 3>&- 4>&-
    [[ $answer == 'HTTP/1.1 200 '* ]] || fail "$signal: the request under way got: ${answer:0:200}"
    [[ $answer == *'Connection: close'* ]] || fail "$signal: the answer does not announce the close"
    [[ $answer == *'"verdict"'* ]] || fail "$signal: the answer is cut off"
    ends_with 0
    grep -q stopped "$scratch/log" || fail "$signal: the log does not tell the end"
    echo "$signal: drained in $(milliseconds_since "$start") ms"
}

check TERM
check INT

# A client that never finishes is waited for no longer than the grace.
start_server --catalog "$repository/catalog" --grace 1
begin 100
printf '{' >&3
start=$(now)
kill -TERM "$server"
ends_with 0
exec 3>&-
elapsed=$(milliseconds_since "$start")
((elapsed < 5000)) || fail "a stalled client held the end up for $elapsed ms"
echo "a stalled client: ended after $elapsed ms"
echo "drain: passed"
