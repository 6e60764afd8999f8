#include "indicators.h"
#include "looks.h"
#include "several.h"

/* Sets of roles, as fit.roles. */
enum {
	PART_ROLES = 1 << ROLE_OP | 1 << ROLE_NUMBER | 1 << ROLE_UNIT,
	LEVEL_ROLES = 1 << ROLE_LEVEL1 | 1 << ROLE_LEVEL2,
	INDICATOR_ROLES = 1 << ROLE_LEVEL3 | 1 << ROLE_VALUE,
	UNREAD_ROLES = 1 << ROLE_NONE | 1 << ROLE_OTHER | 1 << ROLE_SECTION, /* no place in an indicator */
	/* what may stand in a template's row, whose name and value were left blank */
	TEMPLATE_ROLES = 1 << ROLE_NOTE | 1 << ROLE_BASIS | 1 << ROLE_WEIGHT | 1 << ROLE_OP | 1 << ROLE_UNIT | 1 << ROLE_REASON | 1 << ROLE_SCORE
};

/* Operator, value and unit from columns of their own, joined by one blank. */
static struct str raw_of_columns(struct bench *b, const struct fit *fit)
{
	static const enum role parts[] = { ROLE_OP, ROLE_NUMBER, ROLE_UNIT };

	buf_reset(&b->text);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const struct ncell *c = fit->role[parts[i]];
		if (!c)
			continue;
		if (b->text.n)
			buf_byte(&b->text, ' ');
		buf_add(&b->text, c->raw);
	}
	return arena_copy(b->arena, buf_str(&b->text));
}

static struct str text_of(const struct fit *fit, enum role r)
{
	return fit->role[r] ? fit->role[r]->text : STR("");
}

static void read_value(struct bench *b, struct indicator *x, const struct fit *fit)
{
	const struct ncell *value = fit->role[ROLE_VALUE];

	if (value || !(fit->roles & PART_ROLES)) {
		x->raw = value ? value->raw : STR("");
		x->targets = cell_targets(b, value, &x->target, &x->money);
		if (value && value->spaced && x->targets == 1 && x->target->qualifier.n)
			x->targets = several_owned(b, value, &x->target);
		return;
	}
	x->raw = raw_of_columns(b, fit);
	x->target = arena_zero(b->arena, 1, sizeof *x->target);
	*x->target = value_columns(b->grammar, b->arena, text_of(fit, ROLE_OP), text_of(fit, ROLE_NUMBER),
	    text_of(fit, ROLE_UNIT));
	x->targets = 1;
	x->money = target_is_money(b->grammar, x->target);
}

/* A role's words with those of further columns of the same role. */
static struct str words_with_more(struct bench *b, const struct fit *fit, enum role r, struct str words)
{
	for (size_t i = 0; i < fit->mores; i++) {
		if (fit->more_role[i] != r)
			continue;
		buf_reset(&b->text);
		buf_add(&b->text, words);
		buf_add(&b->text, STR("；"));
		buf_add(&b->text, fit->more[i]->text);
		words = arena_copy(b->arena, buf_str(&b->text));
	}
	return words;
}

static struct str words_of(struct bench *b, const struct fit *fit, enum role r)
{
	return fit->mores ? words_with_more(b, fit, r, text_of(fit, r)) : text_of(fit, r);
}

static int repairs_of(const struct fit *fit)
{
	int repairs = fit->shifted ? REPAIR_SHIFTED : 0;

	for (unsigned left = fit->roles; left; left &= left - 1) {
		const struct ncell *c = fit->role[first_role(left)];
		repairs |= c->changes & CANON_CHARS ? REPAIR_CHARS : 0;
		repairs |= c->joined ? REPAIR_JOINED : 0;
		repairs |= c->spanned ? REPAIR_FILLED : 0;
	}
	return repairs;
}

static size_t first_line(const struct nrow *row, const struct fit *fit)
{
	for (size_t i = 0; i < row->filled; i++)
		if (row_full(row, i) != fit->role[ROLE_SECTION])
			return row_full(row, i)->line;
	return row->line;
}

static void read_head_cell(struct bench *b, struct form *f, const struct ncell *heading, const struct ncell *c)
{
	const struct meaning *field = cell_means(heading, MEANS_FIELD), *amount = cell_means(heading, MEANS_AMOUNT);
	struct head none = { 0 };

	if (c->spanned) /* said where it begins */
		return;
	if (field)
		head_named(b, f, field->name, heading, c);
	else if (amount)
		head_amount(b, f, &none, heading, c, amount->name);
	else
		goals_read(b, f, false, c->text, c->line, c->at);
}

