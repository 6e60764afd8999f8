#include "render.h"

#include "common/msg.h"
#include "escape.h"

static const struct format *const formats[] = { &format_csv, &format_tsv, &format_jsonl, &format_json, &format_xml,
	&format_markdown, &format_html, &format_sqlite, &format_xlsx, &format_datapackage };

/* Records that belong to a form and come with it. */
static const uint64_t form_records = TABLE_BIT(RECORD_FORM) | TABLE_BIT(RECORD_FIELD) | TABLE_BIT(RECORD_AMOUNT)
    | TABLE_BIT(RECORD_SCHEDULE) | TABLE_BIT(RECORD_GOAL) | TABLE_BIT(RECORD_INDICATOR) | TABLE_BIT(RECORD_RESULT)
    | TABLE_BIT(RECORD_ACHIEVEMENT);
/* Records that speak of a form but may come anywhere. */
static const uint64_t loose_records = TABLE_BIT(RECORD_ISSUE) | TABLE_BIT(RECORD_SOURCE);

void render_flush_line(struct render *r)
{
	out_add(r->out, buf_str(&r->line));
	buf_reset(&r->line);
}

void render_end_line(struct render *r)
{
	if (r->line.n >= OUT_BYTES || r->options->common.line_buffered)
		render_flush_line(r);
}

bool render_finish_lines(struct render *r, bool good)
{
	render_flush_line(r);
	return good;
}

struct str column_title(const struct column *c, const char *titles)
{
	if (titles && strcmp(titles, "zh") == 0)
		return str_c(c->zh);
	if (titles && strcmp(titles, "en") == 0)
		return str_c(c->en);
	return str_c(c->name);
}

static void group_flush(struct render *r)
{
	if (!r->group.open)
		return;
	r->group.open = false;
	if (r->format->group) {
		r->format->group(r, &r->group);
		return;
	}
	if (r->mask & TABLE_BIT(TABLE_FORM_WIDE))
		wide_form(r->wide, r, &r->group);
	if (r->mask & TABLE_BIT(TABLE_INDICATOR_WIDE))
		wide_indicators(r->wide, r, &r->group);
}

/* Puts the record into the group in hand, if it is one of a form's. */
static bool gather(struct render *r, const struct record *record)
{
	uint64_t bit = TABLE_BIT(record->type);

	if (!(bit & (form_records | loose_records))) {
		group_flush(r);
		return false;
	}
	if (bit & loose_records & ~r->held)
		return false;
	if (bit & loose_records) {
		if (!group_holds_record(&r->group, record)
		    || (record->type == RECORD_SOURCE && record_type_of(record->field[SOURCE_TYPE]) <= RECORD_SPAN))
			return false;
	} else if (record->type == RECORD_FORM || !group_holds_record(&r->group, record)) {
		group_flush(r);
		group_start(&r->group, record->field[0], record->field[1]);
	}
	if (bit & r->held)
		group_add(&r->group, record);
	return true;
}

/* What the wide tables are made of, and so what of a form must be held for them. */
static uint64_t held_for(const struct render *r)
{
	uint64_t held = 0;

	if (r->format->group)
		return form_records | loose_records;
	if (r->mask & TABLE_BIT(TABLE_FORM_WIDE))
		held |= (form_records & ~(TABLE_BIT(RECORD_RESULT) | TABLE_BIT(RECORD_ACHIEVEMENT))) | TABLE_BIT(RECORD_ISSUE);
	if (r->mask & TABLE_BIT(TABLE_INDICATOR_WIDE))
		held |= TABLE_BIT(RECORD_FORM) | TABLE_BIT(RECORD_AMOUNT) | TABLE_BIT(RECORD_INDICATOR) | TABLE_BIT(RECORD_RESULT);
	return held;
}

/* A row of a filing's table is one line a cell. */
static void cell_rows(struct render *r, const struct record *record)
{
	struct str cell[6];
	char digits[24];

	render_end_runs(r, 0);
	memcpy(cell, record->field, 4 * sizeof *cell);
	for (size_t i = 4; i < record->n; i++) {
		struct buf number = { digits, 0, sizeof digits };
		buf_number(&number, i - 3);
		cell[4] = buf_str(&number);
		cell[5] = record->field[i];
		r->format->row(r, RECORD_ROW, cell);
	}
}

