/* The forms of a window, made from its records, which were counted as they came. */
#include "validate.h"

static void fill_amount(struct form *f, struct item *item)
{
	struct amount *m = &f->amount[f->amounts++];
	*m = *item->known->as.amount;
	m->item = item;
	if (!f->total && str_eq(m->kind, STR("total")))
		f->total = m;
}

static void fill_due(struct form *f, struct item *item)
{
	const struct str *v = item->field;
	struct due *d = &f->due[f->dues++];
	*d = (struct due){ .item = item, .name = v[SCHEDULE_DUE], .unit = v[SCHEDULE_UNIT] };
	d->known = v[SCHEDULE_VALUE].n && decimal_parse(v[SCHEDULE_VALUE], &d->value);
}

static void fill_goal(struct form *f, struct item *item)
{
	f->goal[f->goals++] = (struct goal){ .item = item, .text = *item->text };
}

static void fill_field(struct form *f, struct item *item)
{
	struct field *x = &f->field[f->fields++];
	*x = *item->known->as.field;
	x->item = item;
	if (x->named < NAMED_COUNT && !f->named[x->named])
		f->named[x->named] = x;
}

/* ---- terms of the window, where check_typo.c finds them side by side ---- */

static void touch_text(struct window *w, struct term *t, const struct form *f)
{
	if (!t->here.named) {
		t->here.named = true;
		w->term = mem_grow(w->term, w->terms, &w->term_cap, sizeof *w->term);
		w->term[w->terms++] = t;
	}
	t->here.forms += t->here.last_form != f;
	t->here.last_form = f;
}

/* The form has it.  The empty text, which most are, is of no interest once it is there. */
static inline void touch(struct window *w, struct term *t, const struct form *f)
{
	if (t->text.n || !t->here.named)
		touch_text(w, t, f);
}

static void fill_indicator(struct checker *c, struct form *f, struct item *item)
{
	struct indicator *i = &f->indicator[f->indicators++];
	struct row *row = item->known->as.row;
	*i = (struct indicator){ item, row };
	f->asks |= row->asks;
	touch(&c->w, row->name, f);
	touch(&c->w, row->said, f);
	touch(&c->w, row->who, f);
}

/* ---- forms ---- */

static void fill_form(struct checker *c, struct form *f, struct item *item)
{
	const struct str *v = item->field;
	f->layout = v[FORM_LAYOUT];
	f->kind = v[FORM_KIND];
	f->title = v[FORM_TITLE];
	f->year = v[FORM_YEAR];
	f->project = v[FORM_PROJECT];
	f->code = v[FORM_CODE];
	f->region = v[FORM_REGION];
	f->region_ends = lists_end(c, f->region);
	f->grade = rules_grades(c->rules, f->layout);
	f->whole = !c->w.cut && !c->partial;
}

static void make_room(struct checker *c, struct form *f)
{
	struct arena *a = &c->w.arena;
	f->amount = arena_alloc(a, f->count[RECORD_AMOUNT] * sizeof *f->amount);
	f->due = arena_alloc(a, f->count[RECORD_SCHEDULE] * sizeof *f->due);
	f->goal = arena_alloc(a, f->count[RECORD_GOAL] * sizeof *f->goal);
	f->field = arena_alloc(a, f->count[RECORD_FIELD] * sizeof *f->field);
	f->indicator = arena_alloc(a, f->count[RECORD_INDICATOR] * sizeof *f->indicator);
}

static void fill(struct checker *c, struct item *item)
{
	struct form *f = item->form;
	switch (item->type) {
	case RECORD_FORM: fill_form(c, f, item); break;
	case RECORD_AMOUNT: fill_amount(f, item); break;
	case RECORD_SCHEDULE: fill_due(f, item); break;
	case RECORD_GOAL: fill_goal(f, item); break;
	case RECORD_FIELD: fill_field(f, item); break;
	case RECORD_INDICATOR: fill_indicator(c, f, item); break;
	default: break;
	}
}

/* A form joins the family of the same kind, title, project and layout: there may be as many of them as forms. */
static void join_family(struct checker *c, struct form *f, struct hash *families)
{
	struct str parts[] = { f->kind, f->title, f->project, f->layout };
	struct family *m;
	uint64_t hash = 0;
	for (size_t i = 0; i < 4; i++)
		hash = hash * 1099511628211u + str_hash(parts[i]);
	for (struct hash_walk w = hash_walk(families, hash); (m = hash_next(families, &w));)
		if (str_eq(m->kind, f->kind) && str_eq(m->title, f->title) && str_eq(m->project, f->project) && str_eq(m->layout, f->layout))
			break;
	if (!m) {
		m = arena_alloc(&c->w.arena, sizeof *m);
		*m = (struct family){ f->kind, f->title, f->project, f->layout, NULL, NULL, 0 };
		hash_put(families, hash, m);
	}
	if (m->last)
		m->last->next_of_family = f;
	else
		m->first = f;
	m->last = f;
	m->forms++;
	f->family = m;
}

void window_build(struct checker *c)
{
	struct window *w = &c->w;
	for (size_t i = 0; i < w->forms; i++)
		make_room(c, w->form[i]);
	for (size_t i = 0; i < w->items; i++)
		if (window_item(w, i)->form)
			fill(c, window_item(w, i));
	struct hash families = { 0 };
	w->told = arena_zero(&w->arena, w->items / 64 + 1, sizeof *w->told);
	for (size_t i = 0; i < w->issues; i++)
		window_tells(w, w->issue[i]);
	for (size_t i = 0; i < w->forms; i++)
		join_family(c, w->form[i], &families);
	hash_free(&families);
}
