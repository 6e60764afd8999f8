/* Where input's text stands in the filing. */
#include "input_state.h"

static bool is_as_filed(const struct line *line) { return line->text.p == line->raw.p; }

/* Moves the walk to text offset `to`, code point by code point, raw bytes and text side by side. */
static void walk_to(const struct input *in, const struct line *line, size_t to)
{
	struct walk *w = in->walk;

	while (w->text < to && w->raw < line->raw.n) {
		uint32_t c;
		bool broken = false;
		char utf8[4];
		w->raw += encoding_step(&in->encoding, line->raw, w->raw, &c, &broken);
		w->text += str_encode(c, utf8);
		w->column++;
	}
}

/* The same for text that stands as it was filed: only heads of sequences count. */
static void walk_fast(struct walk *w, const struct line *line, size_t to)
{
	size_t n = 0;

	for (size_t i = w->text; i < to; i++)
		n += ((unsigned char)line->text.p[i] & 0xc0) != 0x80;
	w->column += n;
	w->text = w->raw = to;
}

struct spot input_spot(const struct input *in, const struct line *line, size_t from, size_t to)
{
	struct walk *w = in->walk;
	struct spot spot = { .line = line->number };

	to = to < line->text.n ? to : line->text.n;
	from = from < to ? from : to;
	if (w->line_offset != line->offset || from < w->text)
		*w = (struct walk){ line->offset, 0, 0, line->column };
	if (is_as_filed(line)) {
		if (!in->no_columns)
			walk_fast(w, line, from);
		spot.column = w->column;
		spot.offset = line->offset + from;
		spot.length = to - from;
		return spot;
	}
	walk_to(in, line, from);
	spot.column = w->column;
	spot.offset = line->offset + w->raw;
	walk_to(in, line, to);
	spot.length = line->offset + w->raw - spot.offset;
	return spot;
}
