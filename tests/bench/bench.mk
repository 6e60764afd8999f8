# bench: all figures, minutes.  gate: what .ci/run holds fast, seconds.
bench: all
	@PG_BIN=$(abspath $(BIN)) sh tests/bench/bench.sh

gate: all
	@PG_BIN=$(abspath $(BIN)) sh tests/bench/gate.sh

.PHONY: bench gate
