#include "lexicon.h"

enum question { IN, START, END, WHOLE, QUESTIONS };

struct lexeme {
	struct str word;
	uint64_t lists[QUESTIONS];
	uint32_t second, before; /* of a word of two characters and more: its second and its last but one, three bytes each; else 0 */
	uint32_t next_first, next_in, next_last; /* with the same key; those asked for inside a text, and at its end */
};

/* Which list is asked for what. */
static const struct {
	enum words_id id;
	enum question question;
} asked[] = {
	{ WORDS_STANDARDS, IN }, { WORDS_PER_HEAD, IN }, { WORDS_PAY_WORDS, IN }, { WORDS_HEAD_COUNT, IN },
	{ WORDS_AVERAGES, IN }, { WORDS_CONTROL, IN }, { WORDS_GROWTH, IN }, { WORDS_SAVING, IN },
	{ WORDS_SHARE_WORDS, IN }, { WORDS_COST_BOUNDS, IN }, { WORDS_MULTIPLIERS, IN }, { WORDS_OPERATOR_SIGNS, IN },
	{ WORDS_FLOOR_WORDS, IN }, { WORDS_CEILING_WORDS, IN }, { WORDS_ABOUT_WORDS, IN }, { WORDS_PLACE_ENDS, IN }, { WORDS_ALL_WORDS, IN },
	{ WORDS_PURPOSE_VERBS, START }, { WORDS_MONEY_UNITS, START }, { WORDS_AUTHORITIES, START }, { WORDS_PURPOSE_STARTS, START },
	{ WORDS_RATE_ENDS, END }, { WORDS_NO_RATES, END }, { WORDS_COUNT_ENDS, END }, { WORDS_STATE_ENDS, END },
	{ WORDS_CHANGE_ENDS, END }, { WORDS_MONEY_WORDS, END }, { WORDS_WANTED, END }, { WORDS_UNWANTED, END }, { WORDS_NEARLY_ALL, END }, { WORDS_TIME_ENDS, END },
	{ WORDS_DANGLING, END }, { WORDS_CLOSING, END }, { WORDS_STRAY_ENDS, END }, { WORDS_TIMELY_WORDS, END }, { WORDS_STOPS, END },
	{ WORDS_RATE_TERMS, END }, { WORDS_AUTHORITIES, END }, { WORDS_REGION_SUFFIXES, END }, { WORDS_PLACE_ENDS, END },
	{ WORDS_TITLE_ENDS, END },
	{ WORDS_MONEY_UNITS, WHOLE }, { WORDS_WHOLE_UNITS, WHOLE }, { WORDS_TIME_UNITS, WHOLE }, { WORDS_HEAD_UNITS, WHOLE },
	{ WORDS_COST_LEVELS, WHOLE }, { WORDS_QUANTITY_LEVELS, WHOLE }, { WORDS_TIME_LEVELS, WHOLE },
	{ WORDS_MONEY_LEVELS, WHOLE }, { WORDS_REGION_FIELDS, WHOLE }, { WORDS_NUMERALS, WHOLE },
};

static const uint32_t brackets[] = {
#define X(open, close) open, close,
	BRACKET_LIST(X)
#undef X
};

/* A character of three bytes is told by its last twelve bits, any other byte by itself; what it really is the words tell. */
static inline size_t key_at(const unsigned char *p, size_t left, size_t *step)
{
	bool three = left >= 3 && (p[0] & 0xf0) == 0xe0;

	*step = three ? 3 : 1;
	return three ? (size_t)(p[1] & 63) << 6 | (p[2] & 63) : p[0];
}

static inline size_t key_of_first(struct str s)
{
	size_t step;

	return key_at((const unsigned char *)s.p, s.n, &step);
}

static inline size_t key_of_last(struct str s)
{
	const unsigned char *end = (const unsigned char *)s.p + s.n;
	size_t step;

	return s.n >= 3 && end[-1] >= 0x80 && (end[-3] & 0xf0) == 0xe0 ? key_at(end - 3, 3, &step) : end[-1];
}

static inline uint32_t three(const char *p)
{
	return (uint32_t)(unsigned char)p[0] << 16 | (uint32_t)(unsigned char)p[1] << 8 | (unsigned char)p[2];
}

static bool is_wide(struct str word)
{
	if (word.n < 6 || word.n % 3)
		return false;
	for (size_t i = 0; i < word.n; i += 3)
		if (((unsigned char)word.p[i] & 0xf0) != 0xe0)
			return false;
	return true;
}

static uint32_t enter(struct lexicon *x, struct str word, size_t first)
{
	struct lexeme *l = &x->lexeme[x->n++];
	*l = (struct lexeme){ .word = word, .next_first = x->first[first] };
	if (is_wide(word)) {
		l->second = three(word.p + 3);
		l->before = three(word.p + word.n - 6);
	} else {
		for (size_t i = 0; i < word.n; i++)
			x->digits |= word.p[i] >= '0' && word.p[i] <= '9';
	}
	return x->first[first] = (uint32_t)x->n;
}

