/*
 * html: whole pages, and tables inside other formats.
 *
 * Lines go through the gate, which cuts them to tags and text; the few tags that make tables go to
 * libxml2, which closes what was left open; what it says goes to html_table.  All other tags either part
 * paragraphs (the list below) or are transparent.
 */
#include "html_sax.h"
#include "html_table.h"
#include "readers.h"

/* X(name, kind), in order of name. */
#define TAG_LIST(X) \
	X("address", BLOCK) X("article", BLOCK) X("aside", BLOCK) X("blockquote", BLOCK) X("body", BLOCK) \
	X("br", BLOCK) X("caption", TABLE) X("center", BLOCK) X("dd", BLOCK) X("details", BLOCK) X("dialog", BLOCK) \
	X("dir", BLOCK) X("div", BLOCK) X("dl", BLOCK) X("dt", BLOCK) X("fieldset", BLOCK) X("figcaption", BLOCK) \
	X("figure", BLOCK) X("footer", BLOCK) X("form", BLOCK) X("h1", BLOCK) X("h2", BLOCK) X("h3", BLOCK) \
	X("h4", BLOCK) X("h5", BLOCK) X("h6", BLOCK) X("head", BLOCK) X("header", BLOCK) X("hr", BLOCK) \
	X("html", BLOCK) X("legend", BLOCK) X("li", BLOCK) X("main", BLOCK) X("menu", BLOCK) X("nav", BLOCK) \
	X("ol", BLOCK) X("option", BLOCK) X("p", BLOCK) X("pre", PRE) X("section", BLOCK) X("select", BLOCK) \
	X("summary", BLOCK) X("table", TABLE) X("tbody", TABLE) X("td", TABLE) X("textarea", PRE) X("tfoot", TABLE) \
	X("th", TABLE) X("thead", TABLE) X("title", BLOCK) X("tr", TABLE) X("ul", BLOCK)

enum tag_kind { TAG_INLINE, TAG_BLOCK, TAG_PRE, TAG_TABLE };

static const struct tag_info {
	struct str name;
	enum tag_kind kind;
} tags[] = {
#define X(name, kind) { { name, sizeof name - 1 }, TAG_##kind },
	TAG_LIST(X)
#undef X
};

struct html_island {
	struct gate gate;
	struct sax *sax;
	struct html_table table;
	struct buf resolved; /* text whose entities libxml2 has resolved */
	struct buf markup;
	size_t deeper;       /* tables open beyond TABLES_DEEP: only counted */
	size_t pre;          /* <pre> open: a line is a paragraph */
	bool filled;         /* the line in hand holds more than white space (it may come in pieces) */
};

