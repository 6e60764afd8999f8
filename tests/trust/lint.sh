#!/bin/sh
# cppcheck and clang-tidy over all sources of the programs; a tool that is not installed is named and left out.
# usage: CPPFLAGS='…' tests/trust/lint.sh [FILE ...]      The last line is `lint: N passed, M failed`, counting files.
# LINT_NODES: how far clang's analyzer goes in a function before it gives up (its own default is 225000: three times the time).
set -u
[ $# -gt 0 ] || set -- common/*.c tools/*/*.c
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
: >"$tmp/found"
jobs=$(nproc)
if command -v cppcheck >/dev/null; then
	cppcheck -q -j "$jobs" --std=c11 --enable=warning,performance,portability --inline-suppr --suppressions-list=tests/trust/cppcheck.txt \
	    -D_GNU_SOURCE -I. --template='{file}:{line}: {severity}: {message} [{id}]' "$@" 2>>"$tmp/found"
else
	echo '  cppcheck is not installed: left out'
fi
# One file a process: version 14 takes what it knew of a va_list from one file into the next.
cat >"$tmp/tidy" <<'SH'
clang-tidy --quiet --checks="$checks" --extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang \
    --extra-arg="max-nodes=$LINT_NODES" "$1" -- -std=c11 $CPPFLAGS -I"${BUILD:-build}/tools/render" >"$2.$$" 2>"$2.$$.err"
status=$?
grep -E '^[^ ].*(warning|error): ' "$2.$$" | sed "s,^$PWD/,,"
[ "$status" -eq 0 ] || grep -q -E '(warning|error): ' "$2.$$" || echo "$1:1: clang-tidy ended with status $status: $(grep -v '^[0-9]* warning' "$2.$$.err" | tail -n 1)"
SH
if command -v clang-tidy >/dev/null; then
	checks=$(grep -v '^#' tests/trust/clang-tidy.txt) LINT_NODES=${LINT_NODES:-75000}
	export checks LINT_NODES CPPFLAGS BUILD
	printf '%s\n' "$@" | xargs -P "$jobs" -I FILE sh "$tmp/tidy" FILE "$tmp/of" >>"$tmp/found"
else
	echo '  clang-tidy is not installed: left out'
fi
sort -u "$tmp/found" | tee "$tmp/sorted"
bad=$(cut -d: -f1 "$tmp/sorted" | sort -u | grep -c .)
echo "lint: $(($# - bad)) passed, $bad failed"
[ "$bad" -eq 0 ]
