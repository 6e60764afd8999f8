/* What flow.c and flow_rows.c share: joining pieces of a group into cells. */
#ifndef PG_FLOW_INTERNAL_H
#define PG_FLOW_INTERNAL_H

#include "flow.h"

enum { FLOW_PIECES = 24 }; /* of a group that are weighed together; the rest are cells of their own */

/*
 * The pieces of a row of the layout, and how their joins read: asked once, by the head and by the indicators.
 * Of cells that nothing parts into rows, a line each, one group holds all lines: a stack.
 */
struct group {
	const struct nrow *row;
	size_t most;                /* pieces of a join: FLOW_PIECES or all there are */
	bool stack;                 /* its blank cells count */
	struct arena *scratch;      /* for the readings; dies with the table */
	struct seam *seam;          /* NULL: not reckoned yet */
	const struct ncell **label; /* of pieces [from, from + n) at from * most + n - 1; NULL: not asked yet, or none was */
};
/* How pieces [from, to) read as a label when joined; at most FLOW_PIECES of them. */
const struct ncell *flow_label(struct bench *b, struct group *g, size_t from, size_t to);
/* The same reading with all that it looks like. */
const struct ncell *flow_whole(struct bench *b, struct group *g, const struct ncell *label);
/* The cell that pieces [from, to) of a group make when joined, not yet read. */
struct ncell flow_join(struct bench *b, const struct nrow *group, size_t from, size_t to);

/* The blank behind a piece of a group. */
struct seam {
	int joined;     /* what it costs to join the pieces from the first to this one; a difference is a cell's */
	int split;      /* what it costs that a cell ends here */
	size_t parting; /* how many blanks before this one part cells rather than words of one */
	bool ends_line;
};
/* Of the group's pieces; reckoned once. */
const struct seam *flow_seams(struct bench *b, struct group *g);
/* A stack of n groups, above each of which stand that many blank cells; in the arena of the first. */
struct group *flow_stack(struct bench *b, struct group *const *group, const size_t *blanks, size_t n);
/*
 * Reads groups [from, to) below a header as rows of its columns, adding them to *rows; the groups' pieces go to
 * roles in the header's order by the cheapest path.
 */
void flow_indicators(struct bench *b, const struct header *h, struct group *const *group, size_t from, size_t to,
    struct ntable *rows);
/* Parts the words 符号, 值 and 计量单位 from the heading before them in the last piece, all of which name columns; false: it has none. */
bool flow_part_heading(struct bench *b, struct nrow *row);
/* Puts 符号, 值 and 计量单位, or terms, at the end of a heading in the place of 指标值, whose parts they are. */
void flow_place_parts(struct bench *b, struct nrow *row);
/* The same with n terms of a line of their own, one of which is the year's; false: they are no such, and nothing is done. */
bool flow_place_terms(struct bench *b, struct nrow *row, const struct ncell *term, size_t n);
/* Adds a group's cells to the head's row in hand, or to a new one; stacked: cells stand a line each. */
void flow_head(struct bench *b, struct ntable *out, bool stacked, const struct ncell *cell, size_t n, size_t line);
/* Whether cells are grades, 优 良 中 差, which stand below one heading and are columns of their own. */
bool flow_grades(const struct ncell *cell, size_t n);
/* Puts them in the place of that heading, the last of out's last row that names no other column; false: there is none. */
bool flow_place_grades(struct bench *b, struct ntable *out, const struct ncell *cell, size_t n);
/* Grades in a heading: the best is the value, the others are columns beside it. */
void flow_grade_roles(struct header *h);
/* A new row in a table, with room for n cells. */
struct nrow *flow_add_row(struct bench *b, struct ntable *t, size_t n);

#endif
