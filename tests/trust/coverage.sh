#!/bin/sh
# Runs every suite of `make check` that runs the programs, with programs built for coverage, and prints what that reached.
# usage: BUILD=build/gcov BIN=build/gcov/bin tests/trust/coverage.sh UNIT-TEST ...
# The last line is `coverage: N passed, M failed`, counting suites and floors.
set -u
PG_GRAMMAR_PATH=$PWD/grammars LC_ALL=C.UTF-8
export PG_GRAMMAR_PATH LC_ALL BUILD BIN
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
passed=0 failed=0
suite() {
	name=$1
	shift
	if "$@" >"$log" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); grep -E 'FAIL|Crash|rror' "$log" | head -n 8; fi
	printf '  %s: %s\n' "$name" "$(tail -n 1 "$log")"
}
find "$BUILD" -name '*.gcda' -delete
suite units sh tests/units.sh "$@"
for s in fixtures render validate formats options; do suite $s sh tests/$s.sh; done
for s in determinism quality cookbook; do suite $s python3 tests/$s.py; done
suite roundtrip python3 tests/roundtrip.py "$BIN"
# shellcheck disable=SC2046
suite provenance python3 tests/provenance.py "$BIN" $(find fixtures/normalise fixtures/quality -type f -name "in.*" ! -path "*/facts/*")
if python3 tests/trust/coverage.py "$BUILD"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
echo "coverage: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
