#include "decimal.h"

typedef unsigned __int128 wide;

enum { DIGITS = 38, SMALL_BYTES = 18 };

/* A decimal as sign and magnitude, where every step can be tested for overflow. */
struct parts {
	wide magnitude;
	bool minus;
};

/* 10^n for n from 0 to 38. */
static wide power_of_ten(int n)
{
	static const uint64_t small[] = {
		1ULL, 10ULL, 100ULL, 1000ULL, 10000ULL, 100000ULL, 1000000ULL, 10000000ULL, 100000000ULL,
		1000000000ULL, 10000000000ULL, 100000000000ULL, 1000000000000ULL, 10000000000000ULL,
		100000000000000ULL, 1000000000000000ULL, 10000000000000000ULL, 100000000000000000ULL,
		1000000000000000000ULL, 10000000000000000000ULL
	};

	return n < 20 ? small[n] : (wide)small[19] * small[n - 19];
}

static struct parts parts_of(__int128 n)
{
	return (struct parts){ n < 0 ? -(wide)n : (wide)n, n < 0 };
}

static struct parts parts_sum(struct parts a, struct parts b)
{
	if (a.minus == b.minus)
		return (struct parts){ a.magnitude + b.magnitude, a.minus };
	if (a.magnitude >= b.magnitude)
		return (struct parts){ a.magnitude - b.magnitude, a.minus };
	return (struct parts){ b.magnitude - a.magnitude, b.minus };
}

/* Takes zeros off the end of m, at most `most`; how many. */
static int cut_zeros(wide *m, int most)
{
	int cut = 0;

	if (*m <= UINT64_MAX) {
		uint64_t small = (uint64_t)*m;
		for (; cut < most && small % 10 == 0; cut++)
			small /= 10;
		*m = small;
		return cut;
	}
	for (; cut < most && *m % 10 == 0; cut++)
		*m /= 10;
	return cut;
}

/* The only place where a decimal is made: shortest scale, at most 38 digits. */
static bool set(struct decimal *d, struct parts n, int scale)
{
	if (n.magnitude == 0) {
		*d = (struct decimal){ 0 };
		return true;
	}
	if (scale > 0)
		scale -= cut_zeros(&n.magnitude, scale);
	if (scale < 0) {
		if (scale < -DIGITS || __builtin_mul_overflow(n.magnitude, power_of_ten(-scale), &n.magnitude))
			return false;
		scale = 0;
	}
	if (scale > DIGITS || n.magnitude >= power_of_ten(DIGITS))
		return false;
	d->unscaled = n.minus ? -(__int128)n.magnitude : (__int128)n.magnitude;
	d->scale = scale;
	return true;
}

/* Length of the whole part at the start of s: digits, or groups of three behind one to three; 0: malformed. */
static size_t whole_length(struct str s)
{
	size_t n = 0, first;

	while (n < s.n && str_is_digit(s.p[n]))
		n++;
	if (n == s.n || s.p[n] != ',')
		return n;
	first = n;
	for (; n < s.n && s.p[n] == ','; n += 4)
		if (s.n - n < 4 || !str_is_digit(s.p[n + 1]) || !str_is_digit(s.p[n + 2]) || !str_is_digit(s.p[n + 3]))
			return 0;
	return first >= 1 && first <= 3 && (n == s.n || s.p[n] == '.') ? n : 0;
}

/* Appends s's digits to *m; false when it would exceed 38. */
static bool read_digits(struct str s, wide *m)
{
	const wide most = power_of_ten(DIGITS - 1);

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ',')
			continue;
		if (*m >= most)
			return false;
		*m = *m * 10 + (unsigned)(s.p[i] - '0');
	}
	return true;
}

/* Digits with at most a point among them, few enough for one word: nearly every number of a filing. */
static bool parse_small(struct str s, bool minus, struct decimal *d)
{
	size_t point = s.n;
	uint64_t m = 0;
	int scale;

	for (size_t i = 0; i < s.n; i++) {
		if (str_is_digit(s.p[i]))
			m = m * 10 + (unsigned)(s.p[i] - '0');
		else if (s.p[i] == '.' && point == s.n)
			point = i;
		else
			return false;
	}
	if (point + 1 == s.n)
		return false;
	scale = point < s.n ? (int)(s.n - point - 1) : 0;
	for (; scale && m % 10 == 0; scale--)
		m /= 10;
	d->unscaled = minus ? -(__int128)m : (__int128)m;
	d->scale = scale;
	return true;
}

bool decimal_parse(struct str s, struct decimal *d)
{
	struct parts n = { 0, s.n && s.p[0] == '-' };
	struct str fraction = { NULL, 0 };
	size_t whole;

	s = n.minus ? str_from(s, 1) : s;
	if (s.n && s.n <= SMALL_BYTES && parse_small(s, n.minus, d))
		return true;
	whole = whole_length(s);
	if (whole < s.n) {
		fraction = str_from(s, whole + 1);
		if (s.p[whole] != '.' || fraction.n == 0)
			return false;
		for (size_t i = 0; i < fraction.n; i++)
			if (!str_is_digit(fraction.p[i]))
				return false;
	} else if (whole == 0) {
		return false;
	}
	while (fraction.n && fraction.p[fraction.n - 1] == '0') /* 1.000… is 1, however long */
		fraction.n--;
	if (fraction.n > DIGITS || !read_digits(str_to(s, whole), &n.magnitude) || !read_digits(fraction, &n.magnitude))
		return false;
	return set(d, n, (int)fraction.n);
}

