/* What is put is found, also among many and among equals; a crowd of equal hashes ends all walks. */
#include "common/hash.h"

#include <criterion/criterion.h>

static int things[100000];
enum { THINGS = sizeof things / sizeof *things };

/* Spread over 64 bits. */
static uint64_t hash_of(size_t i) { return (i + 1) * 0x9e3779b97f4a7c15ULL; }

static bool holds(const struct hash *t, uint64_t hash, const void *of)
{
	const void *x;

	for (struct hash_walk w = hash_walk(t, hash); (x = hash_next(t, &w));)
		if (x == of)
			return true;
	return false;
}

Test(hash, finds_what_was_put)
{
	struct hash t = { 0 };

	cr_assert_not(hash_has(&t, 1));
	for (size_t i = 0; i < THINGS; i++)
		cr_assert(hash_put(&t, hash_of(i), &things[i]));
	cr_assert_eq(t.n, THINGS);
	cr_assert(t.size >= 2 * THINGS && (t.size & (t.size - 1)) == 0);
	for (size_t i = 0; i < THINGS; i++)
		cr_assert(holds(&t, hash_of(i), &things[i]));
	cr_assert_not(hash_has(&t, hash_of(THINGS)));
	hash_free(&t);
	cr_assert_not(hash_has(&t, hash_of(0)));
}

/* The highest hashes and 0 are hashes like others. */
Test(hash, walks_over_the_end)
{
	struct hash t = { 0 };

	for (size_t i = 0; i < 8; i++) {
		cr_assert(hash_put(&t, UINT64_MAX, &things[i]));
		cr_assert(hash_put(&t, 0, &things[8 + i]));
	}
	for (size_t i = 0; i < 8; i++)
		cr_assert(holds(&t, UINT64_MAX, &things[i]) && holds(&t, 0, &things[8 + i]));
	hash_free(&t);
}

Test(hash, keeps_the_order_of_equals)
{
	struct hash t = { 0 };
	size_t n = 0;
	int *x;

	hash_room(&t, 20);
	for (size_t i = 0; i < 10; i++) {
		cr_assert(hash_put(&t, 7, &things[i]));
		cr_assert(hash_put(&t, 8, &things[20 + i]));
	}
	for (struct hash_walk w = hash_walk(&t, 7); (x = hash_next(&t, &w)); n++)
		cr_assert_eq(x, &things[n]);
	cr_assert_eq(n, 10);
	hash_free(&t);
}

Test(hash, bounds_a_hostile_crowd)
{
	struct hash t = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < 5000; i++)
		kept += hash_put(&t, 42, &things[i]);
	cr_assert_eq(kept, t.n);
	cr_assert(kept >= HASH_PROBES / 2 && kept <= HASH_PROBES, "%zu", kept);
	cr_assert(t.size <= 4096, "%zu", t.size);
	cr_assert(hash_put(&t, 43 + HASH_PROBES * 2, &things[0]));
	hash_free(&t);
}

/* Nothing is left; the room is, but where far less came than there was room for. */
Test(hash, is_empty_again)
{
	struct hash t = { 0 };
	const struct hash_slot *slots;

	hash_reset(&t);
	cr_assert_not(hash_has(&t, hash_of(0)));
	for (size_t i = 0; i < 1000; i++)
		cr_assert(hash_put(&t, hash_of(i), &things[i]));
	slots = t.slot;
	hash_reset(&t);
	cr_assert(t.slot == slots && t.n == 0);
	for (size_t i = 0; i < 1000; i++)
		cr_assert_not(hash_has(&t, hash_of(i)));
	cr_assert(hash_put(&t, hash_of(0), &things[0]) && holds(&t, hash_of(0), &things[0]));
	hash_reset(&t);
	cr_assert(t.size == 0 && !hash_has(&t, hash_of(0)));
	hash_free(&t);
}
