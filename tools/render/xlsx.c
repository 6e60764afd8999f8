/*
 * xlsx: a workbook, a sheet a table, in constant memory.  The room of libxlsxwriter.
 *
 * Text is written as text, so a leading = or 0 stays; a number is one where Excel keeps it exactly.  No
 * clock: the workbook's date is a fixed one.
 */
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "common/library.h"
#include "common/msg.h"
#include "render.h"
#include "xlsx_check.h"
#include "xlsx_guard.h"

/* X(field, libxlsxwriter's function): loaded for this format alone (it brings libcrypto along). */
#define XLSX_LIST(X) \
	X(open, workbook_new_opt) \
	X(properties, workbook_set_properties) \
	X(add_format, workbook_add_format) \
	X(add_sheet, workbook_add_worksheet) \
	X(close, workbook_close) \
	X(set_column, worksheet_set_column) \
	X(write_string, worksheet_write_string) \
	X(write_number, worksheet_write_number) \
	X(freeze, worksheet_freeze_panes) \
	X(autofilter, worksheet_autofilter) \
	X(hide, worksheet_hide) \
	X(write_row, lxw_worksheet_write_single_row) \
	X(bold, format_set_bold) \
	X(background, format_set_bg_color) \
	X(wrap, format_set_text_wrap) \
	X(number_format, format_set_num_format) \
	X(align, format_set_align) \
	X(error, lxw_strerror)

struct xlsx {
#define X(field, function) __typeof__(&function) field;
	XLSX_LIST(X)
#undef X
};

/* Kept for the whole program, as the library is. */
static const struct xlsx *xlsx(void)
{
#define X(field, function) LIBRARY_NAME(function),
	static const char *const names[] = { XLSX_LIST(X) };
#undef X
	static struct xlsx loaded;
	const char *why = NULL;

	if (!loaded.error)
		why = library_load("libxlsxwriter.so." LXW_SOVERSION, names, sizeof names / sizeof *names, &loaded);
	if (!why)
		return &loaded;
	msg_tell(MSG_LIBRARY, "libxlsxwriter", why);
	exit(2);
}

enum { ROWS_MOST = 1048576, CELL_MOST = 32767, EXACT_DIGITS = 15 };

struct sheet {
	lxw_worksheet *sheet;
	lxw_row_t rows; /* written, header included */
	int number;     /* 1, or more where one sheet was not enough */
};

struct book {
	lxw_workbook *book;
	lxw_format *head, *text;
};

enum { REAL, PROOF, BOOKS };

struct workbook {
	struct book book[BOOKS];
	struct tempfile temp[BOOKS];
	struct sheet sheet[TABLES];
	int *id; /* the table of each sheet */
	size_t ids, ids_cap;
	struct buf z;
	bool failed; /* said; the library is not called again, which it might not survive */
};

static const int order[] = { TABLE_INDICATOR_WIDE, TABLE_FORM_WIDE, RECORD_ISSUE, RECORD_AMOUNT, RECORD_FIELD, RECORD_SCHEDULE,
	RECORD_GOAL, RECORD_RESULT, RECORD_ACHIEVEMENT, RECORD_FACT };
#define SHEETS (TABLES_WIDE | TABLE_BIT(RECORD_AMOUNT) | TABLE_BIT(RECORD_FIELD) | TABLE_BIT(RECORD_SCHEDULE) \
	| TABLE_BIT(RECORD_GOAL) | TABLE_BIT(RECORD_RESULT) | TABLE_BIT(RECORD_ACHIEVEMENT) \
	| TABLE_BIT(RECORD_FACT) | TABLE_BIT(RECORD_ISSUE))

static const char *titles_of(const struct render *r) { return r->options->titles ? r->options->titles : "zh"; }

/* Behind calls into the library, of which one may have returned an error. */
static bool went_well(struct render *r, lxw_error error)
{
	struct workbook *w = r->state;
	struct place place = { .file = str_c(r->options->common.output) };
	const char *why = guard_failure();

	if (w->failed || (!why && error == LXW_NO_ERROR))
		return !w->failed;
	msg_say(&place, MSG_RENDER_WORKBOOK, why ? why : xlsx()->error(error));
	w->failed = true;
	return false;
}

