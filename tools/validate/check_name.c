/* Names of one form against each other: region, authorities, project, title, purpose, code. */
#include "validate.h"

static const struct words *words(struct checker *c, enum words_id id) { return &c->rules->words[id]; }

/* The longest word of the list that s ends in (begins with); the lexicon knows when there is none. */
static struct str end_of(struct checker *c, enum words_id id, struct str s)
{
	return lists_end(c, s) >> id & 1 ? words_end(words(c, id), s) : STR("");
}

static struct str start_of(struct checker *c, enum words_id id, struct str s)
{
	return lists_start(c, s) >> id & 1 ? words_start(words(c, id), s) : STR("");
}

static struct item *region_item(const struct form *f)
{
	const struct field *r = f->named[NAMED_REGION];
	return r ? r->item : f->item;
}

/* A region's name: 云河县本级 is of the place 云河县, whose stem is 云河 and whose kind is 县. */
struct named_place {
	struct str region, place, kind, stem;
};

static struct named_place named_place(struct checker *c, const struct form *f)
{
	struct str suffix = IN_LIST(f->region_ends, REGION_SUFFIXES) ? words_end(words(c, WORDS_REGION_SUFFIXES), f->region) : STR("");
	struct str place = str_to(f->region, f->region.n - suffix.n);
	struct str kind = end_of(c, WORDS_PLACE_ENDS, place);
	return (struct named_place){ f->region, place, kind, str_to(place, place.n - kind.n) };
}

/* The place that an authority's name begins with, to be held against the form's region. */
static void check_authority(struct checker *c, struct form *f, const struct field *a, const struct named_place *p, bool *said)
{
	struct str region = p->region, place = p->place, kind = p->kind, stem = p->stem;
	if (!a->value.n || !stem.n)
		return;
	if (start_of(c, WORDS_AUTHORITIES, a->value).n) {
		finding_add(c, f, a->item, SAY_NAME_INCOMPLETE_PLACE, a->name, ARGS(a->value));
		return;
	}
	/* 云河市 against 云河县财政局: the same stem, another kind of place. */
	if (!str_starts(a->value, stem) || str_starts(a->value, place))
		return;
	struct str other = words_start(words(c, WORDS_PLACE_ENDS), str_from(a->value, stem.n));
	if (kind.n && other.n && !*said)
		finding_add(c, f, region_item(f), SAY_NAME_MISMATCH_REGION, STR("region"), ARGS(region, a->value));
	*said = *said || (kind.n && other.n);
}

static void check_region(struct checker *c, struct form *f)
{
	struct str region = f->region;
	bool said = false; /* once is enough for all authorities */
	if (!region.n)
		return;
	struct str suffix = IN_LIST(f->region_ends, AUTHORITIES) ? words_end(words(c, WORDS_AUTHORITIES), region) : STR("");
	if (suffix.n && suffix.n < region.n) {
		finding_add(c, f, region_item(f), SAY_NAME_MISMATCH_AUTHORITY, STR("region"), ARGS(region));
		return;
	}
	struct named_place place = named_place(c, f);
	for (size_t i = 0; i < f->fields; i++)
		if (f->field[i].of_region)
			check_authority(c, f, &f->field[i], &place, &said);
}

static struct str cut_start(struct checker *c, enum words_id id, struct str s)
{
	return str_from(s, start_of(c, id, s).n);
}

static struct str cut_end(struct checker *c, enum words_id id, struct str s)
{
	return str_to(s, s.n - end_of(c, id, s).n);
}

/* Nearly the same, but not the same: one or two characters apart in at least six. */
static bool nearly(const struct term *a, const struct term *b)
{
	size_t most = a->points > 12 ? 2 : 1;
	return a->points >= 6 && b->points >= 6 && a->points < TERM_POINTS && b->points < TERM_POINTS &&
		!str_eq(a->key, b->key) && edit_distance(a->point, a->points, b->point, b->points, most) <= most;
}

static void check_project(struct checker *c, struct form *f)
{
	const struct field *project = f->named[NAMED_PROJECT_NAME], *purpose = f->named[NAMED_PURPOSE];
	struct str name = project && project->value.n ? project->value : f->project;
	if (!name.n)
		return;
	struct term *n = window_term(c, name);
	if (purpose && purpose->value.n) {
		struct str s = cut_end(c, WORDS_STOPS, cut_start(c, WORDS_PURPOSE_STARTS, purpose->value));
		if (nearly(n, window_term(c, s)))
			finding_add(c, f, project ? project->item : f->item, SAY_NAME_MISMATCH_PURPOSE, STR("project-name"), ARGS(name, s));
	}
	if (project && f->title.n) {
		struct str s = cut_end(c, WORDS_TITLE_ENDS, f->title);
		if (s.n < f->title.n && nearly(n, window_term(c, s)))
			finding_add(c, f, project->item, SAY_NAME_MISMATCH_TITLE, STR("project-name"), ARGS(name, s));
	}
}

