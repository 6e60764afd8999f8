/*
 * sqlite: a database of all records, made or added to in one transaction.  The room of libsqlite3.
 *
 * A new database is built under a temporary name and renamed; an existing one is changed in place, all or
 * nothing.  A document that comes replaces what the database holds of it; a record whose key came before
 * in the same run replaces that record.  Money is exact text and, where it is whole, an integer of fen.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/decimal.h"
#include "common/library.h"
#include "common/msg.h"
#include "render.h"

/* X(field, SQLite's function): loaded for this format alone; loading costs more than the others take to run. */
#define SQLITE_LIST(X) \
	X(bind_number, sqlite3_bind_int64) \
	X(bind_text, sqlite3_bind_text64) \
	X(changes, sqlite3_changes) \
	X(clear, sqlite3_clear_bindings) \
	X(close, sqlite3_close) \
	X(error, sqlite3_errmsg) \
	X(exec, sqlite3_exec) \
	X(finalize, sqlite3_finalize) \
	X(open, sqlite3_open) \
	X(prepare, sqlite3_prepare_v2) \
	X(reset, sqlite3_reset) \
	X(step, sqlite3_step)

struct sqlite {
#define X(field, function) __typeof__(&function) field;
	SQLITE_LIST(X)
#undef X
};

/* Kept for the whole program, as the library is. */
static const struct sqlite *sql3(void)
{
#define X(field, function) LIBRARY_NAME(function),
	static const char *const names[] = { SQLITE_LIST(X) };
#undef X
	static struct sqlite loaded;
	const char *why = NULL;

	if (!loaded.step)
		why = library_load("libsqlite3.so.0", names, sizeof names / sizeof *names, &loaded);
	if (!why)
		return &loaded;
	msg_tell(MSG_LIBRARY, "SQLite", why);
	exit(2);
}

struct database {
	sqlite3 *db;
	sqlite3_stmt *insert[RECORD_TYPES], *drop, *seen, *document, *form;
	struct tempfile temp; /* path NULL: an existing database */
	struct buf doc, form_of; /* the last that were made sure of */
	bool failed;
};

static const char views[] =
    "CREATE VIEW IF NOT EXISTS indicator_wide AS SELECT i.doc, i.form, i.line, f.title, f.project, f.code, f.region,"
    " f.department, f.year, f.kind, (SELECT a.yuan FROM amount a WHERE a.doc = i.doc AND a.form = i.form"
    " AND a.kind = 'total' AND a.yuan IS NOT NULL"
    " ORDER BY CASE WHEN a.phase IS NULL THEN 0 WHEN a.phase = 'adjusted' THEN 1 ELSE 2 END, a.rowid LIMIT 1) AS total,"
    " i.n, i.part, i.level1, i.level2, i.level3, i.description, i.qualifier, i.measure, i.op, i.low, i.high, i.unit,"
    " i.text, i.raw, i.basis, i.note, i.repairs, r.raw AS actual, r.weight, r.score, r.reason"
    " FROM indicator i LEFT JOIN form f USING (doc, form)"
    " LEFT JOIN result r ON r.doc = i.doc AND r.form = i.form AND r.n = i.n AND r.part = i.part;\n"
    "CREATE VIEW IF NOT EXISTS finding AS SELECT s.*, f.title, f.project, f.region, f.year"
    " FROM issue s LEFT JOIN form f USING (doc, form);\n";

static const char search[] =
    "CREATE VIRTUAL TABLE IF NOT EXISTS name_search USING fts5(name, what UNINDEXED, doc UNINDEXED, form UNINDEXED,"
    " n UNINDEXED, tokenize = 'trigram');\n";

static const char search_fill[] =
    "DELETE FROM name_search;\n"
    "INSERT INTO name_search SELECT project, 'project', doc, form, NULL FROM form WHERE project IS NOT NULL ORDER BY rowid;\n"
    "INSERT INTO name_search SELECT title, 'title', doc, form, NULL FROM form WHERE title IS NOT NULL ORDER BY rowid;\n"
    "INSERT INTO name_search SELECT level3, 'indicator', doc, form, n FROM indicator"
    " WHERE level3 IS NOT NULL AND part = 1 ORDER BY rowid;\n"
    "INSERT INTO name_search(name_search) VALUES('optimize');\n";

