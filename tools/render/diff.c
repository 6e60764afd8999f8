/*
 * diff: two streams compared by key, not by line.
 *
 * A form's key is its project, region and kind (and its document, where both streams have one of that
 * name); a target's its levels and qualifier, an amount's its kind and phase.  Keys are compared as
 * canon_key makes them; what has the same key twice is paired in order.  Held are both streams' forms,
 * amounts and targets.
 */
#include <assert.h>
#include <stdlib.h>

#include "common/canon.h"
#include "common/decimal.h"
#include "common/msg.h"
#include "escape.h"
#include "render.h"
#include "review_assets.h"

struct entry {
	struct str key;
	const struct item *item; /* an amount, an indicator or, in a list of forms, the form */
	size_t order, taken;     /* taken: of an entry that is the first with its key, how many were paired */
	bool paired;
	struct entry *part;      /* a form's amounts and targets */
	size_t parts, parts_cap;
};

struct side {
	struct arena arena; /* of all records and keys */
	struct entry *form;
	size_t forms, forms_cap;
	struct str *doc; /* sorted before use */
	size_t docs, docs_cap;
};

struct change {
	const char *name, *en, *zh;
};

enum { FORM_ADDED, FORM_DROPPED, AMOUNT_ADDED, AMOUNT_DROPPED, AMOUNT_RAISED, AMOUNT_CUT, TARGET_ADDED, TARGET_DROPPED,
	TARGET_RAISED, TARGET_CUT, TARGET_CHANGED };
static const struct change changes[] = {
	{ "form-added", "form added", "新增表" }, { "form-dropped", "form dropped", "取消表" },
	{ "amount-added", "amount added", "新增资金" }, { "amount-dropped", "amount dropped", "取消资金" },
	{ "amount-raised", "amount raised", "资金增加" }, { "amount-cut", "amount cut", "资金减少" },
	{ "target-added", "target added", "新增指标" }, { "target-dropped", "target dropped", "取消指标" },
	{ "target-raised", "target raised", "指标值提高" }, { "target-cut", "target cut", "指标值降低" },
	{ "target-changed", "target changed", "指标值变更" } };

struct diff {
	const struct render_options *options;
	struct out *out;
	struct side side[2]; /* old, new */
	struct buf line, key, part, old, new, difference;
	const struct entry *said; /* text: the form whose heading stands */
	bool tsv, html, zh;
};

static struct item copy_item(struct side *s, const struct record *record)
{
	struct item item = { record->type, arena_alloc(&s->arena, record->n * sizeof(struct str)), record->n };

	for (size_t i = 0; i < record->n; i++)
		item.field[i] = arena_copy(&s->arena, record->field[i]);
	return item;
}

/* Items stay where they are: entries point to them. */
static const struct item *keep(struct side *s, const struct record *record)
{
	struct item *item = arena_alloc(&s->arena, sizeof *item);

	*item = copy_item(s, record);
	return item;
}

static void add_form(struct side *s, const struct record *record)
{
	s->form = mem_grow(s->form, s->forms, &s->forms_cap, sizeof *s->form);
	s->form[s->forms] = (struct entry){ .item = keep(s, record), .order = s->forms };
	s->forms++;
	s->doc = mem_grow(s->doc, s->docs, &s->docs_cap, sizeof *s->doc);
	if (!s->docs || !str_eq(s->doc[s->docs - 1], record->field[0]))
		s->doc[s->docs++] = s->form[s->forms - 1].item->field[0];
}

/* Records of a form whose form record did not come are not compared: nothing tells what they are of. */
static void add_part(struct side *s, const struct record *record)
{
	struct entry *form = s->forms ? &s->form[s->forms - 1] : NULL;

	if (!form || !str_eq(form->item->field[0], record->field[0]) || !str_eq(form->item->field[1], record->field[1]))
		return;
	form->part = mem_grow(form->part, form->parts, &form->parts_cap, sizeof *form->part);
	form->part[form->parts] = (struct entry){ .item = keep(s, record), .order = form->parts };
	form->parts++;
}

static bool read_side(struct diff *d, struct side *s, const char *name)
{
	struct stream *in = stream_open(name, d->options->partial);
	struct record record;
	bool good;

	if (!in)
		return false;
	while (stream_next(in, &record)) {
		if (record.type == RECORD_FORM)
			add_form(s, &record);
		else if (record.type == RECORD_AMOUNT || record.type == RECORD_INDICATOR)
			add_part(s, &record);
	}
	good = !stream_failed(in);
	stream_close(in);
	return good;
}

