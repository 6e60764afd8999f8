/*
 * xml: the records as elements in the stream's order, a form's inside it; pg.rng is its schema.
 *
 * Columns are attributes, absent ones are left out; prose (text, goal, achievement, a cell, a finding's
 * message) is content.  XML 1.0 has no way to write most control characters: they come as \xNN.
 */
#include "escape.h"
#include "render.h"

struct xml {
	bool open;
	struct buf doc;
};

/* The column that is an element's content, not an attribute; -1: none. */
static int content_column(enum record_type type)
{
	switch (type) {
	case RECORD_TEXT: return TEXT_TEXT;
	case RECORD_GOAL: return GOAL_TEXT;
	case RECORD_ACHIEVEMENT: return ACHIEVEMENT_TEXT;
	case RECORD_ISSUE: return ISSUE_MESSAGE;
	default: return -1;
	}
}

static bool xml_begin(struct render *r)
{
	r->state = mem_zero(1, sizeof(struct xml));
	out_add(r->out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<filings xmlns=\"urn:pg:filings:1\">\n"));
	return true;
}

static void close_document(struct render *r, struct xml *x)
{
	if (x->open)
		buf_add(&r->line, STR(" </document>\n"));
	x->open = false;
}

static void open_document(struct render *r, struct xml *x, struct str doc, struct str format)
{
	if (x->open && str_eq(buf_str(&x->doc), doc))
		return;
	close_document(r, x);
	x->open = true;
	buf_reset(&x->doc);
	buf_add(&x->doc, doc);
	buf_add(&r->line, STR(" <document doc=\""));
	escape_markup(&r->line, doc);
	if (format.n) {
		buf_add(&r->line, STR("\" format=\""));
		escape_markup(&r->line, format);
	}
	buf_add(&r->line, STR("\">\n"));
}

/* <type a="…" b="…" without its end; columns from `first` on. */
static void start_tag(struct buf *into, const char *indent, enum record_type type, const struct str *field, size_t first)
{
	const struct record_info *info = record_info(type);
	int content = content_column(type);

	buf_add(into, str_c(indent));
	buf_byte(into, '<');
	buf_add(into, info->name);
	for (size_t i = first; i < info->count; i++) {
		if (!field[i].n || (int)i == content)
			continue;
		buf_byte(into, ' ');
		buf_add(into, str_c(info->columns[i]));
		buf_add(into, STR("=\""));
		escape_markup(into, field[i]);
		buf_byte(into, '"');
	}
}

static void element(struct buf *into, const char *indent, enum record_type type, const struct str *field, size_t first)
{
	int content = content_column(type);

	start_tag(into, indent, type, field, first);
	if (content >= 0 && field[content].n) {
		buf_byte(into, '>');
		escape_markup_lines(into, field[content]);
		buf_add(into, STR("</"));
		buf_add(into, record_info(type)->name);
		buf_add(into, STR(">\n"));
	} else {
		buf_add(into, STR("/>\n"));
	}
}

static void row_element(struct buf *into, const struct record *record)
{
	start_tag(into, "  ", RECORD_ROW, record->field, 1);
	buf_byte(into, '>');
	for (size_t i = ROW_COUNT; i < record->n; i++) {
		buf_add(into, STR("<cell>"));
		escape_markup_lines(into, record->field[i]);
		buf_add(into, STR("</cell>"));
	}
	buf_add(into, STR("</row>\n"));
}

static void xml_record(struct render *r, const struct record *record)
{
	struct xml *x = r->state;

	if (record->type == RECORD_DOCUMENT) {
		close_document(r, x);
		open_document(r, x, record->field[0], record->field[DOCUMENT_FORMAT]);
	} else if (record->type == RECORD_END) {
		open_document(r, x, record->field[0], STR(""));
		close_document(r, x);
	} else {
		open_document(r, x, record->field[0], STR(""));
		if (record->type == RECORD_ROW)
			row_element(&r->line, record);
		else
			element(&r->line, "  ", record->type, record->field, 1);
	}
	render_flush_line(r);
}

static void xml_group(struct render *r, const struct group *g)
{
	struct xml *x = r->state;
	struct str none[FORM_COUNT] = { { 0 } };

	none[FORM_FORM] = g->form;
	open_document(r, x, g->doc, STR(""));
	start_tag(&r->line, "  ", RECORD_FORM, g->head ? g->head : none, 1);
	buf_add(&r->line, STR(">\n"));
	for (size_t i = 0; i < g->n; i++)
		if (g->item[i].type != RECORD_FORM)
			element(&r->line, "   ", g->item[i].type, g->item[i].field, 2);
	buf_add(&r->line, STR("  </form>\n"));
	render_flush_line(r);
}

static bool xml_finish(struct render *r, bool good)
{
	struct xml *x = r->state;

	if (good) {
		close_document(r, x);
		buf_add(&r->line, STR("</filings>\n"));
		render_flush_line(r);
	}
	buf_free(&x->doc);
	mem_free(x);
	return true;
}

const struct format format_xml = { .name = "xml", .table = TABLE_NONE, .begin = xml_begin, .record = xml_record,
	.group = xml_group, .finish = xml_finish };
