/* Lines of Markdown written: prose without its marks, rows as cells. */
#include "markdown_bytes.h"
#include "markdown_state.h"
#include "pipes.h"

/* A row with more cells is written in pieces, so that a line of pipes costs no memory.  CELLS_FIRST is doubled until then. */
enum { CELLS_FIRST = 16, CELLS_MOST = 4096 };

void markdown_keep(struct markdown *m, const struct line *line)
{
	if (line->number == m->kept) /* another piece of a long line */
		return;
	m->kept = line->number;
	sink_lines_kept(m->out, 1);
}

/* ---- text ---- */

void markdown_put_text(struct markdown *m, const struct line *line)
{
	struct str s = str_trim(line->text), bare = mark_heading(s);
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
	markdown_keep(m, line);
}

/* ---- rows ---- */

/* The cell's text without escapes, tags and entities.  It never grows, so m->resolved never moves. */
static struct str resolve(struct markdown *m, struct str s)
{
	size_t from = m->resolved.n, at = 0;

	while (at < s.n && !(kind_at(s.p + at) & BYTE_INLINE))
		at++;
	if (at == s.n)
		return s;
	inline_resolve(&m->resolved, s);
	return str_trim(str_of(m->resolved.p + from, m->resolved.n - from));
}

static struct spot place(const struct markdown *m, const struct line *line, size_t from, size_t to)
{
	return line == &m->join.line ? join_spot(&m->join, m->in, from, to) : input_spot(m->in, line, from, to);
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
	bool lead = s.n && *s.p == '|', trail = s.n > 1 && pipe_ends(s);
	bool usual = m->rows > 0 && ((lead && !m->lead) || (trail && !m->trail)) && pipes_count(s) == m->pipes;

	if (trail && !(usual && !m->trail))
		s.n--;
	return lead && !(usual && !m->lead) ? str_from(s, 1) : s;
}

/* Grows with the widest row: to clear room for any would cost more than a small filing. */
static __attribute__((noinline)) size_t more_cells(struct markdown *m, const struct line *line, size_t n)
{
	size_t cap = m->cell_cap ? m->cell_cap * 2 : CELLS_FIRST;

	if (cap > CELLS_MOST) {
		write_cells(m, line, n);
		return 0;
	}
	m->cell = mem_resize(m->cell, cap, sizeof *m->cell);
	memset(m->cell + m->cell_cap, 0, (cap - m->cell_cap) * sizeof *m->cell);
	m->cell_cap = cap;
	return n;
}

/* Room for cell n; returns its number, which is 0 when those before it had to be written. */
static inline size_t room_for(struct markdown *m, const struct line *line, size_t n)
{
	return n < m->cell_cap ? n : more_cells(m, line, n);
}

/* Nearly every row: nothing to resolve, nobody asks for places.  Returns the cells not yet written. */
static size_t split_plain(struct markdown *m, const struct line *line, struct str s)
{
	struct pipes pipes = { .s = s };
	size_t n = 0;

	for (size_t at = 0, end; at <= s.n; at = end + 1) {
		end = pipes_next(&pipes);
		n = room_for(m, line, n);
		m->cell[n++].text = trim_cell(str_of(s.p + at, end - at)); /* NOLINT(clang-analyzer-core.NullDereference): there is room */
	}
	return n;
}

static __attribute__((noinline)) size_t split_marked(struct markdown *m, const struct line *line, struct str s)
{
	struct pipes pipes = { .s = s };
	size_t n = 0;

	buf_reset(&m->resolved);
	buf_room(&m->resolved, s.n + 1);
	for (size_t at = 0, end; at <= s.n; at = end + 1) {
		struct str text;
		size_t from;
		end = pipes_part(&pipes, at);
		n = room_for(m, line, n);
		text = trim_cell(str_of(s.p + at, end - at));
		from = (size_t)(text.p - line->text.p);
		m->cell[n].text = resolve(m, text);
		m->cell[n].at = (struct spot){ .line = line->number };
		if (m->out->provenance && m->cell[n].text.n)
			m->cell[n].at = place(m, line, from, from + text.n);
		n++;
	}
	return n;
}

void markdown_put_row(struct markdown *m, const struct line *line)
{
	struct str s = row_body(m, trim_row(line->text));
	size_t n;

	n = line->plain && !m->out->provenance ? split_plain(m, line, s) : split_marked(m, line, s);
	write_cells(m, line, n);
	m->rows++;
	markdown_keep(m, line);
}
