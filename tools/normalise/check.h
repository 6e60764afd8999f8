/*
 * check: conservation (--check).  Looks at a form from outside: the text of each of its cells must be found in what
 * was made of the form (a value, raw text, label or issue), or be a label that the grammar names.
 */
#ifndef PG_CHECK_H
#define PG_CHECK_H

#include "model.h"

/* Says each cell that is nowhere (an error); returns how many. */
size_t check_form(struct bench *b, struct str doc, const struct form *f);

#endif
