/* header_internal: what the files of header share. */
#ifndef PG_HEADER_INTERNAL_H
#define PG_HEADER_INTERNAL_H

#include "header.h"
#include "looks.h"

enum { HEADER_COLUMNS = sizeof ((struct header *)0)->role / sizeof (enum role) };

/* The first column of that role; h->n: there is none. */
size_t header_find(const struct header *h, enum role role);
/* The row's headings to the columns that they stand in, moved by so many. */
void header_put(struct header *h, const struct nrow *row, long moved);
/* The row below the heading says of the value's columns which are grades (优 | 良 | 中 | 差) or terms (总目标值 | 年度目标值). */
bool header_below(struct header *h, const struct nrow *row);

#endif
