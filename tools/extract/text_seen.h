/*
 * text_seen: rows of a table that may come again at the top of the next page, as its heading does: a line of
 * several pieces, and what of its last cell is wrapped into the lines below.
 *
 * Ownership: nothing points into the input; zero-initialise.
 */
#ifndef PG_TEXT_SEEN_H
#define PG_TEXT_SEEN_H

#include "input.h"

enum {
	TEXT_SEEN_MOST = 32,   /* rows that are remembered, a table */
	TEXT_SEEN_PIECES = 3,  /* that make such a row */
	TEXT_SEEN_BYTES = 2048 /* of one */
};

struct text_seen {
	struct seen_row {
		uint64_t hash;
		size_t from, n; /* in `rests` */
		bool own;       /* the rest is a cell of its own, not the end of the line's last */
	} row[TEXT_SEEN_MOST];
	size_t n;
	struct buf rests;         /* without blanks */
	bool fresh;               /* the last row is new, and what comes now may be its rest */
	struct seen_row expected; /* what of a row that came again is still to come */
};

/* A new table: everything is forgotten. */
void text_seen_reset(struct text_seen *s);
void text_seen_free(struct text_seen *s);
/* What a line is remembered by; 0 for one that is too long. */
uint64_t text_seen_hash(struct str line);
void text_seen_add(struct text_seen *s, uint64_t hash);
/* The wrapped text behind the row added last, in a cell of its own or not; another group says that there is none. */
void text_seen_add_rest(struct text_seen *s, struct str rest, bool own);
bool text_seen_has(const struct text_seen *s, struct str line);
/* The line is a row that comes again: its rest is expected. */
void text_seen_expect(struct text_seen *s, struct str line);
/* Whether the line is the next of what is expected; if not, nothing is any longer. */
bool text_seen_take(struct text_seen *s, struct str line);

#endif
