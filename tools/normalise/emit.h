/*
 * emit: writes a form as canonical records: form, field, amount, schedule, goal, achievement, indicator with its
 * result, issue; with sources behind each where they were asked for.
 */
#ifndef PG_EMIT_H
#define PG_EMIT_H

#include "model.h"

struct emitter {
	struct writer *writer;
	struct str doc;
	bool provenance;
	struct buf text; /* scratch */
	struct buf head; /* the fields that all records of the form in hand begin with, as written: doc, form */
	struct buf repairs; /* the list … */
	int repaired;       /* … of these, as most indicators before had them too */
};

struct fact;
void emit_facts(struct emitter *e, const struct fact *fact, size_t n);
void emit_form(struct emitter *e, const struct form *f);
/* repairs as the data model lists them, e.g. "filled,shifted". */
void emit_repairs(struct buf *into, int repairs);
void emit_issue(struct emitter *e, size_t form, const struct issue *i);

#endif
