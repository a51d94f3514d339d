#!/usr/bin/env bash
# Who may ask: keys and their reload, rates, origins, proxies; where the service
# listens: Unix-domain sockets, sockets of systemd; options from the environment;
# the logs.

# shellcheck source=scripts/tests/lib.bash
. "$(dirname "$0")/lib.bash"
catalog=(--catalog "$repository/catalog")
stop() { kill -TERM "$server"; ends_with 0; }

# Keys: the tool's line lets its key in, until the file says otherwise.
"$PLIMSOLL" key alice >"$scratch/key"
key=$(sed -n 's/^key:  //p' "$scratch/key")
sed -n 's/^line: //p' "$scratch/key" >"$scratch/keys"
printf '%s' own | sha256sum | sed 's/-/bob/' >>"$scratch/keys"
start_server "${catalog[@]}" --api-keys "$scratch/keys" --access-log json >"$scratch/access"
status_is 401 -D "$scratch/fields" "$base/v1/gpus"
[ "$(field WWW-Authenticate "$scratch/fields")" = 'Bearer realm="plimsoll"' ] || fail "$(cat "$scratch/fields")"
status_is 401 -H 'X-API-Key: wrong' "$base/metrics"
status_is 200 -H "Authorization: Bearer $key" "$base/v1/gpus"
status_is 200 -H 'X-API-Key: own' "$base/v1/gpus"
status_is 200 "$base/healthz"
printf '%s' own | sha256sum >"$scratch/keys"
refused() { [ "$(curl -s -o /dev/null -w '%{http_code}' -H "X-API-Key: $key" "$base/v1/gpus")" = 401 ]; }
wait_until 10 "the end of a key" refused
printf 'own\n' >"$scratch/keys"
kept() { grep -q 'the old ones stay' "$scratch/log"; }
wait_until 10 "the refusal of a broken file" kept
status_is 200 -H 'X-API-Key: own' -H 'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' \
    -H 'User-Agent: odd "one"' -D "$scratch/fields" "$base/v1/gpus?q=h100"
