/* The elements of grammars, and what each puts into the grammar_build. */
#include "canon.h"
#include "grammar_reader.h"

const struct str attribute_names[A_COUNT] = {
#define X(id, name) [A_##id] = { name, sizeof name - 1 },
	ATTRIBUTE_LIST(X)
#undef X
};

/* The closed lists of the data model. */
#define FIELD_NAMES "project-name", "project-code", "program-name", "region", "department", "central-department", \
	"provincial-finance", "provincial-department", "local-finance", "local-department", "implementing-unit", \
	"budget-unit", "purpose"
static const char *const field_names[] = { FIELD_NAMES, NULL };
static const char *const caption_names[] = { "unit", "year", FIELD_NAMES, NULL };
static const char *const amount_kinds[] = { "total", "fiscal", "non-fiscal", "central", "provincial", "municipal",
	"county", "local", "carried-over", "other", NULL };
static const char *const form_kinds[] = { "project", "transfer-overall", "transfer-region", "department",
	"self-evaluation", "other", NULL };
static const char *const months[] = { "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", NULL };
static const char *const phases[] = { "initial", "adjusted", "executed", NULL };
static const char *const ops[] = { "=", ">=", "<=", ">", "<", "~", NULL };
static const char *const measures[] = { "number", "date", "text", "blank", NULL };
static const char *const yes_no[] = { "yes", "no", NULL };
static const char *const only_base[] = { "base", NULL };
static const char *const only_xml[] = { "xml", NULL };
static const char *const unit_kinds[] = { [UNIT_COUNT] = "count", [UNIT_MONEY] = "money", [UNIT_RATE] = "rate",
	[UNIT_TIME] = "time", NULL };
static const char *const cost_names[] = {
#define X(id, name, value) name,
	COST_LIST(X)
#undef X
	NULL
};
enum pattern_name { P_GOAL, P_NAME, P_LEVEL, P_BASIS, P_PREFIX, P_SUFFIX, P_UNIT, P_BEGIN, P_PAGE, P_END, P_FACT,
	P_FACT_PARTS, P_FACT_LEAD, P_FACT_TAIL, P_CONTINUED, P_AS_ABOVE, P_SCORING };
static const char *const pattern_names[] = { [P_GOAL] = "goal-ordinal", [P_NAME] = "name-ordinal",
	[P_LEVEL] = "level-like", [P_BASIS] = "basis-like", [P_PREFIX] = "label-prefix",
	[P_SUFFIX] = "label-suffix", [P_UNIT] = "label-unit", [P_BEGIN] = "text-begin", [P_PAGE] = "page-number",
	[P_END] = "text-end", [P_FACT] = "fact", [P_FACT_PARTS] = "fact-parts", [P_FACT_LEAD] = "fact-lead",
	[P_FACT_TAIL] = "fact-tail", [P_CONTINUED] = "continued", [P_AS_ABOVE] = "as-above",
	[P_SCORING] = "scoring-like", NULL };

static struct arena *arena_of(struct reader *r) { return &r->set->all->arena; }

/* ---- content ---- */

/* What stands before `at`, at most about a dozen characters of it, for a message. */
static struct str before(struct str text, size_t at)
{
	size_t from = at > 48 ? at - 48 : 0;

	while (at < text.n && at > from && (text.p[at] & 0xc0) == 0x80)
		at--;
	while (from < at && (text.p[from] & 0xc0) == 0x80)
		from++;
	return str_of(text.p + from, at - from);
}

static struct pattern *compile(struct reader *r, struct str text, size_t line)
{
	struct buf error = { 0 };
	size_t at = 0;
	struct pattern *p = pattern_new(text, &error, &at);

	if (p) {
		*(struct pattern **)list_add(&r->b->owned, sizeof p) = p;
	} else {
		struct place where = reader_refusal(r, line);
		struct str seen = before(text, at < text.n ? at : text.n);
		msg_say(&where, MSG_GRAMMAR_PATTERN, STR_ARG(buf_str(&error)), STR_ARG(seen));
	}
	buf_free(&error);
	return p;
}

