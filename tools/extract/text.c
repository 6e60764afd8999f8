/*
 * The reader of text out of PDFs (as word processors write them): the end of a cell or paragraph is a blank
 * at the end of its line, lines in between are wrapped.
 *
 * Lines up to such a blank are a group.  A group of one line becomes a row of its pieces, a group of several
 * a row of one cell (text_cells.h).  What is prose, a title or a table's is told by shape alone (shape.h);
 * text without such blanks goes to bare_read.
 */
#include "bare.h"
#include "readers.h"
#include "shape.h"
#include "text_reader.h"

enum {
	PAGES_MOST = 256,    /* page numbers held back inside one table */
	NARROW_RUN = 12,     /* groups of narrow cells after which a wide paragraph is no cell any more */
	PROSE_LINE = 30,     /* a sentence of one line that long is no cell behind a title */
	PIECE_SHORT = 20,
	PARTS_MOST = 7       /* pieces of a line of cells the last of which is wrapped */
};

static void group_reset(struct group *g)
{
	gather_reset(&g->whole);
	gather_reset(&g->pieces);
	g->lines = 0;
}

static void group_free(struct group *g)
{
	gather_free(&g->whole);
	gather_free(&g->pieces);
}

/* Remembers a row that may come again; the last cell of its line may be wrapped, or be a group of its own. */
static void see(struct text_reader *r, const struct group *g)
{
	struct str text = gather_last(&g->whole);

	if (g->nonblank < TEXT_SEEN_PIECES) {
		text_seen_add_rest(&r->seen, g->lines > 1 ? text : str_of(NULL, 0), true);
		return;
	}
	text_seen_add(&r->seen, g->hash);
	if (g->lines > 1)
		text_seen_add_rest(&r->seen, str_from(text, g->first), false);
}

static void flush_pages(struct text_reader *r) { gather_texts(&r->pages, r->out); }

static void flush_repeat(struct text_reader *r)
{
	if (r->repeat.lines)
		gather_row(&r->repeat, r->out);
}

static void end_table(struct text_reader *r)
{
	flush_repeat(r);
	if (r->where == IN_TABLE)
		sink_table_end(r->out);
	r->where = IN_PROSE;
	flush_pages(r);
}

static void begin_table(struct text_reader *r, const struct group *g)
{
	sink_table(r->out, g->pieces.part[g->before].at);
	r->where = IN_TABLE;
	text_seen_reset(&r->seen);
	r->narrow = 0;
}

/*
 * Cells that begin on one line, the last of which is wrapped, as they stand where cells begin at the top of their
 * row.  A blank between two Chinese words tells, or one before a sign: figures have blanks around them.
 */
static bool has_parts(const struct group *g)
{
	for (size_t i = 0; i + 1 < g->pieces.n; i++)
		if (shape_parting(gather_text(&g->pieces, i), gather_text(&g->pieces, i + 1)))
			return g->nonblank <= PARTS_MOST;
	return false;
}

/* Blank cells above the group, where each is an empty line; behind every cell may stand one that is none. */
static void write_blanks(struct text_reader *r, const struct group *g)
{
	size_t first = g->whole.part[0].at.line - g->gap;

	for (size_t i = r->spaced; i < g->gap; i += r->spaced ? 2 : 1) {
		struct cell blank = { .at = { .line = first + i } };
		sink_row(r->out, &blank, 1, blank.at.line);
	}
}

static void write_row(struct text_reader *r, struct group *g)
{
	bool parts = g->lines > 1 && g->nonblank > 1 && has_parts(g);
	struct gather *row = g->lines == 1 || parts ? &g->pieces : &g->whole;
	size_t line = g->whole.part[0].at.line;

	if (r->stacked)
		write_blanks(r, g);
	see(r, g);
	r->narrow = g->wide < TEXT_RUNS_ACROSS ? r->narrow + 1 : 0;
	if (g->lines > 1 && !parts) {
		for (size_t i = 0; i < g->before; i++)
			gather_blank_first(row, line);
		for (size_t i = 0; i < g->behind; i++)
			gather_blank(row, line);
	}
	row->lines = g->lines;
	gather_row(row, r->out);
	group_reset(g);
}

static void write_text(struct text_reader *r, struct group *g)
{
	g->whole.lines = g->lines;
	gather_texts(&g->whole, r->out);
	group_reset(g);
}

static void write_title(struct text_reader *r, struct group *g)
{
	end_table(r);
	buf_reset(&r->title);
	buf_add(&r->title, gather_last(&g->whole));
	write_text(r, g);
	r->where = AFTER_TITLE;
}

