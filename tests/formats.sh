#!/bin/sh
# One form, filed in every format and encoding that pg-extract reads, must come out as the same canonical records.
# What may differ: the document's name, line numbers, repairs (PDF text has joined cells) and white space in what is as filed.
# usage: tests/formats.sh     BIN=DIR names the programs' folder
set -u
cd "$(dirname "$0")/.." || exit 2
BIN=${BIN:-bin} LC_ALL=C.UTF-8
: "${PG_GRAMMAR_PATH:=grammars}"
export LC_ALL PG_GRAMMAR_PATH
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
good=0 bad=0

# The records of a form without what may differ: column 4 is a line, an indicator's 21st its repairs.
canonical() {
	"$BIN/pg-extract" -q "$1" | "$BIN/pg-normalise" | awk -F '\t' -v OFS='\t' '
	    $1 ~ /^(form|field|amount|schedule|goal|indicator|result|achievement)$/ {
		$2 = $4 = ""
		if ($1 == "indicator")
			$21 = ""
		gsub(/[ 　]/, "")
		print
	    }'
}

canonical fixtures/quality/formats/archive.md >"$work/first"
for f in fixtures/quality/formats/*; do
	canonical "$f" >"$work/this"
	if [ -s "$work/this" ] && cmp -s "$work/first" "$work/this"; then
		good=$((good + 1))
	else
		bad=$((bad + 1))
		echo "$f: differs from archive.md:"
		diff "$work/first" "$work/this"
	fi
done
echo "formats: $good passed, $bad failed"
[ "$bad" -eq 0 ] && [ "$good" -gt 0 ]
