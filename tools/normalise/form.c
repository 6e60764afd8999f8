#include "form.h"
#include "rejoin.h"
#include "head.h"
#include "header.h"
#include "indicators.h"
#include "memo.h"
#include "several.h"
#include "tidy.h"
#include "title.h"

enum { SPAN_COLUMNS_MOST = 64 };

/* What runs from row to row. */
struct reading {
	struct {
		const struct ncell *cell;
		size_t left; /* rows below that it still spans */
	} span[SPAN_COLUMNS_MOST];
	bool spans;      /* some cell did, since the heading */
	struct tidy tidy;
	struct head head;
	struct level_labels labels;
	bool in_indicators;
};

static bool starts_indicators(const struct nrow *row)
{
	const struct ncell *c = row_full(row, 0);

	return row->filled > 1 && (c->level1 || c->level2) && !head_label(c);
}

/* 项目名称：… in the only cell of a row, or 填表人：… | 联系电话：… in all: the head's, wherever it stands. */
static bool labelled_alone(struct bench *b, const struct nrow *row)
{
	if (row->filled == 1)
		return head_split(b, row) != row;
	for (size_t i = row->filled; i-- > 0;)
		if (!row_full(row, i)->colon)
			return false;
	for (size_t i = 0; i < row->filled; i++)
		if (!head_split_at(b, row_full(row, i)->text))
			return false;
	return true;
}

/* The caption inside the table: one cell above all labels. */
static bool captioned(struct bench *b, const struct form *f, const struct nrow *row)
{
	return f->labels == 0 && row->filled == 1 && head_captioned(b, row_full(row, 0)->text, false);
}

/* Levels are filled by the level path, which knows more; headings of the table need no filling. */
static bool fills(const struct form *f, size_t column)
{
	enum role role = column < f->header.n ? f->header.role[column] : ROLE_NONE;

	return role >= ROLE_DESCRIPTION;
}

/* Writes cells that span rows (as the source says) into the blank cells that they cover. */
static void fill_spans(struct bench *b, const struct form *f, struct reading *r, struct nrow *row)
{
	bool filled = false;

	for (size_t c = 0; c < row->n && c < SPAN_COLUMNS_MOST; c++) {
		if (r->span[c].left > 0 && row->cell[c].text.n == 0 && r->in_indicators && fills(f, c)) {
			row->cell[c] = *r->span[c].cell;
			row->cell[c].spanned = filled = true;
		}
		if (r->span[c].left > 0)
			r->span[c].left--;
		if (!row->cell[c].spanned && row->cell[c].rows > 1) {
			r->span[c].cell = &row->cell[c];
			r->span[c].left = row->cell[c].rows - 1;
		}
	}
	if (filled)
		row_index(b->arena, row);
}

/* A heading that no grammar knows: its cells are kept as fields without a name, unless they are names or targets. */
static void report_headings(struct bench *b, struct form *f)
{
	for (size_t i = 0; i < f->header.n; i++) {
		const struct ncell *c = f->header.heading[i];
		if (!c || c->means)
			continue;
		cell_take(c);
		form_issue(f, b->arena, c->line, "note", "label-unknown", c->raw, grammar_nearest(b->grammar, cell_key(b, c)));
	}
}

static void read_head(struct bench *b, struct form *f, struct head *h, const struct nrow *row, const struct nrow *next)
{
	const struct nrow *rows[SEVERAL_MOST];
	size_t n = several_head(b, row, rows);

	for (size_t i = 0; i < n; i++)
		head_row(b, f, h, captioned(b, f, rows[i]) ? rows[i] : head_split(b, rows[i]), n == 1 ? next : NULL);
}

/* Tidies the levels of a row and of the next, which is weighed as the rest of it; returns where the untidied begin. */
static size_t tidy_two(struct bench *b, const struct form *f, const struct ntable *t, size_t from, size_t to)
{
	for (; from < to; from++)
		tidy_levels(b, &f->header, &t->row[from]);
	return from;
}

/* Returns how many rows of headings there are. */
static size_t read_headings(struct bench *b, struct form *f, const struct ntable *t, size_t at, struct reading *r)
{
	size_t rows = header_read(t, at, &f->header);
	const struct nrow *last = &t->row[at + rows - 1];

	report_headings(b, f);
	if (header_numbers(last)) {
		form_issue(f, b->arena, last->line, "note", "row-unread", row_full(last, 0)->raw, row_text(b->arena, last));
		row_take(last);
	}
	r->in_indicators = true;
	if (r->spans)
		memset(r->span, 0, sizeof r->span); /* spans of the heading end with it */
	r->spans = false;
	return rows;
}