static struct str key_of(struct reader *r, struct str word)
{
	canon_key(&r->set->scratch, word);
	return arena_copy(arena_of(r), buf_str(&r->set->scratch));
}

/* Words of a text, which is kept. */
static const struct words *words_of(struct reader *r, struct str s, size_t line)
{
	char *p = arena_alloc(arena_of(r), s.n + 1 + WORDS_SLACK);

	mem_copy(p, s.p, s.n);
	p[s.n] = '\n';
	memset(p + s.n + 1, 0, WORDS_SLACK);
	words_cut(&r->set->words, str_of(p, s.n), line);
	return &r->set->words;
}

static const struct words *text_words(struct reader *r, const struct frame *f) { return words_of(r, r->set->content, f->line); }

/* Labels of one meaning; a word with ^ is a pattern. */
static void add_labels(struct reader *r, const struct words *words, const struct meaning *m)
{
	size_t others = words->others;

	for (struct word *w = words->word; others; w++) {
		if (w->own_key)
			continue;
		others--;
		if (w->text.p[0] != '^') {
			w->text = key_of(r, w->text);
		} else {
			struct pattern *p = compile(r, w->text, w->line);
			if (p)
				*(struct label_like *)list_add(&r->b->like, sizeof(struct label_like)) = (struct label_like){ p, m };
			w->text.n = 0;
		}
	}
	build_labels(r->set, r->b, words->word, words->n, m, r->number);
}

static struct pattern *pattern_of(struct reader *r, const struct frame *f)
{
	return compile(r, str_trim(r->set->content), f->line);
}

static size_t number_of(const struct frame *f, enum attribute a, size_t otherwise)
{
	size_t n;

	return str_number(f->value[a], &n) ? n : otherwise;
}

/* ---- what each element does ---- */

static struct meaning *new_meaning(struct reader *r, const struct frame *f, enum meaning_kind kind, struct str name)
{
	struct meaning *m = arena_zero(arena_of(r), 1, sizeof *m);

	m->kind = kind;
	m->name = name;
	m->weight = (int)number_of(f, A_WEIGHT, 0);
	return m;
}

static void end_label(struct reader *r, struct frame *f, enum meaning_kind kind, struct str name)
{
	add_labels(r, text_words(r, f), new_meaning(r, f, kind, name));
}

static void end_field(struct reader *r, struct frame *f) { end_label(r, f, MEANS_FIELD, f->value[A_NAME]); }
static void end_amount(struct reader *r, struct frame *f) { end_label(r, f, MEANS_AMOUNT, f->value[A_KIND]); }
static void end_due(struct reader *r, struct frame *f) { end_label(r, f, MEANS_DUE, f->value[A_MONTH]); }
static void end_goals(struct reader *r, struct frame *f) { end_label(r, f, MEANS_GOAL, STR("")); }
static void end_achievements(struct reader *r, struct frame *f) { end_label(r, f, MEANS_ACHIEVEMENT, STR("")); }
static void end_phase(struct reader *r, struct frame *f) { end_label(r, f, MEANS_PHASE, f->value[A_NAME]); }
static void end_other(struct reader *r, struct frame *f) { end_label(r, f, MEANS_OTHER, STR("")); }

static void end_section(struct reader *r, struct frame *f)
{
	struct meaning *m = new_meaning(r, f, MEANS_SECTION, STR(""));

	m->free = f->value[A_FREE];
	m->schedule = str_eq(f->value[A_SCHEDULE], STR("yes"));
	add_labels(r, text_words(r, f), m);
}

static void end_column(struct reader *r, struct frame *f)
{
	struct meaning *m = new_meaning(r, f, MEANS_COLUMN, f->value[A_ROLE]);

	m->role = (enum role)role_index(f->value[A_ROLE]);
	add_labels(r, text_words(r, f), m);
}

