/*
 * What records say by themselves: the second half of the memo.  Forms repeat the rows of others, but for some digits, so
 * fields, amounts and indicators are read once for all that are the same to the byte, but for their document, form and
 * line (and, of an indicator, its number).
 */
#include "validate.h"

/* The first column that tells, and how many there are. */
static const struct {
	unsigned char first, count;
} columns[RECORD_TYPES + 1] = {
	[RECORD_FIELD] = { FIELD_NAME, FIELD_COUNT },
	[RECORD_AMOUNT] = { AMOUNT_KIND, AMOUNT_COUNT },
	[RECORD_INDICATOR] = { INDICATOR_PART, INDICATOR_COUNT },
};

size_t known_first(enum record_type type) { return columns[type].first; }

static size_t held(size_t bytes) { return (bytes + 15) & ~(size_t)15; }

static bool is_inside(struct str line, const char *p) { return (size_t)((uintptr_t)p - (uintptr_t)line.p) <= line.n; }

size_t known_escaped(const struct record *record, size_t first, size_t end)
{
	size_t escaped = 0;
	if (!record->escaped)
		return 0;
	for (size_t i = first; i < end; i++)
		escaped += is_inside(record->raw, record->field[i].p) ? 0 : held(record->field[i].n);
	return escaped;
}

/* The line from that column on, as it stands there. */
static struct str line_from(const struct record *record, size_t column)
{
	struct str line = record->raw;
	size_t at = record->name.n;
	if (!record->escaped)
		return str_from(line, (size_t)(record->field[column - 1].p + record->field[column - 1].n + 1 - line.p));
	while (column--)
		at = str_chr(line, '\t', at + 1);
	return str_from(line, at + 1);
}

/* ---- what they say ---- */

static enum phase phase_of(struct str s)
{
	static const struct str names[PHASE_OTHER] = { { "", 0 }, { "initial", 7 }, { "adjusted", 8 }, { "executed", 8 } };
	enum phase p = PHASE_NONE;
	while (p < PHASE_OTHER && !str_eq(names[p], s))
		p++;
	return p;
}

/* Amounts are short: a walk is less than a search. */
static bool has_character(struct str s, const char *character)
{
	for (size_t i = 0; i + 3 <= s.n; i++)
		if (memcmp(s.p + i, character, 3) == 0)
			return true;
	return false;
}

static struct amount *amount_new(struct checker *c, const struct str *v)
{
	struct amount *m = arena_alloc(&c->memo.arena, sizeof *m);
	*m = (struct amount){ .shared = m, .kind = v[AMOUNT_KIND], .phase = v[AMOUNT_PHASE], .raw = v[AMOUNT_RAW], .label = v[AMOUNT_LABEL],
		.filed = v[AMOUNT_YUAN] };
	m->known = v[AMOUNT_YUAN].n && decimal_parse(v[AMOUNT_YUAN], &m->yuan);
	m->kind_id = rules_kind(c->rules, m->kind);
	m->phase_id = phase_of(m->phase);
	m->in_yuan = has_character(m->raw, "元");
	m->in_wan = m->in_yuan && has_character(m->raw, "万");
	m->print = amount_print(m);
	return m;
}

const struct str named_names[NAMED_COUNT] = {
#define X(id, name) { name, sizeof name - 1 },
	NAMED_LIST(X)
#undef X
};

static struct field *field_new(struct checker *c, const struct str *v)
{
	struct field *x = arena_alloc(&c->memo.arena, sizeof *x);
	*x = (struct field){ .name = v[FIELD_NAME], .value = v[FIELD_VALUE], .term = window_text(c, v[FIELD_VALUE]) };
	x->print = str_hash(x->value);
	x->of_region = IN_LIST(lists_of(c, x->name), REGION_FIELDS);
	while (x->named < NAMED_COUNT && !str_eq(named_names[x->named], x->name))
		x->named++;
	return x;
}

/* ---- levels ---- */

static const struct level_name *level_of(const struct checker *c, struct str name, struct str parent, bool any)
{
	for (size_t k = 0; k < c->rules->levels; k++) {
		const struct level_name *l = &c->rules->level[k];
		if (str_eq(l->name, name) && (any || str_eq(l->parent, parent)))
			return l;
	}
	return NULL;
}

