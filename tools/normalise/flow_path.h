/*
 * flow_path: the pieces of a plain text and the roles that they may play: the graph through which flow_rows.c seeks the cheapest
 * path, at the costs that flow_weigh.c reckons.
 */
#ifndef PG_FLOW_PATH_H
#define PG_FLOW_PATH_H

#include "flow_internal.h"

enum { ROLES_MOST = 12, START = 0, LABELLED = ROLES_MOST + 1 };

/* A piece of the whole stretch: its group and place there. */
struct piece {
	struct group *group;
	size_t at;
	struct seam seam;
};

/*
 * node[k][r]: pieces [0, k) are read and the last cell plays role r - 1 (index into `used`; r == START: nothing
 * is read yet).  node[k][LABELLED]: the same where it plays the role of a level 2 and is a label of one.
 */
struct node {
	int cost;
	unsigned char from_role, pieces;
	bool new_row, stray; /* stray: a blank line that is no cell; the role is the last cell's */
};

/* From what is read up to some piece into a role, in the row that the last cell stands in or in a new one. */
struct way {
	int cost;
	unsigned char from;
	bool new_row;
};
struct ways {
	struct way into[ROLES_MOST];
};

/* The pieces up to some piece as one cell: what it costs in each role, its blanks and its end included. */
struct span {
	int cost[ROLES_MOST]; /* until the cell is read, what it costs at least */
	bool read;
	bool labels, names_too; /* a label of level 2; a level's word, no label of one */
	bool like;              /* it reads like a level, whether it is one or not */
	bool valued;            /* it reads like a target */
};

struct flow {
	struct bench *b;
	struct arena scratch; /* for all below */
	const struct header *h;
	struct piece *piece;
	size_t n;
	size_t used[ROLES_MOST]; /* header columns that have a role, in order */
	size_t roles;
	size_t named;            /* the levels 2 whose names stand beside them, as in a node; 0: none do */
	bool part[ROLES_MOST];  /* of which role is a part of a value, or may stand before its unit */
	int least[ROLES_MOST];  /* what a cell that is no level's label costs in a role, whatever else it looks like */
	struct span **span;             /* of pieces [k - i - 1, k) */
	unsigned char *spans;           /* how many of them there are: how many pieces up to k may be one cell */
	int skip[ROLES_MOST + 1]; /* what it costs to leave the roles before this one without a cell */
	struct node (*node)[LABELLED + 1];
	struct ways *ways; /* from behind piece k */
	bool parts;        /* some role is a value's part */
	bool stack;        /* a cell a line */
	bool described;    /* there is a column of descriptions */
	bool notes;        /* there is a column of notes, below which ways of scoring stand */
	bool by_group;     /* rows begin where groups do, and words in a level's column are a level of the form's own */
};

static inline enum role flow_role(const struct flow *f, size_t r) { return f->h->role[f->used[r]]; }
static inline bool flow_is_blank(const struct flow *f, size_t piece)
{
	return f->piece[piece].group->row->cell[f->piece[piece].at].raw.n == 0;
}

/* What it costs to leave a role without a cell: in such text every cell of a row is filled as a rule. */
int flow_skip_cost(const struct flow *f, size_t r);
/* What a cell that is no level's label costs in a role at least, whatever else it looks like. */
int flow_least_cost(const struct grammar *g, enum role role);
/* A figure in that column may stand before its unit, or before another's (points before the target's unit). */
bool flow_parts_value(const struct header *h, enum role role);
/* Pieces [k - pieces, k) as a label. */
const struct ncell *flow_span_label(struct flow *f, size_t k, size_t pieces);
/* Weighs pieces [k - pieces, k) as a cell, into f->span: read, or at the least that it may cost. */
void flow_weigh_span(struct flow *f, size_t k, size_t pieces, bool read);

#endif
