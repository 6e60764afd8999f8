#include "validate.h"

#include "common/canon.h"

enum { SLOTS_LEAST = 1024, PROBES = 64 };

/* ---- records ---- */

/* Whether a check looks into records of that type; the others only pass through. */
static bool is_read(enum record_type type)
{
	switch (type) {
	case RECORD_FORM: case RECORD_FIELD: case RECORD_AMOUNT: case RECORD_SCHEDULE: case RECORD_GOAL: case RECORD_INDICATOR:
	case RECORD_FACT: case RECORD_ISSUE:
		return true;
	default:
		return false;
	}
}

/*
 * What a record is reckoned at, whatever it takes in truth: where a window ends, and so what is compared with what,
 * must not change with how records are kept.
 */
enum { HELD_RECORD = 80, HELD_FIELD = 16 };

static size_t held(size_t bytes) { return (bytes + 15) & ~(size_t)15; }

/* Where no field held an escape they are all views of the line, the first and the last as well. */
static bool is_plain(const struct record *record)
{
	struct str raw = record->raw, first = record->field[0], last = record->field[record->n - 1];
	return first.p > raw.p && last.p >= first.p && last.p + last.n == raw.p + raw.n && str_chr(raw, '\\', 0) == raw.n;
}

static void keep_fields(struct window *w, struct item *item, const struct record *record)
{
	const struct str *field = record->field;
	struct str *kept = arena_alloc(&w->arena, record->n * sizeof *kept), from = record->raw, to = item->record.raw;
	item->record.n = record->n;
	item->record.field = kept;
	if (is_plain(record)) {
		for (size_t i = 0; i < record->n; i++)
			kept[i] = str_of(to.p + (field[i].p - from.p), field[i].n);
		return;
	}
	for (size_t i = 0; i < record->n; i++) {
		bool inside = (size_t)((uintptr_t)field[i].p - (uintptr_t)from.p) <= from.n; /* unless it held an escape */
		kept[i] = inside ? str_of(to.p + (field[i].p - from.p), field[i].n) : arena_copy(&w->arena, field[i]);
		w->held += inside ? 0 : held(field[i].n);
	}
}

static struct item *keep(struct checker *c, const struct record *record)
{
	struct arena *a = &c->w.arena;
	struct item *item = arena_zero(a, 1, sizeof *item);
	item->first = item->last = NO_ITEM;
	item->record.type = record->type;
	item->record.line = record->line;
	item->record.raw = arena_copy(a, record->raw);
	item->record.name = str_to(item->record.raw, record->name.n);
	if (is_read(record->type))
		keep_fields(&c->w, item, record);
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
	w->held += held(sizeof *f);
	f->number = number;
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
	item->index = w->items;
	w->sources = w->sources || record->type == RECORD_SOURCE;
	w->held += HELD_RECORD + held(record->raw.n) + (record->type == RECORD_SOURCE ? 0 : (record->n ? record->n : 1) * HELD_FIELD);
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
	}
	item->form = w->now;
	if (record->type == RECORD_FORM)
		item->form->item = item;
	item->form->end = item;
}

void window_reset(struct checker *c)
{
	struct window *w = &c->w;
	w->items = w->forms = w->findings = w->terms = w->highest = w->held = 0;
	w->now = NULL;
	w->empty = NULL;
	w->sources = false;
	if (w->slot)
		memset(w->slot, 0, w->slots * sizeof *w->slot);
	arena_reset(&w->arena);
}

void window_free(struct checker *c)
{
	struct window *w = &c->w;
	mem_free(w->item);
	mem_free(w->form);
	mem_free(w->finding);
	mem_free(w->slot);
	arena_free(&w->arena);
	*w = (struct window){ 0 };
}

/* ---- terms ---- */

/* What stands in brackets at the end of a name: 参保人数（人）. */
static struct str label_unit(struct str s)
{
	if (!str_ends(s, STR("）")))
		return STR("");
	size_t end = s.n - 3, from = 0, at;
	while ((at = str_find(s, STR("（"), from)) < end)
		from = at + 3;
	return from ? str_of(s.p + from, end - from) : STR("");
}

/* The lists that the name is told by, and what they tell. */
static unsigned flags_of(const struct rules *r, struct str bare, uint64_t has, uint64_t ends)
{
	static const struct {
		enum words_id words;
		enum { END, IN } where;
		unsigned flag;
	} table[] = {
		{ WORDS_RATE_ENDS, END, TERM_RATE }, { WORDS_COUNT_ENDS, END, TERM_COUNT },
		{ WORDS_STATE_ENDS, END, TERM_STATE }, { WORDS_CHANGE_ENDS, END, TERM_CHANGE },
		{ WORDS_STANDARDS, IN, TERM_STANDARD }, { WORDS_PER_HEAD, IN, TERM_PER_HEAD },
		{ WORDS_MONEY_WORDS, END, TERM_MONEY }, { WORDS_WANTED, END, TERM_WANTED },
		{ WORDS_TIME_ENDS, END, TERM_TIME }, { WORDS_PAY_WORDS, IN, TERM_PAY }, { WORDS_HEAD_COUNT, IN, TERM_HEADS },
		{ WORDS_AVERAGES, IN, TERM_AVERAGE }, { WORDS_CONTROL, IN, TERM_CONTROL }, { WORDS_GROWTH, IN, TERM_GROWTH },
	};
	unsigned flags = 0;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if ((table[i].where == END ? ends : has) >> table[i].words & 1)
			flags |= table[i].flag;
	if (IN_LIST(lexicon_start(r->lexicon, bare), PURPOSE_VERBS))
		flags |= TERM_PURPOSE;
	if (IN_LIST(ends, NO_RATES))
		flags &= ~(unsigned)TERM_RATE;
	if (flags & TERM_CHANGE) {
		struct str tail = words_end(&r->words[WORDS_CHANGE_ENDS], bare);
		if (IN_LIST(lexicon_end(r->lexicon, str_to(bare, bare.n - tail.n)), RATE_ENDS))
			flags |= TERM_RATE;
	}
	return flags;
}

