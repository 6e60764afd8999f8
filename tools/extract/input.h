/*
 * input: one document, line by line, as UTF-8, with the place of every byte in the filing as filed.
 *
 * The input's encoding is found (or forced) when it is opened; lines are decoded one at a time.  A line
 * ends at LF, CR LF or a lone CR.  NUL and broken bytes become U+FFFD and are counted (one message a
 * document).  A line longer than INPUT_LINE_MOST comes in pieces (more is true but for the last), so
 * memory stays bounded.
 *
 * Ownership: a line lives until the next input_line on the same input (input_peek does not end it).
 */
#ifndef PG_INPUT_H
#define PG_INPUT_H

#include "../../common/mem.h"

enum { INPUT_LINE_MOST = 512 * 1024, INPUT_PEEK = 64 * 1024 };

struct line {
	struct str text;  /* UTF-8, without its line end, not trimmed */
	struct str raw;   /* the same bytes as filed */
	size_t number;    /* from 1 */
	size_t offset;    /* of raw in the filing, bytes from 0 (a BOM counts) */
	size_t column;    /* code point that text starts with, from 1: >1 only in a later piece */
	bool more;        /* the line goes on in the next piece */
	bool plain;       /* there is no <, &, \ or $ in text (false: there may be) */
	bool formfeed;    /* a form feed stood before it (page break in text out of PDFs) */
};

/* A stretch of the filing: what a cell or a paragraph was read from. */
struct spot {
	size_t line;   /* from 1 */
	size_t column; /* code points, from 1 */
	size_t offset; /* bytes from 0 */
	size_t length; /* bytes; may reach over several lines */
};

struct input;
struct watch;

/*
 * name "-" is standard input; it must live as long as the input.  encoding NULL: found.  NULL with a message when it
 * cannot be read.
 */
struct input *input_open(const char *name, const char *encoding);
/* The same in the room of an input that ends with that (NULL: none), whether this one can be read or not. */
struct input *input_open_next(struct input *in, const char *name, const char *encoding);
/* The first INPUT_PEEK bytes or so, decoded, for detecting the format; taken from nothing.  Empty once
   a line was read; lives until then. */
struct str input_peek(struct input *in);
bool input_line(struct input *in, struct line *line);
/* The canonical name of the encoding ("UTF-8", "GB18030" …), and how sure: 0 to 100, 100 when forced. */
const char *input_encoding(const struct input *in, int *confidence);
/* Where text[from, to) of that line stands in the filing. */
struct spot input_spot(const struct input *in, const struct line *line, size_t from, size_t to);
/* Lines and bytes read so far; after the last line: of the whole document. */
size_t input_lines(const struct input *in);
size_t input_bytes(const struct input *in);
size_t input_broken(const struct input *in); /* bytes that were not of the encoding */
size_t input_broken_line(const struct input *in); /* the first line that held one */
/* NULL for text; else what it looks like ("PDF" …, "" when nobody can tell). */
const char *input_binary(const struct input *in);
/* Reads to the end without looking, so that input_bytes is right. */
void input_skip(struct input *in);
/* Tells every line that is not blank from now on; w must live as long as the input. */
void input_watch(struct input *in, struct watch *w);
/* Nobody will look at a spot's column: those of lines that stand as filed are not counted. */
void input_no_columns(struct input *in);
bool input_failed(const struct input *in);   /* a read error, already said */
void input_close(struct input *in);

#endif
