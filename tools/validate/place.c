/*
 * The cell in the filing that a finding is about: the `source` records that stand behind its record tell where each
 * of its columns was read (pg-normalise --provenance).
 *
 * Where the cell that was looked at has no place of its own (it is blank, or the value was not filed in a column of
 * its own) the next best of the same record is named; where none has one, the record's line has to do.
 */
#include "validate.h"

enum { COLUMNS = 5, SOURCES = 64 }; /* SOURCES: that are looked at behind a record; it has a dozen */

/* The columns of a record that what a finding is about stands in, best first; the first row that fits counts. */
static const struct {
	enum record_type type;
	enum about about; /* ABOUT_RECORD: all else */
	const char *column[COLUMNS];
} cells[] = {
	{ RECORD_INDICATOR, ABOUT_UNIT, { "unit", "raw", "low", "level3" } },
	{ RECORD_INDICATOR, ABOUT_SIGN, { "op", "raw", "low", "level3" } },
	{ RECORD_INDICATOR, ABOUT_NAME, { "level3", "raw" } },
	{ RECORD_INDICATOR, ABOUT_DESCRIPTION, { "description", "level3" } },
	{ RECORD_INDICATOR, ABOUT_NOTE, { "note", "level3" } },
	{ RECORD_INDICATOR, ABOUT_LEVEL1, { "level1", "level2", "level3" } },
	{ RECORD_INDICATOR, ABOUT_LEVEL2, { "level2", "level1", "level3" } },
	{ RECORD_INDICATOR, ABOUT_RECORD, { "raw", "low", "op", "unit", "level3" } },
	{ RECORD_FORM, ABOUT_CODE, { "code", "title" } },
	{ RECORD_FORM, ABOUT_REGION, { "region", "title" } },
	{ RECORD_FORM, ABOUT_PROJECT, { "project", "title" } },
	{ RECORD_FORM, ABOUT_RECORD, { "title" } },
	{ RECORD_FIELD, ABOUT_RECORD, { "raw", "label" } },
	{ RECORD_AMOUNT, ABOUT_RECORD, { "raw", "label" } },
	{ RECORD_SCHEDULE, ABOUT_RECORD, { "raw", "due" } },
	{ RECORD_GOAL, ABOUT_RECORD, { "text" } },
};

/* A source of that very record: of its form and type, and of its number where it has one. */
static bool speaks_of(const struct item *source, const struct item *item)
{
	enum record_type type = item->type;
	int n = record_column(type, STR("n")), part = record_column(type, STR("part"));

	return source->form == item->form && str_eq(item_field(source, SOURCE_TYPE), record_info(type)->name) &&
		(n < 0 || str_eq(item_field(source, SOURCE_N), item_field(item, (size_t)n))) &&
		(part < 0 || str_eq(item_field(source, SOURCE_PART), item_field(item, (size_t)part)));
}

/* The source of that column; NULL when there is none.  Issues may stand between a record and its sources. */
static const struct item *source_of(const struct window *w, const struct item *item, struct str column)
{
	size_t end = item->index + 1 + SOURCES < w->items ? item->index + 1 + SOURCES : w->items;

	for (size_t k = item->index + 1; k < end; k++) {
		const struct item *source = window_item(w, k);
		if (source->type != RECORD_SOURCE && source->type != RECORD_ISSUE)
			break;
		if (source->type == RECORD_SOURCE && str_eq(item_field(source, SOURCE_COLUMN), column) && speaks_of(source, item))
			return source;
	}
	return NULL;
}

bool place_find(const struct window *w, const struct finding *f, size_t *line, size_t *column)
{
	const struct item *item = f->at, *source = NULL;
	size_t row = 0, rows = sizeof cells / sizeof *cells, at, there;

	if (!w->sources || !item->form)
		return false;
	while (row < rows && (cells[row].type != item->type || (cells[row].about != f->about && cells[row].about != ABOUT_RECORD)))
		row++;
	for (size_t i = 0; row < rows && i < COLUMNS && cells[row].column[i] && !source; i++)
		source = source_of(w, item, str_c(cells[row].column[i]));
	if (!source || !str_number(item_field(source, SOURCE_LINE), &there) || !str_number(item_field(source, SOURCE_AT), &at))
		return false;
	*line = there;
	*column = at;
	return true;
}
