/* The forms of a window, made from its records: one walk counts, a second fills. */
#include "validate.h"

struct decimal amount_ulp(const struct amount *m)
{
	struct decimal raw, one = { 1, 0 };
	struct str digits = m->raw;
	size_t from = 0, n = 0;
	while (from < digits.n && (digits.p[from] < '0' || digits.p[from] > '9'))
		from++;
	while (from + n < digits.n && (digits.p[from + n] == '.' || digits.p[from + n] == ',' ||
		(digits.p[from + n] >= '0' && digits.p[from + n] <= '9')))
		n++;
	size_t point = str_chr(str_of(digits.p + from, n), '.', 0);
	int places = point < n ? (int)(n - point - 1) : 0;
	if (!n || !m->known || places > 20 || !decimal_parse(str_of(digits.p + from, n), &raw) || raw.unscaled == 0)
		return one;
	/* The power of ten between what was filed and yuan, less the filed places. */
	for (int power = 0; power <= 8; power++) {
		struct decimal d = raw;
		if (decimal_shift(&d, power) && decimal_compare(d, m->yuan) == 0) {
			decimal_shift(&one, power - places);
			return one;
		}
	}
	return one;
}

static enum phase phase_of(struct str s)
{
	static const struct str names[PHASE_OTHER] = { { "", 0 }, { "initial", 7 }, { "adjusted", 8 }, { "executed", 8 } };
	enum phase p = PHASE_NONE;
	while (p < PHASE_OTHER && !str_eq(names[p], s))
		p++;
	return p;
}

static void fill_amount(struct checker *c, struct form *f, struct item *item)
{
	const struct str *v = item->record.field;
	struct amount *m = &f->amount[f->amounts++];
	*m = (struct amount){ .item = item, .kind = v[AMOUNT_KIND], .phase = v[AMOUNT_PHASE], .raw = v[AMOUNT_RAW] };
	m->known = v[AMOUNT_YUAN].n && decimal_parse(v[AMOUNT_YUAN], &m->yuan);
	m->kind_id = rules_kind(c->rules, m->kind);
	m->phase_id = phase_of(m->phase);
}

static void fill_due(struct form *f, struct item *item)
{
	const struct str *v = item->record.field;
	struct due *d = &f->due[f->dues++];
	*d = (struct due){ .item = item, .name = v[SCHEDULE_DUE], .unit = v[SCHEDULE_UNIT] };
	d->known = v[SCHEDULE_VALUE].n && decimal_parse(v[SCHEDULE_VALUE], &d->value);
}

static void fill_goal(struct form *f, struct item *item)
{
	f->goal[f->goals++] = (struct goal){ .item = item, .text = item->record.field[GOAL_TEXT] };
}

static void fill_field(struct form *f, struct item *item)
{
	const struct str *v = item->record.field;
	f->field[f->fields++] = (struct field){ .item = item, .name = v[FIELD_NAME], .value = v[FIELD_VALUE], .label = v[FIELD_LABEL] };
}

/* ---- levels ---- */

static const struct level_name *level_of(const struct checker *c, struct str name, struct str parent, bool any)
{
	for (size_t k = 0; k < c->rules->levels; k++) {
		const struct level_name *l = &c->rules->level[k];
		if (str_eq(l->name, name) && (any || str_eq(l->parent, parent)))
			return l;
	}
	return NULL;
}

static void judge_standing(const struct checker *c, struct standing *s)
{
	uint64_t is = lists_of(c, s->level1) | lists_of(c, s->level2);
	s->cost = IN_LIST(is, COST_LEVELS);
	s->quantity = IN_LIST(is, QUANTITY_LEVELS);
	s->time = IN_LIST(is, TIME_LEVELS);
	s->money = IN_LIST(lists_of(c, s->level2.n ? s->level2 : s->level1), MONEY_LEVELS); /* not 社会成本指标 under 成本指标 */
	if (s->level1.n && !level_of(c, s->level1, STR(""), false))
		s->verdict = UNKNOWN_ONE;
	else if (s->level2.n && !level_of(c, s->level2, STR(""), true))
		s->verdict = UNKNOWN_TWO;
	else if (s->level1.n && s->level2.n && !level_of(c, s->level2, s->level1, false))
		s->verdict = OTHER_PARENT;
}

enum { STANDINGS = 256 }; /* that are kept: a document has a dozen, and a hostile one only makes them anew */

/* The same two labels stand in every form: they are judged once. */
static const struct standing *standing_of(struct checker *c, struct standing **kept, struct str level1, struct str level2)
{
	size_t at = (str_hash(level2) + level1.n * 7 + (level1.n ? (unsigned char)level1.p[level1.n / 2] : 0)) % STANDINGS;
	struct standing *s = kept[at];
	if (s && str_eq(s->level2, level2) && str_eq(s->level1, level1))
		return s;
	s = kept[at] = arena_zero(&c->w.arena, 1, sizeof *s);
	s->level1 = level1;
	s->level2 = level2;
	judge_standing(c, s);
	return s;
}

/* ---- records ---- */

static void touch(struct term *t, const struct form *f)
{
	t->forms += t->last_form != f;
	t->last_form = f;
}

