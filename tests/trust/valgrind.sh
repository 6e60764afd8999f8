#!/bin/sh
# The whole pipeline under valgrind: no invalid access, no use of what was never set, no leak.
# usage: BIN=bin tests/trust/valgrind.sh FILE ...     The last line is `valgrind: N passed, M failed`.
set -u
command -v valgrind >/dev/null || { echo 'valgrind: not installed'; echo 'valgrind: 0 passed, 0 failed'; exit 0; }
PG_GRAMMAR_PATH=$PWD/grammars LC_ALL=C.UTF-8
export PG_GRAMMAR_PATH LC_ALL
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
# Compiled patterns (PCRE2's JIT) look ahead in whole words, beyond the end of what was set, and then leave that out: reports in
# which no frame has a name or an object are theirs, and theirs alone.
ours() {
	awk '/^==[0-9]+== *$/ { if (named) printf "%s", block; block = ""; named = 0; next }
	    { block = block $0 "\n"; if (!/ (at|by) 0x[0-9A-F]+: \?\?\?$/ && / (at|by) 0x/) named = 1
	      if (/lost in loss record|Invalid|SUMMARY/) named = 1 }
	    END { if (named) printf "%s", block }' "$1"
}
run() { # run NAME IN OUT COMMAND …
	name=$1 in=$2 out=$3
	shift 3
	: >"$tmp/log"
	if valgrind -q --leak-check=full --errors-for-leak-kinds=definite,indirect,possible --log-file="$tmp/log" "$@" <"$in" >"$out" 2>"$tmp/err" &&
	    ours "$tmp/log" >"$tmp/ours" && ! test -s "$tmp/ours"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "valgrind: $name"; head -n 30 "$tmp/ours"
	fi
}
for f; do
	run "pg-extract $f" "$f" "$tmp/e" "$BIN/pg-extract" --check --provenance
	run "pg-normalise $f" "$tmp/e" "$tmp/n" "$BIN/pg-normalise" --check --provenance
	run "pg-validate $f" "$tmp/n" "$tmp/v" "$BIN/pg-validate" --fail-on=never
	for to in csv json html; do
		run "pg-render --to $to $f" "$tmp/v" /dev/null "$BIN/pg-render" --to $to
	done
done
echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
