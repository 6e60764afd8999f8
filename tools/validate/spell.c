/*
 * Spelling of one text: sequences written twice, and words that are one character away from a word of
 * the vocabulary (rules.xml) without being another word of it.
 */
#include "spell.h"

struct view { /* the text in hand */
	struct checker *c;
	struct term *t;
	const uint32_t *p;
	size_t n;
	bool near; /* a word in it is like one of the vocabulary, or nearly doubled */
};

static struct str part(const struct view *v, size_t from, size_t n)
{
	size_t a = v->c->point_at[from], b = v->c->point_at[from + n];
	return str_of(v->t->text.p + a, b - a);
}

enum { BEHIND = 4 }; /* zeros behind the last code point, so that what is compared with it need not be counted */

/* True when one of the characters is ASCII. */
static bool decode(struct checker *c, struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t n = 0;
	bool ascii = false;
	if (c->point_cap < s.n + 1 + BEHIND) {
		c->point_cap = s.n + 64 + BEHIND;
		c->point = mem_resize(c->point, c->point_cap, sizeof *c->point);
		c->point_at = mem_resize(c->point_at, c->point_cap, sizeof *c->point_at);
	}
	for (size_t at = 0; at < s.n; n++) {
		c->point_at[n] = at;
		if (p[at] >= 0xe1 && p[at] <= 0xec && s.n - at >= 3) { /* most of them; the stream's reader saw that they are sound */
			c->point[n] = (uint32_t)(p[at] & 15) << 12 | (uint32_t)(p[at + 1] & 63) << 6 | (p[at + 2] & 63);
			at += 3;
			continue;
		}
		c->point[n] = str_next(s, &at);
		ascii = ascii || c->point[n] < 0x80;
	}
	c->point_at[n] = s.n;
	memset(c->point + n, 0, BEHIND * sizeof *c->point);
	c->points = n;
	return ascii;
}

static void typo_add(struct checker *c, struct term *t, enum say_id say, const struct str *argument, int arguments)
{
	if (t->typos == TYPOS)
		return;
	struct typo *new = arena_zero(&c->memo.arena, 1, sizeof *new);
	t->typos++;
	new->say = say;
	for (int i = 0; i < arguments; i++)
		new->argument[i] = argument[i];
	new->next = t->typo;
	t->typo = new;
}

static bool ideograph(uint32_t p) { return p >= 0x3400 && p <= 0x9fff; }

/* 渠道渠道: two to four ideographs written twice, unless a language writes them so (逐步逐步, 一个一个). */
static void check_doubled(struct view *v)
{
	for (size_t i = 0; i + 4 <= v->n; i++) {
		const uint32_t *p = v->p + i;
		if (p[0] != p[2] && p[0] != p[3] && p[0] != p[4])
			continue;
		for (size_t len = 2; len <= 4 && i + 2 * len <= v->n; len++) {
			size_t k = 0;
			while (k < len && ideograph(v->p[i + k]) && v->p[i + k] == v->p[i + len + k])
				k++;
			if (k < len || v->p[i] == v->p[i + 1])
				continue;
			struct str twice = part(v, i, 2 * len);
			v->near = true;
			if (!words_in(&v->c->rules->words[WORDS_DOUBLES], twice).n)
				typo_add(v->c, v->t, SAY_TYPO_DOUBLED, ARGS(twice));
			i += 2 * len - 1;
			break;
		}
	}
}

/*
 * The length of the text's word at p[i] if it is one character away from the term; 0 else.  What differs
 * lies inside: behind the first character and before the last, so that a word's end is not another's begin;
 * the last only where the rules say that the word's beginning is in no other (城乡居X), or where the text ends.
 */
static size_t near_word(const struct view *v, size_t i, const struct vocable *w)
{
	const uint32_t *p = v->p + i, *t = w->point;
	size_t left = v->n - i, k = 0;
	while (k < w->n && k < left && p[k] == t[k])
		k++;
	size_t tail = w->n - k - 1; /* of the term, behind what differs */
	if (k == w->n || k == 0 || k >= left)
		return 0;
	if (k >= 2 && left >= w->n + 1 && p[k] == p[k - 1] && memcmp(p + k + 1, t + k, (tail + 1) * sizeof *p) == 0)
		return w->n + 1; /* one is written twice */
	if (tail == 0)
		return ideograph(p[k]) && (w->tail == TAIL_YES || (w->tail == TAIL_END && left == w->n)) ? w->n : 0;
	bool firm = k >= 2 || tail >= 2 || w->middle;
	if (firm && left >= w->n && ideograph(p[k]) && memcmp(p + k + 1, t + k + 1, tail * sizeof *p) == 0)
		return w->n; /* another character */
	if (w->middle || w->n < 4)
		return 0;
	if (k >= 2 && left >= w->n - 1 && memcmp(p + k, t + k + 1, tail * sizeof *p) == 0)
		return w->n - 1; /* a character is missing */
	if (tail >= 1 && left >= w->n && p[k] == t[k + 1] && p[k + 1] == t[k] &&
		memcmp(p + k + 2, t + k + 2, (tail - 1) * sizeof *p) == 0)
		return w->n; /* two characters changed places */
	return 0;
}

/* Another word of the vocabulary, or one that is known to be true. */
static bool is_word(const struct view *v, size_t i, size_t n, const struct vocable *w)
{
	struct str s = part(v, i, n);
	const struct rules *r = v->c->rules;
	for (size_t k = 0; k < r->terms; k++)
		if (str_find(s, r->term[k].word, 0) < s.n && str_points(r->term[k].word) + 1 >= n)
			return true;
	size_t from = i > 2 ? i - 2 : 0, to = i + n + 2 < v->n ? i + n + 2 : v->n;
	return words_in(&w->rule->except, part(v, from, to - from)).n > 0;
}

