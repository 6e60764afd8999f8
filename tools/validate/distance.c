#include "validate.h"

enum { ROW = TERM_POINTS + 1 };

/* Only a band of 2 × most + 1 cells can matter: short words, small distances, no allocation. */
size_t edit_distance(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, size_t most)
{
	size_t row[ROW];
	if (an > TERM_POINTS || bn > TERM_POINTS || (an > bn ? an - bn : bn - an) > most)
		return most + 1;
	while (an && bn && a[0] == b[0]) { /* what both begin and end with is no matter */
		a++, b++;
		an--, bn--;
	}
	while (an && bn && a[an - 1] == b[bn - 1])
		an--, bn--;
	if (!most && an)
		return most + 1;
	for (size_t j = 0; j <= bn; j++)
		row[j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t corner = row[0], least = row[0] = i;
		for (size_t j = 1; j <= bn; j++) {
			size_t d = corner + (a[i - 1] != b[j - 1]);
			corner = row[j];
			if (row[j] + 1 < d)
				d = row[j] + 1;
			if (row[j - 1] + 1 < d)
				d = row[j - 1] + 1;
			row[j] = d;
			least = d < least ? d : least;
		}
		if (least > most)
			return most + 1;
	}
	return row[bn] > most ? most + 1 : row[bn];
}

bool terms_share(const struct term *a, const struct term *b)
{
	for (size_t i = 0; i + 1 < a->points; i++)
		for (size_t j = 0; j + 1 < b->points; j++)
			if (a->point[i] == b->point[j] && a->point[i + 1] == b->point[j + 1])
				return true;
	return false;
}
