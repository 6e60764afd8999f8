/*
 * html_table: paragraphs, tables, rows and cells of a page, in whatever order its tags come, to a sink.
 *
 * Nothing is trusted to be nested: a cell without a row opens one, a row closes its cell, a table its
 * row.  Text between cells belongs to the cell before it (or, ahead of the first, to the first).
 *
 * Tables in tables.  Bureaus lay whole pages out in tables, so what holds a table is layout: its own text
 * becomes paragraphs, in place, and the inner tables are tables.  The other reading, that the inner table
 * is text of its cell, is taken where the outer table has shown itself a form: two rows with two filled
 * cells each are already written, and the inner table does not have its row to itself.  A table that is one
 * column wide is layout too, as are its leading rows of one cell without a span: a title in a table of
 * its own, or carelessly above a form, stands above the table as a paragraph.
 *
 * Memory is bounded: a row is written when it closes; one of more than ROW_BYTES or ROW_CELLS is written
 * in parts, and a single cell of that size is an article, so its table is layout.  A rowspan of 0 (to the
 * table's end) or beyond it is told as GRID_ROWSPAN_MOST, for no row below has been read yet.
 *
 * --check: markup has nothing to lose, so a line that only has markup (or script, style, comment) is
 * told as kept; one with text is kept by the record that the text goes into.
 */
#ifndef PG_HTML_TABLE_H
#define PG_HTML_TABLE_H

#include "html_grid.h"
#include "html_text.h"
#include "sink.h"

enum { ROW_BYTES = 1024 * 1024, ROW_CELLS = 65536, TABLES_DEEP = 64 };

struct html_table {
	struct sink *out;
	struct html_text text;   /* of the row, or of the paragraph in hand */
	struct grid grid;
	struct grid_cell *cell;  /* of the row in hand */
	size_t cells, cell_cap;
	struct cell *row;        /* what the sink is shown */
	size_t row_cap;
	size_t layouts;          /* layout tables around what is in hand */
	size_t joined;           /* tables inside a form's cell: their text is the cell's */
	bool in_table, in_row, in_caption;
	bool island;             /* inside another format */
	bool loose;              /* nobody may ever close the table: text behind a row ends it */
	bool written;            /* the table has a row in the sink */
	size_t data_rows;        /* written rows with two filled cells */
	size_t line, row_line;   /* in hand; of the row's tag */
	size_t pending;          /* lines read and not yet told as kept */
	bool limited;            /* said that a span of this table is larger than what is honoured */
};

void html_table_init(struct html_table *t, struct sink *out);
void html_table_open(struct html_table *t);
void html_table_close(struct html_table *t);
void html_table_caption(struct html_table *t, bool begins);
void html_table_section(struct html_table *t);
void html_table_row(struct html_table *t, bool begins);
/* rows, columns: the attributes as filed, empty where there are none. */
void html_table_cell(struct html_table *t, struct str rows, struct str columns);
/* Text with its entities resolved; not only white space. */
void html_table_text(struct html_table *t, struct str s, struct spot at);
/* A block tag, <br>, the end of a cell. */
void html_table_break(struct html_table *t);
static inline void html_table_blank(struct html_table *t) { html_text_blank(&t->text); }
/* Tables open around what is in hand. */
static inline size_t html_table_depth(const struct html_table *t) { return t->layouts + t->joined + t->in_table; }
/* A line has been read to its end; filled: it holds anything but white space. */
void html_table_line(struct html_table *t, bool filled);
/* Closes what is open. */
void html_table_finish(struct html_table *t);
void html_table_free(struct html_table *t);

#endif
