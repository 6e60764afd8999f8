/* A lost heading, guessed from what stands in the columns. */
#include "header.h"
#include "looks.h"

enum { COLUMNS_MOST = sizeof ((struct header *)0)->role / sizeof (enum role), WEIGHT_MOST = 100 };

/* What was counted of one column. */
struct column {
	size_t filled, level1, level2, signs, values, units, weights, basis;
};

struct columns {
	struct column of[COLUMNS_MOST];
	size_t n;
};

static bool is_sign(const struct grammar *g, struct str text)
{
	if (text.n && value_sign(g, text) == text.n)
		return true;
	for (size_t i = 0; i < g->qualitatives; i++)
		if (str_eq(g->qualitative[i], text))
			return true;
	return false;
}

static void count_cell(const struct grammar *g, struct column *k, const struct ncell *c)
{
	size_t n;
	bool sign = is_sign(g, c->text);

	k->filled++;
	k->level1 += c->level1;
	k->level2 += c->level2;
	k->signs += sign;
	k->values += !sign && is_target(c);
	k->units += !sign && grammar_unit(g, c->text, &n) && n == c->text.n;
	k->weights += str_number(c->text, &n) && n <= WEIGHT_MOST;
	k->basis += c->basis_like;
}

static size_t widest(const struct ntable *t, size_t from)
{
	size_t n = 0;

	for (size_t r = from; r < t->rows; r++)
		n = t->row[r].n > n ? t->row[r].n : n;
	return n < COLUMNS_MOST ? n : COLUMNS_MOST;
}

static void count_columns(const struct grammar *g, const struct ntable *t, size_t from, struct columns *k)
{
	for (size_t r = from; r < t->rows; r++) {
		const struct nrow *row = &t->row[r];
		for (size_t i = 0; i < row->filled; i++)
			if (row_full(row, i)->column < COLUMNS_MOST)
				count_cell(g, &k->of[row_full(row, i)->column], row_full(row, i));
	}
}

static bool most(size_t part, size_t of) { return part > 0 && part * 2 > of; }

/*
 * The first column from `from` on that holds mostly signs, or mostly values; else the one with the most values; of
 * three columns of words the middle one (between description and basis), else the first.
 */
static size_t find_value(const struct columns *k, size_t from)
{
	size_t best = from, filled = 0;

	for (size_t i = from; i < k->n; i++)
		if (most(k->of[i].signs, k->of[i].filled) || most(k->of[i].values, k->of[i].filled))
			return i;
	for (size_t i = from; i < k->n; i++) {
		filled += k->of[i].filled > 0;
		if (k->of[i].values > k->of[best].values)
			best = i;
	}
	if (best < k->n && k->of[best].values)
		return best;
	return filled >= 3 ? from + 1 : from;
}

/* Behind the value: weights are small whole numbers, documents are a basis, other words a note. */
static void put_rest(const struct columns *k, struct header *h, size_t at, bool described)
{
	for (; at < h->n; at++) {
		const struct column *c = &k->of[at];
		if (c->filled && c->weights == c->filled)
			h->role[at] = ROLE_WEIGHT;
		else
			h->role[at] = most(c->basis, c->filled) || described ? ROLE_BASIS : ROLE_NOTE;
		described = false;
	}
}

static void put_value(const struct columns *k, struct header *h, size_t name)
{
	size_t value = find_value(k, name + 1);
	bool described = value > name + 1;

	for (size_t i = name + 1; i < value && i < h->n; i++)
		h->role[i] = ROLE_DESCRIPTION;
	if (value < h->n && most(k->of[value].signs, k->of[value].filled)) {
		static const enum role parts[] = { ROLE_OP, ROLE_NUMBER, ROLE_UNIT };
		h->columns = true;
		for (size_t i = 0; i < 3 && value < h->n; i++)
			h->role[value++] = parts[i];
	} else if (value < h->n) {
		h->role[value++] = ROLE_VALUE;
	}
	put_rest(k, h, value, described);
}

void header_default(const struct grammar *g, const struct ntable *t, size_t from, const struct header *like, struct header *h)
{
	struct columns k;
	size_t one = 0, two, columns = widest(t, from);

	if (like && like->n == columns) {
		*h = *like;
		memset(h->heading, 0, sizeof h->heading); /* another form's cells */
		h->found = false;
		return;
	}
	k = (struct columns){ .n = columns };
	count_columns(g, t, from, &k);
	*h = (struct header){ .n = k.n };
	for (size_t i = 1; i < k.n; i++)
		if (k.of[i].level1 > k.of[one].level1)
			one = i;
	two = one + 1;
	if (one > 0)
		h->role[one - 1] = ROLE_SECTION;
	h->role[one] = ROLE_LEVEL1;
	if (two < h->n)
		h->role[two] = ROLE_LEVEL2;
	if (two + 1 < h->n)
		h->role[two + 1] = ROLE_LEVEL3;
	put_value(&k, h, two + 1);
}
