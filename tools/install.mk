# demo, check, install, uninstall, dist, deb.  Nothing needs root but installing.

prefix ?= /usr/local
bindir ?= $(prefix)/bin
datadir ?= $(prefix)/share
mandir ?= $(datadir)/man
docdir ?= $(datadir)/doc/pg
bashdir ?= $(datadir)/bash-completion/completions
zshdir ?= $(datadir)/zsh/vendor-completions
fishdir ?= $(datadir)/fish/vendor_completions.d
INSTALL ?= install

VERSION := $(shell sed -n 's/^\#define PG_VERSION "\(.*\)"/\1/p' common/cli.h)
MAN := $(wildcard tools/*/pg-*.1 common/*.[57] grammars/*.5) $(BUILD)/man/pg-rules.7
GRAMMARS := $(wildcard grammars/*.xml grammars/*.rng grammars/parts/*.xml grammars/template/*.xml)
EXAMPLES := $(wildcard fixtures/bulk/Makefile fixtures/bulk/filings/*)

demo:
	@BUILD=$(BUILD) BIN=$(BIN) MAKE=$(MAKE) sh tests/demo.sh

check:
	@BUILD=$(BUILD) BIN=$(BIN) MAKE=$(MAKE) sh tests/check.sh

check-cluster: all
	@BIN=$(BIN) sh tests/cluster.sh

# The page of the rules is made from the program's own table.
$(BUILD)/man/pg-rules.7: tools/validate/rules-page.sh $(BIN)/pg-validate grammars/rules.xml
	@mkdir -p $(@D)
	sh tools/validate/rules-page.sh $(BIN)/pg-validate grammars/rules.xml > $@.part && mv $@.part $@

man: $(MAN)

# A file into the folder of its section.
man_of = $(mandir)/man$(patsubst .%,%,$(suffix $(1)))/$(notdir $(1))

install: all man
	$(INSTALL) -d $(DESTDIR)$(bindir) $(DESTDIR)$(docdir)
	$(INSTALL) -m 755 $(PROGRAMS) $(DESTDIR)$(bindir)
	for f in $(GRAMMARS); do $(INSTALL) -D -m 644 $$f $(DESTDIR)$(datadir)/pg/$$f || exit; done
	$(INSTALL) -m 644 tools/pg.mk $(DESTDIR)$(datadir)/pg/pg.mk
	$(foreach m,$(MAN),$(INSTALL) -D -m 644 $(m) $(DESTDIR)$(call man_of,$(m)) &&) :
	$(INSTALL) -m 644 README.md $(DESTDIR)$(docdir)/README.md
	for f in $(EXAMPLES); do $(INSTALL) -D -m 644 $$f $(DESTDIR)$(docdir)/examples/$${f#fixtures/} || exit; done
	$(INSTALL) -d $(DESTDIR)$(bashdir) $(DESTDIR)$(zshdir) $(DESTDIR)$(fishdir)
	for t in $(TOOLS); do $(BIN)/pg-$$t --complete=bash > $(DESTDIR)$(bashdir)/pg-$$t && \
	  $(BIN)/pg-$$t --complete=zsh > $(DESTDIR)$(zshdir)/_pg-$$t && \
	  $(BIN)/pg-$$t --complete=fish > $(DESTDIR)$(fishdir)/pg-$$t.fish || exit; done

uninstall:
	rm -f $(TOOLS:%=$(DESTDIR)$(bindir)/pg-%) $(foreach m,$(MAN),$(DESTDIR)$(call man_of,$(m)))
	rm -f $(TOOLS:%=$(DESTDIR)$(bashdir)/pg-%) $(TOOLS:%=$(DESTDIR)$(zshdir)/_pg-%) $(TOOLS:%=$(DESTDIR)$(fishdir)/pg-%.fish)
	rm -rf $(DESTDIR)$(datadir)/pg $(DESTDIR)$(docdir)

# The same bytes whoever makes it: names in order, one time, no owners.
DIST := $(BUILD)/pg-$(VERSION).tar.gz
SOURCES = { git ls-files -co --exclude-standard 2>/dev/null || find . -type f ! -path './$(BUILD)/*' ! -path './$(BIN)/*' | sed 's,^\./,,'; }
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 1)
dist:
	@mkdir -p $(BUILD)
	$(SOURCES) | LC_ALL=C sort | while read -r f; do [ ! -f "$$f" ] || echo "$$f"; done | \
	  tar -c --no-recursion --verbatim-files-from -T - --transform 's,^,pg-$(VERSION)/,' --mtime=@$(SOURCE_DATE_EPOCH) \
	  --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw,a-s | gzip -9n > $(DIST)
	@echo $(DIST)

deb: dist
	sh tests/packages.sh deb
	rm -rf $(BUILD)/deb && mkdir -p $(BUILD)/deb
	tar -xzf $(DIST) -C $(BUILD)/deb
	cp -r tools/deb $(BUILD)/deb/pg-$(VERSION)/debian
	cd $(BUILD)/deb/pg-$(VERSION) && env -u MAKEFLAGS -u MFLAGS -u BUILD -u BIN dpkg-buildpackage -us -uc -b -rfakeroot > ../build.log 2>&1 \
	  || { tail -n 40 ../build.log; exit 1; }
	rm -rf $(BUILD)/deb/pg-$(VERSION)
	@ls $(BUILD)/deb/*.deb

.PHONY: demo check check-cluster man install uninstall dist deb