static int compare_docs(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = str_compare(x->key, y->key);

	return c ? c : (x->order > y->order) - (x->order < y->order);
}

static void key_add(struct diff *d, struct str s)
{
	canon_key(&d->part, s);
	buf_add(&d->key, buf_str(&d->part));
	buf_byte(&d->key, '\x1f');
}

static struct str key_done(struct diff *d, struct side *s)
{
	struct str key = arena_copy(&s->arena, buf_str(&d->key));

	buf_reset(&d->key);
	return key;
}

static void key_form(struct diff *d, struct side *s, const struct side *other, struct entry *e)
{
	const struct str *f = e->item->field;

	if (other->docs && bsearch(&f[0], other->doc, other->docs, sizeof f[0], compare_docs))
		key_add(d, f[0]);
	key_add(d, f[FORM_PROJECT].n ? f[FORM_PROJECT] : f[FORM_TITLE]);
	key_add(d, f[FORM_REGION]);
	key_add(d, f[FORM_KIND]);
	e->key = key_done(d, s);
}

static void key_part(struct diff *d, struct side *s, struct entry *e)
{
	static const int amount[] = { AMOUNT_KIND, AMOUNT_PHASE };
	static const int target[] = { INDICATOR_LEVEL1, INDICATOR_LEVEL2, INDICATOR_LEVEL3, INDICATOR_QUALIFIER };
	bool is_amount = e->item->type == RECORD_AMOUNT;

	for (size_t i = 0; i < (is_amount ? 2U : 4U); i++)
		key_add(d, e->item->field[is_amount ? amount[i] : target[i]]);
	e->key = key_done(d, s);
}

static void make_keys(struct diff *d)
{
	for (int i = 0; i < 2; i++)
		if (d->side[i].docs)
			qsort(d->side[i].doc, d->side[i].docs, sizeof *d->side[i].doc, compare_docs);
	for (int i = 0; i < 2; i++)
		for (size_t f = 0; f < d->side[i].forms; f++) {
			struct entry *form = &d->side[i].form[f];
			key_form(d, &d->side[i], &d->side[1 - i], form);
			for (size_t p = 0; p < form->parts; p++)
				key_part(d, &d->side[i], &form->part[p]);
		}
}

/* The entry of the sorted list that is to be paired with this key; NULL when none is left. */
static struct entry *pair(struct entry *list, size_t n, struct str key)
{
	size_t low = 0, high = n, at;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(list[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == n || !str_eq(list[low].key, key))
		return NULL;
	at = low + list[low].taken;
	if (at >= n || !str_eq(list[at].key, key))
		return NULL;
	list[low].taken++;
	list[at].paired = true;
	return &list[at];
}

static void show_target(struct buf *into, const struct str *f)
{
	buf_reset(into);
	if (!f[INDICATOR_LOW].n) {
		buf_add(into, f[INDICATOR_TEXT]);
		return;
	}
	if (!str_eq(f[INDICATOR_OP], STR("..")))
		buf_add(into, f[INDICATOR_OP]);
	buf_add(into, f[INDICATOR_LOW]);
	if (f[INDICATOR_HIGH].n)
		buf_add(into, STR(".."));
	buf_add(into, f[INDICATOR_HIGH]);
	buf_add(into, f[INDICATOR_UNIT]);
}

static void show(struct buf *into, const struct item *item)
{
	buf_reset(into);
	if (!item)
		return;
	if (item->type == RECORD_INDICATOR)
		show_target(into, item->field);
	else if (item->type == RECORD_AMOUNT)
		buf_add(into, item->field[AMOUNT_YUAN]);
}

static void add_words(struct buf *into, struct str s, const char *between)
{
	if (!s.n)
		return;
	if (into->n)
		buf_add(into, str_c(between));
	buf_add(into, s);
}

static void name_of(struct diff *d, const struct item *item)
{
	buf_reset(&d->part);
	if (item->type == RECORD_AMOUNT) {
		add_words(&d->part, d->zh ? value_title(item->field[AMOUNT_KIND], true) : item->field[AMOUNT_KIND], "");
		add_words(&d->part, d->zh ? value_title(item->field[AMOUNT_PHASE], true) : item->field[AMOUNT_PHASE], " / ");
	} else if (item->type == RECORD_INDICATOR) {
		for (int i = INDICATOR_LEVEL1; i <= INDICATOR_LEVEL3; i++)
			add_words(&d->part, item->field[i], " / ");
		add_words(&d->part, item->field[INDICATOR_QUALIFIER], " / ");
	}
}

static void add_field(struct diff *d, struct str s, bool first)
{
	if (d->html) {
		buf_add(&d->line, STR("<td>"));
		escape_markup(&d->line, s);
		buf_add(&d->line, STR("</td>"));
		return;
	}
	if (!first)
		buf_byte(&d->line, '\t');
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '\t': buf_add(&d->line, STR("\\t")); break;
		case '\n': buf_add(&d->line, STR("\\n")); break;
		case '\r': buf_add(&d->line, STR("\\r")); break;
		case '\\': buf_add(&d->line, STR("\\\\")); break;
		default: buf_byte(&d->line, s.p[i]);
		}
}

