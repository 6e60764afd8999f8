/*
 * Markdown as OCR writes it.  A table is a run of lines with pipes; whether the first of them is a
 * header, a row or no table at all is seen only from the line behind it, so one row is held back.
 */
#include "pipes.h"
#include "readers.h"

enum kind {
	LINE_BLANK,
	LINE_TEXT,
	LINE_ROW,   /* begins with a pipe and has another one */
	LINE_WEAK,  /* has pipes, but so may prose: a row only beside others */
	LINE_RULER, /* |---|:--| */
	LINE_HTML   /* <table */
};

/* A row with more cells is written in pieces, so that a line of pipes costs no memory. */
enum { CELLS_MOST = 4096 };

struct markdown {
	struct input *in;
	struct sink *out;
	bool is_held;
	enum kind held_kind;
	struct line held;         /* its views point into the two buffers */
	struct buf held_text, held_raw;
	bool in_table;            /* rows go to the table in hand, which the sink may not know yet */
	bool started;             /* the sink knows it */
	size_t header;            /* line of a blank header row or ruler that stands for it until then */
	size_t rows;              /* of the table in hand */
	bool lead, trail;         /* whether its first row has pipes at its ends */
	size_t pipes;             /* of its first row */
	struct cell *cell;        /* CELLS_MOST */
	struct buf resolved;      /* cells that are not as filed */
	size_t kept;              /* last line reported as kept */
	struct html_island *island;
};

/* ---- lines ---- */

static bool is_blank_byte(char c) { return c == ' ' || c == '\t'; }

/* The next pipe at or after `at` that no backslash makes a character; s.n when there is none. */
static size_t next_pipe(struct str s, size_t at)
{
	size_t from = at;

	while ((at = str_chr(s, '|', at)) < s.n && at > from && s.p[at - 1] == '\\')
		at++;
	return at;
}

static size_t count_pipes(struct str s)
{
	size_t n = 0;

	for (size_t at = next_pipe(s, 0); at < s.n; at = next_pipe(s, at + 1))
		n++;
	return n;
}

static bool ends_in_pipe(struct str s)
{
	return s.n > 0 && s.p[s.n - 1] == '|' && !(s.n > 1 && s.p[s.n - 2] == '\\');
}

static bool is_dash(uint32_t c) { return c == '-' || c == '=' || c == 0x2013 || c == 0x2014 || c == 0x2500; }

static inline bool may_begin_ruler(char c) { return c == '-' || c == ':' || c == '=' || c == '+' || c == '\xe2'; }

/* By its first byte that is no pipe and no blank; nearly no row may. */
static inline bool may_be_ruler(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && (*p == '|' || is_blank_byte(*p)))
		p++;
	return p < end && may_begin_ruler(*p);
}

/* Dashes, also such as OCR makes of them, between pipes; a grid's +---+ too. */
static bool is_ruler(struct str s)
{
	bool has_dash = false, has_sign = false;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = (unsigned char)s.p[at] < 0x80 ? (unsigned char)s.p[at++] : str_next(s, &at);
		bool dash = is_dash(c), sign = c == '|' || c == '+';
		if (!dash && !sign && c != ':' && c != ' ' && c != '\t')
			return false;
		has_dash |= dash;
		has_sign |= sign;
	}
	return has_dash && has_sign;
}

/* |---| and |:-:| say a ruler anywhere; | - | may be a row of nothing but dashes. */
static bool is_sure_ruler(struct str s)
{
	return str_find(s, STR("--"), 0) < s.n || str_find(s, STR(":-"), 0) < s.n || str_find(s, STR("-:"), 0) < s.n;
}

static bool is_table_tag(struct str s, size_t at)
{
	static const char name[] = "table";
	size_t i = 0;

	if (s.n - at < sizeof name + 1)
		return false;
	while (name[i] && (s.p[at + 1 + i] | 0x20) == name[i])
		i++;
	return !name[i] && memchr(" \t>", s.p[at + 1 + i], 3);
}

