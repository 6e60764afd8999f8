/*
 * model: what pg-normalise makes of a document while it reads it.
 *
 * A table's rows become cells (cell.c says what each cell looks like); recognise.c parts them into forms;
 * head.c, header.c, rowfit.c read a form's rows; levels.c and sibling.c settle its levels once the
 * document's other forms are known; emit.c writes the records.
 *
 * Ownership: everything here lives in the window's arena (window.h) and dies when the window is written.
 */
#ifndef PG_NORMALISE_MODEL_H
#define PG_NORMALISE_MODEL_H

#include "../../common/canon.h"
#include "../../common/grammar.h"
#include "../../common/stream.h"
#include "../../common/value.h"

/* Where a cell's content stands in the filing, from pg-extract's source records; length 0: not known. */
struct origin {
	size_t line, column, offset, length;
};

struct ncell {
	struct str raw;    /* as filed */
	struct str text;   /* canonical */
	struct str key;    /* of the label it may be; of what is none cell_key is surer */
	struct str unit;   /* bracketed at the label's end: 万元, % */
	const struct meaning *means; /* what the label means; NULL when it is none */
	unsigned kinds;    /* of its meanings: 1 << enum meaning_kind */
	bool spaced, colon; /* raw has a blank inside, text a colon */
	int changes;       /* enum canon_change */
	enum value_shape shape;
	size_t ordinal;    /* 指标3：→ 3; 0: none */
	size_t ordinal_n;  /* bytes of text that the ordinal takes */
	bool level1, level2; /* it is a label of that depth (some are of both) */
	bool level_like, basis_like;
	struct cell_memo *memo; /* what is remembered of raw (memo.h); NULL: not looked for */
	bool joined;       /* of wrapped lines or several filed cells */
	bool spanned;      /* its content is that of a cell above which spans this row */
	size_t line;       /* of the filing, from 1 */
	size_t column;     /* of the table, from 0 */
	size_t rows, columns; /* that it spans; at least 1 */
	struct origin at;
	bool *taken;       /* becomes true once the cell has ended in a record; NULL: made, not filed */
};

enum { CELLS_MOST = 1024 }; /* of a row; no form is wider */

struct nrow {
	size_t line, ordinal; /* ordinal: of the row in its table, from 1 */
	struct ncell *cell;   /* all of them, blank ones too; cell[i].column == i unless a reader says else */
	size_t n;
	size_t filled;        /* how many are not blank */
	size_t *full;         /* their indices */
	unsigned kinds;       /* what its cells that are not blank mean: 1 << enum meaning_kind */
	bool spaced, spans;   /* some cell is spaced; some spans rows */
	bool placed;          /* by a reading that weighed the columns of the whole table: each cell is in its own */
	struct str rest;      /* what stands in cells beyond CELLS_MOST, joined; for an issue */
};

enum { CAPTIONS_MOST = 4 }; /* lines whose places are kept */

struct ntable {
	size_t ordinal, line;
	struct str title, caption; /* as filed; the caption's lines parted by LF */
	struct origin title_at, caption_at[CAPTIONS_MOST];
	struct nrow *row;
	size_t rows, cap;
	struct buf copies;    /* the records as they came, for a table that is no form */
	size_t records;
};

enum repair {
	REPAIR_FILLED = 1, REPAIR_SHIFTED = 2, REPAIR_LEVELS = 4, REPAIR_JOINED = 8, REPAIR_CHARS = 16,
	REPAIR_SPLIT = 32
};

struct field {
	struct str name, value, label, raw;
	size_t line;
	struct origin at, label_at;
};

struct amount {
	struct str kind, yuan, label, raw, phase;
	size_t line;
	struct origin at, label_at, unit_at; /* unit_at: of the line or section that states the unit */
};

struct due {
	struct str due, value, unit, raw;
	size_t line;
	struct origin at, due_at, unit_at;
};

struct goal {
	struct str text;
	size_t line;
	struct origin at;
};

/* A pair of canonical levels: a state of the level path. */
struct levels {
	struct str level1, level2;
	size_t order; /* in the vocabulary; unknown ones last */
	bool no_money;
	unsigned pair; /* its number among those of the window (siblings_count): the same for the same two levels */
};

struct indicator {
	size_t line;
	const struct ncell *role[ROLE_COUNT]; /* the cell in each role; NULL: none or blank */
	const struct ncell *more[4];                  /* further cells whose words were joined to a role's */
	enum role more_role[4];
	size_t mores;
	struct str level3, description, basis, note;
	struct str raw;
	struct str key;      /* of level3, for siblings; and its hash */
	uint64_t key_hash;
	struct poll *poll;   /* what those say of it; NULL: not counted yet (siblings_count) */
	struct levels filed; /* by its own labels and those above it */
	struct levels is;    /* settled */
	bool own;            /* filed is from a label in this very row */
	bool own1, own2;     /* which labels the row has */
	const struct ncell *label1, *label2; /* the level labels that hold here, this row's or those above; may be NULL */
	bool money;          /* its target is a sum of money */
	size_t ordinal;
	int repairs;
	int vote;            /* percent with which sibling forms speak for other levels than filed; 0: they do not */
	struct target *target;
	size_t targets;
	struct target *actual; /* self-evaluations */
	size_t actuals;
};

struct issue {
	size_t line;
	const char *severity, *rule;
	struct str subject, message;
};

/* Rows that a form was read from. */
struct stretch {
	const struct nrow *row;
	size_t n;
};

