#include "text_lines.h"
#include "trim.h"

static size_t count_blanks(struct str s)
{
	size_t n = 0, at = 0;

	while (at < s.n && s.p[at] == ' ') /* mostly there is nothing else */
		at++;
	for (n = at; at < s.n;) {
		uint32_t c = str_next(s, &at);
		n += c == 0x3000 ? 2 : c == ' ' || c == 0xa0 || c == '\t';
	}
	return n;
}

/* Copies the line, since the input's own dies when the one ahead is read. */
static void keep_line(struct text_line *t, const struct line *line)
{
	struct str body;

	buf_reset(&t->copy);
	buf_add(&t->copy, line->text);
	if (line->raw.p != line->text.p)
		buf_add(&t->copy, line->raw);
	t->line = *line;
	t->line.text = str_of(t->copy.p, line->text.n);
	t->line.raw = line->raw.p != line->text.p ? str_from(buf_str(&t->copy), line->text.n)
	                                          : str_of(t->copy.p, line->raw.n);
	body = trim_text(t->line.text);
	t->body = body;
	t->from = (size_t)(body.p - t->line.text.p);
	t->to = t->from + body.n;
	t->lead = count_blanks(str_to(t->line.text, t->from));
	t->trail = count_blanks(str_from(t->line.text, t->to));
}

static bool fill(struct text_lines *t, struct text_line *into)
{
	struct line line;
	bool formfeed = false;

	into->gap = 0;
	while (input_line(t->in, &line)) {
		formfeed |= line.formfeed;
		if (trim_blank(line.text)) {
			into->gap++;
			continue;
		}
		keep_line(into, &line);
		into->page_start = formfeed || into->lead % 2 == 1;
		return true;
	}
	return false;
}

const struct text_line *text_lines_next(struct text_lines *t, const struct text_line **ahead)
{
	if (!t->begun) {
		t->begun = true;
		t->ahead = fill(t, &t->slot[0]);
		t->now = 1;
	}
	*ahead = NULL;
	if (!t->ahead)
		return NULL;
	t->now ^= 1;
	t->ahead = fill(t, &t->slot[t->now ^ 1]);
	if (t->ahead)
		*ahead = &t->slot[t->now ^ 1];
	return &t->slot[t->now];
}

void text_lines_free(struct text_lines *t)
{
	buf_free(&t->slot[0].copy);
	buf_free(&t->slot[1].copy);
}