/* What stands below 项目名称, 预算数, 年度目标 beside the levels is the head's. */
static const struct ncell *head_heading_of(const struct form *f, const struct ncell *c)
{
	const struct ncell *heading = c->column < f->header.n ? f->header.heading[c->column] : NULL;
	bool head = heading && f->header.role[c->column] == ROLE_OTHER && (cell_means(heading, MEANS_FIELD)
	    || cell_means(heading, MEANS_AMOUNT) || cell_means(heading, MEANS_GOAL));

	return head ? heading : NULL;
}

/* Cells of columns that no role wants (序号, a heading that nobody knows) are fields without a name. */
static void keep_other(struct bench *b, struct form *f, const struct ncell *c)
{
	const struct ncell *heading = head_heading_of(f, c);
	struct field *field;

	if (heading) {
		read_head_cell(b, f, heading, c);
		return;
	}
	field = LIST_ADD(b->arena, f->fields);
	heading = c->column < f->header.n ? f->header.heading[c->column] : NULL;
	*field = (struct field){ .value = c->text, .raw = c->raw, .line = c->line, .at = c->at };
	if (heading)
		field->label = heading->raw;
}

/* It stands behind the row's name but not behind that heading: the row slid, what is above it says nothing of it. */
static bool behind_name(const struct form *f, const struct ncell *name, const struct ncell *c)
{
	if (!name || c->column <= name->column)
		return false;
	for (size_t i = c->column + 1; i < f->header.n; i++)
		if (f->header.role[i] == ROLE_LEVEL3)
			return true;
	return false;
}

/* What an indicator has of several columns, beside each other. */
static bool is_words(enum role r) { return r == ROLE_BASIS || r == ROLE_NOTE || r == ROLE_DESCRIPTION; }

/* A heading again; 正向, 反向 below one are its values. */
static bool heads_column(const struct ncell *c)
{
	const struct meaning *m = cell_means(c, MEANS_COLUMN);

	return m && m->role != ROLE_OTHER;
}

static void take_cells(struct bench *b, struct form *f, const struct fit *fit)
{
	/* beside a whole value a cell of its parts is not read */
	const unsigned kept = has_role(fit->roles, ROLE_VALUE) ? UNREAD_ROLES | PART_ROLES : UNREAD_ROLES;

	for (unsigned left = fit->roles; left; left &= left - 1) {
		enum role r = first_role(left);
		const struct ncell *c = fit->role[r];
		cell_take(c);
		if (has_role(kept, r) && !cell_means(c, MEANS_SECTION) && !heads_column(c)) {
			if (behind_name(f, fit->role[ROLE_LEVEL3], c))
				head_field(b, f, c, c);
			else
				keep_other(b, f, c);
		}
		if (has_role(LEVEL_ROLES, r) && !c->level1 && !c->level2)
			form_issue(f, b->arena, c->line, "note", "level-unknown", c->raw, STR(""));
	}
	for (size_t i = 0; i < fit->mores; i++) {
		cell_take(fit->more[i]);
		if (!is_words(fit->more_role[i]))
			keep_other(b, f, fit->more[i]);
	}
}

static void add_indicator(struct bench *b, struct form *f, struct level_labels *l, const struct nrow *row,
    const struct fit *fit)
{
	struct indicator *x = LIST_ADD(b->arena, f->indicators);
	const struct ncell *name = fit->role[ROLE_LEVEL3];
	bool money; /* of what was reached: not asked */

	memcpy(x->role, fit->role, sizeof x->role);
	for (size_t i = 0; i < fit->mores; i++)
		if (is_words(fit->more_role[i]) && x->mores < sizeof x->more / sizeof *x->more) {
			x->more[x->mores] = fit->more[i];
			x->more_role[x->mores++] = fit->more_role[i];
		}
	take_cells(b, f, fit);
	x->line = first_line(row, fit);
	x->level3 = str_trim(str_from(name->text, name->ordinal_n));
	x->ordinal = name->ordinal;
	x->key = cell_name_key(b, name, &x->key_hash);
	x->description = words_of(b, fit, ROLE_DESCRIPTION);
	x->basis = words_of(b, fit, ROLE_BASIS);
	x->note = words_of(b, fit, ROLE_NOTE);
	x->repairs = repairs_of(fit);
	read_value(b, x, fit);
	if (fit->role[ROLE_ACTUAL])
		x->actuals = cell_targets(b, fit->role[ROLE_ACTUAL], &x->actual, &money);
	if (x->targets > 1 || fit->parted)
		x->repairs |= REPAIR_SPLIT;
	x->own1 = l->own1;
	x->own2 = l->own2;
	x->own = l->own1 || l->own2;
	x->label1 = l->label1;
	x->label2 = l->label2;
	x->filed = l->now;
	l->own1 = l->own2 = false;
}

