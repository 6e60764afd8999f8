#include "common/decimal.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdlib.h>

#define NINES_38 "99999999999999999999999999999999999999"
#define ZEROS_37 "0000000000000000000000000000000000000"

static struct decimal dec(const char *text)
{
	struct decimal d = { 0 };

	cr_assert(decimal_parse(str_c(text), &d), "«%s»", text);
	return d;
}

static void check_is(struct decimal d, const char *want, const char *what)
{
	struct buf b = { 0 };

	decimal_write(&b, d);
	cr_expect(str_eq(buf_str(&b), str_c(want)), "%s: «%.*s», not «%s»", what, STR_ARG(buf_str(&b)), want);
	buf_free(&b);
}

Test(decimal, parses_and_writes)
{
	static const struct {
		const char *from, *to;
	} t[] = {
		{ "0", "0" }, { "-0", "0" }, { "-0.00", "0" }, { "000", "0" }, { "7", "7" }, { "007", "7" }, { "-7", "-7" }, { "28.00", "28" },
		{ "37.50", "37.5" }, { "0.05", "0.05" }, { "-0.5", "-0.5" }, { ".5", "0.5" }, { "2,795.52", "2795.52" }, { "1,234,567", "1234567" },
		{ "-1,000", "-1000" }, { "12,345.678", "12345.678" }, { "100", "100" }, { NINES_38, NINES_38 }, { "-" NINES_38, "-" NINES_38 },
		{ "0000" NINES_38 ".000", NINES_38 }, { "0." NINES_38, "0." NINES_38 }, { "1." ZEROS_37 "0000000", "1" },
		{ "1." ZEROS_37, "1" }, { "0." ZEROS_37 "1", "0." ZEROS_37 "1" }, { "18446744073709551616", "18446744073709551616" },
		{ "10000000000000000000", "10000000000000000000" }, { "184467440737095516.16", "184467440737095516.16" },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		check_is(dec(t[i].from), t[i].to, t[i].from);
}

Test(decimal, refuses)
{
	static const char *const t[] = {
		"", "-", "--1", "+1", ".", "-.", "1.", "1..2", "1.2.3", "12,34", "1,2345", "1234,567", ",123", "1,", "1,23", "1,234,", "1,234,56",
		"1,234,5678", "1.234,567", "1.2,345", "1,,234", "1e5", " 1", "1 ", "1 2", "a", "1a", "１", "1，234", "0x1", "∞", "NaN", "-,123",
		"1" ZEROS_37 "0", NINES_38 "9", NINES_38 ".5", "0." ZEROS_37 "01", "1." ZEROS_37 "1", "1-", "−1",
	};
	struct decimal d = { 5, 0 };

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		cr_expect(!decimal_parse(str_c(t[i]), &d), "«%s»", t[i]);
	cr_expect(!decimal_parse(str_of("1\0", 2), &d));
	cr_expect(!decimal_parse(str_of(NULL, 0), &d));
}

Test(decimal, shifts)
{
	static const struct {
		const char *from;
		int power;
		const char *to; /* NULL: does not fit */
	} t[] = {
		{ "37.50", 4, "375000" }, { "299.68", 4, "2996800" }, { "7.68", 0, "7.68" }, { "5", -2, "0.05" }, { "-1.5", 1, "-15" }, { "0", 76, "0" },
		{ "0", INT_MAX, "0" }, { "0", INT_MIN, "0" }, { "1", 37, "1" ZEROS_37 }, { "1", 38, NULL }, { "1", -38, "0." ZEROS_37 "1" },
		{ "1", -39, NULL }, { "10", -39, "0." ZEROS_37 "1" }, { "1", INT_MAX, NULL }, { "1", INT_MIN, NULL }, { NINES_38, 1, NULL },
		{ NINES_38, -38, "0." NINES_38 }, { NINES_38, -39, NULL }, { "0." NINES_38, 38, NINES_38 }, { "0." ZEROS_37 "1", 75, "1" ZEROS_37 },
		{ "1" ZEROS_37, -75, "0." ZEROS_37 "1" }, { "2.5", 8, "250000000" },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct decimal d = dec(t[i].from), before = d;
		bool fits = decimal_shift(&d, t[i].power);
		cr_expect(fits == (t[i].to != NULL), "%s by %d", t[i].from, t[i].power);
		check_is(fits ? d : before, fits && t[i].to ? t[i].to : t[i].from, t[i].from);
	}
}

static const struct {
	const char *a, *b, *sum, *product; /* NULL: does not fit */
} pairs[] = {
	{ "0", "0", "0", "0" }, { "1", "2", "3", "2" }, { "0.1", "0.2", "0.3", "0.02" }, { "-1", "1", "0", "-1" }, { "2.5", "-0.5", "2", "-1.25" },
	{ "12537", "3658.00", "16195", "45860346" }, { "7.68", "3640000", "3640007.68", "27955200" }, { "0.05", "0.95", "1", "0.0475" },
	{ NINES_38, "1", NULL, NINES_38 }, { NINES_38, "-1", "99999999999999999999999999999999999998", "-" NINES_38 },
	{ NINES_38, NINES_38, NULL, NULL }, { NINES_38, "-" NINES_38, "0", NULL }, { NINES_38, "0.1", NULL, "9999999999999999999999999999999999999.9" },
	{ "0." NINES_38, "0." ZEROS_37 "1", "1", NULL }, { "1" ZEROS_37, "0." ZEROS_37 "1", NULL, "0.1" },
	{ "0.25", "4" ZEROS_37, NULL, "1" ZEROS_37 }, { "9" ZEROS_37, "9" ZEROS_37, NULL, NULL },
	{ "9999999999999999999999999999999999999.5", "9999999999999999999999999999999999999.5", "19999999999999999999999999999999999999", NULL },
	{ "-0." ZEROS_37 "1", "1", "0." NINES_38, "-0." ZEROS_37 "1" }, { "18446744073709551615", "1", "18446744073709551616", "18446744073709551615" },
	{ "18446744073709551615", "-18446744073709551615", "0", NULL },
};

Test(decimal, adds_and_multiplies)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		for (int turn = 0; turn < 2; turn++) {
			struct decimal a = dec(turn ? pairs[i].b : pairs[i].a), b = dec(turn ? pairs[i].a : pairs[i].b), sum = a, product = a;
			cr_expect(decimal_add(&sum, b) == (pairs[i].sum != NULL), "%s + %s", pairs[i].a, pairs[i].b);
			cr_expect(decimal_multiply(&product, b) == (pairs[i].product != NULL), "%s × %s", pairs[i].a, pairs[i].b);
			if (pairs[i].sum)
				check_is(sum, pairs[i].sum, pairs[i].a);
			if (pairs[i].product)
				check_is(product, pairs[i].product, pairs[i].a);
			if (pairs[i].sum && decimal_subtract(&sum, b))
				cr_expect(decimal_compare(sum, a) == 0, "%s + %s - the same", pairs[i].a, pairs[i].b);
		}
}

