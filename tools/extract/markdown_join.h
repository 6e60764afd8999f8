/*
 * join: the lines of one Markdown row whose cell holds line feeds as filed.
 *
 * The row that is held back is part 0; lines that may go on with it are added until the pipes of a whole
 * row are there, or until it is plain that they never will be: then each line is on its own again.
 *
 * Ownership: a join owns copies; its lines' views live until join_begin (part 0) or join_add (the others,
 * and `line`).  Zero-initialise.
 */
#ifndef PG_MARKDOWN_JOIN_H
#define PG_MARKDOWN_JOIN_H

#include "input.h"

enum {
	JOIN_MOST = 4,          /* lines behind the first */
	JOIN_BYTES = 64 * 1024  /* longer rows are never joined, so memory stays bounded */
};

enum join_state { JOIN_NOT, JOIN_MORE, JOIN_DONE };

struct join {
	struct join_part {
		struct line line; /* its views point into the two buffers */
		struct buf text, raw;
		size_t at;        /* where its piece begins in `whole` */
		size_t skip;      /* bytes of its line before that piece */
	} part[1 + JOIN_MOST];
	size_t n;             /* parts in use */
	size_t pipes;         /* in all of them */
	struct buf whole;     /* the pieces, a blank between */
	struct line line;     /* once done: the row as if it stood on one line */
};

static inline void join_copy(struct join_part *p, const struct line *line)
{
	p->line = *line;
	buf_reset(&p->text);
	buf_add(&p->text, line->text);
	p->line.text = p->line.raw = buf_str(&p->text);
	if (line->raw.p == line->text.p)
		return;
	buf_reset(&p->raw);
	buf_add(&p->raw, line->raw);
	p->line.raw = buf_str(&p->raw);
}

/* The row in hand is this line, nothing else.  Here, for nearly every line of a filing begins one. */
static inline void join_begin(struct join *j, const struct line *line)
{
	join_copy(&j->part[0], line);
	j->n = 1;
}

/* Another line; a whole row has that many pipes.  Done: j->line is the row; not: the line was not added. */
enum join_state join_add(struct join *j, const struct line *line, size_t pipes);
/* Where j->line.text[from, to) stands in the filing; it may reach over line ends. */
struct spot join_spot(const struct join *j, const struct input *in, size_t from, size_t to);
void join_free(struct join *j);

#endif
