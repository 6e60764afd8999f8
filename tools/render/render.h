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
/*
 * Puts each field of a row, by a function that appends column i to r->line; what is alike is copied.  It is
 * inline for the sake of formats whose rows are most of their work.
 */
static inline void render_columns(struct render *r, const struct table *t, const struct str *field,
    void (*put)(struct render *, const struct column *, size_t i, struct str))
{
	struct alike *a = &r->alike;
	size_t i = 0, start;

	for (; i < a->from; i++)
		put(r, &t->column[i], i, field[i]);
	if (a->again) {
		buf_add(&r->line, buf_str(&a->text));
	} else if (a->to) {
		for (start = r->line.n; i < a->to; i++)
			put(r, &t->column[i], i, field[i]);
		buf_reset(&a->text);
		buf_add(&a->text, str_of(r->line.p + start, r->line.n - start));
	}
	for (i = a->to; i < t->columns; i++)
		put(r, &t->column[i], i, field[i]);
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

#endif