static void begin_grammar(struct reader *r, struct frame *f)
{
	struct str name = f->value[A_NAME];
	bool called = str_eq(name, STR("base")), adds = f->value[A_ADDS].n && r->set->n;

	if (called != r->base) {
		struct place at = reader_refusal(r, f->line);
		msg_say(&at, MSG_GRAMMAR_NAME, STR_ARG(name));
	}
	r->b = adds ? r->set->build[0] : build_new(r->set, name, r->file);
	if (!adds)
		r->b->g->heading = f->value[A_TITLE];
}

static void end_title(struct reader *r, struct frame *f)
{
	struct title_rule *t = list_add(&r->b->title, sizeof *t);

	*t = (struct title_rule){ pattern_of(r, f), f->value[A_KIND], (int)number_of(f, A_WEIGHT, 1) };
}

static void end_strip(struct reader *r, struct frame *f)
{
	*(struct pattern **)list_add(&r->b->strip, sizeof(struct pattern *)) = pattern_of(r, f);
}

static void end_project_strip(struct reader *r, struct frame *f) { r->b->g->project_strip = pattern_of(r, f); }

static void end_caption(struct reader *r, struct frame *f)
{
	struct caption_rule *c = list_add(&r->b->caption, sizeof *c);

	*c = (struct caption_rule){ pattern_of(r, f), f->value[A_NAME] };
}

static void end_pattern(struct reader *r, struct frame *f)
{
	struct grammar *g = r->b->g;
	struct pattern **slots[] = { [P_GOAL] = &g->goal_ordinal, [P_NAME] = &g->name_ordinal,
		[P_LEVEL] = &g->level_like, [P_BASIS] = &g->basis_like, [P_PREFIX] = &g->label_prefix,
		[P_SUFFIX] = &r->b->t->label_suffix, [P_UNIT] = &r->b->t->label_unit, [P_BEGIN] = &g->text_begin,
		[P_PAGE] = &g->page_number, [P_END] = &g->text_end, [P_FACT] = &g->fact, [P_FACT_PARTS] = &g->fact_parts,
		[P_FACT_LEAD] = &g->fact_lead, [P_FACT_TAIL] = &g->fact_tail,
		[P_CONTINUED] = &g->continued, [P_AS_ABOVE] = &g->as_above,
		[P_SCORING] = &g->scoring_like };

	*slots[word_index(pattern_names, f->value[A_NAME])] = pattern_of(r, f);
}

static void begin_level(struct reader *r, struct frame *f)
{
	const struct level *parent = f[-1].level;
	int depth = parent ? 2 : 1;
	struct level *l = build_level(r->b, depth, f->value[A_NAME], parent);
	struct meaning *m;

	if (!l && r->b != r->set->build[0])
		l = build_level(r->set->build[0], depth, f->value[A_NAME], parent);
	if (!l && r->b != r->set->build[0]) {
		struct place at = reader_refusal(r, f->line);
		msg_say(&at, MSG_GRAMMAR_LEVEL, STR_ARG(f->value[A_NAME]));
	} else if (!l) {
		l = arena_zero(arena_of(r), 1, sizeof *l);
		*l = (struct level){ .name = f->value[A_NAME], .depth = depth, .parent = parent };
		*(struct level **)list_add(&r->b->level, sizeof l) = l;
	}
	if (l)
		l->no_money |= str_eq(f->value[A_MONEY], STR("no"));
	f->level = l;
	m = new_meaning(r, f, MEANS_LEVEL, f->value[A_NAME]);
	m->level = l;
	add_labels(r, words_of(r, f->value[A_NAME], f->line), m);
	add_labels(r, words_of(r, f->value[A_ALSO], f->line), m);
}

