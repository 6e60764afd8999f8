/* The plan of spending: what is due by March, June, October, December. */
#include "validate.h"

#include <stdlib.h>

enum { DUES = 16 };

static int order_of(const void *a, const void *b)
{
	const struct due *const *x = a, *const *y = b;
	return str_compare((*x)->name, (*y)->name);
}

struct plan {
	const struct due *due[DUES]; /* those with a value, by date */
	size_t n;
	struct decimal sum;
	const struct amount *total;
	bool percent;
};


static void plan_of(const struct form *f, struct plan *p)
{
	*p = (struct plan){ 0 };
	for (size_t i = 0; i < f->dues && p->n < DUES; i++)
		if (f->due[i].known) {
			p->due[p->n++] = &f->due[i];
			decimal_add(&p->sum, f->due[i].value);
			p->percent = str_eq(f->due[i].unit, STR("%"));
		}
	qsort(p->due, p->n, sizeof *p->due, order_of);
	p->total = f->total;
	if (p->total && (!p->total->known || p->total->yuan.unscaled <= 0))
		p->total = NULL;
}

static bool same(struct decimal a, struct decimal b) { return decimal_compare(a, b) == 0; }

/* Do values labelled % end (or add up) to the form's total, read in yuan, 万元 or 亿元? */
static bool is_money(const struct plan *p, struct decimal end)
{
	static const int powers[] = { 0, 4, 8 };
	struct decimal hundred = { 100, 0 };
	if (!p->total || same(end, hundred))
		return false;
	for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
		struct decimal d = end;
		if (decimal_shift(&d, powers[i]) && same(d, p->total->yuan))
			return true;
	}
	return false;
}

static void check_order(struct checker *c, struct form *f, const struct plan *p)
{
	for (size_t i = 1; i < p->n; i++) {
		const struct due *a = p->due[i - 1], *b = p->due[i];
		if (decimal_compare(b->value, a->value) < 0) {
			finding_add(c, f, b->item, SAY_SCHEDULE_ORDER_FALLS, b->name,
				ARGS(say_decimal(c, a->value), say_decimal(c, b->value), a->name, b->name));
			return;
		}
	}
}

static void check_final(struct checker *c, struct form *f, const struct plan *p)
{
	const struct due *last = p->due[p->n - 1];
	struct decimal hundred = { 100, 0 };
	struct decimal end = p->percent || !p->total ? hundred : p->total->yuan;
	bool ends = str_eq(last->name, STR("12"));
	bool reaches = (!p->percent && !p->total) || same(last->value, end);
	if (!reaches && p->n > 1 && same(p->sum, end)) {
		finding_add(c, f, last->item, SAY_SCHEDULE_ORDER_SHARES, last->name, ARGS(say_decimal(c, p->sum), last->unit));
		return;
	}
	check_order(c, f, p);
	if (reaches)
		return;
	if (p->percent && ends)
		finding_add(c, f, last->item, SAY_SCHEDULE_FINAL_PERCENT, last->name, ARGS(say_decimal(c, last->value), last->name));
	else if (!p->percent && same(last->value, hundred))
		finding_add(c, f, last->item, SAY_SCHEDULE_UNIT_PERCENT, last->name, ARGS(say_money(c, p->total->yuan)));
	else if (!p->percent && ends)
		finding_add(c, f, last->item, SAY_SCHEDULE_FINAL_TOTAL, last->name,
			ARGS(say_money(c, last->value), say_money(c, p->total->yuan), last->name));
}

/* A blank date in a plan that has other dates. */
static void check_blanks(struct checker *c, struct form *f, const struct plan *p)
{
	for (size_t i = 0; p->n && i < f->dues; i++)
		if (!f->due[i].known)
			finding_add(c, f, f->due[i].item, SAY_SCHEDULE_BLANK_DUE, f->due[i].name, ARGS(f->due[i].name));
}

/* Money is to be paid in full by a month in which the plan has only a part of it. */
static void check_payments(struct checker *c, struct form *f, const struct plan *p)
{
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		size_t dash = i->row->low_text.n >= 2 ? i->row->low_text.n - 2 : 0;
		if (!i->row->date || !(i->row->name->flags & TERM_PAY) || i->row->low_text.n < 4 || i->row->low_text.n > 7)
			continue;
		struct str month = str_from(i->row->low_text, dash);
		for (size_t d = 0; d + 1 < p->n; d++)
			if (str_eq(p->due[d]->name, month) &&
				decimal_compare(p->due[d]->value, p->due[p->n - 1]->value) < 0)
				finding_add(c, f, i->item, SAY_DEADLINE_MISMATCH_PAY, i->row->name->text,
					ARGS(i->row->raw, say_decimal(c, p->due[d]->value), say_decimal(c, p->due[p->n - 1]->value)));
	}
}

void check_schedule(struct checker *c, struct form *f)
{
	struct plan p;
	plan_of(f, &p);
	if (!p.n)
		return;
	const struct due *last = p.due[p.n - 1];
	if (p.total && p.percent && (is_money(&p, last->value) || is_money(&p, p.sum)))
		finding_add(c, f, p.due[0]->item, SAY_SCHEDULE_UNIT_MONEY, STR("schedule"),
			ARGS(say_decimal(c, last->value), say_money(c, p.total->yuan)));
	else
		check_final(c, f, &p);
	if (p.percent && is_money(&p, last->value))
		check_order(c, f, &p);
	check_blanks(c, f, &p);
	check_payments(c, f, &p);
}
