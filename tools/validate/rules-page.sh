#!/bin/sh
# pg-rules.7 out of pg-validate's own table: tools/validate/rules-page.sh PG-VALIDATE RULES.XML
set -eu
validate=$1 rules=$2
LC_ALL=C.UTF-8
export LC_ALL
cat <<'PAGE'
.\" Made by tools/validate/rules-page.sh; do not edit.
.Dd November 22, 2026
.Dt PG-RULES 7
.Os
.Sh NAME
.Nm pg-rules
.Nd what pg-validate looks for
.Sh DESCRIPTION
Each rule of
.Xr pg-validate 1
has a severity, which
.Fl -rule Ns = Ns Ar RULE Ns = Ns Ar SEVERITY
changes for a run and
.Pa rules.xml
for good.
The words of each finding stand in that file, too;
.Li {1}
to
.Li {4}
are what was found.
.Sh RULES
.Bl -tag -width Ds
PAGE
for rule in $("$validate" --rules="$rules" --list-rules | cut -d' ' -f1); do
	"$validate" --rules="$rules" --lang=en --explain="$rule" | sed 's/\\/\\e/g; s/^\([.'"'"']\)/\\\&\1/' | awk -v rule="$rule" '
		NR == 1 { sub(/^[^(]*/, ""); printf ".It Ic %s %s\n", rule, $0; next }
		/^  / { sub(/^  */, ""); printf ".Pp\n.Dl %s\n", $0; next }
		/^example: / { sub(/^example: /, ""); printf ".Pp\nExample:\n.Dl %s\n", $0; next }
		/^to mend: / { sub(/^to mend: /, ""); print ".Pp\nTo mend: " $0; next }
		/^reads: / { sub(/^reads: /, ""); print "Reads: " $0 "."; next }
		{ print }'
done
cat <<'PAGE'
.El
.Sh SEE ALSO
.Xr pg-validate 1 ,
.Xr pg-stream 5 ,
.Xr pg 7
PAGE
