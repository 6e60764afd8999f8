/*
 * stream: reads and writes the line-oriented records that flow between the tools.
 *
 * UTF-8, LF, fields parted by one TAB, the record's type first; \t \n \r \\ inside a field, no other
 * escape.  Strict: an unknown escape, a wrong number of fields, a record before its `document`, a
 * missing or wrong `end` are errors with file and line, and stop the program's work on that input
 * (status 2) once everything before them has been handed on.  `partial` (--partial) accepts a stream
 * that was filtered, sorted or cut on purpose: documents without head or end, and any order.
 *
 * Ownership: a record and all its views live until the next stream_next on the same stream.  Memory: the longest
 * line, and 16 bytes for each of its fields.
 */
#ifndef PG_STREAM_H
#define PG_STREAM_H

#include "mem.h"
#include "record.h"

struct stream;

struct record {
	enum record_type type;
	struct str name;   /* the type as it stands, also of a type that is not known */
	struct str *field; /* unescaped; field[0] is doc; at least the type's fixed number of them
	                      (a missing one of an unknown type is not there: test n) */
	size_t n;
	struct str raw;  /* the whole line as it came, without LF */
	bool escaped;    /* a field held an escape; else all are views into raw, each with a TAB before it */
	size_t line;     /* line of the stream, from 1 */
};

/* name NULL or "-" is standard input.  NULL with a message when it cannot be opened. */
struct stream *stream_open(const char *name, bool partial);
/* The next record; false at the end of the input or after an error (see stream_failed). */
bool stream_next(struct stream *s, struct record *record);
/*
 * For who needs few columns of most records: of those without escapes perhaps only the first STREAM_FEW are handed out from now
 * on (n counts them all); stream_columns hands out all of the record in hand.  Before the first record.
 */
enum { STREAM_FEW = 4 };
void stream_few(struct stream *s);
void stream_columns(struct stream *s, struct record *record);
bool stream_failed(const struct stream *s);
struct str stream_name(const struct stream *s); /* for messages */
/* What messages call it from now on, if it is standard input (--stdin-name); NULL changes nothing. */
void stream_call(struct stream *s, const char *name);
void stream_close(struct stream *s);

/*
 * out: bytes on their way to a file or standard output, and whether they arrived.
 *
 * With a name, bytes go to a temporary file beside it, renamed by out_close once all has arrived and unless an
 * error was said (status 2), so that no half file ever has the final name.  Writing errors are said once, with status 2; EPIPE ends
 * the program silently as SIGPIPE does.
 */
struct out;
struct out *out_open(const char *name); /* NULL or "-": standard output; NULL with a message on failure */
void out_add(struct out *o, struct str bytes);
void out_byte(struct out *o, char c);
void out_flush(struct out *o);
/* What waits to be written: what is added to its end is written too.  Whoever adds calls out_flush once OUT_BYTES wait. */
enum { OUT_BYTES = 64 * 1024 };
struct buf *out_pending(struct out *o);
/* Flushes, closes, renames; false when not every byte arrived (already said). */
bool out_close(struct out *o);
/* Gives up: the temporary file goes, the final name is not touched. */
void out_abandon(struct out *o);

/* A number as it was last written: most differ from the one before in the same column only in their last digit. */
struct counted {
	uint32_t tens, n; /* tens: without its last digit; n: of digits; 0: none was written, or one that is too long */
	char digits[8];
};

enum { COUNTED_COLUMNS = 8 };

/*
 * writer: records onto an out, in whose pending bytes they are made: nothing else is added to it between begin and
 * done.  Counts the records of the document in hand, so that `end` is right whoever wrote them.  Owns nothing.
 */
struct writer {
	struct out *out;
	size_t records;     /* of the document in hand, without its end */
	bool line_buffered; /* flush behind each record */
	struct buf *line;   /* out_pending, of which the record in hand is the end … */
	size_t from;        /* … from here on */
	size_t fields;      /* written of the record in hand */
	enum record_type type;
	struct counted counted[COUNTED_COLUMNS];
};

void writer_begin(struct writer *w, enum record_type type); /* DOCUMENT restarts the count; done must follow */
/* The same where its name and its first n fields are those of an earlier record of that type (writer_line). */
void writer_begin_as(struct writer *w, enum record_type type, struct str line, size_t n);
void writer_filled(struct writer *w, struct str field);
/* Escapes.  Half of all fields are empty: those need no call. */
static inline void writer_text(struct writer *w, struct str field)
{
	if (field.n) {
		writer_filled(w, field);
		return;
	}
	buf_byte(w->line, '\t');
	w->fields++;
}
/* The same of n fields. */
void writer_texts(struct writer *w, const struct str *field, size_t n);
void writer_number(struct writer *w, size_t n);
/* The next n fields as an earlier record has them: escaped, each with the TAB before it. */
void writer_same(struct writer *w, struct str fields, size_t n);
void writer_done(struct writer *w); /* asserts the number of fields */
/* A record as it came: copied byte for byte (and counted). */
void writer_copy(struct writer *w, const struct record *record);
/* n lines of records, none of them a document's first, as they came, each with its LF (and counted). */
void writer_lines(struct writer *w, struct str lines, size_t n);
/* The end record of the document, with the count that this writer has made of it. */
void writer_end(struct writer *w, struct str doc, size_t lines, size_t bytes);
/* The record in hand as far as it is written. */
static inline struct str writer_line(const struct writer *w) { return str_from(buf_str(w->line), w->from); }

#endif
