#!/bin/sh
# Runs every fixture below fixtures/ (a folder with a file `cmd`) and compares standard output, standard error and
# status byte for byte with `out`, `err` (default: nothing) and `status` (default: 0).
# usage: tests/fixtures.sh [--accept] [FOLDER ...]     --accept writes what came as what is expected: read its diff!
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
PATH=${BIN:-$top/bin}:$PATH
LC_ALL=C.UTF-8
PG_GRAMMAR_PATH=$top/grammars
export PATH LC_ALL PG_GRAMMAR_PATH
unset LANG LC_MESSAGES LANGUAGE
accept=; [ "${1:-}" = --accept ] && { accept=1; shift; }
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

one() {
	( cd "$1" && sh ./cmd >"$tmp/out" 2>"$tmp/err" </dev/null ); echo $? >"$tmp/status"
	if [ -n "$accept" ]; then
		cp "$tmp/out" "$1/out"
		if [ -s "$tmp/err" ]; then cp "$tmp/err" "$1/err"; else rm -f "$1/err"; fi
		if [ "$(cat "$tmp/status")" = 0 ]; then rm -f "$1/status"; else cp "$tmp/status" "$1/status"; fi
		return 0
	fi
	[ -f "$1/err" ] || : >"$tmp/none"
	[ -f "$1/status" ] || echo 0 >"$tmp/zero"
	err=$1/err status=$1/status
	[ -f "$err" ] || err=$tmp/none
	[ -f "$status" ] || status=$tmp/zero
	diff -u "$1/out" "$tmp/out" >"$tmp/diff" 2>&1 && diff -u "$err" "$tmp/err" >>"$tmp/diff" 2>&1 \
		&& diff -u "$status" "$tmp/status" >>"$tmp/diff" 2>&1
}

if [ $# -eq 0 ]; then
	set -- $(cd "$top" && find fixtures -name cmd -type f | sort | sed 's,/cmd$,,')
	cd "$top" || exit 2
fi
for f; do
	if one "$f"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED %s\n' "$f"; head -n 40 "$tmp/diff"
	fi
done
printf 'fixtures: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
