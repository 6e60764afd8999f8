#!/bin/sh
# All suites with programs built under AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer.
# usage: BIN=build/asan/bin tests/trust/sanitize.sh UNIT-TEST ...     The last line is `sanitize: N passed, M failed`, counting suites.
set -u
ASAN_OPTIONS=abort_on_error=1:detect_leaks=1:strict_string_checks=1
UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
LSAN_OPTIONS=suppressions=$PWD/tests/trust/leaks.txt:print_suppressions=0
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS BIN
passed=0 failed=0 log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
suite() {
	name=$1
	shift
	if "$@" >"$log" 2>&1 && ! grep -q -E 'Sanitizer|runtime error' "$log"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "sanitize: $name"; grep -E 'FAIL|Crash|rror|Sanitizer' "$log" | head -n 20
	fi
	printf '  %s under the sanitizers: %s\n' "$name" "$(tail -n 1 "$log")"
}
suite units sh tests/units.sh "$@"
suite fixtures sh tests/fixtures.sh
suite validate sh tests/validate.sh
suite render sh tests/render.sh
echo "sanitize: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