/* A part of the money that was stated above the indicators: below them the words are a name whose row slid. */
static bool names_part(const struct form *f, const struct nrow *row)
{
	const struct meaning *amount = cell_means(row_full(row, 0), MEANS_AMOUNT);

	return amount && f->indicators.n && f->amounts.n && row->filled > 1 && !str_eq(amount->name, STR("total"));
}

/* In a column of names the words 中央资金 are a name; elsewhere a label of the head is the head's. */
static bool belongs_to_head(const struct form *f, const struct nrow *row)
{
	const struct ncell *c = row_full(row, 0);
	enum role role = c->column < f->header.n ? f->header.role[c->column] : ROLE_NONE;

	if (!head_label(c) || c->level1 || c->level2 || head_heading_of(f, c))
		return false;
	if (cell_means(c, MEANS_GOAL) && role == ROLE_OTHER && row->filled > 2)
		return false; /* 目标1 below 目标名称, beside its indicators */
	if (cell_means(c, MEANS_COLUMN)) /* 改进措施 | text: below the table, not a heading of it */
		return cell_means(c, MEANS_OTHER) && row->filled == 2 && (role == ROLE_SECTION || role == ROLE_LEVEL1)
		    && (row_full(row, 1)->shape == SHAPE_SENTENCE || (role == ROLE_SECTION && row_full(row, 1)->shape == SHAPE_TEXT));
	if (names_part(f, row) || (cell_means(c, MEANS_AMOUNT) && row->filled > 1 && value_sign(f->grammar, row_full(row, 1)->text)))
		return false; /* ≤ 80万元: a target, not an amount */
	if (c->column > 0 && cell_means(c, MEANS_OTHER) && row->filled > 1 && looks_targeted(f->grammar, row_full(row, 1)))
		return false; /* 公用经费 | 控制在3万元以内 in a row that slid */
	return role != ROLE_LEVEL3 && !cell_means(c, MEANS_SECTION);
}

/* Level labels in a row of their own, with nothing that an indicator without a name would be worth. */
static bool is_heading_row(const struct fit *fit)
{
	const unsigned headings = LEVEL_ROLES | 1u << ROLE_SECTION;

	return !(fit->roles & ~(headings | UNREAD_ROLES | TEMPLATE_ROLES)) && fit->roles & headings;
}

static void report_unread(struct bench *b, struct form *f, const struct nrow *row)
{
	form_issue(f, b->arena, row->line, "warning", "row-unread", row_full(row, 0)->raw, row_text(b->arena, row));
	row_take(row);
}

/* A blank in the name's cell may part several names. */
static void add_indicators(struct bench *b, struct form *f, struct level_labels *l, const struct nrow *row,
    const struct fit *fit)
{
	struct fit fits[SEVERAL_MOST];
	size_t n = several_part(b, fit, fits);

	if (n == 1)
		add_indicator(b, f, l, row, fit);
	for (size_t i = 0; n > 1 && i < n; i++)
		add_indicator(b, f, l, row, &fits[i]);
}

/* A row without an indicator: its labels hold for those below, the rest are fields without a name. */
static void take_template(struct bench *b, struct form *f, struct fit *fit)
{
	for (unsigned left = fit->roles & TEMPLATE_ROLES; left; left &= left - 1) {
		enum role r = first_role(left);
		keep_other(b, f, fit->role[r]);
		cell_take(fit->role[r]);
		fit_drop(fit, r);
	}
	for (size_t i = 0; i < fit->mores; i++)
		if (is_words(fit->more_role[i])) /* of an indicator, which is not there */
			keep_other(b, f, fit->more[i]);
	take_cells(b, f, fit);
}

/* …… in a template's row names nothing. */
static void drop_dots(struct bench *b, struct form *f, struct fit *fit)
{
	keep_other(b, f, fit->role[ROLE_LEVEL3]);
	cell_take(fit->role[ROLE_LEVEL3]);
	fit_drop(fit, ROLE_LEVEL3);
}

