/*
 * form: reads a stretch of a table's rows into a form.
 */
#ifndef PG_FORM_H
#define PG_FORM_H

#include "recognise.h"

/*
 * A new form from that segment.  like: the form before it in the document, for what a lost heading would have
 * said; may be NULL.
 */
struct form *form_read(struct bench *b, const struct ntable *t, const struct segment *s, const struct form *like);
/*
 * The form again, with another form's header for its lost one; NULL when that would change nothing, or its rows came
 * from several tables.
 */
struct form *form_again(struct bench *b, const struct form *f, const struct form *like);
/*
 * Rows that go on with a form above (its table was parted).  now: the levels that hold; NULL: those of its last
 * indicator.
 */
void form_continue(struct bench *b, struct form *f, const struct ntable *t, const struct levels *now);
/* Fills project, code, region, department from the fields, the project's name from the title. */
void form_finish(struct bench *b, struct form *f);

#endif