static void add_comparators(struct reader *r, const struct frame *f, enum comparator_form form)
{
	const struct words *words = text_words(r, f);
	bool around = form == COMPARE_AROUND;

	for (size_t i = 0; i < words->n; i++) {
		struct comparator *c = list_add(&r->b->comparator, sizeof *c);
		struct str w = words->word[i].text;
		*c = (struct comparator){ form, f->value[A_OP], around ? f->value[A_HEAD] : w,
			                  around ? w : STR(""), form != COMPARE_SIGN };
	}
}

static void end_sign(struct reader *r, struct frame *f) { add_comparators(r, f, COMPARE_SIGN); }
static void end_before(struct reader *r, struct frame *f) { add_comparators(r, f, COMPARE_BEFORE); }
static void end_after(struct reader *r, struct frame *f) { add_comparators(r, f, COMPARE_AFTER); }
static void end_around(struct reader *r, struct frame *f) { add_comparators(r, f, COMPARE_AROUND); }

static void add_words(struct reader *r, const struct frame *f, struct list *l)
{
	const struct words *words = text_words(r, f);

	for (size_t i = 0; i < words->n; i++)
		*(struct str *)list_add(l, sizeof(struct str)) = words->word[i].text;
}

static void end_qualitative(struct reader *r, struct frame *f) { add_words(r, f, &r->b->qualitative); }
static void end_qualifier(struct reader *r, struct frame *f) { add_words(r, f, &r->b->qualifier_end); }
static void end_relative(struct reader *r, struct frame *f) { add_words(r, f, &r->b->relative); }

static void end_multiplier(struct reader *r, struct frame *f)
{
	const struct words *words = text_words(r, f);

	for (size_t i = 0; i < words->n; i++)
		*(struct multiplier *)list_add(&r->b->multiplier, sizeof(struct multiplier)) =
		    (struct multiplier){ words->word[i].text, (int)number_of(f, A_POWER, 0) };
}

static void end_unit(struct reader *r, struct frame *f)
{
	struct unit unit = { f->value[A_NAME], (enum unit_kind)word_index(unit_kinds, f->value[A_KIND]),
		             (int)number_of(f, A_POWER, 0) };
	const struct words *words = text_words(r, f);

	for (size_t i = 0; i < words->n; i++) {
		struct unit_word *u = list_add(&r->b->unit, sizeof *u);
		*u = (struct unit_word){ words->word[i].text, unit, NULL };
		if (unit.name.n == 0)
			u->unit.name = u->word;
	}
}

static void end_sum(struct reader *r, struct frame *f)
{
	const struct words *words = text_words(r, f);
	struct sum_rule *s = list_add(&r->b->sum, sizeof *s);

	s->total = f->value[A_TOTAL];
	s->parts = words->n;
	s->part = arena_zero(arena_of(r), words->n + 1, sizeof *s->part);
	for (size_t i = 0; i < words->n; i++) {
		struct str word = s->part[i] = words->word[i].text;
		if (!amount_kinds[word_index(amount_kinds, word)]) {
			struct place at = reader_refusal(r, f->line);
			buf_reset(&r->set->scratch);
			for (size_t k = 0; amount_kinds[k]; k++)
				join_word(&r->set->scratch, str_c(amount_kinds[k]));
			msg_say(&at, MSG_GRAMMAR_VALUE, "sum", "", STR_ARG(word), STR_ARG(buf_str(&r->set->scratch)));
		}
	}
}

static void begin_cost(struct reader *r, struct frame *f)
{
	r->b->g->cost[word_index(cost_names, f->value[A_NAME])] = (int)number_of(f, A_VALUE, 0);
}