static void say(struct render *r, struct database *d, const char *words)
{
	struct place at = { .file = str_c(r->options->common.output) };

	if (!d->failed)
		msg_say(&at, MSG_RENDER_DATABASE, words);
	d->failed = true;
}

static bool run(struct render *r, struct database *d, const char *sql)
{
	if (d->failed)
		return false;
	if (sql3()->exec(d->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		say(r, d, sql3()->error(d->db));
	return !d->failed;
}

static const char *sql_type(enum column_kind kind)
{
	return kind == COLUMN_INTEGER || kind == COLUMN_YEAR ? "INTEGER" : "TEXT";
}

/* "doc","table": some columns are called as words of SQL are. */
static void quote_key(struct buf *sql, const char *key)
{
	buf_byte(sql, '"');
	for (; *key; key++)
		if (*key == ',')
			buf_add(sql, STR("\",\""));
		else
			buf_byte(sql, *key);
	buf_byte(sql, '"');
}

/* Keys are named in columns.c. */
static void create_table(struct buf *sql, int id)
{
	const struct table *t = table_info(id);

	buf_format(sql, "CREATE TABLE IF NOT EXISTS \"%s\"(", t->name);
	for (size_t i = 0; i < t->columns; i++) {
		buf_format(sql, "%s\"%s\" %s", i ? ", " : "", t->column[i].name, sql_type(t->column[i].kind));
		if (i == 0)
			buf_add(sql, STR(" NOT NULL"));
		if (t->column[i].kind == COLUMN_YUAN)
			buf_add(sql, STR(", fen INTEGER"));
	}
	if (t->key) {
		buf_add(sql, STR(", PRIMARY KEY ("));
		quote_key(sql, t->key);
		buf_byte(sql, ')');
	}
	if (id != RECORD_DOCUMENT)
		buf_add(sql, STR(", FOREIGN KEY (doc) REFERENCES document ON DELETE CASCADE"));
	if (t->of_form)
		buf_add(sql, STR(", FOREIGN KEY (doc, form) REFERENCES form DEFERRABLE INITIALLY DEFERRED"));
	buf_add(sql, STR(") STRICT;\n"));
	if (!t->key)
		buf_format(sql, "CREATE INDEX IF NOT EXISTS \"%s_doc\" ON \"%s\"(doc%s);\n", t->name, t->name,
		    t->of_form ? ", form" : "");
}

/* One column an amount's kind; the first that states an amount, as in the wide table of csv. */
static void create_form_wide(struct buf *sql)
{
	buf_add(sql, STR("CREATE VIEW IF NOT EXISTS form_wide AS SELECT f.*"));
	for (int p = 0; amount_phases[p]; p++)
		for (int k = 0; amount_kinds[k]; k++) {
			buf_format(sql, ",\n (SELECT yuan FROM amount a WHERE a.doc = f.doc AND a.form = f.form AND a.kind = '%s'",
			    amount_kinds[k]);
			buf_format(sql, " AND ifnull(a.phase, '') = '%s' AND yuan IS NOT NULL ORDER BY a.rowid LIMIT 1) AS \"%s%s%s\"",
			    amount_phases[p], amount_kinds[k], p ? "-" : "", amount_phases[p]);
		}
	for (int i = 0; field_names[i]; i++)
		buf_format(sql, ",\n (SELECT group_concat(value, '；') FROM field x WHERE x.doc = f.doc AND x.form = f.form"
		    " AND x.name = '%s') AS \"field-%s\"", field_names[i], field_names[i]);
	buf_add(sql, STR(",\n (SELECT count(DISTINCT n) FROM indicator i WHERE i.doc = f.doc AND i.form = f.form) AS indicators,"
	    " (SELECT count(*) FROM indicator i WHERE i.doc = f.doc AND i.form = f.form) AS targets,"
	    " (SELECT count(*) FROM issue s WHERE s.doc = f.doc AND s.form = f.form) AS issues FROM form f;\n"));
}

static void create_all(struct render *r, struct database *d)
{
	struct buf sql = { 0 };

	for (int id = 0; id < RECORD_TYPES; id++)
		if (TABLES_DATA & TABLE_BIT(id))
			create_table(&sql, id);
	buf_add(&sql, str_c(views));
	create_form_wide(&sql);
	buf_add(&sql, str_c(search));
	buf_add(&sql, STR("CREATE TEMP TABLE seen(doc TEXT PRIMARY KEY) WITHOUT ROWID;\n"));
	buf_byte(&sql, '\0');
	run(r, d, sql.p);
	buf_free(&sql);
}

static sqlite3_stmt *prepare(struct render *r, struct database *d, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	if (!d->failed && sql3()->prepare(d->db, sql, -1, &statement, NULL) != SQLITE_OK)
		say(r, d, sql3()->error(d->db));
	return statement;
}

static sqlite3_stmt *prepare_insert(struct render *r, struct database *d, int id)
{
	const struct table *t = table_info(id);
	struct buf sql = { 0 };
	sqlite3_stmt *statement;
	size_t values = t->columns;

	/* A document or form is changed in place: its records may be there already. */
	bool update = id == RECORD_FORM || id == RECORD_DOCUMENT;

	buf_format(&sql, "INSERT %sINTO \"%s\"(", t->key && !update ? "OR REPLACE " : "", t->name);
	for (size_t i = 0; i < t->columns; i++) {
		buf_format(&sql, "%s\"%s\"", i ? "," : "", t->column[i].name);
		if (t->column[i].kind == COLUMN_YUAN) {
			buf_add(&sql, STR(",fen"));
			values++;
		}
	}
	buf_add(&sql, STR(") VALUES ("));
	for (size_t i = 0; i < values; i++)
		buf_add(&sql, i ? STR(",?") : STR("?"));
	buf_byte(&sql, ')');
	if (update) {
		buf_format(&sql, " ON CONFLICT(%s) DO UPDATE SET ", t->key);
		for (size_t i = 1; i < t->columns; i++)
			buf_format(&sql, "%s\"%s\" = excluded.\"%s\"", i > 1 ? "," : "", t->column[i].name, t->column[i].name);
	}
	buf_byte(&sql, '\0');
	statement = prepare(r, d, sql.p);
	buf_free(&sql);
	return statement;
}

static void prepare_all(struct render *r, struct database *d)
{
	for (int id = 0; id < RECORD_TYPES; id++)
		if (TABLES_DATA & TABLE_BIT(id))
			d->insert[id] = prepare_insert(r, d, id);
	d->drop = prepare(r, d, "DELETE FROM document WHERE doc = ?");
	d->seen = prepare(r, d, "INSERT OR IGNORE INTO temp.seen VALUES (?)");
	d->document = prepare(r, d, "INSERT OR IGNORE INTO document(doc) VALUES (?)");
	d->form = prepare(r, d, "INSERT OR IGNORE INTO form(doc, form) VALUES (?, ?)");
}

static bool sqlite_begin(struct render *r)
{
	struct database *d = mem_zero(1, sizeof *d);
	const char *name = r->options->common.output;

	r->state = d;
	if (file_is_special(name))
		say(r, d, "not a plain file");
	else if (access(name, F_OK) != 0 && !tempfile_open(&d->temp, name))
		d->failed = true;
	if (!d->failed && sql3()->open(d->temp.path ? d->temp.path : name, &d->db) != SQLITE_OK)
		say(r, d, d->db ? sql3()->error(d->db) : "out of memory");
	if (d->temp.path) /* nobody sees it before it is whole */
		run(r, d, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
	run(r, d, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; BEGIN IMMEDIATE");
	create_all(r, d);
	prepare_all(r, d);
	return true;
}

static void step(struct render *r, struct database *d, sqlite3_stmt *s)
{
	if (d->failed)
		return;
	if (sql3()->step(s) != SQLITE_DONE)
		say(r, d, sql3()->error(d->db));
	sql3()->reset(s);
	sql3()->clear(s);
}

static void bind_text(sqlite3_stmt *s, int at, struct str text)
{
	if (text.n)
		sql3()->bind_text(s, at, text.p, text.n, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_doc(struct render *r, struct database *d, sqlite3_stmt *s, struct str doc)
{
	if (!d->failed)
		sql3()->bind_text(s, 1, doc.n ? doc.p : "", doc.n, SQLITE_STATIC, SQLITE_UTF8);
	step(r, d, s);
}

static void bind_fen(sqlite3_stmt *s, int at, struct str yuan)
{
	struct decimal d;

	if (yuan.n && decimal_parse(yuan, &d) && decimal_shift(&d, 2) && decimal_is_whole(d)) {
		__int128 fen = d.unscaled;
		for (int i = 0; i < d.scale; i++)
			fen /= 10;
		if (fen <= INT64_MAX && fen >= INT64_MIN)
			sql3()->bind_number(s, at, (sqlite3_int64)fen);
	}
}

static void bind_number(struct render *r, sqlite3_stmt *s, int at, const struct column *c, struct str text)
{
	struct place place = { .file = str_c(r->options->common.output) };
	size_t n;

	if (str_number(text, &n) && n <= INT64_MAX)
		sql3()->bind_number(s, at, (sqlite3_int64)n);
	else if (text.n)
		msg_say(&place, MSG_RENDER_NUMBER, c->name, STR_ARG(text));
}

/* What a document had in the database goes once a run, before its first record. */
static void sure_document(struct render *r, struct database *d, struct str doc, bool begins)
{
	if (!begins && d->doc.p && str_eq(buf_str(&d->doc), doc))
		return;
	buf_reset(&d->doc);
	buf_add(&d->doc, doc);
	buf_room(&d->doc, 1);
	buf_reset(&d->form_of);
	bind_doc(r, d, d->seen, doc);
	if (!d->failed && (sql3()->changes(d->db) || (begins && !r->options->partial)))
		bind_doc(r, d, d->drop, doc);
	bind_doc(r, d, d->document, doc);
}

static void sure_form(struct render *r, struct database *d, struct str form)
{
	size_t n;

	if (d->failed || str_eq(buf_str(&d->form_of), form) || !str_number(form, &n))
		return;
	buf_reset(&d->form_of);
	buf_add(&d->form_of, form);
	sql3()->bind_number(d->form, 2, (sqlite3_int64)n);
	bind_doc(r, d, d->form, buf_str(&d->doc));
}

static void sqlite_row(struct render *r, int id, const struct str *field)
{
	struct database *d = r->state;
	const struct table *t = table_info(id);
	sqlite3_stmt *s = d->insert[id];
	int at = 1;

	if (d->failed)
		return;
	sure_document(r, d, field[0], id == RECORD_DOCUMENT);
	if (t->of_form)
		sure_form(r, d, field[1]);
	if (d->failed)
		return;
	for (size_t i = 0; i < t->columns; i++, at++) {
		if (t->column[i].kind == COLUMN_INTEGER || t->column[i].kind == COLUMN_YEAR)
			bind_number(r, s, at, &t->column[i], field[i]);
		else
			bind_text(s, at, i == 0 && !field[0].n ? str_of("", 0) : field[i]);
		if (t->column[i].kind == COLUMN_YUAN)
			bind_fen(s, ++at, field[i]);
	}
	step(r, d, s);
}

static void close_all(struct database *d)
{
	for (int id = 0; id < RECORD_TYPES; id++)
		sql3()->finalize(d->insert[id]);
	sql3()->finalize(d->drop);
	sql3()->finalize(d->seen);
	sql3()->finalize(d->document);
	sql3()->finalize(d->form);
	sql3()->close(d->db);
	buf_free(&d->doc);
	buf_free(&d->form_of);
}

static bool sqlite_finish(struct render *r, bool good)
{
	struct database *d = r->state;

	if (good)
		run(r, d, search_fill);
	if (good && !d->failed)
		run(r, d, "COMMIT");
	good = good && !d->failed;
	if (!good && d->db && !d->temp.path)
		sql3()->exec(d->db, "ROLLBACK", NULL, NULL, NULL);
	close_all(d);
	if (d->temp.path && good)
		good = tempfile_commit(&d->temp);
	else if (d->temp.path)
		tempfile_abandon(&d->temp);
	mem_free(d);
	return good;
}

const struct format format_sqlite = { .name = "sqlite", .table = TABLE_NONE, .mask = TABLES_DATA, .all = true,
	.file = true, .begin = sqlite_begin, .row = sqlite_row, .finish = sqlite_finish };
