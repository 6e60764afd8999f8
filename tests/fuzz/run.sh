#!/bin/sh
# Runs fuzz targets one after another: seeds from the fixtures first, then so many seconds of fuzzing each.
# usage: BIN=bin tests/fuzz/run.sh TREE SECONDS SEED TARGET ...
# TREE/corpus/TARGET grows from run to run, TREE/crashes/TARGET-… are the inputs found: each is a tool's input.
# The last line is `fuzz: N passed, M failed`, counting targets.
set -u
tree=$1 seconds=$2 seed=$3
shift 3
bin=${BIN:-bin}
PG_GRAMMAR_PATH=$PWD/grammars
ASAN_OPTIONS=abort_on_error=0:detect_leaks=1:allocator_may_return_null=0
UBSAN_OPTIONS=print_stacktrace=1
LC_ALL=C.UTF-8
export PG_GRAMMAR_PATH ASAN_OPTIONS UBSAN_OPTIONS LC_ALL
mkdir -p "$tree/crashes" "$tree/log"
python3 tests/fuzz/seeds.py "$tree/seeds" "$bin" || exit 2
passed=0 failed=0 all=0
for t; do
	mkdir -p "$tree/corpus/$t" "$tree/seeds/$t"
	log=$tree/log/$t
	if "$tree/run-$t" -help=1 2>&1 | grep -q max_total_time; then
		nice -n 19 "$tree/run-$t" -seed="$seed" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=20000 \
		    -close_fd_mask=2 -print_final_stats=1 -artifact_prefix="$tree/crashes/$t-" "$tree/corpus/$t" "$tree/seeds/$t" >"$log" 2>&1
	else
		find "$tree/seeds/$t" -type f -print0 | xargs -0 "$tree/run-$t" >"$log" 2>&1
	fi
	status=$?
	runs=$(sed -n -e 's/^stat::number_of_executed_units: //p' -e 's/^fuzz: \([0-9]*\) files run.*/\1/p' "$log" | awk '{ n += $1 } END { print n + 0 }')
	peak=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
	cover=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
	all=$((all + runs))
	printf '  %-15s %9s executions  edges %-6s peak %s MB%s\n' "$t" "$runs" "${cover:--}" "${peak:--}" \
	    "$([ "$status" -eq 0 ] || echo "  FAILED: see $log")"
	if [ "$status" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "fuzz: $all executions, seed $seed, $seconds s a target"
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
