#include "shape.h"
#include "vector.h"

#include <uchar.h>

enum {
	UPPER_LEAST = 6, UPPER_MOST = 60, /* code points of the first line of a title of two */
	WRAPPED_LEAST = 18, /* so long a first line has run to the margin */
	WRAPPED_ODDS = 3,   /* more that the line below may have */
	SEAM = 1,           /* of its last, by which the title before tells */
	UNIT_MOST = 2,      /* of 万元 */
	LOWER_SHORT = 8     /* hardly a title by itself */
};

/* The code point before *at, which moves in front of it; 0 at the beginning. */
static uint32_t before(struct str s, size_t *at)
{
	size_t from = *at, next;

	if (from == 0)
		return 0;
	do
		from--;
	while (from > 0 && *at - from < 4 && ((unsigned char)s.p[from] & 0xc0) == 0x80);
	next = from;
	*at = from;
	return str_next(s, &next);
}

static uint32_t first_point(struct str s)
{
	size_t at = 0;

	return s.n ? str_next(s, &at) : 0;
}

size_t shape_points(struct str s, size_t most)
{
	size_t n = 0, i = 0;

	for (; s.n - i >= VECTOR_BYTES && n < most; i += VECTOR_BYTES)
		n += (size_t)__builtin_popcount(vector_heads(s.p + i));
	for (; i < s.n && n < most; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n < most ? n : most;
}

static bool is_one_of(uint32_t c, const char32_t *set)
{
	for (; *set; set++)
		if (*set == c)
			return true;
	return false;
}

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19); }
static bool is_cjk_digit(uint32_t c) { return is_one_of(c, U"一二三四五六七八九十百零〇"); }
static bool is_open(uint32_t c) { return is_one_of(c, U"(（[［〔【"); }
static bool is_close(uint32_t c) { return is_one_of(c, U")）]］〕】"); }
static bool is_letter(uint32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* Less a Word field code behind it: the word TC between blanks, later a switch \l or \f. */
static struct str without_field_code(struct str s)
{
	size_t at = str_chr(s, '\\', 0) < s.n ? str_find(s, STR(" TC "), 0) : s.n;

	if (at < s.n && str_chr(s, '\\', at) < s.n)
		return str_trim(str_to(s, at));
	return str_trim(s);
}

/* Less bracketed parts at its end, and the blanks before them. */
static struct str without_brackets(struct str s)
{
	size_t at = s.n;

	while (at && is_close(before(s, &at))) {
		while (at && !is_open(before(s, &at)))
			;
		if (at == 0)
			return s;
		s = str_trim_right(str_to(s, at));
		at = s.n;
	}
	return s;
}

/* The first byte of 。；！？ or ; at or after `at`; s.n when there is none. */
static size_t stop_lead(struct str s, size_t at)
{
	for (; s.n - at >= VECTOR_BYTES; at += VECTOR_BYTES) {
		unsigned found = vector_is_one_of(s.p + at, ';', '\xe3', '\xef');
		if (found)
			return at + (size_t)__builtin_ctz(found);
	}
	while (at < s.n && s.p[at] != ';' && s.p[at] != '\xe3' && s.p[at] != '\xef')
		at++;
	return at;
}

/* 。；！？ or ; anywhere: in one go, for five searches in a heading cost more. */
static bool has_stop(struct str s)
{
	for (size_t at = stop_lead(s, 0); at < s.n; at = stop_lead(s, at + 1)) {
		unsigned char last = at + 2 < s.n ? (unsigned char)s.p[at + 2] : 0;
		if (s.p[at] == ';' || (s.p[at] == '\xe3' && last == 0x82 && s.p[at + 1] == '\x80'))
			return true;
		if (s.p[at] == '\xef' && (last == 0x9b || last == 0x81 || last == 0x9f) && s.p[at + 1] == '\xbc')
			return true;
	}
	return false;
}

/* Offset behind the bracketed parts at `at`. */
static size_t brackets_end(struct str s, size_t at)
{
	while (at < s.n && is_open(first_point(str_from(s, at)))) {
		size_t end = at;
		while (end < s.n && !is_close(str_next(s, &end)))
			;
		at = end;
	}
	return at;
}

/* Less what stands on its line behind a blank and says what it is by a colon: 目标表（2022年度）  单位：万元. */
static struct str without_note(struct str s)
{
	size_t end = str_find(s, STR("表"), 0);

	end = end < s.n ? brackets_end(s, end + strlen("表")) : s.n;
	if (end == s.n || (s.p[end] != ' ' && s.p[end] != '\t' && !str_starts(str_from(s, end), STR("　"))))
		return s;
	return str_find(s, STR("："), end) < s.n || str_chr(s, ':', end) < s.n ? str_to(s, end) : s;
}

bool shape_title(struct str s)
{
	if (s.n > 8 * SHAPE_TITLE_MOST)
		return false;
	s = without_brackets(without_note(without_field_code(s)));
	return str_ends(s, STR("表")) && shape_points(s, 4) == 4 && !shape_longer(s, SHAPE_TITLE_MOST) && !has_stop(s);
}

struct str shape_title_end(struct str s)
{
	size_t at;

	s = without_brackets(without_note(without_field_code(s)));
	at = s.n;
	for (int i = 0; i < 4 && at; i++)
		(void)before(s, &at);
	return str_from(s, at);
}

static struct str without_closing(struct str s)
{
	size_t at = s.n;

	return is_close(before(s, &at)) ? str_to(s, at) : s;
}

/* Offset behind 单位： where s ends in that and a word; s.n: it does not. */
static size_t unit_at(struct str s)
{
	size_t at = str_find(s, STR("单位"), 0), end;

	if (at == s.n)
		return s.n;
	at += strlen("单位");
	end = str_starts(str_from(s, at), STR("：")) ? at + strlen("：") : str_starts(str_from(s, at), STR(":")) ? at + 1 : s.n;
	return end < s.n && shape_points(str_from(s, end), UNIT_MOST + 1) <= UNIT_MOST ? end : s.n;
}

bool shape_unit(struct str s)
{
	s = without_closing(s);
	return unit_at(s) < s.n && str_ends(s, STR("元"));
}

bool shape_unit_begun(struct str upper, struct str lower)
{
	size_t at = str_ends(upper, STR("：")) ? upper.n : unit_at(upper);

	return shape_points(lower, UNIT_MOST + 1) <= UNIT_MOST && str_ends(lower, STR("元")) && !str_ends(upper, STR("元"))
	    && (at < upper.n || str_ends(upper, STR("单位：")));
}

bool shape_bracketed(struct str s)
{
	size_t at;

	s = str_trim(s);
	at = s.n;
	return s.n <= 8 * SHAPE_CHAPTER_MOST && is_open(first_point(s)) && is_close(before(s, &at));
}

/* Offset behind the digits of one kind that stand at `at`; `at` when there are none. */
static size_t digits_end(struct str s, size_t at, bool (*is)(uint32_t))
{
	size_t next = at;

	while (at < s.n && is(str_next(s, &next)))
		at = next;
	return at;
}

static size_t number_end(struct str s, size_t at)
{
	size_t end = digits_end(s, at, is_digit);

	return end > at ? end : digits_end(s, at, is_cjk_digit);
}

bool shape_ordinal(struct str s)
{
	size_t at = 0, end;
	uint32_t c;

	s = str_trim(s);
	c = first_point(s);
	if (c >= 0x2460 && c <= 0x24ff) /* ① */
		return true;
	if (is_open(c))
		(void)str_next(s, &at);
	end = number_end(s, at);
	if (end == at || end == s.n || end - at > 12)
		return false;
	c = str_next(s, &end);
	if (is_one_of(c, U".．") && end < s.n && is_digit(first_point(str_from(s, end))))
		return false; /* 4.5 is a number */
	return is_one_of(c, U".．、)）]］〕】");
}

static bool chapter_word(struct str s)
{
	static const char *const word[] = { "部分", "章", "节", "编", "篇" };

	for (size_t i = 0; i < sizeof word / sizeof *word; i++)
		if (str_starts(s, str_c(word[i])))
			return true;
	return false;
}

enum chapter_shape shape_chapter(struct str s)
{
	uint32_t first = s.n <= 8 * SHAPE_TITLE_MOST ? first_point(str_trim_left(s)) : 0;
	size_t end;

	if (first != U'第' && !is_cjk_digit(first)) /* nearly every line */
		return CHAPTER_NONE;
	s = without_field_code(s);
	if (shape_longer(s, SHAPE_CHAPTER_MOST) || has_stop(s) || str_ends(s, STR("，")))
		return CHAPTER_NONE;
	if (str_starts(s, STR("第"))) {
		struct str rest = str_trim_left(str_from(s, 3));
		end = number_end(rest, 0);
		return end && chapter_word(str_trim_left(str_from(rest, end))) ? CHAPTER_SURE : CHAPTER_NONE;
	}
	if (str_find(s, STR("："), 0) + 3 < s.n) /* 一、财政拨款： 523.35万元 is a label with its value */
		return CHAPTER_NONE;
	end = digits_end(s, 0, is_cjk_digit);
	return end && str_starts(str_from(s, end), STR("、")) ? CHAPTER_MAYBE : CHAPTER_NONE;
}

static bool is_page_word(uint32_t c) { return is_one_of(c, U"第共页/／，,"); }

/*
 * Copies the code points of s that are neither blanks nor dashes into out; false when there are too many, or one
 * that no page number has.
 */
static bool page_core(struct str s, uint32_t *out, size_t *n, bool *dashed)
{
	*n = 0;
	*dashed = false;
	for (size_t at = 0; at < s.n;) {
		uint32_t c = str_next(s, &at);
		if (is_digit(c) || is_page_word(c)) {
			if (*n == 16)
				return false;
			out[(*n)++] = c;
		} else if (is_one_of(c, U"-－—–―·•~")) {
			*dashed = true;
		} else if (c != ' ' && c != 0xa0 && c != 0x3000) {
			return false;
		}
	}
	return *n > 0;
}

enum page_shape shape_page_number(struct str s)
{
	uint32_t c[16];
	size_t n, digits = 0, words = 0;
	bool dashed, open;

	if (s.n > 64 || !page_core(str_trim(s), c, &n, &dashed))
		return PAGE_NONE;
	open = is_one_of(c[0], U"第共");
	for (size_t i = 0; i < n; i++) {
		digits += is_digit(c[i]);
		words += !is_digit(c[i]);
	}
	if (digits == 0 || (words && !open && c[n - 1] != 0x9875 && !is_digit(c[n - 1])))
		return PAGE_NONE;
	if (words)
		return open || c[n - 1] == 0x9875 || (is_digit(c[0]) && words == 1 && is_one_of(c[1], U"/／"))
		    ? PAGE_SURE : PAGE_NONE;
	if (dashed) { /* a dash on both sides; -7 and 3-5 are values */
		struct str t = str_trim(s);
		size_t end = t.n;
		return !is_digit(first_point(t)) && !is_digit(before(t, &end)) ? PAGE_SURE : PAGE_NONE;
	}
	return digits <= 4 ? PAGE_MAYBE : PAGE_NONE;
}

/* Offset behind a year of four digits at its beginning: 2023年, 2023年度; 0: it begins with none. */
static size_t year_end(struct str s)
{
	size_t end = digits_end(s, 0, is_digit);

	if (end != 4 || !str_starts(str_from(s, end), STR("年")))
		return 0;
	end += strlen("年");
	return str_starts(str_from(s, end), STR("度")) ? end + strlen("度") : end;
}

static bool holds_year(struct str s)
{
	size_t at = str_find(s, STR("年"), 0);

	for (; at < s.n; at = str_find(s, STR("年"), at + 1))
		if (at >= 4 && year_end(str_from(s, at - 4)))
			return true;
	return false;
}

static bool ends_in_year(struct str s)
{
	size_t n = strlen("2023年"), longer = strlen("2023年度");

	return (s.n > n && year_end(str_from(s, s.n - n))) || (s.n > longer && year_end(str_from(s, s.n - longer)));
}

/* A bracket is open at its end. */
static bool is_open_ended(struct str s)
{
	size_t depth = 0;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = str_next(s, &at);
		depth += is_open(c);
		depth -= is_close(c) && depth;
	}
	return depth > 0;
}