static void judge_standing(const struct checker *c, struct standing *s)
{
	uint64_t is = lists_of(c, s->level1) | lists_of(c, s->level2);
	s->cost = IN_LIST(is, COST_LEVELS);
	s->quantity = IN_LIST(is, QUANTITY_LEVELS);
	s->time = IN_LIST(is, TIME_LEVELS);
	s->money = IN_LIST(lists_of(c, s->level2.n ? s->level2 : s->level1), MONEY_LEVELS); /* not 社会成本指标 under 成本指标 */
	if (s->level1.n && !level_of(c, s->level1, STR(""), false))
		s->verdict = UNKNOWN_ONE;
	else if (s->level2.n && !level_of(c, s->level2, STR(""), true))
		s->verdict = UNKNOWN_TWO;
	else if (s->level1.n && s->level2.n && !level_of(c, s->level2, s->level1, false))
		s->verdict = OTHER_PARENT;
}

/* The same two labels stand in every form: they are judged once.  A document has a dozen; a hostile one only makes them anew. */
static const struct standing *standing_of(struct checker *c, struct str level1, struct str level2)
{
	const struct standing **kept = c->memo.standing;
	size_t at = (str_hash(level2) + level1.n * 7 + (level1.n ? (unsigned char)level1.p[level1.n / 2] : 0)) % STANDINGS;
	struct standing *s;
	if (kept[at] && str_eq(kept[at]->level2, level2) && str_eq(kept[at]->level1, level1))
		return kept[at];
	kept[at] = s = arena_zero(&c->memo.arena, 1, sizeof *s);
	s->level1 = level1;
	s->level2 = level2;
	judge_standing(c, s);
	return s;
}

/* A list of words with commas. */
static void read_repairs(struct row *i, struct str s)
{
	for (size_t at = 0, end; at < s.n; at = end + 1) {
		for (end = at; end < s.n && s.p[end] != ',';)
			end++;
		struct str word = str_of(s.p + at, end - at);
		i->filled |= str_eq(word, STR("filled"));
		i->shifted |= str_eq(word, STR("shifted"));
		i->moved |= str_eq(word, STR("levels"));
	}
}

static unsigned asks_of(const struct row *i)
{
	unsigned flags = i->name->flags, asks = 0;
	if (i->date || (i->words && (i->time || (flags & TERM_TIME))) || ((i->name->has | i->said->has) >> LEXICON_YEAR & 1))
		asks |= ASKS_YEAR;
	if ((i->name->has >> LEXICON_ORDER & 1) && i->has_low && str_eq(i->unit, STR("%")) && i->part <= 1)
		asks |= ASKS_ORDER;
	if ((flags & (TERM_HEADS | TERM_COUNT)) && i->has_low && i->low.unscaled > 0 && decimal_is_whole(i->low) &&
		IN_LIST(i->unit_is, HEAD_UNITS))
		asks |= ASKS_HEADS;
	if (i->cost && i->has_low && !i->has_high && i->low.unscaled > 0)
		asks |= ASKS_PRICE;
	if (i->has_low && (i->cost || (flags & TERM_STANDARD)))
		asks |= ASKS_BUDGET;
	if (i->number && IN_LIST(i->name->ends, RATE_TERMS))
		asks |= ASKS_RATE;
	if (!i->level1.n || !i->level2.n)
		asks |= ASKS_LEVEL;
	if (i->moved)
		asks |= ASKS_MOVED;
	return asks;
}

/* What hangs on the digits of a row. */
static void read_numbers(struct checker *c, struct row *i, struct str part)
{
	i->part = 0;
	str_number(part, &i->part);
	i->has_low = i->number && decimal_parse(i->low_text, &i->low);
	i->has_high = i->number && decimal_parse(i->high_text, &i->high);
	i->print = row_print(c, i);
	i->asks = asks_of(i);
}

static void read_row(struct checker *c, struct row *i, struct known *k, const struct str *v)
{
	*i = (struct row){
		.pattern = i, .known = k, .measure = v[INDICATOR_MEASURE], .op = v[INDICATOR_OP], .unit = v[INDICATOR_UNIT],
		.text = v[INDICATOR_TEXT], .raw = v[INDICATOR_RAW], .basis = v[INDICATOR_BASIS],
		.note = v[INDICATOR_NOTE], .low_text = v[INDICATOR_LOW], .high_text = v[INDICATOR_HIGH],
		.name = window_term(c, v[INDICATOR_LEVEL3]), .said = window_term(c, v[INDICATOR_DESCRIPTION]),
		.who = window_term(c, v[INDICATOR_QUALIFIER]),
	};
	i->target_at = (unsigned)(i->op.p - k->text.p);
	i->target_n = (unsigned)(i->text.p + i->text.n - i->op.p);
	i->number = str_eq(i->measure, STR("number"));
	i->date = str_eq(i->measure, STR("date"));
	i->words = str_eq(i->measure, STR("text"));
	i->blank = str_eq(i->measure, STR("blank"));
	i->value = i->number ? i->low_text : i->words ? i->text : i->measure;
	read_repairs(i, v[INDICATOR_REPAIRS]);
	i->standing = standing_of(c, v[INDICATOR_LEVEL1], v[INDICATOR_LEVEL2]);
	i->level1 = i->standing->level1; /* the same view in all of these rows */
	i->level2 = i->standing->level2;
	i->cost = i->standing->cost;
	i->quantity = i->standing->quantity;
	i->time = i->standing->time;
	i->raw_has = lists_in(c, i->raw);
	i->unit_is = lists_of(c, i->unit);
	i->words_term = i->words ? window_term(c, i->text) : NULL;
	read_numbers(c, i, v[INDICATOR_PART]);
}

