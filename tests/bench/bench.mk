# bench: all figures, minutes.  gate: what .ci/run holds fast, seconds.
BENCH_RUN := $(BUILD)/tests/bench/run
$(BENCH_RUN): $(BUILD)/tests/bench/run.o
	$(CC) $(LDFLAGS) -o $@ $<

bench gate: export PG_BIN = $(abspath $(BIN))
bench gate: export PG_BENCH_RUN = $(abspath $(BENCH_RUN))
bench: all $(BENCH_RUN)
	@sh tests/bench/bench.sh
gate: all $(BENCH_RUN)
	@sh tests/bench/gate.sh

.PHONY: bench gate
