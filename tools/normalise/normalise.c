#include "blocks.h"
#include "window.h"
#include "explain.h"
#include "facts.h"
#include "flow.h"
#include "wrap.h"
#include "form.h"
#include "head.h"
#include "memo.h"

enum { HEADINGS_MOST = 8, HEADING_POINTS = 60, FURNITURE_POINTS = 6, ROWS_LEAST = 256, HELD_ROW = 768, HELD_CELL = 256 };

struct normaliser *normaliser_new(const struct grammars *g, struct writer *w, const struct normalise_options *o)
{
	struct normaliser *n = mem_zero(1, sizeof *n);

	n->grammars = g;
	n->writer = w;
	n->options = *o;
	n->bench.arena = &n->arena;
	n->bench.grammar = g->base;
	n->bench.all = g;
	n->bench.memo = memo_new();
	n->emitter = (struct emitter){ .writer = w, .provenance = o->provenance };
	if (o->only_repairs && !o->explain)
		repairs_heading(w->out);
	return n;
}

void normaliser_free(struct normaliser *n)
{
	arena_free(&n->arena);
	memo_free(n->bench.memo);
	buf_free(&n->bench.text);
	buf_free(&n->bench.key);
	buf_free(&n->emitter.text);
	buf_free(&n->emitter.head);
	buf_free(&n->emitter.repairs);
	buf_free(&n->copies);
	buf_free(&n->doc);
	buf_free(&n->year);
	mem_free(n);
}

/* The form that the next one may be like: the last one held, else what the window before left. */
static const struct form *like(const struct normaliser *n)
{
	for (size_t i = n->items.n; i-- > 0;)
		if (n->items.at[i].form)
			return n->items.at[i].form;
	return n->has_like ? &n->like : NULL;
}

static void read_forms(struct normaliser *n, struct ntable *t)
{
	struct segment *segment;
	size_t segments = recognise_segments(&n->bench, t, &segment);
	struct form *f;

	for (size_t i = 0; i < segments; i++) {
		if (i == 0 && n->last && blocks_go_on(&n->bench, t, &segment[0], n->last))
			continue;
		if (n->last && n->last->table && blocks_column(n->last) != SIZE_MAX && t->title.n == 0) {
			t->title = n->last->table->title; /* the page before has it */
			t->caption = n->last->table->caption;
		}
		f = form_read(&n->bench, t, &segment[i], like(n));
		blocks_carry(&n->arena, f, n->last);
		n->last = window_hold_form(n, f);
		if (n->options.explain)
			n->last->clues = explain_clues(&n->bench, n->grammars, t);
	}
}

/* A title in a table of its own is the next table's. */
static void keep_title(struct normaliser *n, const struct ntable *t)
{
	const struct nrow *row = recognise_title_table(&n->bench, t);

	if (!row)
		return;
	n->title = row_full(row, 0)->raw;
	n->title_line = row_full(row, 0)->line;
	n->title_at = row_full(row, 0)->at;
}

static void finish_table(struct normaliser *n);

/* Rows of a form whose head was written before: its further indicators. */
static void read_rest(struct normaliser *n, struct ntable *t)
{
	struct form *f = arena_zero(&n->arena, 1, sizeof *f);

	f->rest = true;
	f->first = n->rest.first;
	f->grammar = n->rest.grammar;
	f->kind = n->rest.kind;
	f->header = n->rest.header;
	f->line = t->line;
	f->unit = f->unit_near = f->unit_like = -1;
	n->bench.grammar = f->grammar;
	recognise_read(&n->bench, t);
	form_continue(&n->bench, f, t, &n->rest.now);
	n->last = window_hold_form(n, f);
}

/* A table of which nothing came yet; its copies are where those of the one before were. */
static struct ntable *new_table(struct normaliser *n, size_t ordinal, size_t line)
{
	struct ntable *t = arena_zero(&n->arena, 1, sizeof *t);

	t->ordinal = ordinal;
	t->line = line;
	t->copies = n->copies;
	n->copies = (struct buf){ 0 };
	return t;
}

/* Its rows are read, or its copies held. */
static void leave_table(struct normaliser *n, struct ntable *t)
{
	buf_reset(&t->copies);
	n->copies = t->copies;
	t->copies = (struct buf){ 0 };
}

