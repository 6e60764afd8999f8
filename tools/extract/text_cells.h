/*
 * text_cells: the cells of one line of text out of a PDF.
 *
 * One blank stands between two cells, or inside a cell: which, only the vocabulary tells, so every blank
 * parts and pg-normalise joins again.  An empty cell takes two blanks: two in front of the first cell, three
 * between cells, three behind the last.
 */
#ifndef PG_TEXT_CELLS_H
#define PG_TEXT_CELLS_H

#include "gather.h"
#include "text_lines.h"

/* No run of blanks makes more empty cells than that. */
enum { TEXT_EMPTY_MOST = 16 };

size_t text_cells_before(const struct text_line *line); /* empty cells before the text */
size_t text_cells_behind(const struct text_line *line);
/* Adds the cells of the line, empty ones too; returns how many are not empty. */
size_t text_cells_split(struct gather *into, const struct input *in, const struct text_line *line);

#endif
