# Trust: fuzzing, damage, faults, hostile inputs, sanitizers, coverage.  `make trust` prints all figures.
#   make fuzz-smoke     every target over its seeds and a few seconds of fuzzing
#   make fuzz           FUZZ_SECONDS a target (default 600); FUZZ_TARGETS='value html' picks some
#   make sanitize       everything under ASan, LSan and UBSan   make coverage   lines and branches by folder
#   make trust-damage, trust-faults, trust-hostile, trust-valgrind, trust-lint

READER_TARGETS := markdown html tabbed text layout bbox csv
FUZZ_TARGETS ?= $(READER_TARGETS) any pipeline stream normalise partial value grammar layout-grammar
FUZZ_SECONDS ?= 600
FUZZ_SEED ?= 1
FUZZ_SMOKE_SECONDS ?= 1

# libFuzzer where there is clang; else programs that run files, by the same compiler as all else.
FUZZ_CLANG ?= $(shell command -v clang)
FUZZ_CC = $(or $(FUZZ_CLANG),$(CC))
FUZZ_SANITIZE = $(if $(FUZZ_CLANG),-fsanitize=fuzzer-no-link$(comma)address$(comma)undefined,-fsanitize=address$(comma)undefined) -fno-sanitize-recover=all
FUZZ_ENGINE = $(if $(FUZZ_CLANG),-fsanitize=fuzzer,$(BUILD)/tests/fuzz/standalone.o)
comma := ,
FUZZ_TREE = $(BUILD)/fuzz

# Which source a target is built from, and with what.
fuzz_source = $(or $(FUZZ_SOURCE_$(1)),$(1))
$(foreach f,$(READER_TARGETS),$(eval FUZZ_SOURCE_$(f) := extract)$(eval FUZZ_DEFINE_$(f) := -DFUZZ_FORMAT='"$(f)"'))
FUZZ_SOURCE_any := extract
FUZZ_SOURCE_partial := normalise
FUZZ_DEFINE_partial := -DFUZZ_PARTIAL
FUZZ_SOURCE_layout-grammar := grammar
FUZZ_DEFINE_layout-grammar := -DFUZZ_LAYOUT

fuzz-build:
	+@$(MAKE) -s CI= BUILD=$(FUZZ_TREE) BIN=$(FUZZ_TREE)/bin CC=$(FUZZ_CC) FUZZ_CLANG=$(FUZZ_CLANG) \
	    OPT='-O1 -g -fno-omit-frame-pointer' SANITIZE='$(FUZZ_SANITIZE)' fuzz-programs

fuzz-programs: $(FUZZ_TARGETS:%=$(BUILD)/run-%)

define fuzz_rule
$(BUILD)/tests/fuzz/$(1).o: tests/fuzz/target_$(call fuzz_source,$(1)).c
	@mkdir -p $$(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(FUZZ_DEFINE_$(1)) -MMD -MP -c -o $$@ $$<
$(BUILD)/run-$(1): $(BUILD)/tests/fuzz/$(1).o $(BUILD)/tests/fuzz/fuzz.o $(if $(FUZZ_CLANG),,$(BUILD)/tests/fuzz/standalone.o) \
    $(BUILD)/libnormalise.a $(BUILD)/libextract.a $(BUILD)/libcommon.a
	$(CC) $(LDFLAGS) -o $$@ $$(filter-out %/standalone.o,$$^) $(FUZZ_ENGINE) $$(LIBS)
endef
$(foreach t,$(FUZZ_TARGETS),$(eval $(call fuzz_rule,$(t))))

fuzz-smoke: all fuzz-build
	@BIN=$(abspath $(BIN)) sh tests/fuzz/run.sh $(FUZZ_TREE) $(FUZZ_SMOKE_SECONDS) $(FUZZ_SEED) $(FUZZ_TARGETS)
fuzz: all fuzz-build
	@BIN=$(abspath $(BIN)) sh tests/fuzz/run.sh $(FUZZ_TREE) $(FUZZ_SECONDS) $(FUZZ_SEED) $(FUZZ_TARGETS)


# ---- sanitizers, valgrind, lint, coverage ----

ASAN = $(BUILD)/asan
sanitize:
	+@$(MAKE) -s BUILD=$(ASAN) BIN=$(ASAN)/bin OPT='-O1 -g -fno-omit-frame-pointer' \
	    SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all' all unit
	@BIN=$(abspath $(ASAN)/bin) sh tests/trust/sanitize.sh $(UNIT_SRC:tests/unit/%.c=$(ASAN)/unit/%)

# Documents of every format, damaged ones too.
VALGRIND_FILES = $(shell find fixtures/normalise fixtures/hostile fixtures/quality -type f \( -name 'in.*' -o -path '*quality/*.*' \) \
    ! -name '*.tsv' ! -name '*.pg' ! -path '*/expected/*' | LC_ALL=C sort)
$(BUILD)/nojit.so: tests/trust/nojit.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O1 -g -shared -fPIC -o $@ $<
trust-valgrind: all $(BUILD)/nojit.so
	@BIN=$(abspath $(BIN)) NOJIT=$(abspath $(BUILD))/nojit.so sh tests/trust/valgrind.sh $(VALGRIND_FILES)

# What is not mended is named, with its reason, in tests/trust/cppcheck.txt and clang-tidy.txt, or where it stands.
LINT_NODES ?= 75000
trust-lint:
	@BUILD=$(BUILD) LINT_NODES=$(LINT_NODES) CPPFLAGS='$(CPPFLAGS) $(XML_CFLAGS) $(ICU_CFLAGS)' sh tests/trust/lint.sh

COVERAGE = $(BUILD)/gcov
coverage:
	+@$(MAKE) -s BUILD=$(COVERAGE) BIN=$(COVERAGE)/bin OPT='-O0 -g --coverage' LDFLAGS='-Wl,--as-needed --coverage' all unit
	@BUILD=$(COVERAGE) BIN=$(abspath $(COVERAGE)/bin) sh tests/trust/coverage.sh $(UNIT_SRC:tests/unit/%.c=$(COVERAGE)/unit/%)

# ---- the rest ----

DAMAGE_RUNS ?= 5000
DAMAGE_SEED ?= 1
trust-damage: all
	@python3 tests/trust/damage.py --bin $(BIN) --runs $(DAMAGE_RUNS) --seed $(DAMAGE_SEED)

$(BUILD)/faults.so: tests/faults/faults.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O1 -g -shared -fPIC -o $@ $< -ldl
trust-faults: all $(BUILD)/faults.so
	@python3 tests/faults/faults.py --bin $(BIN) --library $(BUILD)/faults.so $(FAULTS)

HOSTILE ?= --huge
trust-hostile: all
	@python3 tests/trust/hostile.py --bin $(BIN) $(HOSTILE)

# All figures.  `make trust-quick` does less of what takes long, in about a third of the time.
TRUST := trust-damage trust-faults trust-hostile fuzz-smoke sanitize trust-valgrind trust-lint coverage
trust: all
	+@MAKE='$(MAKE)' BUILD=$(BUILD) sh tests/trust/all.sh $(TRUST)
trust-quick:
	+@$(MAKE) -s trust DAMAGE_RUNS=1000 FAULTS='--stride 8' HOSTILE='--scale 0.1' LINT_NODES=20000

.PHONY: fuzz-build fuzz-programs fuzz-smoke fuzz sanitize coverage trust trust-quick $(TRUST)
