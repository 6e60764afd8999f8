/* Labels and values that share a cell: 项目名称：某项目, 其他资金 0.00. */
#include "head.h"
#include "memo.h"

enum { LABEL_BYTES_MOST = 60 };

/* Offset behind the colon of a known label that text starts with; 0 when there is none or nothing follows. */
static size_t label_end(struct bench *b, struct str text)
{
	static const struct str colons[] = { { "：", 3 }, { ":", 1 } };

	for (size_t i = 0; i < sizeof colons / sizeof *colons; i++) {
		size_t at = str_find(str_to(text, LABEL_BYTES_MOST), colons[i], 0);
		struct str unit;
		const struct meaning *m;
		if (at == 0 || at >= str_to(text, LABEL_BYTES_MOST).n || str_blank(str_from(text, at + colons[i].n)))
			continue;
		m = grammar_meaning(b->grammar, label_key(b->grammar, &b->key, str_to(text, at), &unit));
		if (m && (meaning_of(m, MEANS_FIELD) || meaning_of(m, MEANS_AMOUNT) || meaning_of(m, MEANS_OTHER)))
			return at + colons[i].n;
	}
	return 0;
}

/* Offset of the figure behind a known label of money; 0 when text is not that. */
static size_t figure_at(struct bench *b, struct str text)
{
	const struct meaning *m;
	struct str unit, yuan;
	size_t at = 0;

	if (text.n > 2 * LABEL_BYTES_MOST)
		return 0;
	while (at < text.n && at < LABEL_BYTES_MOST && !(text.p[at] >= '0' && text.p[at] <= '9'))
		at += (unsigned char)text.p[at] >= 0xe0 ? 3 : 1; /* nearly all of a label is ideographs */
	if (at == 0 || at >= text.n || at >= LABEL_BYTES_MOST || !has_words(str_to(text, at)) || !value_money(b->grammar, b->arena, str_from(text, at), 0, &yuan))
		return 0;
	m = grammar_meaning(b->grammar, label_key(b->grammar, &b->key, str_to(text, at), &unit));
	return m && meaning_of(m, MEANS_AMOUNT) ? at : 0;
}

static bool names_goals(struct bench *b, struct str text)
{
	struct str unit;
	const struct meaning *m = grammar_meaning(b->grammar, label_key(b->grammar, &b->key, text, &unit));

	return m && (meaning_of(m, MEANS_GOAL) || meaning_of(m, MEANS_ACHIEVEMENT));
}

/* The text is a label of a field; or of goals, without a figure (目标1 begins one). */
static bool names_field(struct bench *b, struct str text, bool or_goals)
{
	const struct meaning *m;
	struct str unit;

	if (text.n > LABEL_BYTES_MOST)
		return false;
	canon_text(&b->text, text);
	m = grammar_meaning(b->grammar, label_key(b->grammar, &b->key, buf_str(&b->text), &unit));
	if (!m || (or_goals && meaning_of(m, MEANS_GOAL)))
		return m && !str_has_digit(text);
	return meaning_of(m, MEANS_FIELD) != NULL;
}

size_t head_split_at(struct bench *b, struct str text)
{
	size_t end = text.n > 2000 ? 0 : label_end(b, text);

	return end ? end : figure_at(b, text);
}

/* The same of a cell that is no label, remembered. */
static size_t split_at(struct bench *b, const struct ncell *c)
{
	struct reading_of *r = memo_reading(b->grammar, c);
	size_t at;

	if (r && r->split)
		return r->split - 1;
	at = c->colon ? head_split_at(b, c->text) : figure_at(b, c->text);
	if (r)
		r->split = (unsigned)at + 1;
	return at;
}

/* Where the blank is that parts a label from what stands before or behind it in the cell as filed; 0: nowhere. */
static size_t blank_before(struct bench *b, const struct nrow *row, size_t i)
{
	const struct ncell *c = row_full(row, i);
	size_t at = c->raw.n;

	if (i + 1 >= row->filled || row_full(row, i + 1)->means)
		return 0;
	while (at && c->raw.p[at - 1] != ' ')
		at--;
	return at && names_field(b, str_from(c->raw, at), false) ? at : 0;
}

static size_t blank_behind(struct bench *b, const struct nrow *row, size_t i)
{
	struct str raw = row_full(row, i)->raw;
	size_t at = str_chr(raw, ' ', 0);

	return at < raw.n && names_field(b, str_to(raw, at), i == 0) ? at : 0;
}

/* 项目名称 某项目 | …, or 主管部门 | 某局 实施单位 | 某站: a label that shares a cell with its value or with another's. */
static size_t blank_at(struct bench *b, const struct nrow *row, size_t i)
{
	const struct ncell *before = i ? row_full(row, i - 1) : NULL;

	return before && before->means && !cell_means(before, MEANS_SECTION) ? blank_before(b, row, i) : blank_behind(b, row, i);
}

size_t head_goal_at(struct bench *b, struct str text)
{
	const struct str colon = { "：", 3 }; /* canonical behind a label, which ends in an ideograph */
	struct str label = str_to(text, LABEL_BYTES_MOST);
	size_t at = str_find(label, colon, 0);

	if (at >= label.n || str_blank(str_from(text, at + colon.n)) || str_has_digit(str_to(text, at)))
		return 0;
	return names_goals(b, str_to(text, at)) ? at + colon.n : 0;
}

/* Where the cell, which is no label, parts into two; *whole: its text as canonical or as filed.  0: nowhere. */
static size_t parts_at(struct bench *b, const struct nrow *row, size_t i, struct str *whole)
{
	const struct ncell *c = row_full(row, i);
	size_t at = split_at(b, c);

	*whole = c->text;
	if (i == 0 && !at && c->colon)
		at = head_goal_at(b, c->text);
	if (at || !c->spaced)
		return at;
	*whole = c->raw;
	return blank_at(b, row, i);
}

static struct ncell part(struct bench *b, const struct ncell *of, struct str text)
{
	struct ncell c = { .raw = text, .line = of->line, .column = of->column, .rows = 1, .columns = 1, .at = of->at };

	cell_read(b, &c);
	return c;
}

const struct nrow *head_split(struct bench *b, const struct nrow *row)
{
	struct nrow *split = NULL;

	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		struct str whole;
		size_t end = c->means ? 0 : parts_at(b, row, i, &whole);
		if (end)
			cell_take(c); /* its two halves go on */
		if (end && !split) {
			split = arena_zero(b->arena, 1, sizeof *split);
			*split = *row;
			split->cell = arena_alloc(b->arena, 2 * row->filled * sizeof *split->cell);
			split->n = 0;
			for (size_t k = 0; k < i; k++)
				split->cell[split->n++] = *row_full(row, k);
		}
		if (!split)
			continue;
		if (end) {
			split->cell[split->n++] = part(b, c, str_trim(str_to(whole, end)));
			split->cell[split->n++] = part(b, c, str_trim(str_from(whole, end)));
		} else {
			split->cell[split->n++] = *c;
		}
	}
	if (!split)
		return row;
	row_index(b->arena, split);
	return split;
}
