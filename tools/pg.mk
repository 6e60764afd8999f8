# pg.mk: an archive of filings to records and tables by make; include it from a Makefile of your own:
#
#   PG_FILINGS := $(shell find filings -name '*.md')
#   include /usr/share/pg/pg.mk
#
#   make -j4            every filing to out/NAME.pg, then out/indicators.csv, out/forms.csv and a summary
#   make -j4 pg-streams only the records
#
# Only what changed is converted again.  A filing that fails leaves no record file, its messages in
# out/NAME.log, and does not stop the rest; the summary names it, and make then ends with an error.
# Names with blanks cannot be targets of make: use find … -print0 | pg-extract --files0-from=- for those.

PG_OUT ?= out
PG_EXTRACT ?= pg-extract
PG_NORMALISE ?= pg-normalise
PG_VALIDATE ?= pg-validate --fail-on never
PG_RENDER ?= pg-render
# What else a conversion depends on, e.g. a grammar of your own.
PG_DEPENDS ?=

PG_STREAMS := $(PG_FILINGS:%=$(PG_OUT)/%.pg)

pg: pg-tables
	@n=0 failed=0; while read -r f; do n=$$((n + 1)); \
	  [ -f "$$f" ] || { failed=$$((failed + 1)); echo "pg: failed: $${f%.pg} (see $${f%.pg}.log)"; }; \
	done < $(PG_OUT)/streams.list; \
	echo "pg: $$n filings, $$((n - failed)) converted, $$failed failed"; [ $$failed -eq 0 ]

# -o writes complete files or none, so no half target is ever left.
$(PG_STREAMS): $(PG_OUT)/%.pg: % $(PG_DEPENDS)
	@mkdir -p $(@D)
	@{ $(PG_EXTRACT) -o $@.1 $< && $(PG_NORMALISE) -o $@.2 $@.1 && $(PG_VALIDATE) -o $@ $@.2; } 2> $(PG_OUT)/$*.log \
	  || rm -f $@; rm -f $@.1 $@.2; if [ -s $(PG_OUT)/$*.log ]; then :; else rm -f $(PG_OUT)/$*.log; fi

pg-streams: $(PG_OUT)/streams.list
# Written anew only when it differs, so that a filing that went away is noticed and nothing else is.
$(PG_OUT)/streams.list: $(PG_STREAMS) pg-always
	@mkdir -p $(@D)
	@$(file >.pg-streams.$(notdir $(PG_OUT)))$(foreach s,$(PG_STREAMS),$(file >>.pg-streams.$(notdir $(PG_OUT)),$(s))) \
	  if cmp -s .pg-streams.$(notdir $(PG_OUT)) $@; then rm -f .pg-streams.$(notdir $(PG_OUT)); \
	  else mv .pg-streams.$(notdir $(PG_OUT)) $@; fi
pg-always:

pg-tables: $(PG_OUT)/indicators.csv $(PG_OUT)/forms.csv
$(PG_OUT)/indicators.csv: PG_TYPE := indicator-wide
$(PG_OUT)/forms.csv: PG_TYPE := form-wide
$(PG_OUT)/indicators.csv $(PG_OUT)/forms.csv: $(PG_OUT)/streams.list $(PG_STREAMS)
	@while read -r f; do [ ! -f "$$f" ] || printf '%s\0' "$$f"; done < $< | \
	  $(PG_RENDER) --to csv --type $(PG_TYPE) --files0-from=- -o $@

pg-clean:
	rm -rf $(PG_OUT)

.PHONY: pg pg-streams pg-tables pg-clean pg-always
