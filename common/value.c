#include "value_internal.h"

enum {
	PARTS_MAX = 256,    /* a cell of more is no list of targets */
	SHAPE_BYTES = 400,  /* a longer cell is a sentence, whatever stands in it */
	SHAPE_POINTS = 25,  /* so is one with so many characters of words */
	QUALIFIER_POINTS = 12, /* words before a number that has neither sign nor comparator */
	JOIN_BYTES = 200
};

static const struct bracket { struct str open, close; } bracket[] = {
#define B(open, close) { { (open), sizeof(open) - 1 }, { (close), sizeof(close) - 1 } }
	B("（", "）"), B("(", ")"), B("“", "”"), B("《", "》"), B("【", "】"), B("〔", "〕"), B("[", "]"),
#undef B
};
enum { BRACKETS = sizeof bracket / sizeof bracket[0] };

/* A cell on its way into pieces; closes[b] is a place where bracket b closes, n when it never does again. */
struct cutter {
	struct str s;
	size_t at;
	size_t closes[BRACKETS];
};

struct parts {
	struct str part[PARTS_MAX];
	size_t n;
	bool full;
};

struct str measure_name(enum measure m)
{
	static const char *const name[] = { "blank", "text", "number", "date" };

	return str_c(name[m]);
}

/* Jumps over what stands in brackets; false when none opens here. */
static bool bracket_skip(struct cutter *c)
{
	for (size_t b = 0; b < BRACKETS; b++) {
		struct str close = bracket[b].close;
		if (!word_starts(str_from(c->s, c->at), bracket[b].open))
			continue;
		if (c->closes[b] <= c->at && c->closes[b] < c->s.n)
			c->closes[b] = str_find(c->s, close, c->at);
		if (c->closes[b] >= c->s.n)
			return false;
		c->at = c->closes[b] + close.n;
		return true;
	}
	return false;
}

/* Length of the separator at `at`, 0 when there is none; the comma of 1,234 is none. */
static size_t separator_at(struct str s, size_t at, bool *comma)
{
	size_t end = at;

	*comma = false;
	if (word_skip(s, &end, &words_semicolon))
		return end - at;
	if (!word_skip(s, &end, &words_commas))
		return 0;
	if (end - at == 1 && at > 0 && end < s.n && str_is_digit(s.p[at - 1]) && str_is_digit(s.p[end]))
		return 0;
	*comma = true;
	return end - at;
}

typedef unsigned char sixteen __attribute__((vector_size(16)));

/* Whether one of the 16 bytes behind p[1] may end a separator. */
static bool separates_near(const char *p)
{
	sixteen lead, v;
	uint64_t found[2];

	memcpy(&lead, p, sizeof lead);
	memcpy(&v, p + 2, sizeof v);
	v = (sixteen)((v == ',') | (v == ';') | ((lead == 0xef) & ((v == 0x8c) | (v == 0x9b))));
	memcpy(found, &v, sizeof found);
	return found[0] | found[1];
}

/* Whether s may have a separator (， ； or the same in ASCII): most cells have none, and brackets do not matter then. */
static bool separates(struct str s)
{
	size_t at = 0;

	for (; s.n < 18 && at < s.n; at++) {
		if (word_skip(s, &(size_t){ at }, &words_commas) || word_skip(s, &(size_t){ at }, &words_semicolon))
			return true;
	}
	if (at < s.n && (s.p[0] == ',' || s.p[0] == ';' || s.p[1] == ',' || s.p[1] == ';'))
		return true;
	for (at += 2; at < s.n; at += 16) {
		if (separates_near(s.p + (at + 16 < s.n ? at : s.n - 16) - 2))
			return true;
	}
	return false;
}

/* Bytes that a separator or a bracket begins with: ASCII marks, the lead bytes of CJK and general punctuation. */
static const bool may_cut[256] = { [','] = true, [';'] = true, ['('] = true, ['['] = true, [0xe2] = true, [0xe3] = true, [0xef] = true };

/* The next piece up to a separator; comma tells whether it ended in one.  False at the end. */
static bool piece_next(struct cutter *c, struct str *piece, bool *comma)
{
	size_t start = c->at, n;

	*comma = false;
	if (c->at >= c->s.n)
		return false;
	while (c->at < c->s.n) {
		char b = c->s.p[c->at];
		if (!may_cut[(unsigned char)b]) {
			c->at++;
			continue;
		}
		if ((n = separator_at(c->s, c->at, comma)) != 0) {
			*piece = str_of(c->s.p + start, c->at - start);
			c->at += n;
			return true;
		}
		if (b == ',' || b == ';' || !bracket_skip(c))
			c->at++;
	}
	*piece = str_from(c->s, start);
	return true;
}

