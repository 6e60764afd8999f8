#!/bin/sh
# The manual: mandoc finds no fault, each page of a tool documents exactly the options of its --help, no option
# has two meanings, messages exist in both languages, and completions offer the same options.
# usage: BIN=bin BUILD=build tests/manual.sh
set -u
cd "$(dirname "$0")/.." || exit 2
BIN=${BIN:-bin} BUILD=${BUILD:-build}
LC_ALL=C.UTF-8
export LC_ALL
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { # ok NAME STATUS
	if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED manual: $1"; fi
}

# Pages of other packages need not be there; the page of the rules holds sentences out of rules.xml.
for page in tools/*/pg-*.1 common/*.[57] grammars/*.5 "$BUILD/man/pg-rules.7"; do
	mandoc -T lint "$page" 2>/dev/null | grep -v -e 'referenced manual not found' -e 'pg-rules.7:.*longer than 80 bytes' >"$tmp/lint"
	[ ! -s "$tmp/lint" ]; status=$?
	ok "$page" $status
	[ $status = 0 ] || cat "$tmp/lint"
done

for t in extract normalise validate render; do
	"$BIN/pg-$t" --help | sed -n 's/^  \(-.,\|   \) --\([a-z0-9-]*\).*/\1--\2/p' | tr -d ' ,' | sort >"$tmp/help"
	sed -n -e 's/^\.It Fl \([A-Za-z]\) , -\([a-z0-9-]*\).*/-\1--\2/p' -e 's/^\.It Fl -\([a-z0-9-]*\).*/--\1/p' tools/$t/pg-$t.1 | sort >"$tmp/page"
	diff -u "$tmp/help" "$tmp/page"
	ok "pg-$t.1 documents the options of --help" $?
	"$BIN/pg-$t" --lang=zh --help | sed -n 's/^  \(-.,\|   \) --\([a-z0-9-]*\).*/\1--\2/p' | tr -d ' ,' | sort | cmp -s - "$tmp/help"
	ok "pg-$t: --help in Chinese has the same options" $?
	sed 's/^--/-@--/; s/--/ /' "$tmp/help" >>"$tmp/all"
	sed 's/.*--/--/' "$tmp/help" | sort >"$tmp/names"
	for shell in bash zsh fish; do
		"$BIN/pg-$t" --complete=$shell >"$tmp/complete"
		ok "pg-$t --complete=$shell" $?
		case $shell in
		fish) sed -n 's/.* -l \([a-z0-9-]*\).*/--\1/p' "$tmp/complete" ;;
		*) grep -o -e '--[a-z][a-z0-9-]*' "$tmp/complete" | grep -v -x -e --complete ;;
		esac | sort -u | cmp -s - "$tmp/names"
		ok "pg-$t: $shell completes the options of --help" $?
		! command -v $shell >/dev/null || { $shell -n "$tmp/complete"; ok "pg-$t: $shell reads its completions" $?; }
	done
done
# One letter, one name; one name, one letter, over all four.
twice=$(sort -u "$tmp/all" | awk '$1 != "-@" { if (++letter[$1] > 1) print } { if (++name[$2] > 1) print }')
[ -z "$twice" ]
ok "options with two meanings: $twice" $?
# bash itself completes.
bash -c '. /dev/stdin; COMP_WORDS=(pg-extract --color a); COMP_CWORD=2; _pg_extract; [ "${COMPREPLY[*]}" = "auto always" ] &&
	COMP_WORDS=(pg-extract --files); COMP_CWORD=1; _pg_extract; [ "${COMPREPLY[*]}" = --files0-from ]' <<E
$("$BIN/pg-extract" --complete=bash)
E
ok "bash completes values and options" $?
printf 'manual: %d passed, %d failed\n' $passed $failed
[ $failed -eq 0 ]