/* ---- project codes ---- */

/* The shape of a code: the lengths of its runs of letters and digits, and the signs between. */
static struct str shape_of(struct checker *c, struct str code, bool *odd)
{
	size_t run = 0;
	buf_reset(&c->scratch);
	*odd = false;
	for (size_t i = 0; i < code.n; i++) {
		unsigned char b = (unsigned char)code.p[i];
		bool alnum = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
		*odd = *odd || b >= 128 || b == ' ' || b == '\t';
		run += alnum;
		if (!alnum || i + 1 == code.n) {
			buf_number(&c->scratch, run);
			if (!alnum)
				buf_byte(&c->scratch, (char)b);
			run = 0;
		}
	}
	return arena_copy(&c->w.arena, buf_str(&c->scratch));
}

static struct item *code_item(const struct form *f)
{
	const struct field *r = f->named[NAMED_PROJECT_CODE];
	return r ? r->item : f->item;
}

/* The window's usual shape and how many codes have it; by majority vote, then counted. */
static struct str usual_shape(struct checker *c, size_t *have, size_t *all)
{
	struct str usual = { 0 };
	size_t votes = 0;
	bool odd;
	for (size_t k = 0; k < c->w.forms; k++) {
		if (!c->w.form[k]->code.n)
			continue;
		struct str s = shape_of(c, c->w.form[k]->code, &odd);
		if (!votes)
			usual = s;
		votes = str_eq(s, usual) ? votes + 1 : votes - 1;
	}
	*have = *all = 0;
	for (size_t k = 0; k < c->w.forms; k++)
		if (c->w.form[k]->code.n) {
			++*all;
			*have += str_eq(shape_of(c, c->w.form[k]->code, &odd), usual);
		}
	return usual;
}

static void check_shapes(struct checker *c)
{
	size_t have, all;
	bool odd;
	struct str usual = usual_shape(c, &have, &all);
	bool agreed = all >= c->rules->number[NUMBER_CODES_LEAST] && have * 4 >= all * 3;
	for (size_t k = 0; k < c->w.forms; k++) {
		struct form *f = c->w.form[k];
		if (!f->code.n)
			continue;
		struct str shape = shape_of(c, f->code, &odd);
		if (odd)
			finding_add(c, f, code_item(f), SAY_CODE_FORMAT_CHARACTER, STR("project-code"), ARGS(f->code));
		else if (agreed && !str_eq(shape, usual))
			finding_add(c, f, code_item(f), SAY_CODE_FORMAT_SHAPE, STR("project-code"), ARGS(f->code, usual));
	}
}

/* ---- the purpose of another form ---- */

static struct term *purpose_term(struct checker *c, const struct form *f)
{
	const struct field *p = f->named[NAMED_PURPOSE];
	if (!p || !p->value.n)
		return NULL;
	return window_term(c, cut_end(c, WORDS_STOPS, cut_start(c, WORDS_PURPOSE_STARTS, p->value)));
}

/* It is the other form's purpose, or says the other project's name. */
static bool is_others(const struct term *purpose, const struct term *theirs, const struct term *project)
{
	return (theirs && str_eq(theirs->key, purpose->key)) ||
		(project->points >= 4 && str_find(purpose->text, project->text, 0) < purpose->text.n);
}

/* No two characters of the purpose are in the project's name, and they speak of another form. */
static void check_purposes(struct checker *c)
{
	size_t limit = c->w.forms < 512 ? c->w.forms : 512; /* each against each: not in an endless document */
	for (size_t k = 0; k < limit; k++) {
		struct form *f = c->w.form[k];
		struct term *mine = purpose_term(c, f);
		if (!mine || !f->project.n || mine->points < 6 || terms_share(mine, window_term(c, f->project)))
			continue;
		for (size_t j = 0; j < limit; j++) {
			struct form *other = c->w.form[j];
			if (j == k || !other->project.n)
				continue;
			struct term *theirs = window_term(c, other->project);
			if (terms_share(mine, theirs) && is_others(mine, purpose_term(c, other), theirs)) {
				finding_add(c, f, f->named[NAMED_PURPOSE]->item, SAY_PURPOSE_MISMATCH_OTHER, STR("purpose"),
					ARGS(mine->text, f->project, say_form(c, other)));
				break;
			}
		}
	}
}

void check_names(struct checker *c, struct form *f)
{
	check_region(c, f);
	check_project(c, f);
}

void check_window_names(struct checker *c)
{
	check_shapes(c);
	check_purposes(c);
}
