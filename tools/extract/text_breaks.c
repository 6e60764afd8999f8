/* Where groups of text out of PDFs end, and which lines are none of theirs: titles, page numbers, running heads. */
#include "shape.h"
#include "text_reader.h"

enum {
	TITLE_LEAST = 10,  /* a shorter line may be the end of a wrapped title */
	PADDED_SHORT = 12  /* a label whose own blanks hang at the end of its line */
};

/* Broken off behind a comma: no paragraph ends so. */
static bool is_unfinished(struct str s) { return str_ends(s, STR("，")) || str_ends(s, STR("、")); }

/*
 * A blank ends the cell.  Blanks typed inside a label may hang there as well: they are an even number from
 * four on (the cell's own blank and two for each empty cell make an odd one), and the label goes on.
 */
bool text_ends_group(const struct text_reader *r, const struct text_line *line)
{
	if (r->now.whole.text.n >= INPUT_LINE_MOST)
		return true;
	if (r->title_begun)
		return r->now.lines > 1;
	if (line->line.more)
		return false;
	if (r->padded && line->trail == 0)
		return false;
	if (r->unwrapped)
		return r->now.wide < TEXT_RUNS_ACROSS || !is_unfinished(line->body);
	if (r->line_groups)
		return shape_sentence(line->body) || r->now.wide < TEXT_RUNS_ACROSS || (r->where != IN_PROSE && r->now.nonblank > 2);
	if (line->trail == 0)
		return false;
	return !(r->where == IN_TABLE && line->trail >= 4 && line->trail % 2 == 0 && r->ahead && r->ahead->lead == 0
	    && !r->ahead->page_start && shape_points(line->body, PADDED_SHORT + 1) <= PADDED_SHORT
	    && shape_points(r->ahead->body, PADDED_SHORT + 1) <= PADDED_SHORT);
}

bool text_breaks_group(const struct text_reader *r, const struct text_line *line)
{
	bool ordinal = shape_ordinal(line->body);

	if (r->title_begun)
		return false;
	if (line->trail && shape_title(line->body) && (ordinal || line->page_start || shape_sentence(gather_last(&r->now.whole))))
		return true;
	if (shape_chapter(line->body) == CHAPTER_SURE && (line->page_start || r->where == IN_PROSE))
		return true;
	if (r->line_groups && r->where == IN_PROSE && shape_title(line->body) && shape_longer(line->body, TITLE_LEAST))
		return true;
	return r->where == IN_PROSE && ordinal && (r->line_groups || shape_sentence(gather_last(&r->now.whole)));
}

/* Squeezed in between two lines where others have empty lines between them, and the next after the last page's. */
static bool is_squeezed(const struct text_reader *r, const struct text_line *line)
{
	size_t n;

	return r->loose && line->gap == 0 && r->ahead && r->ahead->gap == 0 && str_number(line->body, &n)
	    && (r->page == 0 || n == r->page + 1);
}

bool text_is_page_number(const struct text_reader *r, const struct text_line *line)
{
	enum page_shape shape = shape_page_number(line->body);

	if (shape != PAGE_MAYBE || r->stacked) /* a figure of a stack is a cell */
		return shape == PAGE_SURE;
	if (is_squeezed(r, line))
		return true;
	return line->gap >= 2 || !r->ahead || r->ahead->page_start || (!r->line_groups && r->ahead->gap >= 2);
}

bool text_begins_title(const struct text_reader *r, const struct text_line *line)
{
	const struct text_line *next = r->ahead;

	if (!next || line->line.more || (!r->line_groups && (r->now.lines || line->trail)))
		return false;
	if (!shape_may_end_title(next->body)) {
		next = text_lines_beyond(&r->lines);
		if (!next || !shape_may_end_title(next->body) || shape_page_number(r->ahead->body) == PAGE_NONE)
			return false;
	}
	return shape_title_begun(line->body, next->body, buf_str(&r->title), !r->line_groups ? TITLE_UNFINISHED
	    : r->where == IN_TABLE ? TITLE_IN_TABLE : TITLE_IN_PROSE);
}

bool text_is_running_head(struct text_reader *r, const struct text_line *line)
{
	size_t pieces;

	if (r->loose && r->where == IN_TABLE && r->page_number_before && line->gap == 0 && r->ahead && r->ahead->gap == 0
	    && !shape_title(line->body) && !text_seen_has(&r->seen, line->body))
		return true; /* squeezed in with the number */
	if (r->where != IN_TABLE || !r->page_number_before || r->now.lines || !r->ahead || !text_seen_has(&r->seen, r->ahead->body)
	    || text_seen_has(&r->seen, line->body) || shape_title(line->body))
		return false;
	pieces = text_cells_split(&r->repeat, r->in, r->ahead);
	gather_reset(&r->repeat);
	return pieces >= TEXT_ROW_PIECES;
}
