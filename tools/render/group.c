#include "group.h"

void group_start(struct group *g, struct str doc, struct str form)
{
	char *key;

	arena_reset(&g->arena);
	g->n = 0;
	g->head = NULL;
	g->open = true;
	key = arena_alloc(&g->arena, doc.n + 1 + form.n);
	mem_copy(key, doc.p, doc.n);
	key[doc.n] = '\t';
	mem_copy(key + doc.n + 1, form.p, form.n);
	g->key = str_of(key, doc.n + 1 + form.n);
	g->doc = str_to(g->key, doc.n);
	g->form = str_from(g->key, doc.n + 1);
}

/* The same views into another copy of what they are views into, which lies that much further on; a view in one go. */
static void move_views(struct str *to, const struct str *from, size_t n, uintptr_t further)
{
	typedef uintptr_t view __attribute__((vector_size(sizeof *to)));
	const view add = { further, 0 };

	_Static_assert(offsetof(struct str, p) == 0 && sizeof *to == 2 * sizeof further, "a pointer, then a length");
#pragma GCC unroll 4
	for (size_t i = 0; i < n; i++) {
		view v;
		memcpy(&v, from + i, sizeof v);
		v += add;
		memcpy(to + i, &v, sizeof v);
	}
}

/* One copy of the line serves all fields but where it held an escape, and some of them lie elsewhere. */
static void copy_fields(struct group *g, struct item *item, const struct record *record)
{
	size_t views = record->n * sizeof *item->field, line = record->escaped ? 0 : record->raw.n;
	char *p = arena_alloc(&g->arena, views + line);

	item->field = (void *)p;
	item->raw = str_of(p + views, line);
	if (line) {
		memcpy(p + views, record->raw.p, line);
		move_views(item->field, record->field, record->n, (uintptr_t)item->raw.p - (uintptr_t)record->raw.p);
		return;
	}
	for (size_t i = 0; i < record->n; i++)
		item->field[i] = arena_copy(&g->arena, record->field[i]);
}

void group_add(struct group *g, const struct record *record)
{
	struct item *item;

	g->item = mem_grow(g->item, g->n, &g->cap, sizeof *g->item);
	item = &g->item[g->n++];
	item->type = record->type;
	item->n = record->n;
	copy_fields(g, item, record);
	if (record->type == RECORD_FORM)
		g->head = item->field;
}

bool group_holds(const struct group *g, struct str doc, struct str form)
{
	return g->open && str_eq(g->form, form) && str_eq(g->doc, doc);
}

bool group_holds_record(const struct group *g, const struct record *record)
{
	const struct str *f = record->field;

	if (record->escaped)
		return group_holds(g, f[0], f[1]);
	return g->open && str_eq(g->key, str_of(f[0].p, (size_t)(f[1].p + f[1].n - f[0].p)));
}

struct str group_form(const struct group *g, int column)
{
	return g->head ? g->head[column] : STR("");
}

struct str group_total(const struct group *g)
{
	struct str total = STR("");

	for (size_t i = 0; i < g->n; i++) {
		const struct str *f = g->item[i].field;
		if (g->item[i].type != RECORD_AMOUNT || !str_eq(f[AMOUNT_KIND], STR("total")) || !f[AMOUNT_YUAN].n)
			continue;
		if (!f[AMOUNT_PHASE].n)
			return f[AMOUNT_YUAN];
		if (!total.n || str_eq(f[AMOUNT_PHASE], STR("adjusted")))
			total = f[AMOUNT_YUAN];
	}
	return total;
}

void group_free(struct group *g)
{
	mem_free(g->item);
	arena_free(&g->arena);
	*g = (struct group){ 0 };
}
