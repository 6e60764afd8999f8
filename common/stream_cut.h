/*
 * stream_cut: lines of a stream cut at their TABs, some ahead; the reader's own (stream.c).
 *
 * Ownership: views of fields are of the bytes that were marked, and live until lines are cut again; a cut owns its
 * arrays until cut_free.  Zero-initialise; `few` may be set before the first line.
 */
#ifndef PG_STREAM_CUT_H
#define PG_STREAM_CUT_H

#include "mem.h"
#include "utf8.h"

enum { CUT_AHEAD = 256, CUT_FEW = 5 };

/* How far lines were cut. */
struct cursor {
	const char *at;                 /* where the next one begins */
	const struct utf8_signs *signs; /* those of the block in hand, … */
	const char *block;              /* … which begins here … */
	uint64_t left;                  /* … and whose bytes with a bit in here are still to come */
};

/* What a line holds but its fields, as bits. */
enum sign { SIGN_ESCAPE = 1, SIGN_NUL = 2, SIGN_CR = 4 };

/* A line that is cut. */
struct line {
	const char *end;
	size_t n;            /* of its fields that were cut, its name among them, */
	unsigned more, seen; /* and of those behind them; what else it holds: enum sign */
};

struct cut {
	struct utf8_signs *signs; /* of the complete lines, a block after the other, */
	size_t signs_cap;
	const char *marked;   /* which begin here */
	struct cursor next;
	/* Lines are cut some at a time, until they have as many fields as CUT_AHEAD. */
	struct line ahead[CUT_AHEAD];
	size_t lines, taken;  /* of them; handed out of them */
	struct str *field;    /* theirs, one behind the other, … */
	size_t fields;        /* … so many of those of lines that are handed out */
	size_t field_cap;
	bool few;             /* of plain lines that have more than CUT_FEW fields only these are cut */
	struct str *all;      /* those of one line, of which they were wanted (cut_all) */
	size_t all_cap;
};

/* Marks s, which are complete lines; the offset of its first byte that is no UTF-8, s.n when all is well. */
size_t cut_mark(struct cut *c, struct str s);
/* Cuts the next lines of what was marked, which ends at `end`; at least one is there. */
void cut_ahead(struct cut *c, const char *end);
/* All n fields of a line that was marked, which lives until the next call. */
struct str *cut_all(struct cut *c, struct str line, size_t n);
void cut_free(struct cut *c);

#endif
