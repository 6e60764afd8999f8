#include "head_internal.h"
#include "header.h"
#include "memo.h"

#include <assert.h>

/* An unknown label is short and no sentence; longer texts are values that lost theirs. */
enum { LABEL_POINTS = 16 };

static const struct meaning *head_meaning(const struct ncell *c)
{
	for (const struct meaning *m = c->means; m; m = m->next)
		if (m->kind != MEANS_COLUMN && m->kind != MEANS_LEVEL)
			return m;
	return NULL;
}

bool head_label(const struct ncell *c) { return head_meaning(c) != NULL; }

static bool is_label(const struct nrow *row, size_t i) { return i < row->filled && head_label(row_full(row, i)); }

void head_enter(const struct bench *b, struct head *h, const struct ncell *label, const struct meaning *means)
{
	h->section = label;
	h->section_means = means;
	h->section_money = label->unit.n && value_money_unit(b->grammar, label->unit, &h->section_power);
}

struct head_unit head_unit(const struct bench *b, const struct form *f, const struct head *h, const struct ncell *label)
{
	struct head_unit unit = { 0 };

	if (label->unit.n && value_money_unit(b->grammar, label->unit, &unit.power))
		return unit;
	if (h->section && h->section_money)
		return (struct head_unit){ h->section_power, h->section->at };
	unit.at = f->unit >= 0 ? f->unit_at : f->unit_near_at;
	for (size_t i = 0; i < h->columns; i++) /* 预算金额（万元） | 其中：财政资金: one says it for all */
		if (h->column[i].label->unit.n && value_money_unit(b->grammar, h->column[i].label->unit, &unit.power))
			return unit;
	unit.power = f->unit >= 0 ? f->unit : f->unit_near;
	return unit;
}

int head_power(struct form *f, const struct head_unit *unit, const struct ncell *value)
{
	struct decimal bare;

	if (unit->power >= 0)
		return unit->power;
	f->unit_missing |= value_plain(value->text, &bare) && bare.unscaled != 0;
	return f->unit_like >= 0 ? f->unit_like : 0;
}

static struct field *add_field(struct bench *b, struct form *f, struct str name, const struct ncell *label,
    const struct ncell *value)
{
	struct field *field;

	assert(label || value);
	if (label)
		cell_take(label);
	if (value)
		cell_take(value);
	for (size_t i = 0; value && name.n && i < f->fields.n; i++) {
		if (str_eq(f->fields.at[i].name, name) && canon_equal(f->fields.at[i].value, value->text)) {
			form_issue(f, b->arena, value->line, "note", "duplicate-field", name, value->raw);
			return NULL;
		}
	}
	field = LIST_ADD(b->arena, f->fields);
	// cppcheck-suppress nullPointerRedundantCheck; label or value is there, as asserted
	*field = (struct field){ .name = name, .line = label ? label->line : value->line };
	if (label) {
		field->label = label->raw;
		field->label_at = label->at;
	}
	if (value) {
		field->value = value->text;
		field->raw = value->raw;
		field->at = value->at;
	}
	return field;
}

/* The same label with the same value again: a row that a converter wrote twice. */
static bool repeats_amount(const struct form *f, const struct ncell *label, const struct ncell *value, struct str kind,
    struct str phase)
{
	for (size_t i = 0; i < f->amounts.n; i++) {
		const struct amount *a = &f->amounts.at[i];
		if (str_eq(a->kind, kind) && str_eq(a->phase, phase) && str_eq(a->label, label->raw) && str_eq(a->raw, value->raw))
			return true;
	}
	return false;
}

/* A figure that OCR wrote with letters or a full stop: 56。8O; empty where it is none, or nothing to correct. */
static struct str figure_of_ocr(struct bench *b, struct str text)
{
	static const struct { const char *wrong, *right; } fix[] = { { "O", "0" }, { "o", "0" }, { "l", "1" }, { "I", "1" }, { "。", "." }, { "，", "," } };
	bool corrected = false, digit = false;

