/* From the lists of a grammar_build to a struct grammar: hashes, inheritance, checks of meaning. */
#include "grammar_build.h"

#include "msg.h"

#include <stdlib.h>

void list_grow(struct list *l, size_t size)
{
	l->cap = l->cap ? l->cap * 8 : 64; /* units, the longest list, in two steps */
	l->p = mem_resize(l->p, l->cap, size);
}

struct grammar_build *build_new(struct grammar_set *set, struct str name, struct str file)
{
	struct arena *a = &set->all->arena;
	struct grammar_build *b = mem_zero(1, sizeof *b);
	static const int costs[COST_COUNT] = {
#define X(id, word, value) [COST_##id] = value,
		COST_LIST(X)
#undef X
	};

	b->g = arena_zero(a, 1, sizeof *b->g);
	b->t = b->g->tables = arena_zero(a, 1, sizeof *b->t);
	b->g->name = name;
	b->g->file = file;
	memcpy(b->g->cost, set->n ? set->build[0]->g->cost : costs, sizeof costs);
	for (size_t i = 1; i < set->n; i++)
		if (str_eq(set->build[i]->g->name, name)) { /* a later one of the same name replaces it */
			build_drop(set->build[i]);
			return set->build[i] = b;
		}
	set->build = mem_grow(set->build, set->n, &set->cap, sizeof *set->build);
	return set->build[set->n++] = b;
}

static void lists_free(struct grammar_build *b)
{
	struct list *lists[] = { &b->title, &b->caption, &b->strip, &b->level, &b->sum, &b->comparator,
		&b->qualitative, &b->qualifier_end, &b->relative, &b->again, &b->like, &b->unit, &b->multiplier,
		&b->owned, &b->example };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		mem_free(lists[i]->p);
	mem_free(b);
}

void build_drop(struct grammar_build *b)
{
	for (size_t i = 0; i < b->owned.n; i++)
		pattern_free(((struct pattern **)b->owned.p)[i]);
	mem_free(b->label);
	mem_pages_free(b->paged, b->paged_n * sizeof *b->paged);
	lists_free(b);
}

struct level *build_level(struct grammar_build *b, int depth, struct str name, const struct level *parent)
{
	struct level **levels = (struct level **)b->level.p;

	for (size_t i = 0; i < b->level.n; i++)
		if (levels[i]->depth == depth && levels[i]->parent == parent && str_eq(levels[i]->name, name))
			return levels[i];
	return NULL;
}

/* The list in the arena, base's elements behind its own. */
static void *settle(struct arena *a, const struct list *own, const void *base, size_t base_n, size_t size, size_t *n)
{
	char *p;

	*n = own->n + base_n;
	if (own->n == 0 && base_n)
		return (void *)(uintptr_t)base; /* the same to read; nobody writes to it */
	p = arena_alloc(a, *n * size + 1);
	if (own->n)
		memcpy(p, own->p, own->n * size);
	if (base_n)
		memcpy(p + own->n * size, base, base_n * size);
	return p;
}

/* Whether a, which came first, stands in front of b in a chain: of two that are as long only one can fit, or they are the same. */
static inline bool goes_first(const struct comparator *a, const struct comparator *b)
{
	return a->word.n != b->word.n ? a->word.n > b->word.n : a->tail.n >= b->tail.n;
}

static int by_length(const void *a, const void *b)
{
	const struct multiplier *x = a, *y = b;

	return x->word.n == y->word.n ? 0 : x->word.n < y->word.n ? 1 : -1;
}

enum chain { BY_START, BY_END, BY_TAIL };
static inline uint32_t *link_of(const struct comparator_index *x, size_t i, enum chain which)
{
	struct comparator_next *next = &x->next[i];

	return which == BY_START ? &next->start : which == BY_END ? &next->end : &next->tail;
}

/* Puts comparator number i into a chain, the longest first. */
static inline void chain_add_to(const struct comparator_index *x, uint32_t *at, const struct comparator *list, size_t i, enum chain which)
{
	while (*at && goes_first(&list[*at - 1], &list[i - 1]))
		at = link_of(x, *at, which);
	*link_of(x, i, which) = *at;
	*at = (uint32_t)i;
}

