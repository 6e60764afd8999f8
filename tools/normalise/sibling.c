/* What sibling forms say of an indicator's levels: a count of forms for each name and pair of levels. */
#include "levels.h"

enum { OPTIONS = 4, BUCKETS = 4096, LEVEL_BUCKETS = 1024 };

struct poll {
	struct str kind, key;
	struct {
		const struct levels *levels;
		size_t n;
	} option[OPTIONS];
	size_t options, total;
	struct poll *next;
};

/* A pair of levels that was met. */
struct pair {
	const struct levels *levels;
	struct pair *next;
};

struct siblings {
	struct arena *arena;
	struct poll *bucket[BUCKETS];
	struct pair *pair[LEVEL_BUCKETS];
	unsigned pairs;
};

struct siblings *siblings_new(struct arena *a)
{
	struct siblings *s = arena_zero(a, 1, sizeof *s);

	s->arena = a;
	return s;
}

/* The same memory, as the rows below one label and what the memo keeps have it. */
static bool is_view(struct str a, struct str b) { return a.p == b.p && a.n == b.n; }

static struct poll *open_poll(struct siblings *s, struct str kind, struct str key, uint64_t hash)
{
	struct poll **bucket = &s->bucket[hash % BUCKETS], *p;

	for (p = *bucket; p; p = p->next)
		if ((is_view(p->key, key) || str_eq(p->key, key)) && (is_view(p->kind, kind) || str_eq(p->kind, kind)))
			return p;
	p = arena_zero(s->arena, 1, sizeof *p);
	p->kind = kind;
	p->key = key;
	p->next = *bucket;
	return *bucket = p;
}

static unsigned pair_number(struct siblings *s, const struct levels *l)
{
	struct pair **bucket = &s->pair[str_hash(l->level2) % LEVEL_BUCKETS], *p;

	for (p = *bucket; p; p = p->next)
		if (str_eq(p->levels->level2, l->level2) && str_eq(p->levels->level1, l->level1))
			return p->levels->pair;
	p = arena_alloc(s->arena, sizeof *p);
	p->levels = l;
	p->next = *bucket;
	*bucket = p;
	return ++s->pairs;
}

static void count(struct poll *p, const struct levels *l)
{
	size_t o = 0;

	p->total++;
	while (o < p->options && p->option[o].levels->pair != l->pair)
		o++;
	if (o == OPTIONS)
		return;
	if (o == p->options)
		p->option[p->options++].levels = l;
	p->option[o].n++;
}

void siblings_count(struct siblings *s, struct form *f)
{
	for (size_t i = 0; i < f->indicators.n; i++) {
		struct indicator *x = &f->indicators.at[i];
		bool same = i && is_view(x->filed.level1, x[-1].filed.level1) && is_view(x->filed.level2, x[-1].filed.level2);
		x->filed.pair = same ? x[-1].filed.pair : pair_number(s, &x->filed);
		x->poll = open_poll(s, f->kind, x->key, x->key_hash);
		if (x->filed.level2.n)
			count(x->poll, &x->filed);
	}
}

int siblings_ask(const struct indicator *x, const struct levels **agreed)
{
	const struct poll *p = x->poll;
	size_t most = 0, others = p->total - (x->filed.level2.n ? 1 : 0); /* a form is no sibling of itself */

	for (size_t o = 0; o < p->options; o++) {
		size_t n = p->option[o].n - (p->option[o].levels->pair == x->filed.pair);
		if (n > most) {
			most = n;
			*agreed = p->option[o].levels;
		}
	}
	return most < 2 || most * 4 < others * 3 ? 0 : (int)(100 * most / (most + 2));
}

bool siblings_differ(const struct indicator *x)
{
	const struct poll *p = x->poll;
	const struct levels *agreed;

	if (p->options == 0 || (p->options == 1 && p->option[0].levels->pair == x->filed.pair))
		return false;
	return siblings_ask(x, &agreed) && agreed->pair != x->filed.pair;
}
