/*
 * looks: what a cell looks like, as far as it tells which role of a header the cell may play, and what each role costs.
 *
 * Looks are bits, so that cells of which the same can be said need not be weighed again (rowfit.c).
 */
#ifndef PG_LOOKS_H
#define PG_LOOKS_H

#include "model.h"

enum looks {
	LOOKS_SHAPE = 7, /* enum value_shape */
	LOOKS_LEVEL1 = 1 << 3, LOOKS_LEVEL2 = 1 << 4, LOOKS_LEVEL_LIKE = 1 << 5, LOOKS_BASIS_LIKE = 1 << 6, LOOKS_ORDINAL = 1 << 7,
	LOOKS_HEADING = 1 << 8, /* of a section or a column */
	LOOKS_SIGN = 1 << 9, LOOKS_OPERATOR = 1 << 10, LOOKS_UNIT = 1 << 11, /* these ask the text */
	LOOKS_POINTS = 1 << 12, /* so does this */
	LOOKS_NAMES_TOO = 1 << 13 /* a level's word that its row makes a name (rowfit.c) */
};

static inline unsigned looks_of(const struct ncell *c)
{
	bool heading = c->means && c->kinds & (1u << MEANS_SECTION | 1u << MEANS_COLUMN);

	return (unsigned)c->shape | (unsigned)c->level1 * LOOKS_LEVEL1 | (unsigned)c->level2 * LOOKS_LEVEL2
	    | (unsigned)c->level_like * LOOKS_LEVEL_LIKE | (unsigned)c->basis_like * LOOKS_BASIS_LIKE
	    | (c->ordinal ? LOOKS_ORDINAL : 0u) | (heading ? LOOKS_HEADING : 0u);
}

static inline bool looks_like_value(unsigned looks)
{
	return (looks & LOOKS_SHAPE) == SHAPE_NUMBER || (looks & LOOKS_SHAPE) == SHAPE_DATE;
}

/* A number or a date: what stands in a column of values. */
static inline bool is_target(const struct ncell *c) { return looks_like_value((unsigned)c->shape); }

enum { SIGN_BYTES = 6 }; /* two characters at most: ≥, ＝, >= */

/* So short that it may be a sign alone. */
static inline bool is_sign_short(const struct ncell *c) { return c->text.n > 0 && c->text.n <= SIGN_BYTES; }

/* A role of a value that has columns of its own for its parts. */
static inline bool role_is_part(enum role role) { return role == ROLE_OP || role == ROLE_NUMBER || role == ROLE_UNIT; }

/* What a cell's text is asked for that may play that role: LOOKS_OPERATOR (and units), LOOKS_POINTS. */
static inline unsigned looks_wanted(enum role role)
{
	return role_is_part(role) ? LOOKS_OPERATOR : role == ROLE_WEIGHT || role == ROLE_SCORE ? LOOKS_POINTS : 0u;
}

/* The same with what its text says besides; wanted: looks_wanted of all roles that it may play. */
unsigned looks_of_text(const struct grammar *g, const struct ncell *c, unsigned wanted);
/* What it costs that a cell which looks so plays a role, wherever it stands; looks of text where it may be one of value. */
int looks_cost(const struct grammar *g, unsigned looks, enum role role);
/* A figure or its sign stands first: in 成年人≥270元 words do. */
static inline bool looks_figure_first(const struct grammar *g, struct str text)
{
	return str_is_digit(text.p[0]) || value_sign(g, text) > 0;
}
/* The cell has what hardly anything but a target has: a sign, or a figure with its unit behind it. */
bool looks_targeted(const struct grammar *g, const struct ncell *c);

#endif
