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
# The programs are optimised as a whole where the compiler is gcc: 7 % fewer instructions for half as long a build again.
# Tests link the same sources dozens of times, so they have objects of their own, without it; a build with an OPT of its
# own (sanitizers, coverage) has these alone.
ifeq ($(origin OPT),undefined)
LTO := $(shell $(CC) --version 2>/dev/null | grep -q 'Free Software Foundation' && command -v gcc-ar >/dev/null && echo -O3 -flto=auto)
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

PROGRAMS := $(TOOLS:%=$(BIN)/pg-%)
UNIT_SRC := $(wildcard tests/unit/test_*.c)
UNIT := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)

all: $(PROGRAMS)

# Objects in folder $(1), compiled with $(2) besides; the archive of the sources in folder $(2), collected by $(3).
define object_rule
$(1)/%.o: %.c
	@mkdir -p $$(@D)
	$$(CC) $$(CPPFLAGS) $$(XML_CFLAGS) $$(ICU_CFLAGS) $$(CFLAGS) $(2) -MMD -MP -c -o $$@ $$<
endef
define archive_rule
$(1)/lib$(notdir $(2)).a: $(patsubst %.c,$(1)/%.o,$(filter-out %/main.c,$(wildcard $(2)/*.c)))
	@rm -f $$@
	$(3) rcs $$@ $$^
endef
rules_in = $(eval $(call object_rule,$(1),$(2)))$(foreach f,common $(TOOLS:%=tools/%),$(eval $(call archive_rule,$(1),$(f),$(3))))

# WHOLE: the folder that the programs are linked from.
WHOLE := $(BUILD)$(if $(LTO),/whole)
$(call rules_in,$(BUILD),,ar)
$(if $(LTO),$(call rules_in,$(WHOLE),$(LTO),gcc-ar))

# libc before the others: most names that the loader looks for are its.
define tool_rules
$(BIN)/pg-$(1): $(WHOLE)/tools/$(1)/main.o $(WHOLE)/lib$(1).a $(WHOLE)/libcommon.a
	@mkdir -p $$(@D)
	$(CC) $(LTO) $(LDFLAGS) -o $$@ $$^ -lc $$(LIBS_$(1))
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