/* A sheet with its columns and heads; NULL when it failed. */
static lxw_worksheet *sheet_add(struct render *r, const struct book *b, int id, const char *name)
{
	const struct table *t = table_info(id);
	lxw_worksheet *sheet;
	lxw_error error = LXW_NO_ERROR;

	guard_begin();
	sheet = xlsx()->add_sheet(b->book, name);
	if (!went_well(r, sheet ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED))
		return NULL;
	for (size_t i = 0; i < t->columns && !error; i++) {
		struct str title = column_title(&t->column[i], titles_of(r));
		error = xlsx()->set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, t->column[i].width, b->text);
		if (!error)
			error = xlsx()->write_string(sheet, 0, (lxw_col_t)i, title.p, b->head);
	}
	xlsx()->freeze(sheet, 1, 0);
	return went_well(r, error) ? sheet : NULL;
}

static void sheet_new(struct render *r, int id)
{
	struct workbook *w = r->state;
	struct sheet *s = &w->sheet[id];
	const struct table *t = table_info(id);
	bool zh = strcmp(titles_of(r), "zh") == 0;
	struct buf name = { 0 };

	s->number++;
	buf_add(&name, str_c(zh ? t->zh : id >= RECORD_TYPES ? t->name : t->en));
	if (s->number > 1)
		buf_format(&name, " (%d)", s->number);
	buf_byte(&name, '\0');
	s->sheet = sheet_add(r, &w->book[REAL], id, name.p);
	buf_free(&name);
	s->rows = 1;
	w->id = mem_grow(w->id, w->ids, &w->ids_cap, sizeof *w->id);
	w->id[w->ids++] = id;
}

static bool open_book(struct render *r, struct book *b, const char *path)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE };
	lxw_doc_properties properties = { .title = "pg", .created = 946684800 }; /* 2000-01-01 */
	lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;

	guard_begin();
	b->book = xlsx()->open(path, &options);
	if (b->book)
		error = xlsx()->properties(b->book, &properties);
	if (!went_well(r, error))
		return false;
	b->head = xlsx()->add_format(b->book);
	b->text = xlsx()->add_format(b->book);
	if (!went_well(r, b->head && b->text ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED))
		return false;
	xlsx()->bold(b->head);
	xlsx()->background(b->head, 0xDDE6EE);
	xlsx()->wrap(b->head);
	xlsx()->number_format(b->text, "General");
	xlsx()->align(b->text, LXW_ALIGN_VERTICAL_TOP);
	return went_well(r, LXW_NO_ERROR);
}

static void close_files(struct workbook *w)
{
	for (size_t i = 0; i < BOOKS; i++)
		tempfile_abandon(&w->temp[i]);
	buf_free(&w->z);
	mem_free(w->id);
	mem_free(w);
}

static bool xlsx_begin(struct render *r)
{
	struct workbook *w = mem_zero(1, sizeof *w);
	const char *name = r->options->common.output;

	r->state = w;
	if (!tempfile_open(&w->temp[REAL], name) || !tempfile_open(&w->temp[PROOF], name)
	    || !guard_child(w->temp, BOOKS, name)) {
		close_files(w);
		return false;
	}
	if (!open_book(r, &w->book[REAL], w->temp[REAL].path))
		return true;
	for (size_t i = 0; i < sizeof order / sizeof *order && !w->failed; i++)
		if (r->mask & TABLE_BIT(order[i]))
			sheet_new(r, order[i]);
	return true;
}

/* Whether a double holds it exactly: digits, one point, no more than 15 of them. */
static bool exact_number(struct str s)
{
	size_t digits = 0, points = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digits++;
		else if (s.p[i] == '.' && digits)
			points++;
		else if (s.p[i] != '-' || i)
			return false;
	}
	return digits && digits <= EXACT_DIGITS && points <= 1;
}

static bool is_number(const struct column *c, struct str s)
{
	return c->kind != COLUMN_TEXT && c->kind != COLUMN_CODE && exact_number(s);
}

/* NUL-terminated, whole, and no longer than a cell holds (Excel counts UTF-16 units). */
static const char *cell_text(struct render *r, struct workbook *w, struct str s)
{
	struct place place = { .file = str_c(r->options->common.output) };
	size_t units = 0;

	buf_reset(&w->z);
	for (size_t at = 0; at < s.n;) {
		uint32_t c = str_next(s, &at);
		units += c > 0xffff ? 2 : 1;
		if (units > CELL_MOST) {
			msg_say(&place, MSG_RENDER_CUT, str_points(s), (size_t)CELL_MOST);
			break;
		}
		buf_point(&w->z, c);
	}
	buf_byte(&w->z, '\0');
	return w->z.p;
}

