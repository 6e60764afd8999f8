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

enum { SLOTS = sizeof ((struct text_lines *)0)->slot / sizeof (struct text_line) };

static struct text_line *slot(const struct text_lines *t, unsigned behind)
{
	return (struct text_line *)&t->slot[(t->now + behind) % SLOTS];
}

const struct text_line *text_lines_next(struct text_lines *t, const struct text_line **ahead)
{
	*ahead = NULL;
	if (t->begun && t->held == 0)
		return NULL;
	if (t->begun) {
		t->now = (t->now + 1) % SLOTS;
		t->held--;
	} else if (!fill(t, slot(t, 0))) {
		t->begun = true;
		return NULL;
	}
	t->begun = true;
	while (t->held + 1 < SLOTS && fill(t, slot(t, t->held + 1)))
		t->held++;
	if (t->held)
		*ahead = slot(t, 1);
	return slot(t, 0);
}

const struct text_line *text_lines_beyond(const struct text_lines *t) { return t->held > 1 ? slot(t, 2) : NULL; }

void text_lines_free(struct text_lines *t)
{
	for (unsigned i = 0; i < SLOTS; i++)
		buf_free(&t->slot[i].copy);
}
