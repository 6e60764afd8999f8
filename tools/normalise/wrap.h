/*
 * wrap: cells that a layout wrapped, and whether what stands below goes on with what stands above.
 *
 * Only what a vocabulary proves is joined: fragments that make a known label (服务对象满 / 意度指标) or a value
 * (≤46.5万 / 元), and what stands beside such in the same two rows.
 */
#ifndef PG_WRAP_H
#define PG_WRAP_H

#include "model.h"

enum { WRAP_UNIT = 6 }; /* places of Latin letters of what ends a value on the next line: 元, 月底前 */

/* The cell with what stands below behind it, read. */
struct ncell wrap_join(struct bench *b, const struct ncell *above, const struct ncell *below);
/* A level label, or one that means something. */
static inline bool wrap_label(const struct ncell *c) { return c->means || c->level1 || c->level2; }
static inline bool wrap_value(const struct ncell *c) { return c->shape == SHAPE_NUMBER || c->shape == SHAPE_DATE; }
/* In places of Latin letters. */
size_t wrap_width(struct str s);
/* The first and the last character; 0: none. */
uint32_t wrap_first(struct str s);
uint32_t wrap_last(struct str s);
static inline bool wrap_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* Rows of a table that was read by its layout: joins those that are one row, label fragments that are one label. */
void wrap_rows(struct bench *b, struct ntable *t);

#endif