Test(decimal, refusal_leaves_the_value)
{
	struct decimal d = dec(NINES_38);

	cr_expect(!decimal_add(&d, dec("1")) && !decimal_multiply(&d, dec("2")) && !decimal_shift(&d, 1));
	cr_expect(!decimal_subtract(&d, dec("-1")));
	check_is(d, NINES_38, "after four refusals");
}

Test(decimal, compares)
{
	static const char *const rising[] = {
		"-" NINES_38, "-1" ZEROS_37, "-100", "-99.5", "-1", "-0.5", "-0.05", "-0." ZEROS_37 "1", "0", "0." ZEROS_37 "1", "0.05", "0.5",
		"0." NINES_38, "1", "1.5", "2", "9.99", "10", "99.5", "100", "1" ZEROS_37, NINES_38,
	};
	const int n = sizeof rising / sizeof *rising;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
			cr_expect(decimal_compare(dec(rising[i]), dec(rising[j])) == (i > j) - (i < j), "%s %s", rising[i], rising[j]);
	cr_expect(decimal_compare((struct decimal){ 2800, 2 }, (struct decimal){ 28, 0 }) == 0);
}

/* Decimals that a caller filled in himself need not have the shortest scale. */
Test(decimal, takes_long_scales)
{
	struct decimal d = { 2800, 2 }, zero = { 0, 38 };

	check_is(d, "28", "2800/100");
	check_is(zero, "0", "0 with a scale");
	cr_expect(decimal_is_whole(d) && decimal_is_whole(zero) && decimal_is_whole(dec("-5")) && decimal_is_whole(dec(NINES_38)));
	cr_expect(!decimal_is_whole(dec("0.5")) && !decimal_is_whole(dec("-28.01")) && !decimal_is_whole(dec("0." ZEROS_37 "1")));
	cr_expect(decimal_add(&d, zero));
	check_is(d, "28", "28 + 0");
}

/* Against 64-bit arithmetic: every pair of small numbers with up to two decimals. */
Test(decimal, agrees_with_integers)
{
	for (int a = -250; a <= 250; a += 7)
		for (int b = -1250; b <= 1250; b += 3) {
			struct decimal x = { a, 2 }, y = { b, 1 }, s = x, p = x, want_s = { a + 10 * b, 2 }, want_p = { a * b, 3 };
			cr_assert(decimal_add(&s, y) && decimal_compare(s, want_s) == 0, "%d/100 + %d/10", a, b);
			cr_assert(decimal_multiply(&p, y) && decimal_compare(p, want_p) == 0, "%d/100 × %d/10", a, b);
			cr_assert(decimal_compare(x, y) == (a > 10 * b) - (a < 10 * b), "%d/100 ? %d/10", a, b);
		}
}

/* What is written is read back as the same number. */
Test(decimal, round_trip)
{
	unsigned seed = 3;
	struct buf b = { 0 };

	for (int i = 0; i < 20000; i++) {
		char text[64];
		size_t n = 0, digits = 1 + (size_t)rand_r(&seed) % 38, point = (size_t)rand_r(&seed) % (digits + 1);
		struct decimal d, again;
		if (rand_r(&seed) % 2)
			text[n++] = '-';
		for (size_t k = 0; k < digits; k++) {
			if (k == point && k > 0)
				text[n++] = '.';
			text[n++] = (char)('0' + rand_r(&seed) % 3 * 4 % 10);
		}
		cr_assert(decimal_parse(str_of(text, n), &d), "%.*s", (int)n, text);
		buf_reset(&b);
		decimal_write(&b, d);
		cr_assert(decimal_parse(buf_str(&b), &again) && again.unscaled == d.unscaled && again.scale == d.scale, "%.*s", (int)n, text);
	}
	buf_free(&b);
}
