/* See pattern_slots.h. */
#include "pattern_slots.h"

void slots_add(struct slots *to, const char *p)
{
	size_t n, slot = pattern_slot((const unsigned char *)p, &n);

	to->bits[slot / 64] |= (uint64_t)1 << slot % 64;
}

static void slots_slot(struct slots *to, size_t slot) { to->bits[slot / 64] |= (uint64_t)1 << slot % 64; }

void slots_point(struct slots *to, uint32_t c)
{
	char utf8[4];

	(void)str_encode(c, utf8);
	slots_add(to, utf8);
}

void slots_join(struct slots *to, const struct slots *more)
{
	for (size_t i = 0; i < sizeof to->bits / sizeof *to->bits; i++)
		to->bits[i] |= more->bits[i];
}

void slots_all(struct slots *to) { memset(to, 0xff, sizeof *to); }

/* Characters far from CJK, where Unicode has digits of many scripts. */
static void slots_others(struct slots *to)
{
	slots_slot(to, PATTERN_TWO);
	slots_slot(to, PATTERN_THREE);
	slots_slot(to, PATTERN_FOUR);
}

static void slots_digits(struct slots *to)
{
	for (uint32_t c = 0; c < 10; c++) {
		slots_point(to, '0' + c);
		slots_point(to, 0xff10 + c);
	}
	slots_others(to);
}

static void slots_blanks(struct slots *to)
{
	static const uint32_t wide[] = { 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 };

	for (uint32_t c = 9; c <= 13; c++)
		slots_point(to, c);
	slots_point(to, ' ');
	for (uint32_t c = 0x2000; c <= 0x200f; c++)
		slots_point(to, c);
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		slots_point(to, wide[i]);
	slots_others(to);
}

/* A set that every match has a character of; kept when it is among the smallest. */
void piece_needs(struct piece *p, const struct slots *set, size_t rank)
{
	size_t i = p->needs;

	if (i == PIECE_SETS) {
		if (p->rank[PIECE_SETS - 1] <= rank)
			return;
		i--;
	} else {
		p->needs++;
	}
	for (; i && p->rank[i - 1] > rank; i--) {
		p->need[i] = p->need[i - 1];
		p->rank[i] = p->rank[i - 1];
	}
	p->need[i] = *set;
	p->rank[i] = rank;
}

/* b stands behind a. */
void piece_append(struct piece *a, const struct piece *b)
{
	if (a->single)
		slots_join(&a->second, &b->first);
	if (a->empty) {
		slots_join(&a->first, &b->first);
		slots_join(&a->second, &b->second);
	}
	if (!b->empty)
		a->last = b->last;
	else
		slots_join(&a->last, &b->last);
	a->single = (a->single && b->empty) || (a->empty && b->single);
	a->empty = a->empty && b->empty;
	for (size_t i = 0; i < b->needs; i++)
		piece_needs(a, &b->need[i], b->rank[i]);
}

void piece_append_one(struct piece *a, const char *p)
{
	struct slots one = { 0 };

	slots_add(&one, p);
	if (a->single)
		slots_add(&a->second, p);
	if (a->empty)
		slots_add(&a->first, p);
	a->last = one;
	a->single = a->empty;
	a->empty = false;
	piece_needs(a, &one, 1);
}

/* a or b. */
void piece_or(struct piece *a, const struct piece *b)
{
	size_t needs = a->needs > b->needs ? a->needs : b->needs;

	slots_join(&a->first, &b->first);
	slots_join(&a->second, &b->second);
	slots_join(&a->last, &b->last);
	a->single = a->single || b->single;
	a->empty = a->empty || b->empty;
	a->anchored = a->anchored && b->anchored;
	if (a->needs == 0 || b->needs == 0) {
		a->needs = 0;
		return;
	}
	for (size_t i = 0; i < needs; i++) { /* who has fewer gives its last again */
		if (i < a->needs)
			continue;
		a->need[i] = a->need[a->needs - 1];
		a->rank[i] = a->rank[a->needs - 1];
	}
	a->needs = needs;
	for (size_t i = 0; i < needs; i++) {
		size_t k = i < b->needs ? i : b->needs - 1;
		slots_join(&a->need[i], &b->need[k]);
		a->rank[i] += b->rank[k];
	}
}

void slots_escape(struct slots *set, char c, uint32_t point)
{
	if (point)
		slots_point(set, point);
	else if (c == 'd')
		slots_digits(set);
	else if (c == 's')
		slots_blanks(set);
	else
		slots_all(set);
}

/* Enters a set into a table of slots, as that bit. */
static void enter(uint8_t *slot, const struct slots *set, size_t bit)
{
	for (size_t i = 0; i < PATTERN_SLOTS; i += 64) {
		uint64_t left = set->bits[i / 64];
		for (size_t k = 0; k < 64 && left == UINT64_MAX; k++)
			slot[i + k] |= (uint8_t)(1u << bit);
		for (left += left == UINT64_MAX; left; left &= left - 1)
			slot[i + (size_t)__builtin_ctzll(left)] |= (uint8_t)(1u << bit);
	}
}

void piece_tell(struct pattern_need *need, const struct piece *p, const struct way *way, size_t ways)
{
	size_t firsts = 0;

	for (size_t i = 0; i < p->needs; i++)
		enter(need->sets, &p->need[i], i);
	for (size_t i = 0; i < ways; i++) {
		enter(need->first, &way[i].first, i);
		enter(need->second, &way[i].second, i);
		need->single |= (uint8_t)(way[i].single << i);
		need->front |= (uint8_t)(way[i].front << i);
		for (size_t k = PATTERN_HAN; k < PATTERN_SLOTS; k += 64)
			need->han |= (uint8_t)((way[i].first.bits[k / 64] != 0) << i);
		if (way[i].ends) {
			enter(need->last, &way[i].last, i);
			need->ends |= (uint8_t)(1u << i);
		}
	}
	for (size_t i = 0; i < PATTERN_SLOTS / 64; i++)
		firsts += (size_t)__builtin_popcountll(p->first.bits[i]);
	need->all = (uint8_t)((1u << p->needs) - 1);
	need->ways = (uint8_t)((1u << ways) - 1);
	need->anchored = p->anchored && !p->empty;
	need->starts = !p->anchored && !p->empty && firsts <= PATTERN_SLOTS / 4;
}
