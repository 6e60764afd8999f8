#include "rejoin.h"
#include "looks.h"

enum { UNIT_BYTES = 15, /* of the rest of a unit */ RAW_MOST = 2000 }; /* bytes of a cell that may be a part of one */

static enum role role_of(const struct header *h, const struct ncell *c)
{
	return c->column < h->n ? h->role[c->column] : ROLE_NONE;
}

static const struct ncell *cell_in(const struct header *h, const struct nrow *row, enum role role)
{
	for (size_t i = 0; i < row->filled; i++)
		if (role_of(h, row_full(row, i)) == role)
			return row_full(row, i);
	return NULL;
}

static bool is_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/* Both as one cell, not read yet. */
static struct ncell put_together(struct bench *b, const struct ncell *first, const struct ncell *second)
{
	struct ncell c = *first;
	struct str left = str_trim(first->raw), right = str_trim(second->raw);

	buf_reset(&b->text);
	buf_add(&b->text, left);
	if (is_alnum(left.p[left.n - 1]) && is_alnum(right.p[0]))
		buf_byte(&b->text, ' ');
	buf_add(&b->text, right);
	cell_hold(b, &c, buf_str(&b->text));
	c.at.length = 0; /* it stands in two places */
	c.joined = true;
	return c;
}

static struct ncell joined(struct bench *b, const struct ncell *first, const struct ncell *second)
{
	struct ncell c = put_together(b, first, second);

	cell_read(b, &c);
	return c;
}

static bool is_level(const struct ncell *c) { return c->level1 || c->level2; }

/* Every cell stands in a column of the indicators, and below a filled one. */
static bool stands_below(const struct header *h, const struct nrow *above, const struct nrow *row)
{
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		enum role role = role_of(h, c);
		bool part = role == ROLE_LEVEL1 || role == ROLE_LEVEL2 || role == ROLE_LEVEL3 || role == ROLE_DESCRIPTION
		    || role == ROLE_VALUE || role == ROLE_BASIS || role == ROLE_NOTE;
		const struct ncell *over = c->column < above->n ? &above->cell[c->column] : NULL;
		if (!part || !over || over->text.n == 0 || (is_level(c) && is_level(over)) || c->raw.n > RAW_MOST
		    || over->raw.n > RAW_MOST || c->rows > 1)
			return false;
	}
	return row->filled > 0;
}

/* 服务对象 above, 满意度 below: a level's name together. */
static bool makes_level(struct bench *b, const struct nrow *above, const struct ncell *c, enum role role)
{
	const struct ncell *over = &above->cell[c->column];
	struct ncell both;

	if (over->ordinal && c->ordinal) /* 指标1 above, 指标2 below: two names, askew */
		return false;
	both = put_together(b, over, c);
	cell_read_label(b, &both); /* nearly never is it one */
	return role == ROLE_LEVEL1 ? both.level1 : both.level2;
}

/* 个工作 above, 日 below: still a figure, of another unit. */
static bool ends_figure(struct bench *b, const struct ncell *before, const struct ncell *value)
{
	struct ncell both;

	if (!is_target(before) || is_target(value) || value->raw.n > UNIT_BYTES)
		return false;
	both = joined(b, before, value);
	return is_target(&both);
}

/* A row without a name: more of the description, the basis, or of a value that is not at its end. */
static bool goes_on(struct bench *b, const struct header *h, const struct nrow *above, const struct nrow *row)
{
	const struct ncell *value = cell_in(h, row, ROLE_VALUE), *before = cell_in(h, above, ROLE_VALUE);

	for (size_t i = 0; i < row->filled; i++)
		if (row_full(row, i) != value && is_target(row_full(row, i)))
			return false;
	return !value || ends_open(before->text) || (row->filled > 1 && ends_figure(b, before, value)) || (!is_target(value) && !is_target(before) && row->filled > 1);
}

/* 指标1 above, 指标2 or another level below: what stands between without one, as `own` does, is no indicator. */
static bool lies_between(const struct header *h, const struct nrow *above, const struct ncell *own, const struct nrow *below)
{
	const struct ncell *name = own->ordinal ? NULL : cell_in(h, above, ROLE_LEVEL3), *next;

	if (!name || name->means || !name->ordinal || !below || !has_words(own->text))
		return false;
	next = cell_in(h, below, ROLE_LEVEL3);
	return next && (next->ordinal == name->ordinal + 1 || cell_in(h, below, ROLE_LEVEL2) || cell_in(h, below, ROLE_LEVEL1));
}

/* Brackets that s opens, less those that it closes. */
static long opened(struct str s)
{
	long n = 0;

	for (size_t k = 0; k < s.n; k++) {
		bool full = s.p[k] == '\xef' && k + 2 < s.n && s.p[k + 1] == '\xbc';
		n += s.p[k] == '(' || (full && s.p[k + 2] == '\x88');
		n -= s.p[k] == ')' || (full && s.p[k + 2] == '\x89');
	}
	return n;
}

/* 宣传活动（含 above, 线上） below: the name's bracket is closed here. */
static bool closes_name(const struct header *h, const struct nrow *above, const struct nrow *row)
{
	const struct ncell *name = cell_in(h, above, ROLE_LEVEL3);

	return name && name->raw.n <= RAW_MOST && row_full(row, 0)->raw.n <= RAW_MOST && opened(row_full(row, 0)->raw) < 0
	    && opened(name->raw) > 0;
}

/* Blank above and filled here, or the other way round: one value. */
static bool one_value(const struct header *h, const struct nrow *above, const struct nrow *row)
{
	return !cell_in(h, above, ROLE_VALUE) != !cell_in(h, row, ROLE_VALUE);
}

static bool continues(struct bench *b, const struct header *h, const struct nrow *above, const struct nrow *row,
    const struct nrow *below)
{
	const struct ncell *name, *first = row_full(row, 0);
	enum role role = role_of(h, first);

	if (role == ROLE_LEVEL3)
		return (row->filled == 1 && closes_name(h, above, row)) || (lies_between(h, above, first, below) && one_value(h, above, row));
	name = cell_in(h, above, ROLE_LEVEL3);
	if (!name || name->means || !stands_below(h, above, row))
		return false;
	if (role == ROLE_LEVEL1 || role == ROLE_LEVEL2)
		return makes_level(b, above, first, role);
	return !cell_in(h, row, ROLE_LEVEL3) && goes_on(b, h, above, row);
}

bool rejoin_row(struct bench *b, const struct header *h, struct nrow *above, const struct nrow *row,
    const struct nrow *below)
{
	if (above->filled < 2 || row->filled == 0 || row->n != above->n || h->beside || !continues(b, h, above, row, below))
		return false;
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		struct ncell *to = &above->cell[c->column];
		cell_take(c);
		*to = to->text.n ? joined(b, to, c) : *c;
		to->joined = true;
	}
	row_index(b->arena, above);
	return true;
}
