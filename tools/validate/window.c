#include "validate.h"

/* ---- records ---- */

/* What is done with records of a type; those of others only pass through, as the document's. */
static const struct trait {
	bool in_form, is_read; /* is_read: a check looks into its fields, and it is neither known (known.c) nor a goal */
} traits[RECORD_TYPES + 1] = {
	[RECORD_FORM] = { true, true }, [RECORD_FIELD] = { true, false }, [RECORD_AMOUNT] = { true, false },
	[RECORD_SCHEDULE] = { true, true }, [RECORD_GOAL] = { true, false }, [RECORD_INDICATOR] = { true, false },
	[RECORD_RESULT] = { true, false }, [RECORD_ACHIEVEMENT] = { true, false }, [RECORD_FACT] = { false, true },
	[RECORD_ISSUE] = { true, true }, [RECORD_SOURCE] = { true, false },
};

/*
 * What a record is reckoned at, whatever it takes in truth: where a window ends, and so what is compared with what,
 * must not change with how records are kept.
 */
enum { HELD_RECORD = 80, HELD_FIELD = 16, HELD_FORM = 272 };
enum { LINES_BYTES = 16 * 1024 }; /* of lines, at a time */

static size_t held(size_t bytes) { return (bytes + 15) & ~(size_t)15; }

/* Views of the fields, where they stand in the item's line; copies of those that held an escape. */
static void keep_fields(struct window *w, struct item *item, const struct record *record)
{
	const struct str *field = record->field;
	struct str *kept = arena_alloc(&w->arena, record->n * sizeof *kept), from = record->raw, to = item->raw;
	size_t escaped = known_escaped(record, 0, record->n);
	item->field = kept;
	w->held += escaped;
	for (size_t i = 0; i < record->n; i++) {
		bool inside = !escaped || (size_t)((uintptr_t)field[i].p - (uintptr_t)from.p) <= from.n;
		kept[i] = inside ? str_of(to.p + (field[i].p - from.p), field[i].n) : arena_copy(&w->arena, field[i]);
	}
}

/* Of a goal only its text, which is the last of its fields. */
static void keep_text(struct checker *c, struct item *item, struct record *record)
{
	const struct str *n = &record->field[GOAL_N];
	if (record->escaped) {
		keep_fields(&c->w, item, record);
		item->text = &item->field[GOAL_TEXT];
		return;
	}
	struct str *text = arena_alloc(&c->w.arena, sizeof *text);
	*text = str_from(item->raw, (size_t)(n->p + n->n + 1 - record->raw.p));
	item->text = text;
}

/* Document, form and line, which most records begin with, as far as they hold no escape. */
static size_t head_of(const struct record *record)
{
	const struct str *v = record->field;
	if (!record->escaped)
		return (size_t)(v[2].p + v[2].n - record->raw.p);
	size_t n = record->name.n + 1 + v[0].n + 1 + v[1].n + 1 + v[2].n;
	return v[2].p + v[2].n == record->raw.p + n ? n : 0;
}

/* With the item that comes. */
static void begin_run(struct window *w)
{
	w->run = mem_grow(w->run, w->runs, &w->run_cap, sizeof *w->run);
	w->run[w->runs++] = w->items;
}

/* Lines are kept one behind the other, as they go out again. */
static struct str keep_line(struct window *w, struct str raw)
{
	char *line = w->line;
	if (w->line_left <= raw.n) {
		w->line_left = raw.n < LINES_BYTES ? LINES_BYTES : raw.n + 1;
		line = arena_alloc(&w->arena, w->line_left);
		begin_run(w);
	}
	mem_copy(line, raw.p, raw.n);
	line[raw.n] = '\n';
	w->line = line + raw.n + 1;
	w->line_left -= raw.n + 1;
	return str_of(line, raw.n);
}

