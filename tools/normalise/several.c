#include "several.h"
#include "looks.h"
#include "memo.h"

/* Pieces of a cell as filed, parted where the next name begins; returns how many. */
static size_t name_pieces(const struct grammar *g, struct str raw, struct str piece[SEVERAL_MOST])
{
	size_t n = 0, from = 0;

	for (size_t at = str_chr(raw, ' ', 0);; at = str_chr(raw, ' ', at + 1)) {
		if (at < raw.n && pattern_match(g->name_ordinal, str_trim(str_from(raw, at)), NULL) != 1)
			continue;
		if (n == SEVERAL_MOST)
			return 0;
		piece[n++] = str_trim(str_of(raw.p + from, at - from));
		if (at == raw.n)
			return n;
		from = at;
	}
}

/* Pieces parted by blanks; returns how many, 0 when there are too many. */
static size_t blank_pieces(struct str raw, struct str piece[SEVERAL_MOST])
{
	size_t n = 0;

	while ((raw = str_trim(raw)).n) {
		size_t end = str_chr(raw, ' ', 0);
		if (n == SEVERAL_MOST)
			return 0;
		piece[n++] = str_to(raw, end);
		raw = str_from(raw, end);
	}
	return n;
}

static bool is_label(struct bench *b, struct str raw)
{
	struct ncell c = { .raw = raw };

	cell_read_label(b, &c);
	return cell_means(&c, MEANS_FIELD) || cell_means(&c, MEANS_AMOUNT) || cell_means(&c, MEANS_GOAL);
}

/* How many labels share the cell; 0 when it holds anything else. */
static size_t labels_in(struct bench *b, const struct ncell *c, struct str piece[SEVERAL_MOST])
{
	size_t n = !c->spaced || c->means || c->raw.n > 400 ? 0 : blank_pieces(c->raw, piece);

	for (size_t i = 0; i < n; i++)
		if (!is_label(b, piece[i]))
			return 0;
	return n;
}

static const struct nrow *row_of_piece(struct bench *b, const struct nrow *row, size_t at, size_t n, size_t k)
{
	struct nrow *part = arena_zero(b->arena, 1, sizeof *part);
	struct str piece[SEVERAL_MOST];

	*part = *row;
	part->cell = arena_alloc(b->arena, row->n * sizeof *part->cell);
	memcpy(part->cell, row->cell, row->n * sizeof *part->cell);
	for (size_t i = 0; i < row->n; i++) {
		struct ncell *c = &part->cell[i];
		if (i < at ? k == 0 : blank_pieces(c->raw, piece) != n && k == 0)
			continue; /* the section's label, and what has no piece for each: with the first */
		if (i >= at && blank_pieces(c->raw, piece) == n)
			c->raw = piece[k];
		else
			c->raw = STR("");
		c->text = STR("");
		c->means = NULL;
		cell_read(b, c);
	}
	row_index(b->arena, part);
	return part;
}

size_t several_labels(struct bench *b, const struct nrow *row, const struct nrow **rows)
{
	struct str piece[SEVERAL_MOST];

	for (size_t i = 0; i < row->filled; i++) {
		size_t n = labels_in(b, row_full(row, i), piece);
		if (n < 2)
			continue;
		for (size_t k = 0; k < n; k++)
			rows[k] = row_of_piece(b, row, row->full[i], n, k);
		cell_take(row_full(row, i));
		return n;
	}
	return 1;
}

static const struct ncell *cell_of(struct bench *b, const struct ncell *of, struct str raw)
{
	struct ncell *c = arena_alloc(b->arena, sizeof *c);

	*c = *of;
	c->raw = raw;
	cell_read(b, c);
	return c;
}

/* Targets parted by blanks; a blank behind a sign or before a unit parts none: ≥90 % ≥ 95%.  0 when there are too many. */
static size_t target_pieces(const struct grammar *g, struct str raw, struct str piece[SEVERAL_MOST])
{
	struct str left = raw;
	size_t n = 0;

	while ((left = str_trim(left)).n) {
		struct str token = str_to(left, str_chr(left, ' ', 0));
		bool sign = n && value_sign(g, piece[n - 1]) == piece[n - 1].n;
		if (n && (sign || !looks_figure_first(g, token))) {
			piece[n - 1].n = (size_t)(token.p + token.n - piece[n - 1].p);
		} else {
			if (n == SEVERAL_MOST)
				return 0;
			piece[n++] = token;
		}
		left = str_from(left, token.n);
	}
	return n;
}

