#!/bin/sh
# guide.sh BIN FOLDER: runs the programs on the fixtures, so that a compiler that counts along sees what they do most.
# What they say of fixtures that are damaged on purpose is nobody's concern here; without a last table something is wrong.
# No fixture has a blank in its name.
# shellcheck disable=SC2046,SC2086
set -u
unset HOME XDG_CONFIG_HOME
export LC_ALL=C PG_GRAMMAR_PATH=grammars
bin=$1 folder=$2 options=

filings() { find fixtures/normalise fixtures/quality -type f -name "*.$1" | sort; }

run() # FILING ...
{
	"$bin/pg-extract" $options "$@" >"$folder/x"
	"$bin/pg-normalise" $options <"$folder/x" >"$folder/n"
	"$bin/pg-validate" <"$folder/n" >"$folder/v"
	for format in csv json; do
		"$bin/pg-render" --to $format <"$folder/v" >"$folder/r"
	done
}

exec 2>"$folder/messages"
filings md | xargs cat >"$folder/forms.md"
for copy in 1 2 3 4 5 6; do # each with other digits
	tr 1-9 2-91 <"$folder/forms.md" | tee "$folder/$copy.md" >>"$folder/archive.md"
	mv "$folder/$copy.md" "$folder/forms.md"
done
run "$folder/archive.md"
run $(filings html) $(filings txt) $(filings csv)
options=--provenance
run $(filings md)
test -s "$folder/r"