/* The indicator table's columns, as its heading says. */
struct header {
	enum role role[64];
	const struct ncell *heading[64]; /* of a column; NULL: blank, or taken over from another form */
	size_t n;
	size_t beside;  /* the column where a second table of indicators begins, beside the first; 0: none */
	bool found;     /* read from the form; else taken from a sibling or the default */
	bool columns;   /* operator, number and unit have columns of their own */
	bool twins;     /* some column may have the heading of the one before it */
};

#define LIST(type) struct { struct type *at; size_t n, cap; }

struct form {
	const struct grammar *grammar;
	size_t ordinal, line;
	struct str kind, title, year, project, code, region, department;
	struct origin title_at, year_at, unit_at, unit_near_at;
	struct str clues;    /* why this grammar was taken, when that is asked for (explain.h) */
	bool year_stated;    /* by its own title or caption */
	int unit;            /* power of ten of the form's unit; -1: none stated */
	int unit_near;       /* of the first label of its head that names one; -1: none does */
	int unit_like;       /* of the form before it in the document, for want of any; -1: none */
	struct header header;
	LIST(field) fields;
	LIST(amount) amounts;
	LIST(due) schedule;
	LIST(goal) goals, achievements;
	LIST(indicator) indicators;
	LIST(issue) issues;
	LIST(stretch) stretches;
	const struct ntable *table;       /* it was read from, and which of its rows */
	const struct segment *segment;
	bool rest;           /* its head was written in a window before; only further indicators */
	size_t first;        /* how many of its indicators were */
	bool unit_missing;   /* some figure was read without any unit being stated */
	size_t labels;       /* labels of the head that were read */
};

/* Room for one more in a LIST, in the arena; the new element is cleared. */
#define LIST_ADD(arena, list) \
	((list).at = list_room((arena), (list).at, (list).n, &(list).cap, sizeof *(list).at), &(list).at[(list).n++])
void *list_wider(struct arena *a, const void *array, size_t n, size_t *cap, size_t size);
/* Inline, for the compiler knows the size then, and whether all that is cleared is written at once. */
static inline void *list_room(struct arena *a, void *array, size_t n, size_t *cap, size_t size)
{
	void *wide = n < *cap ? array : list_wider(a, array, n, cap, size);

	memset((char *)wide + n * size, 0, size);
	return wide;
}

/* What every step works with. */
struct bench {
	struct arena *arena;
	const struct grammar *grammar; /* of the form in hand */
	struct buf text, key;          /* scratch */
	struct memo *memo;             /* NULL: none */
	const struct grammars *all;    /* whose clues cells are asked for */
};

/* Fills in what a cell looks like (text to basis_like) from its raw. */
void cell_read(struct bench *b, struct ncell *cell);
/* Only what tells whether it is a label is sure to be filled in: not the shape, the ordinal and what it is like. */
void cell_read_label(struct bench *b, struct ncell *cell);
/* How a text reads, as a label or whole, without a cell of its own: the memo keeps it, else `scratch`. */
const struct ncell *cell_reading(struct bench *b, struct arena *scratch, struct str raw, bool all);
/* The cell has ended in a record, or is a label that the grammar names. */
static inline void cell_take(const struct ncell *c)
{
	if (c->taken)
		*c->taken = true;
}
/* The same for all cells of a row: it ended whole in an issue, or is a heading. */
void row_take(const struct nrow *row);
/* Its level when it is a label of that depth; NULL else. */
const struct level *cell_level(const struct ncell *cell, int depth);
/* Its targets (value_targets) and whether the first is a sum of money, remembered with the cell. */
size_t cell_targets(struct bench *b, const struct ncell *cell, struct target **targets, bool *money);
bool target_is_money(const struct grammar *g, const struct target *t);
/* The key of the label that it may be, known or not; empty for a long text.  Lives until the next is asked for. */
struct str cell_key(struct bench *b, const struct ncell *cell);
/* The canon_key of the cell as a name: its text behind the ordinal; and that key's hash. */
struct str cell_name_key(struct bench *b, const struct ncell *cell, uint64_t *hash);
/* Sets raw, which is not empty; the arena or the memo keeps it. */
void cell_hold_text(struct bench *b, struct ncell *cell, struct str raw);
/* The same for any raw: half of all cells are blank. */
static inline void cell_hold(struct bench *b, struct ncell *cell, struct str raw)
{
	cell->memo = NULL;
	cell->raw = STR("");
	if (raw.n)
		cell_hold_text(b, cell, raw);
}
/* Its meaning of that kind; NULL else. */
static inline const struct meaning *cell_means(const struct ncell *cell, enum meaning_kind kind)
{
	return cell->means && cell->kinds >> kind & 1 ? meaning_of(cell->means, kind) : NULL;
}
/* The i-th of a row's cells that are not blank. */
static inline const struct ncell *row_full(const struct nrow *row, size_t i) { return &row->cell[row->full[i]]; }
/* Whether some cell of a row has such a meaning; kinds: an or of 1 << enum meaning_kind. */
static inline bool row_means(const struct nrow *row, unsigned kinds) { return (row->kinds & kinds) != 0; }
/* cell_read of all cells of a row, and row_index. */
void row_read(struct bench *b, struct nrow *row);
/*
 * Lists the cells of a row that are not blank, and notes what is rare enough to be asked of the row before its cells:
 * kinds, spaced, spans.  Cells that change must be listed again, unless they only lose what they had.
 */
void row_index(struct arena *a, struct nrow *row);
/* The filed cells of a row, joined by " | ": for issues. */
struct str row_text(struct arena *a, const struct nrow *row);

/* s holds some character that is neither sign nor blank. */
bool has_words(struct str s);
/* s breaks off behind a comma or semicolon: it goes on elsewhere. */
bool ends_open(struct str s);

void form_issue(struct form *f, struct arena *a, size_t line, const char *severity, const char *rule,
    struct str subject, struct str message);

#endif
