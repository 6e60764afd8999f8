#include "hash.h"

enum { HASH_LEAST = 64, FEW = 16384, PAGES = 4096 }; /* PAGES: slots from which on a table is pages of the kernel's */

static struct hash_slot *slots_new(size_t size)
{
	return size < PAGES ? mem_zero(size, sizeof(struct hash_slot)) : mem_pages(size * sizeof(struct hash_slot));
}

/* The first free place of that hash; NULL where none is near. */
static inline struct hash_slot *place(const struct hash *t, uint64_t hash)
{
	for (size_t at = hash; at != hash + HASH_PROBES; at++)
		if (!t->slot[at & (t->size - 1)].of)
			return &t->slot[at & (t->size - 1)];
	return NULL;
}

static void resize(struct hash *t, size_t size)
{
	struct hash old = *t;
	struct hash_slot *s;

	*t = (struct hash){ .slot = slots_new(size), .size = size };
	for (size_t i = 0; i < old.size; i++)
		if (old.slot[i].of && (s = place(t, old.slot[i].hash))) {
			*s = old.slot[i];
			t->n++;
		}
	hash_free(&old);
}

void hash_room(struct hash *t, size_t n)
{
	size_t size = t->size ? t->size : HASH_LEAST;

	while (size / 2 < n)
		size *= size < FEW ? 4 : 2;
	if (size > t->size)
		resize(t, size);
}

bool hash_put(struct hash *t, uint64_t hash, void *of)
{
	struct hash_slot *s;

	if (t->n >= t->size / 2)
		hash_room(t, t->n + 1);
	while (!(s = place(t, hash)) && t->n > t->size / 16)
		resize(t, t->size * 2);
	if (!s)
		return false;
	*s = (struct hash_slot){ hash, of };
	t->n++;
	return true;
}

void hash_reset(struct hash *t)
{
	if (t->n < t->size / 16) {
		hash_free(t);
		return;
	}
	memset(t->slot, 0, t->size * sizeof *t->slot);
	t->n = 0;
}

void hash_free(struct hash *t)
{
	if (t->size < PAGES)
		mem_free(t->slot);
	else
		mem_pages_free(t->slot, t->size * sizeof *t->slot);
	*t = (struct hash){ 0 };
}
