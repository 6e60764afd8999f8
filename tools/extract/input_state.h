/*
 * input_state: what the parts of input share: input.c reads bytes, input_lines.c parts them into lines, input_spot.c
 * says where they stand.  Nobody else includes this.
 */
#ifndef PG_INPUT_STATE_H
#define PG_INPUT_STATE_H

#include "encoding.h"
#include "input.h"

/* Bytes that a reader might have to resolve: < & \ $ */
enum { INPUT_MARKS = 4 };

/* Where the next byte of one kind stands: none in raw[at .. pos), one at pos if hit. */
struct seek {
	size_t pos;
	bool hit;
};

/* How far the last input_spot came: cells ask in order, so a line is walked once. */
struct walk {
	size_t line_offset;   /* whose line; SIZE_MAX none */
	size_t text, raw, column;
};

struct input {
	int fd;
	const char *name;
	char *raw;
	size_t at, end, cap;  /* raw[at .. end) waits */
	size_t base;          /* of raw[0] in the filing */
	bool eof, failed, forced, started;
	bool no_columns;
	struct encoding encoding;
	size_t good;          /* UTF-8: nothing broken in raw[at .. good) */
	struct seek lf, cr;
	struct seek marks[INPUT_MARKS]; /* most lines have none, so the search goes past many at once */
	size_t easy;          /* nothing to look for but LF in raw[at .. easy): good UTF-8, no CR, none of the marks */
	struct buf text;      /* the line in hand, where it had to be decoded */
	struct buf peek;
	size_t lines, broken, broken_line;
	size_t column;        /* of the next piece; 1: a new line */
	struct walk *walk;
	struct watch *watch;
};

/* Reads once more; false at the end of the input. */
bool input_fill(struct input *in);
/* Reads until n bytes wait, or all there are. */
void input_fill_to(struct input *in, size_t n);
/* Tells the encoding by INPUT_PEEK bytes and no more, for how many a read gives is chance. */
void input_look(struct input *in, struct encoding *e);
/* Whether raw[at .. end) is good UTF-8, so that it is its own text. */
bool input_is_good_to(struct input *in, size_t end);
/* raw as UTF-8, in `into`; counts the bytes that are broken. */
struct str input_decode(struct input *in, struct buf *into, struct str raw, size_t *broken);

static inline struct str input_waiting(const struct input *in) { return str_of(in->raw + in->at, in->end - in->at); }

#endif
