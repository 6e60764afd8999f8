/* value_mould: what is read alike of all texts that differ in their ASCII digits alone. */
#include "value_internal.h"

bool value_told;

/* A word of the grammar that has digits of its own may stand in a text of that mould. */
static bool words_have_digits(const struct grammar *g, struct str mould)
{
	uint64_t before = grammar_before_digits(g);

	for (size_t at = word_digit(mould, 0); at < mould.n; at = word_digit(mould, at + word_digits(mould, at)))
		if (before == UINT64_MAX || (at && words_bit(before, mould.p[at - 1])))
			return true;
	return false;
}

size_t value_targets_mould(const struct grammar *g, struct arena *a, struct str mould, struct target **targets)
{
	size_t n;

	value_told = false;
	n = value_targets(g, a, mould, targets);
	return value_told || words_have_digits(g, mould) ? 0 : n;
}

bool value_shape_mould(const struct grammar *g, struct str mould, enum value_shape *shape)
{
	value_told = false;
	*shape = value_shape(g, mould);
	return !value_told && !words_have_digits(g, mould);
}

/* A view of the mould as one of the text; others stay. */
static struct str turned(struct str view, struct str mould, struct str text)
{
	bool inside = view.n && (uintptr_t)view.p - (uintptr_t)mould.p < mould.n;

	return inside ? str_of(text.p + (view.p - mould.p), view.n) : view;
}

struct target *value_targets_fill(struct arena *a, const struct target *of_mould, size_t n, struct str mould, struct str text)
{
	struct target *targets = arena_alloc(a, n * sizeof *targets);
	char digits[DECIMAL_ROOM];
	struct number number;

	for (size_t i = 0; i < n; i++) {
		struct target *t = &targets[i];
		*t = of_mould[i];
		t->qualifier = turned(t->qualifier, mould, text);
		t->unit = turned(t->unit, mould, text);
		t->text = turned(t->text, mould, text);
		t->figure = turned(t->figure, mould, text);
		if (t->figure.n && number_read(t->figure, &(size_t){ 0 }, &number) && decimal_shift(&number.value, t->power))
			t->low = arena_copy(a, decimal_text(digits, number.value));
	}
	return targets;
}
