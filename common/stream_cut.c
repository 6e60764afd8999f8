#include "stream_cut.h"

size_t cut_mark(struct cut *c, struct str s)
{
	size_t blocks = (s.n + UTF8_BLOCK - 1) / UTF8_BLOCK;

	if (blocks >= c->signs_cap) {
		c->signs = mem_resize(c->signs, blocks + 1, sizeof *c->signs);
		c->signs_cap = blocks + 1;
	}
	c->signs[blocks] = (struct utf8_signs){ 0 }; /* behind which cut_few may look */
	c->marked = s.p;
	c->next = (struct cursor){ s.p, c->signs, s.p, ~UINT64_C(0) };
	return utf8_mark(s, c->signs);
}

static __attribute__((noinline, cold)) enum sign sign_of(char c)
{
	return c == '\\' ? SIGN_ESCAPE : c == '\0' ? SIGN_NUL : c == '\r' ? SIGN_CR : 0;
}

/* Where fields are put. */
struct cells {
	struct str *to, *first, *full; /* the next one; the first of the line; from here on there is no room for a block's */
};

/* All that a block can hold fit behind those of a line that was begun, so that they need not be counted one by one. */
static struct cells room_for_block(struct cut *t, struct cells c)
{
	size_t n = c.to ? (size_t)(c.to - t->field) : 0, first = c.first ? (size_t)(c.first - t->field) : 0;

	while (t->field_cap - n <= UTF8_BLOCK)
		t->field = mem_grow(t->field, t->field_cap, &t->field_cap, sizeof *t->field);
	return (struct cells){ t->field + n, t->field + first, t->field + t->field_cap - UTF8_BLOCK };
}

/* Where the lowest of the marks stands; not int, or it is widened each time. */
static inline const char *place_of(const char *block, uint64_t marks) { return block + (unsigned)__builtin_ctzll(marks); }

/* The fields that end in these TABs, the first of which begins at `from`; where the next one begins. */
static inline const char *cut(struct str **to, const char *from, const char *block, uint64_t tabs)
{
	struct str *field = *to;

	for (; tabs; tabs &= tabs - 1) {
		const char *at = place_of(block, tabs);
		*field++ = str_of(from, (size_t)(at - from));
		from = at + 1;
	}
	*to = field;
	return from;
}

static inline uint64_t up_to(uint64_t other) { return other ^ (other - 1); } /* up to the lowest; all where there is none */

/*
 * The next lines, until there are `most` fields and at least one line: their parts, and what else they hold.  TABs are
 * taken as they stand; each other sign is looked at once, and each line ends in one.
 */
static inline __attribute__((always_inline)) void cut_lines(struct cut *t, const char *end, ptrdiff_t most)
{
	const char *from = t->next.at, *block = t->next.block, *at;
	const struct utf8_signs *signs = t->next.signs;
	struct cells c = room_for_block(t, (struct cells){ NULL });
	struct line *line = t->ahead;
	uint64_t left = t->next.left, other, to_other;
	unsigned seen = 0;

	for (;;) {
		other = signs->other & left;
		to_other = up_to(other);
		from = cut(&c.to, from, block, signs->tab & left & to_other);
		if (!other) {
			signs++;
			block += UTF8_BLOCK;
			left = ~UINT64_C(0);
			if (c.to >= c.full)
				c = room_for_block(t, c);
			continue;
		}
		left &= ~to_other;
		at = place_of(block, other);
		if (*at != '\n') {
			seen |= sign_of(*at);
			continue;
		}
		*c.to++ = str_of(from, (size_t)(at - from));
		*line++ = (struct line){ at, (size_t)(c.to - c.first), 0, seen };
		from = at + 1;
		if (from == end || c.to - t->field >= most)
			break;
		c.first = c.to;
		seen = 0;
	}
	t->next = (struct cursor){ from, signs, block, left };
	t->lines = (size_t)(line - t->ahead);
}

static struct cursor cursor_at(const struct cut *c, const char *at)
{
	size_t offset = (size_t)(at - c->marked), bit = offset % UTF8_BLOCK;

	return (struct cursor){ at, c->signs + offset / UTF8_BLOCK, at - bit, ~UINT64_C(0) << bit };
}

