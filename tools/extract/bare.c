#include "bare.h"

#include "rows.h"
#include "shape.h"

enum {
	SHORT = 20,        /* code points of a line that may be a cell where no title was found */
	LONG = 40,         /* a single line behind a title that is longer, and a sentence, is prose */
	TITLE_LEAST = 8,   /* a shorter line may be the end of a wrapped one */
	UNTITLED_LINES = 4, /* lines of a block that begins a table without a title */
	WRAPPED = 25       /* a prose line of that length without a stop goes on in the next */
};

enum where { IN_PROSE, AFTER_TITLE, AFTER_CHAPTER, IN_TABLE };

struct bare {
	struct sink *out;
	struct rows rows;     /* rows.now is the block in hand, a cell a line */
	struct gather para;   /* a paragraph in hand */
	enum where where;
	bool all_short;       /* of the block: all lines short and without a final stop */
};

static void end_table(struct bare *b)
{
	rows_flush(&b->rows, b->out);
	if (b->where == IN_TABLE)
		sink_table_end(b->out);
	b->where = IN_PROSE;
}

static void flush_para(struct bare *b) { gather_texts(&b->para, b->out); }

static bool is_heading(struct str s) { return shape_title(s) || shape_chapter(s) != CHAPTER_NONE; }

/* Whether prose broke off in the middle of a sentence and goes on in s. */
static bool goes_on(const struct bare *b, struct str s)
{
	struct str last = gather_last(&b->para);

	return b->para.n && b->rows.gap <= 1 && shape_points(last, WRAPPED) == WRAPPED && !shape_sentence(last)
	    && !is_heading(last) && !shape_ordinal(s) && !is_heading(s) && b->para.text.n <= INPUT_LINE_MOST;
}

static void write_prose(struct bare *b)
{
	for (size_t i = 0; i < b->rows.now.n; i++) {
		struct str s = gather_text(&b->rows.now, i);
		if (s.n == 0)
			s = STR("|"); /* no blank cell after all */
		if (!goes_on(b, s))
			flush_para(b);
		gather_more(&b->para, s, b->rows.now.part[i].at);
		b->para.lines++;
	}
	gather_reset(&b->rows.now);
}

static bool begins_table(const struct bare *b)
{
	struct str first = gather_text(&b->rows.now, 0);

	switch (b->where) {
	case IN_TABLE: return true;
	case AFTER_TITLE:
		return b->rows.now.n > 1 || (!shape_bracketed(first) && (!shape_sentence(first)
		                                                        || shape_points(first, LONG) < LONG));
	default: return b->rows.now.n >= UNTITLED_LINES && b->all_short;
	}
}

/* A block has ended: a row, or prose. */
static void end_block(struct bare *b)
{
	enum chapter_shape chapter;
	bool caption;

	if (b->rows.now.n == 0)
		return;
	caption = b->where == AFTER_TITLE && b->rows.now.n == 1 && shape_bracketed(gather_text(&b->rows.now, 0));
	chapter = b->rows.now.n == 1 ? shape_chapter(gather_text(&b->rows.now, 0)) : CHAPTER_NONE;
	if (chapter == CHAPTER_NONE && begins_table(b)) {
		flush_para(b);
		if (b->where != IN_TABLE)
			sink_table(b->out, b->rows.now.part[0].at);
		b->where = IN_TABLE;
		rows_shift(&b->rows, b->out);
		return;
	}
	end_table(b);
	b->where = caption ? AFTER_TITLE : chapter != CHAPTER_NONE ? AFTER_CHAPTER : IN_PROSE;
	write_prose(b);
}

static void take_title(struct bare *b, struct str s, struct spot at)
{
	end_block(b);
	flush_para(b);
	end_table(b);
	sink_text(b->out, s, at);
	sink_lines_kept(b->out, 1);
	b->where = AFTER_TITLE;
	b->rows.gap = 0;
}

/* In a table a cell may end in 表, and so may a short line of prose: else a title is numbered or stands behind an empty line. */
static bool is_title(const struct bare *b, struct str s)
{
	return shape_title(s) && (b->rows.now.n == 0 || (b->where != IN_TABLE && (shape_ordinal(s) || shape_longer(s, TITLE_LEAST))));
}

static void take_line(struct bare *b, struct input *in, const struct line *line)
{
	struct str s = str_trim(line->text);
	size_t from = (size_t)(s.p - line->text.p);
	struct spot at = input_spot(in, line, from, from + s.n);

	if (is_title(b, s)) {
		take_title(b, s, at);
		return;
	}
	if (b->rows.now.n == 0)
		b->all_short = true;
	if (shape_points(s, SHORT + 1) > SHORT || shape_sentence(s))
		b->all_short = false;
	if (str_eq(s, STR("|")) || str_eq(s, STR("｜")))
		gather_blank(&b->rows.now, line->number);
	else
		gather_cell(&b->rows.now, s, at);
	b->rows.now.lines++;
	if (b->rows.now.n == GATHER_CELLS_MOST || b->rows.now.text.n > INPUT_LINE_MOST) {
		end_block(b);
		b->rows.gap = 1;
	}
}

void bare_read(struct input *in, struct sink *out)
{
	struct bare b = { .out = out, .rows = { .share = true } };
	struct line line;
	bool in_block = false;

	while (input_line(in, &line)) {
		if (!str_blank(line.text)) {
			take_line(&b, in, &line);
			in_block = true;
			continue;
		}
		if (in_block) {
			end_block(&b);
			b.rows.gap = 0;
		}
		in_block = false;
		b.rows.gap++;
	}
	end_block(&b);
	flush_para(&b);
	end_table(&b);
	rows_free(&b.rows);
	gather_free(&b.para);
}
