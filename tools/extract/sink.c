#include "sink.h"
#include "shape.h"

/* At most so many paragraphs wait for a table, and none longer than a heading is. */
enum { HELD_MOST = 4, HEADING_POINTS = 80, HEADING_BYTES = 8 * SHAPE_TITLE_MOST };

/* ---- records ---- */

/* A field that is a number, or absent when it is 0. */
static void put_number(struct writer *w, size_t n)
{
	if (n)
		writer_number(w, n);
	else
		writer_text(w, STR(""));
}

static void put_source(struct sink *s, size_t form, struct str type, size_t n, size_t part, struct str column, struct spot at)
{
	struct writer *w = s->writer;

	if (!s->provenance || at.length == 0)
		return;
	writer_begin(w, RECORD_SOURCE);
	writer_text(w, s->doc);
	put_number(w, form);
	writer_text(w, type);
	put_number(w, n);
	put_number(w, part);
	writer_text(w, column);
	writer_number(w, at.line);
	writer_number(w, at.column);
	writer_number(w, at.offset);
	writer_number(w, at.length);
	writer_done(w);
}

static void write_text(struct sink *s, struct str text, struct spot at)
{
	struct writer *w = s->writer;

	writer_begin(w, RECORD_TEXT);
	writer_text(w, s->doc);
	writer_number(w, at.line);
	writer_text(w, text);
	writer_done(w);
	put_source(s, 0, STR("text"), at.line, 0, STR("text"), at);
}

/* ---- paragraphs that wait ---- */

static bool is_heading_like(struct str text)
{
	return text.n <= HEADING_BYTES && !shape_sentence(text)
	    && (!shape_longer(text, HEADING_POINTS) || shape_title(text));
}

/* 2019年, 2019年度 and nothing else. */
static bool is_year(struct str s)
{
	size_t digits = 0;

	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	s = str_trim(str_from(s, digits));
	return digits == 4 && (str_eq(s, STR("年")) || str_eq(s, STR("年度")));
}

/* Says a unit: the word and a colon behind it. */
static bool is_unit(struct str s)
{
	const struct str word = STR("单位");

	for (size_t at = str_find(s, word, 0); at < s.n; at = str_find(s, word, at)) {
		struct str rest = str_trim_left(str_from(s, at += word.n));
		if (str_starts(rest, STR(":")) || str_starts(rest, STR("：")))
			return true;
	}
	return false;
}

static bool is_caption_like(struct str s) { return is_year(s) || is_unit(s) || shape_bracketed(s); }

/* Writes the first n of those that wait as text; the rest moves up. */
static void release(struct sink *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		write_text(s, buf_str(&s->held[i].text), s->held[i].at);
	for (size_t i = 0; i + n < s->held_n && n; i++) {
		struct held moved = s->held[i]; /* its buffer is used again */
		s->held[i] = s->held[i + n];
		s->held[i + n] = moved;
	}
	s->held_n -= n;
}

static void hold(struct sink *s, struct str text, struct spot at)
{
	if (s->held_n == HELD_MOST)
		release(s, 1);
	if (!s->held)
		s->held = mem_zero(HELD_MOST, sizeof *s->held);
	buf_reset(&s->held[s->held_n].text);
	buf_add(&s->held[s->held_n].text, text);
	s->held[s->held_n++].at = at;
}

void sink_text(struct sink *s, struct str text, struct spot at)
{
	if (s->watch)
		watch_at(s->watch, at.line);
	if (s->in_table)
		sink_table_end(s);
	text = str_trim(text);
	if (is_heading_like(text)) {
		hold(s, text, at);
		return;
	}
	release(s, s->held_n);
	write_text(s, text, at);
}

/* ---- tables ---- */

/* The number of the title among those that wait; held_n when there is none. */
static size_t find_title(const struct sink *s)
{
	for (size_t i = s->held_n; i > 0; i--) {
		struct str text = buf_str(&s->held[i - 1].text);
		bool may = str_ends(text, STR("表")) || str_find(text, STR("表"), 0) < text.n; /* cheap, and mostly the answer */
		if (may && shape_title(text))
			return i - 1;
	}
	return s->held_n;
}

/* Where the caption begins that stands directly above the table. */
static size_t find_caption(const struct sink *s)
{
	size_t i = s->held_n;

	while (i > 0 && is_caption_like(buf_str(&s->held[i - 1].text)))
		i--;
	return i;
}

static struct str join_caption(struct sink *s, size_t from)
{
	buf_reset(&s->scratch);
	for (size_t i = from; i < s->held_n; i++) {
		if (i > from)
			buf_byte(&s->scratch, '\n');
		buf_add(&s->scratch, buf_str(&s->held[i].text));
	}
	return buf_str(&s->scratch);
}

