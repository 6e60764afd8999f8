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
# A program that is optimised as a whole is a few large functions: which of its own cost what is seen without that.
PROFILE := $(BUILD)/profile
profile: $(BENCH_RUN)
	@$(MAKE) -s BUILD=$(PROFILE) BIN=$(PROFILE)/bin OPT='$(OPT)' all
	@PG_BIN=$(abspath $(PROFILE)/bin) python3 tests/bench/profile.py

.PHONY: bench gate profile
