#include "markdown_join.h"
#include "pipes.h"

/* The piece of a further line, behind a blank. */
static void add_piece(struct join *j, struct join_part *p)
{
	struct str piece = str_trim(p->line.text);

	if (p != j->part)
		buf_byte(&j->whole, ' ');
	p->at = j->whole.n;
	p->skip = (size_t)(piece.p - p->line.text.p);
	buf_add(&j->whole, piece);
	j->pipes += pipes_count(piece);
	j->line.plain = j->line.plain && p->line.plain;
	j->line.text = j->line.raw = buf_str(&j->whole);
}

static void begin_whole(struct join *j)
{
	j->line = j->part[0].line;
	j->pipes = 0;
	buf_reset(&j->whole);
	add_piece(j, &j->part[0]);
}

/* Pieces of one long line, and what begins or is a row of its own, never go on. */
static bool may_add(const struct join *j, const struct line *line)
{
	const struct line *last = &j->part[j->n - 1].line;
	struct str s = str_trim(line->text);

	return j->n <= JOIN_MOST && !last->more && !line->more && line->number != last->number && s.n && *s.p != '|'
	    && j->whole.n + s.n < JOIN_BYTES;
}

enum join_state join_add(struct join *j, const struct line *line, size_t pipes)
{
	bool ends = pipe_ends(str_trim_right(line->text));
	size_t n;

	if (j->n == 1 && j->part[0].line.text.n < JOIN_BYTES)
		begin_whole(j);
	else if (j->n == 1)
		return JOIN_NOT;
	if (!may_add(j, line) || (!ends && j->n == JOIN_MOST))
		return JOIN_NOT;
	n = j->pipes + pipes_count(line->text);
	if (n > pipes || ends != (n == pipes))
		return JOIN_NOT;
	join_copy(&j->part[j->n], line);
	add_piece(j, &j->part[j->n++]);
	return ends ? JOIN_DONE : JOIN_MORE;
}

static const struct join_part *part_of(const struct join *j, size_t at)
{
	const struct join_part *p = j->part;

	for (size_t i = 1; i < j->n && j->part[i].at <= at; i++)
		p = &j->part[i];
	return p;
}

struct spot join_spot(const struct join *j, const struct input *in, size_t from, size_t to)
{
	const struct join_part *first = part_of(j, from), *last = part_of(j, to - 1);
	size_t begin = from - first->at + first->skip, end = to - last->at + last->skip;
	struct spot spot, rest;

	if (first == last)
		return input_spot(in, &first->line, begin, end);
	spot = input_spot(in, &first->line, begin, first->line.text.n);
	rest = input_spot(in, &last->line, 0, end);
	spot.length = rest.offset + rest.length - spot.offset;
	return spot;
}

void join_free(struct join *j)
{
	for (size_t i = 0; i <= JOIN_MOST; i++) {
		buf_free(&j->part[i].text);
		buf_free(&j->part[i].raw);
	}
	buf_free(&j->whole);
}
