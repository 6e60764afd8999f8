/*
 * memo: what was already asked of the grammars.  Forms say the same again and again (labels, levels, names, titles,
 * whole sibling forms), so most questions have been answered before.
 *
 * Ownership: answers, and the texts of cells, live in the memo until memo_trim, which the owner calls when nobody
 * holds one.
 */
#ifndef PG_MEMO_H
#define PG_MEMO_H

#include "model.h"

/* A cell's text as one grammar reads it: what label it is at once, what else it looks like when that is asked for. */
struct reading_of {
	const struct grammar *grammar;
	struct ncell as;
	bool whole;            /* not only the label */
	struct target *target; /* NULL: not asked for yet */
	size_t targets;
	struct str name_key;   /* cell_name_key; p NULL: not asked for yet */
	struct reading_of *next; /* by another grammar */
};

/* A cell's text as filed; cell.c fills in the rest when it is first asked for. */
struct cell_memo {
	struct str raw, text;
	int changes;
	bool looked, asked, weighed; /* text and changes are there; label and means are; clues are */
	struct label_text label; /* as base reads it */
	const struct meaning *means; /* by base; NULL: no label */
	const int *clues; /* cell_clues */
	struct reading_of *reading;
	struct cell_memo *next;
};

struct title_memo {
	const struct grammar *grammar;
	struct str text;
	const struct title_rule *rule;
};

struct near_memo {
	const struct grammar *grammar;
	struct str key, near;
};

enum { MEMO_BUCKETS = 8192, MEMO_TITLES = 256, MEMO_NEAR = 64 };

struct memo {
	struct arena arena;
	struct cell_memo *cell[MEMO_BUCKETS];
	struct title_memo title[MEMO_TITLES];
	struct near_memo near[MEMO_NEAR];
	struct fit_memo *fits; /* rowfit.c's; NULL: none yet */
};

struct memo *memo_new(void);
void memo_free(struct memo *m);
/* Forgets all once it has grown. */
void memo_trim(struct memo *m);
/* The memory of that text, new or not; NULL where it is not worth one (m is NULL, a long text, a crowded place). */
struct cell_memo *memo_cell(struct memo *m, struct str raw);
/* The slot of a title; the asker looks whether it is theirs. */
struct title_memo *memo_title(struct memo *m, const struct grammar *g, struct str text);
/* grammar_nearest, remembered; m may be NULL. */
struct str memo_nearest(struct memo *m, const struct grammar *g, struct str key);

#endif