/* A row of nothing but a value, in its column, below an indicator that has none: one row that was torn in two. */
static bool torn_off(struct bench *b, struct form *f, const struct nrow *row)
{
	struct indicator *x = f->indicators.n ? &f->indicators.at[f->indicators.n - 1] : NULL;
	struct fit fit;

	if (!x || x->raw.n || !f->header.found || x->line + 2 < row->line)
		return false;
	fit = (struct fit){ 0 };
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		enum role role = c->column < f->header.n ? f->header.role[c->column] : ROLE_NONE;
		if (role != ROLE_VALUE && !has_role(PART_ROLES, role))
			return false;
		fit_put(&fit, role, c);
	}
	for (unsigned left = fit.roles; left; left &= left - 1) {
		enum role r = first_role(left);
		x->role[r] = fit.role[r];
		cell_take(fit.role[r]);
	}
	read_value(b, x, &fit);
	x->repairs |= REPAIR_JOINED;
	return true;
}

/*
 * A row of a table of projects without any indicator: a unit's sum, its cells are fields without names; or a project
 * with its goal, its indicators below.
 */
static bool sums_unit(struct bench *b, struct form *f, const struct nrow *row)
{
	bool project = false, goal = false;

	if (row_means(row, 1u << MEANS_LEVEL))
		return false;
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i), *heading = c->column < f->header.n ? f->header.heading[c->column] : NULL;
		if (!heading || f->header.role[c->column] != ROLE_OTHER)
			return false;
		project |= cell_means(heading, MEANS_FIELD) && !c->spanned;
		goal |= cell_means(heading, MEANS_GOAL) && c->shape != SHAPE_NUMBER;
	}
	if (!project)
		return false;
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i), *heading = goal ? head_heading_of(f, c) : NULL;
		if (heading)
			read_head_cell(b, f, heading, c);
		else
			head_field(b, f, f->header.heading[c->column], c);
	}
	return true;
}

/* ≥ | 95% below 指标值 and the heading behind it: a sign alone, the rest of the target beside it. */
static void part_sign(const struct grammar *g, const struct nrow *row, struct fit *fit)
{
	const struct ncell *sign = fit->role[ROLE_VALUE], *rest;

	if (sign->shape == SHAPE_NUMBER || sign->column + 1 >= row->n
	    || value_sign(g, sign->text) != sign->text.n)
		return;
	rest = &row->cell[sign->column + 1];
	if (rest != fit->role[ROLE_NOTE] && rest != fit->role[ROLE_BASIS])
		return;
	fit_drop(fit, rest == fit->role[ROLE_NOTE] ? ROLE_NOTE : ROLE_BASIS);
	fit_drop(fit, ROLE_VALUE);
	fit_put(fit, ROLE_OP, sign);
	fit_put(fit, ROLE_NUMBER, rest);
	fit->shifted = true;
}

/* 群众满意度≥95% in one cell, as name or as value, and the other one blank. */
static void part_name(struct bench *b, const struct header *h, struct fit *fit)
{
	const struct ncell *whole = fit->role[ROLE_VALUE] ? fit->role[ROLE_VALUE] : fit->role[ROLE_LEVEL3];
	struct ncell *half;
	size_t at = 1;

	if (h->columns || !whole)
		return;
	while (at < whole->raw.n && ((whole->raw.p[at] & 0xc0) == 0x80 || !value_sign(b->grammar, str_from(whole->raw, at))))
		at++;
	if (at >= whole->raw.n || !has_words(str_to(whole->raw, at))
	    || value_shape(b->grammar, str_from(whole->raw, at)) != SHAPE_NUMBER)
		return;
	half = arena_alloc(b->arena, 2 * sizeof *half);
	half[0] = half[1] = *whole;
	half[0].raw = str_trim(str_to(whole->raw, at));
	half[1].raw = str_trim(str_from(whole->raw, at));
	cell_read(b, &half[0]);
	cell_read(b, &half[1]);
	fit_put(fit, ROLE_LEVEL3, &half[0]);
	fit_put(fit, ROLE_VALUE, &half[1]);
	fit->parted = true;
}

/* 绩效指标 in a column of levels: the label of the whole table, in the middle of its rows; of a level it says nothing. */
static void drop_heading(struct fit *fit, enum role role)
{
	const struct ncell *c = fit->role[role];

	if (!c || c->level1 || c->level2 || !cell_means(c, MEANS_SECTION))
		return;
	cell_take(c);
	fit_drop(fit, role);
}

