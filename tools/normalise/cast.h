/*
 * cast: what is the same of all texts that differ in their ASCII digits alone.  Forms repeat the names, goals and targets
 * of others with other figures, so that most texts that are new to the memo are of a mould that it knows.
 *
 * Of a text with digits the mould is the text with 0 for each of them, and its cast what was found of the mould.  Kept
 * is only what cannot hang on the digits: canonical text, that no grammar knows the label (label_read_any does not tell
 * digits apart), what patterns say that do not tell them apart (pattern_match_mould), and the shape of what is no date
 * or the like (value_shape_mould).  All else is asked of the text.
 *
 * Ownership: casts lie in the memo's arena and die with what it remembers (memo_trim).
 */
#ifndef PG_CAST_H
#define PG_CAST_H

#include "memo.h"

enum cast_look { CAST_BASIS_LIKE, CAST_LEVEL_LIKE, CAST_NAME_ORDINAL, CAST_LOOKS };

/* What one grammar reads of a mould that is no label: also of each text, but for the number of an ordinal. */
struct cast_reading {
	const struct grammar *grammar;
	struct ncell as;
	bool whole, alike;      /* not only that it is none, where all texts look alike */
	bool asked;             /* for targets */
	struct target *target;  /* value_targets_mould; NULL: each text must be asked */
	size_t targets;
	bool money;             /* the first is a sum of it */
	struct cast_reading *next; /* by another grammar */
};

/* What stands from a place on of the canonical texts as the ordinal of a goal. */
struct cast_ordinal {
	const struct pattern *by;
	size_t from;
	int found;                 /* pattern_match_mould's, 0 or 1; then, from the text's beginning: */
	size_t at, n;
	size_t number, number_n;   /* where group `n` stands */
	struct cast_ordinal *next; /* asked for after this one */
};

struct signs {
	bool spaced, colon; /* struct ncell's */
};

struct cast {
	struct str raw, text; /* of the mould: as filed; canonical, the same view where that is the same */
	int changes;
	struct signs signs;
	bool fills;           /* text has the zeros of raw and no other digits */
	bool asked, unknown;  /* whether the label is known to no grammar */
	struct cast_reading *reading;
	struct cast_match {
		const struct pattern *by; /* NULL: not asked for yet */
		int found;                /* pattern_match_mould's */
		bool begins;              /* at the beginning of the text; then: */
		size_t n, group, group_n; /* bytes that match; where group `n` stands */
	} look[CAST_LOOKS];
	struct cast_ordinal *goal;
	struct cast *next;
};

/* Longer texts are no labels: their keys are never asked for. */
enum { LABEL_BYTES = 120 };

struct signs signs_of(struct str raw, struct str text);
/* The cast of a text; NULL: it has no digits, or no place is left for one. */
struct cast *cast_of(struct bench *b, struct str raw);
/* The canonical text of a text of that cast, where cast->fills. */
struct str cast_text(struct bench *b, const struct cast *cast, struct str raw);
/* No grammar knows the label that a canonical text of that cast may be. */
bool cast_unknown(struct bench *b, struct cast *cast);
/* What the pattern of goals' ordinals finds from there on in texts of that cast, which `fills`; NULL: each must be asked. */
const struct cast_ordinal *cast_goal(struct bench *b, struct cast *cast, const struct pattern *p, size_t from);
/* What a pattern finds in the cast's canonical texts; where found is neither 0 nor 1 each must be asked. */
const struct cast_match *cast_match(struct cast *cast, enum cast_look look, const struct pattern *p);

#endif