static bool has_digit(struct str s) { return word_digit(s, 0) < s.n; }

static void parts_add(struct parts *p, struct str s)
{
	if (str_blank(s))
		return;
	if (p->n == PARTS_MAX)
		p->full = true;
	else
		p->part[p->n++] = str_trim(s);
}

/*
 * Cuts a cell at ； and at ， between pieces that each have a number, one of them at least a target: two
 * sentences that mention figures stay together.
 */
static void parts_cut(const struct grammar *g, struct str s, struct parts *p)
{
	struct cutter c = { .s = s };
	struct str piece, part = STR("");
	struct reading r;
	bool comma = false, joined = false, digit, reads, part_digit = false, part_reads = false;

	p->n = 0;
	p->full = false;
	while (!p->full && piece_next(&c, &piece, &comma)) {
		digit = has_digit(piece);
		reads = false;
		if (digit && (comma || joined)) {
			part_read(g, piece, &r);
			reads = r.kind != READ_TEXT;
		}
		if (joined && !(digit && part_digit && (reads || part_reads))) {
			part.n = (size_t)(piece.p + piece.n - part.p);
			part_digit = part_digit || digit;
		} else {
			parts_add(p, part);
			part = piece;
			part_digit = digit;
		}
		part_reads = reads;
		joined = comma;
	}
	parts_add(p, part);
}

/* 元/人/年 */
static struct str unit_write(struct arena *a, const struct unit_words *u)
{
	size_t n = 0, at = 0;
	char *p;

	if (u->parts == 0)
		return STR("");
	if (u->parts == 1)
		return u->part[0];
	for (size_t i = 0; i < u->parts; i++)
		n += u->part[i].n + 1;
	p = arena_alloc(a, n);
	for (size_t i = 0; i < u->parts; i++) {
		if (i)
			p[at++] = '/';
		if (u->part[i].n)
			memcpy(p + at, u->part[i].p, u->part[i].n);
		at += u->part[i].n;
	}
	return str_of(p, at);
}

static struct target target_of(struct arena *a, const struct reading *r)
{
	struct target t = { .qualifier = r->qualifier, .op = r->op, .unread = r->unread };
	char digits[DECIMAL_ROOM], date[DATE_ROOM];

	if (r->kind == READ_TEXT) {
		t.measure = MEASURE_TEXT;
		t.text = r->text;
	} else if (r->kind == READ_DATE) {
		t.measure = MEASURE_DATE;
		t.low = arena_copy(a, date_text(date, &r->date));
	} else {
		t.measure = MEASURE_NUMBER;
		t.low = arena_copy(a, decimal_text(digits, r->low));
		if (r->range)
			t.high = arena_copy(a, decimal_text(digits, r->high));
		t.unit = unit_write(a, &r->unit);
		t.figure = r->figure;
		t.power = r->unit.power;
	}
	return t;
}

/* A cell of several parts. */
static size_t targets_cut(const struct grammar *g, struct arena *a, struct str s, struct target **targets)
{
	struct reading r;
	struct parts parts;

	parts_cut(g, s, &parts);
	*targets = arena_zero(a, parts.n ? parts.n : 1, sizeof **targets);
	if (parts.n == 0 || parts.full) {
		**targets = (struct target){ .measure = MEASURE_TEXT, .text = s, .unread = parts.n > 0 };
		return 1;
	}
	for (size_t i = 0; i < parts.n; i++) {
		part_read(g, parts.part[i], &r);
		(*targets)[i] = target_of(a, &r);
	}
	return parts.n;
}

size_t targets_any(const struct grammar *g, struct arena *a, struct str s, struct target **targets)
{
	struct reading r;

	if (!word_nothing(s) && separates(s))
		return targets_cut(g, a, s, targets);
	*targets = arena_zero(a, 1, sizeof **targets);
	if (word_nothing(s))
		return 1;
	part_read_any(g, s, &r);
	**targets = target_of(a, &r);
	return 1;
}

