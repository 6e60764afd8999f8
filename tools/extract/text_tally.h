/*
 * text_tally: what the blanks, empty lines and margins of a plain text tell about how its cells were written.
 */
#ifndef PG_TEXT_TALLY_H
#define PG_TEXT_TALLY_H

#include "../../common/str.h"

enum { TEXT_WIDE = 120 }; /* places of Latin letters: no page has wider lines of text */

struct text_tally {
	size_t lines, ending, blocks; /* lines that are not blank, that end in a blank, that follow an empty one */
	size_t far;                   /* follow several empty ones */
	size_t long_blocks;           /* runs of short lines that are longer than any row */
	size_t parted;                /* have a blank between other signs than letters */
	size_t wide[TEXT_WIDE + 1];   /* lines by their width, in places of Latin letters */
};

struct text_tally text_tally(struct str peek);
/* How wide s is, in Chinese characters, of which two others take the place of one; no further than any page is. */
size_t text_ems(struct str s);
/* Where paragraphs are wrapped, lines end at the same margin again and again. */
bool text_wrapped(const struct text_tally *t);
/* Hardly any line ends in a blank. */
bool text_trimmed(const struct text_tally *t);
/* Hardly any line stands just below another. */
bool text_spaced(const struct text_tally *t);
/* Blocks of several lines: one cell a line. */
bool text_in_blocks(const struct text_tally *t);
/* The same, but nothing parts the rows: empty lines are blank cells, or stand behind every cell. */
bool text_stacked(const struct text_tally *t);

#endif