static void read_rows(struct bench *b, struct form *f, const struct ntable *t, size_t from, size_t to,
    const struct form *like, struct reading *r)
{
	size_t tidied = from; /* rows whose levels' cells are */

	for (size_t i = from; i < to; i++) {
		struct nrow *row = &t->row[i];
		r->spans |= row->spans;
		if (r->spans)
			fill_spans(b, f, r, row);
		if (row->filled == 0)
			continue;
		if (i + 1 < to && t->row[i + 1].filled)
			tidy_wrapped(b, r->in_indicators ? &f->header : NULL, row, &t->row[i + 1]);
		if (r->in_indicators && header_repeat(row, &f->header)) {
			row_take(row);
			continue;
		}
		if (header_row(row)) {
			i += read_headings(b, f, t, i, r) - 1;
			continue;
		}
		if (!r->in_indicators && starts_indicators(row)) {
			header_default(b->grammar, t, i, like && like->header.n ? &like->header : NULL, &f->header);
			r->in_indicators = true;
		}
		if (r->in_indicators)
			tidied = tidy_two(b, f, t, tidied > i ? tidied : i, i + 2 < to ? i + 2 : to);
		if (row->filled == 0)
			continue; /* it held nothing but what stands for the label above */
		while (r->in_indicators && i + 1 < to && rejoin_row(b, &f->header, row, &t->row[i + 1], i + 2 < to ? &t->row[i + 2] : NULL))
			i++;
		if (r->in_indicators)
			tidy_indicators(b, &f->header, row);
		else
			tidy_head(b, &r->tidy, row);
		if (r->in_indicators && !labelled_alone(b, row) && indicator_row(b, f, &r->labels, t, row))
			continue;
		read_head(b, f, &r->head, row, i + 1 < to && t->row[i + 1].filled ? &t->row[i + 1] : NULL);
	}
}

/* A line between title and table: a caption, a label with its value, or nothing that a rule knows. */
static void read_caption(struct bench *b, struct form *f, struct str text, size_t line, struct origin at)
{
	struct ncell *c = arena_zero(b->arena, 1, sizeof *c);
	struct nrow row = { .line = line, .cell = c, .n = 1 };
	const struct nrow *split = &row;

	if (text.n == 0 || head_caption(b, f, text, line, at))
		return;
	if (head_split_at(b, text) || head_goal_at(b, text)) {
		*c = (struct ncell){ .raw = text, .line = line, .rows = 1, .columns = 1, .at = at };
		cell_read(b, c);
		row_index(b->arena, &row);
		split = head_split(b, &row);
	}
	if (split != &row) {
		struct head h = { 0 };
		head_row(b, f, &h, split, NULL);
	} else if (has_words(text)) {
		form_issue(f, b->arena, line, "note", "caption-unread", text, text);
	}
}

static void read_captions(struct bench *b, struct form *f, const struct ntable *t)
{
	const struct origin none = { 0 };

	for (size_t from = 0, n = 0; from < t->caption.n; n++) {
		size_t end = str_chr(t->caption, '\n', from);
		canon_text(&b->text, str_of(t->caption.p + from, end - from));
		read_caption(b, f, arena_copy(b->arena, buf_str(&b->text)),
		    n < CAPTIONS_MOST && t->caption_at[n].line ? t->caption_at[n].line : t->line + 1 + n,
		    n < CAPTIONS_MOST ? t->caption_at[n] : none);
		from = end + 1;
	}
}

/* No cell of a form is lost: what no step has taken is said. */
static void report_untaken(struct bench *b, struct form *f, const struct ntable *t, size_t from, size_t to)
{
	*LIST_ADD(b->arena, f->stretches) = (struct stretch){ &t->row[from], to - from };
	for (const struct nrow *row = &t->row[from], *end = &t->row[to]; row < end; row++) {
		if (row->rest.n)
			form_issue(f, b->arena, row->line, "warning", "row-unread", STR(""), row->rest);
		for (const size_t *at = row->full, *last = at + row->filled; at < last; at++) {
			const struct ncell *c = &row->cell[*at];
			if (c->taken && !*c->taken)
				form_issue(f, b->arena, c->line, "warning", "row-unread", c->raw, row_text(b->arena, row));
		}
	}
}