static void index_comparators(struct arena *a, struct grammar *g)
{
	struct comparator_index *x;

	if (g->base && g->comparator == g->base->comparator) { /* it adds none */
		g->compare = g->base->compare;
		return;
	}
	x = arena_zero(a, 1, sizeof *x);
	x->next = arena_zero(a, g->comparators + 1, sizeof *x->next);
	for (size_t i = 1; i <= g->comparators; i++) {
		const struct comparator *c = &g->comparator[i - 1];
		if (c->word.n) {
			chain_add_to(x, &x->start[c->form][word_slot(c->word.p, c->word.n) % COMPARATOR_SLOTS], g->comparator, i, BY_START);
			chain_add_to(x, &x->end[c->form][(unsigned char)c->word.p[c->word.n - 1] % COMPARATOR_SLOTS], g->comparator, i, BY_END);
		}
		if (c->tail.n)
			chain_add_to(x, &x->tail[word_slot(c->tail.p, c->tail.n) % COMPARATOR_SLOTS], g->comparator, i, BY_TAIL);
	}
	g->compare = x;
}

static void settle_lists(struct arena *a, struct grammar_build *b)
{
	struct grammar *g = b->g;
	const struct grammar none = { 0 }, *base = g->base ? g->base : &none;
	struct grammar_tables *t = b->t;

	g->title = settle(a, &b->title, NULL, 0, sizeof *g->title, &g->titles);
	g->caption = settle(a, &b->caption, base->caption, base->captions, sizeof *g->caption, &g->captions);
	g->title_strip = settle(a, &b->strip, base->title_strip, base->title_strips, sizeof *g->title_strip, &g->title_strips);
	g->level = settle(a, &b->level, base->level, base->levels, sizeof *g->level, &g->levels);
	g->comparator = settle(a, &b->comparator, base->comparator, base->comparators, sizeof *g->comparator, &g->comparators);
	g->qualitative = settle(a, &b->qualitative, base->qualitative, base->qualitatives, sizeof *g->qualitative, &g->qualitatives);
	g->qualifier_end = settle(a, &b->qualifier_end, base->qualifier_end, base->qualifier_ends, sizeof *g->qualifier_end, &g->qualifier_ends);
	g->relative = settle(a, &b->relative, base->relative, base->relatives, sizeof *g->relative, &g->relatives);
	g->sum = b->sum.n || !g->base
	    ? settle(a, &b->sum, NULL, 0, sizeof *g->sum, &g->sums)
	    : (g->sums = base->sums, base->sum);
	g->example = settle(a, &b->example, NULL, 0, sizeof *g->example, &g->examples);
	t->multiplier = settle(a, &b->multiplier, NULL, 0, sizeof *t->multiplier, &t->multipliers);
	t->like = settle(a, &b->like, NULL, 0, sizeof *t->like, &t->likes);
	t->owned = settle(a, &b->owned, NULL, 0, sizeof *t->owned, &t->owned_n);
	index_comparators(a, g);
	if (t->multipliers)
		qsort(t->multiplier, t->multipliers, sizeof *t->multiplier, by_length);
	for (size_t i = 0; i < t->multipliers; i++)
		t->multiplier_first |= 1ULL << word_slot(t->multiplier[i].word.p, t->multiplier[i].word.n) % 64;
}

static void inherit_patterns(struct grammar *g)
{
	const struct grammar *base = g->base;
	struct pattern **own[] = { &g->project_strip, &g->goal_ordinal, &g->name_ordinal, &g->level_like, &g->basis_like,
		&g->scoring_like, &g->as_above, &g->label_prefix, &g->text_begin, &g->text_end, &g->continued, &g->page_number, &g->fact, &g->fact_parts,
		&g->fact_lead, &g->fact_tail, &g->tables->label_suffix, &g->tables->label_unit };
	struct pattern *const theirs[] = { base->project_strip, base->goal_ordinal, base->name_ordinal, base->level_like,
		base->basis_like, base->scoring_like, base->as_above, base->label_prefix, base->text_begin, base->text_end, base->continued, base->page_number,
		base->fact, base->fact_parts, base->fact_lead, base->fact_tail, base->tables->label_suffix, base->tables->label_unit };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (!*own[i])
			*own[i] = theirs[i];
}

/* Orders, children and homes; base alone has levels of its own. */
static void settle_levels(struct arena *a, struct grammar *g)
{
	for (size_t i = 0; i < g->levels; i++) {
		struct level *l = g->level[i];
		l->order = i;
		l->home = l;
		l->child = arena_zero(a, g->levels + 1, sizeof *l->child);
		for (size_t k = 0; k < g->levels; k++)
			if (g->level[k]->parent == l)
				l->child[l->children++] = g->level[k];
			else if (l->depth == 1 && g->level[k]->depth == 2 && str_eq(g->level[k]->name, l->name))
				l->home = g->level[k];
	}
}

