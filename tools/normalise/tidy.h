/*
 * tidy: rows as a converter left them, before they are read: copies of spanned cells, cells that hold a level label
 * and a name.  Rows are changed in place (they are the window's own); what goes is marked as taken.
 */
#ifndef PG_TIDY_H
#define PG_TIDY_H

#include "header.h"

enum { TIDY_COLUMNS = 64 };

struct tidy {
	uint64_t copied;           /* a bit by each column in which the row above had a copy */
	struct str label;          /* of the section or goals that the row above began with */
};

/*
 * In the head: a text that stands again in the next column is one cell that spans both (figures where the row above
 * had such a copy); a section's label again below itself is one that spans both rows; 其他 is no label of money
 * without money beside it.
 */
void tidy_head(struct bench *b, struct tidy *t, struct nrow *row);
/* In the indicators: a cell for a level that holds no word (—, /, 〃) says what a blank one says. */
void tidy_levels(struct bench *b, const struct header *h, struct nrow *row);
/*
 * In the indicators: copies as in the head where the headings of both columns are one; 数量指标 参保人数 in one cell
 * becomes two, and so does 清淤河段 ≥12处 in a row without another target.
 */
void tidy_indicators(struct bench *b, const struct header *h, struct nrow *row);

/*
 * A label that wraps into the row below (年度总体 over 目标, 满意度指 over 标) is put together again, where the whole is
 * a label that the grammar knows.
 */
void tidy_labels(struct bench *b, const struct header *h, struct nrow *row, struct nrow *below);
/* below is not blank; h: NULL in the head, where only the first cells are looked at. */
static inline void tidy_wrapped(struct bench *b, const struct header *h, struct nrow *row, struct nrow *below)
{
	size_t c = h ? below->full[0] : 0;
	bool may = c < row->n && (h ? header_levels(h, c) : !row->cell[0].means);

	if (may && row->cell[c].text.n && below->cell[c].text.n)
		tidy_labels(b, h, row, below);
}

#endif
