# bench: all figures, minutes.  gate: what .ci/run holds fast, seconds.  profile: the hottest functions of each stage.
BENCH_RUN := $(BUILD)/tests/bench/run
$(BENCH_RUN): $(BUILD)/tests/bench/run.o
	$(CC) $(LDFLAGS) -o $@ $<

bench gate profile: export PG_BIN = $(abspath $(BIN))
bench gate profile: export PG_BENCH_RUN = $(abspath $(BENCH_RUN))
bench: all $(BENCH_RUN)
	@sh tests/bench/bench.sh
gate: all $(BENCH_RUN)
	@sh tests/bench/gate.sh
profile: all $(BENCH_RUN)
	@python3 tests/bench/profile.py

.PHONY: bench gate profile
