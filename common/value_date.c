/* value_date: days, months and years as they are filed. */
#include "value_internal.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2099, LOOSE_FIRST = 2000, LOOSE_LAST = 2049, NEVER = 9999 /* no year, month or day */ };

/* n digits at *at, which moves behind them; 0 would stand for none. */
static unsigned digits_take(struct str s, size_t *at, size_t n)
{
	unsigned value = 0;

	for (; n; n--)
		value = value * 10 + (unsigned)(s.p[(*at)++] - '0');
	return value ? value : NEVER;
}

static bool small_take(struct str s, size_t *at, unsigned *value)
{
	size_t n = word_digits(s, *at);

	if (n == 0 || n > 2)
		return false;
	*value = digits_take(s, at, n);
	return true;
}

bool date_valid(const struct date *d)
{
	static const unsigned char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = d->year % 4 == 0 && (d->year % 100 != 0 || d->year % 400 == 0);

	value_told = true;
	if (d->recent && (d->year < LOOSE_FIRST || d->year > LOOSE_LAST))
		return false;
	if (d->year && (d->year < YEAR_FIRST || d->year > YEAR_LAST))
		return false;
	if (d->month > 12 || (d->day && (d->month == 0 || d->day > days[d->month - 1])))
		return false;
	return d->month != 2 || d->day != 29 || d->year == 0 || leap;
}

/* The day behind 月; none is no failure, a figure without 日 is. */
static bool day_read(struct str s, size_t *at, struct date *d)
{
	if (word_digits(s, *at) == 0)
		return true;
	return small_take(s, at, &d->day) && word_skip(s, at, &words_day_word);
}

/* Behind 2023年. */
static bool year_rest(struct str s, size_t *at, struct date *d)
{
	if (small_take(s, at, &d->month))
		return word_skip(s, at, &words_month_word) && day_read(s, at, d);
	if (word_digits(s, *at))
		return false;
	if (word_skip(s, at, &words_year_end)) {
		d->month = 12;
	} else if (word_skip(s, at, &words_within_word)) {
		d->month = 12;
		d->before = true;
	}
	return true;
}

/* Behind 2023 and one of - / . */
static bool sign_rest(struct str s, size_t *at, char sign, struct date *d)
{
	size_t start = *at, digits;

	if (!small_take(s, at, &d->month))
		return false;
	digits = *at - start;
	if (word_skip(s, at, &words_month_word))
		return day_read(s, at, d);
	if (*at < s.n && s.p[*at] == sign && word_digits(s, *at + 1)) {
		(*at)++;
		if (!small_take(s, at, &d->day))
			return false;
		(void)word_skip(s, at, &words_day_word);
		return true;
	}
	d->loose = sign == '.'; /* 2023.12 may be a number */
	return digits == 2 || sign != '.';
}

/* 20231231 */
static bool compact_read(struct str s, size_t *at, struct date *d)
{
	d->year = digits_take(s, at, 4);
	d->month = digits_take(s, at, 2);
	d->day = digits_take(s, at, 2);
	d->loose = true;
	return true;
}

static bool month_read(struct str s, size_t *at, struct date *d)
{
	if (!small_take(s, at, &d->month) || !word_skip(s, at, &words_month_word) || !day_read(s, at, d))
		return false;
	d->loose = d->day == 0;
	return true;
}

static bool figures_read(struct str s, size_t *at, struct date *d)
{
	size_t n = word_digits(s, *at);
	char sign;

	if (n == 8)
		return compact_read(s, at, d);
	if (n != 4)
		return month_read(s, at, d);
	d->year = digits_take(s, at, 4);
	if (word_skip(s, at, &words_year_word))
		return year_rest(s, at, d);
	sign = *at < s.n ? s.p[*at] : '\0';
	if (sign != '-' && sign != '/' && sign != '.')
		return false;
	(*at)++;
	return sign_rest(s, at, sign, d);
}

bool date_form(struct str s, size_t *at, struct date *d)
{
	size_t i = *at;

	*d = (struct date){ 0 };
	if (!figures_read(s, &i, d))
		return false;
	d->recent = d->loose && d->year;
	if (d->month && !d->day) {
		bool said = word_skip(s, &i, &words_part_word);
		said = word_skip(s, &i, &words_month_end) || said;
		d->loose = d->loose && !said;
	}
	if (word_skip(s, &i, &words_before_word) || (d->year && word_skip(s, &i, &words_within_word))) {
		d->before = true;
		d->loose = false;
	}
	*at = i;
	return true;
}

/* n digits of value at p; the place behind them. */
static char *digits_put(char *p, size_t n, unsigned value)
{
	for (size_t i = n; i; value /= 10)
		p[--i] = (char)('0' + value % 10);
	return p + n;
}

struct str date_text(char room[DATE_ROOM], const struct date *d)
{
	char *p = room;

	if (d->year)
		p = digits_put(p, 4, d->year);
	else
		*p++ = '-';
	if (d->month) {
		*p++ = '-';
		p = digits_put(p, 2, d->month);
	}
	if (d->day) {
		*p++ = '-';
		p = digits_put(p, 2, d->day);
	}
	return str_of(room, (size_t)(p - room));
}
