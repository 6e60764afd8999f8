/*
 * codes: the project codes that were seen, over all documents of a run.
 *
 * Ownership: codes_new's belongs to the caller until codes_free.
 */
#ifndef PG_CODES_H
#define PG_CODES_H

#include "validate.h"

struct codes *codes_new(void);
void codes_free(struct codes *k);

#endif
