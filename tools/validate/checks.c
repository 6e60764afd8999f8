#include "validate.h"

/* What looks at one form, in the order in which findings of one record are said. */
static void (*const form_checks[])(struct checker *, struct form *) = {
	check_names, check_amounts, check_schedule, check_levels, check_values, check_units, check_labels, check_deadlines,
	check_budget, check_relations, check_duplicate_indicators, check_texts, check_typos, check_codes,
};

/* What looks at all forms of the window; typos first, as they hang on terms that the forms' check says. */
static void (*const window_checks[])(struct checker *) = {
	check_window_names, check_places, check_window_texts, check_siblings, check_neighbours, check_duplicate_forms, check_facts,
};

/* Of a row that is like another, but for digits, nothing is to be said that was not said of that. */
static void settle_alike(struct form *f)
{
	for (size_t k = 0; k < f->indicators; k++) {
		struct row *i = f->indicator[k].row;
		i->quiet |= i->pattern->quiet & ROW_ALIKE;
	}
}

void check_all(struct checker *c)
{
	check_usual(c);
	check_window_typos(c);
	for (size_t k = 0; k < c->w.forms; k++) {
		settle_alike(c->w.form[k]);
		for (size_t i = 0; i < sizeof form_checks / sizeof *form_checks; i++)
			form_checks[i](c, c->w.form[k]);
	}
	for (size_t i = 0; i < sizeof window_checks / sizeof *window_checks; i++)
		window_checks[i](c);
}
