#include "wrap.h"

enum { LONG = 40, SHORT_BYTES = 6, CELL_BYTES = 4096 }; /* LONG: places of a cell that may go on without proof */

size_t wrap_width(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n;)
		n += str_next(s, &i) < 0x2000 ? 1 : 2;
	return n;
}

uint32_t wrap_last(struct str s)
{
	size_t i = s.n, k;

	while (i > 0 && ((unsigned char)s.p[--i] & 0xc0) == 0x80)
		;
	k = i;
	return s.n ? str_next(s, &k) : 0;
}

uint32_t wrap_first(struct str s)
{
	size_t i = 0;

	return s.n ? str_next(s, &i) : 0;
}

static bool is_letter(uint32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

struct ncell wrap_join(struct bench *b, const struct ncell *above, const struct ncell *below)
{
	struct ncell c = *above;

	buf_reset(&b->text);
	buf_add(&b->text, above->raw);
	if (is_letter(wrap_last(above->raw)) && is_letter(wrap_first(below->raw)))
		buf_byte(&b->text, ' ');
	buf_add(&b->text, below->raw);
	cell_hold(b, &c, buf_str(&b->text));
	if (c.at.length && below->at.length)
		c.at.length = below->at.offset + below->at.length - c.at.offset;
	c.joined = true;
	cell_read(b, &c);
	return c;
}

/* Fragments, of which no more than one is a label by itself, unless both are as short as 年度 and 目标. */
static bool may_be_parts(const struct ncell *above, const struct ncell *below)
{
	return !(wrap_label(above) && wrap_label(below)) || (above->raw.n <= SHORT_BYTES && below->raw.n <= SHORT_BYTES);
}

/* What two cells, one below the other, say about their rows. */
enum proof { PROOF_AGAINST, PROOF_NONE, PROOF_FOR };

static enum proof prove(struct bench *b, struct ncell *above, struct ncell *below)
{
	struct ncell whole;

	if (str_blank(above->raw) || above->raw.n > CELL_BYTES)
		return PROOF_AGAINST;
	cell_read(b, above);
	cell_read(b, below);
	whole = wrap_join(b, above, below);
	if (wrap_label(&whole) && may_be_parts(above, below))
		return PROOF_FOR;
	if (wrap_label(above) || wrap_label(below) || value_sign(b->grammar, below->raw))
		return PROOF_AGAINST;
	if (wrap_value(&whole) && !wrap_value(below) && !wrap_digit(wrap_first(below->raw)) && wrap_width(below->raw) <= WRAP_UNIT)
		return PROOF_FOR;
	return wrap_value(below) ? PROOF_AGAINST : PROOF_NONE;
}

static size_t first_filled(const struct nrow *row)
{
	size_t k = 0;

	while (k < row->n && str_blank(row->cell[k].raw))
		k++;
	return k;
}

/* A long text alone in its row goes on with the long one above it. */
static bool is_rest(const struct nrow *above, const struct nrow *row, size_t k)
{
	uint32_t end = wrap_last(above->cell[k].raw);

	for (size_t i = k + 1; i < row->n; i++)
		if (!str_blank(row->cell[i].raw))
			return false;
	return wrap_width(above->cell[k].raw) >= LONG && end != 0x3002 && end != 0xff1b;
}

/* Whether the row goes on with the one above: each of its cells may, and one surely does. */
static bool goes_on(struct bench *b, struct nrow *above, struct nrow *row)
{
	bool sure = false;
	size_t first = first_filled(row);

	if (first == row->n || row->n != above->n)
		return false;
	for (size_t k = first; k < row->n; k++) {
		enum proof proof = str_blank(row->cell[k].raw) ? PROOF_NONE : prove(b, &above->cell[k], &row->cell[k]);
		if (proof == PROOF_AGAINST)
			return false;
		sure |= proof == PROOF_FOR;
	}
	return sure || is_rest(above, row, first);
}

static void clear(struct ncell *c)
{
	c->raw = c->text = c->key = STR("");
	c->means = NULL;
	c->kinds = 0;
	c->level1 = c->level2 = false;
}

/* The rest of a label that spans both rows (预算规模 / 及资金用途), beside other cells. */
static void move_label(struct bench *b, struct nrow *above, struct nrow *row)
{
	size_t k = first_filled(row);
	struct ncell whole;

	if (k == row->n || k != first_filled(above) || k >= above->n || row->cell[k].raw.n > CELL_BYTES
	    || above->cell[k].raw.n > CELL_BYTES)
		return;
	cell_read(b, &above->cell[k]);
	cell_read(b, &row->cell[k]);
	whole = wrap_join(b, &above->cell[k], &row->cell[k]);
	if (!wrap_label(&whole) || !may_be_parts(&above->cell[k], &row->cell[k]))
		return;
	above->cell[k] = whole;
	clear(&row->cell[k]);
}

/* ---- labels in fragments above and below the line of their row ---- */

enum { LABEL_COLUMNS = 4, FRAGMENTS = 4, REACH = 4 };

/* A label out of fragments one below the other. */
struct fragments {
	size_t row[FRAGMENTS], n;
	struct ncell whole;
};

/* The next row with something in the column. */
static size_t next_filled(const struct ntable *t, size_t r, size_t k)
{
	size_t end = r + REACH < t->rows ? r + REACH : t->rows;

	while (++r < end)
		if (k < t->row[r].n && !str_blank(t->row[r].cell[k].raw))
			return r;
	return t->rows;
}

/* The label that begins with the fragment in row r; false where there is none. */
static bool find_fragments(struct bench *b, const struct ntable *t, size_t r, size_t k, struct fragments *f)
{
	struct ncell whole = t->row[r].cell[k];
	size_t n = 1;

	*f = (struct fragments){ .row = { r } };
	cell_read(b, &whole);
	if (wrap_label(&whole))
		return false;
	for (r = next_filled(t, r, k); r < t->rows && n < FRAGMENTS && whole.raw.n < LONG; r = next_filled(t, r, k)) {
		struct ncell *part = &t->row[r].cell[k];
		cell_read(b, part);
		if (wrap_label(part))
			break;
		whole = wrap_join(b, &whole, part);
		f->row[n++] = r;
		if (wrap_label(&whole)) {
			f->whole = whole;
			f->n = n;
		}
	}
	return f->n > 0;
}

/* The row beside the fragments' middle that has something to the right of column k. */
static size_t row_beside(const struct ntable *t, const struct fragments *f, size_t k)
{
	size_t best = f->row[0], least = SIZE_MAX, centre = f->row[0] + f->row[f->n - 1];

	for (size_t r = f->row[0]; r <= f->row[f->n - 1]; r++) {
		size_t off = 2 * r > centre ? 2 * r - centre : centre - 2 * r;
		bool filled = false;
		for (size_t i = k + 1; i < t->row[r].n; i++)
			filled |= !str_blank(t->row[r].cell[i].raw);
		if (filled && off < least) {
			least = off;
			best = r;
		}
	}
	return best;
}

static void join_fragments(struct bench *b, struct ntable *t, size_t k)
{
	for (size_t r = 0; r < t->rows; r++) {
		struct fragments f;
		if (k >= t->row[r].n || str_blank(t->row[r].cell[k].raw) || !find_fragments(b, t, r, k, &f))
			continue;
		for (size_t i = 0; i < f.n; i++)
			clear(&t->row[f.row[i]].cell[k]);
		t->row[row_beside(t, &f, k)].cell[k] = f.whole;
	}
}

/* Rows that had nothing but fragments are gone. */
static void drop_blank(struct ntable *t)
{
	size_t n = 0;

	for (size_t r = 0; r < t->rows; r++)
		if (t->row[r].n == 0 || first_filled(&t->row[r]) < t->row[r].n)
			t->row[n++] = t->row[r];
	t->rows = n;
}

void wrap_rows(struct bench *b, struct ntable *t)
{
	size_t n = t->rows ? 1 : 0;

	b->grammar = b->all->base;
	for (size_t i = 1; i < t->rows; i++) {
		struct nrow *above = &t->row[n - 1], *row = &t->row[i];
		if (goes_on(b, above, row)) {
			for (size_t k = 0; k < row->n; k++)
				if (!str_blank(row->cell[k].raw))
					above->cell[k] = wrap_join(b, &above->cell[k], &row->cell[k]);
			continue;
		}
		move_label(b, above, row);
		t->row[n++] = *row;
	}
	t->rows = n;
	for (size_t k = LABEL_COLUMNS; k-- > 0;) /* from the right: what is left then tells which rows have cells */
		join_fragments(b, t, k);
	drop_blank(t);
}
