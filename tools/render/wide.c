#include <stdlib.h>

#include "render.h"

/* Offsets in the wide tables; the column lists in columns.c have the same order (tested). */
enum { W_FORM = 3, W_TOTAL = 10, W_N, W_ACTUAL = W_N + INDICATOR_COUNT - INDICATOR_N, W_COUNT = W_ACTUAL + 4 };
enum { KINDS = 10, PHASES = 4, FIELDS = 13, DUES = 4,
	F_AMOUNT = FORM_COUNT, F_FIELD = F_AMOUNT + KINDS * PHASES, F_DUE = F_FIELD + FIELDS,
	F_GOALS = F_DUE + DUES, F_COUNT = F_GOALS + 4 };

struct wide {
	const struct item **result; /* sorted by n and part */
	size_t results, cap;
	struct str cell[(int)F_COUNT > (int)W_COUNT ? (int)F_COUNT : (int)W_COUNT];
	struct arena arena;
	struct buf text;
};

struct wide *wide_new(void) { return mem_zero(1, sizeof(struct wide)); }

void wide_free(struct wide *w)
{
	if (!w)
		return;
	mem_free(w->result);
	arena_free(&w->arena);
	buf_free(&w->text);
	mem_free(w);
}

static int compare_places(const struct str *a, const struct str *b)
{
	int d = str_compare(a[0], b[0]);

	return d ? d : str_compare(a[1], b[1]);
}

static int compare_results(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;

	return compare_places((*x)->field + RESULT_N, (*y)->field + RESULT_N);
}

static void gather_results(struct wide *w, const struct group *g)
{
	w->results = 0;
	for (size_t i = 0; i < g->n; i++)
		if (g->item[i].type == RECORD_RESULT) {
			w->result = mem_grow(w->result, w->results, &w->cap, sizeof *w->result);
			w->result[w->results++] = &g->item[i];
		}
	if (w->results)
		qsort(w->result, w->results, sizeof *w->result, compare_results);
}