/* A unit of money alone: 单位：万元, and not 填报单位：…. */
static bool is_money_unit(struct str s)
{
	return is_unit(s) && (str_ends(s, STR("元")) || str_ends(s, STR("元）")) || str_ends(s, STR("元)")));
}

/* A unit directly above the title is the caption's as well: the title moves before it.  Returns where the title is. */
static size_t lift_title(struct sink *s, size_t title)
{
	while (title > 0 && title < s->held_n && is_money_unit(buf_str(&s->held[title - 1].text))) {
		struct held moved = s->held[title];
		s->held[title] = s->held[title - 1];
		s->held[--title] = moved;
	}
	return title;
}

void sink_table(struct sink *s, struct spot at)
{
	struct writer *w = s->writer;
	size_t title = lift_title(s, find_title(s)), caption, tag;
	bool has_title = title < s->held_n;

	if (s->watch)
		watch_at(s->watch, at.line);
	if (s->in_table)
		sink_table_end(s);
	release(s, has_title ? title : find_caption(s));
	caption = has_title ? 1 : 0;
	writer_begin(w, RECORD_TABLE);
	tag = writer_line(w).n;
	writer_text(w, s->doc);
	writer_number(w, ++s->tables);
	buf_reset(&s->row);
	buf_add(&s->row, record_info(RECORD_ROW)->name);
	buf_add(&s->row, str_from(writer_line(w), tag));
	writer_number(w, has_title ? s->held[0].at.line : at.line);
	writer_text(w, has_title ? buf_str(&s->held[0].text) : STR(""));
	writer_text(w, join_caption(s, caption));
	writer_done(w);
	if (has_title)
		put_source(s, s->tables, STR("table"), 0, 0, STR("title"), s->held[0].at);
	for (size_t i = caption; i < s->held_n; i++)
		put_source(s, s->tables, STR("table"), 0, i - caption + 1, STR("caption"), s->held[i].at);
	s->held_n = 0;
	s->rows = 0;
	s->in_table = true;
}

static void put_span(struct sink *s, size_t cell, const struct cell *c, size_t line)
{
	struct writer *w = s->writer;

	writer_begin(w, RECORD_SPAN);
	writer_text(w, s->doc);
	writer_number(w, s->tables);
	writer_number(w, s->rows);
	writer_number(w, cell);
	writer_number(w, c->rows ? c->rows : 1);
	writer_number(w, c->columns ? c->columns : 1);
	writer_number(w, line);
	writer_done(w);
}

void sink_row(struct sink *s, const struct cell *cells, size_t n, size_t line)
{
	struct writer *w = s->writer;
	size_t spans = 0;

	if (!s->in_table)
		sink_table(s, (struct spot){ .line = line });
	if (s->watch)
		watch_at(s->watch, line);
	writer_begin_as(w, RECORD_ROW, buf_str(&s->row), 2);
	writer_number(w, line);
	writer_number(w, ++s->rows);
	for (size_t i = 0; i < n; i++) {
		writer_text(w, cells[i].text);
		spans |= cells[i].rows | cells[i].columns;
	}
	writer_done(w);
	for (size_t i = 0; i < n && spans > 1; i++)
		if (cells[i].rows > 1 || cells[i].columns > 1)
			put_span(s, i + 1, &cells[i], line);
	for (size_t i = 0; i < n && s->provenance; i++)
		put_source(s, s->tables, STR("row"), s->rows, i + 1, STR("cell"), cells[i].at);
}

void sink_table_end(struct sink *s) { s->in_table = false; }

void sink_lines_kept(struct sink *s, size_t n)
{
	if (s->watch)
		watch_kept(s->watch, n);
}

/* ---- documents ---- */

void sink_document(struct sink *s, struct str doc, const char *format)
{
	s->doc = doc;
	s->tables = s->rows = s->held_n = 0;
	s->in_table = false;
	writer_begin(s->writer, RECORD_DOCUMENT);
	writer_text(s->writer, doc);
	writer_text(s->writer, str_c(format));
	writer_done(s->writer);
}

void sink_document_end(struct sink *s, size_t lines, size_t bytes)
{
	release(s, s->held_n);
	s->in_table = false;
	writer_end(s->writer, s->doc, lines, bytes);
}

void sink_issue(struct sink *s, size_t line, const char *severity, const char *rule, struct str subject, struct str message)
{
	struct writer *w = s->writer;

	writer_begin(w, RECORD_ISSUE);
	writer_text(w, s->doc);
	writer_text(w, STR(""));
	put_number(w, line);
	writer_text(w, str_c(severity));
	writer_text(w, str_c(rule));
	writer_text(w, subject);
	writer_text(w, message);
	writer_done(w);
}

void sink_free(struct sink *s)
{
	for (size_t i = 0; s->held && i < HELD_MOST; i++)
		buf_free(&s->held[i].text);
	mem_free(s->held);
	buf_free(&s->scratch);
	buf_free(&s->row);
	s->held = NULL;
}
