/* How diff says what changed: as text, TSV or a page. */
#include <assert.h>

#include "diff.h"
#include "escape.h"
#include "review_assets.h"

/* By enum change. */
static const struct {
	const char *name, *en, *zh;
} changes[] = {
	{ "form-added", "form added", "新增表" }, { "form-dropped", "form dropped", "取消表" },
	{ "amount-added", "amount added", "新增资金" }, { "amount-dropped", "amount dropped", "取消资金" },
	{ "amount-raised", "amount raised", "资金增加" }, { "amount-cut", "amount cut", "资金减少" },
	{ "target-added", "target added", "新增指标" }, { "target-dropped", "target dropped", "取消指标" },
	{ "target-raised", "target raised", "指标值提高" }, { "target-cut", "target cut", "指标值降低" },
	{ "target-changed", "target changed", "指标值变更" } };

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

static void say_row(struct diff *d, enum change change, const struct entry *form, const struct item *old, const struct item *new)
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

static void say_text(struct diff *d, enum change change, const struct entry *form)
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

void diff_say(struct diff *d, enum change change, const struct entry *form, const struct item *old, const struct item *new)
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

void diff_head(struct diff *d)
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

void diff_tail(struct diff *d)
{
	if (d->html)
		out_add(d->out, STR("</tbody></table></div></main></body></html>\n"));
}
