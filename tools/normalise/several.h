/*
 * several: a row whose cells hold several indicators, one below the other (<br>, paragraphs), parted again.
 */
#ifndef PG_SEVERAL_H
#define PG_SEVERAL_H

#include "rowfit.h"

enum { SEVERAL_MOST = 32 };

/*
 * When the name's cell holds two or more names with ordinals (指标1：… 指标2：…), or as many names as the value's cell
 * has figures with units, and each other cell of words or values one piece or as many: how many, each with its own cells in fits[] (in the arena).  1 else.
 */
size_t several_names(struct bench *b, const struct fit *fit, struct fit fits[SEVERAL_MOST]);
static inline size_t several_part(struct bench *b, const struct fit *fit, struct fit fits[SEVERAL_MOST])
{
	const struct ncell *name = fit->role[ROLE_LEVEL3];

	return name && name->spaced ? several_names(b, fit, fits) : 1;
}

/*
 * A value's cell, read as one target, that holds one for each of several, parted by blanks alone: 职工≥75% 居民≥65%.
 * How many, in *targets (in the arena); 1 and the target itself when it is not that.
 */
size_t several_owned(struct bench *b, const struct ncell *value, struct target **targets);

/*
 * In the head: 年度金额： 其中：中央资金 in one cell, their figures in the next.  Rows of their own for each label
 * (in the arena, at most SEVERAL_MOST); 1 and the row itself when it holds no such cell.
 */
size_t several_labels(struct bench *b, const struct nrow *row, const struct nrow **rows);
static inline size_t several_head(struct bench *b, const struct nrow *row, const struct nrow **rows)
{
	rows[0] = row;
	return row->spaced ? several_labels(b, row, rows) : 1;
}

#endif
