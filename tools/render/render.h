/*
 * render: reads canonical streams and hands them, in the shape that a format wants, to that format.
 *
 * A format is a table of functions.  `row` gets rectangular rows (csv, xlsx, sqlite …), `record` single
 * records as they come, `group` all records of a form at once.  Memory is bounded by one form, in the
 * formats that say so by one document (html, json's prose) or by what is compared (diff).
 *
 * Inside a form the stream's order is: form, field, amount, schedule, goal, achievement, indicator and
 * result, issue.  The wide tables need a form's records together, in any order; findings that come
 * later (of checks across forms) are kept by every format as records of the document.
 *
 * Failure: a stream that breaks off, or one that cannot be read, leaves no file under the final name.
 */
#ifndef PG_RENDER_RENDER_H
#define PG_RENDER_RENDER_H

#include "columns.h"
#include "common/cli.h"
#include "group.h"

struct render_options {
	const char *to, *type, *titles;
	const char *sources; /* where the filings lie, for the review page; NULL: nothing is read */
	bool partial, crlf, bom, csv_safe;
	struct cli_common common;
};

struct render;

struct format {
	const char *name;
	int table;     /* what is written when no type is named; TABLE_NONE: every type that mask names */
	uint64_t mask; /* tables, as bits, that row or record are for; 0: it takes no --type */
	bool all;      /* takes --type all: all that mask names but the wide tables */
	bool file;     /* writes files of its own and so needs -o */
	bool (*begin)(struct render *);
	void (*row)(struct render *, int table, const struct str *field);
	void (*record)(struct render *, const struct record *);
	void (*group)(struct render *, const struct group *);
	bool (*finish)(struct render *, bool good); /* good: everything was read; false: throw it away */
};

/* Columns from .. to of the row in hand as a record has them: a TAB between two, no escape, so no line break. */
struct run {
	size_t from, to;
	struct str text;
};

enum { RUNS_MOST = 2 };

/* Columns from .. to of a row that are those of the row before it, byte for byte, if again. */
struct alike {
	size_t from, to;
	bool again;
	struct buf text; /* as the format wrote them */
};

struct render {
	const struct render_options *options;
	const struct format *format;
	uint64_t mask;  /* the tables wanted */
	uint64_t held;  /* the types of a form's records that are held for it; 0: they are not gathered */
	int table;      /* the one that was named; TABLE_NONE */
	struct out *out; /* NULL in formats that write files of their own */
	struct buf line; /* a format's scratch */
	struct group group;
	struct wide *wide;
	struct alike alike; /* of the row in hand */
	struct run run[RUNS_MOST + 1]; /* of the row in hand, in order; behind the last, from is no column's */
	void *state;
	bool noted;
};

#define TABLE_BIT(id) (UINT64_C(1) << (id))
#define TABLES_WIDE (TABLE_BIT(TABLE_INDICATOR_WIDE) | TABLE_BIT(TABLE_FORM_WIDE))
#define TABLES_RECORDS (TABLE_BIT(RECORD_TYPES) - 1)
/* What goes into a database, a folder of tables. */
#define TABLES_DATA (TABLES_RECORDS & ~TABLE_BIT(RECORD_END))

extern const struct format format_csv, format_tsv, format_jsonl, format_json, format_xml, format_markdown,
    format_sqlite, format_xlsx, format_html, format_datapackage;

/* All work of the tool; the exit status is cli_finish's. */
void render_run(struct render_options *options, char **operands, size_t n);
/* Writes what is in r->line and empties it. */
void render_flush_line(struct render *r);
/* The same once OUT_BYTES are in it, which are then not copied; for formats whose finish is render_finish_lines. */
void render_end_line(struct render *r);
bool render_finish_lines(struct render *r, bool good);
/* Ends the list of runs at the n-th. */
static inline void render_end_runs(struct render *r, size_t n) { r->run[n].from = SIZE_MAX; }
/* The next run is columns from .. to, which are a record's fields from field[0] on; raw is that record's line, or empty. */
static inline void render_add_run(struct render *r, size_t *n, size_t from, size_t to, const struct str *field, struct str raw)
{
	const struct str *last = field + (to - from) - 1;

	if (raw.n)
		r->run[(*n)++] = (struct run){ from, to, str_of(field->p, (size_t)(last->p + last->n - field->p)) };
}

typedef void render_put(struct render *, const struct column *, size_t i, struct str);     /* appends column i to r->line */
typedef void render_put_run(struct render *, const struct run *, const struct str *field); /* the same for some, and the fields */

/* What is alike in many rows is copied, once it was put. */
static inline void render_alike(struct render *r, const struct table *t, const struct str *field, render_put *put)
{
	struct alike *a = &r->alike;
	size_t start = r->line.n;

	if (a->again) {
		buf_add(&r->line, buf_str(&a->text));
		return;
	}
	for (size_t i = a->from; i < a->to; i++)
		put(r, &t->column[i], i, field[i]);
	buf_reset(&a->text);
	buf_add(&a->text, str_of(r->line.p + start, r->line.n - start));
}

/*
 * Puts each field of a row, runs at once if there is a function for them (NULL: there is none).  It is inline for the
 * sake of formats whose rows are most of their work.
 */
static inline void render_columns(struct render *r, const struct table *t, const struct str *field, render_put *put,
    render_put_run *put_run)
{
	const struct run *run = r->run;

	for (size_t i = 0; i < t->columns;) {
		if (put_run && i == run->from) {
			put_run(r, run, field + i);
			i = run++->to;
		} else if (i == r->alike.from && r->alike.to) {
			render_alike(r, t, field, put);
			i = r->alike.to;
		} else {
			put(r, &t->column[i], i, field[i]);
			i++;
		}
	}
}
/* The title of a column in the language asked for: "names" (or NULL), "en", "zh". */
struct str column_title(const struct column *c, const char *titles);

/* diff.c: the two streams by key. */
void diff_run(const struct render_options *options, char **operands, size_t n);

/* wide.c: rows of the wide tables out of a form's records. */
struct wide *wide_new(void);
void wide_indicators(struct wide *w, struct render *r, const struct group *g);
void wide_form(struct wide *w, struct render *r, const struct group *g);
void wide_free(struct wide *w);

/* tempfile.c: a file that some library writes by name. */
struct tempfile {
	char *path, *final;
};
/* There is something of that name, and it is no plain file. */
bool file_is_special(const char *name);
bool tempfile_open(struct tempfile *t, const char *final);
bool tempfile_commit(struct tempfile *t);
void tempfile_abandon(struct tempfile *t);

/* csv.c: one field as RFC 4180 wants it, for datapackage too; safe guards formulas. */
void csv_field(struct buf *into, struct str s, bool safe);
/* n fields, commas between them, none guarded; run is all of them as a record has them (see struct run). */
void csv_run(struct buf *into, struct str run, const struct str *field);

#endif
