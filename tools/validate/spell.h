/*
 * spell: looks for misspelt words in the texts of a window (see check_typo.c for what is said of them).
 *
 * Ownership: the vocabulary belongs to whoever made it; its views are those of the rules.
 */
#ifndef PG_SPELL_H
#define PG_SPELL_H

#include "validate.h"

enum { VOCABULARY_BUCKETS = 1024, VOCABLE_POINTS = 16 }; /* buckets: enough that hardly two characters share one */
enum { TYPOS = 8 }; /* that are said of one text */

struct vocable {
	const struct term_rule *rule;
	uint32_t point[VOCABLE_POINTS];
	size_t n;
	bool middle, latin;
	int tail; /* of its rule */
	struct vocable *next; /* with the same first character, or nearly so */
};

struct vocabulary {
	struct vocable *vocable;
	bool digits; /* one of the words has a digit */
	struct vocable *bucket[VOCABULARY_BUCKETS];
};

void vocabulary_make(struct vocabulary *v, const struct rules *r);
void vocabulary_free(struct vocabulary *v);

/* Looks at a text once; what it finds hangs on t->typo, and lives as long as the text. */
void spell_term(struct checker *c, struct term *t);

#endif
