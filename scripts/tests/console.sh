#!/usr/bin/env bash
# The console in a browser, where there is one: scripts/console-test, its quick part.

set -euo pipefail
: "${PLIMSOLL:?set PLIMSOLL to the path of the binary, as scripts/test does}"
binary=$(realpath "$PLIMSOLL")
cd "$(dirname "$0")/../.."
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then exec scripts/console-test --quick "$binary"; fi
done
echo "console: no Chromium on PATH, so nothing is tested here"