/* The table in hand has filled the window: what came of it so far is written, the rest follows. */
static void cut_table(struct normaliser *n)
{
	struct ntable *t = n->table;
	size_t ordinal = t->ordinal, line = t->row[t->rows - 1].line;
	bool raw = n->rest.raw;

	finish_table(n);
	n->rest = (struct rest){ .form = n->last != NULL, .raw = raw || !n->last };
	if (n->last) {
		const struct form *f = n->last;
		n->rest.ordinal = f->ordinal;
		n->rest.first = f->first + f->indicators.n;
		n->rest.header = f->header;
		memset(n->rest.header.heading, 0, sizeof n->rest.header.heading);
		n->rest.grammar = f->grammar;
		n->rest.kind = f->kind;
		if (f->indicators.n && f->indicators.at[f->indicators.n - 1].filed.order != SIZE_MAX)
			n->rest.now = f->indicators.at[f->indicators.n - 1].filed;
	}
	window_write(n);
	n->table = new_table(n, ordinal, line);
}

/* What stands above the rest of a parted table is the form's unit again, or is said. */
static void keep_caption(struct normaliser *n, const struct ntable *t)
{
	struct bench *b = &n->bench;

	b->grammar = n->last->grammar;
	canon_text(&b->text, t->caption);
	if (b->text.n && !head_captioned(b, buf_str(&b->text), true))
		form_issue(n->last, &n->arena, t->line, "note", "caption-unread", t->caption, t->caption);
}

/* A paragraph stood inside the table: what came before it is the form's head, what comes now its indicators. */
static void rejoin(struct normaliser *n, const struct ntable *t)
{
	struct form *f = n->apart;

	if (goals_go_on(&n->bench, f, n->between))
		goals_read(&n->bench, f, false, n->between, n->between_line, (struct origin){ 0 });
	if (t->title.n)
		form_issue(f, &n->arena, t->line, "note", "caption-unread", t->title, STR(""));
	if (t->caption.n)
		form_issue(f, &n->arena, t->line, "note", "caption-unread", t->caption, STR(""));
	form_continue(&n->bench, f, t, NULL);
	n->last = f;
}

static void finish_table(struct normaliser *n)
{
	struct ntable *t = n->table;

	if (!t)
		return;
	n->table = NULL;
	if (n->rest.form || n->rest.raw) {
		if (n->rest.form)
			read_rest(n, t);
		else
			window_hold_raw(n, buf_str(&t->copies), t->records);
		leave_table(n, t);
		n->rest = (struct rest){ 0 };
		return;
	}
	if (n->drawn)
		wrap_rows(&n->bench, t);
	if (n->lines)
		flow_lines(&n->bench, t);
	if (n->flow)
		flow_table(&n->bench, t);
	if (n->title.n && t->title.n == 0) {
		t->title = n->title;
		t->line = n->title_line;
		t->title_at = n->title_at;
	}
	n->title = STR("");
	blocks_lend_heading(&n->arena, t, n->last);
	if (!recognise_table(&n->bench, t, n->last)) {
		window_hold_raw(n, buf_str(&t->copies), t->records);
		n->last = n->apart = NULL;
		keep_title(n, t);
	} else if (n->apart && recognise_rejoins(&n->bench, t, n->apart)) {
		rejoin(n, t);
		n->apart = NULL;
	} else if (n->last && blocks_column(n->last) == SIZE_MAX && (recognise_continues(&n->bench, t, n->last) || recognise_continued(t, n->last))) {
		keep_caption(n, t);
		form_continue(&n->bench, n->last, t, NULL);
	} else {
		read_forms(n, t);
		n->apart = NULL;
	}
	leave_table(n, t);
}

static void copy_record(struct ntable *t, const struct record *r)
{
	buf_room(&t->copies, r->raw.n + 1);
	memcpy(t->copies.p + t->copies.n, r->raw.p, r->raw.n);
	t->copies.n += r->raw.n + 1;
	t->copies.p[t->copies.n - 1] = '\n';
	t->records++;
}

static size_t number(struct str s)
{
	size_t n;

	return str_number(s, &n) ? n : 0;
}

/*
 * Whether the window holds as much as that.  It is reckoned by what came in and not by the memory that this build
 * takes for it, so that the same filing always gives the same bytes; memory decides only where it runs away.
 */
static bool full(const struct normaliser *n, size_t limit) { return n->held > limit || n->arena.used > 3 * WINDOW_BYTES; }