/* Most have one digit or two; 0 where it is none. */
static uint32_t number_of(struct str s)
{
	size_t n = 0;
	if (s.n == 1 && (unsigned char)(s.p[0] - '0') < 10)
		return (uint32_t)(s.p[0] - '0');
	str_number(s, &n);
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

static void add_chunk(struct window *w)
{
	w->chunk = mem_grow(w->chunk, w->items / ITEMS, &w->chunk_cap, sizeof *w->chunk);
	w->chunk[w->items / ITEMS] = arena_alloc(&w->arena, ITEMS * sizeof **w->chunk);
}

static struct item *item_new(struct window *w, const struct record *record)
{
	if (w->items % ITEMS == 0)
		add_chunk(w);
	struct item *item = window_item(w, w->items);
	item->type = record->type;
	item->raw = keep_line(w, record->raw);
	item->name = (unsigned)record->name.n;
	item->head = 0;
	item->field = NULL;
	item->form = NULL;
	item->n = 0;
	item->index = w->items++;
	item->last = NULL;
	return item;
}

/* The window's form of that number; a stream in order asks for the last one. */
static struct form *form_of(struct checker *c, size_t number)
{
	struct window *w = &c->w;
	if (w->now && w->now->number == number)
		return w->now;
	/* Ordinals rise in a stream in order, so only a sorted one is searched, and not without end. */
	for (size_t i = number > w->highest ? 0 : w->forms; i-- > 0 && w->forms - i < 4096;)
		if (w->form[i]->number == number)
			return w->form[i];
	w->highest = number > w->highest ? number : w->highest;
	struct form *f = arena_zero(&w->arena, 1, sizeof *f);
	w->held += HELD_FORM;
	f->number = number;
	f->ordinal = say_number(c, number);
	f->grade = c->rules->grade;
	w->form = mem_grow(w->form, w->forms, &w->form_cap, sizeof *w->form);
	w->form[w->forms++] = f;
	return f;
}

/* Whether the column before that one, of a record whose head is plain, is: it is part of the head, or stands behind it. */
static bool is_next(const struct record *record, size_t first)
{
	const struct str *v = record->field;
	return first == 3 || v[3].p == v[2].p + v[2].n + 1;
}

/* Most are of the form of the one before; its number is short. */
static bool is_now(const struct window *w, struct str written)
{
	const char *a = written.p, *b = w->written.p;
	size_t n = written.n;
	if (!w->now || n != w->written.n)
		return false;
	return n < 4 ? a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1] : str_is(written, w->written);
}

/* The form that the record is of; NULL where its number is none. */
static struct form *written_form(struct checker *c, struct str written)
{
	struct window *w = &c->w;
	size_t number;
	if (is_now(w, written))
		return w->now;
	if (!str_number(written, &number) || !number)
		return NULL;
	w->now = form_of(c, number);
	w->written = arena_copy(&w->arena, written);
	w->plain = written.p[0] != '0';
	return w->now;
}

static void add_to_form(struct checker *c, struct item *item, const struct record *record)
{
	struct form *f = item->form = written_form(c, record->field[1]);
	if (!f)
		return;
	if (c->w.plain && item->type != RECORD_SOURCE)
		item->head = (unsigned)head_of(record);
	if (item->type == RECORD_FORM)
		f->item = item;
	f->end = item;
	f->count[item->type]++;
}

/* What its columns with escapes are reckoned at. */
static size_t escaped_of(const struct record *record, const struct item *item, size_t first)
{
	bool plain = item->head && is_next(record, first);
	return item->known->escaped + (plain ? 0 : known_escaped(record, 0, first));
}

static void list_item(struct window *w, struct item *item)
{
	if (item->type == RECORD_ISSUE) {
		w->issue = mem_grow(w->issue, w->issues, &w->issue_cap, sizeof *w->issue);
		w->issue[w->issues++] = item;
	} else if (item->type == RECORD_FACT) {
		w->fact = mem_grow(w->fact, w->facts, &w->fact_cap, sizeof *w->fact);
		w->fact[w->facts++] = item;
	}
}

void window_add(struct checker *c, struct record *record)
{
	struct window *w = &c->w;
	struct trait trait = traits[record->type];
	size_t first = known_first(record->type), columns = record->n ? record->n : 1;
	if (w->items == 0)
		w->doc = record->n ? arena_copy(&w->arena, record->field[0]) : STR("");
	if (record->type == RECORD_DOCUMENT)
		begin_run(w);
	struct item *item = item_new(w, record);
	if (record->type == RECORD_SOURCE) {
		w->sources = true;
		columns = 0;
	}
	w->held += HELD_RECORD + held(record->raw.n) + columns * HELD_FIELD;
	if (trait.in_form)
		add_to_form(c, item, record);
	if (first) {
		item->known = known_find(c, record);
		if (record->escaped)
			w->held += escaped_of(record, item, first);
	} else if (record->type == RECORD_GOAL) {
		keep_text(c, item, record);
	} else if (trait.is_read) {
		stream_columns(c->in, record);
		keep_fields(w, item, record);
		list_item(w, item);
	}
	if (record->type == RECORD_INDICATOR)
		item->n = number_of(record->field[INDICATOR_N]);
}

void window_reset(struct checker *c)
{
	struct window *w = &c->w;
	w->items = w->runs = w->issues = w->facts = w->forms = w->terms = w->highest = w->held = w->line_left = 0;
	w->number++;
	w->now = NULL;
	w->sources = false;
	arena_reset(&w->arena);
	memo_trim(c);
}

void window_free(struct checker *c)
{
	struct window *w = &c->w;
	mem_free(w->chunk);
	mem_free(w->run);
	mem_free(w->issue);
	mem_free(w->fact);
	mem_free(w->form);
	mem_free(w->term);
	hash_free(&w->near);
	hash_free(&w->longer);
	arena_free(&w->arena);
	memo_free(c);
	*w = (struct window){ 0 };
}

