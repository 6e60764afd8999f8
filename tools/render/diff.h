/*
 * diff: two streams compared by key, not by line.
 *
 * A form's key is its project, region and kind (and its document, where both streams have one of that
 * name); a target's its levels and qualifier, an amount's its kind and phase.  Keys are compared as
 * canon_key makes them; what has the same key twice is paired in order.  Held are both streams' forms,
 * amounts and targets.
 *
 * diff_side.c reads and keys, diff.c compares, diff_write.c says what changed.
 *
 * Ownership: a side owns its records and keys until side_free; entries look into it.
 */
#ifndef PG_RENDER_DIFF_H
#define PG_RENDER_DIFF_H

#include "render.h"

struct entry {
	struct str key;
	const struct item *item; /* an amount, an indicator or, in a list of forms, the form */
	size_t order, taken;     /* taken: of an entry that is the first with its key, how many were paired */
	bool paired;
	struct entry *part;      /* a form's amounts and targets */
	size_t parts, parts_cap;
};

struct side {
	struct arena arena; /* of all records and keys */
	struct entry *form;
	size_t forms, forms_cap;
	struct str *doc; /* sorted before use */
	size_t docs, docs_cap;
};

enum change { FORM_ADDED, FORM_DROPPED, AMOUNT_ADDED, AMOUNT_DROPPED, AMOUNT_RAISED, AMOUNT_CUT, TARGET_ADDED, TARGET_DROPPED,
	TARGET_RAISED, TARGET_CUT, TARGET_CHANGED };

struct diff {
	const struct render_options *options;
	struct out *out;
	struct side side[2]; /* old, new */
	struct buf line, key, part, old, new, difference;
	const struct entry *said; /* text: the form whose heading stands */
	bool tsv, html, zh;
};

/* The stream's forms, amounts and targets; false when it could not be read to its end (said). */
bool side_read(struct side *s, const char *name, bool partial);
/* Gives all entries of both sides their keys. */
void side_keys(struct diff *d);
void side_free(struct side *s);
/* By key, what has the same one in order; and in the stream's order. */
void entries_by_key(struct entry *list, size_t n);
void entries_by_order(struct entry *list, size_t n);
/* The entry of the list, sorted by key, that is to be paired with this key; NULL when none is left. */
struct entry *entry_pair(struct entry *list, size_t n, struct str key);

/* What stands before and behind all changes. */
void diff_head(struct diff *d);
void diff_tail(struct diff *d);
/* One change; old or new may be NULL, and d->difference is said and emptied. */
void diff_say(struct diff *d, enum change change, const struct entry *form, const struct item *old, const struct item *new);

#endif
