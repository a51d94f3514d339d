#!/usr/bin/env bash
# TLS: versions, suites, protocols, resumption, renegotiation, names, client
# certificates, certificates that are replaced while the server runs, stalled
# handshakes, plain HTTP on the port, and HTTP's own rules inside of it.

# shellcheck source=scripts/tests/lib.bash
. "$(dirname "$0")/lib.bash"
tls=$scratch/tls
mkdir "$tls"

# certificate NAME HOST SIGNER...: a key and a certificate for that host.
certificate() {
    local name=$1 host=$2
    shift 2
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$host" \
        -addext "subjectAltName=DNS:$host,IP:127.0.0.1" \
        -keyout "$tls/$name.key" -out "$tls/$name.pem" "$@" 2>"$scratch/openssl" ||
        fail "openssl req: $(cat "$scratch/openssl")"
}
certificate one one.example
certificate two two.example
certificate new new.example
certificate client client.example
cp "$tls/one.pem" "$tls/live.pem"
cp "$tls/one.key" "$tls/live.key"

# With what cannot be used the server does not start, and says why.
for wrong in "$tls/none.pem $tls/one.key" "$tls/one.pem $tls/two.key" "$tls/one.key $tls/one.key"; do
    # shellcheck disable=SC2086
    set -- $wrong
    if "$PLIMSOLL" serve --port 0 --catalog "$repository/catalog" --tls-certificate "$1" --tls-key "$2" 2>"$scratch/wrong"; then
        fail "served with $wrong"
    fi
    has 'cannot speak TLS' "$scratch/wrong"
done
openssl ec -in "$tls/one.key" -aes128 -passout pass:x -out "$tls/locked.key" 2>"$scratch/openssl"
if timeout 20 "$PLIMSOLL" serve --port 0 --catalog "$repository/catalog" --tls-certificate "$tls/one.pem" \
    --tls-key "$tls/locked.key" 2>"$scratch/wrong" </dev/null; then
    fail "served with a key that is encrypted"
fi
has 'cannot read the private key' "$scratch/wrong"

start_server --catalog "$repository/catalog" --head-timeout 3 \
    --tls-certificate "$tls/live.pem" --tls-key "$tls/live.key" \
    --tls-certificate "$tls/two.pem" --tls-key "$tls/two.key"
base=https://one.example:$port
resolve=(--resolve "one.example:$port:127.0.0.1" --resolve "two.example:$port:127.0.0.1" --noproxy '*')
cat "$tls/one.pem" "$tls/two.pem" "$tls/new.pem" >"$tls/all.pem"

# shakes WANTED ARGUMENT...: whether a handshake with these arguments of s_client comes about.
shakes() {
    local wanted=$1 found=no
    shift
    if openssl s_client -connect "127.0.0.1:$port" "$@" </dev/null >"$scratch/shake" 2>&1 &&
        grep -q 'Cipher is [A-Z]' "$scratch/shake"; then found=yes; fi
    [ "$found" = "$wanted" ] || fail "handshake with $*: $found, expected $wanted; $(tail -n 5 "$scratch/shake")"
}
shakes yes -tls1_2
shakes yes -tls1_3
shakes no -tls1_1 -cipher 'ALL:@SECLEVEL=0'
shakes no -tls1 -cipher 'ALL:@SECLEVEL=0'
for suite in AES128-GCM-SHA256 AES256-SHA ECDHE-ECDSA-AES128-SHA256 ECDHE-ECDSA-AES256-SHA DHE-RSA-AES128-GCM-SHA256 NULL; do
    shakes no -tls1_2 -cipher "$suite:@SECLEVEL=0"
done
for suite in ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-ECDSA-CHACHA20-POLY1305; do
    shakes yes -tls1_2 -cipher "$suite"
done
shakes yes -alpn h2,http/1.1
has 'ALPN protocol: http/1.1' "$scratch/shake"
shakes no -alpn h2
shakes yes
has 'No ALPN negotiated' "$scratch/shake"
echo "versions, suites and protocols: passed"