	buf_reset(&b->text);
	for (size_t at = 0, k; at < text.n; at += k) {
		struct str rest = str_from(text, at);
		k = 1;
		if (strchr("0123456789.,", rest.p[0])) {
			digit |= rest.p[0] >= '0' && rest.p[0] <= '9';
			buf_byte(&b->text, rest.p[0]);
			continue;
		}
		size_t i = 0;
		while (i < sizeof fix / sizeof *fix && !str_starts(rest, str_c(fix[i].wrong)))
			i++;
		if (i == sizeof fix / sizeof *fix)
			return STR("");
		buf_add(&b->text, str_c(fix[i].right));
		k = strlen(fix[i].wrong);
		corrected = true;
	}
	return corrected && digit ? arena_copy(b->arena, buf_str(&b->text)) : STR("");
}

/* The amount's figure, in the unit that its label or what stands around it says. */
static void amount_value(struct bench *b, struct form *f, const struct head *h, struct amount *a, const struct ncell *label,
    const struct ncell *value)
{
	struct head_unit unit = head_unit(b, f, h, label);
	int power = head_power(f, &unit, value);
	struct str ocr;

	cell_take(value);
	a->raw = value->raw;
	a->at = value->at;
	a->unit_at = unit.at;
	if (value_money(b->grammar, b->arena, value->text, power, &a->yuan))
		return;
	ocr = figure_of_ocr(b, value->text);
	if (ocr.n && value_money(b->grammar, b->arena, ocr, power, &a->yuan))
		form_issue(f, b->arena, value->line, "note", "value-corrected", a->label, value->raw);
	else
		form_issue(f, b->arena, value->line, "warning", "value-unread", a->label, value->raw);
}

static void add_amount(struct bench *b, struct form *f, const struct head *h, const struct ncell *label,
    const struct ncell *value, struct str kind, struct str phase)
{
	struct amount *a;

	if (value && repeats_amount(f, label, value, kind, phase)) {
		cell_take(label);
		cell_take(value);
		form_issue(f, b->arena, value->line, "note", "duplicate-field", label->raw, value->raw);
		return;
	}
	a = LIST_ADD(b->arena, f->amounts);
	*a = (struct amount){ .kind = kind, .phase = phase, .label = label->raw, .line = label->line };
	a->label_at = label->at;
	cell_take(label);
	if (value)
		amount_value(b, f, h, a, label, value);
}

void head_amount(struct bench *b, struct form *f, const struct head *h, const struct ncell *label,
    const struct ncell *value, struct str kind)
{
	add_amount(b, f, h, label, value, kind, STR(""));
}

void head_named(struct bench *b, struct form *f, struct str name, const struct ncell *label, const struct ncell *value)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (str_eq(f->fields.at[i].name, name) && canon_equal(f->fields.at[i].value, value->text))
			return; /* a spanned cell, written again in each row */
	add_field(b, f, name, label, value);
}

void head_field(struct bench *b, struct form *f, const struct ncell *label, const struct ncell *value)
{
	add_field(b, f, STR(""), label == value ? NULL : label, value);
}

/*
 * By how many columns the row's figures stand too far left below the phases (a spanned cell before them was lost):
 * its first stands before all phases, below no heading of its own.
 */
static size_t phases_slid(const struct head *h, const struct nrow *row, size_t i)
{
	const struct ncell *first = i + 1 < row->filled ? row_full(row, i + 1) : NULL, *last = row_full(row, row->filled - 1);
	const struct head_column *over = first ? head_heading(h, first->column) : NULL;
	size_t begin = SIZE_MAX, end = 0;

	for (size_t k = 0; k < h->columns; k++) {
		const struct head_column *c = &h->column[k];
		if (c->means && c->means->kind == MEANS_PHASE && c->column < begin)
			begin = c->column;
		end = c->column > end ? c->column : end;
	}
	if (!first || begin == SIZE_MAX || first->column >= begin || (over && !cell_means(over->label, MEANS_AMOUNT)))
		return 0;
	return last->column + begin - first->column <= end ? begin - first->column : 0;
}

/* Amounts under phases: 年初预算数, 全年预算数, 全年执行数; other headings give fields without a name. */
static void phased_amount(struct bench *b, struct form *f, const struct head *h, const struct ncell *label,
    const struct ncell *value, struct str kind, size_t slid)
{
	const struct head_column *c = head_heading(h, value->column + slid);

	if (c && c->means && c->means->kind == MEANS_PHASE)
		add_amount(b, f, h, label, value, kind, c->means->name);
	else
		add_field(b, f, STR(""), c ? c->label : label, value);
}

