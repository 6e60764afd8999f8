#include "tidy.h"
#include "looks.h"
#include "memo.h"

enum {
	DASH_BYTES = 9, /* of what stands for the label above: ——, 〃, 同上行 */
	SPREAD_CELLS = 4
};

static void blank(struct ncell *c)
{
	cell_take(c);
	c->text = c->raw = STR("");
	c->means = NULL;
	c->level1 = c->level2 = false;
}

/* The cell before i in the row, when both are filled and alike. */
static inline bool copies(const struct nrow *row, size_t i)
{
	return i > 0 && row->cell[i].text.n && row->cell[i].text.n == row->cell[i - 1].text.n && str_eq(row->cell[i].text, row->cell[i - 1].text);
}

/* The label of a section or of goals at the row's beginning, when it stands there again. */
static bool label_again(struct tidy *t, struct nrow *row)
{
	struct ncell *c = row->n ? &row->cell[0] : NULL;
	struct str label = t->label;

	t->label = c && (cell_means(c, MEANS_SECTION) || cell_means(c, MEANS_GOAL)) ? c->text : c && !c->text.n ? label : STR("");
	if (!c || row->filled < 2 || label.n == 0 || !str_eq(label, c->text))
		return false;
	blank(c);
	return true;
}

/* A word that names money only beside money, such as 其他: weight 0. */
static bool is_weak(const struct ncell *c)
{
	return c->means && c->means->kind == MEANS_AMOUNT && c->means->weight == 0 && !c->means->next;
}

/* A figure behind it, or two headings of money in its row. */
static bool beside_money(const struct nrow *row, size_t i)
{
	const struct ncell *next = i + 1 < row->filled ? row_full(row, i + 1) : NULL;
	size_t labels = 0;

	for (size_t k = 0; k < row->filled; k++)
		labels += cell_means(row_full(row, k), MEANS_AMOUNT) && !is_weak(row_full(row, k));
	return labels >= 2 || (next && next->shape == SHAPE_NUMBER && !next->means);
}

static void drop_weak_labels(struct nrow *row)
{
	for (size_t i = 0; i < row->filled; i++) {
		struct ncell *c = &row->cell[row->full[i]];
		if (is_weak(c) && !beside_money(row, i))
			c->means = NULL;
	}
}

/* Not a sentence that ends in one. */
static bool begins_figure(const struct bench *b, struct str text)
{
	return text.p[0] == '.' || text.p[0] == '-' || looks_figure_first(b->grammar, text);
}

void tidy_head(struct bench *b, struct tidy *t, struct nrow *row)
{
	uint64_t copied = 0;
	bool again = label_again(t, row);

	if (row->kinds >> MEANS_AMOUNT & 1)
		drop_weak_labels(row);
	for (size_t k = 1; k < row->filled && row->full[k] < TIDY_COLUMNS; k++) {
		size_t i = row->full[k];
		const struct ncell *c = &row->cell[i];
		bool figure = c->shape == SHAPE_NUMBER && !c->means && begins_figure(b, c->text);
		if (row->full[k - 1] == i - 1 && copies(row, i) && (!figure || t->copied >> i & 1))
			copied |= (uint64_t)1 << i;
	}
	t->copied = copied;
	if (!again && !copied)
		return;
	for (size_t i = 1; i < row->n && i < TIDY_COLUMNS; i++)
		if (copied >> i & 1)
			blank(&row->cell[i]);
	row_index(b->arena, row);
}

/* A short text is —, /, 〃 or 同上, and not a sign or a unit that slid into the column. */
static bool stands_for_label(const struct grammar *g, struct str text)
{
	size_t n;

	if (g->as_above && has_words(text) && pattern_match(g->as_above, text, NULL) == 1)
		return true;
	return text.n > 0 && !has_words(text) && !value_sign(g, text) && !grammar_unit(g, text, &n);
}

void tidy_levels(struct bench *b, const struct header *h, struct nrow *row)
{
	bool any = false;

	for (size_t k = 0; k < row->filled && row->full[k] < h->n; k++) {
		struct ncell *c = &row->cell[row->full[k]];
		enum role role = h->role[row->full[k]];
		if (c->text.n > DASH_BYTES || (role != ROLE_LEVEL1 && role != ROLE_LEVEL2) || !stands_for_label(b->grammar, c->text))
			continue;
		blank(c);
		any = true;
	}
	if (any)
		row_index(b->arena, row);
}