/* The first fields, which end in the lowest of these TABs. */
static inline __attribute__((always_inline)) void cut_first(struct str *to, const char *from, uint64_t tabs)
{
	const char *line = from;

	for (size_t k = 0; k < CUT_FEW; k++, tabs &= tabs - 1) {
		const char *at = place_of(line, tabs);
		to[k] = str_of(from, (size_t)(at - from));
		from = at + 1;
	}
}

/*
 * Of the next lines the first fields, as long as nothing but TABs stands in them, more of them than that, and these within
 * as many bytes as a block has; the TABs behind are only counted.
 */
static inline __attribute__((always_inline)) void cut_few(struct cut *t, const char *end)
{
	const char *from = t->next.at;
	struct str *to = t->field;
	struct line *line = t->ahead;

	while (from != end && to - t->field < CUT_AHEAD) {
		struct cursor c = cursor_at(t, from);
		unsigned bit = (unsigned)(from - c.block);
		uint64_t tabs = c.signs->tab >> bit | c.signs[1].tab << 1 << (UTF8_BLOCK - 1 - bit), other;
		unsigned n = 0;
		for (; !(other = c.signs->other & c.left); c.block += UTF8_BLOCK, c.left = ~UINT64_C(0))
			n += (unsigned)__builtin_popcountll(c.signs++->tab & c.left);
		n += (unsigned)__builtin_popcountll(c.signs->tab & c.left & up_to(other));
		const char *at = place_of(c.block, other);
		if (*at != '\n' || n < CUT_FEW || __builtin_popcountll(tabs) < CUT_FEW)
			break;
		cut_first(to, from, tabs);
		to += CUT_FEW;
		*line++ = (struct line){ at, CUT_FEW, n + 1 - CUT_FEW, 0 };
		from = at + 1;
	}
	t->next.at = from;
	t->lines = (size_t)(line - t->ahead);
}

#if defined __x86_64__ && !defined PG_PORTABLE
/* The same; marks are taken off one by one, or counted, for which such a processor has instructions. */
#define WITH(features) __attribute__((target(features)))
static bool has_bmi(void) { return __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"); }
#else
#define WITH(features)
static bool has_bmi(void) { return false; }
#endif
WITH("bmi") static void cut_lines_bmi(struct cut *c, const char *end) { cut_lines(c, end, CUT_AHEAD); }
WITH("bmi,popcnt") static void cut_few_bmi(struct cut *c, const char *end) { cut_few(c, end); }

/* Where the first of the lines is none of those, it alone is cut, and whole. */
static void cut_few_or_line(struct cut *c, const char *end)
{
	while (c->field_cap < CUT_AHEAD + CUT_FEW)
		c->field = mem_grow(c->field, c->field_cap, &c->field_cap, sizeof *c->field);
	if (has_bmi())
		cut_few_bmi(c, end);
	else
		cut_few(c, end);
	if (c->lines)
		return;
	c->next = cursor_at(c, c->next.at);
	cut_lines(c, end, 1);
}

void cut_ahead(struct cut *c, const char *end)
{
	c->taken = c->fields = 0;
	if (c->few)
		cut_few_or_line(c, end);
	else if (has_bmi())
		cut_lines_bmi(c, end);
	else
		cut_lines(c, end, CUT_AHEAD);
}

struct str *cut_all(struct cut *c, struct str line, size_t n)
{
	const char *end = line.p + line.n;
	struct cursor at = cursor_at(c, line.p);
	struct str *to;

	while (c->all_cap < n + UTF8_BLOCK)
		c->all = mem_grow(c->all, c->all_cap, &c->all_cap, sizeof *c->all);
	for (to = c->all; at.block < end; at.block += UTF8_BLOCK, at.left = ~UINT64_C(0)) {
		if (end - at.block < UTF8_BLOCK)
			at.left &= ~(~UINT64_C(0) << (end - at.block));
		at.at = cut(&to, at.at, at.block, at.signs++->tab & at.left);
	}
	*to = str_of(at.at, (size_t)(end - at.at));
	return c->all;
}

void cut_free(struct cut *c)
{
	mem_free(c->signs);
	mem_free(c->field);
	mem_free(c->all);
}
