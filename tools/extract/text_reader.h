/*
 * text_reader: what the reader of text out of PDFs holds (text.c), and what it makes of a line before it takes it
 * (text_breaks.c).
 *
 * Ownership: all of it is text_read's, for one document.
 */
#ifndef PG_TEXT_READER_H
#define PG_TEXT_READER_H

#include "text_cells.h"
#include "text_seen.h"
#include "text_tally.h"

enum {
	TEXT_RUNS_ACROSS = 25, /* ems of a line that only runs across the page */
	TEXT_ROW_PIECES = 4    /* a line of so many pieces begins a table that has no title */
};

enum where { IN_PROSE, AFTER_TITLE, IN_TABLE };

struct group {
	struct gather whole;  /* all its lines joined: one cell */
	struct gather pieces; /* of its first line */
	size_t lines, nonblank; /* lines; pieces of the first that are not blank */
	uint64_t hash;        /* of the first line, if it has many pieces */
	size_t first;         /* its length in `whole` */
	size_t wide;          /* of the first line, text_ems */
	size_t before, behind; /* empty cells */
	size_t gap;            /* empty lines above */
	bool page_start;
};

struct text_reader {
	struct input *in;
	struct sink *out;
	struct text_lines lines;
	const struct text_line *ahead;
	struct group now;
	struct group held;     /* a chapter's heading, or a row that looks like one: the next group tells */
	struct gather repeat;  /* a heading row repeated inside a cell */
	struct gather pages;   /* page numbers, written where no table is cut by them */
	struct buf title;      /* the last */
	struct text_seen seen;
	size_t narrow;
	enum where where;
	bool page_number_before;
	bool title_begun;      /* the group in hand is the first line of a title of two */
	bool line_groups;      /* blanks at line ends tell nothing: every line of a table is a group */
	bool unwrapped;        /* and no line goes on in the next */
	bool stacked;          /* a cell a line, and nothing parts the rows: empty lines are blank cells */
	bool spaced;           /* every line has an empty one behind it */
	bool loose;            /* empty lines stand between nearly all lines */
	size_t page;           /* the last page's number; 0: none was sure */
	bool padded;           /* nearly all lines end in a blank: the others go on in the next */
};

/* The line ends the group in hand. */
bool text_ends_group(const struct text_reader *r, const struct text_line *line);
/* A line that cannot go on with the group in hand, though that has not ended in a blank. */
bool text_breaks_group(const struct text_reader *r, const struct text_line *line);
/*
 * A number alone: a page's, if its shape is sure, if it stands at the page's end, if lines are left empty beside it or if none
 * are where they are elsewhere.
 */
bool text_is_page_number(const struct text_reader *r, const struct text_line *line);
/* The line begins a title that ends in the next, or in the first of the next page. */
bool text_begins_title(const struct text_reader *r, const struct text_line *line);
/* Between a page's number and the table's heading, said again, or the next line: what runs along the top of each page. */
bool text_is_running_head(struct text_reader *r, const struct text_line *line);

#endif
