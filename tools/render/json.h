/*
 * json: values and objects that the JSON formats share.  Each appends to a caller's buf.
 *
 * Whole numbers (places, counts, a year of four digits) are numbers, everything else, money above all,
 * is a string: no reader rounds it.  What is absent is null.
 */
#ifndef PG_RENDER_JSON_H
#define PG_RENDER_JSON_H

#include "columns.h"
#include "common/mem.h"

void json_value(struct buf *into, const struct column *c, struct str s);
/* "name":value,… of the columns from `first` on, without braces. */
void json_members(struct buf *into, const struct table *t, const struct str *field, size_t first);
/* The cells of a `row` record, as an array of strings. */
void json_cells(struct buf *into, const struct str *cell, size_t n);

#endif
