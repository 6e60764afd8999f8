/* The `writer` half of stream.h: records onto an out. */
#include "stream.h"

#include <assert.h>

void writer_begin(struct writer *w, enum record_type type)
{
	assert(type < RECORD_TYPES);
	w->type = type;
	w->fields = 0;
	if (type == RECORD_DOCUMENT)
		w->records = 0;
	buf_reset(&w->line);
	buf_add(&w->line, record_info(type)->name);
}

/* The byte that stands behind the backslash for c; 0 when c needs no escape. */
static char escape_of(char c)
{
	switch (c) {
	case '\t': return 't';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\\': return '\\';
	default: return 0;
	}
}

void writer_text(struct writer *w, struct str field)
{
	size_t from = 0;

	buf_byte(&w->line, '\t');
	for (size_t i = 0; i < field.n; i++) {
		char escape;
		if (((unsigned char)field.p[i] > '\r' && field.p[i] != '\\') || (escape = escape_of(field.p[i])) == 0)
			continue;
		buf_add(&w->line, str_of(field.p + from, i - from));
		buf_byte(&w->line, '\\');
		buf_byte(&w->line, escape);
		from = i + 1;
	}
	buf_add(&w->line, str_from(field, from));
	w->fields++;
}

void writer_number(struct writer *w, size_t n)
{
	buf_byte(&w->line, '\t');
	buf_number(&w->line, n);
	w->fields++;
}

static void put_line(struct writer *w)
{
	out_add(w->out, buf_str(&w->line));
	out_byte(w->out, '\n');
	w->records++;
	if (w->line_buffered)
		out_flush(w->out);
}

void writer_done(struct writer *w)
{
	assert(w->type == RECORD_ROW ? w->fields >= ROW_COUNT : w->fields == record_info(w->type)->count);
	put_line(w);
}

void writer_copy(struct writer *w, const struct record *record)
{
	if (record->type == RECORD_DOCUMENT)
		w->records = 0;
	out_add(w->out, record->raw);
	out_byte(w->out, '\n');
	w->records++;
	if (w->line_buffered)
		out_flush(w->out);
}

void writer_end(struct writer *w, struct str doc, size_t lines, size_t bytes)
{
	size_t records = w->records;

	writer_begin(w, RECORD_END);
	writer_text(w, doc);
	writer_number(w, records);
	writer_number(w, lines);
	writer_number(w, bytes);
	writer_done(w);
	w->records = 0;
	out_flush(w->out);
}

void writer_free(struct writer *w) { buf_free(&w->line); }
