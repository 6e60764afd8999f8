#include "rows.h"

/*
 * One empty line ends the row.  A second is a blank cell at the beginning of the row below or at the end of
 * the one above, whichever makes them equally long; a third means both.
 */
static void share_gap(struct rows *r)
{
	size_t above = r->before.n, below = r->now.n;

	if (!r->share || above == 0 || r->gap < 2)
		return;
	if (r->gap > 2 || above + 1 == below)
		gather_blank(&r->before, r->before.part[above - 1].at.line);
	if (r->gap > 2 || below + 1 == above)
		gather_blank_first(&r->now, r->now.part[0].at.line);
}

void rows_shift(struct rows *r, struct sink *out)
{
	struct gather spare;

	if (r->now.n == 0)
		return;
	share_gap(r);
	gather_row(&r->before, out);
	spare = r->before;
	r->before = r->now;
	r->now = spare;
}

void rows_flush(struct rows *r, struct sink *out) { gather_row(&r->before, out); }

void rows_free(struct rows *r)
{
	gather_free(&r->now);
	gather_free(&r->before);
}
