/*
 * hash: what was kept, found again by a hash of what it is known by.
 *
 * Open addressing, at most half full.  The hash stands beside the pointer, so that what is not meant is seldom looked
 * at; whether that of the same hash is the same, the caller sees.  What finds no place within HASH_PROBES steps of a
 * table that is nearly empty (a hostile crowd of equal hashes) is not kept: no endless walk.
 *
 * Use: for (struct hash_walk w = hash_walk(&t, hash); (x = hash_next(&t, &w));) if (is_meant(x)) …
 *
 * Ownership: the table is its owner's until hash_free, what it points to is never its own.  Zero-initialise.
 */
#ifndef PG_HASH_H
#define PG_HASH_H

#include "mem.h"

enum { HASH_PROBES = 64 };

struct hash_slot {
	uint64_t hash;
	void *of; /* NULL: free */
};

struct hash {
	struct hash_slot *slot;
	size_t n, size; /* kept; slots: a power of two, or none yet */
};

/* A walk over what is kept under a hash, in the order in which it was put where room was made for all. */
struct hash_walk {
	uint64_t hash;
	size_t at, end;
};

static inline struct hash_walk hash_walk(const struct hash *t, uint64_t hash)
{
	return (struct hash_walk){ hash, hash, hash + (t->size ? HASH_PROBES : 0) };
}

/* The next that has the hash; NULL when there is none. */
static inline void *hash_next(const struct hash *t, struct hash_walk *w)
{
	while (w->at != w->end) {
		const struct hash_slot *s = &t->slot[w->at++ & (t->size - 1)];
		if (!s->of || s->hash == w->hash)
			return s->of;
	}
	return NULL;
}

/* Whether something is: for those that keep nothing but hashes. */
static inline bool hash_has(const struct hash *t, uint64_t hash)
{
	struct hash_walk w = hash_walk(t, hash);

	return hash_next(t, &w) != NULL;
}

/* `of`, not NULL, behind what has the same hash; false when it is not kept. */
bool hash_put(struct hash *t, uint64_t hash, void *of);
/* Room for n at once, for those who know how many will come. */
void hash_room(struct hash *t, size_t n);
/* Empties it; the room stays for as many again, unless few had come. */
void hash_reset(struct hash *t);
void hash_free(struct hash *t);

#endif