bool decimal_shift(struct decimal *d, int power)
{
	if (d->unscaled == 0)
		return set(d, parts_of(0), 0);
	if (power > 2 * DIGITS || power < -2 * DIGITS)
		return false;
	return set(d, parts_of(d->unscaled), d->scale - power);
}

/* The same number with its shortest scale, also where a caller filled it in himself. */
static struct decimal shortest(struct decimal d)
{
	set(&d, parts_of(d.unscaled), d.scale);
	return d;
}

/* The finer of the two is parted at the coarser's last digit, so that nothing overflows unless the sum does. */
bool decimal_add(struct decimal *sum, struct decimal d)
{
	if (decimal_is_word(*sum) && decimal_is_word(d)) {
		sum->unscaled += d.unscaled;
		return true;
	}
	struct decimal a = shortest(*sum), b = shortest(d);
	struct decimal fine = a.scale >= b.scale ? a : b, coarse = a.scale >= b.scale ? b : a;
	struct parts f = parts_of(fine.unscaled), rest = { 0, f.minus }, high;
	wide unit = 1;

	if (fine.scale > coarse.scale) {
		unit = power_of_ten(fine.scale - coarse.scale);
		rest.magnitude = f.magnitude % unit;
		f.magnitude /= unit;
	}
	high = parts_sum(f, parts_of(coarse.unscaled));
	if (unit > 1 && __builtin_mul_overflow(high.magnitude, unit, &high.magnitude))
		return false;
	return set(sum, parts_sum(high, rest), fine.scale);
}

bool decimal_subtract(struct decimal *from, struct decimal d)
{
	d.unscaled = -d.unscaled;
	return decimal_add(from, d);
}

/* Two such multiply to less than 38 digits. */
static bool is_small(struct decimal d) { return (int64_t)d.unscaled == d.unscaled; }

/* Zeros at the ends go first: 0.25 × 4 followed by 37 zeros fits. */
bool decimal_multiply(struct decimal *product, struct decimal by)
{
	if (is_small(*product) && is_small(by))
		return set(product, parts_of(product->unscaled * by.unscaled), product->scale + by.scale);
	struct parts a = parts_of(product->unscaled), b = parts_of(by.unscaled);
	int scale = product->scale + by.scale;

	if (a.magnitude == 0 || b.magnitude == 0)
		return set(product, parts_of(0), 0);
	scale -= cut_zeros(&a.magnitude, DIGITS);
	scale -= cut_zeros(&b.magnitude, DIGITS);
	if (__builtin_mul_overflow(a.magnitude, b.magnitude, &a.magnitude))
		return false;
	a.minus = a.minus != b.minus;
	return set(product, a, scale);
}

static int compare_magnitudes(struct decimal a, struct decimal b)
{
	wide x = parts_of(a.unscaled).magnitude, y = parts_of(b.unscaled).magnitude;
	wide x_unit = power_of_ten(a.scale), y_unit = power_of_ten(b.scale);

	if (x / x_unit != y / y_unit)
		return x / x_unit > y / y_unit ? 1 : -1;
	x = x % x_unit * power_of_ten(DIGITS - a.scale);
	y = y % y_unit * power_of_ten(DIGITS - b.scale);
	return (x > y) - (x < y);
}

int decimal_compare_scales(struct decimal a, struct decimal b)
{
	enum { NEAR = 18 }; /* 10^18 is small, too */
	int finer = b.scale - a.scale;
	if (is_small(a) && is_small(b) && finer >= -NEAR && finer <= NEAR) {
		__int128 x = a.unscaled * (finer > 0 ? (__int128)power_of_ten(finer) : 1);
		__int128 y = b.unscaled * (finer < 0 ? (__int128)power_of_ten(-finer) : 1);
		return (x > y) - (x < y);
	}
	int a_sign = (a.unscaled > 0) - (a.unscaled < 0), b_sign = (b.unscaled > 0) - (b.unscaled < 0);

	if (a_sign != b_sign)
		return a_sign > b_sign ? 1 : -1;
	return a_sign * compare_magnitudes(a, b);
}

bool decimal_is_part(struct decimal d) { return parts_of(d.unscaled).magnitude % power_of_ten(d.scale) != 0; }

/* Writes m's digits so that they end at `end`; their start. */
static char *write_digits(char *end, wide m)
{
	const uint64_t half = 10000000000000000000ULL;
	uint64_t low;

	for (; m > UINT64_MAX; m /= half) {
		low = (uint64_t)(m % half);
		for (int i = 0; i < 19; i++, low /= 10)
			*--end = (char)('0' + low % 10);
	}
	low = (uint64_t)m;
	do
		*--end = (char)('0' + low % 10);
	while ((low /= 10) != 0);
	return end;
}

struct str decimal_text(char room[DECIMAL_ROOM], struct decimal d)
{
	char *end = room + DECIMAL_ROOM, *start;
	struct parts n = parts_of(d.unscaled);
	int scale = d.scale > 0 ? d.scale - cut_zeros(&n.magnitude, d.scale) : 0;

	start = write_digits(end, n.magnitude);
	while (end - start <= scale) /* 0.05 */
		*--start = '0';
	if (scale) {
		start--;
		memmove(start, start + 1, (size_t)(end - start) - 1 - (size_t)scale);
		end[-scale - 1] = '.';
	}
	if (n.minus)
		*--start = '-';
	return str_of(start, (size_t)(end - start));
}

void decimal_write(struct buf *into, struct decimal d)
{
	char room[DECIMAL_ROOM];

	buf_add(into, decimal_text(room, d));
}
