/*
 * text_lines: the lines of a plain text with what its layout tells: blanks on both sides, empty lines
 * between, page starts; and two lines of sight ahead.
 *
 * Ownership: a text_line is a copy that lives until the third text_lines_next after it.  Zero-initialise
 * struct text_lines but for `in`.
 */
#ifndef PG_TEXT_LINES_H
#define PG_TEXT_LINES_H

#include "input.h"

struct text_line {
	struct line line;   /* its views point into `copy` */
	struct buf copy;
	size_t from, to;    /* the text without its outer white space, offsets into line.text */
	struct str body;    /* the same */
	size_t lead, trail; /* blanks before and behind; U+3000 counts as two */
	size_t gap;         /* empty lines before it */
	bool page_start;    /* a form feed before it, or an odd number of blanks (cells take two each) */
};

struct text_lines {
	struct input *in;
	struct text_line slot[3];
	unsigned now, held; /* the slot of the line in hand; how many slots behind it are filled */
	bool begun;
};

/* The next line that is not blank; NULL at the end.  *ahead is the one behind it, NULL if it is the last. */
const struct text_line *text_lines_next(struct text_lines *t, const struct text_line **ahead);
/* The line behind that. */
const struct text_line *text_lines_beyond(const struct text_lines *t);
void text_lines_free(struct text_lines *t);

#endif