/* The result of the indicator with these n and part; NULL when the form states none. */
static const struct str *result_of(const struct wide *w, const struct str *place)
{
	size_t low = 0, high = w->results;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int d = compare_places(w->result[middle]->field + RESULT_N, place);
		if (d == 0)
			return w->result[middle]->field;
		if (d < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void indicator_row(struct wide *w, struct render *r, const struct item *item)
{
	static const int result[] = { RESULT_RAW, RESULT_WEIGHT, RESULT_SCORE, RESULT_REASON };
	const struct str *f = item->field, *actual = w->results ? result_of(w, f + INDICATOR_N) : NULL;
	size_t runs = 0;

	memcpy(w->cell, f, W_FORM * sizeof *f);
	memcpy(w->cell + W_N, f + INDICATOR_N, (INDICATOR_COUNT - INDICATOR_N) * sizeof *f);
	for (size_t i = 0; i < sizeof result / sizeof *result; i++)
		w->cell[(size_t)W_ACTUAL + i] = actual ? actual[result[i]] : STR("");
	render_add_run(r, &runs, 0, W_FORM, f, item->raw);
	render_add_run(r, &runs, W_N, W_ACTUAL, f + INDICATOR_N, item->raw);
	render_end_runs(r, runs);
	r->format->row(r, TABLE_INDICATOR_WIDE, w->cell);
}

/* The form's own columns are the same in all rows, and are written once by formats that care. */
void wide_indicators(struct wide *w, struct render *r, const struct group *g)
{
	static const int form[] = { FORM_TITLE, FORM_PROJECT, FORM_CODE, FORM_REGION, FORM_DEPARTMENT, FORM_YEAR, FORM_KIND };

	gather_results(w, g);
	for (size_t i = 0; i < sizeof form / sizeof *form; i++)
		w->cell[W_FORM + i] = group_form(g, form[i]);
	w->cell[W_TOTAL] = group_total(g);
	r->alike.from = W_FORM;
	r->alike.to = W_N;
	for (size_t i = 0; i < g->n; i++)
		if (g->item[i].type == RECORD_INDICATOR) {
			indicator_row(w, r, &g->item[i]);
			r->alike.again = true;
		}
	r->alike.from = r->alike.to = 0;
	r->alike.again = false;
}

static int index_of(const char *const *names, struct str name)
{
	for (int i = 0; names[i]; i++)
		if (str_eq(str_c(names[i]), name))
			return i;
	return -1;
}

static void put_amount(struct wide *w, const struct str *f)
{
	int kind = index_of(amount_kinds, f[AMOUNT_KIND]), phase = index_of(amount_phases, f[AMOUNT_PHASE]);
	struct str *cell;

	if (kind < 0 || phase < 0)
		return;
	cell = &w->cell[F_AMOUNT + phase * KINDS + kind];
	if (!cell->n) /* the first that states an amount; the amount table has them all */
		*cell = f[AMOUNT_YUAN];
}

/* A field that comes twice keeps both values, parted by a semicolon. */
static void put_field(struct wide *w, const struct str *f)
{
	int at = index_of(field_names, f[FIELD_NAME]);
	struct str *cell = at < 0 ? NULL : &w->cell[F_FIELD + at];

	if (!cell || !f[FIELD_VALUE].n)
		return;
	if (cell->n) {
		buf_reset(&w->text);
		buf_add(&w->text, *cell);
		buf_add(&w->text, STR("；"));
		buf_add(&w->text, f[FIELD_VALUE]);
		*cell = arena_copy(&w->arena, buf_str(&w->text));
	} else {
		*cell = f[FIELD_VALUE];
	}
}

static void put_schedule(struct wide *w, const struct str *f)
{
	static const char *const due[] = { "03", "06", "10", "12", NULL };
	int at = index_of(due, f[SCHEDULE_DUE]);

	if (at < 0 || !f[SCHEDULE_VALUE].n || w->cell[F_DUE + at].n)
		return;
	buf_reset(&w->text);
	buf_add(&w->text, f[SCHEDULE_VALUE]);
	if (!str_eq(f[SCHEDULE_UNIT], STR("%")) && f[SCHEDULE_UNIT].n)
		buf_byte(&w->text, ' ');
	buf_add(&w->text, f[SCHEDULE_UNIT]);
	w->cell[F_DUE + at] = arena_copy(&w->arena, buf_str(&w->text));
}

static void put_goals(struct wide *w, const struct group *g)
{
	buf_reset(&w->text);
	for (size_t i = 0; i < g->n; i++) {
		if (g->item[i].type != RECORD_GOAL)
			continue;
		if (w->text.n)
			buf_byte(&w->text, '\n');
		buf_add(&w->text, g->item[i].field[GOAL_TEXT]);
	}
	w->cell[F_GOALS] = arena_copy(&w->arena, buf_str(&w->text));
}

static struct str number_text(struct wide *w, size_t n)
{
	buf_reset(&w->text);
	buf_number(&w->text, n);
	return arena_copy(&w->arena, buf_str(&w->text));
}

void wide_form(struct wide *w, struct render *r, const struct group *g)
{
	size_t indicators = 0, targets = 0, issues = 0;

	arena_reset(&w->arena);
	for (size_t i = 0; i < F_COUNT; i++)
		w->cell[i] = i < FORM_COUNT && g->head ? g->head[i] : STR("");
	w->cell[FORM_DOC] = g->doc;
	w->cell[FORM_FORM] = g->form;
	put_goals(w, g);
	for (size_t i = 0; i < g->n; i++) {
		const struct str *f = g->item[i].field;
		switch (g->item[i].type) {
		case RECORD_AMOUNT: put_amount(w, f); break;
		case RECORD_FIELD: put_field(w, f); break;
		case RECORD_SCHEDULE: put_schedule(w, f); break;
		case RECORD_INDICATOR: targets++; indicators += str_eq(f[INDICATOR_PART], STR("1")); break;
		case RECORD_ISSUE: issues++; break;
		default: break;
		}
	}
	w->cell[F_GOALS + 1] = number_text(w, indicators);
	w->cell[F_GOALS + 2] = number_text(w, targets);
	w->cell[F_GOALS + 3] = number_text(w, issues);
	render_end_runs(r, 0);
	r->format->row(r, TABLE_FORM_WIDE, w->cell);
}
