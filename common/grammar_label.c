/* The keys of labels: what is cut off a text before it is looked up, and which texts need not be. */
#include "grammar.h"

#include "canon.h"
#include "grammar_tables.h"
#include "pattern_scan.h"

/* Length of the mark that a label may wear at its ends, 0 when p does not start with one; U+FFFD was a stray byte. */
static size_t mark_at(struct str s)
{
	if (s.n && (s.p[0] == ':' || s.p[0] == '*'))
		return 1;
	return str_starts(s, STR("：")) || str_starts(s, STR("＊")) || str_starts(s, STR("、")) || str_starts(s, STR("\xef\xbf\xbd")) ? 3 : 0;
}

/* The same at the end of s: a mark is three bytes long, or one. */
static size_t mark_before_end(struct str s)
{
	if (s.n >= 3 && mark_at(str_from(s, s.n - 3)) == 3)
		return 3;
	return s.n >= 1 && mark_at(str_from(s, s.n - 1)) == 1 ? 1 : 0;
}

/* Bytes that marks and white space (str_trim's; below 0x21 all) begin with, and that they end in. */
enum { OUTER_FIRST = 1, OUTER_LAST = 2 };
static const unsigned char outer[256] = {
	[0x7f] = OUTER_FIRST | OUTER_LAST, [':'] = OUTER_FIRST | OUTER_LAST, ['*'] = OUTER_FIRST | OUTER_LAST,
	[0xc2] = OUTER_FIRST, [0xe3] = OUTER_FIRST, [0xef] = OUTER_FIRST,
	[0xa0] = OUTER_LAST, [0x80] = OUTER_LAST, [0xbf] = OUTER_LAST, /* U+00A0, U+3000, U+FEFF */
	[0x9a] = OUTER_LAST, [0x8a] = OUTER_LAST, [0x81] = OUTER_LAST, [0xbd] = OUTER_LAST, /* ： ＊ 、 U+FFFD */
};

static bool has_outer(struct str s)
{
	unsigned char first = s.n ? (unsigned char)s.p[0] : 'a', last = s.n ? (unsigned char)s.p[s.n - 1] : 'a';

	return first <= ' ' || last <= ' ' || outer[first] & OUTER_FIRST || outer[last] & OUTER_LAST;
}

static struct str without_marks(struct str s)
{
	size_t n;

	while (has_outer(s)) {
		s = str_trim(s);
		n = mark_at(s);
		s = str_from(s, n);
		if (n == 0) {
			n = mark_before_end(s);
			s.n -= n;
		}
		if (n == 0)
			break;
	}
	return s;
}

/* Whether a bracket closes at the end of s. */
static bool closes(struct str s)
{
	static const struct str wide[] = { { "）", 3 }, { "】", 3 }, { "］", 3 }, { "〕", 3 } };
	char last = s.n ? s.p[s.n - 1] : '\0';

	for (size_t i = 0; s.n >= 3 && i < sizeof wide / sizeof *wide; i++)
		if (last == wide[i].p[2] && str_ends(s, wide[i]))
			return true;
	return last == ')' || last == ']';
}

/* Whether text is a unit, or one with a slash behind it (元/人). */
static bool is_unit(const struct grammar *g, struct str text)
{
	size_t n;

	return grammar_unit(g, text, &n) && (n == text.n || text.p[n] == '/' || str_starts(str_from(text, n), STR("每")));
}

/* Cuts a bracketed unit off the end of the label, which a bracket closes. */
static struct str without_unit(const struct grammar *g, struct str s, struct str *unit)
{
	struct match m;
	struct str inner;
	const struct pattern *p = g->tables->label_unit;

	if (!p || s.n > 2 * LABEL_PATTERN_MOST || pattern_match(p, s, &m) != 1)
		return s;
	inner = str_trim(pattern_group(p, &m, "unit"));
	if (m.whole.p == s.p || !is_unit(g, inner))
		return s;
	*unit = inner;
	return without_marks(str_to(s, (size_t)(m.whole.p - s.p)));
}

/* Less what stands before and behind a label without being part of it, unless it is known with it: how many pieces. */
static unsigned cut_extras(const struct grammar *g, struct label_text *label)
{
	const struct grammar_tables *t = g->tables;
	struct str key = label->key;
	unsigned cuts = 0;
	struct match m;

	if (key.n > LABEL_PATTERN_MOST)
		return 0;
	for (int round = 0; round < 3 && g->label_prefix && !grammar_exact(g, key); round++) {
		if (pattern_match(g->label_prefix, key, &m) != 1 || m.whole.p != key.p || m.whole.n == 0
		    || m.whole.n == key.n)
			break;
		key = without_marks(str_from(key, m.whole.n));
		cuts++;
	}
	if (t->label_suffix && closes(key) && !grammar_exact(g, key) && pattern_match(t->label_suffix, key, &m) == 1
	    && m.whole.p != key.p) {
		key = without_marks(str_to(key, (size_t)(m.whole.p - key.p)));
		cuts++;
	}
	label->key = key;
	return cuts;
}

/* ---- what no grammar knows ---- */

/*
 * What the keys of labels have in common, over all grammars: most texts are told from them by a few characters.
 * Written as patterns, labels have a bit each, the last of them for all that are more.
 */
enum { GATE_PLACES = 4, GATE_LAST = 1 << GATE_PLACES, GATE_LIKES = 31 };
#define GATE_PREFIX (1u << GATE_LIKES)
struct label_gate {
	uint8_t place[PATTERN_SLOTS];   /* bit i: a character of the slot is the i-th of a label; GATE_LAST: its last */
	uint32_t begins[PATTERN_SLOTS]; /* which patterns it may begin; GATE_PREFIX: what is cut off before a label */
	uint32_t wanted[PATTERN_SLOTS]; /* patterns want one of these characters */
};