static void add_example(struct reader *r, const struct frame *f, enum example_kind kind)
{
	struct example *e = list_add(&r->b->example, sizeof *e);
	const struct str *v = f->value;

	*e = (struct example){ kind, v[A_COLUMNS].n ? v[A_COLUMNS] : v[A_CELL], v[A_COLUMNS].n != 0,
		number_of(f, A_PART, 1), v[A_QUALIFIER], v[A_MEASURE], v[A_OP], v[A_LOW], v[A_HIGH], v[A_UNIT],
		kind == EXAMPLE_LABEL ? STR("") : v[A_TEXT], v[A_YUAN], v[A_MEANS], r->file, f->line };
	if (kind == EXAMPLE_LABEL)
		e->cell = v[A_TEXT];
}

static void begin_value(struct reader *r, struct frame *f) { add_example(r, f, EXAMPLE_VALUE); }
static void begin_money(struct reader *r, struct frame *f) { add_example(r, f, EXAMPLE_MONEY); }
static void begin_example_label(struct reader *r, struct frame *f) { add_example(r, f, EXAMPLE_LABEL); }

/* ---- the table of elements ---- */

#define ANY(id) { A_##id, false, T_TEXT, NULL }
#define MUST(id) { A_##id, true, T_TEXT, NULL }
#define ONE_OF(id, words) { A_##id, true, T_WORDS, words }
#define MAY_BE(id, words) { A_##id, false, T_WORDS, words }
#define NUMBER(id) { A_##id, false, T_NUMBER, NULL }
#define CALLED(name) { name, sizeof name - 1 }
#define SPECS(...) (const struct spec[]){ __VA_ARGS__, { A_END, false, T_TEXT, NULL } }

