/*
 * decimal: exact decimal numbers.  Never a double.
 *
 * A number is unscaled / 10^scale with a 128-bit unscaled part: 38 digits are enough for any sum of
 * money; what does not fit is refused, not rounded.  Text has no exponent, no grouping, no trailing
 * zeros behind the point and no ending point: 28.00 is "28".
 */
#ifndef PG_DECIMAL_H
#define PG_DECIMAL_H

#include "mem.h"

struct decimal {
	__int128 unscaled;
	int scale; /* digits behind the point, 0 to 38 */
};

/* Digits, one point, grouping commas only as thousands (2,795.52), a leading minus; false else. */
bool decimal_parse(struct str s, struct decimal *d);
/* d × 10^power, exactly; false when it does not fit. */
bool decimal_shift(struct decimal *d, int power);
bool decimal_add(struct decimal *sum, struct decimal d);
bool decimal_subtract(struct decimal *from, struct decimal d);
bool decimal_multiply(struct decimal *product, struct decimal by);
/* A whole number that fits a word. */
static inline bool decimal_is_word(struct decimal d) { return d.scale == 0 && (int64_t)d.unscaled == d.unscaled; }
/* <0, 0, >0.  Nearly always both have as many digits behind the point. */
int decimal_compare_scales(struct decimal a, struct decimal b);
static inline int decimal_compare(struct decimal a, struct decimal b)
{
	return a.scale == b.scale ? (a.unscaled > b.unscaled) - (a.unscaled < b.unscaled) : decimal_compare_scales(a, b);
}
bool decimal_is_part(struct decimal d); /* not whole, where there are digits behind the point */
static inline bool decimal_is_whole(struct decimal d) { return d.scale == 0 || !decimal_is_part(d); }
void decimal_write(struct buf *into, struct decimal d);
/* The same into the end of `room`, which the view is of. */
enum { DECIMAL_ROOM = 64 };
struct str decimal_text(char room[DECIMAL_ROOM], struct decimal d);

#endif