static void take_table(struct normaliser *n, const struct record *r)
{
	struct ntable *t;

	finish_table(n);
	if (full(n, WINDOW_BYTES))
		window_write(n);
	t = new_table(n, number(r->field[TABLE_TABLE]), number(r->field[TABLE_LINE]));
	t->title = arena_copy(&n->arena, r->field[TABLE_TITLE]);
	t->caption = arena_copy(&n->arena, r->field[TABLE_CAPTION]);
	copy_record(t, r);
	n->table = t;
	n->held += HELD_ROW + r->raw.n;
}

/* What stands in the cells of a row that is wider than any form. */
static struct str cells_beyond(struct normaliser *n, const struct record *r)
{
	struct buf *text = &n->bench.text;

	buf_reset(text);
	for (size_t i = ROW_COUNT + CELLS_MOST; i < r->n; i++) {
		if (str_blank(r->field[i]))
			continue;
		if (text->n)
			buf_add(text, STR(" | "));
		buf_add(text, str_trim(r->field[i]));
	}
	return arena_copy(&n->arena, buf_str(text));
}

/* Half of all cells are blank: of these no more is set than where they stand. */
static void take_cells(struct normaliser *n, struct nrow *row, const struct str *field)
{
	const size_t cells = row->n, line = row->line;
	struct ncell *c = arena_zero(&n->arena, cells, sizeof *c + sizeof *c->taken);
	bool *taken = (bool *)(c + cells);

	row->cell = c;
	for (size_t i = 0; i < cells; i++, c++, field++) {
		c->line = line;
		c->column = i;
		c->rows = c->columns = 1;
		c->taken = taken + i;
		if (field->n)
			cell_hold(&n->bench, c, str_trim(*field));
		else
			c->raw = STR("");
	}
}

static void take_row(struct normaliser *n, const struct record *r)
{
	struct ntable *t = n->table;
	struct nrow *row;

	if (full(n, WINDOW_BYTES / 2) && t->rows >= ROWS_LEAST) {
		cut_table(n);
		t = n->table;
	}
	if (t->rows == t->cap)
		t->row = list_room(&n->arena, t->row, t->rows, &t->cap, sizeof *t->row);
	row = &t->row[t->rows++];
	*row = (struct nrow){ .n = r->n - ROW_COUNT,
		.line = number(r->field[ROW_LINE]), .ordinal = number(r->field[ROW_ROW]) };
	if (row->n > CELLS_MOST) {
		row->rest = cells_beyond(n, r);
		row->n = CELLS_MOST;
	}
	take_cells(n, row, r->field + ROW_COUNT);
	copy_record(t, r);
	n->held += HELD_ROW + row->n * HELD_CELL + 2 * r->raw.n;
}

/* The cell of the table in hand that a span or source record speaks of. */
static struct ncell *cell_of(const struct ntable *t, struct str row, struct str cell)
{
	size_t r = number(row), c = number(cell);

	if (!t || t->rows == 0 || t->row[t->rows - 1].ordinal != r || c == 0 || c > t->row[t->rows - 1].n)
		return NULL;
	return &t->row[t->rows - 1].cell[c - 1];
}

static void take_span(struct normaliser *n, const struct record *r)
{
	struct ncell *c = cell_of(n->table, r->field[SPAN_ROW], r->field[SPAN_CELL]);
	size_t line = number(r->field[SPAN_LINE]);

	copy_record(n->table, r);
	if (!c)
		return;
	c->rows = number(r->field[SPAN_ROWS]);
	c->columns = number(r->field[SPAN_COLUMNS]);
	c->line = line ? line : c->line;
}

static void take_source(struct normaliser *n, const struct record *r)
{
	struct ntable *t = n->table;
	struct ncell *c = cell_of(t, r->field[SOURCE_N], r->field[SOURCE_PART]);
	struct origin at = { number(r->field[SOURCE_LINE]), number(r->field[SOURCE_AT]), number(r->field[SOURCE_OFFSET]),
		number(r->field[SOURCE_LENGTH]) };

	if (t)
		copy_record(t, r);
	if (t && str_eq(r->field[SOURCE_TYPE], STR("row")) && c)
		c->at = at;
	else if (t && str_eq(r->field[SOURCE_TYPE], STR("table")) && str_eq(r->field[SOURCE_COLUMN], STR("title")))
		t->title_at = at;
	else if (t && str_eq(r->field[SOURCE_TYPE], STR("table")) && number(r->field[SOURCE_PART]) - 1 < CAPTIONS_MOST)
		t->caption_at[number(r->field[SOURCE_PART]) - 1] = at;
	else if (!t)
		window_hold_record(n, r);
}

