/*
 * The source lines at a document's end: those that its records and their values came from, out of the filing
 * where it can be read, with the places of values marked; else what the records say.
 */
#include <stdio.h>
#include <stdlib.h>

#include "escape.h"
#include "html_page.h"

/* The filing, read line by line. */
struct filing {
	FILE *file; /* NULL: it is not there */
	char *text;
	size_t cap, n;
	size_t line, offset; /* of the line in text: its number, from 1, and where it begins, in bytes */
};

/* Moves on to that line of the file; false at its end. */
static bool read_to(struct filing *f, size_t line)
{
	while (f->line < line) {
		ssize_t got = getline(&f->text, &f->cap, f->file);
		if (got < 0)
			return false;
		f->offset += f->n;
		f->n = (size_t)got;
		f->line++;
	}
	return true;
}

/* What a record shows of its line when the filing itself is not there. */
static void item_text(struct buf *into, const struct item *item)
{
	static const struct { enum record_type type; int column[2]; } raw[] = {
		{ RECORD_FORM, { FORM_TITLE, FORM_TITLE } }, { RECORD_FIELD, { FIELD_LABEL, FIELD_RAW } },
		{ RECORD_AMOUNT, { AMOUNT_LABEL, AMOUNT_RAW } }, { RECORD_GOAL, { GOAL_TEXT, GOAL_TEXT } },
		{ RECORD_SCHEDULE, { SCHEDULE_DUE, SCHEDULE_RAW } }, { RECORD_INDICATOR, { INDICATOR_LEVEL3, INDICATOR_RAW } },
		{ RECORD_RESULT, { RESULT_RAW, RESULT_RAW } }, { RECORD_ACHIEVEMENT, { ACHIEVEMENT_TEXT, ACHIEVEMENT_TEXT } } };

	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
		if (raw[i].type != item->type)
			continue;
		escape_markup_lines(into, item->field[raw[i].column[0]]);
		if (raw[i].column[0] != raw[i].column[1]) {
			buf_add(into, STR(" │ "));
			escape_markup_lines(into, item->field[raw[i].column[1]]);
		}
	}
}

/* All of the line's records, then its places, which then show their columns. */
static void told_line(struct html *h, const struct place_entry *entry, size_t n, size_t spot, size_t spots)
{
	struct buf *b = &h->out;

	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add(b, STR(" ┃ "));
		item_text(b, entry[i].item);
	}
	for (size_t i = 0, together; i < spots; i += together) {
		together = spots_together(&h->spots, spot + i);
		buf_byte(b, ' ');
		spots_place(b, &h->spots, spot + i, together, STR(""));
	}
}

/* How much of the line belongs to the place at `from`: up to the next place, for marks do not overlap. */
static size_t mark_length(const struct spots *s, size_t spot, size_t together, size_t rest, size_t from, size_t room)
{
	size_t length = 0;

	for (size_t i = 0; i < together; i++)
		if (s->spot[s->place[spot + i]].length > length)
			length = s->spot[s->place[spot + i]].length;
	if (rest > together) {
		size_t next = s->spot[s->place[spot + together]].offset - s->spot[s->place[spot]].offset;
		length = next < length ? next : length;
	}
	return length < room - from ? length : room - from;
}

/* The line itself with its places marked; one that is not within it (a line without end) shows its column. */
static void filed_line(struct html *h, const struct filing *f, size_t spot, size_t spots)
{
	struct str text = str_trim_right(str_of(f->text, f->n));
	struct buf *b = &h->out;
	size_t at = 0;

	for (size_t i = 0, together; i < spots; i += together) {
		size_t offset = h->spots.spot[h->spots.place[spot + i]].offset, from = offset - f->offset, length = 0;
		together = spots_together(&h->spots, spot + i);
		if (offset >= f->offset && from >= at && from < text.n) {
			length = mark_length(&h->spots, spot + i, together, spots - i, from, text.n);
			escape_markup_lines(b, str_of(text.p + at, from - at));
			at = from + length;
		}
		spots_place(b, &h->spots, spot + i, together, length ? str_of(text.p + from, length) : STR(""));
	}
	escape_markup_lines(b, str_from(text, at));
}

static size_t spot_line(const struct spots *s, size_t i) { return i < s->n ? s->spot[s->place[i]].line : SIZE_MAX; }

static void write_line(struct html *h, struct filing *f, size_t line, const struct place_entry *entry, size_t n, size_t spot, size_t spots)
{
	struct buf *b = &h->out;

	buf_add(b, STR("<li id=\"d"));
	buf_number(b, h->documents);
	buf_byte(b, 'l');
	buf_number(b, line);
	buf_add(b, STR("\"><b>"));
	buf_number(b, line);
	buf_add(b, STR("</b><span>"));
	if (f->file && read_to(f, line))
		filed_line(h, f, spot, spots);
	else
		told_line(h, entry, f->file ? 0 : n, spot, spots);
	buf_add(b, STR("</span></li>\n"));
}

void document_lines(struct html *h, const char *file)
{
	struct filing f = { .file = file ? fopen(file, "rb") : NULL };

	for (size_t i = 0, k = 0; i < h->places || k < h->spots.n;) {
		size_t line = spot_line(&h->spots, k), entries = 0, spots = 0;
		if (i < h->places && h->place[i].line < line)
			line = h->place[i].line;
		while (i + entries < h->places && h->place[i + entries].line == line)
			entries++;
		while (spot_line(&h->spots, k + spots) == line)
			spots++;
		write_line(h, &f, line, h->place + i, entries, k, spots);
		i += entries;
		k += spots;
	}
	if (f.file)
		(void)fclose(f.file); /* it was only read */
	free(f.text);
}
