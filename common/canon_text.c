/* canon_text: blanks, brackets and punctuation in one pass; needs ICU only where canon_table says so. */
#include "canon.h"
#include "canon_table.h"

/*
 * Whether ( ) : ; , and a blank beside them become full-width or go hangs on what follows, for brackets on
 * their partner.  So each is written full-width and noted as a mark; settle() decides the marks noted and
 * shortens the text where one stays ASCII.  In Chinese text nearly all are full-width, and nothing moves.
 */
enum { MARKS = 256 }; /* noted at once; a bracket whose partner is further away may be judged alone */

enum { FULL = 1, LINKED = 2, FILED_WIDE = 4 };

struct mark {
	size_t at;        /* offset in out */
	uint16_t partner; /* number of the other bracket from 1; of an open one: of the open one around it */
	char kind;        /* ( ) : ; , or a blank */
	unsigned char flags;
};

struct scan {
	struct str s;
	size_t at;
	struct buf *out;
	bool ready; /* s is NFC: what only ICU can tell stays as it is */
	int changes;
	unsigned marks, open, undecided; /* undecided: of the marks those that may yet become full-width or go */
	struct mark mark[MARKS];
};

enum side { SIDE_END, SIDE_MARK, SIDE_CJK, SIDE_OTHER };

uint32_t canon_fold_mapped(uint32_t c)
{
	uint64_t before = ~canon_clean[CANON_TEXT][c >> 6] & ((1ULL << (c & 63)) - 1);
	uint32_t to;

	if (c < 0x80) /* these and the full-width ones are nearly all that filings have: not looked up */
		return c > ' ' && c != 0x7f ? c : ' ';
	if (c - 0xff01 < 0x5e)
		return c - 0xfee0;
	if (!canon_first[c >> 6])
		return CANON_ICU;
	to = canon_value[canon_first[c >> 6] + (unsigned)__builtin_popcountll(before)];
	for (unsigned i = 0; to == CANON_WIDE && i < canon_wides; i++)
		if (canon_wide[i].from == c)
			to = canon_wide[i].to;
	return to;
}

static bool is_mark(uint32_t c) { return c == '(' || c == ')' || c == ':' || c == ';' || c == ','; }

/* Does the last mark end where the text written so far ends? */
static bool touches_mark(const struct scan *c)
{
	const struct mark *m;

	if (!c->marks)
		return false;
	m = &c->mark[c->marks - 1];
	return m->at + (m->kind == ' ' ? 1 : 3) == c->out->n;
}

/* “ ” ‘ ’ are neither Chinese nor Latin: what they enclose tells a mark beside them which of the two it is in. */
static bool is_quote(uint32_t c) { return c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d; }

static bool is_ideograph_lead(char c) { return (unsigned char)c - 0xe4u <= 0xe9u - 0xe4u; }

/* What ends the text written so far; looking past quotes if asked to. */
static enum side side_before(const struct scan *c, bool past_quotes)
{
	size_t at = c->out->n;

	if (at >= 3 && is_ideograph_lead(c->out->p[at - 3]))
		return SIDE_CJK;
	if (touches_mark(c))
		return SIDE_MARK;
	if (at && (unsigned char)c->out->p[at - 1] < 0x80)
		return SIDE_OTHER;
	while (at > 0) {
		size_t end = at, start;
		uint32_t point;
		do
			at--;
		while (at > 0 && ((unsigned char)c->out->p[at] & 0xc0) == 0x80 && end - at < 4);
		start = at;
		point = canon_next(buf_str(c->out), &start);
		if (c->marks && at <= c->mark[c->marks - 1].at) /* undecided, and not adjacent */
			return SIDE_OTHER;
		if (!past_quotes || !is_quote(point))
			return str_is_cjk(point) ? SIDE_CJK : SIDE_OTHER;
	}
	return SIDE_END;
}

/* What follows at the offset, past blanks, and past quotes if asked to. */
static enum side side_after(const struct scan *c, size_t at, bool past_quotes)
{
	while (at < c->s.n) {
		uint32_t point, to;
		if (is_ideograph_lead(c->s.p[at]))
			return SIDE_CJK;
		point = canon_next(c->s, &at);
		to = canon_fold(point);
		if (to == ' ' || (past_quotes && is_quote(point)))
			continue;
		if (is_mark(to))
			return SIDE_MARK;
		return str_is_cjk(to == CANON_ICU ? point : to) ? SIDE_CJK : SIDE_OTHER;
	}
	return SIDE_END;
}

