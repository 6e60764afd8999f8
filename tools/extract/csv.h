/*
 * csv: what detection asks of the CSV reader (csv_read is in readers.h).
 */
#ifndef PG_CSV_H
#define PG_CSV_H

#include "../../common/str.h"

/* How consistently a delimiter parts the records of a peek. */
struct csv_guess {
	char delimiter;  /* , ; TAB | */
	size_t records;  /* that are not blank */
	size_t many;     /* of these, with at least `least` delimiters: 2, or 1 for TAB */
	size_t usual;    /* of these, with the most frequent number of them */
	size_t columns;  /* that number and 1 */
};

/* The best of the four.  whole: the last record of the peek is complete. */
struct csv_guess csv_guess(struct str peek, bool whole);
/* Whether the guess is good enough to say: this is CSV. */
bool csv_is_sure(const struct csv_guess *g);

#endif
