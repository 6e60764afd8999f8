/*
 * Places: a form of one county that speaks of another county of the document (it was copied), and a county that is a city
 * elsewhere in it.
 *
 * Nobody keeps a gazetteer here: the places are the regions that the document's own forms name.
 */
#include "validate.h"

enum { ENDS = 16 }; /* characters that a place's name ends in; more are not looked for */
enum { STEM_LEAST = 2, STEM_MOST = 6 }; /* characters of a place's name without its kind (县) */

struct region {
	struct str name, stem; /* 云河县, 云河 */
	size_t forms;
	const struct form *first;
	const struct family *family; /* that it was last seen in */
	struct region *kin;          /* another of the same stem */
	bool both;                   /* and both are in one family: they are two places */
	bool confirmed, denied;      /* an authority of its forms is of that name; of its stem, but not of that name */
};

struct places {
	struct hash name, stem;
	size_t n;
	uint32_t end[ENDS]; /* last characters of the names of kinds (市, 县), three bytes each */
	size_t ends;
};

static struct str place_of(const struct checker *c, const struct form *f)
{
	if (!IN_LIST(f->region_ends, REGION_SUFFIXES))
		return f->region;
	struct str suffix = words_end(&c->rules->words[WORDS_REGION_SUFFIXES], f->region);
	return str_to(f->region, suffix.n < f->region.n ? f->region.n - suffix.n : f->region.n);
}

static struct region *find(const struct places *p, struct str name)
{
	struct region *r;
	for (struct hash_walk w = hash_walk(&p->name, str_hash(name)); (r = hash_next(&p->name, &w));)
		if (str_eq(r->name, name))
			return r;
	return NULL;
}

/* Two kinds of one stem: they are chained at the first, once. */
static void join_stem(struct places *p, struct region *r)
{
	uint64_t hash = str_hash(r->stem);
	struct region *first;
	for (struct hash_walk w = hash_walk(&p->stem, hash); (first = hash_next(&p->stem, &w));)
		if (str_eq(first->stem, r->stem))
			break;
	if (!first) {
		hash_put(&p->stem, hash, r);
	} else if (!first->kin) {
		first->kin = r;
		r->kin = first;
	}
}

static void ask_authorities(struct region *r, const struct form *f)
{
	for (size_t k = 0; k < f->fields; k++) {
		const struct field *x = &f->field[k];
		if (!x->of_region || !str_starts(x->value, r->stem))
			continue;
		r->confirmed = r->confirmed || str_starts(x->value, r->name);
		r->denied = r->denied || !str_starts(x->value, r->name);
	}
}

/* NULL for what is no place's name: an authority's, say. */
static struct region *new_region(struct checker *c, struct places *p, const struct form *f)
{
	struct str kind = words_end(&c->rules->words[WORDS_PLACE_ENDS], f->place), stem = str_to(f->place, f->place.n - kind.n);
	if (!kind.n || str_points(stem) < STEM_LEAST || str_points(stem) > STEM_MOST)
		return NULL;
	struct region *r = arena_zero(&c->w.arena, 1, sizeof *r);
	*r = (struct region){ .name = f->place, .stem = stem, .first = f };
	p->n++;
	hash_put(&p->name, str_hash(r->name), r);
	join_stem(p, r);
	return r;
}

static void add_region(struct checker *c, struct places *p, const struct form *f)
{
	struct region *r = find(p, f->place);
	if (!r && !(r = new_region(c, p, f)))
		return;
	r->forms++;
	r->family = f->family;
	ask_authorities(r, f);
	if (r->kin && r->kin->family == f->family)
		r->both = r->kin->both = true;
}

/* ---- another county in a text ---- */

/* The region whose name ends at `end` of s; NULL when none does. */
static const struct region *region_before(const struct places *p, struct str s, size_t end)
{
	size_t from = end - 3; /* of its kind's character */
	for (size_t n = 1; n <= STEM_MOST && from >= 3; n++) {
		from -= 3;
		const struct region *found = n < STEM_LEAST ? NULL : find(p, str_of(s.p + from, end - from));
		if (found)
			return found;
	}
	return NULL;
}

static uint32_t three(const char *p)
{
	return (uint32_t)(unsigned char)p[0] << 16 | (uint32_t)(unsigned char)p[1] << 8 | (unsigned char)p[2];
}