/* A paragraph that runs across the page and ends like a sentence. */
static bool is_prose(const struct group *g, struct str text)
{
	if (!shape_sentence(text))
		return false;
	return g->lines > 1 ? g->wide >= PIECE_SHORT : g->wide >= PROSE_LINE;
}

/* Inside a table a cell may end in 表 too: a title is numbered, begins a page or ends like the one before. */
static bool is_next_title(const struct text_reader *r, const struct group *g, struct str text)
{
	if (!shape_title(text) || (r->ahead && shape_ordinal(r->ahead->body)))
		return false;
	if (shape_ordinal(text) || g->page_start || r->page_number_before)
		return true;
	return r->title.n && str_eq(shape_title_end(text), shape_title_end(buf_str(&r->title)))
	    && shape_points(text, 6) == 6;
}

/* Many short pieces on one line, without stops or leaders: a row of a form, even if no title was found. */
static bool is_plain_row(const struct group *g, struct str text)
{
	if (g->lines != 1 || g->nonblank < TEXT_ROW_PIECES || g->whole.text.n > TEXT_SEEN_BYTES || shape_sentence(text))
		return false;
	if (str_find(text, STR("..."), 0) < text.n || str_find(text, STR("…"), 0) < text.n)
		return false;
	for (size_t i = 0; i < g->pieces.n; i++)
		if (shape_points(gather_text(&g->pieces, i), PIECE_SHORT + 1) > PIECE_SHORT)
			return false;
	return true;
}

static void hold(struct text_reader *r)
{
	struct group g = r->held;

	r->held = r->now;
	r->now = g;
	group_reset(&r->now);
}

/* The group behind the held one shows whether that was the heading of a chapter. */
static void settle_held(struct text_reader *r, bool chapter)
{
	if (r->held.lines == 0)
		return;
	if (chapter) {
		end_table(r);
		write_text(r, &r->held);
	} else {
		write_row(r, &r->held);
	}
}

static void close_in_table(struct text_reader *r, struct group *g, struct str text)
{
	enum chapter_shape chapter = shape_chapter(text);
	bool prose = is_prose(g, text);

	settle_held(r, chapter != CHAPTER_NONE || prose);
	if (r->where != IN_TABLE) {
		write_text(r, g);
	} else if (chapter == CHAPTER_SURE) {
		end_table(r);
		write_text(r, g);
	} else if (prose && g->lines > 1 && g->wide >= TEXT_RUNS_ACROSS && r->narrow >= NARROW_RUN) {
		hold(r); /* goals stand below many narrow cells as well: the next group tells */
	} else if (chapter == CHAPTER_MAYBE && g->lines == 1 && g->nonblank <= 2) {
		hold(r);
	} else {
		write_row(r, g);
	}
}

static void close_outside(struct text_reader *r, struct group *g, struct str text)
{
	bool begins;

	if (r->where == AFTER_TITLE)
		begins = !shape_bracketed(text) && !is_prose(g, text) && shape_chapter(text) == CHAPTER_NONE;
	else
		begins = is_plain_row(g, text) && shape_chapter(text) == CHAPTER_NONE;
	if (begins) {
		begin_table(r, g);
		write_row(r, g);
		return;
	}
	if (!shape_bracketed(text))
		r->where = IN_PROSE;
	write_text(r, g);
	if (r->where == IN_PROSE)
		flush_pages(r);
}

static void close_group(struct text_reader *r)
{
	struct group *g = &r->now;
	struct str text = gather_last(&g->whole);

	if (g->lines == 0)
		return;
	if (r->where == IN_TABLE && !r->title_begun ? is_next_title(r, g, text) : shape_title(text)) {
		settle_held(r, true);
		write_title(r, g);
	} else if (r->where == IN_TABLE) {
		close_in_table(r, g, text);
	} else {
		close_outside(r, g, text);
	}
	r->page_number_before = r->title_begun = false;
}

/* The line's pieces, of which it returns how many; where each cell has a line of its own, a blank is the cell's. */
static size_t split_line(struct text_reader *r, const struct text_line *line)
{
	if (!r->stacked || str_find(line->body, STR("  "), 0) < line->body.n)
		return text_cells_split(&r->now.pieces, r->in, line);
	gather_cell(&r->now.pieces, line->body, input_spot(r->in, &line->line, line->from, line->to));
	return 1;
}