static void read_title(struct bench *b, struct form *f, const struct ntable *t, const struct segment *s,
    const struct form *like)
{
	struct str filed = s->title.n ? s->title : t->title;
	struct heading heading = title_read(b, filed);

	f->title = heading.words;
	f->title_at = s->title.n ? s->at : t->title_at;
	if (heading.unit.n)
		head_state_unit(b, f, heading.unit, f->title_at);
	f->kind = heading.rule ? heading.rule->kind : like && heading.text.n == 0 ? like->kind : STR("project");
	if (heading.year.n && !f->year_stated) {
		f->year = heading.year;
		f->year_stated = true;
		f->year_at = f->title_at;
	}
}

/* The first label of the head that names a unit of money speaks for those that name none. */
static void find_unit(struct bench *b, struct form *f, const struct ntable *t, const struct segment *s)
{
	for (size_t r = s->from; r < s->to && !header_row(&t->row[r]); r++) {
		const struct nrow *row = &t->row[r];
		if (row->filled && starts_indicators(row))
			return;
		for (size_t i = 0; i < row->filled; i++) {
			const struct ncell *c = row_full(row, i);
			if (c->unit.n && value_money_unit(b->grammar, c->unit, &f->unit_near)) {
				f->unit_near_at = c->at;
				return;
			}
		}
	}
}

/* A block of a table with a row of headings for all its projects. */
static void share_heading(struct form *f, const struct ntable *t, const struct segment *s, const struct form *like)
{
	if (like && like->table == t && like->header.found)
		f->header = like->header;
	else
		header_read(t, s->heads - 1, &f->header);
}

struct form *form_read(struct bench *b, const struct ntable *t, const struct segment *s, const struct form *like)
{
	struct form *f = arena_zero(b->arena, 1, sizeof *f);
	struct reading r = { 0 };
	size_t from = s->from;

	f->grammar = b->grammar;
	f->table = t;
	f->segment = s;
	f->unit = f->unit_near = -1;
	f->unit_like = !like ? -1 : like->unit >= 0 ? like->unit : like->unit_near >= 0 ? like->unit_near : like->unit_like;
	f->line = s->title.n ? s->line : s->from == 0 ? t->line : t->row[s->from].line;
	read_title(b, f, t, s, like);
	if (s->from == 0 || s->heads)
		read_captions(b, f, t);
	else if (f->unit < 0 && like && like->table == t)
		f->unit = like->unit; /* one caption for all forms of a table */
	if (s->heads)
		share_heading(f, t, s, like);
	r.in_indicators = s->heads > 0;
	if (f->unit < 0)
		find_unit(b, f, t, s);
	if (s->title.n) {
		row_take(&t->row[s->title_row]);
		read_rows(b, f, t, s->from, s->title_row, like, &r);
		from = s->title_row + 1;
	}
	read_rows(b, f, t, from, s->to, like, &r);
	report_untaken(b, f, t, s->from, s->to);
	if (f->unit_missing)
		form_issue(f, b->arena, f->line, "warning", "unit-missing", STR("amount"), STR(""));
	return f;
}

struct form *form_again(struct bench *b, const struct form *f, const struct form *like)
{
	struct form *again;

	if (f->header.found || !f->header.n || f->stretches.n != 1 || like->header.n != f->header.n
	    || memcmp(like->header.role, f->header.role, f->header.n * sizeof *f->header.role) == 0)
		return NULL;
	b->grammar = f->grammar;
	again = form_read(b, f->table, f->segment, like);
	again->ordinal = f->ordinal;
	return again;
}

void form_continue(struct bench *b, struct form *f, const struct ntable *t, const struct levels *now)
{
	struct reading r = { .in_indicators = f->header.n > 0 };

	b->grammar = f->grammar;
	if (now)
		r.labels.now = *now;
	else if (f->indicators.n)
		r.labels.now = f->indicators.at[f->indicators.n - 1].filed;
	read_rows(b, f, t, 0, t->rows, f, &r);
	report_untaken(b, f, t, 0, t->rows);
}

static struct str field_value(const struct form *f, struct str name)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (f->fields.at[i].value.n && str_eq(f->fields.at[i].name, name))
			return f->fields.at[i].value;
	return STR("");
}

void form_finish(struct bench *b, struct form *f)
{
	f->project = field_value(f, STR("project-name"));
	f->code = field_value(f, STR("project-code"));
	f->region = field_value(f, STR("region"));
	f->department = field_value(f, STR("department"));
	if (f->project.n || f->title.n == 0)
		return;
	b->grammar = f->grammar;
	f->project = title_project(b, f->title);
}