/* The document's title stands in its first lines, before any sentence; it may tell the year. */
static void look_for_year(struct normaliser *n, struct str text)
{
	struct str year;

	if (n->headings >= HEADINGS_MOST)
		return;
	canon_text(&n->bench.text, text);
	text = buf_str(&n->bench.text);
	if (str_points(text) > HEADING_POINTS || str_ends(text, STR("。")) || str_ends(text, STR("：")) || n->forms) {
		n->headings = HEADINGS_MOST;
		return;
	}
	n->headings++;
	n->bench.grammar = n->grammars->base;
	year = year_in(&n->bench, text);
	if (year.n) {
		buf_add(&n->year, year);
		n->headings = HEADINGS_MOST;
	}
}

/* Page numbers, rulers, （续表）, comments and images of a converter: hardly any words. */
static bool is_furniture(struct str text)
{
	size_t words = 0;

	for (size_t at = 0; at < text.n && words <= FURNITURE_POINTS;) {
		uint32_t c = str_next(text, &at);
		words += str_is_cjk(c) && c < 0xff00 && c > 0x303f;
	}
	return words <= FURNITURE_POINTS;
}

static void hold_facts(struct normaliser *n, const struct record *r)
{
	struct item *x = &n->items.at[n->items.n - 1];

	n->bench.grammar = n->grammars->base;
	canon_text(&n->bench.text, r->field[TEXT_TEXT]);
	x->facts = facts_read(&n->bench, arena_copy(&n->arena, buf_str(&n->bench.text)), number(r->field[TEXT_LINE]), &x->fact);
}

enum { BETWEENS_MOST = 3 };

/* Remembers the form that the text stands behind, while it may still be inside it. */
static void part_form(struct normaliser *n, const struct record *r)
{
	if (n->last) {
		n->apart = n->last->indicators.n == 0 ? n->last : NULL;
		n->betweens = 0;
		canon_text(&n->bench.text, r->field[TEXT_TEXT]);
		n->between = arena_copy(&n->arena, buf_str(&n->bench.text));
		n->between_line = number(r->field[TEXT_LINE]);
	}
	if (++n->betweens > BETWEENS_MOST)
		n->apart = NULL;
	n->last = NULL;
}

static void take_text(struct normaliser *n, const struct record *r)
{
	finish_table(n);
	if (!is_furniture(r->field[TEXT_TEXT])) {
		part_form(n, r);
		n->title = STR("");
	}
	look_for_year(n, r->field[TEXT_TEXT]);
	window_hold_record(n, r);
	hold_facts(n, r);
	n->held += HELD_ROW + 2 * r->raw.n;
	if (full(n, WINDOW_BYTES))
		window_write(n);
}

static void take_document(struct normaliser *n, const struct record *r)
{
	normaliser_flush(n);
	n->has_like = false;
	n->forms = n->headings = 0;
	buf_reset(&n->year);
	buf_reset(&n->doc);
	buf_add(&n->doc, r->field[DOCUMENT_DOC]);
	n->drawn = str_eq(r->field[DOCUMENT_FORMAT], STR("layout")) || str_eq(r->field[DOCUMENT_FORMAT], STR("bbox"));
	n->lines = str_eq(r->field[DOCUMENT_FORMAT], STR("lines"));
	n->flow = n->lines || str_eq(r->field[DOCUMENT_FORMAT], STR("text"));
	if (!n->options.only_repairs)
		writer_copy(n->writer, r);
}

void normaliser_take(struct normaliser *n, const struct record *r)
{
	switch (r->type) {
	case RECORD_DOCUMENT: take_document(n, r); return;
	case RECORD_TEXT: take_text(n, r); return;
	case RECORD_TABLE: take_table(n, r); return;
	case RECORD_ROW:
		if (n->table)
			take_row(n, r);
		else
			window_hold_record(n, r);
		return;
	case RECORD_SPAN:
		if (n->table)
			take_span(n, r);
		else
			window_hold_record(n, r);
		return;
	case RECORD_SOURCE: take_source(n, r); return;
	case RECORD_END:
		normaliser_flush(n);
		if (n->options.only_repairs) {
			window_say_repairs(n);
			return;
		}
		writer_end(n->writer, r->field[END_DOC], number(r->field[END_LINES]), number(r->field[END_BYTES]));
		return;
	default: /* a type from elsewhere: in its place, unchanged */
		finish_table(n);
		window_hold_record(n, r);
		return;
	}
}

void normaliser_flush(struct normaliser *n)
{
	finish_table(n);
	window_write(n);
}
