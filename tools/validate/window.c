#include "validate.h"

/* ---- records ---- */

/* Whether a check looks into records of that type, beside those that are known; the others only pass through. */
static bool is_read(enum record_type type)
{
	switch (type) {
	case RECORD_FORM: case RECORD_SCHEDULE: case RECORD_GOAL: case RECORD_FACT: case RECORD_ISSUE:
		return true;
	default:
		return false;
	}
}

/*
 * What a record is reckoned at, whatever it takes in truth: where a window ends, and so what is compared with what,
 * must not change with how records are kept.
 */
enum { HELD_RECORD = 80, HELD_FIELD = 16, HELD_FORM = 272 };

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

/* Document, form and line, which most records begin with, as far as they hold no escape. */
static size_t head_of(const struct record *record)
{
	const struct str *v = record->field;
	size_t n = record->name.n + 1 + v[0].n + 1 + v[1].n + 1 + v[2].n;
	return v[2].p + v[2].n == record->raw.p + n ? n : 0;
}

static struct item *keep(struct checker *c, const struct record *record)
{
	struct arena *a = &c->w.arena;
	size_t n = record->raw.n;
	struct item *item = arena_alloc(a, sizeof *item + n);
	char *line = (char *)(item + 1);
	mem_copy(line, record->raw.p, n);
	*item = (struct item){ .type = record->type, .raw = str_of(line, n), .name = record->name.n, .index = c->w.items,
		.first = NO_ITEM, .last = NO_ITEM };
	if (known_first(record->type)) {
		item->known = known_find(c, record);
		c->w.held += item->known->escaped + known_escaped(record, head_of(record) ? 3 : 0, known_first(record->type));
	} else if (is_read(record->type)) {
		keep_fields(&c->w, item, record);
	}
	if (record->type == RECORD_INDICATOR)
		str_number(record->field[INDICATOR_N], &item->n);
	return item;
}

static bool in_form(enum record_type type)
{
	switch (type) {
	case RECORD_FORM: case RECORD_FIELD: case RECORD_AMOUNT: case RECORD_SCHEDULE: case RECORD_GOAL:
	case RECORD_INDICATOR: case RECORD_RESULT: case RECORD_ACHIEVEMENT: case RECORD_ISSUE: case RECORD_SOURCE:
		return true;
	default:
		return false;
	}
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

void window_add(struct checker *c, const struct record *record)
{
	struct window *w = &c->w;
	struct item *item = keep(c, record);
	size_t number = 0;
	if (w->items == 0)
		w->doc = record->n ? arena_copy(&w->arena, record->field[0]) : STR("");
	w->sources |= record->type == RECORD_SOURCE;
	w->held += HELD_RECORD + held(record->raw.n) + (record->type == RECORD_SOURCE ? 0 : (record->n ? record->n : 1) * HELD_FIELD);
	if (w->items == w->item_cap)
		w->item = mem_grow(w->item, w->items, &w->item_cap, sizeof *w->item);
	w->item[w->items++] = item;
	if (!in_form(record->type))
		return;
	struct str written = record->field[1]; /* most records are of the form of the one before */
	if (!w->now || !str_eq(written, w->written)) {
		if (!str_number(written, &number) || !number)
			return;
		w->now = form_of(c, number);
		w->written = arena_copy(&w->arena, written);
		w->plain = written.p[0] != '0';
	}
	item->form = w->now;
	if (w->plain && record->type != RECORD_SOURCE)
		item->head = head_of(record);
	if (record->type == RECORD_FORM)
		item->form->item = item;
	item->form->end = item;
}

void window_reset(struct checker *c)
{
	struct window *w = &c->w;
	w->items = w->forms = w->findings = w->terms = w->highest = w->held = 0;
	w->number++;
	w->now = NULL;
	w->sources = false;
	if (w->slot)
		memset(w->slot, 0, w->slots * sizeof *w->slot);
	arena_reset(&w->arena);
	memo_trim(c);
}

void window_free(struct checker *c)
{
	struct window *w = &c->w;
	mem_free(w->item);
	mem_free(w->form);
	mem_free(w->finding);
	mem_free(w->slot);
	arena_free(&w->arena);
	memo_free(c);
	*w = (struct window){ 0 };
}