/* Blank cells below 年初预算数, 全年预算数 …, of an amount whose row is there. */
static void blank_phases(struct bench *b, struct form *f, const struct head *h, const struct nrow *row,
    const struct ncell *label, struct str kind, size_t slid)
{
	bool filled[HEAD_COLUMNS] = { false };

	for (size_t i = 0; i < row->filled; i++) {
		const struct head_column *c = row_full(row, i) == label ? NULL : head_heading(h, row_full(row, i)->column + slid);
		if (c)
			filled[c - h->column] = true;
	}
	for (size_t k = 0; k < h->columns; k++) {
		const struct head_column *c = &h->column[k];
		if (!filled[k] && c->means && c->means->kind == MEANS_PHASE)
			add_amount(b, f, h, label, NULL, kind, c->means->name);
	}
}

/* A label without a canonical name: all that stands beside it (总分 100 95). */
static size_t read_other(struct bench *b, struct form *f, struct head *h, const struct nrow *row, size_t i)
{
	size_t n = 1;

	h->open = HEAD_NONE;
	for (; i + n < row->filled && !is_label(row, i + n); n++)
		add_field(b, f, STR(""), row_full(row, i), row_full(row, i + n));
	h->period |= i + n < row->filled && cell_means(row_full(row, i + n), MEANS_AMOUNT);
	if (n == 1)
		add_field(b, f, STR(""), row_full(row, i), NULL);
	return n;
}

/* An amount of the same kind stands to the right in the row. */
static bool said_again(const struct nrow *row, size_t i, struct str kind)
{
	for (size_t k = i + 1; k < row->filled; k++) {
		const struct meaning *m = cell_means(row_full(row, k), MEANS_AMOUNT);
		if (m && str_eq(m->name, kind))
			return true;
	}
	return false;
}

/* 资金总额 | 财政拨款 | 其他资金 | 820.5 | 800.5 | 20 in one row, of text that has no columns: how many labels and figures. */
static size_t amounts_in_turn(const struct nrow *row, size_t i)
{
	size_t labels = 0, figures = 0;

	while (i + labels < row->filled && cell_means(row_full(row, i + labels), MEANS_AMOUNT))
		labels++;
	while (i + labels + figures < row->filled && row_full(row, i + labels + figures)->shape == SHAPE_NUMBER)
		figures++;
	return labels > 1 && labels == figures ? labels : 0;
}

/*
 * In text whose labels stand a line each, the figures of all come behind the last: how many there are, where as many
 * amounts but one wait for theirs; else 0.
 */
static size_t figures_of_all(const struct form *f, const struct nrow *row, size_t i)
{
	size_t figures = row->filled - i - 1;

	if (figures < 3 || f->amounts.n + 1 < figures)
		return 0;
	for (size_t k = 0; k < figures; k++) {
		const struct amount *a = k ? &f->amounts.at[f->amounts.n - k] : NULL;
		if (row_full(row, i + 1 + k)->shape != SHAPE_NUMBER || (a && (a->raw.n || a->phase.n)))
			return 0;
	}
	return figures;
}

