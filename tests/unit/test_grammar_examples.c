/* Every example that the grammars bring: values by value.h, labels by grammar.h. */
#include "common/canon.h"
#include "common/value.h"

#include "grammar_case.h"

TestSuite(grammar_examples, .init = load, .fini = unload);

static struct str canonical(struct str filed)
{
	struct buf b = { 0 };
	struct str s;

	canon_text(&b, filed);
	s = arena_copy(&arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static void differ(const struct example *e, const char *what, struct str got, struct str want)
{
	cr_expect(str_eq(got, want), "%.*s:%zu: «%.*s» has the %s «%.*s», not «%.*s»", STR_ARG(e->file), e->line, STR_ARG(e->cell),
	          what, STR_ARG(got), STR_ARG(want));
}

/* The piece of operator|number|unit that starts at *at. */
static struct str piece(struct str s, size_t *at)
{
	size_t from = *at, to = str_chr(s, '|', from);

	*at = to + 1;
	return from > s.n ? STR("") : canonical(str_of(s.p + from, to - from));
}

static void check_value(const struct grammar *of, const struct example *e)
{
	struct target *targets, one;
	size_t at = 0, n = 1;

	if (e->columns) {
		struct str op = piece(e->cell, &at), number = piece(e->cell, &at);
		one = value_columns(of, &arena, op, number, piece(e->cell, &at));
		targets = &one;
	} else {
		n = value_targets(of, &arena, canonical(e->cell), &targets);
	}
	cr_assert(e->part >= 1 && e->part <= n, "%.*s:%zu: «%.*s» has %zu parts", STR_ARG(e->file), e->line, STR_ARG(e->cell), n);
	const struct target *t = &targets[e->part - 1];
	differ(e, "qualifier", t->qualifier, e->qualifier);
	differ(e, "measure", measure_name(t->measure), e->measure.n ? e->measure : STR("number"));
	differ(e, "op", t->op, e->op);
	differ(e, "low", t->low, e->low);
	differ(e, "high", t->high, e->high);
	differ(e, "unit", t->unit, e->unit);
	differ(e, "text", t->text, e->text);
}

static void check_money(const struct grammar *of, const struct example *e)
{
	struct str yuan = { "", 0 };
	int power = 0;

	cr_expect(e->unit.n == 0 || value_money_unit(of, e->unit, &power));
	cr_expect(value_money(of, &arena, canonical(e->cell), power, &yuan), "%.*s:%zu: no money", STR_ARG(e->file), e->line);
	differ(e, "yuan", yuan, e->yuan);
}

static void check_label(const struct grammar *of, const struct example *e)
{
	struct buf key = { 0 }, words = { 0 };
	struct str unit;
	const struct meaning *m = grammar_meaning(of, label_key(of, &key, canonical(e->cell), &unit));

	if (m)
		meaning_words(&words, m);
	differ(e, "meaning", buf_str(&words), e->means);
	differ(e, "unit", unit, e->unit);
	buf_free(&key);
	buf_free(&words);
}

static void check(const struct grammar *of, const struct example *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (e[i].kind == EXAMPLE_VALUE)
			check_value(of, &e[i]);
		else if (e[i].kind == EXAMPLE_MONEY)
			check_money(of, &e[i]);
		else
			check_label(of, &e[i]);
	}
}

Test(grammar_examples, all)
{
	struct example *found;
	long n = grammars_examples(&grammars, "grammars/examples/common.xml", &found);

	cr_assert_gt(n, 0);
	check(grammars.base, found, (size_t)n);
	check(grammars.base, grammars.base->example, grammars.base->examples);
	for (size_t i = 0; i < grammars.layouts; i++)
		check(grammars.layout[i], grammars.layout[i]->example, grammars.layout[i]->examples);
}