/* Makes full-width what stands beside or is the partner of something full-width, until nothing more does. */
static void spread(struct scan *c)
{
	uint16_t work[MARKS];
	unsigned n = 0;

	for (unsigned i = 0; i < c->marks; i++)
		if (c->mark[i].flags & FULL)
			work[n++] = (uint16_t)i;
	if (n == c->marks)
		return;
	while (n) {
		unsigned i = work[--n], near[3], nears = 0;
		if (c->mark[i].flags & LINKED)
			near[nears++] = i - 1;
		if (i + 1 < c->marks && c->mark[i + 1].flags & LINKED)
			near[nears++] = i + 1;
		if (c->mark[i].partner)
			near[nears++] = c->mark[i].partner - 1u;
		while (nears) {
			struct mark *m = &c->mark[near[--nears]];
			if (!(m->flags & FULL))
				work[n++] = (uint16_t)(m - c->mark);
			m->flags |= FULL;
		}
	}
}

/* Writes marks that are not full-width as one byte and leaves out blanks beside those that are. */
static void shorten(struct scan *c)
{
	char *p = c->out->p;
	size_t from = c->mark[0].at, to = from;

	for (unsigned i = 0; i < c->marks; i++) {
		const struct mark *m = &c->mark[i];
		bool full = m->flags & FULL, blank = m->kind == ' ';
		if (blank ? full : full != !!(m->flags & FILED_WIDE))
			c->changes |= blank ? CANON_BLANKS : CANON_FORMS;
		if (full != blank)
			continue;
		if (to != from)
			memmove(p + to, p + from, m->at - from);
		to += m->at - from;
		from = m->at + (blank ? 1 : 3);
		if (!blank)
			p[to++] = m->kind;
	}
	if (to != from)
		memmove(p + to, p + from, c->out->n - from);
	c->out->n -= from - to;
}

static void settle(struct scan *c)
{
	unsigned around;

	for (unsigned open = c->open; open; open = around) { /* without a partner: judged alone */
		around = c->mark[open - 1].partner;
		c->mark[open - 1].partner = 0;
	}
	if (c->undecided) {
		spread(c);
		shorten(c);
	}
	c->marks = c->open = c->undecided = 0;
}

/* Notes a mark that will be written at the end of out. */
static struct mark *note_mark(struct scan *c, char kind, int flags)
{
	struct mark *m;

	if (c->marks == MARKS || (c->marks >= MARKS / 2 && !c->open && !touches_mark(c)))
		settle(c);
	if (touches_mark(c)) /* so there is one */
		flags |= LINKED | (c->mark[c->marks - 1].flags & FULL); /* NOLINT(clang-analyzer-core.UndefinedBinaryOperatorResult) */
	m = &c->mark[c->marks++];
	*m = (struct mark){ c->out->n, 0, kind, (unsigned char)flags };
	if (kind == ' ' || !(flags & FULL))
		c->undecided++;
	else if (!(flags & FILED_WIDE))
		c->changes |= CANON_FORMS;
	return m;
}

static void pair_mark(struct scan *c, struct mark *m)
{
	if (m->kind == '(') {
		m->partner = (uint16_t)c->open;
		c->open = c->marks;
	} else if (m->kind == ')' && c->open) {
		struct mark *open = &c->mark[c->open - 1];
		m->partner = (uint16_t)c->open;
		c->open = open->partner;
		open->partner = (uint16_t)c->marks;
	}
}

static void add_mark(struct scan *c, char kind, uint32_t filed, size_t next)
{
	int flags = filed >= 0x80 ? FILED_WIDE : 0;
	char full[3] = { '\xef', '\xbc', (char)(kind + 0x60) }; /* U+FF00 + kind - 0x20 */

	if (side_before(c, true) == SIDE_CJK || side_after(c, next, true) == SIDE_CJK)
		flags |= FULL;
	if (filed >= 0x80 && filed < 0xff00) /* a vertical form, the Greek question mark */
		c->changes |= CANON_FORMS;
	pair_mark(c, note_mark(c, kind, flags));
	buf_add(c->out, str_of(full, 3));
	c->at = next;
}

