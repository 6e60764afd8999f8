/*
 * value_internal: what value*.c share.  Nothing here allocates: readings are views and decimals, so that
 * value_shape can use the same readers as value_targets.
 *
 * A reader takes a text and a place *at in it (a byte offset), and moves *at behind what it has read; on
 * false *at is as it was.  Every reader looks at a bounded stretch of text, so that a cell of any length
 * is read in time proportional to its length.
 */
#ifndef PG_VALUE_INTERNAL_H
#define PG_VALUE_INTERNAL_H

#include "value.h"
#include "value_words.h"

enum {
	UNIT_PARTS = 5,   /* 元/人/年 has three */
	LOOK_BYTES = 96,  /* no word or unit is longer */
	VALUE_DIGITS = 18, /* so many, shifted by as many places, surely fit a decimal */
	REMARK_BYTES = 600 /* no remark in brackets behind a number is longer */
};

/* A number as it stands. */
struct number {
	struct decimal value;
	struct str filed;
	size_t whole, fraction; /* digits before and behind the point */
	bool spaced;            /* its thousands are parted by blanks (1 200) */
	bool plain;             /* digits and a point only */
};

/* A unit expression: 万元/人. */
struct unit_words {
	struct str part[UNIT_PARTS]; /* 元, 人; part[0] is empty for /月 */
	size_t parts;
	int power;           /* of ten, multiplier included */
	enum unit_kind kind; /* of part[0], when known */
	bool known;          /* part[0] is in the grammar */
};

/* What stands behind a number and its unit: 以上, 左右, 内. */
struct tail {
	const struct comparator *after; /* NULL: word only closes 控制在 … */
	struct str word;                /* empty: there is none */
};

/* A number with unit and tail. */
struct bound {
	struct number number;
	struct unit_words unit;
	struct tail tail;
};

struct date {
	unsigned year, month, day; /* 0: not stated */
	bool before;               /* 前, 内 */
	bool loose; /* nothing but the digits says that it is a date: 12月, 2023.12, 20231231 */
	bool recent; /* for want of more than digits its year must be of our time */
};

/* What stands before a number. */
struct head {
	struct str qualifier;
	struct str op;    /* empty: none filed */
	bool sign;        /* op is a sign, not a word */
	bool around;      /* op is that of a pair: 控制在 … 内 */
	struct str per[UNIT_PARTS]; /* 每人每年: in this order */
	size_t pers;
	struct str each;  /* the same as filed */
	bool bare;        /* nothing stands before the number, or nothing but op and per */
};

enum { READ_TEXT, READ_NUMBER, READ_DATE };
/* One part of a cell. */
struct reading {
	int kind;
	struct str qualifier, op;
	struct decimal low, high;
	struct str figure;    /* low as filed, before its unit's power; of a range: none */
	bool range, unread;
	bool loose; /* only the cell's being a value makes it one: 得分95, ≥95%，逐年提高 */
	struct unit_words unit;
	struct date date;
	struct str text;
};

/* A plain cell's number. */
struct figure {
	struct str op;           /* empty: no sign */
	struct decimal value;    /* unit and multiplier reckoned in */
	struct str filed;        /* as it stands, without these */
	const struct unit *unit; /* NULL: none */
	int power;               /* of ten, by which both shifted it */
	bool year;               /* four digits, as a year has */
};

/*
 * Becomes true where a reader asks which digit stands in a place, not only that one does: what was read since it was
 * false is read of all texts that differ in their digits alone (value_shape_mould).
 */
extern bool value_told;
/* decimal_shift; digits enough that they tell whether it fits are met nowhere. */
static inline bool value_shift(struct decimal *d, int power)
{
	value_told |= power > VALUE_DIGITS;
	return decimal_shift(d, power);
}