static bool may_begin_title(struct str s)
{
	enum page_shape page = shape_page_number(s);

	return page == PAGE_NONE && !shape_title(s) && !has_stop(s) && shape_points(s, UPPER_LEAST) == UPPER_LEAST
	    && !shape_longer(s, UPPER_MOST) && str_find(s, STR("："), 0) == s.n && str_chr(s, ':', 0) == s.n
	    && shape_chapter(s) == CHAPTER_NONE;
}

/* The words around the end of upper stand in the last title too. */
static bool has_seam(struct str last, struct str upper, struct str lower)
{
	size_t at = upper.n;

	if (last.n <= lower.n || !str_ends(last, lower))
		return false;
	for (int i = 0; i < SEAM && at; i++)
		(void)before(upper, &at);
	return str_ends(str_to(last, last.n - lower.n), str_from(upper, at));
}

/* 绩效目标表（2023 with 年度） below. */
static bool closes_title(struct str upper, struct str lower)
{
	size_t at = upper.n, end = lower.n;

	if (!is_close(before(lower, &end)) || shape_longer(lower, LOWER_SHORT) || !is_open_ended(upper) || is_open_ended(str_to(lower, end)))
		return false;
	while (at && !is_open(before(upper, &at)))
		;
	return shape_title(str_to(upper, at));
}

