# What the process tests share. Each is a script of its own that sources this
# file, needs PLIMSOLL (the binary's path), and leaves no process and no file.

set -euo pipefail
: "${PLIMSOLL:?set PLIMSOLL to the path of the binary, as scripts/test does}"
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
server=''
base=''
port=''

clean_up() {
    local status=$?
    if [ -n "$server" ]; then
        kill -KILL "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    if ((status != 0)) && [ -f "$scratch/log" ]; then
        echo "-- the server's log:" >&2
        tail -n 20 "$scratch/log" >&2
    fi
    rm -rf "$scratch"
}
trap clean_up EXIT

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# Seconds with their fraction.
now() { date +%s.%N; }

# milliseconds_since START
milliseconds_since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%d", (b - a) * 1000 }'; }

# wait_until SECONDS WHAT COMMAND...: polls until the command succeeds.
wait_until() {
    local seconds=$1 what=$2 start=$SECONDS
    shift 2
    until "$@"; do
        ((SECONDS - start < seconds)) || fail "$what has not come within $seconds s"
        sleep 0.02
    done
}

listens() {
    address=$(sed -nE 's|.*serving on https?://([0-9.]*:[0-9]*).*|\1|p' "$scratch/log")
    [ -n "$address" ] || { kill -0 "$server" 2>/dev/null || fail "the server has ended"; return 1; }
}

# start_server ARGUMENT...: on a free port; sets server, port and base.
start_server() {
    : >"$scratch/log"
    "$PLIMSOLL" serve --port 0 "$@" 2>"$scratch/log" &
    server=$!
    wait_until 30 "the server" listens
    base=http://$address
    port=${address##*:}
}

# ends_with STATUS: the server has ended by itself, with that status.
ends_with() {
    local status=0
    wait_until 20 "the server's end" has_ended
    wait "$server" || status=$?
    server=''
    ((status == $1)) || fail "the server's exit status is $status, expected $1"
}

has_ended() { ! kill -0 "$server" 2>/dev/null || [ "$(ps -o stat= -p "$server" | cut -c1)" = Z ]; }

# status_is STATUS CURL-ARGUMENT...: leaves the body in $scratch/body.
status_is() {
    local expected=$1 status
    shift
    status=$(curl -sS --max-time 20 -o "$scratch/body" -w '%{http_code}' "$@") ||
        fail "curl $* ended with $?"
    [ "$status" = "$expected" ] || fail "curl $*: status $status, expected $expected; $(head -c 500 "$scratch/body")"
}

# has TEXT FILE
has() { grep -qF -- "$1" "$2" || fail "'$1' is not in $2: $(head -c 2000 "$2")"; }

# field NAME FILE: the value of a field in a file of header lines.
field() { tr -d '\r' <"$2" | sed -n "s/^$1: //Ip" | head -n 1; }