static void read_unit(struct checker *c, struct term *t)
{
	const struct words *multipliers = &c->rules->words[WORDS_MULTIPLIERS];
	t->unit = label_unit(t->text);
	if (!t->unit.n)
		return;
	struct str rest = str_from(t->unit, words_start(multipliers, t->unit).n);
	t->stated = rest.n ? rest : t->unit;
	uint64_t is = lists_of(c, t->stated);
	t->is_unit = str_eq(t->stated, STR("%")) || IN_LIST(is, WHOLE_UNITS) || IN_LIST(is, MONEY_UNITS) || IN_LIST(is, TIME_UNITS);
}

static void read_points(struct checker *c, struct term *t)
{
	struct str text = t->text;
	t->point = arena_alloc(&c->w.arena, (text.n < TERM_POINTS ? text.n + 1 : TERM_POINTS) * sizeof *t->point);
	for (size_t at = 0; at < text.n && t->points < TERM_POINTS;)
		t->point[t->points++] = str_next(text, &at);
}

/* What is known of a text as a name. */
static void term_read(struct checker *c, struct term *t)
{
	uint64_t has = t->has, ends = t->ends;
	t->read = true;
	canon_key(&c->key, t->text);
	t->key = str_eq(buf_str(&c->key), t->text) ? t->text : arena_copy(&c->w.arena, buf_str(&c->key));
	t->hash = str_hash(t->key);
	read_unit(c, t);
	struct str bare = t->unit.n ? str_to(t->text, t->text.n - t->unit.n - 6) : t->text;
	if (t->unit.n) {
		has = lists_in(c, bare);
		ends = lists_end(c, bare);
		t->ends |= ends;
	}
	t->placed = (has | ends) >> LEXICON_EXPECT != 0;
	t->sized = !(ends >> LEXICON_MEASURE & 1);
	t->flags = flags_of(c->rules, bare, has, ends);
	read_points(c, t);
}

static struct term *term_new(struct checker *c, struct str text)
{
	struct term *t = arena_zero(&c->w.arena, 1, sizeof *t);
	t->text = text;
	t->has = lists_in(c, text);
	t->ends = lists_end(c, text);
	if (HAS_BRACKET(t->has))
		t->alone = bracket_alone(text);
	return t;
}

static void grow(struct window *w)
{
	struct term **old = w->slot;
	size_t n = w->slots;
	w->slots = n ? n * 2 : SLOTS_LEAST;
	w->slot = mem_zero(w->slots, sizeof *w->slot);
	for (size_t i = 0; i < n; i++) {
		if (!old[i])
			continue;
		size_t at = str_hash(old[i]->text) & (w->slots - 1);
		while (w->slot[at])
			at = (at + 1) & (w->slots - 1);
		w->slot[at] = old[i];
	}
	mem_free(old);
}

/*
 * The term of that text.  A text that finds no place within PROBES steps (a hostile crowd of equal
 * hashes) gets a term of its own each time: slower comparisons, no endless walk.
 */
struct term *window_text(struct checker *c, struct str text)
{
	struct window *w = &c->w;
	if (!text.n && w->empty)
		return w->empty;
	if (w->terms * 2 >= w->slots)
		grow(w);
	size_t at = str_hash(text) & (w->slots - 1);
	for (int i = 0; i < PROBES; i++, at = (at + 1) & (w->slots - 1)) {
		if (w->slot[at] && str_eq(w->slot[at]->text, text))
			return w->slot[at];
		if (!w->slot[at]) {
			w->terms++;
			w->slot[at] = term_new(c, text);
			w->empty = text.n ? w->empty : w->slot[at];
			return w->slot[at];
		}
	}
	return term_new(c, text);
}

struct term *text_term(struct checker *c, struct term **kept, struct str text)
{
	if (!*kept)
		*kept = window_text(c, text);
	return *kept;
}

struct term *indicator_words(struct checker *c, struct indicator *i)
{
	if (!i->words_term)
		i->words_term = window_term(c, i->text);
	return i->words_term;
}

struct term *window_term(struct checker *c, struct str text)
{
	struct term *t = window_text(c, text);
	if (!t->read)
		term_read(c, t);
	return t;
}
