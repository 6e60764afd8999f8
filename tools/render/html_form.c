/* The review page's article about one form: findings, what its head says, amounts, goals, targets. */
#include "escape.h"
#include "html_page.h"

/*
 * The places of a record that has no number of its own but is the n-th of its type in the form.  A stream that
 * was filtered or sorted does not tell which it was.
 */
static struct record_spots spots_nth(struct html *h, const struct item *item, size_t n)
{
	if (h->partial || !h->spots.n)
		return (struct record_spots){ 0 };
	return spots_of(&h->spots, item->type, number_of(item->field[1]), n, 0);
}

/* The same of a goal, an indicator and their like, which are numbered; part -1: they have no parts. */
static struct record_spots spots_numbered(struct html *h, enum record_type type, const struct str *f, int n, int part)
{
	if (!h->spots.n)
		return (struct record_spots){ 0 };
	return spots_of(&h->spots, type, number_of(f[1]), number_of(f[n]), part < 0 ? 0 : number_of(f[part]));
}

static void form_findings(struct html *h, size_t form)
{
	struct buf *b = &h->out;
	size_t first = issue_at(h, form, 0), i;

	for (i = first; i < h->issues && h->issue[i].form == form; i++) {
		const struct str *f = h->issue[i].item->field;
		buf_add(b, i == first ? STR("<ul class=\"finds\">\n<li>") : STR("<li>"));
		page_severity(h, f[ISSUE_SEVERITY]);
		page_line(h, f[ISSUE_LINE]);
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

static void meta(struct html *h, struct str name, struct str value, struct record_spots r, uint32_t columns)
{
	struct buf *b = &h->out;

	if (!value.n)
		return;
	buf_add(b, STR("<div><dt>"));
	escape_markup(b, name);
	buf_add(b, STR("</dt><dd"));
	spots_id(b, &h->spots, r, columns);
	buf_byte(b, '>');
	escape_markup(b, value);
	spots_links(b, &h->spots, r, columns);
	buf_add(b, STR("</dd></div>\n"));
}

static void form_due(struct html *h, const struct str *f, struct record_spots r)
{
	struct buf name = { 0 }, value = { 0 };

	buf_format(&name, "%s %.*s", say(h, WORD_SCHEDULE), STR_ARG(f[SCHEDULE_DUE]));
	buf_format(&value, "%.*s %.*s", STR_ARG(f[SCHEDULE_VALUE]),
	    STR_ARG(h->zh && str_eq(f[SCHEDULE_UNIT], STR("yuan")) ? STR("元") : f[SCHEDULE_UNIT]));
	meta(h, buf_str(&name), buf_str(&value), r, SPOT_ALL);
	buf_free(&name);
	buf_free(&value);
}

/* Fields that columns of the form record repeat. */
static bool is_repeated(struct str name)
{
	static const char *const names[] = { "project-name", "region", "department", "project-code" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return false;
}

static void form_meta(struct html *h, const struct item *item, size_t n, const struct str *head, struct record_spots r)
{
	static const int columns[] = { FORM_KIND, FORM_YEAR, FORM_PROJECT, FORM_CODE, FORM_REGION, FORM_DEPARTMENT };
	const char *titles = h->zh ? "zh" : "en";
	size_t fields = 0, dues = 0;

	buf_add(&h->out, STR("<dl class=\"meta\">\n"));
	for (size_t i = 0; head && i < sizeof columns / sizeof *columns; i++)
		meta(h, column_title(&table_info(RECORD_FORM)->column[columns[i]], titles),
		    columns[i] == FORM_KIND ? value_title(head[columns[i]], h->zh) : head[columns[i]], r, SPOT_COLUMN(columns[i]));
	for (size_t i = 0; i < n; i++) {
		const struct str *f = item[i].field;
		if (item[i].type == RECORD_FIELD && ++fields && !is_repeated(f[FIELD_NAME]))
			meta(h, f[FIELD_NAME].n ? value_title(f[FIELD_NAME], h->zh) : f[FIELD_LABEL], f[FIELD_VALUE],
			    spots_nth(h, &item[i], fields), SPOT_ALL);
	}
	for (size_t i = 0; i < n; i++)
		if (item[i].type == RECORD_SCHEDULE)
			form_due(h, item[i].field, spots_nth(h, &item[i], ++dues));
	buf_add(&h->out, STR("</dl>\n"));
}

static void amount_value(struct html *h, const struct str *f, struct record_spots r)
{
	const uint32_t columns = SPOT_COLUMN(AMOUNT_YUAN);
	struct buf *b = &h->out;

	buf_add(b, STR("<td class=\"num value\""));
	spots_id(b, &h->spots, r, columns);
	buf_byte(b, '>');
	if (f[AMOUNT_YUAN].n)
		part_money(b, f[AMOUNT_YUAN]);
	else
		buf_add(b, str_c(say(h, WORD_BLANK)));
	spots_links(b, &h->spots, r, columns);
}

static void amount_row(struct html *h, const struct str *f, struct record_spots r)
{
	const uint32_t filed = ~SPOT_COLUMN(AMOUNT_YUAN);
	struct buf *b = &h->out;

	buf_add(b, STR("<tr><td>"));
	escape_markup(b, value_title(f[AMOUNT_KIND], h->zh));
	if (f[AMOUNT_PHASE].n) {
		buf_add(b, STR(" · "));
		escape_markup(b, value_title(f[AMOUNT_PHASE], h->zh));
	}
	buf_add(b, STR("</td>"));
	amount_value(h, f, r);
	buf_add(b, STR("</td><td class=\"raw\""));
	spots_id(b, &h->spots, r, filed);
	buf_byte(b, '>');
	escape_markup(b, f[AMOUNT_LABEL]);
	buf_add(b, STR(" │ "));
	escape_markup(b, f[AMOUNT_RAW]);
	spots_links(b, &h->spots, r, filed);
	buf_add(b, STR("</td><td class=\"place\">"));
	page_line(h, f[AMOUNT_LINE]);
	buf_add(b, STR("</td></tr>\n"));
}

static void form_amounts(struct html *h, const struct item *item, size_t n)
{
	static const enum word heads[] = { WORD_KIND, WORD_YUAN, WORD_RAW, WORD_LINE };
	size_t amounts = 0;

	for (size_t i = 0; i < n; i++) {
		if (item[i].type != RECORD_AMOUNT)
			continue;
		if (!amounts++)
			page_table(h, "amounts", WORD_AMOUNTS, heads, 4);
		amount_row(h, item[i].field, spots_nth(h, &item[i], amounts));
	}
	if (amounts)
		buf_add(&h->out, STR("</tbody></table></div>\n"));
}

/* Goals or achievements, whose columns are the same. */
static void form_list(struct html *h, const struct item *item, size_t n, enum record_type type, enum word title)
{
	struct buf *b = &h->out;
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		struct record_spots r;
		if (item[i].type != type)
			continue;
		if (!open)
			buf_format(b, "<h4>%s</h4><ol>\n", say(h, title));
		open = true;
		r = spots_numbered(h, type, item[i].field, GOAL_N, -1);
		buf_add(b, STR("<li"));
		spots_id(b, &h->spots, r, SPOT_ALL);
		buf_byte(b, '>');
		escape_markup_lines(b, item[i].field[GOAL_TEXT]);
		buf_add(b, STR(" <small>"));
		page_line(h, item[i].field[GOAL_LINE]);
		buf_add(b, STR("</small>"));
		spots_links(b, &h->spots, r, SPOT_ALL);
		buf_add(b, STR("</li>\n"));
	}
	if (open)
		buf_add(b, STR("</ol>\n"));
}

static void repair_badges(struct html *h, struct str repairs)
{
	struct buf *b = &h->out;

	for (size_t from = 0; from < repairs.n;) {
		size_t end = str_chr(repairs, ',', from);
		struct str one = str_of(repairs.p + from, end - from);
		buf_add(b, STR("<span class=\"badge repair\">"));
		escape_markup(b, value_title(one, h->zh));
		buf_add(b, STR("</span> "));
		from = end + 1;
	}
}

/* <td class="…" data-t="…" id="…"; the caller closes it. */
static void open_cell(struct html *h, const char *class, enum word title, struct record_spots r, uint32_t columns)
{
	struct buf *b = &h->out;

	buf_add(b, STR("<td class=\""));
	buf_add(b, str_c(class));
	buf_add(b, STR("\" data-t=\""));
	buf_add(b, str_c(say(h, title)));
	buf_byte(b, '"');
	spots_id(b, &h->spots, r, columns);
}

static void target_name(struct html *h, const struct str *f, struct record_spots r)
{
	const uint32_t columns = SPOT_COLUMN(INDICATOR_LEVEL3) | SPOT_COLUMN(INDICATOR_QUALIFIER) | SPOT_COLUMN(INDICATOR_DESCRIPTION);
	struct buf *b = &h->out;

	open_cell(h, "name", WORD_LEVEL3, r, columns);
	buf_byte(b, '>');
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
	spots_links(b, &h->spots, r, columns);
	buf_add(b, STR("</td>"));
}

static void target_value(struct html *h, const struct str *f, struct record_spots r)
{
	const uint32_t columns = SPOT_COLUMN(INDICATOR_MEASURE) | SPOT_COLUMN(INDICATOR_OP) | SPOT_COLUMN(INDICATOR_LOW)
	    | SPOT_COLUMN(INDICATOR_HIGH) | SPOT_COLUMN(INDICATOR_UNIT) | SPOT_COLUMN(INDICATOR_TEXT);
	struct buf *b = &h->out;

	open_cell(h, "value", WORD_VALUE, r, columns);
	if (str_eq(f[INDICATOR_MEASURE], STR("number"))) {
		buf_add(b, STR(" data-v=\""));
		escape_markup(b, f[INDICATOR_LOW]);
		buf_byte(b, '"');
	}
	buf_byte(b, '>');
	part_target(b, f + INDICATOR_OP, h->zh);
	spots_links(b, &h->spots, r, columns);
	buf_add(b, STR("</td>"));
}

/* Basis and note are only shown where their place is known, as what else was read for this target. */
static void target_raw(struct html *h, const struct str *f, struct record_spots r)
{
	static const int more[] = { INDICATOR_BASIS, INDICATOR_NOTE };
	const char *titles = h->zh ? "zh" : "en";
	struct buf *b = &h->out;

	open_cell(h, "raw", WORD_RAW, r, SPOT_COLUMN(INDICATOR_RAW));
	buf_byte(b, '>');
	escape_markup(b, f[INDICATOR_RAW]);
	spots_links(b, &h->spots, r, SPOT_COLUMN(INDICATOR_RAW));
	for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
		if (!f[more[i]].n || !spots_have(r, SPOT_COLUMN(more[i])))
			continue;
		buf_add(b, STR("<br><span"));
		spots_id(b, &h->spots, r, SPOT_COLUMN(more[i]));
		buf_byte(b, '>');
		buf_add(b, column_title(&table_info(RECORD_INDICATOR)->column[more[i]], titles));
		buf_add(b, STR(": "));
		escape_markup(b, f[more[i]]);
		spots_links(b, &h->spots, r, SPOT_COLUMN(more[i]));
		buf_add(b, STR("</span>"));
	}
	buf_add(b, STR("</td>"));
}

static void target_actual(struct html *h, const struct str *actual)
{
	struct record_spots r = { 0 };

	if (actual)
		r = spots_numbered(h, RECORD_RESULT, actual, RESULT_N, RESULT_PART);
	page_cell(h, "value", say(h, WORD_ACTUAL), actual ? actual[RESULT_RAW] : STR(""), r, SPOT_ALL);
}

static bool has_finding(const struct html *h, const struct str *f)
{
	size_t form = number_of(f[INDICATOR_FORM]), line = number_of(f[INDICATOR_LINE]), at = issue_at(h, form, line);

	return at < h->issues && h->issue[at].form == form && h->issue[at].line == line;
}

static void target_row(struct html *h, const struct str *f, const struct str *last, const struct str *actual, bool results)
{
	struct record_spots r = spots_numbered(h, RECORD_INDICATOR, f, INDICATOR_N, INDICATOR_PART);
	bool same1 = last && str_eq(last[INDICATOR_LEVEL1], f[INDICATOR_LEVEL1]);
	bool same2 = same1 && str_eq(last[INDICATOR_LEVEL2], f[INDICATOR_LEVEL2]);
	struct buf *b = &h->out;

	buf_add(b, has_finding(h, f) ? STR("<tr class=\"found\">") : STR("<tr>"));
	page_cell(h, same1 ? "same" : "", say(h, WORD_LEVEL1), f[INDICATOR_LEVEL1], r, SPOT_COLUMN(INDICATOR_LEVEL1));
	page_cell(h, same2 ? "same" : "", say(h, WORD_LEVEL2), f[INDICATOR_LEVEL2], r, SPOT_COLUMN(INDICATOR_LEVEL2));
	target_name(h, f, r);
	target_value(h, f, r);
	if (results)
		target_actual(h, actual);
	target_raw(h, f, r);
	buf_add(b, STR("<td>"));
	repair_badges(h, f[INDICATOR_REPAIRS]);
	buf_add(b, STR("</td><td class=\"place\" data-t=\""));
	buf_add(b, str_c(say(h, WORD_LINE)));
	buf_add(b, STR("\">"));
	page_line(h, f[INDICATOR_LINE]);
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
			page_table(h, "targets sortable", WORD_INDICATORS, results ? with : plain, results ? 8 : 7);
		for (size_t j = i + 1; results && j < n && item[j].type != RECORD_INDICATOR; j++)
			if (item[j].type == RECORD_RESULT)
				actual = item[j].field;
		target_row(h, f, last, actual, results);
		last = f;
	}
	if (last)
		buf_add(&h->out, STR("</tbody></table></div>\n"));
}