static void record_row(struct render *r, const struct record *record)
{
	size_t runs = 0;

	render_add_run(r, &runs, 0, record->n, record->field, record->escaped ? STR("") : record->raw);
	render_end_runs(r, runs);
	r->format->row(r, record->type, record->field);
}

static void note_unknown(struct render *r, const struct stream *in, const struct record *record)
{
	struct place at = { stream_name(in), record->line, 0 };

	if (!r->noted)
		msg_say(&at, MSG_RENDER_UNKNOWN, STR_ARG(record->name));
	r->noted = true;
}

static void dispatch(struct render *r, const struct stream *in, const struct record *record)
{
	if (record->type == RECORD_OTHER) {
		note_unknown(r, in, record);
		return;
	}
	if (r->held && gather(r, record) && r->format->group)
		return;
	if (!(r->mask & TABLE_BIT(record->type)))
		return;
	if (r->format->record)
		r->format->record(r, record);
	else if (record->type == RECORD_ROW)
		cell_rows(r, record);
	else
		record_row(r, record);
}

static bool read_stream(struct render *r, struct cli_files *files, const char *name)
{
	struct stream *in = stream_open(name, r->options->partial);
	struct record record;
	bool good;

	if (!in)
		return false;
	stream_call(in, files->common->stdin_name);
	while (stream_next(in, &record)) {
		dispatch(r, in, &record);
		if (record.type == RECORD_END)
			cli_files_document(files);
		if (r->options->common.line_buffered && r->out)
			out_flush(r->out);
	}
	group_flush(r);
	good = !stream_failed(in);
	stream_close(in);
	return good;
}

static bool to_file(const struct render_options *o)
{
	return o->common.output && strcmp(o->common.output, "-") != 0;
}

static bool choose_format(struct render *r, const struct render_options *o)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i]->name, o->to) == 0)
			r->format = formats[i];
	if (!r->format) {
		msg_tell(MSG_USAGE_VALUE, "--to", o->to,
		    "csv, tsv, jsonl, json, xml, markdown, html, sqlite, xlsx, datapackage, diff");
		return false;
	}
	if (r->format->file && !to_file(o)) {
		msg_tell(MSG_RENDER_NEEDS_FILE, r->format->name);
		return false;
	}
	return true;
}

static bool choose_tables(struct render *r, const struct render_options *o)
{
	bool all = o->type && strcmp(o->type, "all") == 0 && r->format->all;

	r->table = all ? TABLE_NONE : o->type ? table_named(str_c(o->type)) : r->format->table;
	if (o->type && !all && (r->table == TABLE_NONE || !(r->format->mask & TABLE_BIT(r->table)))) {
		msg_tell(MSG_RENDER_TYPE, o->type, r->format->name);
		return false;
	}
	r->mask = r->table == TABLE_NONE ? r->format->mask : TABLE_BIT(r->table);
	if (r->table == TABLE_NONE && r->format->record)
		r->mask &= ~TABLES_WIDE; /* made of what is written anyway */
	if (r->format->group)
		r->mask = TABLES_RECORDS;
	r->held = held_for(r);
	return true;
}

/* Every operand is read, also behind one that failed. */
static bool read_all(struct render *r, char **operands, size_t n)
{
	struct cli_files files = { 0 };
	const char *name;
	bool good = cli_files_open(&files, &r->options->common, operands, n);

	while (cli_files_next(&files, &name))
		good = read_stream(r, &files, name) && good;
	cli_files_close(&files);
	return good;
}

static bool begin(struct render *r)
{
	if (!r->format->file) {
		r->out = out_open(r->options->common.output);
		if (!r->out)
			return false;
	}
	return !r->format->begin || r->format->begin(r);
}

static void finish(struct render *r, bool good)
{
	if (r->format->finish)
		good = r->format->finish(r, good) && good;
	if (!r->out)
		return;
	if (good || !to_file(r->options))
		out_close(r->out);
	else
		out_abandon(r->out);
}

void render_run(struct render_options *options, char **operands, size_t n)
{
	struct render r = { .options = options };

	if (strcmp(options->to, "diff") == 0) {
		diff_run(options, operands, n);
		return;
	}
	if (!choose_format(&r, options) || !choose_tables(&r, options))
		return;
	r.wide = wide_new();
	if (begin(&r))
		finish(&r, read_all(&r, operands, n));
	group_free(&r.group);
	wide_free(r.wide);
	buf_free(&r.alike.text);
	buf_free(&r.line);
}