/* Takes an amount's values; returns how many cells. */
static size_t read_amount(struct bench *b, struct form *f, struct head *h, const struct nrow *row, size_t i,
    const struct meaning *m)
{
	const struct ncell *label = row_full(row, i);
	size_t n = 1;

	if (h->period && said_again(row, i, m->name)) /* of the whole period; the year's stands to the right */
		return read_other(b, f, h, row, i);
	if (h->columns && h->columns_of == MEANS_PHASE) {
		size_t slid = phases_slid(h, row, i);
		for (; i + n < row->filled && !is_label(row, i + n); n++)
			phased_amount(b, f, h, label, row_full(row, i + n), m->name, slid);
		blank_phases(b, f, h, row, label, m->name, slid);
		return n;
	}
	n = amounts_in_turn(row, i);
	for (size_t k = 0; k < n; k++)
		add_amount(b, f, h, row_full(row, i + k), row_full(row, i + k + n), cell_means(row_full(row, i + k), MEANS_AMOUNT)->name, STR(""));
	if (n)
		return 2 * n;
	n = figures_of_all(f, row, i);
	for (size_t k = 0; k + 1 < n; k++) {
		struct amount *a = &f->amounts.at[f->amounts.n - n + 1 + k];
		amount_value(b, f, h, a, cell_reading(b, b->arena, a->label, false), row_full(row, i + 1 + k));
	}
	if (n) {
		add_amount(b, f, h, label, row_full(row, i + n), m->name, STR(""));
		return 1 + n;
	}
	n = i + 1 < row->filled && !is_label(row, i + 1) ? 2 : 1;
	add_amount(b, f, h, label, n == 2 ? row_full(row, i + 1) : NULL, m->name, STR(""));
	return n;
}

/* Goals stand in all cells from row->full[i] up to the next label; an ordinal may have a cell of its own. */
static size_t read_goals(struct bench *b, struct form *f, struct head *h, const struct nrow *row, size_t i, bool achieved)
{
	const struct ncell *first = NULL;
	struct str text;
	size_t n = 0;

	buf_reset(&b->text);
	for (; i + n < row->filled && !is_label(row, i + n); n++) {
		const struct ncell *c = row_full(row, i + n);
		if (!first)
			first = c;
		buf_add(&b->text, c->text);
		cell_take(c);
	}
	h->open = achieved ? HEAD_ACHIEVEMENTS : HEAD_GOALS;
	if (!first)
		return 0;
	text = arena_copy(b->arena, buf_str(&b->text));
	if (n == 1)
		goals_read_cell(b, f, achieved, first, text);
	else
		goals_read(b, f, achieved, text, first->line, first->at);
	return n;
}

/* A label's value is the cell behind it, unless that is a label again. */
static const struct ncell *value_of(const struct nrow *row, size_t i)
{
	return i + 1 < row->filled && !is_label(row, i + 1) ? row_full(row, i + 1) : NULL;
}

static void open_section(const struct bench *b, struct head *h, const struct ncell *label, const struct meaning *m)
{
	bool again = h->section && canon_equal(h->section->text, label->text); /* a spanned cell, filled in */

	if (again)
		return;
	h->period = false;
	head_enter(b, h, label, m);
	h->open = HEAD_NONE;
	h->columns = 0;
}

enum { WORD_POINTS = 3 /* 万元 is a unit */ };

static bool has_figure(const struct nrow *row)
{
	for (size_t i = 0; i < row->filled; i++)
		if (row_full(row, i)->shape == SHAPE_NUMBER)
			return true;
	return false;
}

/*
 * 预算金额 | 年度资金总额 | 350: the first label only names the rows, the one right beside it has the value.  So does
 * 预算金额 | 收入预算 | 全年（计划） above the amounts.
 */
static bool heads_amounts(const struct nrow *row, size_t i)
{
	const struct ncell *next = i == 0 && row->filled > 2 ? row_full(row, 1) : NULL;

	if (next && (cell_means(next, MEANS_SECTION) || cell_means(next, MEANS_COLUMN)) && !has_figure(row))
		return true;
	if (next && !next->means && next->shape == SHAPE_TEXT && str_points(next->text) >= WORD_POINTS && row_full(row, 2)->shape == SHAPE_NUMBER)
		return true; /* a label that no grammar knows */
	return next && cell_means(next, MEANS_AMOUNT) && next->column == row_full(row, 0)->column + 1 && !is_label(row, 2);
}

/* 资金来源 | 区级财政, at the end of a row that has said something else: where no figure has room, the source is words. */
static bool names_source(const struct nrow *row, size_t i)
{
	return i > 2 && row_full(row, i)->column + 1 == row->n && cell_means(row_full(row, i - 1), MEANS_SECTION);
}