static void read_row(struct bench *b, struct form *f, struct level_labels *l, const struct ntable *t, const struct nrow *row)
{
	struct fit fit;

	if (torn_off(b, f, row) || sums_unit(b, f, row))
		return;
	if (!rowfit(b, &f->header, row, &fit)) {
		report_unread(b, f, row);
		return;
	}
	if (has_role(fit.roles, ROLE_LEVEL3) && !has_words(str_from(fit.role[ROLE_LEVEL3]->text, fit.role[ROLE_LEVEL3]->ordinal_n)))
		drop_dots(b, f, &fit);
	if (fit.roles & LEVEL_ROLES) {
		drop_heading(&fit, ROLE_LEVEL1);
		drop_heading(&fit, ROLE_LEVEL2);
	}
	if (fit.roles & LEVEL_ROLES)
		labels_take(f, l, t, &fit);
	if ((fit.roles & INDICATOR_ROLES) != INDICATOR_ROLES)
		part_name(b, &f->header, &fit);
	else if (is_sign_short(fit.role[ROLE_VALUE]))
		part_sign(f->grammar, row, &fit);
	if (has_role(fit.roles, ROLE_LEVEL3) && fit.role[ROLE_LEVEL3]->spaced)
		add_indicators(b, f, l, row, &fit);
	else if (has_role(fit.roles, ROLE_LEVEL3))
		add_indicator(b, f, l, row, &fit);
	if (fit.dropped || (!has_role(fit.roles, ROLE_LEVEL3) && !is_heading_row(&fit)))
		report_unread(b, f, row);
	else if (!has_role(fit.roles, ROLE_LEVEL3))
		take_template(b, f, &fit);
}

/* The cells of the row before or from that column on; the level 1 of both tables stands in the first. */
static struct nrow half(struct bench *b, const struct header *h, const struct nrow *row, bool second)
{
	struct nrow part = *row;

	part.cell = arena_alloc(b->arena, row->n * sizeof *part.cell);
	memcpy(part.cell, row->cell, row->n * sizeof *part.cell);
	for (size_t i = 0; i < row->n; i++) {
		bool shared = second && i < h->n && h->role[i] == ROLE_LEVEL1;
		if ((i >= h->beside) != second && !shared)
			part.cell[i].raw = part.cell[i].text = STR("");
	}
	row_index(b->arena, &part);
	return part;
}

/* Two tables beside each other under one heading: the first's indicator, then the second's. */
static void read_halves(struct bench *b, struct form *f, struct level_labels *l, const struct ntable *t,
    const struct nrow *row)
{
	struct header whole = f->header;
	struct nrow part = half(b, &whole, row, false);

	if (!l->beside)
		l->beside = arena_zero(b->arena, 1, sizeof *l->beside);
	f->header.n = whole.beside;
	if (part.filled)
		read_row(b, f, l, t, &part);
	f->header = whole;
	for (size_t i = 0; i < whole.beside; i++)
		if (whole.role[i] != ROLE_LEVEL1)
			f->header.role[i] = ROLE_NONE;
	part = half(b, &whole, row, true);
	if (part.filled)
		read_row(b, f, l->beside, t, &part);
	f->header = whole;
}

enum { POINTS_MOST = 100 };

/* 合计 | 100 | 98 below indicators that have points: their sum, not money. */
static bool sums_points(const struct form *f, const struct nrow *row)
{
	bool points = false;
	size_t n;

	if (row->filled < 2 || f->indicators.n == 0 || !cell_means(row_full(row, 0), MEANS_AMOUNT))
		return false;
	for (size_t i = 0; i < f->header.n; i++)
		points |= f->header.role[i] == ROLE_WEIGHT || f->header.role[i] == ROLE_SCORE;
	if (!points)
		return false;
	for (size_t i = 1; i < row->filled; i++)
		if (!str_number(str_to(row_full(row, i)->text, str_chr(row_full(row, i)->text, '.', 0)), &n) || n > POINTS_MOST)
			return false;
	return true;
}

bool indicator_row(struct bench *b, struct form *f, struct level_labels *l, const struct ntable *t, const struct nrow *row)
{
	if (sums_points(f, row)) {
		for (size_t i = 0; i < row->filled; i++)
			keep_other(b, f, row_full(row, i));
		row_take(row);
		return true;
	}
	if (belongs_to_head(f, row))
		return false;
	if (f->header.beside)
		read_halves(b, f, l, t, row);
	else
		read_row(b, f, l, t, row);
	return true;
}