/* As many pieces as there are names: parted at each blank, else between figures; 0: neither. */
static size_t value_pieces(const struct grammar *g, struct str raw, size_t names, struct str piece[SEVERAL_MOST])
{
	if (blank_pieces(raw, piece) == names)
		return names;
	return target_pieces(g, raw, piece) == names ? names : 0;
}

/* The pieces of one role's cell onto the fits: as many as there are names, or the whole on the first. */
static void share(struct bench *b, const struct ncell *c, enum role role, size_t n, struct fit *fits)
{
	struct str piece[SEVERAL_MOST];
	bool each = (role == ROLE_VALUE || role == ROLE_ACTUAL ? value_pieces(b->grammar, c->raw, n, piece) : blank_pieces(c->raw, piece)) == n;

	for (size_t i = 0; i < (each ? n : 1); i++)
		fit_put(&fits[i], role, each ? cell_of(b, c, piece[i]) : c);
}

static bool is_shared(enum role role)
{
	return role == ROLE_DESCRIPTION || role == ROLE_VALUE || (role >= ROLE_OP && role <= ROLE_REASON);
}

/* Figures with what they count, each whole by itself: 13篇, ≥15万元; not a sign or a unit alone. */
static bool all_figures(const struct grammar *g, const struct str *piece, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool digit = false;
		for (size_t k = 0; k < piece[i].n; k++)
			digit |= str_is_digit(piece[i].p[k]);
		if (!digit || !looks_figure_first(g, piece[i]) || value_shape(g, piece[i]) != SHAPE_NUMBER)
			return false;
	}
	return true;
}

size_t several_names(struct bench *b, const struct fit *fit, struct fit fits[SEVERAL_MOST])
{
	const struct ncell *name = fit->role[ROLE_LEVEL3], *value = fit->role[ROLE_VALUE];
	struct reading_of *known = memo_filed(b->grammar, name);
	struct str piece[SEVERAL_MOST], values[SEVERAL_MOST];
	size_t n;

	if (!b->grammar->name_ordinal || (known && known->one_name))
		return 1;
	n = name->ordinal ? name_pieces(b->grammar, name->raw, piece) : blank_pieces(name->raw, piece);
	if (known)
		known->one_name = n < 2;
	if (n < 2 || (value && value_pieces(b->grammar, value->raw, n, values) != n))
		return 1;
	if (!name->ordinal && !(value && all_figures(b->grammar, values, n)))
		return 1;
	for (size_t i = 0; i < n; i++) {
		fits[i] = (struct fit){ .shifted = fit->shifted, .parted = true };
		fit_put(&fits[i], ROLE_LEVEL3, cell_of(b, name, piece[i]));
	}
	for (int r = 0; r < ROLE_COUNT; r++) {
		if (!fit->role[r] || r == ROLE_LEVEL3)
			continue;
		if (is_shared((enum role)r))
			share(b, fit->role[r], (enum role)r, n, fits);
		else
			fit_put(&fits[0], (enum role)r, fit->role[r]);
	}
	memcpy(fits[0].more, fit->more, sizeof fit->more);
	memcpy(fits[0].more_role, fit->more_role, sizeof fit->more_role);
	fits[0].mores = fit->mores;
	return n;
}

/* Whose target it is, the sign or words for it, and a number: 职工≥75%. */
static bool owned_target(struct bench *b, struct str piece, struct target *target)
{
	struct target *parts;
	struct str text;

	canon_text(&b->text, piece);
	text = arena_copy(b->arena, buf_str(&b->text));
	if (looks_figure_first(b->grammar, text) || value_targets(b->grammar, b->arena, text, &parts) != 1)
		return false;
	*target = parts[0];
	return target->measure == MEASURE_NUMBER && target->qualifier.n && !str_has_digit(target->qualifier);
}

size_t several_owned(struct bench *b, const struct ncell *value, struct target **targets)
{
	struct str piece[SEVERAL_MOST];
	struct target target[SEVERAL_MOST];
	size_t n;

	if (!str_has_digit((*targets)->qualifier))
		return 1;
	n = blank_pieces(value->raw, piece);
	for (size_t i = 0; i < n; i++)
		if (!owned_target(b, piece[i], &target[i]))
			return 1;
	if (n < 2)
		return 1;
	*targets = arena_alloc(b->arena, n * sizeof *target);
	memcpy(*targets, target, n * sizeof *target);
	return n;
}
