/*
 * header: the indicator table's heading, over one row or two, and what stands in for a lost one.
 */
#ifndef PG_HEADER_H
#define PG_HEADER_H

#include "model.h"

/* The row names the columns of an indicator table (at least two of them, a level or a name among them). */
bool header_names(const struct nrow *row);
static inline bool header_row(const struct nrow *row) { return row->kinds >> MEANS_COLUMN & 1 && header_names(row); }
/*
 * Reads the header at row[at]; returns how many rows it takes: one more where the next row parts the value's column (into
 * operator, number and unit, grades, terms), one more where the columns are numbered.
 */
size_t header_read(const struct ntable *t, size_t at, struct header *h);
/* 1 | 2 | 3 … or (1) | (2) | (3) … below the headings: their columns' numbers. */
bool header_numbers(const struct nrow *row);
/* The role that a cell names as a heading; ROLE_NONE: none. */
enum role header_cell_role(const struct ncell *c);
enum { GRADES_LEAST = 3 };
/* One of 优 | 良 | 中 | 差, as stand below a heading: a word of a character or two that no grammar knows. */
bool header_grade(const struct ncell *c);
/* Labels of levels stand in that column, or what spans them. */
static inline bool header_levels(const struct header *h, size_t column)
{
	return column < h->n && (h->role[column] == ROLE_SECTION || h->role[column] == ROLE_LEVEL1 || h->role[column] == ROLE_LEVEL2);
}
/* The column's heading is that of the column before it. */
bool header_twin(const struct header *h, size_t column);
/* A heading again (page break): every cell names a column. */
bool header_again(const struct nrow *row);
static inline bool header_repeat(const struct nrow *row, const struct header *h)
{
	return h->n && row->kinds & (1u << MEANS_COLUMN | 1u << MEANS_SECTION) && header_again(row);
}
/*
 * For rows whose heading was lost: a sibling form's header (like) where it is as wide, else by what stands in the
 * columns: level labels, names behind them, signs, figures, units, words.
 */
void header_default(const struct grammar *g, const struct ntable *t, size_t from, const struct header *like, struct header *h);

/* The column of that heading row which holds projects' names, a project a block of rows; SIZE_MAX: none. */
size_t header_projects(const struct nrow *row);

#endif
