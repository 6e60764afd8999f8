/* Compares the two sides, form by form. */
#include "diff.h"

#include "common/canon.h"
#include "common/decimal.h"
#include "common/msg.h"

/* new - old, exactly; false when either is no number. */
static bool subtract(struct diff *d, struct str old, struct str new, int *sign)
{
	struct decimal a, b;

	if (!decimal_parse(old, &a) || !decimal_parse(new, &b))
		return false;
	*sign = decimal_compare(b, a);
	buf_reset(&d->difference);
	if (*sign && decimal_subtract(&b, a))
		decimal_write(&d->difference, b);
	return true;
}

static void compare_amounts(struct diff *d, const struct entry *form, const struct item *old, const struct item *new)
{
	struct str a = old->field[AMOUNT_YUAN], b = new->field[AMOUNT_YUAN];
	int sign = 0;

	if (str_eq(a, b))
		return;
	if (!a.n || !b.n)
		diff_say(d, a.n ? AMOUNT_DROPPED : AMOUNT_ADDED, form, old, new);
	else if (subtract(d, a, b, &sign) && sign)
		diff_say(d, sign > 0 ? AMOUNT_RAISED : AMOUNT_CUT, form, old, new);
}

static void compare_targets(struct diff *d, const struct entry *form, const struct item *old, const struct item *new)
{
	const struct str *a = old->field, *b = new->field;
	bool same = true;
	int sign = 0;

	for (int i = INDICATOR_MEASURE; i <= INDICATOR_TEXT; i++)
		same = same && (i == INDICATOR_TEXT ? canon_equal(a[i], b[i]) : str_eq(a[i], b[i]));
	if (same)
		return;
	if (str_eq(a[INDICATOR_MEASURE], STR("number")) && str_eq(b[INDICATOR_MEASURE], STR("number"))
	    && str_eq(a[INDICATOR_OP], b[INDICATOR_OP]) && str_eq(a[INDICATOR_UNIT], b[INDICATOR_UNIT])
	    && !a[INDICATOR_HIGH].n && !b[INDICATOR_HIGH].n && subtract(d, a[INDICATOR_LOW], b[INDICATOR_LOW], &sign) && sign)
		diff_say(d, sign > 0 ? TARGET_RAISED : TARGET_CUT, form, old, new);
	else
		diff_say(d, TARGET_CHANGED, form, old, new);
}

static void compare_forms(struct diff *d, struct entry *old, struct entry *new)
{
	entries_by_key(old->part, old->parts);
	for (size_t i = 0; i < new->parts; i++) {
		const struct item *item = new->part[i].item;
		struct entry *other = entry_pair(old->part, old->parts, new->part[i].key);
		bool amount = item->type == RECORD_AMOUNT;
		if (!other && (!amount || item->field[AMOUNT_YUAN].n))
			diff_say(d, amount ? AMOUNT_ADDED : TARGET_ADDED, new, NULL, item);
		else if (other && amount)
			compare_amounts(d, new, other->item, item);
		else if (other)
			compare_targets(d, new, other->item, item);
	}
	entries_by_order(old->part, old->parts);
	for (size_t i = 0; i < old->parts; i++) {
		const struct item *item = old->part[i].item;
		bool amount = item->type == RECORD_AMOUNT;
		if (!old->part[i].paired && (!amount || item->field[AMOUNT_YUAN].n))
			diff_say(d, amount ? AMOUNT_DROPPED : TARGET_DROPPED, new, item, NULL);
	}
}

static void compare_sides(struct diff *d)
{
	struct side *a = &d->side[0], *b = &d->side[1];

	entries_by_key(a->form, a->forms);
	for (size_t i = 0; i < b->forms; i++) {
		struct entry *old = entry_pair(a->form, a->forms, b->form[i].key);
		if (old)
			compare_forms(d, old, &b->form[i]);
		else
			diff_say(d, FORM_ADDED, &b->form[i], NULL, b->form[i].item);
	}
	entries_by_order(a->form, a->forms);
	for (size_t i = 0; i < a->forms; i++)
		if (!a->form[i].paired)
			diff_say(d, FORM_DROPPED, &a->form[i], a->form[i].item, NULL);
}

static void diff_write(struct diff *d)
{
	d->out = out_open(d->options->common.output);
	if (!d->out)
		return;
	diff_head(d);
	side_keys(d);
	compare_sides(d);
	diff_tail(d);
	out_close(d->out);
}

void diff_run(const struct render_options *options, char **operands, size_t n)
{
	struct diff d = { .options = options };
	struct buf *const bufs[] = { &d.line, &d.key, &d.part, &d.old, &d.new, &d.difference };
	bool good;

	d.tsv = options->type && strcmp(options->type, "tsv") == 0;
	d.html = options->type && strcmp(options->type, "html") == 0;
	d.zh = options->titles ? strcmp(options->titles, "zh") == 0 : d.html;
	if (n != 2) {
		msg_tell(MSG_RENDER_OPERANDS);
		return;
	}
	if (options->type && !d.tsv && !d.html && strcmp(options->type, "text") != 0) {
		msg_tell(MSG_USAGE_VALUE, "--type", options->type, "text, tsv, html");
		return;
	}
	good = side_read(&d.side[0], operands[0], options->partial);
	good = side_read(&d.side[1], operands[1], options->partial) && good;
	if (good)
		diff_write(&d);
	side_free(&d.side[0]);
	side_free(&d.side[1]);
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_free(bufs[i]);
}
