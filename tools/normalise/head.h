/*
 * head: the part of a form above (and below) its indicators: fields, amounts, schedule, goals.
 *
 * A row is read from left to right as labels and what stands beside them, wherever the columns are, so a
 * shifted row reads the same.  What has no label is a value of the section it stands in, goes on with
 * the goals above it, repeats the row above, or is an issue.
 */
#ifndef PG_HEAD_H
#define PG_HEAD_H

#include "model.h"

enum { HEAD_COLUMNS = 32 };

/* What rows above have opened for the rows below. */
struct head {
	const struct ncell *section;     /* its label; NULL: none */
	const struct meaning *section_means;
	bool section_money;              /* its label names a unit of money, 10^section_power yuan */
	int section_power;
	enum { HEAD_NONE, HEAD_GOALS, HEAD_ACHIEVEMENTS } open; /* goals may go on in the next row */
	struct head_column {
		size_t column;
		const struct ncell *label;
		const struct meaning *means;
	} column[HEAD_COLUMNS];          /* headings that the next rows stand under: dues, phases, goals */
	size_t columns;
	enum meaning_kind columns_of;
	bool spanning; /* the one heading so far spans the row of headings below */
	bool period; /* amounts of a whole period stand to the left of the year's */
};

/* next: the row below, which tells headings from labels without values; NULL: none. */
void head_row(struct bench *b, struct form *f, struct head *h, const struct nrow *row, const struct nrow *next);
/* The unit of money that stands on a title's line (canonical text), which loses it; empty: none does. */
struct str head_title_unit(struct bench *b, struct str *title);
/* Makes it the form's unit, if it is one. */
void head_state_unit(struct bench *b, struct form *f, struct str unit, struct origin at);
/* A line of the caption (canonical text): unit, year, unit's name …; what is left over is nothing known. */
bool head_caption(struct bench *b, struct form *f, struct str text, size_t line, struct origin at);
/* The text is a caption's: some rule fits.  whole: it is nothing but a unit. */
bool head_captioned(struct bench *b, struct str text, bool whole);
/* The fiscal year that a title or heading states, by the grammar's year rule, a view; empty when it states none. */
struct str year_in(const struct bench *b, struct str canonical);
/* The label means something in the head of a form. */
bool head_label(const struct ncell *c);
/*
 * 项目名称：某项目 in one cell: parts the row's cells at the colon behind a known label.  The row given is not
 * changed; the result is it, or a new one in the arena.
 */
const struct nrow *head_split(struct bench *b, const struct nrow *row);
/* Where a canonical text that is no label as a whole would be parted; 0: it is not. */
size_t head_split_at(struct bench *b, struct str text);
/* The same where it begins with a label of goals and a colon: 绩效目标：某事做好。 */
size_t head_goal_at(struct bench *b, struct str text);
/* Adds an amount of that kind; a field of that name, once; a field without a name. */
void head_field(struct bench *b, struct form *f, const struct ncell *label, const struct ncell *value);
void head_amount(struct bench *b, struct form *f, const struct head *h, const struct ncell *label,
    const struct ncell *value, struct str kind);
void head_named(struct bench *b, struct form *f, struct str name, const struct ncell *label, const struct ncell *value);
/* The text goes on with the form's goals: it begins with the next ordinal. */
bool goals_go_on(struct bench *b, const struct form *f, struct str text);
/* Parts a text into goals at its ordinals. */
void goals_read(struct bench *b, struct form *f, bool achieved, struct str text, size_t line, struct origin at);
/* The same of a cell whose text that is, or a copy: where no ordinal stands in it, that is remembered. */
void goals_read_cell(struct bench *b, struct form *f, bool achieved, const struct ncell *c, struct str text);

#endif