/* ---- those that were read ---- */

/* The record's columns that tell, as views of `text`, which is its line from the first of them on; copies of those with escapes. */
static void columns_of(struct checker *c, struct record *record, struct str text, bool escaped, struct str *v)
{
	const char *from = record->raw.p + record->raw.n - text.n;
	stream_columns(c->in, record);
	const struct str *field = record->field;
	size_t first = columns[record->type].first, count = columns[record->type].count;
	for (size_t k = first; !escaped && k < count; k++)
		v[k] = str_of(text.p + (field[k].p - from), field[k].n);
	for (size_t k = first; escaped && k < count; k++)
		v[k] = is_inside(record->raw, field[k].p) ? str_of(text.p + (field[k].p - from), field[k].n) :
			arena_copy(&c->memo.arena, field[k]);
}

static struct row *row_new(struct checker *c, struct record *record, struct known *k)
{
	struct row *i = arena_alloc(&c->memo.arena, sizeof *i);
	struct like *like = k->escaped ? NULL : like_find(c, k->text);
	if (like && like->of) {
		like_copy(c, like, i, k);
		read_numbers(c, i, str_to(k->text, str_chr(k->text, '\t', 0)));
	} else {
		struct str v[INDICATOR_COUNT] = { 0 };
		columns_of(c, record, k->text, k->escaped != 0, v);
		read_row(c, i, k, v);
		if (like)
			like_keep(like, i, v);
	}
	return i;
}

static struct known *known_new(struct checker *c, struct record *record, struct str text)
{
	struct str v[AMOUNT_COUNT] = { 0 }; /* more than a field has */
	struct known *k = arena_alloc(&c->memo.arena, sizeof *k);
	*k = (struct known){ .type = record->type, .text = arena_copy(&c->memo.arena, text), .window = c->w.number };
	k->escaped = known_escaped(record, columns[k->type].first, columns[k->type].count);
	if (k->type != RECORD_INDICATOR)
		columns_of(c, record, k->text, k->escaped != 0, v);
	switch (k->type) {
	case RECORD_FIELD: k->as.field = field_new(c, v); break;
	case RECORD_AMOUNT: k->as.amount = amount_new(c, v); break;
	default: k->as.row = row_new(c, record, k); break;
	}
	return k;
}

static void greet(const struct checker *c, struct known *k);

static void greet_row(const struct checker *c, struct row *i)
{
	i->quiet &= ~(unsigned)ROW_TYPO; /* another document has other usual spellings */
	i->family = NULL;
	term_greet(c, i->name);
	term_greet(c, i->said);
	term_greet(c, i->who);
	if (i->words_term)
		term_greet(c, i->words_term);
	if (i->pattern->known->window != c->w.number)
		greet(c, i->pattern->known);
}

/* Another window begins with what its terms met in the last one forgotten. */
static void greet(const struct checker *c, struct known *k)
{
	k->window = c->w.number;
	if (k->type == RECORD_FIELD) {
		term_greet(c, k->as.field->term);
	} else if (k->type == RECORD_INDICATOR) {
		greet_row(c, k->as.row);
	}
}

const struct known *known_find(struct checker *c, struct record *record)
{
	struct hash *all = &c->memo.known;
	struct str text = line_from(record, columns[record->type].first);
	uint64_t hash = str_hash(text) + record->type;
	struct known *k;
	for (struct hash_walk w = hash_walk(all, hash); (k = hash_next(all, &w));)
		if (k->type == record->type && str_is(k->text, text)) {
			if (k->window != c->w.number)
				greet(c, k);
			return k;
		}
	k = known_new(c, record, text);
	hash_put(all, hash, k);
	return k;
}
