/*
 * recognise: which tables are forms, where one form ends and the next begins inside a table, which layout's grammar
 * reads it, and whether a table goes on with the form above it.
 */
#ifndef PG_RECOGNISE_H
#define PG_RECOGNISE_H

#include "model.h"

/* A stretch of a table's rows that belongs to one form. */
struct segment {
	size_t from, to;  /* rows [from, to) */
	struct str title; /* canonical, as it stands in the row; empty: the table's own */
	size_t line;      /* of that title */
	size_t title_row; /* the row it stands in, when it has one */
	size_t heads;     /* 1 + the row above with the heading that it shares with the segment before; 0: none */
	struct origin at;
};

/*
 * Reads the table's cells (cell_read) by the layout with the most clues, which it returns; NULL when the table is
 * no form: then its cells may or may not have been read.  after: the form right above, which a table with fewer
 * marks of its own may go on with; NULL: none.
 */
const struct grammar *recognise_table(struct bench *b, struct ntable *t, const struct form *after);
/* Reads the table's cells by the grammar in hand. */
void recognise_read(struct bench *b, struct ntable *t);
/* Parts the table's rows at titles and at a second project's name, also one below a heading 项目名称; returns how many segments (in the arena). */
size_t recognise_segments(struct bench *b, const struct ntable *t, struct segment **segments);
/* A title in a row of its own; its cells are read. */
bool recognise_title_row(struct bench *b, const struct nrow *row);
/* The table's title says that it goes on with the form above: （续）. */
bool recognise_continued(const struct ntable *t, const struct form *f);
/* The table has no title and no head of its own and its levels go on where the form's end. */
bool recognise_continues(struct bench *b, const struct ntable *t, const struct form *f);
/* The table is but a heading and indicators, and the form, parted from it by a few lines of text, has none yet. */
bool recognise_rejoins(struct bench *b, const struct ntable *t, const struct form *f);
/* A table of nothing but a title (and a caption): its title row; NULL when it is none. */
const struct nrow *recognise_title_table(struct bench *b, const struct ntable *t);

#endif