bool shape_title_begun(struct str upper, struct str lower, struct str last, enum title_place place)
{
	size_t above, below;

	if (!shape_may_end_title(lower))
		return false;
	if (closes_title(upper, lower))
		return true;
	if (!shape_title(lower) || shape_ordinal(lower) || shape_bracketed(lower) || !may_begin_title(upper))
		return false;
	if (place == TITLE_UNFINISHED || has_seam(last, upper, lower) || is_open_ended(upper) || ends_in_year(upper))
		return true;
	above = shape_points(upper, SHAPE_TITLE_MOST);
	below = shape_points(without_brackets(lower), SHAPE_TITLE_MOST);
	if (shape_ordinal(upper))
		return above + WRAPPED_ODDS >= below;
	if (holds_year(upper) && holds_year(lower))
		return false;
	if (place == TITLE_IN_TABLE)
		return above >= WRAPPED_LEAST && below <= LOWER_SHORT;
	return below <= LOWER_SHORT || year_end(lower) || (above >= WRAPPED_LEAST && above + WRAPPED_ODDS >= below);
}

bool shape_sentence(struct str s)
{
	size_t at;
	uint32_t c;

	s = str_trim_right(s);
	at = s.n;
	c = before(s, &at);
	if (is_one_of(c, U"”’）)"))
		c = before(s, &at);
	return is_one_of(c, U"。！？");
}

bool shape_blank_between(struct str a, struct str b)
{
	size_t at = a.n;

	return is_letter(before(a, &at)) && is_letter(first_point(b));
}

/* 8.50, or a code of eight letters and digits or more. */
static bool is_figure(struct str s)
{
	size_t stop = str_chr(s, '.', 0);

	if (s.n == 0 || !is_digit((unsigned char)s.p[0]) || (stop == s.n && s.n < 8))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit((unsigned char)s.p[i]) && s.p[i] != '.' && s.p[i] != ',' && !(s.n >= 8 && (is_letter((unsigned char)s.p[i]) || s.p[i] == '-')))
			return false;
	return stop + 1 < s.n || stop == s.n;
}

bool shape_parting(struct str left, struct str right)
{
	size_t at = left.n;
	uint32_t a = before(left, &at), b = first_point(right);

	if (is_figure(left) || is_figure(right))
		return true;
	if (!str_is_cjk(a) && !is_one_of(a, U"%％‰）)]〕】》”；。：、"))
		return false;
	return str_is_cjk(b) || is_one_of(b, U"≥≤＞＜><=＝《（“〔") || shape_ordinal(right);
}