static bool has_table_tag(struct str s)
{
	for (size_t at = str_chr(s, '<', 0); at < s.n; at = str_chr(s, '<', at + 1))
		if (is_table_tag(s, at))
			return true;
	return false;
}

static enum kind kind_of(const struct line *line)
{
	struct str s = line->text;
	size_t pipe;

	while (s.n && is_blank_byte(*s.p))
		s = str_from(s, 1);
	if (s.n == 0)
		return LINE_BLANK;
	if (*s.p == '|' && s.n > 1) {
		if (may_be_ruler(s) && is_ruler(s))
			return LINE_RULER;
		return next_pipe(s, 1) < s.n ? LINE_ROW : LINE_WEAK;
	}
	if (!line->plain && has_table_tag(s))
		return LINE_HTML;
	pipe = next_pipe(s, 0);
	if ((pipe < s.n || *s.p == '+') && may_be_ruler(s) && is_ruler(s))
		return LINE_RULER;
	if (pipe < s.n)
		return LINE_WEAK;
	return str_blank(s) ? LINE_BLANK : LINE_TEXT;
}

static void keep(struct markdown *m, const struct line *line)
{
	if (line->number == m->kept) /* another piece of a long line */
		return;
	m->kept = line->number;
	sink_lines_kept(m->out, 1);
}

/* ---- text ---- */

/* Less the marks of a heading: #'s at both ends, ** or __ around the whole. */
static struct str without_marks(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '#')
		n++;
	if (n >= 1 && n <= 6 && n < s.n && (is_blank_byte(s.p[n]) || (unsigned char)s.p[n] >= 0x80 || s.p[n] == '*')) {
		s = str_trim(str_from(s, n));
		for (n = s.n; n > 0 && s.p[n - 1] == '#';)
			n--;
		if (n > 0 && is_blank_byte(s.p[n - 1]))
			s = str_trim(str_to(s, n));
	}
	for (struct str mark = STR("**");; mark = STR("__")) {
		if (s.n > 4 && str_starts(s, mark) && str_find(s, mark, 2) == s.n - 2)
			return str_trim(str_of(s.p + 2, s.n - 4));
		if (mark.p[0] == '_')
			return s;
	}
}

static void put_text(struct markdown *m, const struct line *line)
{
	struct str s = str_trim(line->text), bare = without_marks(s);
	size_t from;
	struct spot at = { .line = line->number };

	bare = bare.n ? bare : s;
	from = (size_t)(bare.p - line->text.p);
	if (m->out->provenance)
		at = input_spot(m->in, line, from, from + bare.n);
	if (!line->plain) {
		buf_reset(&m->resolved);
		inline_resolve(&m->resolved, bare);
		s = str_trim(buf_str(&m->resolved));
		bare = s.n ? s : bare; /* a line of nothing but markup stays as it is */
	}
	sink_text(m->out, bare, at);
	keep(m, line);
}

/* ---- rows ---- */

/* Bytes that a blank which is not ASCII may begin or end with (other characters may too). */
enum { BYTE_BLANK = 1, BYTE_BEGINS = 2, BYTE_ENDS = 4 };
static const unsigned char byte_kind[256] = {
	[0 ... ' '] = BYTE_BLANK,
	[0x7f] = BYTE_BEGINS | BYTE_ENDS,
	[0x80] = BYTE_ENDS, [0xa0] = BYTE_ENDS, [0xbf] = BYTE_ENDS,
	[0xc2] = BYTE_BEGINS, [0xe3] = BYTE_BEGINS, [0xef] = BYTE_BEGINS,
};

static inline unsigned kind_at(const char *p) { return byte_kind[(unsigned char)*p]; }

/* Most cells have no blanks but ASCII ones at their ends: only the others cost a call. */
static inline struct str trim_cell(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && kind_at(p) & BYTE_BLANK)
		p++;
	while (p < end && kind_at(end - 1) & BYTE_BLANK)
		end--;
	s = str_of(p, (size_t)(end - p));
	return s.n && (kind_at(p) & BYTE_BEGINS || kind_at(end - 1) & BYTE_ENDS) ? str_trim(s) : s;
}

