/*
 * Markdown as OCR writes it.  A table is a run of lines with pipes; whether the first of them is a
 * header, a row or no table at all is seen only from the line behind it, so one row is held back.
 */
#include "markdown_bytes.h"
#include "markdown_state.h"
#include "pipes.h"

enum { FRAME_LINES = 256 /* of one row */ };

/* ---- lines ---- */

static enum kind kind_of(const struct line *line)
{
	struct str s = line->text;
	size_t pipe;

	while (s.n && is_blank_byte(*s.p))
		s = str_of(s.p + 1, s.n - 1);
	if (s.n == 0)
		return LINE_BLANK;
	if (*s.p == '|' && s.n > 1) {
		if (may_be_ruler(s) && mark_ruler(s))
			return LINE_RULER;
		if (s.n > 2 && pipe_ends(s)) /* nearly every row */
			return LINE_ROW;
		return pipe_at(s, 1) < s.n ? LINE_ROW : LINE_WEAK;
	}
	if (!line->plain && mark_table_tag(s))
		return LINE_HTML;
	pipe = pipe_at(s, 0);
	if ((pipe < s.n || *s.p == '+') && may_be_ruler(s) && mark_ruler(s))
		return LINE_RULER;
	if (pipe < s.n)
		return LINE_WEAK;
	return str_blank(s) ? LINE_BLANK : LINE_TEXT;
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
	m->trail = pipe_ends(s);
	m->pipes = pipes_count(s);
	m->ruled = NOT_RULED;
	m->spaced = m->gap = false;
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
	join_begin(&m->join, line);
}

/*
 * The ruler below the held row only strayed into the table in hand: the first one that it has, or the next below
 * each of its rows; and the row is as wide and has words.
 */
static bool strayed(struct markdown *m)
{
	return m->in_table && (m->ruled == NOT_RULED || m->ruled == m->rows)
	    && pipes_count(str_trim(held(m)->text)) == m->pipes && !is_blank_row(held(m)->text);
}

/* The held row stands above a ruler: a table begins with it.  A blank one is only layout. */
static void put_header(struct markdown *m)
{
	if ((m->rows > 0 && !strayed(m)) || !m->in_table) {
		end_table(m);
		begin_table(m, held(m));
	}
	if (is_blank_row(held(m)->text))
		markdown_keep(m, held(m));
	else
		markdown_put_row(m, held(m));
	m->ruled = m->rows;
}

static bool is_neighbour(struct markdown *m, enum kind kind, const struct line *next)
{
	return kind == LINE_ROW || (kind == LINE_WEAK && pipes_count(next->text) == pipes_count(held(m)->text));
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
			markdown_put_text(m, held(m));
			return;
		}
		begin_table(m, held(m));
		markdown_keep(m, held(m));
		m->frame.on = kind == LINE_ROW && frame_rule(held(m)->text);
		return;
	}
	if (kind == LINE_RULER && (m->rows == 0 || !m->in_table || mark_sure_ruler(next->text))) {
		put_header(m);
		return;
	}
	if (begins && !is_neighbour(m, kind, next)) {
		markdown_put_text(m, held(m));
		return;
	}
	if (!m->in_table)
		begin_table(m, held(m));
	markdown_put_row(m, held(m));
}

/* Prose with a pipe in it, directly below a table: far fewer cells than a row has. */
static bool continues(const struct markdown *m, struct str s)
{
	return m->in_table && (pipe_ends(str_trim(s)) || 2 * (pipes_count(s) + 1) >= m->pipes);
}