/* The slot of the last character of s, which is not empty. */
static size_t last_slot(struct str s)
{
	size_t at = s.n - 1, n;

	if (s.n >= 3 && pattern_is_han((unsigned char)s.p[s.n - 3]))
		at = s.n - 3;
	while (at && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return pattern_slot((const unsigned char *)s.p + at, &n);
}

static void gate_add(struct label_gate *gate, struct str key)
{
	size_t at = 0, n;

	for (unsigned i = 0; i < GATE_PLACES && at < key.n; i++, at += n)
		gate->place[pattern_slot((const unsigned char *)key.p + at, &n)] |= (uint8_t)(1u << i);
	gate->place[last_slot(key)] |= GATE_LAST;
}

/* Of digits it tells none apart: what it says of a text it says of all of its mould. */
static void gate_blind(struct label_gate *gate)
{
	uint32_t begins = 0, wanted = 0;
	uint8_t place = 0;

	for (int c = '0'; c <= '9'; c++) {
		place |= gate->place[c];
		begins |= gate->begins[c];
		wanted |= gate->wanted[c];
	}
	for (int c = '0'; c <= '9'; c++) {
		gate->place[c] = place;
		gate->begins[c] = begins;
		gate->wanted[c] = wanted;
	}
}

static const struct label_gate *gate_of(const struct grammars *all)
{
	struct label_gate *gate = all->base->tables->gate;
	unsigned like = 0;

	if (gate)
		return gate;
	gate = all->base->tables->gate = mem_zero(1, sizeof *gate);
	for (size_t i = 0; i <= all->layouts; i++) {
		const struct grammar *g = i ? all->layout[i - 1] : all->base;
		const struct grammar_tables *t = g->tables;
		for (size_t k = 0; k < t->labels; k++)
			gate_add(gate, t->label[k].key);
		for (size_t k = 0; k < t->likes; k++, like += like < GATE_LIKES - 1) {
			pattern_beginnings(t->like[k].match, gate->begins, 1u << like);
			pattern_wants(t->like[k].match, gate->wanted, 1u << like);
		}
		if (g->label_prefix && (i == 0 || g->label_prefix != all->base->label_prefix))
			pattern_beginnings(g->label_prefix, gate->begins, GATE_PREFIX);
	}
	gate_blind(gate);
	return gate;
}

/* Whether some label has the first characters of the key in the same places. */
static bool begins_label(const struct label_gate *gate, struct str key)
{
	size_t at = 0, n;

	for (unsigned i = 0; i < GATE_PLACES && at < key.n; i++, at += n)
		if (!(gate->place[pattern_slot((const unsigned char *)key.p + at, &n)] >> i & 1))
			return false;
	return true;
}

static bool has_wanted(const struct label_gate *gate, struct str key, uint32_t likes)
{
	size_t n;

	for (size_t at = 0; at < key.n; at += n)
		if (gate->wanted[pattern_slot((const unsigned char *)key.p + at, &n)] & likes)
			return true;
	return false;
}

/* Whether some grammar may know the key, or what is left of it without the extras; no bracket closes it. */
static bool may_be_known(const struct label_gate *gate, struct str key)
{
	size_t n;
	uint32_t begun;

	if (key.n == 0)
		return false;
	begun = gate->begins[pattern_slot((const unsigned char *)key.p, &n)];
	if (gate->place[last_slot(key)] & GATE_LAST && (begun & GATE_PREFIX || begins_label(gate, key)))
		return true;
	if (begun & GATE_PREFIX)
		begun = UINT32_MAX;
	return begun && has_wanted(gate, key, begun);
}

/* ---- reading ---- */

/* Less marks and the unit. */
static struct label_text uncut(const struct grammar *g, struct buf *into, struct str canonical)
{
	struct label_text label = { .unit = { "", 0 } };
	struct str text = without_marks(canonical);

	label.closed = closes(text);
	if (label.closed)
		text = without_unit(g, text, &label.unit);
	label.key = canon_key_view(into, text);
	label.held = label.key.p == text.p;
	label.key = without_marks(label.key);
	return label;
}

struct label_text label_read(const struct grammar *g, struct buf *into, struct str canonical)
{
	struct label_text label = uncut(g, into, canonical);

	cut_extras(g, &label);
	return label;
}

struct label_text label_read_any(const struct grammars *all, struct buf *into, struct str canonical)
{
	struct label_text label = uncut(all->base, into, canonical);
	struct str key = label.key;
	unsigned cuts;

	if (!label.closed && !closes(key) && !may_be_known(gate_of(all), key)) {
		label.unknown = label.plain = true;
		return label;
	}
	cuts = cut_extras(all->base, &label);
	label.plain = cuts == 0 || (cuts == 1 && !grammars_differ(all, key));
	return label;
}

bool label_rules_same(const struct grammar *a, const struct grammar *b)
{
	const struct grammar_tables *x = a->tables, *y = b->tables;

	return a->label_prefix == b->label_prefix && x->label_suffix == y->label_suffix && x->label_unit == y->label_unit && x->unit == y->unit;
}

struct str label_key(const struct grammar *g, struct buf *into, struct str canonical, struct str *unit)
{
	struct label_text label = label_read(g, into, canonical);

	*unit = label.unit;
	return label.key;
}