/* A run of blanks: none at either end of the text and beside CJK, else one. */
static void add_blank(struct scan *c)
{
	size_t from = c->at, next = from;
	enum side before, after;

	while (next < c->s.n && canon_fold(canon_next(c->s, &next)) == ' ')
		c->at = next;
	if (c->at - from != 1 || c->s.p[from] != ' ')
		c->changes |= CANON_BLANKS;
	before = side_before(c, false);
	/* SIDE_MARK: there is one.  NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
	if (before == SIDE_MARK && c->mark[c->marks - 1].flags & FULL)
		before = SIDE_CJK;
	after = before == SIDE_END || before == SIDE_CJK ? before : side_after(c, c->at, false); /* it goes anyway */
	if (after == SIDE_END || after == SIDE_CJK) {
		c->changes |= CANON_BLANKS;
		return;
	}
	if (before == SIDE_MARK || after == SIDE_MARK)
		note_mark(c, ' ', 0);
	buf_byte(c->out, ' ');
}

/* One character that is not clean; false when only ICU can tell. */
static bool add_special(struct scan *c)
{
	size_t next = c->at;
	uint32_t point = canon_next(c->s, &next), to = canon_fold(point);

	if (to == CANON_ICU) {
		if (!c->ready)
			return false;
		to = point;
	}
	if (to == ' ') {
		add_blank(c);
	} else if (is_mark(to)) {
		add_mark(c, (char)to, point, next);
	} else {
		if (to != point)
			c->changes |= to >= 0x3400 ? CANON_CHARS : CANON_FORMS;
		buf_point(c->out, to);
		c->at = next;
	}
	return true;
}

/* An or of enum canon_change, or -1: ICU has to normalise s first.  s is clean as far as `until`. */
static int scan_text(struct buf *out, struct str s, size_t until, bool ready)
{
	struct scan c;

	c.s = s;
	c.at = 0;
	c.out = out;
	c.ready = ready;
	c.changes = CANON_SAME;
	c.marks = c.open = c.undecided = 0;
	buf_reset(out);
	buf_room(out, s.n + 16);
	for (;;) {
		buf_add(out, str_of(s.p + c.at, until - c.at));
		c.at = until;
		if (until == s.n)
			break;
		if (!add_special(&c))
			return -1;
		until = canon_clean_until(s, c.at, CANON_TEXT);
	}
	settle(&c);
	return c.changes;
}

/* Which change NFC made: to compatibility ideographs beyond the basic plane, or to other forms. */
static int change_by_nfc(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = canon_next(s, &at);
		if (c >= 0x2f800 && c <= 0x2fa1f)
			return CANON_CHARS;
	}
	return CANON_FORMS;
}

/*
 * Where characters join, a pass may bring together what the next one joins: the A of a full-width letter and
 * its accent, accents that a blank kept apart.  More than a few rounds only nonsense needs.
 */
static int text_by_icu(struct buf *into, struct str s)
{
	enum { ROUNDS = 4 };
	struct buf nfc = { 0 };
	int changes;

	canon_nfc(&nfc, s);
	changes = str_eq(s, buf_str(&nfc)) ? CANON_SAME : change_by_nfc(s);
	for (int round = 0; round < ROUNDS; round++) {
		int more = scan_text(into, buf_str(&nfc), 0, true);
		changes |= more;
		if (more == CANON_SAME)
			break;
		canon_nfc(&nfc, buf_str(into));
	}
	buf_reset(into);
	buf_add(into, buf_str(&nfc));
	buf_free(&nfc);
	return changes;
}

/*
 * Whether all that is not clean, from `until` on, are full-width （ ） ： ； ， directly beside an ideograph: each stays as
 * it is by itself, whatever its neighbours and partner are.
 */
static bool stays(struct str s, size_t until)
{
	while (until < s.n) {
		const char *p = s.p + until;
		if (s.n - until < 3 || p[0] != '\xef' || p[1] != '\xbc' || !is_mark((unsigned char)p[2] - 0x60u))
			return false;
		if (!(until >= 3 && is_ideograph_lead(p[-3])) && !(s.n - until > 3 && is_ideograph_lead(p[3])))
			return false;
		until = canon_clean_until(s, until + 3, CANON_TEXT);
	}
	return true;
}

int canon_text(struct buf *into, struct str s)
{
	size_t until = canon_clean_until(s, 0, CANON_TEXT);
	int changes;

	if (stays(s, until)) {
		buf_reset(into);
		buf_add(into, s);
		return CANON_SAME;
	}
	changes = scan_text(into, s, until, false);
	return changes >= 0 ? changes : text_by_icu(into, s);
}
