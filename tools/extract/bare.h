/*
 * bare: plain text whose layout shows nothing but lines and empty lines.
 *
 * For dumps with one cell a line and no mark on it, and for text out of PDFs that somebody trimmed.  A
 * table begins behind a title; a row is a block of lines between empty lines, a line a cell.  A blank cell is a
 * lone | or an empty line more than the one that ends the row.
 */
#ifndef PG_BARE_H
#define PG_BARE_H

#include "readers.h"

void bare_read(struct input *in, struct sink *out);

#endif