static bool ends_place(const struct places *p, const char *at)
{
	uint32_t character = three(at);
	for (size_t i = 0; i < p->ends; i++)
		if (p->end[i] == character)
			return true;
	return false;
}

static void make_ends(struct places *p, const struct words *kinds)
{
	for (size_t i = 0; i < kinds->n && p->ends < ENDS; i++) {
		struct str word = kinds->word[i];
		if (word.n >= 3 && !ends_place(p, word.p + word.n - 3))
			p->end[p->ends++] = three(word.p + word.n - 3);
	}
}

/* The first region that a text names; remembered with the text. */
static const struct region *region_in(const struct places *p, struct term *t)
{
	struct str s = t->text;
	bool none = t->here.toured || !IN_LIST(t->has, PLACE_ENDS);
	for (size_t at = 0; !none && at + 3 <= s.n; at++)
		if (((unsigned char)s.p[at] & 0xf0) == 0xe0 && ends_place(p, s.p + at) && (t->here.region = region_before(p, s, at + 3)))
			break;
	t->here.toured = true;
	return t->here.region;
}

/* n: of the goal; 0: of a field, which is the subject. */
static void check_text(struct checker *c, const struct places *p, struct form *f, struct item *item, size_t n, struct str subject,
	struct term *t)
{
	const struct region *r = region_in(p, t);
	struct str own = f->place;
	if (!r || str_starts(t->text, own) || str_find(t->text, own, 0) < t->text.n || str_find(own, r->name, 0) < own.n ||
		str_find(r->name, own, 0) < r->name.n)
		return;
	size_t stem = own.n > 3 ? own.n - 3 : own.n; /* 云河市 of 云河县: said of the region */
	if (str_starts(r->name, str_to(own, stem)))
		return;
	/* 石门市 may be the city that 松坪县 is of; 石门县 is of nobody else. */
	bool low = words_end(&c->rules->words[WORDS_LOWEST_PLACES], r->name).n > 0;
	finding_add(c, f, item, low ? SAY_NAME_MISMATCH_OTHER : SAY_NAME_MISMATCH_ABOVE, n ? say_goal(c, n) : subject, ARGS(r->name, own));
}

static bool is_asked(enum named named)
{
	return named == NAMED_PROJECT_NAME || named == NAMED_PURPOSE || named == NAMED_LOCAL_FINANCE || named == NAMED_LOCAL_DEPARTMENT;
}

static void check_form(struct checker *c, const struct places *p, struct form *f)
{
	for (size_t k = 0; k < f->goals; k++)
		check_text(c, p, f, f->goal[k].item, k + 1, STR(""), text_term(c, &f->goal[k].term, f->goal[k].text));
	for (size_t k = 0; k < f->fields; k++)
		if (is_asked(f->field[k].named))
			check_text(c, p, f, f->field[k].item, 0, f->field[k].name, f->field[k].term);
}

/* ---- 云河县 here, 云河市 there ---- */

static void check_kind(struct checker *c, const struct places *p, struct form *f)
{
	const struct region *r = find(p, f->place);
	if (!r || !r->kin || r->both || r->forms > r->kin->forms || r->denied || r->kin->denied || (r->confirmed && !r->kin->confirmed))
		return; /* more is known elsewhere, or is said of the authorities (check_name.c) */
	const struct field *x = f->named[NAMED_REGION];
	finding_add(c, f, x ? x->item : f->item, SAY_NAME_MISMATCH_KIND, STR("region"), ARGS(r->name, r->kin->name, say_form(c, r->kin->first)));
}

void check_places(struct checker *c)
{
	struct places p = { 0 };
	size_t named = 0;
	for (size_t k = 0; k < c->w.forms; k++)
		named += c->w.form[k]->region.n > 0;
	if (named < 2)
		return;
	make_ends(&p, &c->rules->words[WORDS_PLACE_ENDS]);
	for (size_t k = 0; k < c->w.forms; k++)
		if (c->w.form[k]->region.n) {
			c->w.form[k]->place = place_of(c, c->w.form[k]);
			add_region(c, &p, c->w.form[k]);
		}
	for (size_t k = 0; k < c->w.forms && p.n > 1; k++)
		if (c->w.form[k]->region.n && c->w.form[k]->item) {
			check_form(c, &p, c->w.form[k]);
			check_kind(c, &p, c->w.form[k]);
		}
	hash_free(&p.name);
	hash_free(&p.stem);
}