# Both versions resume; 1.3 takes no early data.
for version in -tls1_2 -tls1_3; do
    { printf 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'; sleep 0.3; } |
        openssl s_client -connect "127.0.0.1:$port" "$version" -sess_out "$scratch/session" -ign_eof >"$scratch/shake" 2>&1
    has '{"status":"ok"}' "$scratch/shake"
    { printf 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'; sleep 0.3; } |
        openssl s_client -connect "127.0.0.1:$port" "$version" -sess_in "$scratch/session" -ign_eof >"$scratch/shake" 2>&1
    has 'Reused, ' "$scratch/shake"
done
if grep -q 'Max Early Data: [1-9]' "$scratch/shake"; then fail "early data is offered"; fi
# A client that wants to negotiate again is refused; without OpenSSL's own guard it would hang.
printf 'R\n' | timeout 10 openssl s_client -connect "127.0.0.1:$port" -tls1_2 >"$scratch/shake" 2>&1 || true
grep -qE 'no renegotiation|unexpected message|alert' "$scratch/shake" || fail "renegotiation: $(tail -n 5 "$scratch/shake")"
echo "resumption and renegotiation: passed"

# Names choose the certificate, and both lead to answers.
for name in one two; do
    status_is 200 "${resolve[@]}" --cacert "$tls/$name.pem" "https://$name.example:$port/healthz"
done
status_is 200 "${resolve[@]}" --cacert "$tls/one.pem" --json '{"model": "llama-3-70b", "gpu": "h100"}' "$base/v1/estimates/inference"
has '"verdict"' "$scratch/body"
status_is 200 "${resolve[@]}" --cacert "$tls/one.pem" --compressed "$base/v1/models?limit=1000"
has '"models"' "$scratch/body"
# Plain HTTP is told what is wrong.
status_is 400 "http://127.0.0.1:$port/healthz"
has 'use https' "$scratch/body"
echo "names and plain HTTP: passed"

python3 "$repository/scripts/tests/tls.py" "$port" || fail "HTTP in TLS"

"$PLIMSOLL" healthcheck --url "https://127.0.0.1:$port/healthz" || fail "healthcheck over TLS"

# A replaced certificate is shown within seconds, a broken one changes nothing.
shown() { openssl s_client -connect "127.0.0.1:$port" -servername other.example </dev/null 2>/dev/null | grep -q "CN = $1"; }
shown one.example || fail "the certificate is not the first one"
cp "$tls/new.key" "$tls/live.key"
cp "$tls/new.pem" "$tls/live.pem"
wait_until 10 "the new certificate" shown new.example
printf 'broken' >"$tls/live.pem"
broken() { grep -q 'old ones serve on' "$scratch/log"; }
wait_until 10 "the refusal of the broken certificate" broken
shown new.example || fail "a broken certificate took the place of the good one"
status_is 200 "${resolve[@]}" --cacert "$tls/two.pem" "https://two.example:$port/metrics"
grep -qE '^plimsoll_tls_handshakes_total\{result="resumed"\} [1-9]' "$scratch/body" || fail "metrics count no resumption"
grep -qE '^plimsoll_tls_certificate_reloads_total\{result="success"\} [1-9]' "$scratch/body" || fail "metrics count no reload"
kill -TERM "$server"
ends_with 0
echo "reload: passed"

# Client certificates.
start_server --catalog "$repository/catalog" --tls-certificate "$tls/one.pem" --tls-key "$tls/one.key" --tls-client-ca "$tls/client.pem"
resolve=(--resolve "one.example:$port:127.0.0.1" --noproxy '*' --cacert "$tls/one.pem")
status_is 200 "${resolve[@]}" --cert "$tls/client.pem" --key "$tls/client.key" "https://one.example:$port/healthz"
if curl -sS "${resolve[@]}" --cert "$tls/two.pem" --key "$tls/two.key" "https://one.example:$port/healthz" >/dev/null 2>&1; then
    fail "a certificate of another authority was taken"
fi
if curl -sS "${resolve[@]}" "https://one.example:$port/healthz" >/dev/null 2>&1; then fail "a client without a certificate was served"; fi
kill -TERM "$server"
ends_with 0
start_server --catalog "$repository/catalog" --tls-certificate "$tls/one.pem" --tls-key "$tls/one.key" --tls-client-ca "$tls/client.pem" --tls-client-optional
status_is 200 --resolve "one.example:$port:127.0.0.1" --cacert "$tls/one.pem" "https://one.example:$port/healthz"
kill -TERM "$server"
ends_with 0
echo "tls: passed"