/* How many digits from at. */
static inline size_t word_digits(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && str_is_digit(s.p[at + n]))
		n++;
	return n;
}
/* The high bit of each of the eight bytes at p that is a digit, the first byte's lowest. */
static inline uint64_t word_digits8(const char *p)
{
	const uint64_t ones = 0x0101010101010101, low = 0x7f * ones;
	uint64_t v;

	memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	v ^= '0' * ones; /* digits are below 10 now, all other bytes above 9 */
	return ~(((v & low) + (0x80 - 10) * ones) | v) & ~low;
}
/* Where the first digit at or behind `at` stands; s.n: nowhere. */
static inline size_t word_digit(struct str s, size_t at)
{
	uint64_t found;

	for (; s.n - at >= 8; at += 8) {
		if ((found = word_digits8(s.p + at)) != 0)
			return at + (size_t)__builtin_ctzll(found) / 8;
	}
	if (at < s.n && s.n >= 8) { /* the last eight bytes, some of which were looked at */
		found = word_digits8(s.p + s.n - 8) >> (8 - (s.n - at)) * 8;
		return found ? at + (size_t)__builtin_ctzll(found) / 8 : s.n;
	}
	while (at < s.n && !str_is_digit(s.p[at]))
		at++;
	return at;
}
static inline void word_blanks(struct str s, size_t *at)
{
	while (*at < s.n && s.p[*at] == ' ')
		(*at)++;
}
/* str_next, where nearly all is ASCII or of three bytes. */
static inline uint32_t word_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;

	if (*p < 0x80) {
		*at += 1;
		return *p;
	}
	if (s.n - *at < 3 || *p < 0xe1 || *p > 0xec || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
		return str_next(s, at);
	*at += 3;
	return (*p & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
}
/* Behind the last place at or behind `from` where `what` stands; 0: nowhere. */
static inline size_t word_last(struct str s, struct str what, size_t from)
{
	const char *hit;

	for (size_t end = s.n; from + what.n <= end; end = (size_t)(hit - s.p)) {
		hit = memrchr(s.p + from, what.p[what.n - 1], end - from);
		if (!hit)
			return 0;
		if ((size_t)(hit + 1 - s.p) >= from + what.n && memcmp(hit + 1 - what.n, what.p, what.n) == 0)
			return (size_t)(hit + 1 - s.p);
	}
	return 0;
}

/* value_word.c: characters and comparators */
bool word_nothing(struct str s); /* blank, or what stands in a cell for nothing: - — / */
bool word_is_han(uint32_t c);
uint32_t word_before_any(struct str s, size_t *at);
/* The code point before *at, which moves to it; 0 at the start.  Broken bytes go one by one. */
static inline uint32_t word_before(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;

	if (*at == 0)
		return 0;
	if (*at < 3 || p[-3] < 0xe1 || p[-3] > 0xec || (p[-2] & 0xc0) != 0x80 || (p[-1] & 0xc0) != 0x80)
		return word_before_any(s, at);
	*at -= 3;
	return (p[-3] & 15u) << 12 | (p[-2] & 63u) << 6 | (p[-1] & 63u);
}
bool word_numeral(uint32_t c);               /* 一 … 十 百 千 万 亿 */
size_t word_dash(struct str s, size_t at);   /* bytes of the range's sign that stands there: - — ~ 至 */
bool word_remark(struct str s, size_t *at);  /* （…） up to the end of s */
/* The longest sign (or word, as form says) that s has at `at`; one that s ends with for compare_end. */
const struct comparator *compare_from(const struct grammar *g, struct str s, uint32_t first);
static inline const struct comparator *compare_at(const struct grammar *g, struct str s, size_t at, enum comparator_form form)
{
	uint32_t first;

	if (at >= s.n)
		return NULL;
	s = str_from(s, at);
	first = g->compare->start[form][word_slot(s.p, s.n) % COMPARATOR_SLOTS];
	return first ? compare_from(g, s, first) : NULL;
}
const struct comparator *compare_last(const struct grammar *g, struct str s, uint32_t first);
static inline const struct comparator *compare_end(const struct grammar *g, struct str s, enum comparator_form form)
{
	uint32_t first = s.n ? g->compare->end[form][(unsigned char)s.p[s.n - 1] % COMPARATOR_SLOTS] : 0;

	return first ? compare_last(g, s, first) : NULL;
}
bool compare_sign(const struct grammar *g, struct str s, size_t *at, struct str *op);
/* Whether any word or sign of a comparator stands at `at`, where s goes on. */
bool compare_any(const struct grammar *g, struct str s, size_t at);
/* s without ①, （1）, 1、 or 1. at its start. */
struct str ordinal_skip(struct str s);
bool compare_tail(const struct grammar *g, struct str s, size_t *at, struct tail *tail);
void compare_head(const struct grammar *g, struct str before, const struct tail *tail, struct head *h);
/* The op of a head with a tail; empty when the tail is half of a pair whose head is not there. */
struct str compare_op(const struct head *h, const struct tail *tail);

/* value_number.c: numbers, units */
bool number_read(struct str s, size_t *at, struct number *n);
/* loose: a short word that no grammar knows is a unit too, when nothing but a tail is behind it. */
bool unit_read(const struct grammar *g, struct str s, size_t *at, bool loose, struct unit_words *u, struct tail *tail);
bool unit_per(const struct grammar *g, struct str s, size_t *at, struct unit_words *u);
bool unit_same(const struct unit_words *a, const struct unit_words *b);
bool bound_read(const struct grammar *g, struct str s, size_t *at, bool loose, struct bound *b);

/* Whether no word that may stand behind a number stands at `at`. */
bool figure_alone(const struct grammar *g, struct str s, size_t at);
/* 指标1：, （2024）: whether what stands behind the digits up to `at` can belong to no figure. */
static inline bool figure_shut(const struct grammar *g, struct str s, size_t at)
{
	return word_skip(s, &(size_t){ at }, &words_shut) && figure_alone(g, s, at);
}
/* 40 50, 5个3个, 2019年12月: whether the figure at `at`, with a unit or none, has another behind it that nothing ties to it. */
bool figure_followed(const struct grammar *g, struct str s, size_t at);

/* value_range.c: a number or a range that ends the text; start is where its first digit stands */
bool range_read(const struct grammar *g, struct str s, size_t start, struct reading *r);

/*
 * value_date.c: whether a date stands there as far as its digits being digits tells; and whether there is such a day,
 * month and year.  A date is what is both.
 */
bool date_form(struct str s, size_t *at, struct date *d);
bool date_valid(const struct date *d);
enum { DATE_ROOM = 16 };
struct str date_text(char room[DATE_ROOM], const struct date *d); /* a view of room */

/* value_read.c: one part */
bool head_clean(struct str qualifier);
void part_read(const struct grammar *g, struct str s, struct reading *r);

/* value_quick.c: plain cells, s without white space at its ends; false: they are not plain */
bool quick_figure(const struct grammar *g, struct str s, struct figure *f);
bool quick_date(struct str s, struct date *d);
bool quick_read(const struct grammar *g, struct str s, struct reading *r);
/* The figure as a reading, but for its op. */
void figure_reading(const struct figure *f, struct reading *r);

/* What value_quick.c is a shortcut of: the same for any text without white space at its ends. */
void part_read_any(const struct grammar *g, struct str s, struct reading *r);
size_t targets_any(const struct grammar *g, struct arena *a, struct str s, struct target **targets);
enum value_shape shape_any(const struct grammar *g, struct str s);
bool money_any(const struct grammar *g, struct arena *a, struct str s, int form_unit, struct str *yuan);

#endif
