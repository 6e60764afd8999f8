#!/bin/sh
# Runs the parts of `make trust` one after another and prints their figures, and at the end a table.  Goes on behind what fails.
# usage: MAKE=make BUILD=build tests/trust/all.sh PART ...     Each part's whole output: $BUILD/trust/PART.log
set -u
logs=${BUILD:-build}/trust
mkdir -p "$logs"
: >"$logs/table"
failed='' begun=$(date +%s)
for part; do
	start=$(date +%s)
	if ${MAKE:-make} --no-print-directory -s "$part" >"$logs/$part.log" 2>&1; then ok=passed; else ok=FAILED failed="$failed $part"; fi
	printf '== %s: %s, %s s\n' "$part" "$ok" "$(($(date +%s) - start))"
	case $part in coverage | trust-hostile) cat "$logs/$part.log" ;; *) tail -n 20 "$logs/$part.log" ;; esac
	printf '  %-16s %5s s  %s  %s\n' "$part" "$(($(date +%s) - start))" "$ok" "$(tail -n 1 "$logs/$part.log")" >>"$logs/table"
done
printf '== trust, %s s in all\n' "$(($(date +%s) - begun))"
cat "$logs/table"
[ -z "$failed" ] || { echo "trust: failed:$failed"; exit 1; }
echo 'trust: all passed'
