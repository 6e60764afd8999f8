/*
 * lexicon: the word lists that texts are held against all the time, as one table, so that one walk over a text
 * answers for all of them.
 *
 * An answer is a set of lists: bit WORDS_… for a list of rules.xml, LEXICON_BRACKET for any bracket, LEXICON_ORDER
 * for a word of any <order>, LEXICON_YEAR for 年, LEXICON_MEASURE for an end of any <measure>, and from LEXICON_EXPECT on a bit for each <expect>, where the last bit stands for all that find no bit of their own:
 * of these, and of expects alone, a bit says "perhaps".  Only the lists that lexicon.c names are in it, each for
 * the questions that it names there; rules.h answers for any list, and says which word it is.
 *
 * Ownership: lexicon_make's table is the caller's until lexicon_free; its words are views of the rules.
 */
#ifndef PG_LEXICON_H
#define PG_LEXICON_H

#include "rules.h"

/* The brackets that check_text.c weighs: X(opening, closing). */
#define BRACKET_LIST(X)                                                                                     \
	X(0xff08, 0xff09) X('(', ')') X(0x300a, 0x300b) X(0x3010, 0x3011) X(0x201c, 0x201d) X('[', ']') \
	X(0x3014, 0x3015)

enum { LEXICON_BRACKET = WORDS_COUNT, LEXICON_ORDER, LEXICON_YEAR, LEXICON_MEASURE, LEXICON_EXPECT, LEXICON_KEYS = 4096 };
_Static_assert(LEXICON_EXPECT < 63, "a set of lists is 64 bits");

#define IN_LIST(set, id) (((set) >> WORDS_##id & 1) != 0)
#define HAS_BRACKET(set) (((set) >> LEXICON_BRACKET & 1) != 0)

struct lexeme;
struct lexicon {
	struct lexeme *lexeme;
	size_t n;
	bool digits; /* one of the words has a digit */
	uint32_t first[LEXICON_KEYS], in[LEXICON_KEYS], last[LEXICON_KEYS]; /* by first and last character: a lexeme from 1, 0 for none */
#define X(open, close) +2
	char bracket[0 BRACKET_LIST(X)][4]; /* in UTF-8 */
#undef X
};

void lexicon_make(struct lexicon *x, const struct rules *r); /* of a cleared one */
void lexicon_free(struct lexicon *x);

uint64_t lexicon_in(const struct lexicon *x, struct str s);    /* lists of which s has a word */
uint64_t lexicon_start(const struct lexicon *x, struct str s); /* … begins with one */
uint64_t lexicon_end(const struct lexicon *x, struct str s);   /* … ends in one */
uint64_t lexicon_whole(const struct lexicon *x, struct str s); /* … is one */

#endif
