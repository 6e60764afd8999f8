# demo, check, install, uninstall, dist, deb.

demo:
	@BUILD=$(BUILD) BIN=$(BIN) MAKE=$(MAKE) sh tests/demo.sh

check:
	@BUILD=$(BUILD) BIN=$(BIN) MAKE=$(MAKE) sh tests/check.sh

.PHONY: demo check
