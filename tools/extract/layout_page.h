/*
 * layout_page: one page of pdftotext -layout, its lines parted at runs of blanks.
 *
 * pdftotext gives every character one column, wide ones too; other tools give a wide one two.  Both places
 * are kept, layout_grid finds which of them the page's columns stand in.
 *
 * Ownership: a page owns copies; memory is bounded by LAYOUT_LINES_MOST and LAYOUT_BYTES_MOST, beyond
 * which a page is taken to end.  Zero-initialise.
 */
#ifndef PG_LAYOUT_PAGE_H
#define PG_LAYOUT_PAGE_H

#include "gather.h"

enum {
	LAYOUT_LINES_MOST = 4096,
	LAYOUT_BYTES_MOST = INPUT_LINE_MOST,
	LAYOUT_UPRIGHT_MOST = 24, /* lines of a label that stands upright */
	LAYOUT_SEGMENTS_MOST = 64 /* a line; the rest stays in the last */
};

struct segment {
	size_t start, end; /* columns: code points from 0 */
	size_t wide_start, wide_end; /* the same, wide characters counted twice */
	size_t from, to;   /* in the page's text */
	struct spot at;
};

struct layout_line {
	size_t first, n; /* segments, at least one */
	size_t number;
	size_t gap;      /* empty lines above it on its page */
};

struct layout_page {
	struct buf text;
	struct segment *segment;
	size_t segments, segment_cap;
	struct layout_line *line;
	size_t lines, line_cap;
	size_t gap; /* empty lines since the last */
};

bool layout_wide(uint32_t c); /* takes two places beside Latin letters */
void layout_page_reset(struct layout_page *p);
void layout_page_add(struct layout_page *p, const struct input *in, const struct line *line);
bool layout_page_full(const struct layout_page *p);
struct str layout_text(const struct layout_page *p, const struct segment *s);
/* The whole line, blanks between its segments as filed, and its place. */
struct str layout_line_text(const struct layout_page *p, const struct layout_line *line);
struct spot layout_line_spot(const struct layout_page *p, const struct layout_line *line);
/* Parts the segment before byte `from` (an offset into the page's text), which stands behind a blank. */
struct segment layout_cut(const struct layout_page *p, struct segment *s, size_t from);
/*
 * Labels of narrow columns, a character a line (产 / 出 / 指 / 标), become one in the middle of their lines, so that
 * they are cells which span rows like others.  Returns how many lines held nothing else and are gone.
 */
size_t layout_upright(struct layout_page *p);
void layout_page_free(struct layout_page *p);

#endif