/* 数量指标 | 数量指标 | a name | its value, the second where names stand: said twice. */
static bool label_in_name(const struct header *h, const struct nrow *row, size_t i)
{
	size_t behind = 0;

	for (size_t k = i + 1; k < row->n; k++)
		behind += row->cell[k].text.n > 0;
	return i < h->n && h->role[i] == ROLE_LEVEL3 && row->cell[i].level2 && row->cell[i].level_like && behind >= 2;
}

/* Makes cell i + 1 blank: those behind it move into the next blank one, or the row grows. */
static bool make_room(struct bench *b, struct nrow *row, size_t i)
{
	size_t free = i + 1;

	while (free < row->n && row->cell[free].text.n)
		free++;
	if (free >= TIDY_COLUMNS)
		return false;
	if (free == row->n) {
		struct ncell *wider = arena_zero(b->arena, row->n + 1, sizeof *wider);
		memcpy(wider, row->cell, row->n * sizeof *wider);
		row->cell = wider;
		row->n++;
	}
	for (; free > i + 1; free--) {
		row->cell[free] = row->cell[free - 1];
		row->cell[free].column = free;
	}
	return true;
}

/* Parts cell i at a blank, the second half in the next column; the halves are read. */
static void part_cell(struct bench *b, struct nrow *row, size_t i, size_t at)
{
	struct ncell first = row->cell[i], rest = first;

	first.raw = str_trim(str_to(first.raw, at));
	rest.raw = str_trim(str_from(rest.raw, at));
	rest.column = i + 1;
	cell_read(b, &first);
	cell_read(b, &rest);
	first.joined = rest.joined = true;
	row->cell[i] = first;
	row->cell[i + 1] = rest;
}

/* A level's label stands before the cell's first blank. */
static bool label_first(struct bench *b, const struct ncell *c, struct ncell *label)
{
	struct reading_of *known = memo_filed(b->grammar, c);

	if (known && known->no_label_first)
		return false;
	*label = *c;
	label->raw = str_to(c->raw, str_chr(c->raw, ' ', 0));
	cell_read_label(b, label);
	if (label->level1 || label->level2)
		cell_read(b, label);
	if (label->level1 || label->level2)
		return true;
	if (known)
		known->no_label_first = true;
	return false;
}

/* A level label, a blank, and more: 数量指标 新建桥梁. */
static bool part_label(struct bench *b, const struct header *h, struct nrow *row, size_t i)
{
	const struct ncell *c = &row->cell[i];
	bool level = i < h->n && (h->role[i] == ROLE_LEVEL1 || h->role[i] == ROLE_LEVEL2);
	struct ncell label;

	if (c->means || c->raw.n > 200 || !label_first(b, c, &label))
		return false;
	if (i + 1 < row->n && row->cell[i + 1].text.n && (c->joined || (!level && !label.level_like))) /* a word of a name as well */
		return false;
	if (!make_room(b, row, i))
		return false;
	part_cell(b, row, i, str_chr(row->cell[i].raw, ' ', 0));
	return true;
}

/* A name or description, a blank and a target that begins with a sign, and no other target in the row: 清淤河段 ≥12处. */
static bool part_target(struct bench *b, const struct header *h, struct nrow *row, size_t i)
{
	struct ncell *c = &row->cell[i];
	enum role role = i < h->n ? h->role[i] : ROLE_NONE;
	size_t at = c->raw.n;

	if (c->joined || c->means
	    || (role != ROLE_LEVEL1 && role != ROLE_LEVEL2 && role != ROLE_LEVEL3 && role != ROLE_DESCRIPTION))
		return false;
	for (size_t k = 0; k < row->n; k++)
		if (k != i && row->cell[k].text.n && is_target(&row->cell[k]))
			return false;
	while (at > 0 && !(c->raw.p[at - 1] == ' ' && value_sign(b->grammar, str_from(c->raw, at))))
		at--;
	if (at == 0 || value_sign(b->grammar, c->raw) || value_shape(b->grammar, str_from(c->raw, at)) != SHAPE_NUMBER || !make_room(b, row, i))
		return false;
	part_cell(b, row, i, at);
	return true;
}

/* A name, a blank and a sign, the sign's own column free: 补贴驿站数量 ≥ | | 86. */
static bool part_sign(struct bench *b, const struct header *h, struct nrow *row, size_t i)
{
	struct ncell *c = &row->cell[i], sign, name;
	struct str raw = c->raw;
	size_t at = raw.n;

	if (i + 1 >= h->n || i + 1 >= row->n || row->cell[i + 1].text.n || h->role[i] != ROLE_LEVEL3 || h->role[i + 1] != ROLE_OP)
		return false;
	while (at > 0 && raw.p[at - 1] != ' ')
		at--;
	sign = name = *c;
	sign.raw = str_from(raw, at);
	if (at == 0 || sign.raw.n == 0 || value_sign(b->grammar, sign.raw) != sign.raw.n)
		return false;
	name.raw = str_trim(str_to(raw, at));
	sign.column = i + 1;
	cell_read(b, &name);
	cell_read(b, &sign);
	row->cell[i] = name;
	row->cell[i + 1] = sign;
	return true;
}

