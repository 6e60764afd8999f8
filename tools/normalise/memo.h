/*
 * memo: what was already asked of the grammars.  Forms say the same again and again (labels, levels, names, titles,
 * whole sibling forms), so most questions have been answered before.
 *
 * Ownership: answers, and the texts of cells, live in the memo until memo_trim, which the owner calls when nobody
 * holds one.
 */
#ifndef PG_MEMO_H
#define PG_MEMO_H

#include "title.h"

/* A cell's text as one grammar reads it: what label it is at once, what else it looks like when that is asked for. */
struct reading_of {
	const struct grammar *grammar;
	struct ncell *as;      /* but for its text and ordinal, which may be of another text of the same mould (cast.h) */
	size_t ordinal;        /* its own */
	bool whole;            /* not only the label */
	bool no_goals;         /* no goal's ordinal stands in it, for sure */
	bool no_label_first;   /* no level's label stands before its first blank, for sure (tidy.c) */
	bool one_name;         /* its blanks part no indicators' names, for sure (several.c) */
	unsigned split;        /* 1 + where a label ends that shares it with its value, 1: nowhere; 0: not asked for yet */
	unsigned looks, looks_asked; /* what the text looks like, of what was asked for (looks.c) */
	struct target *target; /* NULL: not asked for yet */
	size_t targets;
	bool money;            /* the first target is a sum of it */
	struct str name_key;   /* cell_name_key; p NULL: not asked for yet */
	uint64_t name_hash;
	struct reading_of *next; /* by another grammar */
};

/* The label that a text may be, as base reads it. */
struct label_memo {
	struct label_text label;
	const struct meaning *means; /* NULL: no label */
};

/* A cell's text as filed; cell.c fills in the rest when it is first asked for. */
struct cell_memo {
	struct str raw, text;
	struct cast *cast; /* of its mould (cast.h), once text is there; NULL: none */
	struct cell_memo *behind; /* the cell that was held after it last time (memo_next) */
	int changes;
	bool looked, weighed; /* text and changes are there; clues are */
	const struct label_memo *label; /* NULL: not asked for yet */
	const int *clues; /* cell_clues */
	struct cell_memo *next;
	struct reading_of reading; /* the first; its grammar is NULL: none yet */
};

/* What is remembered of the cell as it is now: NULL for a part of it, or another text in its place. */
static inline struct cell_memo *memo_held(const struct ncell *cell)
{
	struct cell_memo *m = cell->memo;

	return m && m->raw.p == cell->raw.p && m->raw.n == cell->raw.n ? m : NULL;
}

/* cell_clues where it was not asked before. */
const int *cell_weigh(struct bench *b, const struct ncell *cell);
/* How much more than for base the label that a filled cell may be speaks for each layout; NULL: no more for any. */
static inline const int *cell_clues(struct bench *b, const struct ncell *cell)
{
	const struct cell_memo *m = memo_held(cell);

	return m && m->weighed ? m->clues : cell_weigh(b, cell);
}

/* What that grammar read; NULL: nothing yet. */
static inline struct reading_of *memo_read_by(struct cell_memo *m, const struct grammar *g)
{
	struct reading_of *r = &m->reading;

	while (r && r->grammar != g)
		r = r->next;
	return r;
}

/* What is remembered of a cell's text, not of a part of it, as that grammar reads it; NULL: nothing. */
static inline struct reading_of *memo_reading(const struct grammar *g, const struct ncell *c)
{
	struct cell_memo *m = c->memo;

	return m && m->text.p == c->text.p && m->text.n == c->text.n ? memo_read_by(m, g) : NULL;
}

/* The same of the text as filed: what is asked of its blanks. */
static inline struct reading_of *memo_filed(const struct grammar *g, const struct ncell *c)
{
	return memo_held(c) ? memo_reading(g, c) : NULL;
}

/* What title.c knows of a title, or of all with its key, each once it was asked for. */
struct title_memo {
	const struct grammar *grammar; /* NULL: of all */
	struct str key;
	bool ruled, looked, parted;    /* which of these were */
	const struct title_rule *rule;
	const int *weight;             /* for each grammar; NULL: not asked for yet */
	struct str filed;              /* of those with the key the one that says this */
	struct heading says;
	size_t project_end;
	struct title_memo *next;
};

/* Which captions' rules, a bit each, may match a text of that mould. */
struct caption_memo {
	const struct grammar *grammar;
	struct str mould;
	uint32_t rules;
};

enum { MEMO_BUCKETS = 16384, MEMO_TITLES = 256, MEMO_CASTS = 1024, MEMO_CAPTIONS = 64 };

struct memo {
	struct arena arena;
	struct cell_memo *last, *guess; /* held last; what may come now.  NULL: none, nothing */
	struct cell_memo *cell[MEMO_BUCKETS];
	struct cast *cast[MEMO_CASTS];
	uint32_t seen[MEMO_CASTS]; /* half the hash of the mould that came last without a cast */
	struct title_memo *title[MEMO_TITLES];
	size_t titles, captions; /* how many titles were new; how many captions came, as far as that tells */
	bool by_years;   /* titles that differ in digits other than 19 and 20 say the same */
	struct caption_memo caption[MEMO_CAPTIONS];
	struct fit_memo *fits; /* rowfit.c's; NULL: none yet */
};

struct memo *memo_new(void);
void memo_free(struct memo *m);
/* Forgets all once it has grown. */
void memo_trim(struct memo *m);
/* The memory of that text, new or not; NULL where it is not worth one (m is NULL, a long text, a crowded place). */
struct cell_memo *memo_cell(struct memo *m, struct str raw);
/* The same for cells in their order: sibling forms say the same one behind the other, so mostly it need not be looked for. */
struct cell_memo *memo_next(struct memo *m, struct str raw);
/* What is remembered of a title with that key, new or not. */
struct title_memo *memo_title(struct memo *m, const struct grammar *g, struct str key);
/* The slot of a mould; the asker looks whether it is theirs. */
struct caption_memo *memo_caption(struct memo *m, const struct grammar *g, struct str mould);

#endif
