/*
 * explain: why a form was read as it was, for people who write grammars (--explain).
 *
 * A paragraph a form: the grammar that won and the others that had clues, each clue with its weight; the labels
 * that no grammar knows with the nearest known one; the rows that were moved and why.
 */
#ifndef PG_EXPLAIN_H
#define PG_EXPLAIN_H

#include "model.h"

/* Why the grammar in b won for a table whose cells have been read; lines of text, in the arena. */
struct str explain_clues(struct bench *b, const struct grammars *g, const struct ntable *t);
/* The paragraph of a form that is settled; clues is what explain_clues said of its table. */
void explain_form(struct out *o, struct str doc, const struct form *f, struct str clues);
/* The loaded grammars: name, title, file (--list-grammars). */
void explain_list(struct out *o, const struct grammars *g);
/*
 * Leaves only those layouts to choose from (--grammar): they come first and layouts counts them; base always
 * stays.  Put layouts back before grammars_free.  False after a message.
 */
bool explain_keep(struct grammars *g, const char *const *name, size_t n);

#endif
