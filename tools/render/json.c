/*
 * json: documents, each with its forms, each with its amounts, fields, indicators …
 *
 * Forms are written as they come.  The prose, other tables, statements and findings of a document stand
 * behind its forms and are held until it ends.
 */
#include "json.h"

#include "escape.h"
#include "render.h"

struct part {
	enum record_type type;
	const char *name;
};

static const struct part form_parts[] = { { RECORD_FIELD, "fields" }, { RECORD_AMOUNT, "amounts" },
	{ RECORD_SCHEDULE, "schedule" }, { RECORD_GOAL, "goals" }, { RECORD_ACHIEVEMENT, "achievements" },
	{ RECORD_INDICATOR, "indicators" }, { RECORD_RESULT, "results" } };
static const struct part document_parts[] = { { RECORD_TEXT, "texts" }, { RECORD_TABLE, "tables" },
	{ RECORD_ROW, "rows" }, { RECORD_SPAN, "spans" }, { RECORD_FACT, "facts" }, { RECORD_ISSUE, "issues" },
	{ RECORD_SOURCE, "sources" } };
enum { FORM_PARTS = sizeof form_parts / sizeof *form_parts, DOCUMENT_PARTS = sizeof document_parts / sizeof *document_parts };

struct json {
	size_t documents, forms;
	bool open;
	struct buf doc;
	struct buf part[DOCUMENT_PARTS]; /* what waits for the document's end */
};

static bool json_begin(struct render *r)
{
	r->state = mem_zero(1, sizeof(struct json));
	out_add(r->out, STR("{\"documents\":["));
	return true;
}

static void close_document(struct render *r, struct json *j)
{
	if (!j->open)
		return;
	buf_add(&r->line, j->forms ? STR("\n]") : STR("]"));
	for (size_t i = 0; i < DOCUMENT_PARTS; i++) {
		buf_format(&r->line, ",\n\"%s\":[", document_parts[i].name);
		render_flush_line(r);
		out_add(r->out, buf_str(&j->part[i]));
		if (j->part[i].n)
			out_byte(r->out, '\n');
		out_byte(r->out, ']');
		buf_reset(&j->part[i]);
	}
	out_byte(r->out, '}');
	j->open = false;
}

static void open_document(struct render *r, struct json *j, struct str doc, struct str format)
{
	if (j->open && str_eq(buf_str(&j->doc), doc))
		return;
	close_document(r, j);
	j->open = true;
	j->forms = 0;
	buf_reset(&j->doc);
	buf_add(&j->doc, doc);
	buf_add(&r->line, j->documents++ ? STR(",\n{\"doc\":") : STR("\n{\"doc\":"));
	escape_json_string(&r->line, doc);
	buf_add(&r->line, STR(",\"format\":"));
	escape_json(&r->line, format);
	buf_add(&r->line, STR(",\"forms\":["));
	render_flush_line(r);
}

static void hold(struct json *j, const struct record *record, size_t part)
{
	struct buf *into = &j->part[part];
	struct table t = *table_info(record->type);

	if (record->type == RECORD_ROW)
		t.columns = ROW_COUNT;
	buf_add(into, into->n ? STR(",\n{") : STR("\n{"));
	json_members(into, &t, record->field, 1);
	if (record->type == RECORD_ROW) {
		buf_add(into, STR(",\"cells\":"));
		json_cells(into, record->field + ROW_COUNT, record->n - ROW_COUNT);
	}
	buf_byte(into, '}');
}

static void json_record(struct render *r, const struct record *record)
{
	struct json *j = r->state;

	if (record->type == RECORD_DOCUMENT) {
		close_document(r, j); /* also where the same name comes twice */
		open_document(r, j, record->field[0], record->field[DOCUMENT_FORMAT]);
	} else if (record->type == RECORD_END) {
		open_document(r, j, record->field[0], STR(""));
		close_document(r, j);
	} else {
		open_document(r, j, record->field[0], STR(""));
		for (size_t i = 0; i < DOCUMENT_PARTS; i++)
			if (document_parts[i].type == record->type)
				hold(j, record, i);
	}
}

/* Findings and sources of a form stand with the document's: they may come at any time. */
static void hold_loose(struct json *j, const struct group *g)
{
	for (size_t i = 0; i < g->n; i++)
		for (size_t p = 0; p < DOCUMENT_PARTS; p++)
			if (document_parts[p].type == g->item[i].type) {
				struct record record = { .type = g->item[i].type, .field = g->item[i].field, .n = g->item[i].n };
				hold(j, &record, p);
			}
}

static void form_part(struct buf *into, const struct group *g, const struct part *part)
{
	size_t n = 0;

	buf_format(into, ",\n \"%s\":[", part->name);
	for (size_t i = 0; i < g->n; i++) {
		if (g->item[i].type != part->type)
			continue;
		buf_add(into, n++ ? STR(",\n  {") : STR("\n  {"));
		json_members(into, table_info(part->type), g->item[i].field, 2);
		buf_byte(into, '}');
	}
	buf_byte(into, ']');
}

static void json_group(struct render *r, const struct group *g)
{
	struct json *j = r->state;
	struct str none[FORM_COUNT] = { { 0 } };
	const struct str *head = g->head ? g->head : none;

	none[FORM_FORM] = g->form;
	open_document(r, j, g->doc, STR(""));
	buf_add(&r->line, j->forms++ ? STR(",\n{") : STR("\n{"));
	json_members(&r->line, table_info(RECORD_FORM), head, 1);
	for (size_t i = 0; i < FORM_PARTS; i++)
		form_part(&r->line, g, &form_parts[i]);
	buf_byte(&r->line, '}');
	render_flush_line(r);
	hold_loose(j, g);
}

static bool json_finish(struct render *r, bool good)
{
	struct json *j = r->state;

	if (good) {
		close_document(r, j);
		out_add(r->out, STR("\n]}\n"));
	}
	for (size_t i = 0; i < DOCUMENT_PARTS; i++)
		buf_free(&j->part[i]);
	buf_free(&j->doc);
	mem_free(j);
	return true;
}

const struct format format_json = { .name = "json", .table = TABLE_NONE, .begin = json_begin, .record = json_record,
	.group = json_group, .finish = json_finish };
