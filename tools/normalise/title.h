/*
 * title: what the heading of a form says: which kind of form it is, whose, for which year.
 *
 * Forms share their titles, but for ordinals and years.  Where no grammar's titles and captions tell digits apart but
 * those of 19 and 20, what is remembered of one title holds for all that have its mould of years (title_key).
 */
#ifndef PG_TITLE_H
#define PG_TITLE_H

#include "model.h"

enum { TITLE_BYTES = 600 /* longer ones fit no rule */ };

struct heading {
	struct str text;  /* canonical */
	struct str words; /* without ordinals, field codes and what else the grammar strips; the arena keeps it */
	struct str year;  /* of words; empty: it states none */
	struct str unit;  /* of money; empty: it states none */
	const struct title_rule *rule; /* NULL: it is no form's */
};

/* By the grammar in hand. */
struct heading title_read(struct bench *b, struct str filed);
/* The rule that a heading fits; NULL: it is no form's title. */
const struct title_rule *title_rule_of(struct bench *b, const struct grammar *g, struct str canonical);
/* How much a title speaks for base and each layout. */
const int *title_weights(struct bench *b, struct str canonical);
/* The name of a project that a title's words, as they are in a heading, hold; a view of them. */
struct str title_project(struct bench *b, struct str words);

#endif
