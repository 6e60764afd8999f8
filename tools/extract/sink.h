/*
 * sink: what the readers of the formats write to: text, tables, rows, spans (and sources).
 *
 * The sink numbers tables and rows, holds back heading-like paragraphs so that the ones just above a
 * table become its title and caption, writes `source` records when asked to, and counts for --check:
 * every line that holds anything but white space must be handed over in some call (sink_lines_kept).
 *
 * Text handed over is what the layout shows: inline HTML and entities resolved, white space inside
 * kept, outer white space cut; not yet canonical.  Views are read before the call returns.
 */
#ifndef PG_SINK_H
#define PG_SINK_H

#include "../../common/stream.h"
#include "input.h"
#include "watch.h"

struct cell {
	struct str text;
	struct spot at;      /* of the cell's content; length 0 for a blank cell */
	size_t rows, columns; /* span; 0 and 1 both mean one */
};

struct sink {
	struct writer *writer;
	struct str doc;
	bool provenance;
	size_t tables, rows;   /* in this document; rows of the table in hand */
	bool in_table;
	struct held {          /* heading-like paragraphs that may belong to a table below */
		struct buf text;
		struct spot at;
	} *held;
	size_t held_n;         /* in use */
	struct buf scratch;
	struct buf row;        /* what all rows of the table in hand begin with, as written: row, doc, table */
	struct watch *watch;   /* --check: told of every line handed over; NULL else */
};

/* One paragraph or heading outside any table.  Ends a table in hand. */
void sink_text(struct sink *s, struct str text, struct spot at);
/*
 * A table begins, its title and caption taken from the paragraphs held (sink_text): the last
 * heading-like one that ends in 表 (or a bracket behind it), with what follows as caption.  at: place
 * of the first row, which is the table's line when it has no title.
 */
void sink_table(struct sink *s, struct spot at);
void sink_row(struct sink *s, const struct cell *cells, size_t n, size_t line);
void sink_table_end(struct sink *s);
/* --check: this many more non-blank input lines, in their order, went into a record or were layout. */
void sink_lines_kept(struct sink *s, size_t n);

void sink_document(struct sink *s, struct str doc, const char *format);
void sink_document_end(struct sink *s, size_t lines, size_t bytes);
/* An issue about the document itself (encoding, broken bytes …): severity, rule, subject, message. */
void sink_issue(struct sink *s, size_t line, const char *severity, const char *rule, struct str subject, struct str message);
void sink_free(struct sink *s);

#endif
