#!/usr/bin/env python3
# Usage: scripts/tests/tls.py PORT
#
# HTTP inside TLS, for scripts/tests/tls.sh: requests cut over records and
# pipelined in them, large answers, close_notify, stalled handshakes.

import socket
import ssl
import sys
import time

PORT = int(sys.argv[1])
CONTEXT = ssl.create_default_context()
CONTEXT.check_hostname = False
CONTEXT.verify_mode = ssl.CERT_NONE
HELLO = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def connect(version=None):
    context = CONTEXT
    if version:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.minimum_version = context.maximum_version = version
    return context.wrap_socket(socket.create_connection(("127.0.0.1", PORT), timeout=20))


def rest(client):
    """All until the server's close_notify; a cut connection raises."""
    received = b""
    while True:
        piece = client.recv(65536)
        if not piece:
            return received
        received += piece


def check(name, condition):
    if not condition:
        sys.exit(f"FAILED: {name}")
    print(f"{name}: passed")


for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
    client = connect(version)
    for byte in LAST:
        client.sendall(bytes([byte]))
    check(f"{version.name}: a record a byte, close_notify", rest(client).count(b'{"status":"ok"}') == 1)

    client = connect(version)
    client.sendall(HELLO * 200 + LAST)
    check(f"{version.name}: pipelining over records", rest(client).count(b"HTTP/1.1 200") == 201)

client = connect()
client.sendall(b"GET /v1/models?limit=1000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
answer = rest(client)
head, body = answer.split(b"\r\n\r\n", 1)
length = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
check("a large answer", len(body) > 50_000 and int(length[0].split(b":")[1]) == len(body))

body = b'{"model": "llama-3-70b", "gpu": "h100"}' + b" " * 900_000
client = connect()
client.sendall(
    b"POST /v1/estimates/inference HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
)
check("a large body", b'"verdict"' in rest(client))

for bad in (
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
    b"\x16\x03\x01\x00",
):
    client = connect()
    client.sendall(bad + LAST)
    answer = rest(client)
    check("a bad request in TLS", answer.startswith(b"HTTP/1.1 400") and answer.count(b"HTTP/1.1") == 1)

# A client that ends its side without close_notify still has its answer on the way.
raw = socket.create_connection(("127.0.0.1", PORT), timeout=20)
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
tls = CONTEXT.wrap_bio(incoming, outgoing, server_hostname="x")
while True:
    try:
        tls.do_handshake()
        break
    except ssl.SSLWantReadError:
        raw.sendall(outgoing.read())
        incoming.write(raw.recv(65536))
tls.write(HELLO)
raw.sendall(outgoing.read())
raw.shutdown(socket.SHUT_WR)
received = b""
while piece := raw.recv(65536):
    incoming.write(piece)
try:
    while piece := tls.read(65536):
        received += piece
except (ssl.SSLWantReadError, ssl.SSLZeroReturnError):
    pass
check("a half-closed client gets its answer", received.endswith(b'{"status":"ok"}'))

# Handshakes that stall, at every stage, hold nobody up and are ended.
stalled = []
for number in range(200):
    client = socket.create_connection(("127.0.0.1", PORT), timeout=30)
    if number % 2:
        client.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
    stalled.append(client)
start = time.monotonic()
for _ in range(20):
    client = connect()
    client.sendall(LAST)
    assert b"200" in rest(client)
check("200 stalled handshakes hold nobody up", time.monotonic() - start < 10)
for client in stalled:
    client.settimeout(15)
    try:
        while client.recv(4096):
            pass
    except ConnectionResetError:
        pass
check("stalled handshakes are ended", True)

# Noise in place of a handshake.
for noise in (b"\x00" * 500, b"\xff" * 20000, b"SSH-2.0-x\r\n", b"\x16\x03\x03\x40\x00" + b"a" * 16384):
    client = socket.create_connection(("127.0.0.1", PORT), timeout=15)
    client.sendall(noise)
    try:
        while client.recv(4096):
            pass
    except ConnectionResetError:
        pass
client = connect()
client.sendall(LAST)
check("the server goes on after noise", b"200" in rest(client))