/* Before what is no longer; the same word said again counts instead, so that a layout's own wins over base's. */
static void add_unit(struct arena *a, struct unit_index *x, const struct unit_word *u)
{
	struct unit_word **at = &x->slot[word_slot(u->word.p, u->word.n)], *copy;

	while (*at && ((*at)->word.n > u->word.n || ((*at)->word.n == u->word.n && !str_eq((*at)->word, u->word))))
		at = &(*at)->next;
	if (*at && str_eq((*at)->word, u->word)) {
		(*at)->unit = u->unit;
		return;
	}
	copy = arena_alloc(a, sizeof *copy);
	*copy = *u;
	copy->next = *at;
	*at = copy;
}

static void settle_units(struct arena *a, struct grammar_build *b)
{
	const struct unit_word *own = (const struct unit_word *)b->unit.p;
	const struct unit_index *base = b->g->base ? b->g->base->tables->unit : NULL;
	struct unit_index *x;

	b->t->unit = base;
	if (base && b->unit.n == 0)
		return;
	b->t->unit = x = arena_zero(a, 1, sizeof *x);
	for (size_t i = 0; base && i < WORD_SLOTS; i++)
		for (const struct unit_word *u = base->slot[i]; u; u = u->next)
			add_unit(a, x, u);
	for (size_t i = 0; i < b->unit.n; i++)
		add_unit(a, x, &own[i]);
}

static bool same_meaning(const struct meaning *a, const struct meaning *b)
{
	return a->kind == b->kind && a->role == b->role && a->level == b->level && a->schedule == b->schedule
	    && str_eq(a->name, b->name) && str_eq(a->free, b->free);
}

/* Two of a kind cannot both be meant; a name may be that of a level 1 and of a level 2. */
static bool conflict(const struct meaning *a, const struct meaning *b)
{
	return a->kind == b->kind && !(a->kind == MEANS_LEVEL && a->level->depth != b->level->depth);
}

/* again: what is said now; other: a meaning that the label has. */
static void say_conflict(const struct grammar_set *set, const struct grammar_build *b, const struct label_again *again, const struct meaning *other)
{
	const struct label *label = &b->t->label[again->label];
	const struct label_again *first = (const struct label_again *)b->again.p;
	struct place at = { str_c(set->file[again->file].path), again->line, 0 };
	struct buf here = { 0 }, there = { 0 };
	uint32_t file = label->file, line = label->line;

	if (other != label->meaning) {
		while (first < again && !(first->label == again->label && same_meaning(first->meaning, other)))
			first++;
		file = first->file;
		line = first->line;
	}
	meaning_words(&here, again->meaning);
	meaning_words(&there, other);
	msg_say(&at, MSG_GRAMMAR_LABEL, STR_ARG(label->key), STR_ARG(buf_str(&here)), STR_ARG(buf_str(&there)),
	        STR_ARG(str_c(set->file[file].path)), (size_t)line);
	buf_free(&here);
	buf_free(&there);
}

/* The chain with m at its end; what is in it is copied, for labels of one element share their meaning. */
static const struct meaning *chain_add(struct arena *a, const struct meaning *chain, const struct meaning *m)
{
	struct meaning *first = NULL, **end = &first, *copy;

	for (const struct meaning *at = chain; at; at = at->next) {
		copy = arena_alloc(a, sizeof *copy);
		*copy = *at;
		copy->next = NULL;
		*end = copy;
		end = (struct meaning **)(uintptr_t)&copy->next;
	}
	*end = arena_alloc(a, sizeof **end);
	**end = *m;
	return first;
}

/* So many slots are pages of their own, others lie in the arena. */
enum { SLOTS_PAGED = 8192 };

void build_slots_free(struct grammar_tables *t)
{
	if (t->slot && t->mask + 1 >= SLOTS_PAGED)
		mem_pages_free(t->slot, (t->mask + 1) * sizeof *t->slot);
}

