# The review page's style sheet and script, as C strings.
RENDER_ASSETS := $(BUILD)/tools/render/review_assets.h
$(RENDER_ASSETS): tools/render/review.css tools/render/review.js
	@mkdir -p $(@D)
	{ for f in css js; do printf 'static const char review_%s[] =\n' $$f; \
	  sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/\t"/' -e 's/$$/\\n"/' tools/render/review.$$f; echo ';'; done; } > $@.part
	mv $@.part $@
RENDER_PAGES := $(foreach f,$(sort $(BUILD) $(WHOLE)),$(f)/tools/render/html.o $(f)/tools/render/diff_write.o)
$(RENDER_PAGES): $(RENDER_ASSETS)
$(RENDER_PAGES): CPPFLAGS += -I$(BUILD)/tools/render