static const char *const heads[][3] = { { "change", "Change", "变化" }, { "project", "Project", "项目" },
	{ "region", "Region", "地区" }, { "what", "What", "内容" }, { "old", "Old", "旧值" }, { "new", "New", "新值" },
	{ "difference", "Difference", "差额" }, { "old_doc", "Old document", "旧文档" }, { "old_line", "Old line", "旧行号" },
	{ "new_doc", "New document", "新文档" }, { "new_line", "New line", "新行号" } };

static void say_row(struct diff *d, int change, const struct entry *form, const struct item *old, const struct item *new)
{
	const struct str *f = form->item->field;

	if (d->html)
		buf_add(&d->line, STR("<tr>"));
	add_field(d, str_c(d->html ? d->zh ? changes[change].zh : changes[change].en : changes[change].name), true);
	add_field(d, f[FORM_PROJECT].n ? f[FORM_PROJECT] : f[FORM_TITLE], false);
	add_field(d, f[FORM_REGION], false);
	add_field(d, buf_str(&d->part), false);
	add_field(d, buf_str(&d->old), false);
	add_field(d, buf_str(&d->new), false);
	add_field(d, buf_str(&d->difference), false);
	add_field(d, old ? old->field[0] : STR(""), false);
	add_field(d, old ? old->field[2] : STR(""), false);
	add_field(d, new ? new->field[0] : STR(""), false);
	add_field(d, new ? new->field[2] : STR(""), false);
	buf_add(&d->line, d->html ? STR("</tr>\n") : STR("\n"));
}

static void text_heading(struct diff *d, const struct entry *form)
{
	const struct str *f = form->item->field;

	if (d->said == form)
		return;
	if (d->said)
		buf_byte(&d->line, '\n');
	d->said = form;
	escape_plain(&d->line, f[FORM_PROJECT].n ? f[FORM_PROJECT] : f[FORM_TITLE]);
	if (f[FORM_REGION].n) {
		buf_add(&d->line, STR(" · "));
		escape_plain(&d->line, f[FORM_REGION]);
	}
	buf_add(&d->line, STR("  ("));
	escape_plain(&d->line, f[0]);
	buf_byte(&d->line, ':');
	escape_plain(&d->line, f[2]);
	buf_add(&d->line, STR(")\n"));
}

static void say_text(struct diff *d, int change, const struct entry *form)
{
	text_heading(d, form);
	buf_format(&d->line, "  %s", d->zh ? changes[change].zh : changes[change].en);
	if (d->part.n) {
		buf_add(&d->line, d->zh ? STR("：") : STR(": "));
		escape_plain(&d->line, buf_str(&d->part));
	}
	if (d->old.n || d->new.n)
		buf_add(&d->line, STR("  "));
	escape_plain(&d->line, buf_str(&d->old));
	if (d->old.n && d->new.n)
		buf_add(&d->line, STR(" → "));
	escape_plain(&d->line, buf_str(&d->new));
	if (d->difference.n) {
		buf_add(&d->line, d->difference.p[0] == '-' ? STR("  (") : STR("  (+"));
		escape_plain(&d->line, buf_str(&d->difference));
		buf_byte(&d->line, ')');
	}
	buf_byte(&d->line, '\n');
}

