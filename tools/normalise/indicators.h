/*
 * indicators: reads the rows below a form's header into indicators, each with the levels that its own labels
 * and those above it say (filed); levels.c settles them.
 */
#ifndef PG_INDICATORS_H
#define PG_INDICATORS_H

#include "head.h"
#include "labels.h"

/* Reads one row; false when it is no row of an indicator table (its first label belongs to the form's head). */
bool indicator_row(struct bench *b, struct form *f, struct level_labels *l, const struct ntable *t, const struct nrow *row);

#endif
