#!/bin/sh
# The figures that hardly vary (instructions, peak memory) against the gates of targets.tsv; never a time.
# The last line is `gate: N passed, N failed`; needs python3, and valgrind to count instructions.
set -eu
exec python3 "$(dirname "$0")/bench.py" gate