/* As many of them cleared slots; labels stand in theirs again. */
static void slots_resize(struct arena *a, struct grammar_build *b, size_t slots)
{
	struct grammar_tables *t = b->t;
	size_t at;

	if (slots < SLOTS_PAGED) {
		t->slot = arena_zero(a, slots, sizeof *t->slot);
	} else {
		mem_pages_free(b->paged, b->paged_n * sizeof *b->paged);
		t->slot = b->paged = mem_pages(slots * sizeof *t->slot);
		b->paged_n = slots;
	}
	t->mask = slots - 1;
	for (size_t i = 0; i < t->labels; i++) {
		for (at = t->label[i].hash & t->mask; t->slot[at];)
			at = (at + 1) & t->mask;
		t->slot[at] = (uint32_t)i + 1;
	}
}

/* Room for so many labels more: nearly all are base's, and all of these come one behind the other. */
static void labels_room(struct grammar_set *set, struct grammar_build *b, size_t more)
{
	enum { OF_BASE = 4096, OF_LAYOUT = 32 };
	struct grammar_tables *t = b->t;
	size_t cap = b->labels_cap ? b->labels_cap : b == set->build[0] ? OF_BASE : OF_LAYOUT, slots = t->slot ? t->mask + 1 : 2 * cap;

	while (cap < t->labels + more)
		cap *= 2;
	if (cap > b->labels_cap)
		t->label = b->label = mem_resize(b->label, b->labels_cap = cap, sizeof *b->label);
	while (slots < 2 * (t->labels + more))
		slots *= 2;
	if (!t->slot || slots > t->mask + 1)
		slots_resize(&set->all->arena, b, slots);
}

void build_labels(struct grammar_set *set, struct grammar_build *b, const struct word *key, size_t n, const struct meaning *m, size_t file)
{
	struct grammar_tables *t = b->t;
	struct label *to;
	uint32_t number = (uint32_t)t->labels;

	labels_room(set, b, n);
	to = t->label + number;
	for (const struct word *end = key + n; key < end; key++) {
		struct str text = key->text;
		uint32_t hash, *slot;
		if (text.n == 0)
			continue;
		hash = label_hash(text);
		slot = label_slot(t, text, hash);
		if (*slot) {
			*(struct label_again *)list_add(&b->again, sizeof(struct label_again)) =
			    (struct label_again){ m, *slot - 1, (uint32_t)file, key->line };
			continue;
		}
		*to++ = (struct label){ .key = text, .meaning = m, .hash = hash, .file = (uint32_t)file, .line = key->line };
		*slot = ++number;
		if (text.n > t->label_longest)
			t->label_longest = text.n;
	}
	t->labels = number;
}

/* False after a message. */
static bool add_again(const struct grammar_set *set, struct grammar_build *b, const struct label_again *again)
{
	struct label *label = &b->t->label[again->label];

	for (const struct meaning *m = label->meaning; m; m = m->next) {
		if (same_meaning(m, again->meaning))
			return true; /* said twice is no harm */
		if (conflict(m, again->meaning)) {
			say_conflict(set, b, again, m);
			return false;
		}
	}
	label->meaning = chain_add(&set->all->arena, label->meaning, again->meaning);
	return true;
}

static bool has_meaning(const struct meaning *chain, const struct meaning *m)
{
	while (chain && !same_meaning(chain, m))
		chain = chain->next;
	return chain != NULL;
}

static bool settle_labels(const struct grammar_set *set, struct grammar_build *b)
{
	struct arena *a = &set->all->arena;
	struct grammar_tables *t = b->t;
	const struct label_again *again = (const struct label_again *)b->again.p;
	bool ok = true;

	for (size_t i = 0; i < b->again.n; i++)
		ok = add_again(set, b, &again[i]) && ok;
	for (size_t i = 0; b->g->base && i < t->labels; i++) { /* behind a layout's meanings go base's */
		const struct meaning *more = grammar_meaning(b->g->base, t->label[i].key);
		for (; more; more = more->next)
			if (!has_meaning(t->label[i].meaning, more))
				t->label[i].meaning = chain_add(a, t->label[i].meaning, more);
	}
	return ok;
}

bool build_finish(struct grammar_set *set, struct grammar_build *b)
{
	struct grammars *all = set->all;
	struct arena *a = &all->arena;
	bool ok;

	b->g->base = all->base;
	settle_lists(a, b);
	if (b->g->base)
		inherit_patterns(b->g);
	else
		settle_levels(a, b->g);
	settle_units(a, b);
	ok = settle_labels(set, b);
	lists_free(b);
	return ok;
}
