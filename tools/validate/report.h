/*
 * report: what is done with findings: said on standard error, written alone to the output, counted.
 *
 * Ownership: a report copies nothing of a finding; it keeps counts by rule, for the document in hand and
 * for the run, and the fingerprints of a baseline.  Its out is the caller's.
 */
#ifndef PG_REPORT_H
#define PG_REPORT_H

#include "common/hash.h"
#include "common/stream.h"
#include "rules.h"

enum format { FORMAT_STREAM, FORMAT_GNU, FORMAT_TSV, FORMAT_JSONL, FORMAT_SARIF, FORMAT_GITHUB, FORMAT_SUMMARY };

/* A finding as people see it, ours or one that came with the stream.  The message is in their language. */
struct seen {
	struct str doc, form, rule, subject, message;
	struct str digits;   /* the line as it is written; empty: not at hand */
	size_t line, column; /* 0: not known; column: code points, from 1; the stream's format takes digits without a line */
	enum grade grade;
	enum rule_id id; /* RULE_COUNT: a rule of another tool */
	bool plain;      /* the message needs neither cleaning nor escapes (format_is_plain); false: it may */
};

/* FNV over doc, form, rule, subject: lines may move between two runs, findings do not. */
struct baseline {
	struct hash prints;
};
bool baseline_load(struct baseline *b, const char *file); /* an issue stream or --format tsv; false after a message */
bool baseline_has(const struct baseline *b, const struct seen *s);
void baseline_free(struct baseline *b);

enum { RULES_OTHER = 32 }; /* rules of other tools that are counted by name; more share one count */

struct tally {
	size_t count[RULE_COUNT + RULES_OTHER + 1][GRADE_ERROR + 1];
};

struct report {
	const struct rules *rules;
	enum format format;
	enum grade fail_on; /* GRADE_OFF: never */
	size_t most;        /* shown of a rule; 0: all */
	bool quiet, color, chinese;
	struct out *out;    /* for formats other than the stream */
	struct baseline baseline;
	struct tally doc, all;
	char *other[RULES_OTHER];
	size_t others, shown[RULE_COUNT + RULES_OTHER + 1];
	size_t written;     /* findings on out */
	bool columns;       /* one of them had a column */
	enum grade worst;   /* of those that count */
	struct buf line;
	struct buf doc_name, doc_clean; /* of the finding before, as filed and for a terminal */
	struct buf severity[GRADE_ERROR + 1]; /* as a line has it */
};

bool report_format_find(struct str name, enum format *format);
void report_open(struct report *r); /* what stands before the findings */
void report_add(struct report *r, const struct seen *s);
void report_document(struct report *r, struct str doc); /* at its end */
void report_close(struct report *r); /* what stands behind them; says what was withheld */
int report_status(const struct report *r); /* 1 when --fail-on is met */
void report_free(struct report *r);

/*
 * Whether a text of a stream surely has neither control characters nor backslashes.
 * Of a short one nothing is known.
 */
bool format_is_plain(struct str s);
/* report_format.c: one finding, or what stands around them, into r->line. */
void format_finding(struct report *r, const struct seen *s);
void format_gnu(struct report *r, const struct seen *s, struct buf *into); /* as on standard error */
void format_begin(struct report *r);
void format_end(struct report *r);
void format_severity(const struct report *r, enum grade g, struct buf *into); /* for people, in its colour */

#endif
