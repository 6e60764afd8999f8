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

/* The levels that the forms of a window give to an indicator's name. */
struct siblings;
struct siblings *siblings_new(struct arena *a); /* lives in the arena */
/* Counts a form, numbers the levels that its indicators were filed with and gives each the poll of its name. */
void siblings_count(struct siblings *s, struct form *f);
/*
 * What the other forms agree on for this indicator, once all are counted: a weight of 1 to 100 (how many agree) and the
 * levels.  0 where fewer than two others know it, or less than three quarters of them agree.
 */
int siblings_ask(const struct indicator *x, const struct levels **agreed);
/* They agree on other levels than it was filed with. */
bool siblings_differ(const struct indicator *x);

/* Of a form that is counted, once all are. */
void levels_settle(struct arena *a, struct form *f);

#endif