/* The cell's text without escapes, tags and entities.  It never grows, so m->resolved never moves. */
static struct str resolve(struct markdown *m, struct str s)
{
	size_t from = m->resolved.n, at;

	if (str_chr(s, '<', 0) == s.n && str_chr(s, '&', 0) == s.n && str_chr(s, '\\', 0) == s.n)
		return s;
	while ((at = str_find(s, STR("\\|"), 0)) < s.n) {
		inline_resolve(&m->resolved, str_to(s, at));
		buf_byte(&m->resolved, '|');
		s = str_from(s, at + 2);
	}
	inline_resolve(&m->resolved, s);
	return str_trim(str_of(m->resolved.p + from, m->resolved.n - from));
}

static void write_cells(struct markdown *m, const struct line *line, size_t n)
{
	if (!m->started)
		sink_table(m->out, (struct spot){ .line = line->number });
	m->started = true;
	sink_row(m->out, m->cell, n, line->number);
}

/* The row between the pipes at its ends (if those end it and do not part off a blank cell). */
static struct str row_body(const struct markdown *m, struct str s)
{
	bool lead = s.n && *s.p == '|', trail = s.n > 1 && ends_in_pipe(s);
	bool usual = m->rows > 0 && ((lead && !m->lead) || (trail && !m->trail)) && count_pipes(s) == m->pipes;

	if (trail && !(usual && !m->trail))
		s.n--;
	return lead && !(usual && !m->lead) ? str_from(s, 1) : s;
}

static inline size_t flush_full(struct markdown *m, const struct line *line, size_t n)
{
	if (n < CELLS_MOST)
		return n;
	write_cells(m, line, n);
	return 0;
}

/* Nearly every row: nothing to resolve, nobody asks for places.  Returns the cells not yet written. */
static size_t split_plain(struct markdown *m, const struct line *line, struct str s)
{
	struct pipes pipes = { .s = s };
	size_t n = 0;

	for (size_t at = 0, end; at <= s.n; at = end + 1) {
		end = pipes_next(&pipes);
		n = flush_full(m, line, n);
		m->cell[n++].text = trim_cell(str_of(s.p + at, end - at));
	}
	return n;
}

static size_t split_marked(struct markdown *m, const struct line *line, struct str s)
{
	struct pipes pipes = { .s = s };
	size_t n = 0;

	buf_reset(&m->resolved);
	buf_room(&m->resolved, s.n + 1);
	for (size_t at = 0, end; at <= s.n; at = end + 1) {
		struct str text;
		size_t from;
		end = pipes_part(&pipes, at);
		n = flush_full(m, line, n);
		text = trim_cell(str_of(s.p + at, end - at));
		from = (size_t)(text.p - line->text.p);
		m->cell[n].text = resolve(m, text);
		m->cell[n].at = (struct spot){ .line = line->number };
		if (m->out->provenance && m->cell[n].text.n)
			m->cell[n].at = input_spot(m->in, line, from, from + text.n);
		n++;
	}
	return n;
}

static void put_row(struct markdown *m, const struct line *line)
{
	struct str s = row_body(m, trim_cell(line->text));
	size_t n;

	if (!m->cell)
		m->cell = mem_zero(CELLS_MOST, sizeof *m->cell);
	n = line->plain && !m->out->provenance ? split_plain(m, line, s) : split_marked(m, line, s);
	write_cells(m, line, n);
	m->rows++;
	keep(m, line);
}

/* ---- tables ---- */

static void begin_table(struct markdown *m, const struct line *first)
{
	struct str s = str_trim(first->text);

	m->in_table = true;
	m->started = false;
	m->header = first->number;
	m->rows = 0;
	m->lead = s.n && *s.p == '|';
	m->trail = ends_in_pipe(s);
	m->pipes = count_pipes(s);
}

/* A table of a blank header and a ruler is still a table: nothing of it may vanish. */
static void end_table(struct markdown *m)
{
	if (!m->in_table)
		return;
	if (!m->started)
		sink_table(m->out, (struct spot){ .line = m->header });
	sink_table_end(m->out);
	m->in_table = false;
}