static void say(struct diff *d, int change, const struct entry *form, const struct item *old, const struct item *new)
{
	assert(old || new);
	name_of(d, new ? new : old);
	show(&d->old, old);
	show(&d->new, new);
	if (d->tsv || d->html)
		say_row(d, change, form, old, new);
	else
		say_text(d, change, form);
	buf_reset(&d->difference);
	out_add(d->out, buf_str(&d->line));
	buf_reset(&d->line);
}

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
		say(d, a.n ? AMOUNT_DROPPED : AMOUNT_ADDED, form, old, new);
	else if (subtract(d, a, b, &sign) && sign)
		say(d, sign > 0 ? AMOUNT_RAISED : AMOUNT_CUT, form, old, new);
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
		say(d, sign > 0 ? TARGET_RAISED : TARGET_CUT, form, old, new);
	else
		say(d, TARGET_CHANGED, form, old, new);
}

static int compare_order(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

static void compare_forms(struct diff *d, struct entry *old, struct entry *new)
{
	if (old->parts)
		qsort(old->part, old->parts, sizeof *old->part, compare_entries);
	for (size_t i = 0; i < new->parts; i++) {
		const struct item *item = new->part[i].item;
		struct entry *other = pair(old->part, old->parts, new->part[i].key);
		bool amount = item->type == RECORD_AMOUNT;
		if (!other && (!amount || item->field[AMOUNT_YUAN].n))
			say(d, amount ? AMOUNT_ADDED : TARGET_ADDED, new, NULL, item);
		else if (other && amount)
			compare_amounts(d, new, other->item, item);
		else if (other)
			compare_targets(d, new, other->item, item);
	}
	if (old->parts)
		qsort(old->part, old->parts, sizeof *old->part, compare_order);
	for (size_t i = 0; i < old->parts; i++) {
		const struct item *item = old->part[i].item;
		bool amount = item->type == RECORD_AMOUNT;
		if (!old->part[i].paired && (!amount || item->field[AMOUNT_YUAN].n))
			say(d, amount ? AMOUNT_DROPPED : TARGET_DROPPED, new, item, NULL);
	}
}

static void compare_sides(struct diff *d)
{
	struct side *a = &d->side[0], *b = &d->side[1];

	if (a->forms)
		qsort(a->form, a->forms, sizeof *a->form, compare_entries);
	for (size_t i = 0; i < b->forms; i++) {
		struct entry *old = pair(a->form, a->forms, b->form[i].key);
		if (old)
			compare_forms(d, old, &b->form[i]);
		else
			say(d, FORM_ADDED, &b->form[i], NULL, b->form[i].item);
	}
	if (a->forms)
		qsort(a->form, a->forms, sizeof *a->form, compare_order);
	for (size_t i = 0; i < a->forms; i++)
		if (!a->form[i].paired)
			say(d, FORM_DROPPED, &a->form[i], a->form[i].item, NULL);
}

static void head(struct diff *d)
{
	if (d->html) {
		buf_format(&d->line, "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">", d->zh ? "zh-CN" : "en");
		buf_format(&d->line, "<title>%s</title><style>\n%s</style></head><body>\n<header><h1>%s</h1></header><main><div class=\"scroll\"><table><thead><tr>",
		    d->zh ? "绩效目标变化" : "Changed targets", review_css, d->zh ? "绩效目标变化" : "Changed targets");
	}
	for (size_t i = 0; (d->html || d->tsv) && i < sizeof heads / sizeof *heads; i++) {
		if (d->html)
			buf_format(&d->line, "<th scope=\"col\">%s</th>", heads[i][d->zh ? 2 : 1]);
		else
			add_field(d, str_c(heads[i][0]), i == 0);
	}
	if (d->html)
		buf_add(&d->line, STR("</tr></thead><tbody>\n"));
	else if (d->tsv)
		buf_byte(&d->line, '\n');
	out_add(d->out, buf_str(&d->line));
	buf_reset(&d->line);
}

static void side_free(struct side *s)
{
	for (size_t i = 0; i < s->forms; i++)
		mem_free(s->form[i].part);
	mem_free(s->form);
	mem_free(s->doc);
	arena_free(&s->arena);
}

static void diff_write(struct diff *d)
{
	d->out = out_open(d->options->common.output);
	if (!d->out)
		return;
	head(d);
	make_keys(d);
	compare_sides(d);
	if (d->html)
		out_add(d->out, STR("</tbody></table></div></main></body></html>\n"));
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
	good = read_side(&d, &d.side[0], operands[0]);
	good = read_side(&d, &d.side[1], operands[1]) && good;
	if (good)
		diff_write(&d);
	side_free(&d.side[0]);
	side_free(&d.side[1]);
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_free(bufs[i]);
}
