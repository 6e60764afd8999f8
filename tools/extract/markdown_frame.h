/*
 * frame: tables that are drawn with +---+ lines (pandoc, reStructuredText, tabulate), where a row is all lines
 * between two such rules, its cells wrapped.
 *
 * Ownership: owns copies.  Zero-initialise.
 */
#ifndef PG_MARKDOWN_FRAME_H
#define PG_MARKDOWN_FRAME_H

#include "gather.h"

enum { FRAME_COLUMNS = 256 };

struct frame {
	bool on;               /* in such a table */
	struct gather *column; /* each holds the cell in hand */
	size_t n, cap;
	size_t line, lines;    /* first line of the row in hand; how many it has, rules among them */
	struct gather row;
	struct buf resolved;
};

/* +---+---+ or +===+===+ */
bool frame_rule(struct str s);
/* A line of the row in hand. */
void frame_add(struct frame *f, const struct input *in, const struct line *line);
/* A rule: the row in hand is complete.  Nothing where it has no lines. */
void frame_row(struct frame *f, struct sink *out);
void frame_free(struct frame *f);

#endif
