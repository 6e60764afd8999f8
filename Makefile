# pg: four filters for budget-performance filings.  GNU make; see README.md.
#   make            the four programs in bin/
#   make check      all tests        make demo   the pipeline on a damaged fixture
# BUILD= and BIN= may name other folders (e.g. for a sanitizer build).

BUILD ?= build
BIN ?= bin
CC ?= cc
PKG_CONFIG ?= pkg-config
TOOLS := extract normalise validate render

# What each tool is linked with: the loader's work on a library nobody uses costs more than a small filing.
# ICU and libxml2 are not among them where common/library.h loads them when they are needed.
LIBS_extract := -lcsv
LIBS_normalise = $(PCRE2_LIBS)
LIBS_validate =
LIBS_render := -lsqlite3 -lxlsxwriter -lcsv

WARN := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wno-missing-field-initializers
ifneq ($(CI)$(WERROR),)
WARN += -Werror
endif
OPT ?= -O2 -g -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection
CPPFLAGS += -D_GNU_SOURCE -I.
CFLAGS += -std=c11 $(OPT) $(WARN) $(SANITIZE)
LDFLAGS += -Wl,--as-needed -Wl,-z,relro -Wl,-z,now $(SANITIZE)

# pkg-config is asked once, and only by builds.
XML_CFLAGS = $(shell $(PKG_CONFIG) --cflags libxml-2.0)
ICU_CFLAGS = $(shell $(PKG_CONFIG) --cflags icu-uc icu-i18n)
XML_LIBS = $(shell $(PKG_CONFIG) --libs libxml-2.0)
PCRE2_LIBS = $(shell $(PKG_CONFIG) --libs libpcre2-8)
# All of them, for programs that test everything.
LIBS = $(XML_LIBS) $(PCRE2_LIBS) $(shell $(PKG_CONFIG) --libs icu-uc icu-i18n) -lcsv
CRITERION_LIBS = $(shell $(PKG_CONFIG) --libs criterion)

COMMON_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard common/*.c))
tool_obj = $(patsubst %.c,$(BUILD)/%.o,$(filter-out %/main.c,$(wildcard tools/$(1)/*.c)))
PROGRAMS := $(TOOLS:%=$(BIN)/pg-%)
UNIT_SRC := $(wildcard tests/unit/test_*.c)
UNIT := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)

all: $(PROGRAMS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(XML_CFLAGS) $(ICU_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/libcommon.a: $(COMMON_OBJ)
	@rm -f $@
	ar rcs $@ $^

define tool_rules
$(BUILD)/lib$(1).a: $(call tool_obj,$(1))
	@rm -f $$@
	ar rcs $$@ $$^
$(BIN)/pg-$(1): $(BUILD)/tools/$(1)/main.o $(BUILD)/lib$(1).a $(BUILD)/libcommon.a
	@mkdir -p $$(@D)
	$(CC) $(LDFLAGS) -o $$@ $$^ $$(LIBS_$(1))
endef
$(foreach t,$(TOOLS),$(eval $(call tool_rules,$(t))))

# One Criterion program a test file, linked with everything it may test.
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(TOOLS:%=$(BUILD)/lib%.a) $(BUILD)/libcommon.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS) $(foreach t,$(TOOLS),$(LIBS_$(t))) $(CRITERION_LIBS)

unit: $(UNIT)

-include $(filter-out tools/pg.mk,$(wildcard tools/*.mk)) $(wildcard tools/*/*.mk)
-include $(wildcard tests/*/*.mk)

clean:
	rm -rf $(BUILD) $(BIN)

.PHONY: all unit clean
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