static void take_ruler(struct markdown *m, const struct line *line)
{
	if (!m->in_table)
		hold(m, LINE_RULER, line);
	else if (m->rows > 0 && !mark_sure_ruler(line->text))
		hold(m, LINE_ROW, line);
	else
		markdown_keep(m, line);
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

/* In a table whose rows end in pipes a row of fewer pipes may go on, also one of a single pipe. */
static bool may_go_on(const struct markdown *m, struct str s)
{
	s = str_trim(s);
	return m->in_table && m->lead && m->trail && s.n && *s.p == '|' && !pipe_ends(s) && pipes_count(s) < m->pipes;
}

static void take_weak(struct markdown *m, const struct line *line)
{
	bool goes_on = continues(m, line->text);

	m->doubtful = !goes_on && may_go_on(m, line->text);
	if (!goes_on && !m->doubtful)
		end_table(m);
	hold(m, LINE_WEAK, line);
}

/*
 * Some converters part all lines by a blank one: if it stands below the ruler or the first row already, rows may
 * follow behind each.
 */
static void take_blank(struct markdown *m)
{
	m->spaced = m->spaced || (m->in_table && m->rows <= 1);
	if (m->gap || !m->spaced)
		end_table(m);
	m->gap = m->in_table;
}

/* Behind the blank line below a row of the table in hand: whether that goes on. */
static void end_gap(struct markdown *m, enum kind kind, const struct line *line)
{
	if (m->gap && kind != LINE_BLANK && !(kind == LINE_RULER || (kind == LINE_ROW && pipes_count(str_trim(line->text)) == m->pipes)))
		end_table(m);
	if (kind != LINE_BLANK)
		m->gap = false;
}

/* A line whose neighbour below is known only later is held; what the held one is, this one tells. */
static void take_line(struct markdown *m, enum kind kind, const struct line *line)
{
	if (m->doubtful)
		end_table(m);
	m->doubtful = false;
	settle(m, kind, line);
	end_gap(m, kind, line);
	switch (kind) {
	case LINE_BLANK:
		take_blank(m);
		if (m->quoted) /* its mark was not blank */
			markdown_keep(m, line);
		return;
	case LINE_TEXT:
		end_table(m);
		markdown_put_text(m, line);
		return;
	case LINE_WEAK:
		take_weak(m, line);
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

/* The lines behind the held row do not complete it: each is what it looks like. */
static void part_again(struct markdown *m)
{
	size_t n = m->join.n;

	m->join.n = n ? 1 : 0;
	for (size_t i = 1; i < n; i++) /* holding one of them writes part[0] only */
		take_line(m, kind_of(&m->join.part[i].line), &m->join.part[i].line);
}

static void put_joined(struct markdown *m)
{
	size_t n = m->join.n;

	m->is_held = m->doubtful = false;
	markdown_put_row(m, &m->join.line);
	for (size_t i = 1; i < n; i++)
		markdown_keep(m, &m->join.part[i].line);
	m->join.n = 0;
}

/* Whether the line goes on with the last cell of the held row, so far. */
static bool take_join(struct markdown *m, enum kind kind, const struct line *line)
{
	bool asks = m->join.n > 1 || (m->is_held && (kind == LINE_TEXT || kind == LINE_WEAK) && may_go_on(m, held(m)->text));
	enum join_state state = JOIN_NOT;

	if (!asks)
		return false;
	if (kind == LINE_TEXT || kind == LINE_WEAK)
		state = join_add(&m->join, line, m->pipes);
	if (state == JOIN_DONE)
		put_joined(m);
	if (state == JOIN_NOT)
		part_again(m);
	return state != JOIN_NOT;
}

/* Cuts the mark of a block quote off.  In a table that is none `> 5 | b` is a row: there only `> |` is a mark. */
static bool unquote(const struct markdown *m, struct line *line)
{
	size_t n = mark_quote(line->text), raw;
	bool may = m->quoted || !(m->in_table || m->is_held);

	if (n == 0 || line->column > 1 || !(may || n == line->text.n || line->text.p[n] == '|'))
		return false;
	raw = input_spot(m->in, line, 0, n).length;
	line->text = str_from(line->text, n);
	line->raw = str_from(line->raw, raw);
	line->offset += raw;
	line->column += n;
	return true;
}

static void put_frame(struct markdown *m)
{
	if (m->frame.lines && !m->started)
		sink_table(m->out, (struct spot){ .line = m->header });
	m->started = m->started || m->frame.lines;
	frame_row(&m->frame, m->out);
	m->rows++;
}

/* Whether the line is of the table of +---+ lines in hand; what is not ends it. */
static bool take_framed(struct markdown *m, const struct line *line)
{
	struct str s = str_trim(line->text);
	bool rule = frame_rule(s);

	if (rule || s.n == 0 || (*s.p != '|' && *s.p != '+'))
		put_frame(m);
	if (rule) {
		markdown_keep(m, line);
		return true;
	}
	if (s.n && (*s.p == '|' || *s.p == '+')) {
		frame_add(&m->frame, m->in, line);
		if (str_find(s, STR("+--"), 0) < s.n || m->frame.lines >= FRAME_LINES)
			put_frame(m);
		return true;
	}
	m->frame.on = false;
	end_table(m);
	return false;
}

static void take(struct markdown *m, struct line *line)
{
	enum kind kind = kind_of(line);

	if (m->frame.on && take_framed(m, line))
		return;

	if (kind == LINE_ROW && m->join.n <= 1 && !m->doubtful) { /* nearly every line */
		if (m->is_held && m->held_kind == LINE_ROW && m->in_table)
			markdown_put_row(m, held(m));
		else
			settle(m, kind, line);
		if (m->frame.on) {
			frame_add(&m->frame, m->in, line);
			return;
		}
		if (m->gap)
			end_gap(m, kind, line);
		hold(m, kind, line);
		return;
	}
	if (kind == LINE_BLANK && !m->in_table && !m->is_held) {
		m->quoted = false;
		return;
	}
	m->quoted = (kind == LINE_TEXT || kind == LINE_WEAK || kind == LINE_HTML) && mark_may_quote(line->text) && unquote(m, line);
	if (m->quoted)
		kind = kind_of(line);
	if (!take_join(m, kind, line))
		take_line(m, kind, line);
}

static void take_island(struct markdown *m, struct line *line)
{
	m->quoted = m->quoted && unquote(m, line);
	if (m->quoted && str_blank(line->text)) /* the reader of HTML keeps no blank line, but its mark was none */
		markdown_keep(m, line);
	take_html(m, line);
}

void markdown_read(struct input *in, struct sink *out)
{
	struct markdown m = { .in = in, .out = out };
	struct line line;

	while (input_line(in, &line)) {
		if (m.island)
			take_island(&m, &line);
		else
			take(&m, &line);
	}
	if (m.frame.on)
		put_frame(&m);
	part_again(&m);
	if (m.doubtful)
		end_table(&m);
	settle(&m, LINE_BLANK, NULL);
	end_table(&m);
	if (m.island)
		html_island_free(m.island);
	join_free(&m.join);
	frame_free(&m.frame);
	buf_free(&m.resolved);
	mem_free(m.cell);
}
