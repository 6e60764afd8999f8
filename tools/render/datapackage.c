/*
 * datapackage: a folder with a CSV file a table, datapackage.json (Table Schema) and csv-metadata.json
 * (CSVW), both of the one table of columns.
 *
 * Files are written in a temporary folder beside the final one.  A new folder is renamed as a whole; into
 * an existing one each file is renamed, and a table that has no rows any more loses its file.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/msg.h"
#include "escape.h"
#include "render.h"

struct package {
	char *folder; /* the temporary one; mkdtemp */
	struct out *out[TABLES];
	bool used[TABLES], failed;
	struct buf path;
};

static void say(struct package *p, const char *file)
{
	struct place at = { .file = str_c(file) };

	if (!p->failed)
		msg_say(&at, MSG_FILE_WRITE, strerror(errno));
	p->failed = true;
}

/* folder/name, until the next call. */
static const char *path_of(struct package *p, const char *folder, const char *name, const char *end)
{
	buf_reset(&p->path);
	buf_format(&p->path, "%s/%s%s", folder, name, end);
	buf_byte(&p->path, '\0');
	return p->path.p;
}

static bool package_begin(struct render *r)
{
	struct package *p = mem_zero(1, sizeof *p);
	mode_t mask = umask(0);

	umask(mask);
	r->state = p;
	buf_format(&p->path, "%s.XXXXXX", r->options->common.output);
	p->folder = mem_strdup(buf_str(&p->path));
	if (!mkdtemp(p->folder))
		say(p, r->options->common.output);
	else if (chmod(p->folder, 0777 & ~mask) != 0)
		say(p, p->folder);
	return true;
}

static void open_table(struct package *p, int id, struct buf *line)
{
	const struct table *t = table_info(id);

	p->used[id] = true;
	p->out[id] = out_open(path_of(p, p->folder, t->name, ".csv"));
	if (!p->out[id]) {
		p->failed = true;
		return;
	}
	for (size_t i = 0; i < t->columns; i++) {
		if (i)
			buf_byte(line, ',');
		buf_add(line, str_c(t->column[i].name));
	}
	buf_add(line, STR("\r\n"));
}

static void package_row(struct render *r, int id, const struct str *field)
{
	struct package *p = r->state;

	if (p->failed)
		return;
	buf_reset(&r->line);
	if (!p->used[id])
		open_table(p, id, &r->line);
	if (p->failed)
		return;
	for (size_t i = 0; i < table_info(id)->columns; i++) {
		if (i)
			buf_byte(&r->line, ',');
		csv_field(&r->line, field[i], r->options->csv_safe);
	}
	buf_add(&r->line, STR("\r\n"));
	out_add(p->out[id], buf_str(&r->line));
}

/* low and high may be dates: a decimal only where every row's is. */
static const char *json_type(enum column_kind kind)
{
	switch (kind) {
	case COLUMN_INTEGER: return "integer";
	case COLUMN_YEAR: return "year";
	case COLUMN_YUAN: return "number";
	default: return "string";
	}
}

static const char *csvw_type(enum column_kind kind)
{
	switch (kind) {
	case COLUMN_INTEGER: return "integer";
	case COLUMN_YEAR: return "gYear";
	case COLUMN_YUAN: return "decimal";
	default: return "string";
	}
}

/* ["doc","form"] of doc,form */
static void key_array(struct buf *into, const char *key)
{
	buf_add(into, STR("[\""));
	for (; *key; key++)
		if (*key == ',')
			buf_add(into, STR("\",\""));
		else
			buf_byte(into, *key);
	buf_add(into, STR("\"]"));
}

static void schema_fields(struct buf *into, const struct table *t)
{
	for (size_t i = 0; i < t->columns; i++) {
		const struct column *c = &t->column[i];
		buf_format(into, "%s\n    {\"name\":\"%s\",\"type\":\"%s\",\"title\":\"%s\",\"title_zh\":\"%s\"}", i ? "," : "",
		    c->name, json_type(c->kind), c->en, c->zh);
	}
}

/* A reference is stated only where the table that it points to is there. */
static void schema_keys(struct buf *into, const struct package *p, int id)
{
	const struct table *t = table_info(id);
	bool to_form = t->of_form && p->used[RECORD_FORM], to_document = id != RECORD_DOCUMENT && p->used[RECORD_DOCUMENT];

	if (t->key) {
		buf_add(into, STR(",\n   \"primaryKey\":"));
		key_array(into, t->key);
	}
	if (!to_form && !to_document)
		return;
	buf_add(into, STR(",\n   \"foreignKeys\":["));
	if (to_form)
		buf_add(into, STR("{\"fields\":[\"doc\",\"form\"],\"reference\":{\"resource\":\"form\",\"fields\":[\"doc\",\"form\"]}}"));
	if (to_document)
		buf_format(into, "%s{\"fields\":[\"doc\"],\"reference\":{\"resource\":\"document\",\"fields\":[\"doc\"]}}", to_form ? "," : "");
	buf_byte(into, ']');
}

