/*
 * markdown_state: what the parts of the Markdown reader share: markdown.c tells rows from text and parts them into
 * tables, markdown_rows.c writes them.  Nobody else includes this.
 */
#ifndef PG_MARKDOWN_STATE_H
#define PG_MARKDOWN_STATE_H

#include "markdown_frame.h"
#include "markdown_join.h"
#include "readers.h"

enum kind {
	LINE_BLANK,
	LINE_TEXT,
	LINE_ROW,   /* begins with a pipe and has another one */
	LINE_WEAK,  /* has pipes, but so may prose: a row only beside others */
	LINE_RULER, /* |---|:--| */
	LINE_HTML   /* <table */
};

#define NOT_RULED SIZE_MAX

struct markdown {
	struct input *in;
	struct sink *out;
	bool is_held;
	enum kind held_kind;
	struct join join;         /* the held row, and the lines that may go on with its last cell */
	bool doubtful;            /* it ends the table in hand if it does not go on */
	bool quoted;              /* the mark of a block quote was cut off the line before */
	bool in_table;            /* rows go to the table in hand, which the sink may not know yet */
	bool started;             /* the sink knows it */
	size_t header;            /* line of a blank header row or ruler that stands for it until then */
	size_t rows;              /* of the table in hand */
	bool lead, trail;         /* whether its first row has pipes at its ends */
	size_t pipes;             /* of its first row */
	size_t ruled;             /* rows written when its last ruler was met; NOT_RULED */
	bool spaced;              /* blank lines stand between its rows */
	bool gap;                 /* such a line is the one before: only a row of that many pipes goes on */
	struct cell *cell;        /* of the row in hand; what is not set is zero */
	size_t cell_cap;          /* at most CELLS_MOST */
	struct buf resolved;      /* cells that are not as filed */
	size_t kept;              /* last line reported as kept */
	struct html_island *island;
	struct frame frame;       /* of +---+ lines */
};

static inline struct line *held(struct markdown *m) { return &m->join.part[0].line; }

/* Writes the line, as prose or as a row of the table in hand, and reports it as kept. */
void markdown_keep(struct markdown *m, const struct line *line);
void markdown_put_text(struct markdown *m, const struct line *line);
void markdown_put_row(struct markdown *m, const struct line *line);

#endif
