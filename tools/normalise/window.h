/*
 * window: what pg-normalise holds of a document until its forms are known, and how it is written.
 *
 * The whole document, or of a very large one as much as fits WINDOW_BYTES.  A form that alone is larger is written in
 * parts: its first part with its head, the rest (struct rest) as further indicators of the same form.
 */
#ifndef PG_WINDOW_H
#define PG_WINDOW_H

#include "emit.h"
#include "normalise.h"
#include "repairs.h"

/* What is held back, in the document's order. */
struct item {
	struct str raw;    /* a record as it came, with its LF; or */
	struct form *form; /* a form */
	struct fact *fact; /* sums of money that the text before states */
	size_t facts;
	size_t records;
};

/* What a form that was written in part leaves for the rows that follow. */
struct rest {
	bool form;             /* the table in hand goes on with it */
	bool raw;              /* the table in hand is none, whatever its further rows look like */
	size_t ordinal, first; /* of the form; indicators already written */
	struct header header;
	const struct grammar *grammar;
	struct str kind;
	struct levels now;
};

struct normaliser {
	const struct grammars *grammars;
	struct writer *writer;
	struct normalise_options options;
	struct arena arena;
	struct bench bench;
	struct emitter emitter;
	LIST(item) items;
	size_t held;          /* how much of the window is taken */
	struct ntable *table; /* in hand; NULL: none */
	struct buf copies;    /* room for those of the next one's records */
	struct form *last;    /* that a table may go on with; NULL after a flush or prose */
	struct form *apart;   /* without indicators yet, and a few lines of text behind it; NULL: none */
	struct str between;   /* the first of those lines, canonical; in the arena */
	size_t between_line, betweens;
	struct str title;     /* of a table that held nothing else, for the next one; in the arena */
	size_t title_line;
	struct origin title_at;
	struct form like;     /* what the last form leaves for the next one: header, kind */
	bool has_like;
	size_t forms;         /* of the document so far */
	struct buf doc;
	bool drawn;           /* rows and columns were read off a layout */
	bool flow;            /* plain text: rows are what the layout still shows */
	bool lines;               /* and its lines tell no cell's end */
	size_t headings;      /* text records read for the document's year; HEADINGS_MOST: no more */
	struct buf year;      /* of the document's title */
	struct repair_counts repairs; /* of the document */
	struct rest rest;     /* of the form that the table in hand began in a window before */
};

/* Writes and forgets all that is held. */
void window_write(struct normaliser *n);
void window_hold_raw(struct normaliser *n, struct str raw, size_t records);
void window_hold_record(struct normaliser *n, const struct record *r);
/* Gives the form its ordinal. */
struct form *window_hold_form(struct normaliser *n, struct form *f);
/* How often each repair was made, said of each document that needed any. */
void window_say_repairs(struct normaliser *n);

#endif