/* Of a word one character away the second or the third character is right, or the two have changed places. */
static inline bool may_be_near(const uint32_t *p, const struct vocable *w)
{
	const uint32_t *t = w->point;
	return p[0] == t[0] && (p[1] == t[1] || p[2] == t[2] || p[1] == t[2]);
}

static void check_vocabulary(struct view *v)
{
	const struct vocabulary *all = v->c->vocabulary;
	for (size_t i = 0; i < v->n; i++)
		for (const struct vocable *w = all->bucket[v->p[i] % VOCABULARY_BUCKETS]; w; w = w->next) {
			size_t n = may_be_near(v->p + i, w) && !w->latin ? near_word(v, i, w) : 0;
			v->near = v->near || n;
			if (n && !is_word(v, i, n, w)) {
				typo_add(v->c, v->t, SAY_TYPO_TERM, ARGS(part(v, i, n), w->rule->word));
				i += n - 1;
				break;
			}
		}
}

static inline bool letter(uint32_t p) { return p <= 'z' && ((p >= 'A' && p <= 'Z') || (p >= 'a' && p <= 'z') || (p >= '0' && p <= '9')); }

/* DRF for DRG, DPI for DIP: a run of capitals, as long as the term, with the same first letter and one other, or two changed places. */
static void check_latin(struct view *v)
{
	const struct vocabulary *all = v->c->vocabulary;
	for (size_t i = 0, n; i < v->n; i += n + 1) {
		for (n = 0; i + n < v->n && letter(v->p[i + n]);)
			n++;
		if (n < 3)
			continue;
		for (const struct vocable *w = all->bucket[v->p[i] % VOCABULARY_BUCKETS]; w; w = w->next) {
			size_t off = 0, at = 0;
			if (!w->latin || w->n != n || w->point[0] != v->p[i])
				continue;
			for (size_t k = 0; k < n; k++)
				if (w->point[k] != v->p[i + k] || v->p[i + k] > 'Z' || v->p[i + k] < 'A') {
					at = k;
					off++;
				}
			bool turned = off == 2 && w->point[at] == v->p[i + at - 1] && w->point[at - 1] == v->p[i + at];
			v->near = v->near || off == 1 || turned;
			if ((off == 1 || turned) && !is_word(v, i, n, w)) {
				typo_add(v->c, v->t, SAY_TYPO_TERM, ARGS(part(v, i, n), w->rule->word));
				break;
			}
		}
	}
}

/* 2031城乡: a year runs into a word without 年. */
static void check_year(const struct view *v)
{
	for (size_t i = 0; i + 4 < v->n; i++) {
		bool year = v->p[i] == '2' && v->p[i + 1] == '0' && v->p[i + 2] <= '3' && v->p[i + 2] >= '1';
		bool digit = v->p[i + 3] >= '0' && v->p[i + 3] <= '9';
		bool before = i && (v->p[i - 1] < 0x80 || !ideograph(v->p[i - 1]));
		if (!year || !digit || before || !ideograph(v->p[i + 4]) || v->p[i + 4] == 0x5e74 || v->p[i + 4] == 0x5ea6)
			continue;
		if (!words_have(&v->c->rules->words[WORDS_WHOLE_UNITS], part(v, i + 4, 1)) &&
			!words_start(&v->c->rules->words[WORDS_MONEY_UNITS], part(v, i + 4, 1)).n &&
			!words_have(&v->c->rules->words[WORDS_NUMERALS], part(v, i + 4, 1)))
			typo_add(v->c, v->t, SAY_TYPO_YEAR, ARGS(part(v, i, i + 6 <= v->n ? 6 : 5)));
		i += 4;
	}
}

/* 20xx somewhere that check_year may look at: before nothing that is said of a year. */
static bool may_have_year(struct str s)
{
	for (size_t at = str_find(s, STR("20"), 0); at < s.n; at = str_find(s, STR("20"), at + 1)) {
		struct str next = str_from(s, at + 4);
		if (next.n >= 3 && (unsigned char)next.p[0] >= 0xe0 && !str_starts(next, STR("年")) && !str_starts(next, STR("度")))
			return true;
	}
	return false;
}

void spell_term(struct checker *c, struct term *t)
{
	if (t->spelled)
		return;
	t->spelled = true;
	if (t->mould->sound && !may_have_year(t->text))
		return;
	bool ascii = decode(c, t->text);
	struct view v = { c, t, c->point, c->points, false };
	check_doubled(&v);
	check_vocabulary(&v);
	if (ascii) {
		check_latin(&v);
		check_year(&v);
	}
	t->mould->sound = !v.near;
}

void vocabulary_make(struct vocabulary *v, const struct rules *r)
{
	*v = (struct vocabulary){ .vocable = mem_zero(r->terms + 1, sizeof *v->vocable) };
	for (size_t k = r->terms; k-- > 0;) { /* so that of two words as near the one listed first is found */
		struct vocable *w = &v->vocable[k];
		struct str s = r->term[k].word;
		w->rule = &r->term[k];
		w->middle = w->rule->middle;
		w->tail = w->rule->tail;
		for (size_t at = 0; at < s.n && w->n < VOCABLE_POINTS;)
			w->point[w->n++] = str_next(s, &at);
		if (w->n < 3)
			continue;
		w->latin = letter(w->point[0]);
		for (size_t i = 0; i < w->n; i++)
			v->digits |= w->point[i] >= '0' && w->point[i] <= '9';
		struct vocable **bucket = &v->bucket[w->point[0] % VOCABULARY_BUCKETS];
		w->next = *bucket;
		*bucket = w;
	}
}

void vocabulary_free(struct vocabulary *v) { mem_free(v->vocable); }
