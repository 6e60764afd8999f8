/*
 * grammar_words: the words that an element of a grammar lists, parted by white space.
 *
 * Ownership: words are views of the text that they were cut from; a struct words owns its array, until words_free.
 */
#ifndef PG_GRAMMAR_WORDS_H
#define PG_GRAMMAR_WORDS_H

#include "mem.h"

struct word {
	struct str text;
	uint32_t line;
	bool own_key; /* ideographs and the like alone, which keys keep as they are: it is its own key (canon_key) */
};

struct words {
	struct word *word;
	size_t n, cap;
	size_t others; /* that are not their own keys, for sure */
};

enum { WORDS_SLACK = 32 }; /* NULs that stand behind a text, and its line's end */

/* The words of a text that begins in that line: well-formed, with a line's end and WORDS_SLACK NULs behind it. */
void words_cut(struct words *w, struct str text, size_t line);
/* What it does without AVX2, for the test that proves both equal. */
void words_portable(struct words *w, struct str text, size_t line);
void words_free(struct words *w);

#endif
