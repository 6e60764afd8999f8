/*
 * html: one review page, complete in itself: no network, no script needed to read it.
 *
 * Held is one document.  Every value shows what was filed beside it and links to its source line at the
 * document's end.
 */
#include <stdlib.h>
#include <unistd.h>

#include "common/msg.h"
#include "escape.h"
#include "html_part.h"
#include "render.h"
#include "review_assets.h"

struct html {
	struct group doc;        /* all of the document's records but end; form = "" */
	size_t *form;            /* where each form's records begin in doc.item, and behind the last their end */
	size_t forms, forms_cap;
	const struct item **issue; /* by form and line */
	size_t issues, issues_cap;
	struct place_entry *place;
	size_t places, places_cap;
	struct tally regions, levels;
	struct buf out;
	size_t documents;
	bool zh;
};

static const char *say(const struct html *h, enum word w) { return word(w, h->zh); }

static bool html_begin(struct render *r)
{
	struct html *h = mem_zero(1, sizeof *h);
	struct buf *b = &r->line;

	r->state = h;
	h->zh = !r->options->titles || strcmp(r->options->titles, "en") != 0;
	buf_format(b, "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">", h->zh ? "zh-CN" : "en");
	buf_add(b, STR("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"));
	buf_format(b, "<title>%s</title><style>\n%s</style></head><body>\n", say(h, WORD_PAGE), review_css);
	buf_format(b, "<a class=\"skip\" href=\"#main\">%s</a>\n<header><h1>%s</h1></header>\n", say(h, WORD_SKIP), say(h, WORD_PAGE));
	buf_format(b, "<div class=\"tools\" role=\"search\" hidden><div><input id=\"search\" type=\"search\" placeholder=\"%s\" aria-label=\"%s\">", say(h, WORD_SEARCH), say(h, WORD_SEARCH));
	buf_format(b, "<select id=\"severity\" aria-label=\"%s\"><option value=\"\">%s</option>", say(h, WORD_SEVERITY), say(h, WORD_SEVERITY));
	for (size_t i = 0; i < 3; i++) {
		static const char *const severity[] = { "error", "warning", "note" };
		buf_format(b, "<option value=\"%s\">%s</option>", severity[i], value_title(str_c(severity[i]), h->zh).p);
	}
	buf_format(b, "</select><select id=\"rule\" aria-label=\"%s\"><option value=\"\">%s</option></select><output id=\"shown\"></output></div></div>\n<main id=\"main\">\n", say(h, WORD_RULE), say(h, WORD_RULE));
	render_flush_line(r);
	return true;
}

static void line_link(struct buf *b, const struct html *h, struct str line)
{
	size_t n;

	if (str_number(line, &n) && n)
		buf_format(b, "<a href=\"#d%zul%zu\">%zu</a>", h->documents, n, n);
}

static void remember_place(struct html *h, const struct item *item)
{
	size_t line;

	if (str_number(item->field[2], &line) && line) {
		h->place = mem_grow(h->place, h->places, &h->places_cap, sizeof *h->place);
		h->place[h->places++] = (struct place_entry){ line, item };
	}
}

static size_t number_of(struct str s)
{
	size_t n = 0;

	return str_number(s, &n) ? n : 0;
}

static int compare_issues(const void *a, const void *b)
{
	const struct item *x = *(const struct item *const *)a, *y = *(const struct item *const *)b;
	size_t fx = number_of(x->field[ISSUE_FORM]), fy = number_of(y->field[ISSUE_FORM]);
	size_t lx = number_of(x->field[ISSUE_LINE]), ly = number_of(y->field[ISSUE_LINE]);

	if (fx != fy)
		return fx < fy ? -1 : 1;
	if (lx != ly)
		return lx < ly ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* The first finding at or behind that place. */
static size_t issue_at(const struct html *h, size_t form, size_t line)
{
	size_t low = 0, high = h->issues;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct str *f = h->issue[middle]->field;
		size_t at = number_of(f[ISSUE_FORM]);
		if (at < form || (at == form && number_of(f[ISSUE_LINE]) < line))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void severity_badge(struct buf *b, const struct html *h, struct str severity)
{
	bool known = str_eq(severity, STR("error")) || str_eq(severity, STR("warning"));

	buf_format(b, "<span class=\"badge %s\">", known ? (severity.p[0] == 'e' ? "error" : "warning") : "note");
	escape_markup(b, value_title(severity, h->zh));
	buf_add(b, STR("</span> "));
}

static void form_findings(struct html *h, size_t form)
{
	struct buf *b = &h->out;
	size_t first = issue_at(h, form, 0), i;

	for (i = first; i < h->issues && number_of(h->issue[i]->field[ISSUE_FORM]) == form; i++) {
		const struct str *f = h->issue[i]->field;
		if (i == first)
			buf_add(b, STR("<ul class=\"finds\">\n"));
		buf_add(b, STR("<li>"));
		severity_badge(b, h, f[ISSUE_SEVERITY]);
		line_link(b, h, f[ISSUE_LINE]);
		buf_byte(b, ' ');
		escape_markup(b, f[ISSUE_SUBJECT]);
		if (f[ISSUE_SUBJECT].n && f[ISSUE_MESSAGE].n)
			buf_add(b, STR(": "));
		escape_markup(b, f[ISSUE_MESSAGE]);
		buf_add(b, STR(" <small>["));
		escape_markup(b, f[ISSUE_RULE]);
		buf_add(b, STR("]</small></li>\n"));
	}
	if (i > first)
		buf_add(b, STR("</ul>\n"));
}

static void meta(struct buf *b, struct str name, struct str value)
{
	if (!value.n)
		return;
	buf_add(b, STR("<div><dt>"));
	escape_markup(b, name);
	buf_add(b, STR("</dt><dd>"));
	escape_markup(b, value);
	buf_add(b, STR("</dd></div>\n"));
}

static void form_due(struct html *h, const struct str *f)
{
	struct buf name = { 0 }, value = { 0 };

	buf_format(&name, "%s %.*s", say(h, WORD_SCHEDULE), STR_ARG(f[SCHEDULE_DUE]));
	buf_format(&value, "%.*s %.*s", STR_ARG(f[SCHEDULE_VALUE]),
	    STR_ARG(h->zh && str_eq(f[SCHEDULE_UNIT], STR("yuan")) ? STR("元") : f[SCHEDULE_UNIT]));
	meta(&h->out, buf_str(&name), buf_str(&value));
	buf_free(&name);
	buf_free(&value);
}

static void form_meta(struct html *h, const struct item *item, size_t n, const struct str *head)
{
	static const int columns[] = { FORM_KIND, FORM_YEAR, FORM_PROJECT, FORM_CODE, FORM_REGION, FORM_DEPARTMENT };
	const char *titles = h->zh ? "zh" : "en";

	buf_add(&h->out, STR("<dl class=\"meta\">\n"));
	for (size_t i = 0; head && i < sizeof columns / sizeof *columns; i++)
		meta(&h->out, column_title(&table_info(RECORD_FORM)->column[columns[i]], titles),
		    columns[i] == FORM_KIND ? value_title(head[columns[i]], h->zh) : head[columns[i]]);
	for (size_t i = 0; i < n; i++) {
		const struct str *f = item[i].field;
		if (item[i].type == RECORD_FIELD && !str_eq(f[FIELD_NAME], STR("project-name")) && !str_eq(f[FIELD_NAME], STR("region"))
		    && !str_eq(f[FIELD_NAME], STR("department")) && !str_eq(f[FIELD_NAME], STR("project-code")))
			meta(&h->out, f[FIELD_NAME].n ? value_title(f[FIELD_NAME], h->zh) : f[FIELD_LABEL], f[FIELD_VALUE]);
	}
	for (size_t i = 0; i < n; i++)
		if (item[i].type == RECORD_SCHEDULE)
			form_due(h, item[i].field);
	buf_add(&h->out, STR("</dl>\n"));
}

static void cell(struct buf *b, const char *class, const char *title, struct str text)
{
	buf_format(b, "<td class=\"%s\" data-t=\"%s\">", class, title);
	escape_markup(b, text);
	buf_add(b, STR("</td>"));
}

static void open_table(struct html *h, const char *class, enum word caption, const enum word *heads, size_t n)
{
	buf_format(&h->out, "<div class=\"scroll\"><table class=\"%s\"><caption>%s</caption><thead><tr>", class, say(h, caption));
	for (size_t i = 0; i < n; i++)
		buf_format(&h->out, "<th scope=\"col\">%s</th>", say(h, heads[i]));
	buf_add(&h->out, STR("</tr></thead><tbody>\n"));
}

static void amount_row(struct html *h, const struct str *f)
{
	struct buf *b = &h->out;

	buf_add(b, STR("<tr><td>"));
	escape_markup(b, value_title(f[AMOUNT_KIND], h->zh));
	if (f[AMOUNT_PHASE].n) {
		buf_add(b, STR(" · "));
		escape_markup(b, value_title(f[AMOUNT_PHASE], h->zh));
	}
	buf_add(b, STR("</td><td class=\"num value\">"));
	if (f[AMOUNT_YUAN].n)
		part_money(b, f[AMOUNT_YUAN]);
	else
		buf_add(b, str_c(say(h, WORD_BLANK)));
	buf_add(b, STR("</td><td class=\"raw\">"));
	escape_markup(b, f[AMOUNT_LABEL]);
	buf_add(b, STR(" │ "));
	escape_markup(b, f[AMOUNT_RAW]);
	buf_add(b, STR("</td><td class=\"place\">"));
	line_link(b, h, f[AMOUNT_LINE]);
	buf_add(b, STR("</td></tr>\n"));
}

static void form_amounts(struct html *h, const struct item *item, size_t n)
{
	static const enum word heads[] = { WORD_KIND, WORD_YUAN, WORD_RAW, WORD_LINE };
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		if (item[i].type != RECORD_AMOUNT)
			continue;
		if (!open)
			open_table(h, "amounts", WORD_AMOUNTS, heads, 4);
		open = true;
		amount_row(h, item[i].field);
	}
	if (open)
		buf_add(&h->out, STR("</tbody></table></div>\n"));
}

static void form_list(struct html *h, const struct item *item, size_t n, enum record_type type, enum word title)
{
	struct buf *b = &h->out;
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		if (item[i].type != type)
			continue;
		if (!open)
			buf_format(b, "<h4>%s</h4><ol>\n", say(h, title));
		open = true;
		buf_add(b, STR("<li>"));
		escape_markup_lines(b, item[i].field[GOAL_TEXT]);
		buf_add(b, STR(" <small>"));
		line_link(b, h, item[i].field[GOAL_LINE]);
		buf_add(b, STR("</small></li>\n"));
	}
	if (open)
		buf_add(b, STR("</ol>\n"));
}

static void repair_badges(struct buf *b, const struct html *h, struct str repairs)
{
	for (size_t from = 0; from < repairs.n;) {
		size_t end = str_chr(repairs, ',', from);
		struct str one = str_of(repairs.p + from, end - from);
		buf_add(b, STR("<span class=\"badge repair\">"));
		escape_markup(b, value_title(one, h->zh));
		buf_add(b, STR("</span> "));
		from = end + 1;
	}
}

static void target_name(struct html *h, const struct str *f)
{
	struct buf *b = &h->out;

	buf_format(b, "<td class=\"name\" data-t=\"%s\">", say(h, WORD_LEVEL3));
	escape_markup(b, f[INDICATOR_LEVEL3]);
	if (f[INDICATOR_QUALIFIER].n) {
		buf_add(b, STR(" · "));
		escape_markup(b, f[INDICATOR_QUALIFIER]);
	}
	if (f[INDICATOR_DESCRIPTION].n) {
		buf_add(b, STR("<br><small>"));
		escape_markup(b, f[INDICATOR_DESCRIPTION]);
		buf_add(b, STR("</small>"));
	}
	buf_add(b, STR("</td>"));
}

static void target_value(struct html *h, const struct str *f)
{
	struct buf *b = &h->out;

	buf_format(b, "<td class=\"value\" data-t=\"%s\"", say(h, WORD_VALUE));
	if (str_eq(f[INDICATOR_MEASURE], STR("number"))) {
		buf_add(b, STR(" data-v=\""));
		escape_markup(b, f[INDICATOR_LOW]);
		buf_byte(b, '"');
	}
	buf_byte(b, '>');
	part_target(b, f + INDICATOR_OP, h->zh);
	buf_add(b, STR("</td>"));
}

static void target_row(struct html *h, const struct str *f, const struct str *last, const struct str *actual, bool results)
{
	struct buf *b = &h->out;
	size_t form = number_of(f[INDICATOR_FORM]), line = number_of(f[INDICATOR_LINE]), at = issue_at(h, form, line);
	bool found = at < h->issues && number_of(h->issue[at]->field[ISSUE_FORM]) == form
	    && number_of(h->issue[at]->field[ISSUE_LINE]) == line;
	bool same1 = last && str_eq(last[INDICATOR_LEVEL1], f[INDICATOR_LEVEL1]);
	bool same2 = same1 && str_eq(last[INDICATOR_LEVEL2], f[INDICATOR_LEVEL2]);

	buf_add(b, found ? STR("<tr class=\"found\">") : STR("<tr>"));
	cell(b, same1 ? "same" : "", say(h, WORD_LEVEL1), f[INDICATOR_LEVEL1]);
	cell(b, same2 ? "same" : "", say(h, WORD_LEVEL2), f[INDICATOR_LEVEL2]);
	target_name(h, f);
	target_value(h, f);
	if (results)
		cell(b, "value", say(h, WORD_ACTUAL), actual ? actual[RESULT_RAW] : STR(""));
	cell(b, "raw", say(h, WORD_RAW), f[INDICATOR_RAW]);
	buf_add(b, STR("<td>"));
	repair_badges(b, h, f[INDICATOR_REPAIRS]);
	buf_format(b, "</td><td class=\"place\" data-t=\"%s\">", say(h, WORD_LINE));
	line_link(b, h, f[INDICATOR_LINE]);
	buf_add(b, STR("</td></tr>\n"));
}

static void form_targets(struct html *h, const struct item *item, size_t n)
{
	static const enum word plain[] = { WORD_LEVEL1, WORD_LEVEL2, WORD_LEVEL3, WORD_VALUE, WORD_RAW, WORD_REPAIRED, WORD_LINE };
	static const enum word with[] = { WORD_LEVEL1, WORD_LEVEL2, WORD_LEVEL3, WORD_VALUE, WORD_ACTUAL, WORD_RAW, WORD_REPAIRED, WORD_LINE };
	const struct str *last = NULL;
	bool results = false;

	for (size_t i = 0; i < n; i++)
		results |= item[i].type == RECORD_RESULT;
	for (size_t i = 0; i < n; i++) {
		const struct str *f = item[i].field, *actual = NULL;
		if (item[i].type != RECORD_INDICATOR)
			continue;
		if (!last)
			open_table(h, "targets sortable", WORD_INDICATORS, results ? with : plain, results ? 8 : 7);
		for (size_t j = i + 1; results && j < n && item[j].type != RECORD_INDICATOR; j++)
			if (item[j].type == RECORD_RESULT)
				actual = item[j].field;
		target_row(h, f, last, actual, results);
		last = f;
	}
	if (last)
		buf_add(&h->out, STR("</tbody></table></div>\n"));
}

/* The records of the form that begins at `from`. */
static void form_article(struct html *h, size_t at)
{
	const struct item *item = h->doc.item + h->form[at];
	size_t n = h->form[at + 1] - h->form[at], form = number_of(item->field[FORM_FORM]);
	const struct str *head = item->type == RECORD_FORM ? item->field : NULL;
	struct buf *b = &h->out;

	buf_format(b, "<article class=\"form\" id=\"d%zuf%zu\"><h3>%zu. ", h->documents, form, form);
	escape_markup(b, head ? head[FORM_TITLE].n ? head[FORM_TITLE] : head[FORM_PROJECT] : STR(""));
	buf_add(b, STR(" <small>"));
	line_link(b, h, item->field[FORM_LINE]);
	buf_add(b, STR("</small></h3>\n"));
	form_findings(h, form);
	form_meta(h, item, n, head);
	form_amounts(h, item, n);
	form_list(h, item, n, RECORD_GOAL, WORD_GOALS);
	form_list(h, item, n, RECORD_ACHIEVEMENT, WORD_ACHIEVED);
	form_targets(h, item, n);
	buf_add(b, STR("</article>\n"));
}

static void contents(struct html *h)
{
	struct buf *b = &h->out;

	if (h->forms < 2)
		return;
	buf_format(b, "<nav aria-label=\"%s\"><details%s><summary>%s</summary><ol class=\"toc\">\n", say(h, WORD_CONTENTS),
	    h->forms <= 24 ? " open" : "", say(h, WORD_CONTENTS));
	for (size_t i = 0; i < h->forms; i++) {
		const struct item *item = h->doc.item + h->form[i];
		size_t form = number_of(item->field[FORM_FORM]);
		buf_format(b, "<li value=\"%zu\"><a href=\"#d%zuf%zu\">", form, h->documents, form);
		if (item->type == RECORD_FORM)
			escape_markup(b, item->field[FORM_PROJECT].n ? item->field[FORM_PROJECT] : item->field[FORM_TITLE]);
		else
			buf_number(b, form);
		buf_add(b, STR("</a>"));
		if (item->type == RECORD_FORM && item->field[FORM_REGION].n) {
			buf_add(b, STR(" · "));
			escape_markup(b, item->field[FORM_REGION]);
		}
		buf_add(b, STR("</li>\n"));
	}
	buf_add(b, STR("</ol></details></nav>\n"));
}

static void finding_row(struct html *h, const struct str *f)
{
	struct buf *b = &h->out;
	size_t form = number_of(f[ISSUE_FORM]);

	buf_add(b, STR("<tr data-severity=\""));
	escape_markup(b, f[ISSUE_SEVERITY]);
	buf_add(b, STR("\" data-rule=\""));
	escape_markup(b, f[ISSUE_RULE]);
	buf_add(b, STR("\"><td>"));
	severity_badge(b, h, f[ISSUE_SEVERITY]);
	buf_add(b, STR("<small>"));
	escape_markup(b, f[ISSUE_RULE]);
	buf_add(b, STR("</small></td><td class=\"place\">"));
	if (form)
		buf_format(b, "<a href=\"#d%zuf%zu\">%zu</a>", h->documents, form, form);
	buf_add(b, STR("</td><td class=\"place\">"));
	line_link(b, h, f[ISSUE_LINE]);
	buf_add(b, STR("</td><td>"));
	escape_markup(b, f[ISSUE_SUBJECT]);
	buf_add(b, STR("</td><td>"));
	escape_markup(b, f[ISSUE_MESSAGE]);
	buf_add(b, STR("</td></tr>\n"));
}

static void all_findings(struct html *h)
{
	static const enum word heads[] = { WORD_FINDINGS, WORD_FORM, WORD_LINE, WORD_SUBJECT, WORD_MESSAGE };

	if (!h->issues)
		return;
	buf_format(&h->out, "<details class=\"findings\"%s><summary>%s: %zu</summary>\n", h->issues <= 30 ? " open" : "",
	    say(h, WORD_FINDINGS), h->issues);
	open_table(h, "sortable", WORD_FINDINGS, heads, 5);
	for (size_t i = 0; i < h->issues; i++)
		finding_row(h, h->issue[i]->field);
	buf_add(&h->out, STR("</tbody></table></div></details>\n"));
}

/* Prose and tables that are no forms, as they came. */
static void prose(struct html *h)
{
	struct buf *b = &h->out;
	bool open = false, table = false;

	for (size_t i = 0; i < h->doc.n; i++) {
		const struct item *item = &h->doc.item[i];
		if (item->type != RECORD_TEXT && item->type != RECORD_ROW && item->type != RECORD_TABLE)
			continue;
		if (!open)
			buf_format(b, "<details><summary>%s</summary>\n", say(h, WORD_PROSE));
		open = true;
		if (table != (item->type == RECORD_ROW)) {
			table = !table;
			buf_add(b, table ? STR("<div class=\"scroll\"><table><tbody>\n") : STR("</tbody></table></div>\n"));
		}
		if (table)
			buf_add(b, STR("<tr>"));
		for (size_t c = ROW_COUNT; table && c < item->n; c++)
			cell(b, "", "", item->field[c]);
		if (table) {
			buf_add(b, STR("</tr>\n"));
			continue;
		}
		buf_add(b, STR("<p class=\"prose\">"));
		escape_markup_lines(b, item->type == RECORD_TEXT ? item->field[TEXT_TEXT] : item->field[TABLE_TITLE]);
		buf_add(b, STR("</p>\n"));
	}
	if (table)
		buf_add(b, STR("</tbody></table></div>\n"));
	if (open)
		buf_add(b, STR("</details>\n"));
}

/* Sums by region, and by level; where an overall form stands its regions are its parts. */
static void tally_forms(struct html *h)
{
	bool overall = false;

	tally_reset(&h->regions);
	tally_reset(&h->levels);
	for (size_t i = 0; i < h->forms; i++)
		overall |= h->doc.item[h->form[i]].type == RECORD_FORM
		    && str_eq(h->doc.item[h->form[i]].field[FORM_KIND], STR("transfer-overall"));
	for (size_t i = 0; i < h->forms; i++) {
		struct group g = { .item = h->doc.item + h->form[i], .n = h->form[i + 1] - h->form[i] };
		const struct str *head = g.item->type == RECORD_FORM ? g.item->field : NULL;
		if (head && head[FORM_REGION].n && !str_eq(head[FORM_KIND], STR("transfer-overall")))
			tally_add(&h->regions, head[FORM_REGION], group_total(&g));
		if (overall && head && str_eq(head[FORM_KIND], STR("transfer-region")))
			continue;
		for (size_t j = 0; j < g.n; j++) {
			const struct str *f = g.item[j].field;
			if (g.item[j].type == RECORD_AMOUNT && f[AMOUNT_YUAN].n && !f[AMOUNT_PHASE].n
			    && !str_eq(f[AMOUNT_KIND], STR("total")) && !str_eq(f[AMOUNT_KIND], STR("fiscal")))
				tally_add(&h->levels, value_title(f[AMOUNT_KIND], h->zh), f[AMOUNT_YUAN]);
		}
	}
}

static int compare_places(const void *a, const void *b)
{
	const struct place_entry *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

/* DIR/doc; a name that leaves DIR is cut to its last part.  NULL when nothing is there to read. */
static char *source_file(const struct render *r, struct str doc)
{
	struct place at = { .file = doc };
	struct buf name = { 0 };
	char *file;

	if (!r->options->sources)
		return NULL;
	if (doc.n && (doc.p[0] == '/' || str_find(doc, STR(".."), 0) < doc.n))
		for (size_t slash; (slash = str_chr(doc, '/', 0)) < doc.n;)
			doc = str_from(doc, slash + 1);
	buf_add(&name, str_c(r->options->sources));
	buf_byte(&name, '/');
	buf_add(&name, doc);
	file = mem_strdup(buf_str(&name));
	buf_free(&name);
	if (access(file, R_OK) == 0)
		return file;
	msg_say(&at, MSG_RENDER_SOURCE, file);
	mem_free(file);
	return NULL;
}

static void source_lines(struct render *r, struct html *h)
{
	char *file = h->places ? source_file(r, h->doc.doc) : NULL;

	if (!h->places)
		return;
	qsort(h->place, h->places, sizeof *h->place, compare_places);
	buf_format(&h->out, "<details class=\"source\"><summary>%s</summary><ol>\n", say(h, WORD_LINES));
	part_lines(&h->out, h->place, h->places, h->documents, file);
	buf_add(&h->out, STR("</ol></details>\n"));
	mem_free(file);
}

static void index_document(struct html *h)
{
	h->issues = h->places = 0;
	for (size_t i = 0; i < h->doc.n; i++) {
		const struct item *item = &h->doc.item[i];
		if (item->type == RECORD_ISSUE) {
			h->issue = mem_grow(h->issue, h->issues, &h->issues_cap, sizeof *h->issue);
			h->issue[h->issues++] = item;
		}
		if (item->type != RECORD_SOURCE && item->n > 2 && item->type >= RECORD_FORM && item->type != RECORD_FACT)
			remember_place(h, item);
	}
	if (h->issues)
		qsort(h->issue, h->issues, sizeof *h->issue, compare_issues);
}

static void write_document(struct render *r)
{
	struct html *h = r->state;
	struct buf *b = &h->out;
	size_t targets = 0;

	if (!h->doc.open)
		return;
	h->doc.open = false;
	h->documents++;
	index_document(h);
	tally_forms(h);
	for (size_t i = 0; i < h->doc.n; i++)
		targets += h->doc.item[i].type == RECORD_INDICATOR;
	buf_format(b, "<section id=\"d%zu\"><h2>", h->documents);
	escape_markup(b, h->doc.doc);
	buf_format(b, "</h2>\n<p class=\"sum\">%zu %s · %zu %s · %zu %s</p>\n", h->forms, say(h, WORD_FORMS), targets,
	    say(h, WORD_TARGETS), h->issues, say(h, WORD_FOUND));
	contents(h);
	buf_add(b, STR("<div class=\"charts\">\n"));
	part_chart(b, &h->regions, say(h, WORD_BY_REGION), h->zh);
	part_chart(b, &h->levels, say(h, WORD_BY_LEVEL), h->zh);
	buf_add(b, STR("</div>\n"));
	all_findings(h);
	for (size_t i = 0; i < h->forms; i++) {
		form_article(h, i);
		out_add(r->out, buf_str(b));
		buf_reset(b);
	}
	prose(h);
	source_lines(r, h);
	buf_add(b, STR("</section>\n"));
	out_add(r->out, buf_str(b));
	buf_reset(b);
	h->forms = 0;
}

static void hold(struct render *r, struct str doc)
{
	struct html *h = r->state;

	if (group_holds(&h->doc, doc, STR("")))
		return;
	write_document(r);
	group_start(&h->doc, doc, STR(""));
}

static void html_record(struct render *r, const struct record *record)
{
	struct html *h = r->state;

	if (record->type == RECORD_DOCUMENT) {
		write_document(r);
		group_start(&h->doc, record->field[0], STR(""));
	} else if (record->type == RECORD_END) {
		write_document(r);
	} else if (record->type != RECORD_SPAN && record->type != RECORD_SOURCE) {
		hold(r, record->field[0]);
		group_add(&h->doc, record);
	}
}

/* The form's records stand together; its findings behind them, so that a form record comes first. */
static void html_group(struct render *r, const struct group *g)
{
	struct html *h = r->state;

	hold(r, g->doc);
	h->form = mem_grow(h->form, h->forms + 1, &h->forms_cap, sizeof *h->form);
	h->form[h->forms++] = h->doc.n;
	for (size_t i = 0; i < g->n; i++) {
		struct record record = { .type = g->item[i].type, .field = g->item[i].field, .n = g->item[i].n };
		if (record.type != RECORD_SOURCE)
			group_add(&h->doc, &record);
	}
	h->form = mem_grow(h->form, h->forms, &h->forms_cap, sizeof *h->form);
	h->form[h->forms] = h->doc.n;
}

static bool html_finish(struct render *r, bool good)
{
	struct html *h = r->state;

	write_document(r);
	if (good)
		buf_format(&h->out, "</main>\n<script>\n%s</script>\n</body></html>\n", review_js);
	out_add(r->out, buf_str(&h->out));
	group_free(&h->doc);
	tally_free(&h->regions);
	tally_free(&h->levels);
	mem_free(h->form);
	mem_free(h->issue);
	mem_free(h->place);
	buf_free(&h->out);
	mem_free(h);
	return true;
}

const struct format format_html = { .name = "html", .table = TABLE_NONE, .begin = html_begin, .record = html_record,
	.group = html_group, .finish = html_finish };
