/* A form out of a few rows, for tests of pg-normalise's parts: cells parted by |, as a person would write them. */
#ifndef PG_NORMALISE_CASE_H
#define PG_NORMALISE_CASE_H

#include "tools/normalise/form.h"
#include "tools/normalise/levels.h"

#include <criterion/criterion.h>

struct scene {
	struct grammars grammars;
	struct arena arena;
	struct bench bench;
};

static inline void scene_open(struct scene *s)
{
	memset(s, 0, sizeof *s);
	cr_assert(grammars_load(&s->grammars, "grammars"));
	s->bench.arena = &s->arena;
	s->bench.grammar = s->grammars.base;
	s->bench.all = &s->grammars;
}

static inline void scene_close(struct scene *s)
{
	buf_free(&s->bench.text);
	buf_free(&s->bench.key);
	arena_free(&s->arena);
	grammars_free(&s->grammars);
}

static inline void scene_row(struct scene *s, struct ntable *t, const char *cells)
{
	struct str rest = str_c(cells);
	struct nrow *row;
	size_t n = 1;

	for (size_t i = 0; i < rest.n; i++)
		n += rest.p[i] == '|';
	if (t->rows == t->cap)
		t->row = list_room(&s->arena, t->row, t->rows, &t->cap, sizeof *t->row);
	row = &t->row[t->rows++];
	*row = (struct nrow){ .line = t->rows, .ordinal = t->rows, .n = n };
	row->cell = arena_zero(&s->arena, n, sizeof *row->cell);
	for (size_t i = 0; i < n; i++) {
		size_t end = str_chr(rest, '|', 0);
		row->cell[i] = (struct ncell){ .raw = str_trim(str_to(rest, end)), .line = row->line, .column = i, .rows = 1,
			.columns = 1, .taken = arena_zero(&s->arena, 1, sizeof(bool)) };
		rest = str_from(rest, end + 1);
	}
}

/* A form with that title; rows end in NULL.  Its levels are settled by itself unless siblings are given. */
static inline struct form *scene_form(struct scene *s, const char *title, const char *const *rows)
{
	struct ntable *t = arena_zero(&s->arena, 1, sizeof *t);
	struct segment whole = { 0 };

	t->line = 1;
	t->title = str_c(title);
	for (; *rows; rows++)
		scene_row(s, t, *rows);
	cr_assert(recognise_table(&s->bench, t, NULL) != NULL);
	whole.to = t->rows;
	return form_read(&s->bench, t, &whole, NULL);
}

static inline void scene_settle(struct scene *s, struct form **forms, size_t n)
{
	struct siblings *siblings = siblings_new(&s->arena);

	for (size_t i = 0; i < n; i++)
		siblings_count(siblings, forms[i]);
	for (size_t i = 0; i < n; i++)
		levels_settle(&s->arena, forms[i]);
}

#endif