/* A word joins a chain when it is first asked for there. */
static void add(struct lexicon *x, struct str word, enum question question, unsigned list)
{
	size_t first = key_of_first(word), last;
	struct lexeme *l;
	uint32_t i = x->first[first];

	while (i && !str_eq(x->lexeme[i - 1].word, word))
		i = x->lexeme[i - 1].next_first;
	if (!i)
		i = enter(x, word, first);
	l = &x->lexeme[i - 1];
	if (question == IN && !l->lists[IN]) {
		l->next_in = x->in[first];
		x->in[first] = i;
	} else if (question == END && !l->lists[END]) {
		last = key_of_last(word);
		l->next_last = x->last[last];
		x->last[last] = i;
	}
	l->lists[question] |= (uint64_t)1 << list;
}

/* Room for all words at once. */
static void make_room(struct lexicon *x, const struct rules *r)
{
	size_t n = sizeof brackets / sizeof *brackets + 1 + 2 * r->orders;

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		n += r->words[asked[i].id].n;
	for (size_t i = 0; i < r->expects; i++)
		n += r->expect[i].ends.n + r->expect[i].has.n;
	for (size_t i = 0; i < r->measures; i++)
		n += r->measure[i].ends.n;
	x->lexeme = mem_alloc(n * sizeof *x->lexeme);
}

static void add_all(struct lexicon *x, const struct words *w, enum question question, unsigned list)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->word[i].n)
			add(x, w->word[i], question, list);
}

void lexicon_make(struct lexicon *x, const struct rules *r)
{
	make_room(x, r);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		add_all(x, &r->words[asked[i].id], asked[i].question, asked[i].id);
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
		add(x, str_of(x->bracket[i], str_encode(brackets[i], x->bracket[i])), IN, LEXICON_BRACKET);
	add(x, STR("年"), IN, LEXICON_YEAR);
	for (size_t i = 0; i < r->orders; i++) {
		const struct str pair[] = { r->order[i].upper, r->order[i].lower };
		add_all(x, &(struct words){ (struct str *)pair, 2 }, IN, LEXICON_ORDER);
	}
	for (size_t i = 0; i < r->measures; i++)
		add_all(x, &r->measure[i].ends, END, LEXICON_MEASURE);
	for (size_t i = 0; i < r->expects; i++) {
		unsigned list = (unsigned)(LEXICON_EXPECT + i < 63 ? LEXICON_EXPECT + i : 63);
		add_all(x, &r->expect[i].ends, END, list);
		add_all(x, &r->expect[i].has, IN, list);
	}
}

void lexicon_free(struct lexicon *x)
{
	mem_free(x->lexeme);
	x->lexeme = NULL;
	x->n = 0;
}

uint64_t lexicon_in(const struct lexicon *x, struct str s)
{
	uint64_t found = 0;
	size_t step;

	for (size_t at = 0; at < s.n; at += step) {
		size_t key = key_at((const unsigned char *)s.p + at, s.n - at, &step);
		const struct lexeme *l;
		for (uint32_t i = x->in[key]; i; i = l->next_in) {
			l = &x->lexeme[i - 1];
			if (l->word.n > s.n - at || (l->second && three(s.p + at + 3) != l->second))
				continue;
			if ((l->lists[IN] & ~found) && memcmp(s.p + at, l->word.p, l->word.n) == 0)
				found |= l->lists[IN];
		}
	}
	return found;
}

uint64_t lexicon_start(const struct lexicon *x, struct str s)
{
	uint64_t found = 0;
	const struct lexeme *l;

	for (uint32_t i = s.n ? x->first[key_of_first(s)] : 0; i; i = l->next_first) {
		l = &x->lexeme[i - 1];
		if ((l->lists[START] & ~found) && str_starts(s, l->word))
			found |= l->lists[START];
	}
	return found;
}

uint64_t lexicon_end(const struct lexicon *x, struct str s)
{
	uint64_t found = 0;
	const struct lexeme *l;

	for (uint32_t i = s.n ? x->last[key_of_last(s)] : 0; i; i = l->next_last) {
		l = &x->lexeme[i - 1];
		if (l->word.n > s.n || (l->before && three(s.p + s.n - 6) != l->before))
			continue;
		if ((l->lists[END] & ~found) && str_ends(s, l->word))
			found |= l->lists[END];
	}
	return found;
}

uint64_t lexicon_whole(const struct lexicon *x, struct str s)
{
	const struct lexeme *l;

	for (uint32_t i = s.n ? x->first[key_of_first(s)] : 0; i; i = l->next_first) {
		l = &x->lexeme[i - 1];
		if (str_eq(l->word, s))
			return l->lists[WHOLE];
	}
	return 0;
}
