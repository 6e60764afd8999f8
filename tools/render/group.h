/*
 * group: the records of one form, gathered.
 *
 * Ownership: items and their views belong to the group and live until its next group_start.
 */
#ifndef PG_RENDER_GROUP_H
#define PG_RENDER_GROUP_H

#include "common/stream.h"

struct item {
	enum record_type type;
	struct str *field;
	size_t n;
	struct str raw; /* what the fields are views into, a TAB before each; empty where a record held an escape */
};

struct group {
	struct arena arena;
	struct item *item;
	size_t n, cap;
	bool open;
	struct str doc, form;     /* of all of them */
	struct str key;           /* the two with a TAB between, as records have them */
	const struct str *head;   /* the form record's fields; NULL when it did not come (--partial) */
};

void group_start(struct group *g, struct str doc, struct str form);
void group_add(struct group *g, const struct record *record);
bool group_holds(const struct group *g, struct str doc, struct str form);
/* Whether the record, of a type that belongs to a form, is of the group's. */
bool group_holds_record(const struct group *g, const struct record *record);
/* A column of the form record; empty without one. */
struct str group_form(const struct group *g, int column);
/* The total of the form: its first total with an amount, asked for before executed. */
struct str group_total(const struct group *g);
void group_free(struct group *g);

#endif
