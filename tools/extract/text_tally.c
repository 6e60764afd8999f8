#include "text_tally.h"
#include "readers.h"
#include "shape.h"

enum {
	ROW_LINES = 12,  /* a block of more short lines is no row whose cells stand on a line each */
	SIGN_BYTES = 3,  /* of ≥ ≤ ＜ */
	SHORT_LINE = 30, /* code points of a line that may be a cell */
	MARGIN = 4, MARGIN_LINES = 3 /* so many lines end in the last places: they are wrapped */
};

static size_t width_of(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		n += c < 0x80 || (c >= 0xc0 && c < 0xe0) ? 1 : c >= 0xe0 ? 2 : 0;
	}
	return n < TEXT_WIDE ? n : TEXT_WIDE;
}

size_t text_ems(struct str s)
{
	size_t halves = 0;

	for (size_t i = 0; i < s.n && halves < TEXT_WIDE; i++) {
		unsigned char c = (unsigned char)s.p[i];
		halves += c < 0x80 ? 1 : c >= 0xc0 ? 2 : 0;
	}
	return halves / 2;
}

/* Several pieces on a line: a blank with a character of two places beside it; not only a sign (≥ 42家) or 指标1: before it, nor (万元) behind. */
static bool is_parted(struct str s)
{
	for (size_t at = str_chr(s, ' ', s.n < SIGN_BYTES + 1 ? s.n : SIGN_BYTES + 1); at < s.n; at = str_chr(s, ' ', at + 1))
		if (s.p[at - 1] != ':' && !str_starts(str_from(s, at), STR(" (")) && ((unsigned char)s.p[at - 1] >= 0x80 || (at + 1 < s.n && (unsigned char)s.p[at + 1] >= 0xe0)))
			return true;
	return false;
}

bool text_wrapped(const struct text_tally *t)
{
	size_t most = TEXT_WIDE, at_margin = 0;

	while (most > 0 && t->wide[most] == 0)
		most--;
	if (most == TEXT_WIDE)
		return false; /* a line wider than any page */
	for (size_t w = most > MARGIN ? most - MARGIN : 0; w <= most; w++)
		at_margin += t->wide[w];
	return at_margin >= MARGIN_LINES;
}

/* A short line; no title and no sentence. */
static bool may_be_cell(struct str line)
{
	return shape_points(line, SHORT_LINE) < SHORT_LINE && !shape_title(line) && !shape_sentence(line);
}

struct text_tally text_tally(struct str peek)
{
	struct text_tally t = { 0 };
	size_t block = 0, gap = 1;

	for (size_t at = 0, end; at < peek.n; at = end + 1) {
		struct str line;
		end = str_chr(peek, '\n', at);
		line = str_of(peek.p + at, end - at);
		while (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (str_blank(line)) {
			gap++;
			continue;
		}
		t.lines++;
		t.blocks += gap > 0;
		t.far += gap > 1;
		block = (gap ? 0 : block) + may_be_cell(line);
		t.long_blocks += block == ROW_LINES + 1;
		t.ending += str_trim_right(line).n < line.n;
		t.wide[width_of(str_trim(line))]++;
		t.parted += is_parted(str_trim(line));
		gap = 0;
	}
	return t;
}

bool text_trimmed(const struct text_tally *t) { return t->ending * 20 < t->lines; }

bool text_spaced(const struct text_tally *t) { return t->blocks * 10 > t->lines * 9; }

/* Near and far blocks are mixed: what stands between them are blank cells, not the ends of rows. */
static bool has_blanks(const struct text_tally *t) { return t->far * 3 > t->blocks && (t->blocks - t->far) * 6 > t->blocks; }

bool text_in_blocks(const struct text_tally *t)
{
	return text_trimmed(t) && t->blocks * 2 <= t->lines && t->long_blocks == 0 && !has_blanks(t);
}

bool text_stacked(const struct text_tally *t)
{
	return text_trimmed(t) && t->parted * 12 < t->lines && !text_in_blocks(t) && (t->long_blocks || text_spaced(t) || has_blanks(t));
}

bool text_is_stacked(struct str peek)
{
	struct text_tally t = text_tally(peek);

	return text_stacked(&t);
}

bool text_is_lines(struct str peek)
{
	struct text_tally t = text_tally(peek);

	return text_trimmed(&t) && !text_in_blocks(&t) && t.parted * 12 >= t.lines;
}
