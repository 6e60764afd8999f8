/*
 * html: whole pages, and tables inside other formats.
 *
 * Lines go through the gate, which cuts them to tags and text; html_open closes what was left open of the few tags
 * that make tables; what begins and ends goes to html_table.  All other tags either part paragraphs (html_tag) or
 * are transparent.  libxml2 is asked where a reference or an attribute is unusual, and loaded only then.
 */
#include "html_attribute.h"
#include "html_reference.h"
#include "html_sax.h"
#include "html_table.h"
#include "html_tag.h"
#include "readers.h"

static const char *const span_names[] = { "rowspan", "colspan", NULL };

struct html_island {
	struct gate gate;
	struct open open;
	struct sax *sax;     /* NULL until it is needed */
	struct html_table table;
	struct buf resolved; /* text without references */
	struct buf markup;   /* a tag for libxml2 */
	struct buf value[2]; /* of span_names, as libxml2 reads them */
	bool told;           /* it has told them */
	size_t deeper;       /* tables open beyond TABLES_DEEP: only counted */
	size_t pre;          /* <pre> open: a line is a paragraph */
	bool filled;         /* the line in hand holds more than white space (it may come in pieces) */
};

/* --- what libxml2 says --- */

static void on_start(void *self, const char *name, const char *const *attributes)
{
	struct html_island *h = self;

	(void)name;
	buf_add(&h->value[0], sax_attribute(attributes, "rowspan"));
	buf_add(&h->value[1], sax_attribute(attributes, "colspan"));
	h->told = true;
}

static void on_resolved(void *self, struct str text)
{
	buf_add(&((struct html_island *)self)->resolved, text);
}

static const struct sax_events sax_events = { .start = on_start, .text = on_resolved };

static struct sax *sax_of(struct html_island *h)
{
	if (!h->sax)
		h->sax = sax_new(&sax_events, h);
	return h->sax;
}

/* A parser that still waits for more must not take it from the next tag. */
static void ask_spans(struct html_island *h, const struct gate_tag *tag)
{
	struct sax *sax = sax_of(h);

	buf_reset(&h->value[0]);
	buf_reset(&h->value[1]);
	h->told = false;
	attribute_reduce(&h->markup, tag, span_names);
	sax_push(sax, buf_str(&h->markup));
	if (!h->told)
		sax_reset(sax);
}

/* --- tables --- */

static void cell_begins(struct html_island *h, const struct gate_tag *tag)
{
	struct str spans[2] = { { "", 0 }, { "", 0 } };

	if (tag->raw.n > tag->name.n + 2 && !attribute_values(tag, span_names, spans)) {
		ask_spans(h, tag);
		spans[0] = buf_str(&h->value[0]);
		spans[1] = buf_str(&h->value[1]);
	}
	html_table_cell(&h->table, spans[0], spans[1]);
}

static void element_begins(struct html_island *h, enum element e, const struct gate_tag *tag)
{
	struct html_table *t = &h->table;

	switch (e) {
	case ELEMENT_TABLE: html_table_open(t); break;
	case ELEMENT_TR: html_table_row(t, true); break;
	case ELEMENT_TD:
	case ELEMENT_TH: cell_begins(h, tag); break;
	case ELEMENT_TBODY:
	case ELEMENT_TFOOT:
	case ELEMENT_THEAD: html_table_section(t); break;
	case ELEMENT_CAPTION: html_table_caption(t, true); break;
	case ELEMENT_NONE:
	case ELEMENT_COUNT: break;
	}
}

static void element_ends(struct html_island *h, enum element e)
{
	struct html_table *t = &h->table;

	switch (e) {
	case ELEMENT_TABLE: html_table_close(t); break;
	case ELEMENT_TR: html_table_row(t, false); break;
	case ELEMENT_TD:
	case ELEMENT_TH: html_table_break(t); break;
	case ELEMENT_TBODY:
	case ELEMENT_TFOOT:
	case ELEMENT_THEAD: html_table_section(t); break;
	case ELEMENT_CAPTION: html_table_caption(t, false); break;
	case ELEMENT_NONE:
	case ELEMENT_COUNT: break;
	}
}

static void table_tag(struct html_island *h, enum element e, const struct gate_tag *tag)
{
	enum element closed;

	if (tag->end) {
		for (size_t n = open_closes(&h->open, e); n > 0; n--)
			element_ends(h, open_end(&h->open));
		return;
	}
	while ((closed = open_close_for(&h->open, e)) != ELEMENT_NONE)
		element_ends(h, closed);
	open_begin(&h->open, e);
	element_begins(h, e, tag);
}

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

/* What may be white space that is cut off a run, by its first and its last byte; the end of a reference counts. */
enum { BYTE_BEGINS = 1, BYTE_ENDS = 2 };
static const unsigned char byte_kind[256] = {
	[0 ... ' '] = BYTE_BEGINS | BYTE_ENDS, [0x7f] = BYTE_BEGINS | BYTE_ENDS,
	['&'] = BYTE_BEGINS, [0xc2] = BYTE_BEGINS, [0xe3] = BYTE_BEGINS, [0xef] = BYTE_BEGINS,
	[';'] = BYTE_ENDS, [0x80] = BYTE_ENDS, [0xa0] = BYTE_ENDS, [0xbf] = BYTE_ENDS,
};

/* Nearly every run has nothing at its ends to cut off. */
static inline bool is_tight(struct str run)
{
	return !(byte_kind[(unsigned char)*run.p] & BYTE_BEGINS) && !(byte_kind[(unsigned char)run.p[run.n - 1]] & BYTE_ENDS);
}

static struct str resolve(struct html_island *h, struct str run)
{
	if (str_chr(run, '&', 0) == run.n)
		return run;
	buf_reset(&h->resolved);
	if (!reference_resolve(&h->resolved, run)) {
		buf_reset(&h->resolved);
		sax_push_text(sax_of(h), run);
	}
	return buf_str(&h->resolved);
}

static void on_text(void *self, struct str run, size_t from)
{
	struct html_island *h = self;
	struct str part = run, text = resolve(h, run);

	if (!is_tight(run)) {
		if (str_blank(text)) {
			html_table_blank(&h->table);
			return;
		}
		part = filled_part(run);
		from += (size_t)(part.p - run.p);
	}
	html_table_text(&h->table, text, gate_spot(&h->gate, from, from + part.n));
}

/* Tables far inside each other are nobody's forms: their text goes to the one around them. */
static bool is_too_deep(struct html_island *h, enum element e, const struct gate_tag *tag)
{
	if (e == ELEMENT_TABLE) {
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
	struct html_island *h = self;
	struct tag_meaning means = tag_meaning(tag->name);

	if (means.kind == TAG_INLINE)
		return;
	if (means.kind == TAG_PRE)
		h->pre = tag->end ? h->pre - (h->pre > 0) : h->pre + 1;
	if (means.kind == TAG_TABLE && !is_too_deep(h, means.element, tag))
		table_tag(h, means.element, tag);
	else
		html_table_break(&h->table);
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
	buf_free(&h->value[0]);
	buf_free(&h->value[1]);
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
