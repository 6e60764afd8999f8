/* What sibling forms say of an indicator's levels: a count of forms for each name and pair of levels. */
#include "levels.h"

enum { OPTIONS = 4, BUCKETS = 4096 };

struct poll {
	struct str kind, key;
	struct {
		struct levels levels;
		size_t n;
	} option[OPTIONS];
	size_t options, total;
	struct poll *next;
};

struct siblings {
	struct arena *arena;
	struct poll *bucket[BUCKETS];
};

struct siblings *siblings_new(struct arena *a)
{
	struct siblings *s = arena_zero(a, 1, sizeof *s);

	s->arena = a;
	return s;
}

static struct poll *find(const struct siblings *s, struct str kind, struct str key)
{
	struct poll *p = s->bucket[str_hash(key) % BUCKETS];

	while (p && !(str_eq(p->key, key) && str_eq(p->kind, kind)))
		p = p->next;
	return p;
}

static struct poll *open_poll(struct siblings *s, struct str kind, struct str key)
{
	struct poll *p = find(s, kind, key), **bucket = &s->bucket[str_hash(key) % BUCKETS];

	if (p)
		return p;
	p = arena_zero(s->arena, 1, sizeof *p);
	p->kind = kind;
	p->key = key;
	p->next = *bucket;
	return *bucket = p;
}

void siblings_count(struct siblings *s, const struct form *f)
{
	for (size_t i = 0; i < f->indicators.n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		struct poll *p;
		size_t o = 0;
		if (x->filed.level2.n == 0)
			continue;
		p = open_poll(s, f->kind, x->key);
		p->total++;
		while (o < p->options && !levels_same(&p->option[o].levels, &x->filed))
			o++;
		if (o == OPTIONS)
			continue;
		if (o == p->options)
			p->option[p->options++].levels = x->filed;
		p->option[o].n++;
	}
}

bool siblings_ask(const struct siblings *s, const struct form *f, const struct indicator *x, struct levels *agreed,
    int *weight)
{
	const struct poll *p = find(s, f->kind, x->key);
	size_t most = 0, others;

	if (!p)
		return false;
	others = p->total - (x->filed.level2.n ? 1 : 0); /* a form is no sibling of itself */
	for (size_t o = 0; o < p->options; o++) {
		size_t n = p->option[o].n - levels_same(&p->option[o].levels, &x->filed);
		if (n > most) {
			most = n;
			*agreed = p->option[o].levels;
		}
	}
	if (most < 2 || most * 4 < others * 3)
		return false;
	*weight = (int)(100 * most / (most + 2));
	return true;
}