/* Reads the label at row->full[i] with its value; returns how many cells that took. */
static size_t read_label(struct bench *b, struct form *f, struct head *h, const struct nrow *row, size_t i,
    const struct meaning *m)
{
	const struct ncell *label = row_full(row, i), *value = value_of(row, i);

	f->labels++;
	cell_take(label);
	switch (m->kind) {
	case MEANS_SECTION:
		open_section(b, h, label, m);
		return 1;
	case MEANS_GOAL:
	case MEANS_ACHIEVEMENT: return 1 + read_goals(b, f, h, row, i + 1, m->kind == MEANS_ACHIEVEMENT);
	case MEANS_AMOUNT:
		h->open = HEAD_NONE;
		if (heads_amounts(row, i) || (cell_means(label, MEANS_SECTION) && !value && is_label(row, i + 1))) {
			head_enter(b, h, label, m);
			return 1;
		}
		if (names_source(row, i)) {
			add_field(b, f, STR(""), row_full(row, i - 1), label);
			return 1;
		}
		return read_amount(b, f, h, row, i, m);
	case MEANS_DUE:
		head_due(b, f, h, &(struct head_column){ label->column, label, m }, value);
		return value ? 2 : 1;
	case MEANS_FIELD:
		h->open = HEAD_NONE;
		add_field(b, f, m->name, label, value);
		return value ? 2 : 1;
	case MEANS_OTHER: return read_other(b, f, h, row, i);
	default: return 1;
	}
}

/* A cell that repeats a value above or its beginning, or its label. */
static bool repeats(const struct form *f, const struct ncell *c)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (str_starts(f->fields.at[i].value, c->text))
			return true;
	return false;
}

static void unknown_label(struct bench *b, struct form *f, const struct ncell *label, const struct ncell *value)
{
	struct str near = grammar_nearest(b->grammar, cell_key(b, label));

	add_field(b, f, STR(""), label, value);
	form_issue(f, b->arena, label->line, "note", "label-unknown", label->raw, near);
}

/* The goals lost their label: a sentence alone behind its blank place, directly above the indicators' heading. */
static bool goals_unlabelled(const struct form *f, const struct nrow *row, const struct nrow *next)
{
	return f->goals.n == 0 && row->filled == 1 && row_full(row, 0)->column > 0 && row_full(row, 0)->shape == SHAPE_SENTENCE
	    && next && header_row(next);
}

/* A cell without a label of its own; returns how many cells that took. */
static size_t read_unlabelled(struct bench *b, struct form *f, struct head *h, const struct nrow *row, size_t i,
    const struct nrow *below)
{
	const struct ncell *c = row_full(row, i), *next = value_of(row, i);
	bool label_like = next && c->shape == SHAPE_TEXT && str_points(c->text) <= LABEL_POINTS;

	cell_take(c);
	if ((f->labels == 0 || head_captioned(b, c->text, true)) && head_caption(b, f, c->text, c->line, c->at))
		return 1;
	if (h->open != HEAD_NONE || goals_unlabelled(f, row, below))
		return read_goals(b, f, h, row, i, h->open == HEAD_ACHIEVEMENTS);
	if (h->section && h->section_means->free.n && !label_like) {
		add_field(b, f, h->section_means->free, h->section, c);
		return 1;
	}
	if (repeats(f, c) || (i > 0 && str_eq(row_full(row, i - 1)->text, c->text))) { /* also a figure, copied for its span */
		form_issue(f, b->arena, c->line, "note", "duplicate-field", c->raw, row_text(b->arena, row));
		return 1;
	}
	if (label_like) {
		unknown_label(b, f, c, next);
		return 2;
	}
	form_issue(f, b->arena, c->line, "warning", "row-unread", c->raw, row_text(b->arena, row));
	return 1;
}

void head_row(struct bench *b, struct form *f, struct head *h, const struct nrow *row, const struct nrow *next)
{
	size_t i = 0;

	if (row->filled == 0 || head_opens_columns(b, f, h, row, next) || head_under_columns(b, f, h, row))
		return;
	while (i < row->filled) {
		const struct ncell *c = row_full(row, i);
		const struct meaning *m = head_meaning(c);
		if (m && m->kind == MEANS_OTHER && f->labels == 0 && head_captioned(b, c->text, false))
			m = NULL; /* 2024年度 beside 单位：元, above all labels */
		i += m ? read_label(b, f, h, row, i, m) : read_unlabelled(b, f, h, row, i, next);
	}
}
