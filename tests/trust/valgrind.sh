#!/bin/sh
# The whole pipeline under valgrind, in all formats: no invalid access, no use of what was never set, no leak.
# usage: BIN=bin NOJIT=build/nojit.so tests/trust/valgrind.sh FILE ...     The last line is `valgrind: N passed, M failed`.
# Each tool that matches patterns runs twice: with PCRE2's interpreter, where every report counts, and with its compiled patterns
# as always.  Compiled patterns look ahead in whole words, beyond the end of what was set, and then leave that out: a report in
# which no frame has a name or an object is theirs, and is counted and left out of the second run alone.
set -u
command -v valgrind >/dev/null || { echo 'valgrind: not installed'; echo 'valgrind: 0 passed, 0 failed'; exit 0; }
PG_GRAMMAR_PATH=$PWD/grammars LC_ALL=C.UTF-8
export PG_GRAMMAR_PATH LC_ALL
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0 dropped=0
# Reports with a frame that has a name; how many have none goes to $tmp/dropped.
named() {
	awk -v count="$tmp/dropped" '
	    /^==[0-9]+== *$/ { if (named) printf "%s", block; else if (block) n++; block = ""; named = 0; next }
	    { block = block $0 "\n"; if (!/ (at|by) 0x[0-9A-F]+: \?\?\?$/ && / (at|by) 0x/) named = 1
	      if (/lost in loss record|Invalid|SUMMARY/) named = 1 }
	    END { if (named) printf "%s", block; else if (block) n++; print n + 0 >count }' "$1"
}
run() { # run NAME OUT COMMAND …     preload: a library, or nothing
	name=$1 out=$2
	shift 2
	: >"$tmp/log"
	LD_PRELOAD=$preload valgrind -q --leak-check=full --errors-for-leak-kinds=definite,indirect,possible --log-file="$tmp/log" "$@" >"$out" 2>"$tmp/err"
	status=$?
	if [ -n "$preload" ]; then cp "$tmp/log" "$tmp/ours"; echo 0 >"$tmp/dropped"; else named "$tmp/log" >"$tmp/ours"; fi
	dropped=$((dropped + $(cat "$tmp/dropped")))
	if [ $status -eq 0 ] && ! test -s "$tmp/ours"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "  FAILED valgrind: $name: status $status"; head -n 30 "$tmp/ours"
	fi
}
preload=
run "pg-extract" "$tmp/e" "$BIN/pg-extract" -q --check --provenance "$@"
for preload in "$NOJIT" ''; do
	jit=${preload:+ without compiled patterns}
	run "pg-normalise$jit" "$tmp/n$jit" "$BIN/pg-normalise" -q --check --provenance "$tmp/e"
	run "pg-normalise --explain$jit" "$tmp/x$jit" "$BIN/pg-normalise" -q --explain "$tmp/e"
	run "pg-normalise --only-repairs$jit" "$tmp/x$jit" "$BIN/pg-normalise" -q --only-repairs "$tmp/e"
done
if cmp -s "$tmp/n" "$tmp/n without compiled patterns"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo '  FAILED valgrind: compiled patterns match otherwise'; fi
run "pg-validate" "$tmp/v" "$BIN/pg-validate" -q --fail-on=never "$tmp/n"
for f in gnu json sarif summary; do
	"$BIN/pg-validate" --format=$f "$tmp/n" >/dev/null 2>&1
	[ $? -ge 2 ] || run "pg-validate --format=$f" /dev/null "$BIN/pg-validate" -q --fail-on=never --format=$f "$tmp/n"
done
for to in csv tsv json jsonl xml markdown html sqlite xlsx datapackage; do
	"$BIN/pg-render" --to $to -o "$tmp/$to.out" "$tmp/v" 2>/dev/null || continue
	rm -rf "$tmp/$to.out"
	run "pg-render --to $to" /dev/null "$BIN/pg-render" -q --to $to -o "$tmp/$to.out" "$tmp/v"
done
run "pg-render --to diff" /dev/null "$BIN/pg-render" -q --to diff "$tmp/n" "$tmp/v"
echo "valgrind: $# documents of $(cat "$@" | wc -c) bytes; $dropped reports of compiled patterns left out, 0 of the interpreter"
echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
