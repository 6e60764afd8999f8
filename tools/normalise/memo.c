#include "memo.h"

enum { MEMO_BYTES = 3 * 1024 * 1024, CELL_BYTES = 1024, CHAIN_MOST = 16 };

struct memo *memo_new(void) { return mem_pages(sizeof(struct memo)); }

void memo_free(struct memo *m)
{
	arena_free(&m->arena);
	mem_pages_free(m, sizeof *m);
}

void memo_trim(struct memo *m)
{
	struct arena arena;

	if (m->arena.used < MEMO_BYTES)
		return;
	arena_reset(&m->arena);
	arena = m->arena;
	memset(m, 0, sizeof *m);
	m->arena = arena; /* its blocks are needed again */
}

static size_t slot(struct str text, const struct grammar *g, size_t slots)
{
	return (str_hash(text) + (uintptr_t)g / 64) % slots;
}

struct cell_memo *memo_cell(struct memo *m, struct str raw)
{
	struct cell_memo **at, *c;
	size_t chain = 0;

	if (!m || raw.n > CELL_BYTES)
		return NULL;
	at = &m->cell[slot(raw, NULL, MEMO_BUCKETS)];
	for (c = *at; c && !str_eq(c->raw, raw); c = c->next)
		if (++chain == CHAIN_MOST)
			return NULL;
	if (c)
		return c;
	c = arena_zero(&m->arena, 1, sizeof *c);
	c->raw = arena_copy(&m->arena, raw);
	c->next = *at;
	return *at = c;
}

struct cell_memo *memo_next(struct memo *m, struct str raw)
{
	struct cell_memo *guess = m ? m->guess : NULL, *c;

	if (guess && str_eq(guess->raw, raw)) {
		c = guess;
		m->guess = c->behind;
	} else if ((c = memo_cell(m, raw)) != NULL) {
		m->guess = c->behind || !guess ? c->behind : guess->behind; /* one cell may be new, and not those behind it */
	} else {
		return NULL;
	}
	if (m->last)
		m->last->behind = c;
	return m->last = c;
}

struct title_memo *memo_title(struct memo *m, const struct grammar *g, struct str key)
{
	struct title_memo **at = &m->title[slot(key, g, MEMO_TITLES)], *t;
	size_t chain = 0;

	for (t = *at; t && (t->grammar != g || !str_eq(t->key, key)); t = t->next)
		if (++chain == CHAIN_MOST)
			t->next = NULL; /* those behind it are forgotten */
	if (t)
		return t;
	t = arena_zero(&m->arena, 1, sizeof *t);
	t->grammar = g;
	t->key = arena_copy(&m->arena, key);
	t->next = *at;
	return *at = t;
}

struct caption_memo *memo_caption(struct memo *m, const struct grammar *g, struct str mould)
{
	return &m->caption[slot(mould, g, MEMO_CAPTIONS)];
}
