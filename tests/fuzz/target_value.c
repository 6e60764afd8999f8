/*
 * The value parser: the bytes are one cell, as filed and in canonical form; parted at | they are operator, number
 * and unit in columns of their own.
 */
#include "fuzz.h"
#include "common/canon.h"
#include "common/value.h"

static struct grammars grammars;
static bool loaded;

static bool is_decimal(struct str s)
{
	size_t digits = 0, points = 0;

	for (size_t i = 0; i < s.n; i++) {
		digits += s.p[i] >= '0' && s.p[i] <= '9';
		points += s.p[i] == '.';
	}
	return digits > 0 && points <= 1 && digits + points + (s.p[0] == '-') == s.n;
}

static bool is_date(struct str s)
{
	size_t other = 0;

	for (size_t i = 0; i < s.n; i++)
		other += !((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-');
	return s.n >= 4 && other == 0;
}

static void check_target(const struct target *t)
{
	switch (t->measure) {
	case MEASURE_NUMBER:
		fuzz_law(is_decimal(t->low), "a number's low is a decimal");
		fuzz_law(str_eq(t->op, STR("..")) ? is_decimal(t->high) : t->high.n == 0, "high is that of a range");
		fuzz_law(t->op.n > 0 && t->text.n == 0, "a number has an op and no text");
		break;
	case MEASURE_DATE:
		fuzz_law(is_date(t->low), "a date is one");
		break;
	case MEASURE_BLANK:
		fuzz_law(t->low.n == 0 && t->text.n == 0, "a blank has nothing");
		break;
	case MEASURE_TEXT:
		fuzz_law(t->low.n == 0 && t->high.n == 0 && t->unit.n == 0, "a text has no figure");
		break;
	}
}

static void cell(struct arena *a, struct str s)
{
	struct target *t, one;
	struct decimal d;
	struct str yuan, column[3];
	size_t n = value_targets(grammars.base, a, s, &t), bar = str_chr(s, '|', 0), second;
	int power;

	fuzz_law(n >= 1 && n <= 256, "a cell has 1 to 256 parts");
	for (size_t i = 0; i < n; i++)
		check_target(&t[i]);
	value_shape(grammars.base, s);
	value_plain(s, &d);
	value_money_unit(grammars.base, s, &power);
	if (value_money(grammars.base, a, s, 4, &yuan) && yuan.n)
		fuzz_law(is_decimal(yuan), "an amount is a decimal");
	second = str_chr(s, '|', bar + 1);
	column[0] = str_to(s, bar);
	column[1] = bar < s.n ? str_of(s.p + bar + 1, (second < s.n ? second : s.n) - bar - 1) : STR("");
	column[2] = str_from(s, second + 1);
	one = value_columns(grammars.base, a, column[0], column[1], column[2]);
	check_target(&one);
}

int LLVMFuzzerTestOneInput(const unsigned char *p, size_t n)
{
	struct str s = str_of((const char *)p, n);
	struct arena arena = { 0 };
	struct buf b = { 0 }, again = { 0 };

	if (!loaded && !grammars_load(&grammars, NULL))
		fuzz_law(false, "the grammars can be loaded");
	loaded = true;
	cell(&arena, s);
	if (str_invalid_at(s) == s.n) {
		canon_text(&b, s);
		cell(&arena, buf_str(&b));
		canon_text(&again, buf_str(&b));
		fuzz_law(str_eq(buf_str(&b), buf_str(&again)), "canonical text is stable");
	}
	arena_free(&arena);
	buf_free(&b);
	buf_free(&again);
	return 0;
}
