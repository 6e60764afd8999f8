#!/bin/sh
# Each rule of pg-validate has a stream that provokes it, fixtures/validate/RULE-yes.tsv, whose issue records are compared
# byte for byte with RULE-yes.expected, and one that does not, RULE-no.tsv, in which no issue of that rule may come.
# filings/ holds whole filings, sound ones (nothing at warning or above may come) and some with slips planted in them;
# NAME.expected: form, line, severity, rule and subject of every warning and error.
# usage: tests/validate.sh [--accept]     --accept writes what came as what is expected: read its diff!
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
PATH=${BIN:-$top/bin}:$PATH
LC_ALL=C.UTF-8
PG_GRAMMAR_PATH=$top/grammars
export PATH LC_ALL PG_GRAMMAR_PATH
cd "$top/fixtures/validate" || exit 2
tab=$(printf '\t')
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

fail() { failed=$((failed + 1)); printf 'FAILED %s: %s\n' "$1" "$2"; }

# The issues of a stream; all else must come out as it went in, but for the count in `end`.
issues() {
	pg-validate --fail-on never "$1" >"$tmp/out" 2>"$tmp/err"
	status=$?
	[ "$status" -eq 0 ] || { fail "$1" "status $status"; cat "$tmp/err"; }
	grep "^issue$tab" "$tmp/out" >"$tmp/issues"
	grep -v -e "^issue$tab" -e "^end$tab" "$tmp/out" >"$tmp/rest"
	grep -v -e "^issue$tab" -e "^end$tab" "$1" | cmp -s - "$tmp/rest" || fail "$1" 'records changed'
	# Its own output is a sound stream in which nothing new is found.
	pg-validate --fail-on never "$tmp/out" 2>/dev/null | cmp -s - "$tmp/out" || fail "$1" 'not the same when validated again'
}

for yes in *-yes.tsv; do
	rule=${yes%-yes.tsv}
	issues "$yes"
	if [ "${1:-}" = --accept ]; then cp "$tmp/issues" "$rule-yes.expected"; fi
	if ! grep -q "$tab$rule$tab" "$tmp/issues"; then
		fail "$yes" 'the rule finds nothing'
	elif diff -u "$rule-yes.expected" "$tmp/issues" >"$tmp/diff" 2>&1; then
		passed=$((passed + 1))
	else
		fail "$yes" 'other issues'; cat "$tmp/diff"
	fi
	issues "$rule-no.tsv"
	if grep "$tab$rule$tab" "$tmp/issues"; then fail "$rule-no.tsv" 'a false alarm'; else passed=$((passed + 1)); fi
done

# Every rule that is listed has its pair.
for rule in $(pg-validate --list-rules | cut -d' ' -f1); do
	[ -f "$rule-yes.tsv" ] && [ -f "$rule-no.tsv" ] || fail "$rule" 'no fixture'
done
# Where the stream tells the cells (source records), findings name places, each of them one of those;
# without them none is named.
for filing in places/lake.md places/lake.html; do
	pg-extract --provenance "$filing" | pg-normalise -q --provenance >"$tmp/stream"
	awk -F"$tab" '$1 == "source" { print $8 ":" $9 }' "$tmp/stream" | sort -u >"$tmp/cells"
	pg-validate --fail-on never -f gnu "$tmp/stream" | sed -n "s,^$filing:\([0-9]*:[0-9]*\): .*,\1,p" | sort -u >"$tmp/places"
	if [ -s "$tmp/places" ] && [ -z "$(comm -13 "$tmp/cells" "$tmp/places")" ]; then
		passed=$((passed + 1))
	else
		fail "$filing" 'a finding names a place that no source record has, or none does'
	fi
	grep -v "^source$tab" "$tmp/stream" | pg-validate --partial --fail-on never -f gnu >"$tmp/plain"
	if [ -s "$tmp/plain" ] && ! grep -q "^$filing:[0-9]*:[0-9]" "$tmp/plain"; then
		passed=$((passed + 1))
	else
		fail "$filing" 'a column without source records'
	fi
done
# Whole filings: every slip is found, and nothing else is.
for filing in filings/*.md; do
	name=${filing%.md}
	pg-extract "$filing" | pg-normalise -q | pg-validate --fail-on never 2>"$tmp/err" >"$tmp/out"
	awk -F"$tab" -v OFS="$tab" '$1 == "issue" && $5 != "note" { print $3, $4, $5, $6, $7 }' "$tmp/out" >"$tmp/issues"
	if [ "${1:-}" = --accept ]; then cp "$tmp/issues" "$name.expected"; fi
	if grep -q "^end$tab" "$tmp/out" && diff -u "$name.expected" "$tmp/issues" >"$tmp/diff" 2>&1; then
		passed=$((passed + 1))
	else
		fail "$filing" 'other warnings or errors'; cat "$tmp/diff"
	fi
done
for sound in filings/sound-*.expected; do
	if [ -s "$sound" ]; then fail "$sound" 'a false alarm'; else passed=$((passed + 1)); fi
done
printf 'validate: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
