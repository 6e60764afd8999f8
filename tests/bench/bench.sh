#!/bin/sh
# Targets and figures of all stages side by side: tests/bench/bench.sh (takes minutes; see README.md)
set -eu
exec python3 "$(dirname "$0")/bench.py" bench
