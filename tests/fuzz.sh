#!/bin/sh
# The fuzz targets in make check: all seeds and a few seconds of fuzzing each, one build of their own.
set -u
cd "$(dirname "$0")/.." || exit 2
exec ${MAKE:-make} -s BUILD="${BUILD:-build}" BIN="${BIN:-bin}" fuzz-smoke
