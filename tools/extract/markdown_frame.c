#include "markdown_frame.h"
#include "readers.h"

static bool is_rule(struct str s, bool bar)
{
	bool dashes = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c != '+' && c != '-' && c != '=' && c != ':' && !(bar && (c == '|' || c == ' ')))
			return false;
		dashes |= c == '-' || c == '=';
	}
	return dashes;
}

bool frame_rule(struct str s)
{
	s = str_trim(s);
	return s.n > 2 && s.p[0] == '+' && s.p[s.n - 1] == '+' && is_rule(s, false);
}

static struct gather *column(struct frame *f, size_t k)
{
	while (f->n <= k) {
		f->column = mem_grow(f->column, f->n, &f->cap, sizeof *f->column);
		f->column[f->n++] = (struct gather){ 0 };
	}
	return &f->column[k];
}

static void add_piece(struct frame *f, size_t k, const struct input *in, const struct line *line, struct str piece)
{
	size_t from;

	piece = str_trim(piece);
	if (piece.n == 0 || is_rule(piece, false)) /* of the latter only rules below cells that do not span rows */
		return;
	from = (size_t)(piece.p - line->text.p);
	buf_reset(&f->resolved);
	inline_resolve(&f->resolved, piece);
	gather_more(column(f, k), str_trim(buf_str(&f->resolved)), input_spot(in, line, from, from + piece.n));
}

void frame_add(struct frame *f, const struct input *in, const struct line *line)
{
	struct str s = str_trim(line->text);
	bool partly = str_find(s, STR("+--"), 0) < s.n; /* below some cells only */
	size_t k = 0;

	if (f->lines++ == 0)
		f->line = line->number;
	for (size_t at = 1, end; at < s.n; at = end + 1) {
		for (end = at; end < s.n && !(s.p[end] == '|' && s.p[end - 1] != '\\') && !(partly && s.p[end] == '+'); end++)
			;
		column(f, k);
		add_piece(f, k, in, line, str_of(s.p + at, end - at));
		k += k + 1 < FRAME_COLUMNS;
	}
}

void frame_row(struct frame *f, struct sink *out)
{
	if (f->lines == 0)
		return;
	for (size_t k = 0; k < f->n; k++) {
		struct gather *c = &f->column[k];
		if (c->n)
			gather_cell(&f->row, gather_text(c, 0), c->part[0].at);
		else
			gather_blank(&f->row, f->line);
		gather_reset(c);
	}
	f->row.line = f->line;
	f->row.lines = f->lines;
	gather_row(&f->row, out);
	f->lines = 0;
}

void frame_free(struct frame *f)
{
	for (size_t k = 0; k < f->cap && k < f->n; k++)
		gather_free(&f->column[k]);
	mem_free(f->column);
	gather_free(&f->row);
	buf_free(&f->resolved);
}
