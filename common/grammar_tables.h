/*
 * grammar_tables: what the loader builds and grammar.c looks up in; nobody else includes it.
 *
 * Hashes are open: a power of two of slots, at most half of them used, a key without bytes is a free one.
 *
 * Ownership: all of it lies in the arena of the grammars, but for patterns, which grammars_free frees by
 * the list `owned`.
 */
#ifndef PG_GRAMMAR_TABLES_H
#define PG_GRAMMAR_TABLES_H

#include "grammar.h"

enum { LABEL_PATTERN_MOST = 120 }; /* bytes of a key; no label that a pattern describes is longer */

struct label_slot {
	struct str key;
	const struct meaning *meaning;
	uint32_t marks;  /* a bit by each of its characters (grammar_nearest) */
	uint32_t points; /* how many it has; 0: marks are not known yet */
};

struct label_like {
	struct pattern *match;
	const struct meaning *meaning;
};

struct unit_word {
	struct str word;
	struct unit unit;
	struct unit_word *next; /* in the same slot: no longer than this one */
};

/* Units by the first character of their words. */
struct unit_index {
	struct unit_word *slot[WORD_SLOTS];
};

struct multiplier {
	struct str word;
	int power;
};

struct grammar_tables {
	struct label_slot *label;   /* mask + 1 slots */
	size_t label_mask, labels;
	size_t label_longest;       /* bytes of the longest key */
	struct label_like *like;    /* labels that are written as patterns */
	size_t likes;
	char like_key[LABEL_PATTERN_MOST]; /* the last key that was tried on them, and what came out: all layouts */
	size_t like_key_n;                 /* ask base the same question */
	const struct meaning *like_found;
	const struct unit_index *unit; /* a layout's own before base's; base's where it has none */
	struct multiplier *multiplier; /* longest word first */
	size_t multipliers;
	struct pattern *label_suffix;  /* what may stand behind a label without being part of it */
	struct pattern *label_unit;    /* a unit in brackets at a label's end; group `unit` */
	struct pattern **owned;
	size_t owned_n;
};

/* The slot of that key, or the free one where it would go. */
struct label_slot *label_slot(const struct grammar_tables *t, struct str key);

#endif
