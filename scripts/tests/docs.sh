#!/usr/bin/env bash
# The commands that README.md and docs/*.md show do what is shown beside them.
# Needs PLIMSOLL, the binary's path. What the languages of the fenced blocks
# mean is said in docs.py beside this file.

set -euo pipefail
: "${PLIMSOLL:?set PLIMSOLL to the path of the binary, as scripts/test does}"
binary=$(realpath "$PLIMSOLL")
cd "$(dirname "$0")/../.."
python3 -B scripts/tests/docs.py --self-check
exec python3 -B scripts/tests/docs.py "$binary"
