/*
 * rowfit: which cell of a row plays which role of the form's header.
 *
 * The cheapest assignment of the row's cells, in their order, to the header's columns: what a cell is
 * (level label, number, date, words, ordinal) against the role, where it stands against where the column
 * is, roles left without a cell.  All costs come from the grammar.
 */
#ifndef PG_ROWFIT_H
#define PG_ROWFIT_H

#include "model.h"

enum { MORE_CELLS = 7 }; /* a project's cells before its first indicator are as many */

struct fit {
	const struct ncell *role[ROLE_COUNT]; /* NULL: none */
	unsigned roles;                       /* bits of those that were filled */
	bool shifted;                         /* some cell stands in another column than its role's */
	size_t dropped;                       /* cells that found no role (they are issues) */
	const struct ncell *more[MORE_CELLS];   /* further cells in a role of words that already has one */
	enum role more_role[MORE_CELLS];
	size_t mores;
	bool parted;                          /* the row's cells held several indicators */
};

static inline void fit_put(struct fit *fit, enum role role, const struct ncell *c)
{
	fit->role[role] = c;
	fit->roles |= 1u << role;
}

static inline void fit_drop(struct fit *fit, enum role role)
{
	fit->role[role] = NULL;
	fit->roles &= ~(1u << role);
}

static inline bool has_role(unsigned roles, enum role role) { return roles >> role & 1; }
/* The first of some roles, of which there is one. */
static inline enum role first_role(unsigned roles) { return (enum role)__builtin_ctz(roles); }

/* False when the row cannot be read at all (too wide, or nothing fits). */
bool rowfit(struct bench *b, const struct header *h, const struct nrow *row, struct fit *fit);

#endif
