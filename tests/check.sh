#!/bin/sh
# All tests: installs the Debian packages that are missing, builds, runs every suite and adds them up.
# The last line is `N passed, N failed`, alone; the status is 0 only when nothing failed.
# usage: tests/check.sh     BUILD=, BIN= and MAKE= as for the Makefile; PG_OFFLINE=1 installs nothing
set -u
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build} BIN=${BIN:-bin} MAKE=${MAKE:-make}
case $BIN in /*) ;; *) BIN=$PWD/$BIN ;; esac
LC_ALL=C.UTF-8
export BUILD BIN MAKE LC_ALL
unset MAKEFLAGS MFLAGS MAKELEVEL LANGUAGE PG_GRAMMAR_PATH
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
passed=0 failed=0

give_up() { printf '%s\n' "$1"; echo "$passed passed, $((failed + 1)) failed"; exit 1; }

# suite NAME COMMAND …: its last line says `…: N passed, N failed`, or is Criterion's summary.
suite() {
	name=$1 ok=0 bad=0
	shift
	"$@" >"$log" 2>&1
	status=$?
	cat "$log"
	# shellcheck disable=SC2046
	set -- $(sed -n -e 's/^.*: \([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed.*$/\1 \2/p' \
	    -e 's/^.*Tested: [0-9]* | Passing: \([0-9]*\) | Failing: \([0-9]*\).*$/\1 \2/p' "$log" | tail -n 1)
	if [ $# -lt 2 ]; then
		echo "$name: ended without a summary (status $status)"
		bad=1
	else
		ok=$1 bad=$2
		[ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || { echo "$name: status $status"; bad=1; }
	fi
	passed=$((passed + ok)) failed=$((failed + bad))
}

# Grammars and rules against their schemas, by a reader that is not ours.
schemas() {
	good=0 broken=0
	for f in grammars/*.xml grammars/parts/*.xml grammars/examples/*.xml grammars/template/*.xml; do
		[ -f "$f" ] || continue
		schema=grammars/grammar.rng
		[ "$f" = grammars/rules.xml ] && schema=grammars/rules.rng
		if xmllint --noout --relaxng "$schema" "$f" >"$log.xml" 2>&1; then
			good=$((good + 1))
		else
			broken=$((broken + 1))
			cat "$log.xml"
		fi
	done
	rm -f "$log.xml"
	echo "schemas: $good passed, $broken failed"
}

# A suite that is a file of the tree; one that is not there is not run.
script() {
	[ -f "tests/$1" ] || return 0
	case $1 in
	*.py) suite "${1%.py}" python3 "tests/$1" ;;
	*) suite "${1%.sh}" sh "tests/$1" ;;
	esac
}

[ -n "${PG_OFFLINE:-}" ] || sh tests/packages.sh check || give_up 'check: packages are missing'
# What only some recipes need: those are skipped, and named, where it cannot be had.
[ -n "${PG_OFFLINE:-}" ] || sh tests/packages.sh cookbook >"$log" 2>&1 || echo 'check: not all programs of the cookbook are there'
$MAKE -s -j"$(nproc)" BUILD="$BUILD" BIN="$BIN" all man unit || give_up 'check: the build failed'

# shellcheck disable=SC2046
suite units sh tests/units.sh $(for t in tests/unit/test_*.c; do echo "$BUILD/unit/$(basename "$t" .c)"; done)
for s in fixtures.sh render.sh validate.sh; do script $s; done
suite schemas schemas
suite provenance python3 tests/provenance.py "$BIN" $(find fixtures/normalise fixtures/quality -type f -name "*.*" ! -name "*.tsv" ! -path "*/facts/*" ! -path "*/expected/*")
suite roundtrip python3 tests/roundtrip.py "$BIN"
for s in determinism.py manual.sh options.sh cookbook.py install.sh bulk.sh quality.py formats.sh fuzz.sh; do script $s; done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