[[ $(field traceparent "$scratch/fields") == 00-4bf92f3577b34da6a3ce929d0e0e4736-* ]] || fail "no trace"
stop
python3 - "$scratch/access" <<'PYTHON' || fail "the access log"
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
alice = [line for line in lines if line.get("key") == "alice"]
last = lines[-1]
assert alice and alice[0]["route"] == "/v1/gpus" and alice[0]["status"] == 200, alice
assert last["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736" and last["target"] == "/v1/gpus?q=h100", last
assert last["client"] == "127.0.0.1" and last["bytes"] > 100 and last["duration_ms"] >= 0, last
assert {line["status"] for line in lines} == {200, 401}, lines
PYTHON
echo "keys and access log: passed"

# What cannot be used ends the start with the reason.
refuses() {
    local message=$1
    shift
    if timeout 20 "$PLIMSOLL" serve "${catalog[@]}" --port 0 "$@" >"$scratch/wrong" 2>&1; then fail "served with $*"; fi
    has "$message" "$scratch/wrong"
}
refuses 'a key itself does not belong here' --api-keys "$scratch/keys"
refuses 'cannot be read' --api-keys "$scratch/none"
refuses 'needs its --tls-key' --tls-certificate a
refuses 'trusted-proxy is an address' --trusted-proxy example.org
refuses "rate-limit" --rate-limit 5/year
refuses 'at least 1' --idle-timeout 0

# Rates, origins and proxies.
start_server "${catalog[@]}" --rate-limit 2/h --cors-origin https://a.example --trusted-proxy 127.0.0.1 --log-format json
for _ in 1 2; do status_is 200 -H 'X-Forwarded-For: 203.0.113.9' "$base/v1/gpus"; done
status_is 429 -H 'X-Forwarded-For: 203.0.113.9' -D "$scratch/fields" "$base/v1/gpus"
[ "$(field RateLimit-Remaining "$scratch/fields")" = 0 ] || fail "$(cat "$scratch/fields")"
[ "$(field Retry-After "$scratch/fields")" -gt 1000 ] || fail "$(cat "$scratch/fields")"
status_is 200 -H 'X-Forwarded-For: 203.0.113.10' "$base/v1/gpus"
status_is 204 -X OPTIONS -H 'Origin: https://a.example' -H 'Access-Control-Request-Method: POST' -D "$scratch/fields" \
    "$base/v1/estimates/inference"
[ "$(field Access-Control-Allow-Origin "$scratch/fields")" = https://a.example ] || fail "$(cat "$scratch/fields")"
stop
python3 -c 'import json, sys; [json.loads(line) for line in open(sys.argv[1])]' "$scratch/log" || fail "the log is not JSON: $(cat "$scratch/log")"
echo "rates, origins and proxies: passed"

# A Unix-domain socket, also where a dead one lies in the way; a live one is an error.
path=$scratch/plimsoll.socket
python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$path"
at_socket() { [ -S "$path" ] && curl -s -o /dev/null --unix-socket "$path" http://x/healthz; }
: >"$scratch/log"
"$PLIMSOLL" serve "${catalog[@]}" --unix-socket "$path" --unix-socket-mode 600 2>"$scratch/log" &
server=$!
wait_until 30 "the server at its socket" at_socket
[ "$(stat -c %a "$path")" = 600 ] || fail "the socket's mode is $(stat -c %a "$path")"
status_is 200 --unix-socket "$path" http://x/v1/gpus
if timeout 20 "$PLIMSOLL" serve "${catalog[@]}" --unix-socket "$path" 2>"$scratch/wrong"; then fail "two servers at a socket"; fi
has 'Address already in use' "$scratch/wrong"
stop
[ ! -e "$path" ] || fail "the socket was left behind"

# A socket handed over as systemd does, and word to systemd.
cat >"$scratch/activate.py" <<'PYTHON'
import os, socket, sys
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
os.dup2(listener.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
print(listener.getsockname()[1], flush=True)
os.execv(sys.argv[1], sys.argv[1:])
PYTHON
python3 -c 'import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1]); s.settimeout(60)
print(s.recv(100).decode(), flush=True); print(s.recv(100).decode(), flush=True)' "$scratch/notify" >"$scratch/notified" &
listener=$!
wait_until 10 "the socket for word" test -S "$scratch/notify"
NOTIFY_SOCKET=$scratch/notify python3 "$scratch/activate.py" "$PLIMSOLL" serve "${catalog[@]}" >"$scratch/port" 2>"$scratch/log" &
server=$!
wait_until 30 "the server on the handed-over socket" grep -q 'serving on' "$scratch/log"
status_is 200 "http://127.0.0.1:$(cat "$scratch/port")/healthz"
stop
wait "$listener" || fail "no word to systemd"
[ "$(tr '\n' ' ' <"$scratch/notified")" = 'READY=1 STOPPING=1 ' ] || fail "word to systemd: $(cat "$scratch/notified")"
echo "sockets: passed"

# Options from the environment; the command line wins, and Kubernetes' variable is none.
export PLIMSOLL_CATALOG=$repository/catalog PLIMSOLL_CORS_ORIGIN=https://a.example,https://b.example PLIMSOLL_LOG_LEVEL=debug
PLIMSOLL_PORT=tcp://10.0.0.1:80 start_server
status_is 200 -H 'Origin: https://b.example' -D "$scratch/fields" "$base/healthz"
[ "$(field Access-Control-Allow-Origin "$scratch/fields")" = https://b.example ] || fail "$(cat "$scratch/fields")"
stop
PLIMSOLL_CATALOG=/nowhere start_server "${catalog[@]}"
stop
PLIMSOLL_IDLE_TIMEOUT=0 refuses 'at least 1'
# Every option of serve has a variable: a value that no option takes is refused by its name.
options=$("$PLIMSOLL" serve --help | grep -oE '^  --[a-z-]+' | tr -d ' ' | grep -vE '^--(help|version)$')
[ "$(wc -l <<<"$options")" -gt 25 ] || fail "options of serve: $options"
for option in $options; do
    name=PLIMSOLL_$(tr 'a-z-' 'A-Z_' <<<"${option#--}")
    case "$option" in
    --catalog | --host | --unix-socket | --tls-* | --api-keys | --cors-origin) continue ;;
    esac
    if env "$name=@" timeout 20 "$PLIMSOLL" serve >"$scratch/wrong" 2>&1; then fail "$name is not read"; fi
    has "$option" "$scratch/wrong"
done
echo "access: passed"
