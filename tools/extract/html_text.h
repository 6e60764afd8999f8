/*
 * html_text: the text of a row, or of a paragraph, while it is being read.
 *
 * White space of any kind and length becomes one blank, as a browser shows it.  A piece is a stretch
 * between block tags and line breaks: a paragraph of its own outside tables, a part of its cell inside
 * (pieces are parted by one blank, so a cell's text is one view).
 */
#ifndef PG_HTML_TEXT_H
#define PG_HTML_TEXT_H

#include "html_gate.h"

struct html_piece {
	size_t from, to; /* in text */
	struct spot at;  /* from its first to its last byte in the filing, markup between included */
};

struct html_text {
	struct buf text;
	struct html_piece *piece;
	size_t n, cap;
	bool open;  /* the last piece goes on */
	bool blank; /* white space came since its last byte */
};

void html_text_add(struct html_text *t, struct str s, struct spot at);
/* White space that is no break. */
static inline void html_text_blank(struct html_text *t) { t->blank = true; }
static inline void html_text_break(struct html_text *t) { t->open = false; }
void html_text_reset(struct html_text *t);
/* Pieces [from, to) as one text, and its place. */
struct str html_text_join(const struct html_text *t, size_t from, size_t to, struct spot *at);
void html_text_free(struct html_text *t);

#endif
