#!/bin/sh
# cppcheck and clang-tidy over all sources of the programs; a tool that is not installed is left out.
# usage: CPPFLAGS='…' tests/trust/lint.sh [FILE ...]      The last line is `lint: N passed, M failed`, counting files.
set -u
[ $# -gt 0 ] || set -- common/*.c tools/*/*.c
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
: >"$tmp/found"
if command -v cppcheck >/dev/null; then
	cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --suppressions-list=tests/trust/cppcheck.txt \
	    -D_GNU_SOURCE -I. --template='{file}:{line}: {severity}: {message} [{id}]' "$@" 2>>"$tmp/found"
fi
if command -v clang-tidy >/dev/null; then
	checks=$(grep -v '^#' tests/trust/clang-tidy.txt)
	for f; do
		# shellcheck disable=SC2086
		clang-tidy --quiet --checks="$checks" "$f" -- -std=c11 $CPPFLAGS -I"${BUILD:-build}/tools/render" 2>/dev/null \
		    | grep -E '^[^ ].*(warning|error): ' | sed "s,^$PWD/,," >>"$tmp/found"
	done
fi
sort -u "$tmp/found" | tee "$tmp/sorted"
bad=$(cut -d: -f1 "$tmp/sorted" | sort -u | grep -c .)
echo "lint: $(($# - bad)) passed, $bad failed"
[ "$bad" -eq 0 ]
