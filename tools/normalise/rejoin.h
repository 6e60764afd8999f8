/*
 * rejoin: an indicator that a page's end or a converter parted into two rows of cells.
 *
 * Only where the second row cannot be read otherwise: each of its cells stands below a filled one, and either the
 * two make a level's name together, or it has no name of its own, or the ordinals around say that it is no indicator.
 */
#ifndef PG_REJOIN_H
#define PG_REJOIN_H

#include "model.h"

/* Whether `row` goes on with the row above it; then its cells are joined to that one's.  below: the next; or NULL. */
bool rejoin_row(struct bench *b, const struct header *h, struct nrow *above, const struct nrow *row,
    const struct nrow *below);

#endif