static bool is_blank_row(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '|' && !is_blank_byte(s.p[i]))
			return false;
	return true;
}

static void hold(struct markdown *m, enum kind kind, const struct line *line)
{
	m->is_held = true;
	m->held_kind = kind;
	m->held = *line;
	buf_reset(&m->held_text);
	buf_add(&m->held_text, line->text);
	m->held.text = m->held.raw = buf_str(&m->held_text);
	if (line->raw.p == line->text.p)
		return;
	buf_reset(&m->held_raw);
	buf_add(&m->held_raw, line->raw);
	m->held.raw = buf_str(&m->held_raw);
}

/* The held row stands above a ruler: a table begins with it.  A blank one is only layout. */
static void put_header(struct markdown *m)
{
	if (m->rows > 0 || !m->in_table) {
		end_table(m);
		begin_table(m, &m->held);
	}
	if (is_blank_row(m->held.text))
		keep(m, &m->held);
	else
		put_row(m, &m->held);
}

static bool is_neighbour(const struct markdown *m, enum kind kind, const struct line *next)
{
	return kind == LINE_ROW || (kind == LINE_WEAK && count_pipes(next->text) == count_pipes(m->held.text));
}

/* What the held line is, now that the next one is known. */
static void settle(struct markdown *m, enum kind kind, const struct line *next)
{
	bool begins = !m->in_table && m->held_kind != LINE_ROW;

	if (!m->is_held)
		return;
	m->is_held = false;
	if (m->held_kind == LINE_RULER) { /* above everything: without a row below it is prose */
		if (kind != LINE_ROW && kind != LINE_WEAK) {
			put_text(m, &m->held);
			return;
		}
		begin_table(m, &m->held);
		keep(m, &m->held);
		return;
	}
	if (kind == LINE_RULER && (m->rows == 0 || !m->in_table || is_sure_ruler(next->text))) {
		put_header(m);
		return;
	}
	if (begins && !is_neighbour(m, kind, next)) {
		put_text(m, &m->held);
		return;
	}
	if (!m->in_table)
		begin_table(m, &m->held);
	put_row(m, &m->held);
}

/* Prose with a pipe in it, directly below a table: far fewer cells than a row has. */
static bool continues(const struct markdown *m, struct str s)
{
	return m->in_table && (ends_in_pipe(str_trim(s)) || 2 * (count_pipes(s) + 1) >= m->pipes);
}

static void take_ruler(struct markdown *m, const struct line *line)
{
	if (!m->in_table)
		hold(m, LINE_RULER, line);
	else if (m->rows > 0 && !is_sure_ruler(line->text))
		hold(m, LINE_ROW, line);
	else
		keep(m, line);
}

static void take_html(struct markdown *m, const struct line *line)
{
	end_table(m);
	if (!m->island)
		m->island = html_island_new(m->out, m->in);
	if (html_island_feed(m->island, line))
		return;
	html_island_free(m->island);
	m->island = NULL;
}

static void take(struct markdown *m, const struct line *line)
{
	enum kind kind = kind_of(line);

	settle(m, kind, line);
	switch (kind) {
	case LINE_BLANK:
		end_table(m);
		return;
	case LINE_TEXT:
		end_table(m);
		put_text(m, line);
		return;
	case LINE_WEAK:
		if (!continues(m, line->text))
			end_table(m);
		hold(m, kind, line);
		return;
	case LINE_ROW:
		hold(m, kind, line);
		return;
	case LINE_RULER:
		take_ruler(m, line);
		return;
	case LINE_HTML:
		take_html(m, line);
		return;
	}
}

void markdown_read(struct input *in, struct sink *out)
{
	struct markdown m = { .in = in, .out = out };
	struct line line;

	while (input_line(in, &line)) {
		if (m.island)
			take_html(&m, &line);
		else
			take(&m, &line);
	}
	settle(&m, LINE_BLANK, NULL);
	end_table(&m);
	if (m.island)
		html_island_free(m.island);
	buf_free(&m.held_text);
	buf_free(&m.held_raw);
	buf_free(&m.resolved);
	mem_free(m.cell);
}
