#!/bin/sh
# Runs the Criterion programs given as arguments from the project's top folder; prints what failed and one
# summary line in Criterion's own form, the sum of all.
set -u
cd "$(dirname "$0")/.." || exit 2
tested=0 passing=0 failing=0 crashing=0
for program in "$@"; do
	out=$("$program" --ascii 2>&1); status=$?
	line=$(printf '%s\n' "$out" | grep 'Synthesis' | tail -n 1)
	counts=$(printf '%s\n' "$line" | sed 's/.*Tested: \([0-9]*\).*Passing: \([0-9]*\).*Failing: \([0-9]*\).*Crashing: \([0-9]*\).*/\1 \2 \3 \4/')
	case $counts in
	*[!0-9\ ]* | '') printf '%s\n' "$program: no summary (status $status)" "$out"; failing=$((failing + 1)); continue ;;
	esac
	set -- $counts
	tested=$((tested + $1)) passing=$((passing + $2)) failing=$((failing + $3)) crashing=$((crashing + $4))
	[ "$status" -eq 0 ] || printf '%s\n' "$out" | grep -v 'Synthesis'
done
printf '[====] Synthesis: Tested: %d | Passing: %d | Failing: %d | Crashing: %d\n' $tested $passing $failing $crashing
[ $failing -eq 0 ] && [ $crashing -eq 0 ] && [ $tested -gt 0 ]
