/*
 * grammar_tables: what the loader builds and grammar.c looks up in; nobody else includes it.
 *
 * Labels are found by an open hash: a power of two of slots, at most half of them used.
 *
 * Ownership: all of it lies in the arena of the grammars, but for what is marked as owned, and for patterns: grammars_free
 * frees these by the list `owned`.
 */
#ifndef PG_GRAMMAR_TABLES_H
#define PG_GRAMMAR_TABLES_H

#include "grammar.h"

enum { LABEL_PATTERN_MOST = 120 }; /* bytes of a key; no label that a pattern describes is longer */

struct label {
	struct str key;
	const struct meaning *meaning;
	uint32_t hash;
	uint32_t file, line; /* where it was first said: file by its number in the grammar_set, of use while that is there */
};

/* What grammar_nearest asks of a label first. */
struct label_marks {
	uint64_t marks;  /* a bit by each of its characters */
	uint32_t points; /* how many it has; 0: marks are not known yet */
};

struct label_like {
	struct pattern *match;
	const struct meaning *meaning;
};

/* What grammar_nearest found for a key: filings of one kind have the same unknown labels again and again. */
enum { NEAR_POINTS = 24, NEAR_BYTES = 4 * NEAR_POINTS, NEAR_NOTES = 64 };
struct near_note {
	size_t n; /* 0: free */
	bool tells;           /* digits do; else: */
	char key[NEAR_BYTES]; /* with 0 for each digit */
	struct str found;
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
	struct label *label;        /* owned */
	struct label_marks *marks;  /* of each label; owned; NULL before it is asked for */
	size_t labels;
	uint32_t *slot;             /* mask + 1 numbers of labels from 1; 0: free */
	size_t mask;
	size_t label_longest;       /* bytes of the longest key */
	struct label_like *like;    /* labels that are written as patterns */
	size_t likes;
	uint32_t *like_first; /* by slot of a key's first character: which of the first 32 may match; owned; NULL at first */
	char like_key[LABEL_PATTERN_MOST]; /* the last key that was tried on them, and what came out: all layouts */
	size_t like_key_n;                 /* ask base the same question */
	const struct meaning *like_found;
	struct label_gate *gate; /* of base, for all grammars (grammar_label.c); owned; NULL before it is asked for */
	struct near_note *near; /* NEAR_NOTES by the key's hash; owned; NULL before it is asked for */
	const struct unit_index *unit; /* a layout's own before base's; base's where it has none */
	struct multiplier *multiplier; /* longest word first */
	size_t multipliers;
	bool digits_asked;             /* before_digits is there: grammar_before_digits */
	uint64_t before_digits;
	uint64_t multiplier_first;     /* a bit by the slot (word_slot, % 64) that one begins in */
	struct pattern *label_suffix;  /* what may stand behind a label without being part of it */
	struct pattern *label_unit;    /* a unit in brackets at a label's end; group `unit` */
	struct pattern **owned;
	size_t owned_n;
};

/* Of a label's key, which is not empty: pieces of eight bytes overlap, so that none is taken alone. */
static inline uint32_t label_hash(struct str key)
{
	const uint64_t prime = 0x9e3779b97f4a7c15;
	const char *p = key.p, *last = p + key.n - 8;
	uint64_t h = key.n, w = 0;
	uint32_t first, second;

	if (key.n > 8) {
		memcpy(&w, p, 8);
		h = (h ^ w) * prime;
		h ^= h >> 32;
		for (p += 8; p < last; p += 8) {
			memcpy(&w, p, 8);
			h = (h ^ w) * prime;
			h ^= h >> 32;
		}
		memcpy(&w, last, 8);
	} else if (key.n >= 4) {
		memcpy(&first, p, 4);
		memcpy(&second, p + key.n - 4, 4);
		w = (uint64_t)first << 32 | second;
	} else {
		w = (unsigned char)p[0] | (uint64_t)(unsigned char)p[key.n / 2] << 8 | (uint64_t)(unsigned char)p[key.n - 1] << 16;
	}
	return (uint32_t)((h ^ w) * prime >> 32);
}

/* The slot of that key, or the free one where it would go. */
static inline uint32_t *label_slot(const struct grammar_tables *t, struct str key, uint32_t hash)
{
	size_t at = hash & t->mask;

	while (t->slot[at] && !(t->label[t->slot[at] - 1].hash == hash && str_eq(t->label[t->slot[at] - 1].key, key)))
		at = (at + 1) & t->mask;
	return &t->slot[at];
}

/* The meanings of a label by its exact key, the grammar's own first; its chains already go on into base's (grammar_build.c). */
const struct meaning *grammar_exact(const struct grammar *g, struct str key);

#endif