/* A note below the indicators that spans the table and is written into each of its columns. */
static bool is_spread(const struct nrow *row)
{
	if (row->filled < SPREAD_CELLS || row->filled < row->n)
		return false;
	for (size_t i = 1; i < row->n; i++)
		if (!copies(row, i))
			return false;
	return true;
}

/* 定性 明显改善 in the operator's column or the number's, the other one blank. */
static bool part_quality(struct bench *b, const struct header *h, struct nrow *row, size_t i)
{
	struct str raw = row->cell[i].raw;
	size_t at, op = i < h->n && i > 0 && h->role[i] == ROLE_NUMBER ? i - 1 : i;

	if (op + 1 >= h->n || op + 1 >= row->n || h->role[op] != ROLE_OP || h->role[op + 1] != ROLE_NUMBER
	    || row->cell[op == i ? op + 1 : op].text.n)
		return false;
	at = str_chr(raw, ' ', 0);
	if (!value_is_qualitative(b->grammar, str_to(raw, at)))
		return false;
	if (op != i) {
		row->cell[op] = row->cell[i];
		row->cell[op].column = op;
	}
	part_cell(b, row, op, at);
	return true;
}

void tidy_indicators(struct bench *b, const struct header *h, struct nrow *row)
{
	bool levels = row->kinds >> MEANS_LEVEL & 1, any = false;

	if (is_spread(row)) {
		for (size_t i = 1; i < row->n; i++)
			blank(&row->cell[i]);
		row_index(b->arena, row);
	}
	if (!row->spaced && !h->twins && !levels)
		return;
	for (size_t k = row->filled; k-- > 0;) { /* parting a cell moves none before it */
		size_t i = row->full[k], at;
		if (i >= TIDY_COLUMNS)
			continue;
		if ((h->twins || levels) && copies(row, i) && (header_twin(h, i) || label_in_name(h, row, i))) {
			blank(&row->cell[i]);
			any = true;
		}
		if (!row->cell[i].spaced)
			continue;
		for (at = i; at < i + 2 && row->cell[at].spaced && part_label(b, h, row, at); at++)
			; /* 产出指标 数量指标 新建桥梁 */
		any |= at > i || part_sign(b, h, row, i) || (h->columns && part_quality(b, h, row, i)) || part_target(b, h, row, i);
	}
	if (any)
		row_index(b->arena, row);
}

/* The label that both cells make; false when they make none. */
static bool joins(struct bench *b, const struct ncell *c, const struct ncell *below, struct ncell *whole)
{
	if (c->text.n == 0 || below->text.n == 0 || c->text.n + below->text.n > 60 || ((below->level1 || below->level2) && c->means))
		return false;
	buf_reset(&b->text);
	buf_add(&b->text, c->raw);
	buf_byte(&b->text, ' ');
	buf_add(&b->text, below->raw);
	*whole = *c;
	whole->raw = arena_copy(b->arena, buf_str(&b->text));
	cell_read(b, whole);
	whole->joined = true;
	return whole->means && !str_eq(whole->key, below->key); /* more than a prefix that tells nothing */
}

static void join(struct bench *b, struct nrow *row, struct nrow *below, size_t column)
{
	struct ncell whole;

	if (!joins(b, &row->cell[column], &below->cell[column], &whole))
		return;
	row->cell[column] = whole;
	blank(&below->cell[column]);
}

void tidy_labels(struct bench *b, const struct header *h, struct nrow *row, struct nrow *below)
{
	struct ncell whole;

	if (!h) {
		if (!joins(b, &row->cell[0], &below->cell[0], &whole))
			return;
		join(b, row, below, 0);
	} else {
		for (size_t i = 0; i < below->filled; i++) {
			size_t c = below->full[i];
			if (!header_levels(h, c) || c >= row->n || !joins(b, &row->cell[c], &below->cell[c], &whole))
				return;
		}
		for (size_t i = 0; i < below->filled; i++)
			join(b, row, below, below->full[i]);
	}
	row_index(b->arena, row);
	row_index(b->arena, below);
}
