#include "cast.h"

enum { CHAIN_MOST = 16, GOALS_MOST = 32 };

static size_t digits_in(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += str_is_digit(s.p[i]);
	return n;
}

/* What was made of a mould, with the digits of a text in their order: it has none but the mould's zeros, and all of them. */
static struct str fill(struct arena *a, struct str zeros, struct str digits)
{
	char *p = arena_alloc(a, zeros.n), *end = p + zeros.n;
	size_t from = 0;

	mem_copy(p, zeros.p, zeros.n);
	for (char *at = p; (at = memchr(at, '0', (size_t)(end - at))) != NULL; at++) {
		while (!str_is_digit(digits.p[from]))
			from++;
		*at = digits.p[from++];
	}
	return str_of(p, zeros.n);
}

struct signs signs_of(struct str raw, struct str text)
{
	struct signs signs = { .spaced = str_chr(raw, ' ', 0) < raw.n };

	signs.colon = str_chr(text, ':', 0) < text.n || str_find(text, STR("："), 0) < text.n;
	return signs;
}

static struct cast *cast_new(struct bench *b, struct str zeros)
{
	struct arena *a = &b->memo->arena;
	struct cast *c = arena_zero(a, 1, sizeof *c);

	c->raw = arena_copy(a, zeros);
	c->changes = canon_text(&b->text, c->raw);
	c->text = str_eq(buf_str(&b->text), c->raw) ? c->raw : arena_copy(a, buf_str(&b->text));
	c->fills = digits_in(c->text) == digits_in(c->raw);
	c->signs = signs_of(c->raw, c->text);
	return c;
}

/* Most moulds of most filings come once: they are worth no more than a note. */
static bool seen_before(struct memo *m, uint64_t hash)
{
	uint32_t *seen = &m->seen[hash % MEMO_CASTS], was = *seen;

	*seen = (uint32_t)(hash >> 32);
	return was == *seen;
}

struct cast *cast_of(struct bench *b, struct str raw)
{
	struct str zeros = buf_mould(&b->key, raw);
	struct cast **at, *c;
	size_t chain = 0;
	uint64_t hash;

	if (!memchr(zeros.p, '0', zeros.n))
		return NULL;
	hash = str_hash(zeros);
	at = &b->memo->cast[hash % MEMO_CASTS];
	for (c = *at; c && !str_eq(c->raw, zeros); c = c->next)
		if (++chain == CHAIN_MOST)
			return NULL;
	if (c)
		return c;
	if (!seen_before(b->memo, hash))
		return NULL;
	c = cast_new(b, zeros);
	c->next = *at;
	return *at = c;
}

struct str cast_text(struct bench *b, const struct cast *cast, struct str raw)
{
	return cast->text.p == cast->raw.p ? raw : fill(&b->memo->arena, cast->text, raw);
}

bool cast_unknown(struct bench *b, struct cast *c)
{
	if (!c->asked)
		c->unknown = c->text.n > LABEL_BYTES || c->text.n == 0 || label_read_any(b->all, &b->key, c->text).unknown;
	c->asked = true;
	return c->unknown;
}

static void ask_pattern(struct cast_match *m, struct str text, const struct pattern *p)
{
	struct match match;
	struct str group;

	m->by = p;
	m->found = pattern_match_mould(p, text, &match);
	m->begins = m->found == 1 && match.whole.p == text.p;
	if (!m->begins)
		return;
	group = pattern_group(p, &match, "n");
	m->n = match.whole.n;
	m->group = group.n ? (size_t)(group.p - text.p) : 0;
	m->group_n = group.n;
}

const struct cast_match *cast_match(struct cast *cast, enum cast_look look, const struct pattern *p)
{
	struct cast_match *m = &cast->look[look];

	if (m->by != p)
		ask_pattern(m, cast->text, p);
	return m;
}

const struct cast_ordinal *cast_goal(struct bench *b, struct cast *cast, const struct pattern *p, size_t from)
{
	struct cast_ordinal **at = &cast->goal, new = { .by = p, .from = from };
	size_t asked = 0;
	struct match m;
	struct str number;

	for (struct cast_ordinal *o = *at; o; o = *at) {
		if (o->by == p && o->from == from)
			return o;
		if (++asked == GOALS_MOST)
			return NULL;
		at = &o->next;
	}
	new.found = pattern_match_mould(p, str_from(cast->text, from), &m);
	if (new.found != 0 && new.found != 1)
		return NULL;
	if (new.found) {
		number = pattern_group(p, &m, "n");
		new.at = (size_t)(m.whole.p - cast->text.p);
		new.n = m.whole.n;
		new.number = number.n ? (size_t)(number.p - cast->text.p) : 0;
		new.number_n = number.n;
	}
	*at = arena_alloc(&b->memo->arena, sizeof **at);
	**at = new;
	return *at;
}