const struct element elements[] = {
	[E_GRAMMAR] = { CALLED("grammar"), IN(FILE), C_ELEMENTS, SPECS(MUST(NAME), ANY(TITLE), MAY_BE(ADDS, only_base)), begin_grammar, NULL },
	[E_RECOGNISE] = { CALLED("recognise"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_TITLES] = { CALLED("titles"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_CAPTIONS] = { CALLED("captions"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_PATTERNS] = { CALLED("patterns"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_LABELS] = { CALLED("labels"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_COLUMNS] = { CALLED("columns"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_LEVELS] = { CALLED("levels"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_LEVEL1] = { CALLED("level1"), IN(LEVELS), C_ELEMENTS, SPECS(MUST(NAME), ANY(ALSO), MAY_BE(MONEY, yes_no), NUMBER(WEIGHT)), begin_level, NULL },
	[E_VALUES] = { CALLED("values"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_UNITS] = { CALLED("units"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_SUMS] = { CALLED("sums"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_COSTS] = { CALLED("costs"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	[E_EXAMPLES] = { CALLED("examples"), IN(GRAMMAR), C_ELEMENTS, NULL, NULL, NULL },
	{ CALLED("level2"), IN(LEVEL1), C_NOTHING, SPECS(MUST(NAME), ANY(ALSO), MAY_BE(MONEY, yes_no), NUMBER(WEIGHT)), begin_level, NULL },
	{ CALLED("title"), IN(RECOGNISE), C_PATTERN, SPECS(ONE_OF(KIND, form_kinds), NUMBER(WEIGHT)), NULL, end_title },
	{ CALLED("strip"), IN(TITLES), C_PATTERN, NULL, NULL, end_strip },
	{ CALLED("project-strip"), IN(TITLES), C_PATTERN, NULL, NULL, end_project_strip },
	{ CALLED("caption"), IN(CAPTIONS), C_PATTERN, SPECS(ONE_OF(NAME, caption_names)), NULL, end_caption },
	{ CALLED("pattern"), IN(PATTERNS), C_PATTERN, SPECS(ONE_OF(NAME, pattern_names)), NULL, end_pattern },
	{ CALLED("field"), IN(LABELS), C_WORDS, SPECS(ONE_OF(NAME, field_names), NUMBER(WEIGHT)), NULL, end_field },
	{ CALLED("amount"), IN(LABELS), C_WORDS, SPECS(ONE_OF(KIND, amount_kinds), NUMBER(WEIGHT)), NULL, end_amount },
	{ CALLED("due"), IN(LABELS), C_WORDS, SPECS(ONE_OF(MONTH, months), NUMBER(WEIGHT)), NULL, end_due },
	{ CALLED("goals"), IN(LABELS), C_WORDS, SPECS(NUMBER(WEIGHT)), NULL, end_goals },
	{ CALLED("achievements"), IN(LABELS), C_WORDS, SPECS(NUMBER(WEIGHT)), NULL, end_achievements },
	{ CALLED("section"), IN(LABELS), C_WORDS, SPECS(MAY_BE(FREE, field_names), MAY_BE(SCHEDULE, yes_no), NUMBER(WEIGHT)), NULL, end_section },
	{ CALLED("phase"), IN(LABELS), C_WORDS, SPECS(ONE_OF(NAME, phases), NUMBER(WEIGHT)), NULL, end_phase },
	{ CALLED("other"), IN(LABELS), C_WORDS, SPECS(NUMBER(WEIGHT)), NULL, end_other },
	{ CALLED("column"), IN(COLUMNS), C_WORDS, SPECS({ A_ROLE, true, T_ROLE, NULL }, NUMBER(WEIGHT)), NULL, end_column },
	{ CALLED("sign"), IN(VALUES), C_WORDS, SPECS(ONE_OF(OP, ops)), NULL, end_sign },
	{ CALLED("before"), IN(VALUES), C_WORDS, SPECS(ONE_OF(OP, ops)), NULL, end_before },
	{ CALLED("after"), IN(VALUES), C_WORDS, SPECS(ONE_OF(OP, ops)), NULL, end_after },
	{ CALLED("around"), IN(VALUES), C_WORDS, SPECS(ONE_OF(OP, ops), MUST(HEAD)), NULL, end_around },
	{ CALLED("qualitative"), IN(VALUES), C_WORDS, NULL, NULL, end_qualitative },
	{ CALLED("qualifier-end"), IN(VALUES), C_WORDS, NULL, NULL, end_qualifier },
	{ CALLED("relative"), IN(VALUES), C_WORDS, NULL, NULL, end_relative },
	{ CALLED("multiplier"), IN(VALUES), C_WORDS, SPECS({ A_POWER, true, T_NUMBER, NULL }), NULL, end_multiplier },
	{ CALLED("unit"), IN(UNITS), C_WORDS, SPECS(ONE_OF(KIND, unit_kinds), ANY(NAME), NUMBER(POWER)), NULL, end_unit },
	{ CALLED("sum"), IN(SUMS), C_WORDS, SPECS(ONE_OF(TOTAL, amount_kinds)), NULL, end_sum },
	{ CALLED("cost"), IN(COSTS), C_NOTHING, SPECS(ONE_OF(NAME, cost_names), { A_VALUE, true, T_NUMBER, NULL }), begin_cost, NULL },
	{ CALLED("value"), IN(EXAMPLES), C_NOTHING, SPECS(ANY(CELL), ANY(COLUMNS), NUMBER(PART), ANY(QUALIFIER),
	  MAY_BE(MEASURE, measures), ANY(OP), ANY(LOW), ANY(HIGH), ANY(UNIT), ANY(TEXT)), begin_value, NULL },
	{ CALLED("money"), IN(EXAMPLES), C_NOTHING, SPECS(MUST(CELL), ANY(UNIT), ANY(YUAN)), begin_money, NULL },
	{ CALLED("label"), IN(EXAMPLES), C_NOTHING, SPECS(MUST(TEXT), ANY(MEANS), ANY(UNIT)), begin_example_label, NULL },
	{ CALLED("xi:include"), IN(GRAMMAR), C_NOTHING, SPECS(MUST(HREF), MAY_BE(PARSE, only_xml)), begin_include, NULL },
};
const size_t elements_n = sizeof elements / sizeof *elements;
