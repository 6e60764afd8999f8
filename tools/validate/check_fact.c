/* Money statements of the prose: do the parts of a sum make it? */
#include "validate.h"

enum { OPEN = 32 }; /* facts of a line that may have parts */

struct whole {
	const struct item *item;
	struct decimal yuan, parts;
	size_t n;
	struct str shown;
	struct item *last; /* its last part: the finding goes behind it */
};

static bool yuan_of(const struct item *item, struct decimal *d)
{
	return decimal_parse(item->field[FACT_YUAN], d);
}

static void judge(struct checker *c, const struct whole *w)
{
	int order = decimal_compare(w->parts, w->yuan);
	struct str subject = w->item->field[FACT_SUBJECT], total = say_money(c, w->yuan);
	struct decimal off = order > 0 ? w->parts : w->yuan;
	if (w->n < 2 || order == 0)
		return;
	decimal_subtract(&off, order > 0 ? w->yuan : w->parts);
	finding_add(c, NULL, w->last, order > 0 ? SAY_FACT_SUM_OVER : SAY_FACT_SUM_OFF, subject,
		ARGS(w->shown, total, say_money(c, off)));
}

static void add_part(struct checker *c, struct whole *w, struct item *item)
{
	struct decimal yuan;
	if (!yuan_of(item, &yuan) || !decimal_add(&w->parts, yuan))
		return;
	struct str money = say_money(c, yuan);
	w->shown = w->n++ ? say_join(c, w->shown, " + ", money) : money;
	w->last = item;
}

/* A part names its whole by its subject; the whole stands on the same line, before it. */
static void add_fact(struct checker *c, struct whole *open, size_t *n, struct item *item)
{
	const struct str *v = item->field;
	for (size_t k = *n; k-- > 0;)
		if (v[FACT_PARENT].n && str_eq(open[k].item->field[FACT_SUBJECT], v[FACT_PARENT])) {
			add_part(c, &open[k], item);
			break;
		}
	struct whole w = { .item = item };
	if (*n < OPEN && yuan_of(item, &w.yuan))
		open[(*n)++] = w;
}

void check_facts(struct checker *c)
{
	struct whole open[OPEN];
	size_t n = 0;
	struct str line = { 0 };
	for (size_t k = 0; k <= c->w.facts; k++) {
		struct item *item = k < c->w.facts ? c->w.fact[k] : NULL;
		if (!item || !str_eq(item->field[FACT_LINE], line)) {
			for (size_t j = 0; j < n; j++)
				judge(c, &open[j]);
			n = 0;
			line = item ? item->field[FACT_LINE] : line;
		}
		if (item)
			add_fact(c, open, &n, item);
	}
}