static lxw_error close_sheet(const struct table *t, const struct sheet *s)
{
	if (s->rows <= 1)
		return LXW_NO_ERROR;
	return xlsx()->autofilter(s->sheet, 0, 0, s->rows - 1, (lxw_col_t)(t->columns - 1));
}

static lxw_error write_cell(struct render *r, const struct sheet *s, const struct column *c, size_t at, struct str field)
{
	struct workbook *w = r->state;
	const char *z = cell_text(r, w, field);

	if (is_number(c, field))
		return xlsx()->write_number(s->sheet, s->rows, (lxw_col_t)at, strtod(z, NULL), NULL);
	return xlsx()->write_string(s->sheet, s->rows, (lxw_col_t)at, z, w->book[REAL].text);
}

static void xlsx_row(struct render *r, int id, const struct str *field)
{
	struct workbook *w = r->state;
	struct sheet *s = &w->sheet[id];
	const struct table *t = table_info(id);
	lxw_error error = LXW_NO_ERROR;

	if (w->failed)
		return;
	guard_begin();
	if (s->rows == ROWS_MOST && went_well(r, close_sheet(t, s)))
		sheet_new(r, id);
	for (size_t i = 0; i < t->columns && !error && !w->failed; i++)
		if (field[i].n)
			error = write_cell(r, s, &t->column[i], i, field[i]);
	went_well(r, error);
	s->rows++;
}

/* Filters and hidden sheets; the last row of each goes to its file. */
static bool end_sheets(struct render *r)
{
	struct workbook *w = r->state;
	lxw_error error = LXW_NO_ERROR;
	lxw_worksheet *sheet;

	guard_begin();
	for (int id = 0; id < TABLES && !error; id++) {
		if (!w->sheet[id].sheet)
			continue;
		error = close_sheet(table_info(id), &w->sheet[id]);
		if (w->sheet[id].rows == 1 && w->sheet[id].sheet->index > 0)
			xlsx()->hide(w->sheet[id].sheet);
	}
	STAILQ_FOREACH(sheet, w->book[REAL].book->worksheets, list_pointers)
		xlsx()->write_row(sheet);
	return went_well(r, error);
}

/* The same workbook without its rows: what the library makes of it must be what it makes of the real one. */
static bool make_proof(struct render *r)
{
	struct workbook *w = r->state;
	const lxw_worksheet *from;
	size_t i = 0;

	if (!open_book(r, &w->book[PROOF], w->temp[PROOF].path))
		return false;
	STAILQ_FOREACH(from, w->book[REAL].book->worksheets, list_pointers) {
		lxw_worksheet *sheet = sheet_add(r, &w->book[PROOF], w->id[i++], from->name);
		if (!sheet)
			return false;
		xlsx()->write_row(sheet);
		if (from->autofilter.in_use)
			xlsx()->autofilter(sheet, from->autofilter.first_row, from->autofilter.first_col,
			    from->autofilter.last_row, from->autofilter.last_col);
		if (from->hidden)
			xlsx()->hide(sheet);
		sheet->dim_rowmax = from->dim_rowmax;
	}
	return went_well(r, LXW_NO_ERROR);
}

static bool close_books(struct render *r)
{
	struct workbook *w = r->state;
	uint64_t *rows = mem_zero(w->ids * BOOKS, sizeof *rows);
	bool good = end_sheets(r) && make_proof(r);

	for (size_t i = 0; i < BOOKS && good; i++)
		good = xlsx_rows_arrived(w->book[i].book, rows + i * w->ids) || went_well(r, LXW_ERROR_CREATING_TMPFILE);
	for (size_t i = 0; i < BOOKS && good; i++) {
		guard_begin();
		good = went_well(r, xlsx()->close(w->book[i].book));
	}
	good = good && (xlsx_proven(w->temp[REAL].path, rows, w->temp[PROOF].path, rows + w->ids, w->ids)
	    || went_well(r, LXW_ERROR_ZIP_CLOSE));
	mem_free(rows);
	return good;
}

/* What the library holds of a workbook that failed, or is not wanted, goes with the process. */
static bool xlsx_finish(struct render *r, bool good)
{
	struct workbook *w = r->state;

	good = good && !w->failed && close_books(r);
	if (good)
		good = tempfile_commit(&w->temp[REAL]);
	close_files(w);
	return good;
}

const struct format format_xlsx = { .name = "xlsx", .table = TABLE_NONE, .mask = SHEETS, .all = true, .file = true,
	.begin = xlsx_begin, .row = xlsx_row, .finish = xlsx_finish };
