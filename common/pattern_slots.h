/*
 * pattern_slots: sets of characters (by slots, see pattern_scan.h), and what they tell of the pieces of a pattern;
 * for pattern_scan.c alone.
 *
 * Every set may hold more characters than it should, never less.  Nothing here allocates.
 */
#ifndef PG_PATTERN_SLOTS_H
#define PG_PATTERN_SLOTS_H

#include "pattern_scan.h"

enum { PIECE_SETS = 4 }; /* needed sets kept */

struct slots {
	uint64_t bits[PATTERN_SLOTS / 64];
};

/* What is known of a piece of the pattern. */
struct piece {
	struct slots first;            /* characters it may begin with */
	struct slots second;           /* characters that may stand behind the first */
	struct slots last;             /* characters it may end with */
	bool ends;                     /* it ends with $ */
	bool empty;                    /* it may match nothing */
	bool single;                   /* it may match one character */
	bool anchored;                 /* it begins with ^ */
	struct slots need[PIECE_SETS]; /* each match has one of every set; fewest characters first */
	size_t rank[PIECE_SETS], needs;
	size_t size;
};

/* One way to match: an alternative of the whole pattern, or all that are left of many. */
struct way {
	struct slots first, second, last;
	bool single;
	bool front; /* it begins with ^ */
	bool ends;  /* what it matches, at least a character, stands at the text's end */
};

void slots_add(struct slots *to, const char *p); /* the character at p */
void slots_point(struct slots *to, uint32_t c);
void slots_join(struct slots *to, const struct slots *more);
void slots_all(struct slots *to);
/* What \ and c stand for; point: the one character that it is, else 0. */
void slots_escape(struct slots *to, char c, uint32_t point);

/* A set that every match has a character of; kept when it is among the smallest. */
void piece_needs(struct piece *p, const struct slots *set, size_t rank);
/* b stands behind a; size is the caller's. */
void piece_append(struct piece *a, const struct piece *b);
/* The same, where b is the one character at p. */
void piece_append_one(struct piece *a, const char *p);
/* a or b. */
void piece_or(struct piece *a, const struct piece *b);
/* What is known of the whole pattern, into a cleared need. */
void piece_tell(struct pattern_need *need, const struct piece *p, const struct way *way, size_t ways);

#endif
