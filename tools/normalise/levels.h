/*
 * levels: settles the levels of a form's indicators, and what sibling forms say of them.
 *
 * A form's levels are the cheapest path over its rows. Labels in the rows, ordinals that go on or restart, and the
 * level that sibling forms of the same document agree on for the same name pull at it; all costs are the grammar's.
 * Labels may stand a whole group too low: from one row on each label then belongs to the next group (a second
 * mode of the path), which costs once and not for every label.
 */
#ifndef PG_LEVELS_H
#define PG_LEVELS_H

#include "model.h"

static inline bool levels_same(const struct levels *a, const struct levels *b)
{
	return str_eq(a->level1, b->level1) && str_eq(a->level2, b->level2);
}

/* The levels that the forms of a window give to an indicator's name. */
struct siblings;
struct siblings *siblings_new(struct arena *a); /* lives in the arena */
void siblings_count(struct siblings *s, const struct form *f);
/*
 * What the other forms agree on for this indicator: true with the levels and a weight of 1 to 100 (how many agree).
 * False where fewer than two others know it, or less than three quarters of them agree.
 */
bool siblings_ask(const struct siblings *s, const struct form *f, const struct indicator *x, struct levels *agreed,
    int *weight);

void levels_settle(struct arena *a, struct form *f, const struct siblings *s);

#endif
