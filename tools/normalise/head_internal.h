/* What head.c and head_columns.c share. */
#ifndef PG_HEAD_INTERNAL_H
#define PG_HEAD_INTERNAL_H

#include "head.h"

/* A unit of money: its power of ten, -1 when none is stated; where, when that is not in the label itself. */
struct head_unit {
	int power;
	struct origin at;
};

/* The rows below stand in that section. */
void head_enter(const struct bench *b, struct head *h, const struct ncell *label, const struct meaning *means);
/* What holds for the label's figures: its own unit, its section's, the form's. */
struct head_unit head_unit(const struct bench *b, const struct form *f, const struct head *h, const struct ncell *label);
/* That unit's power for a value: yuan where none is stated, which the form remembers if it matters. */
int head_power(struct form *f, const struct head_unit *unit, const struct ncell *value);
/* The heading that a value of this column stands under: its own column's, else the nearest to the left. */
const struct head_column *head_heading(const struct head *h, size_t column);
/* Adds what is due then; value NULL: nothing filed. */
void head_due(struct bench *b, struct form *f, const struct head *h, const struct head_column *due,
    const struct ncell *value);
/* The row holds nothing but headings for the rows below: remembers them. */
bool head_opens_columns(struct bench *b, struct form *f, struct head *h, const struct nrow *row, const struct nrow *next);
/* The row holds values below such headings: reads them. */
bool head_under_columns(struct bench *b, struct form *f, struct head *h, const struct nrow *row);

#endif