size_t value_targets(const struct grammar *g, struct arena *a, struct str canonical, struct target **targets)
{
	struct str s = str_trim(canonical);
	struct reading r;

	if (!quick_read(g, s, &r))
		return targets_any(g, a, s, targets);
	*targets = arena_alloc(a, sizeof **targets);
	**targets = target_of(a, &r);
	return 1;
}

bool value_is_qualitative(const struct grammar *g, struct str s)
{
	for (; g; g = g->base) {
		for (size_t i = 0; i < g->qualitatives; i++) {
			if (str_eq(s, g->qualitative[i]))
				return true;
		}
	}
	return false;
}

/* The op of an operator's column; empty when it says none.  *words: it belongs to the words (不低于). */
static struct str column_op(const struct grammar *g, struct str s, bool *words)
{
	static const enum comparator_form form[] = { COMPARE_BEFORE, COMPARE_AFTER, COMPARE_AROUND };
	const struct comparator *c;
	struct str op;
	size_t at = 0;

	*words = false;
	if (compare_sign(g, s, &at, &op))
		return at == s.n ? op : STR("");
	for (size_t i = 0; i < sizeof form / sizeof form[0]; i++) {
		c = compare_at(g, s, 0, form[i]);
		if (c && c->word.n == s.n) {
			*words = true;
			return c->op;
		}
	}
	return STR("");
}

/* s and more without a blank between. */
static struct str join(struct arena *a, struct str s, struct str more)
{
	char *p = arena_alloc(a, s.n + more.n);

	if (s.n)
		memcpy(p, s.p, s.n);
	if (more.n)
		memcpy(p + s.n, more.p, more.n);
	return str_of(p, s.n + more.n);
}

/* The unit of a column of its own onto a number that has none. */
static void column_unit(const struct grammar *g, struct str unit, struct reading *r)
{
	struct unit_words u;
	struct tail tail;
	size_t at = 0;

	if (word_skip(unit, &at, &words_open) && word_cut(&unit, &words_close))
		unit = str_trim(str_from(unit, at));
	at = 0;
	if (!unit_read(g, unit, &at, false, &u, &tail) || (compare_tail(g, unit, &at, &tail) && !tail.after)
	    || (at != unit.n && !word_remark(unit, &at)) || (!u.parts && !u.power)
	    || !decimal_shift(&r->low, u.power) || (r->range && !decimal_shift(&r->high, u.power)))
		u = (struct unit_words){ .part = { unit }, .parts = 1 };
	r->unit = u;
	if (tail.after && !r->range && str_eq(r->op, STR("=")))
		r->op = tail.after->op; /* 5 | 个工作日内 */
}

/* 2023 | 年, 12 | 月底前: a date whose words stand in the unit's column. */
static bool column_date(const struct grammar *g, struct arena *a, struct str number, struct str unit, struct reading *r)
{
	struct reading both;

	if (unit.n == 0 || number.n + unit.n > JOIN_BYTES || !has_digit(number))
		return false;
	part_read(g, join(a, number, unit), &both);
	if (both.kind != READ_DATE || both.date.loose)
		return false;
	*r = both;
	return true;
}

static struct target columns_text(struct arena *a, struct str op, struct str sign, bool words, const struct reading *r)
{
	struct target t = { .measure = MEASURE_TEXT, .text = r->text, .unread = r->unread };

	if (words)
		t.text = join(a, op, r->text);
	else
		t.op = r->op.n ? r->op : sign;
	return t;
}

struct target value_columns(const struct grammar *g, struct arena *a, struct str op, struct str number, struct str unit)
{
	struct reading r;
	struct target t = { 0 }, *all;
	struct str sign;
	bool words;

	op = word_nothing(op) ? STR("") : str_trim(op);
	number = word_nothing(number) ? STR("") : str_trim(number);
	unit = word_nothing(unit) || str_eq(str_trim(unit), STR("无")) ? STR("") : str_trim(unit);
	if (value_is_qualitative(g, op)) {
		t.text = number.n ? number : unit;
		t.measure = t.text.n ? MEASURE_TEXT : MEASURE_BLANK;
		return t;
	}
	if (number.n == 0) { /* the whole value slipped into one of the others */
		(void)value_targets(g, a, op.n && unit.n ? join(a, op, unit) : op.n ? op : unit, &all);
		return all[0];
	}
	sign = column_op(g, op, &words);
	part_read(g, number, &r);
	if (value_is_qualitative(g, unit)) { /* 定性 as a unit: words, and a date is words, too; a number has no unit */
		if (r.kind == READ_DATE)
			r = (struct reading){ .kind = READ_TEXT, .text = number };
		unit = STR("");
	}
	if (r.kind == READ_TEXT)
		return columns_text(a, op, sign, words, &r);
	if (!column_date(g, a, number, unit, &r) && r.kind == READ_NUMBER && r.unit.parts == 0 && unit.n)
		column_unit(g, unit, &r);
	if (sign.n && !r.range)
		r.op = sign;
	t = target_of(a, &r);
	t.unread = op.n && !sign.n; /* what stands in the operator's column is none */
	return t;
}