static void fill_indicator(struct checker *c, struct form *f, struct item *item, struct standing **kept)
{
	const struct str *v = item->record.field;
	struct indicator *i = &f->indicator[f->indicators++];
	*i = (struct indicator){
		.item = item, .level1 = v[INDICATOR_LEVEL1], .level2 = v[INDICATOR_LEVEL2],
		.description = v[INDICATOR_DESCRIPTION], .qualifier = v[INDICATOR_QUALIFIER],
		.measure = v[INDICATOR_MEASURE], .op = v[INDICATOR_OP], .unit = v[INDICATOR_UNIT],
		.text = v[INDICATOR_TEXT], .raw = v[INDICATOR_RAW], .basis = v[INDICATOR_BASIS],
		.note = v[INDICATOR_NOTE], .repairs = v[INDICATOR_REPAIRS],
		.low_text = v[INDICATOR_LOW], .high_text = v[INDICATOR_HIGH],
		.name = window_term(c, v[INDICATOR_LEVEL3]), .said = window_term(c, v[INDICATOR_DESCRIPTION]),
		.who = window_term(c, v[INDICATOR_QUALIFIER]),
	};
	str_number(v[INDICATOR_N], &i->n);
	str_number(v[INDICATOR_PART], &i->part);
	i->number = str_eq(i->measure, STR("number"));
	i->date = str_eq(i->measure, STR("date"));
	i->words = str_eq(i->measure, STR("text"));
	i->blank = str_eq(i->measure, STR("blank"));
	i->has_low = i->number && decimal_parse(i->low_text, &i->low);
	i->has_high = i->number && decimal_parse(i->high_text, &i->high);
	i->standing = standing_of(c, kept, i->level1, i->level2);
	i->cost = i->standing->cost;
	i->quantity = i->standing->quantity;
	i->time = i->standing->time;
	i->raw_has = lists_in(c, i->raw);
	i->unit_is = lists_of(c, i->unit);
	touch(i->name, f);
	touch(i->said, f);
	touch(i->who, f);
}

static void fill_form(struct checker *c, struct form *f, struct item *item)
{
	const struct str *v = item->record.field;
	f->layout = v[FORM_LAYOUT];
	f->kind = v[FORM_KIND];
	f->title = v[FORM_TITLE];
	f->year = v[FORM_YEAR];
	f->project = v[FORM_PROJECT];
	f->code = v[FORM_CODE];
	f->region = v[FORM_REGION];
	f->grade = rules_grades(c->rules, f->layout);
	f->whole = !c->w.cut && !c->partial;
}

static void count(struct form *f, enum record_type type)
{
	switch (type) {
	case RECORD_AMOUNT: f->amounts++; break;
	case RECORD_SCHEDULE: f->dues++; break;
	case RECORD_GOAL: f->goals++; break;
	case RECORD_FIELD: f->fields++; break;
	case RECORD_INDICATOR: f->indicators++; break;
	default: break;
	}
}

static void make_room(struct checker *c, struct form *f)
{
	struct arena *a = &c->w.arena;
	f->amount = arena_alloc(a, f->amounts * sizeof *f->amount);
	f->due = arena_alloc(a, f->dues * sizeof *f->due);
	f->goal = arena_alloc(a, f->goals * sizeof *f->goal);
	f->field = arena_alloc(a, f->fields * sizeof *f->field);
	f->indicator = arena_alloc(a, f->indicators * sizeof *f->indicator);
	f->amounts = f->dues = f->goals = f->fields = f->indicators = 0;
}

static void fill(struct checker *c, struct item *item, struct standing **kept)
{
	struct form *f = item->form;
	switch (item->record.type) {
	case RECORD_FORM: fill_form(c, f, item); break;
	case RECORD_AMOUNT: fill_amount(c, f, item); break;
	case RECORD_SCHEDULE: fill_due(f, item); break;
	case RECORD_GOAL: fill_goal(f, item); break;
	case RECORD_FIELD: fill_field(f, item); break;
	case RECORD_INDICATOR: fill_indicator(c, f, item, kept); break;
	default: break;
	}
}

/*
 * A form joins the family of the same kind, title, project and layout.  The walk over the families is
 * short in real documents; a document of thousands of different projects has thousands of families, so
 * the families are found by a hash of what makes them.
 */
static void join_family(struct checker *c, struct form *f, struct family **slot, size_t slots)
{
	struct str parts[] = { f->kind, f->title, f->project, f->layout };
	uint64_t h = 0;
	for (size_t i = 0; i < 4; i++)
		h = h * 1099511628211u + str_hash(parts[i]);
	struct family *m = slot[h & (slots - 1)];
	while (m && !(str_eq(m->kind, f->kind) && str_eq(m->title, f->title) && str_eq(m->project, f->project) &&
		str_eq(m->layout, f->layout)))
		m = m->next;
	if (!m) {
		m = arena_zero(&c->w.arena, 1, sizeof *m);
		*m = (struct family){ f->kind, f->title, f->project, f->layout, NULL, NULL, 0, slot[h & (slots - 1)] };
		slot[h & (slots - 1)] = m;
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
	struct standing *kept[STANDINGS] = { NULL };
	for (size_t i = 0; i < w->items; i++)
		if (w->item[i]->form)
			count(w->item[i]->form, w->item[i]->record.type);
	for (size_t i = 0; i < w->forms; i++)
		make_room(c, w->form[i]);
	for (size_t i = 0; i < w->items; i++)
		if (w->item[i]->form)
			fill(c, w->item[i], kept);
	size_t slots = 64;
	while (slots < w->forms)
		slots *= 2;
	struct family **slot = arena_zero(&w->arena, slots, sizeof *slot);
	for (size_t i = 0; i < w->forms; i++)
		join_family(c, w->form[i], slot, slots);
}