static enum tag_kind tag_kind(struct str name)
{
	size_t low = 0, high = sizeof tags / sizeof *tags;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int d = str_compare(name, tags[middle].name);
		if (d == 0)
			return tags[middle].kind;
		if (d < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return TAG_INLINE;
}

/* --- what libxml2 says --- */

enum element { ELEMENT_TABLE, ELEMENT_ROW, ELEMENT_CELL, ELEMENT_SECTION, ELEMENT_CAPTION, ELEMENT_OTHER };

static enum element element(const char *name)
{
	if (name[0] == 't')
		return name[1] == 'a' ? ELEMENT_TABLE : name[1] == 'r' ? ELEMENT_ROW
		    : name[1] == 'd' || !name[2] ? ELEMENT_CELL : ELEMENT_SECTION;
	return name[0] == 'c' ? ELEMENT_CAPTION : ELEMENT_OTHER;
}

static void on_start(void *self, const char *name, const char *const *attributes)
{
	struct html_table *t = &((struct html_island *)self)->table;

	switch (element(name)) {
	case ELEMENT_TABLE: html_table_open(t); break;
	case ELEMENT_ROW: html_table_row(t, true); break;
	case ELEMENT_CELL:
		html_table_cell(t, sax_attribute(attributes, "rowspan"), sax_attribute(attributes, "colspan"));
		break;
	case ELEMENT_SECTION: html_table_section(t); break;
	case ELEMENT_CAPTION: html_table_caption(t, true); break;
	case ELEMENT_OTHER: break;
	}
}

static void on_end(void *self, const char *name)
{
	struct html_table *t = &((struct html_island *)self)->table;

	switch (element(name)) {
	case ELEMENT_TABLE: html_table_close(t); break;
	case ELEMENT_ROW: html_table_row(t, false); break;
	case ELEMENT_CELL: html_table_break(t); break;
	case ELEMENT_SECTION: html_table_section(t); break;
	case ELEMENT_CAPTION: html_table_caption(t, false); break;
	case ELEMENT_OTHER: break;
	}
}

static void on_resolved(void *self, struct str text)
{
	buf_add(&((struct html_island *)self)->resolved, text);
}

static const struct sax_events sax_events = { on_start, on_end, on_resolved };

/* --- what the gate says --- */

/* The run without white space, also written as &nbsp;, at its ends: what the place is of. */
static struct str filled_part(struct str run)
{
	for (;;) {
		run = str_trim(run);
		if (str_starts(run, STR("&nbsp;")))
			run = str_from(run, 6);
		else if (str_ends(run, STR("&nbsp;")))
			run = str_to(run, run.n - 6);
		else
			return run;
	}
}

static void on_text(void *self, struct str run, size_t from)
{
	struct html_island *h = self;
	struct str part, text = run;
	struct spot at;

	if (str_chr(run, '&', 0) < run.n) {
		buf_reset(&h->resolved);
		sax_push_text(h->sax, run);
		text = buf_str(&h->resolved);
	}
	if (str_blank(text)) {
		html_table_blank(&h->table);
		return;
	}
	part = filled_part(run);
	from += (size_t)(part.p - run.p);
	at = gate_spot(&h->gate, from, from + part.n);
	html_table_text(&h->table, text, at);
}

/* Tables far inside each other are nobody's forms: their text goes to the one around them. */
static bool is_too_deep(struct html_island *h, const struct gate_tag *tag)
{
	if (str_eq(tag->name, STR("table"))) {
		if (!tag->end && (h->deeper || html_table_depth(&h->table) >= TABLES_DEEP)) {
			h->deeper++;
			return true;
		}
		if (tag->end && h->deeper) {
			h->deeper--;
			return true;
		}
	}
	return h->deeper > 0;
}

static void on_tag(void *self, const struct gate_tag *tag)
{
	static const char *const spans[] = { "rowspan", "colspan", NULL };
	struct html_island *h = self;
	enum tag_kind kind = tag_kind(tag->name);

	if (kind == TAG_INLINE)
		return;
	if (kind == TAG_PRE)
		h->pre = tag->end ? h->pre - (h->pre > 0) : h->pre + 1;
	if (kind == TAG_TABLE && !is_too_deep(h, tag)) {
		gate_reduce(&h->markup, tag, spans);
		sax_push(h->sax, buf_str(&h->markup));
	} else {
		html_table_break(&h->table);
	}
}

static const struct gate_events gate_events = { on_text, on_tag };

/* --- lines --- */

static void feed(struct html_island *h, const struct line *line)
{
	h->table.line = line->number;
	gate_line(&h->gate, line);
	h->filled |= !str_blank(line->text);
	if (line->more)
		return;
	html_table_blank(&h->table);
	if (h->pre)
		html_table_break(&h->table);
	html_table_line(&h->table, h->filled);
	h->filled = false;
}

static void finish(struct html_island *h)
{
	size_t opened = h->gate.opened;

	if (!gate_finish(&h->gate))
		sink_issue(h->table.out, opened, "warning", "html-unclosed", STR("<!-- <script> <style>"),
			   STR("a comment or script is not closed: what follows it was skipped"));
	html_table_finish(&h->table);
}

struct html_island *html_island_new(struct sink *out, struct input *in)
{
	struct html_island *h = mem_zero(1, sizeof *h);

	html_table_init(&h->table, out);
	h->table.island = true;
	gate_init(&h->gate, &gate_events, h, in, out->provenance);
	h->sax = sax_new(&sax_events, h);
	return h;
}

bool html_island_feed(struct html_island *h, const struct line *line)
{
	feed(h, line);
	if (line->more || h->gate.state != GATE_TEXT || h->deeper || html_table_depth(&h->table))
		return true;
	html_table_finish(&h->table);
	return false;
}

void html_island_free(struct html_island *h)
{
	if (!h)
		return;
	finish(h);
	gate_free(&h->gate);
	sax_free(h->sax);
	html_table_free(&h->table);
	buf_free(&h->resolved);
	buf_free(&h->markup);
	mem_free(h);
}

void html_read(struct input *in, struct sink *out)
{
	struct html_island *h = html_island_new(out, in);
	struct line line;

	h->table.island = false;
	while (input_line(in, &line))
		feed(h, &line);
	html_island_free(h);
}