static bool longer_than(struct str s, size_t points)
{
	return s.n > points && (s.n > 4 * points || str_points(s) > points);
}

/* Whether a part's own words say that it is a target, not a name with a figure in it. */
static bool shape_sure(const struct reading *r)
{
	if (r->kind == READ_TEXT)
		return r->unread && has_digit(r->text);
	if (r->kind == READ_DATE || r->range)
		return !longer_than(r->qualifier, SHAPE_POINTS);
	return !r->loose && !longer_than(r->qualifier, str_eq(r->op, STR("=")) ? QUALIFIER_POINTS : SHAPE_POINTS);
}

/* What was found of a cell of several parts, for those who want it. */
struct found {
	struct arena *arena; /* NULL: nobody does */
	struct target *target;
	size_t n;
};

/* SHAPE_TEXT when not every part of the cell is a number or a date. */
static enum value_shape shape_parts(const struct grammar *g, struct str s, struct found *found)
{
	struct parts parts;
	struct reading r;
	size_t dates = 0;

	parts_cut(g, s, &parts);
	for (size_t i = 0; i < parts.n; i++) {
		part_read(g, parts.part[i], &r);
		if (!shape_sure(&r))
			return SHAPE_TEXT;
		dates += r.kind == READ_DATE;
		if (found->arena && !found->target)
			found->target = arena_zero(found->arena, parts.n, sizeof *found->target);
		if (found->arena)
			found->target[i] = target_of(found->arena, &r);
	}
	found->n = parts.full ? 0 : parts.n;
	return parts.n == 0 ? SHAPE_TEXT : dates == parts.n ? SHAPE_DATE : SHAPE_NUMBER;
}

/* The same of a cell that is one part. */
static enum value_shape shape_part(const struct grammar *g, struct str s)
{
	struct reading r;

	part_read_any(g, s, &r);
	return !shape_sure(&r) ? SHAPE_TEXT : r.kind == READ_DATE ? SHAPE_DATE : SHAPE_NUMBER;
}

static enum value_shape shape_find(const struct grammar *g, struct str s, struct found *found)
{
	enum value_shape shape = SHAPE_TEXT;
	bool several;
	struct str op;
	size_t at = 0;

	if (s.n > SHAPE_BYTES)
		return SHAPE_SENTENCE;
	several = separates(s);
	if (has_digit(s))
		shape = several ? shape_parts(g, s, found) : shape_part(g, s);
	if (shape != SHAPE_TEXT)
		return shape;
	if (str_ends(s, STR("。")) || longer_than(s, SHAPE_POINTS) || (several && str_find(s, STR("，"), 0) < s.n))
		return SHAPE_SENTENCE;
	return compare_sign(g, s, &at, &op) && at < s.n ? SHAPE_NUMBER : SHAPE_TEXT;
}

enum value_shape shape_any(const struct grammar *g, struct str s) { return shape_find(g, s, &(struct found){ 0 }); }

static enum value_shape shape_look(const struct grammar *g, struct str s, struct found *found)
{
	struct figure figure;
	struct date date;

	if (s.n == 0)
		return SHAPE_BLANK;
	if (quick_figure(g, s, &figure))
		return SHAPE_NUMBER;
	return quick_date(s, &date) ? SHAPE_DATE : shape_find(g, s, found);
}

enum value_shape value_shape(const struct grammar *g, struct str canonical)
{
	return shape_look(g, str_trim(canonical), &(struct found){ 0 });
}

enum value_shape value_look(const struct grammar *g, struct arena *a, struct str canonical, struct target **targets, size_t *n)
{
	struct found found = { .arena = a };
	enum value_shape shape = shape_look(g, str_trim(canonical), &found);

	*targets = found.target;
	*n = found.n;
	return shape;
}