static void add_line(struct text_reader *r, const struct text_line *line)
{
	struct group *g = &r->now;

	if (g->lines == 0) {
		g->before = text_cells_before(line);
		g->page_start = line->page_start;
		g->gap = line->gap;
		g->wide = text_ems(line->body);
		g->nonblank = split_line(r, line);
		g->hash = g->nonblank < TEXT_SEEN_PIECES ? 0 : text_seen_hash(line->body);
	}
	g->behind = text_cells_behind(line);
	gather_more(&g->whole, line->body, input_spot(r->in, &line->line, line->from, line->to));
	if (g->lines == 0)
		g->first = gather_last(&g->whole).n;
	else if (g->nonblank > 1 && r->where != IN_PROSE)
		gather_more(&g->pieces, line->body, input_spot(r->in, &line->line, line->from, line->to));
	g->lines++;
}

static void take_page_number(struct text_reader *r, const struct text_line *line)
{
	if (r->pages.n >= PAGES_MOST) {
		bool in_table = r->where == IN_TABLE;
		end_table(r);
		r->where = in_table ? AFTER_TITLE : IN_PROSE; /* the table goes on, without a title */
	}
	(void)str_number(line->body, &r->page);
	gather_cell(&r->pages, line->body, input_spot(r->in, &line->line, line->from, line->to));
	r->pages.lines++;
	r->page_number_before = true;
	if (r->where == IN_PROSE && r->now.lines == 0)
		flush_pages(r);
}

/* The table's heading row again, in the middle of a cell: written before the cell's row. */
static bool take_repeated_row(struct text_reader *r, const struct text_line *line)
{
	size_t pieces;

	if (r->where != IN_TABLE || r->now.lines == 0 || !text_seen_has(&r->seen, line->body))
		return false;
	pieces = text_cells_split(&r->repeat, r->in, line);
	if (!line->page_start && !r->page_number_before && pieces < TEXT_ROW_PIECES) {
		gather_reset(&r->repeat);
		return false;
	}
	settle_held(r, false);
	r->repeat.lines = 1;
	text_seen_expect(&r->seen, line->body);
	if (r->seen.expected.n == 0)
		flush_repeat(r);
	return true;
}

/* A line of the wrapped cell that ended the repeated row when it came first. */
static bool take_repeated_rest(struct text_reader *r, const struct text_line *line)
{
	struct spot at;

	if (!text_seen_take(&r->seen, line->body)) {
		flush_repeat(r);
		return false;
	}
	at = input_spot(r->in, &line->line, line->from, line->to);
	if (r->seen.expected.own)
		gather_cell(&r->repeat, line->body, at);
	else
		gather_more(&r->repeat, line->body, at);
	r->seen.expected.own = false;
	r->repeat.lines++;
	if (r->seen.expected.n == 0)
		flush_repeat(r);
	return true;
}

static void take_line(struct text_reader *r, const struct text_line *line)
{
	if (text_is_page_number(r, line) || text_is_running_head(r, line)) {
		take_page_number(r, line);
		return;
	}
	if (take_repeated_rest(r, line) || take_repeated_row(r, line))
		return;
	if (!r->title_begun && text_begins_title(r, line)) {
		close_group(r);
		r->title_begun = true;
	}
	if (r->now.lines && text_breaks_group(r, line))
		close_group(r);
	add_line(r, line);
	if (text_ends_group(r, line))
		close_group(r);
}

static void read_groups(struct text_reader *r)
{
	const struct text_line *line;

	while ((line = text_lines_next(&r->lines, &r->ahead)) != NULL)
		take_line(r, line);
	close_group(r);
	settle_held(r, true);
	end_table(r);
	text_lines_free(&r->lines);
	group_free(&r->now);
	group_free(&r->held);
	gather_free(&r->repeat);
	gather_free(&r->pages);
	buf_free(&r->title);
	text_seen_free(&r->seen);
}

void lines_read(struct input *in, struct sink *out)
{
	struct text_reader r = { .in = in, .out = out, .lines = { .in = in }, .line_groups = true };

	read_groups(&r);
}

void text_read(struct input *in, struct sink *out)
{
	struct text_reader r = { .in = in, .out = out, .lines = { .in = in } };
	struct text_tally t = text_tally(input_peek(in));

	/* somebody trimmed it, or padded it */
	r.padded = t.lines > 20 && t.ending * 33 > t.lines * 32;
	r.line_groups = text_trimmed(&t) || r.padded;
	r.stacked = text_stacked(&t);
	r.unwrapped = r.line_groups && (r.stacked || !text_wrapped(&t));
	r.spaced = text_spaced(&t);
	r.loose = !r.line_groups && t.blocks * 5 >= t.lines * 4;
	if (tabbed_is_stacked(input_peek(in)))
		tabbed_read(in, out);
	else if (text_in_blocks(&t))
		bare_read(in, out);
	else
		read_groups(&r);
}