static void resource(struct buf *into, const struct package *p, int id, bool first)
{
	const struct table *t = table_info(id);

	buf_format(into, "%s\n  {\"name\":\"%s\",\"path\":\"%s.csv\",\"profile\":\"tabular-data-resource\",\"encoding\":\"utf-8\",", first ? "" : ",",
	    t->name, t->name);
	buf_format(into, "\"title\":\"%s\",\"title_zh\":\"%s\",\n   \"schema\":{\"missingValues\":[\"\"],\"fields\":[", t->en, t->zh);
	schema_fields(into, t);
	buf_byte(into, ']');
	schema_keys(into, p, id);
	buf_add(into, STR("}}"));
}

static void csvw_table(struct buf *into, const struct package *p, int id, bool first)
{
	const struct table *t = table_info(id);

	buf_format(into, "%s\n  {\"url\":\"%s.csv\",\"dc:title\":[{\"@value\":\"%s\",\"@language\":\"en\"},{\"@value\":\"%s\",\"@language\":\"zh\"}],\n"
	    "   \"tableSchema\":{\"columns\":[", first ? "" : ",", t->name, t->en, t->zh);
	for (size_t i = 0; i < t->columns; i++) {
		const struct column *c = &t->column[i];
		buf_format(into, "%s\n    {\"name\":\"%s\",\"titles\":[\"%s\"],\"datatype\":\"%s\",", i ? "," : "", c->name, c->name, csvw_type(c->kind));
		buf_format(into, "\"dc:description\":[{\"@value\":\"%s\",\"@language\":\"en\"},{\"@value\":\"%s\",\"@language\":\"zh\"}]}", c->en, c->zh);
	}
	buf_byte(into, ']');
	if (t->key) {
		buf_add(into, STR(",\n    \"primaryKey\":"));
		key_array(into, t->key);
	}
	if (t->of_form && p->used[RECORD_FORM])
		buf_add(into, STR(",\n    \"foreignKeys\":[{\"columnReference\":[\"doc\",\"form\"],\"reference\":{\"resource\":\"form.csv\",\"columnReference\":[\"doc\",\"form\"]}}]"));
	buf_add(into, STR("}}"));
}

static void write_file(struct package *p, const char *name, struct buf *bytes)
{
	struct out *o = p->failed ? NULL : out_open(path_of(p, p->folder, name, ""));

	if (o)
		out_add(o, buf_str(bytes));
	if (!o || !out_close(o))
		p->failed = true;
	buf_reset(bytes);
}

static void write_metadata(struct render *r, struct package *p)
{
	struct buf *b = &r->line;
	bool first = true;

	buf_reset(b);
	buf_add(b, STR("{\"profile\":\"tabular-data-package\",\"name\":\"filings\",\n \"resources\":["));
	for (int id = 0; id < TABLES; id++)
		if (p->used[id]) {
			resource(b, p, id, first);
			first = false;
		}
	buf_add(b, STR("\n]}\n"));
	write_file(p, "datapackage.json", b);
	buf_add(b, STR("{\"@context\":[\"http://www.w3.org/ns/csvw\",{\"@language\":\"en\"}],\n \"tables\":["));
	first = true;
	for (int id = 0; id < TABLES; id++)
		if (p->used[id]) {
			csvw_table(b, p, id, first);
			first = false;
		}
	buf_add(b, STR("\n]}\n"));
	write_file(p, "csv-metadata.json", b);
}

/* Moves one file into the existing folder; keep false: no such file any more. */
static void move_file(struct package *p, const char *to, const char *name, const char *end, bool keep)
{
	char *from = mem_strdup(str_c(path_of(p, p->folder, name, end)));

	if (keep && rename(from, path_of(p, to, name, end)) != 0)
		say(p, to);
	else if (!keep)
		unlink(path_of(p, to, name, end));
	mem_free(from);
}

static void move_in(struct render *r, struct package *p)
{
	const char *to = r->options->common.output;
	struct stat st;

	if (lstat(to, &st) != 0) {
		if (rename(p->folder, to) != 0)
			say(p, to);
		return;
	}
	for (int id = 0; id < TABLES && !p->failed; id++)
		move_file(p, to, table_info(id)->name, ".csv", p->used[id]);
	if (!p->failed)
		move_file(p, to, "datapackage.json", "", true);
	if (!p->failed)
		move_file(p, to, "csv-metadata.json", "", true);
	rmdir(p->folder);
}

static void throw_away(struct package *p)
{
	for (int id = 0; id < TABLES; id++)
		unlink(path_of(p, p->folder, table_info(id)->name, ".csv"));
	unlink(path_of(p, p->folder, "datapackage.json", ""));
	unlink(path_of(p, p->folder, "csv-metadata.json", ""));
	rmdir(p->folder);
}

static bool package_finish(struct render *r, bool good)
{
	struct package *p = r->state;
	bool all_good;

	for (int id = 0; id < TABLES; id++)
		if (p->out[id] && !out_close(p->out[id]))
			p->failed = true;
	if (good && !p->failed)
		write_metadata(r, p);
	if (good && !p->failed)
		move_in(r, p);
	all_good = good && !p->failed;
	if (!all_good)
		throw_away(p);
	buf_reset(&r->line);
	buf_free(&p->path);
	mem_free(p->folder);
	mem_free(p);
	return all_good;
}

const struct format format_datapackage = { .name = "datapackage", .table = TABLE_NONE,
	.mask = TABLES_DATA | TABLES_WIDE, .all = true, .file = true, .begin = package_begin, .row = package_row,
	.finish = package_finish };
