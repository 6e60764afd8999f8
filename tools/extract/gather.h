/*
 * gather: a row or a paragraph that is being put together out of lines.
 *
 * Text of all its cells lies in one buffer and cells are offsets into it until they are handed to the
 * sink, so gathering allocates nothing once it has grown to the largest row.
 *
 * Ownership: a gather owns its copies; nothing points into the input's lines.  Zero-initialise.
 */
#ifndef PG_GATHER_H
#define PG_GATHER_H

#include "sink.h"

/* A row with more cells is written in pieces, so that memory stays bounded on hostile lines. */
enum { GATHER_CELLS_MOST = 4096 };

struct gather {
	struct buf text;
	struct gathered {
		size_t from, to; /* in text */
		struct spot at;
	} *part;
	size_t n, cap;
	struct cell *cell; /* what the sink is shown; no room kept between calls */
	size_t cell_cap;
	size_t line;       /* that the row starts on; 0: its first cell's */
	size_t lines;      /* non-blank input lines that went in and are not yet reported as kept */
};

void gather_reset(struct gather *g);
/* Another cell; its outer white space must be cut.  at.line counts also for a blank cell. */
void gather_cell(struct gather *g, struct str text, struct spot at);
void gather_blank(struct gather *g, size_t line);
/* A blank cell before all others. */
void gather_blank_first(struct gather *g, size_t line);
/* More text of the last cell, from a further line; the first cell when there is none. */
void gather_more(struct gather *g, struct str text, struct spot at);
/* The same for a further paragraph of that cell: a blank stands between. */
void gather_paragraph(struct gather *g, struct str text, struct spot at);
/* The text of a cell, of the last cell so far. */
struct str gather_text(const struct gather *g, size_t i);
struct str gather_last(const struct gather *g);
/* Hands all cells over as one row and forgets them; nothing when there are none. */
void gather_row(struct gather *g, struct sink *out);
/* Hands each cell over as a paragraph of its own and forgets them. */
void gather_texts(struct gather *g, struct sink *out);
bool gather_is_blank(const struct gather *g);
void gather_free(struct gather *g);

#endif