void form_article(struct html *h, size_t at)
{
	const struct item *item = h->doc.item + h->form[at];
	size_t n = h->form[at + 1] - h->form[at], form = number_of(item->field[FORM_FORM]);
	const struct str *head = item->type == RECORD_FORM ? item->field : NULL;
	struct record_spots r = head && h->spots.n ? spots_of(&h->spots, RECORD_FORM, form, 0, 0) : (struct record_spots){ 0 };
	struct buf *b = &h->out;

	buf_format(b, "<article class=\"form\" id=\"d%zuf%zu\"><h3", h->documents, form);
	spots_id(b, &h->spots, r, SPOT_COLUMN(FORM_TITLE));
	buf_format(b, ">%zu. ", form);
	escape_markup(b, head ? head[FORM_TITLE].n ? head[FORM_TITLE] : head[FORM_PROJECT] : STR(""));
	buf_add(b, STR(" <small>"));
	page_line(h, item->field[FORM_LINE]);
	buf_add(b, STR("</small>"));
	spots_links(b, &h->spots, r, SPOT_COLUMN(FORM_TITLE));
	buf_add(b, STR("</h3>\n"));
	form_findings(h, form);
	form_meta(h, item, n, head, r);
	form_amounts(h, item, n);
	form_list(h, item, n, RECORD_GOAL, WORD_GOALS);
	form_list(h, item, n, RECORD_ACHIEVEMENT, WORD_ACHIEVED);
	form_targets(h, item, n);
	buf_add(b, STR("</article>\n"));
}
