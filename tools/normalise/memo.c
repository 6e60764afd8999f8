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

struct cell_memo *memo_cell(struct memo *m, struct str raw, uint64_t hash)
{
	struct cell_memo **at, *c;
	size_t chain = 0;

	if (!m || raw.n > CELL_BYTES)
		return NULL;
	at = &m->cell[hash % MEMO_BUCKETS];
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
