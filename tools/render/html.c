/*
 * html: one review page, complete in itself: no network, no script needed to read it.
 *
 * Held is one document.  Every value shows what was filed beside it and links to its source line at the
 * document's end, and, where the stream carries `source` records, to its very place there.
 */
#include <stdlib.h>
#include <unistd.h>

#include "common/msg.h"
#include "escape.h"
#include "html_page.h"
#include "review_assets.h"

size_t number_of(struct str s)
{
	size_t n = 0;

	return str_number(s, &n) ? n : 0;
}

void page_line(struct html *h, struct str line)
{
	struct buf *b = &h->out;
	size_t n = number_of(line);

	if (!n)
		return;
	buf_add(b, STR("<a href=\"#d"));
	buf_number(b, h->documents);
	buf_byte(b, 'l');
	buf_number(b, n);
	buf_add(b, STR("\">"));
	buf_number(b, n);
	buf_add(b, STR("</a>"));
}

size_t issue_at(const struct html *h, size_t form, size_t line)
{
	size_t low = 0, high = h->issues;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct issue_entry *x = &h->issue[middle];
		if (x->form < form || (x->form == form && x->line < line))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void page_severity(struct html *h, struct str severity)
{
	bool known = str_eq(severity, STR("error")) || str_eq(severity, STR("warning"));
	struct buf *b = &h->out;

	buf_add(b, STR("<span class=\"badge "));
	buf_add(b, known ? severity : STR("note"));
	buf_add(b, STR("\">"));
	escape_markup(b, value_title(severity, h->zh));
	buf_add(b, STR("</span> "));
}

void page_cell(struct html *h, const char *class, const char *title, struct str text, struct record_spots r, uint32_t columns)
{
	struct buf *b = &h->out;

	buf_add(b, STR("<td class=\""));
	buf_add(b, str_c(class));
	buf_add(b, STR("\" data-t=\""));
	buf_add(b, str_c(title));
	buf_byte(b, '"');
	spots_id(b, &h->spots, r, columns);
	buf_byte(b, '>');
	escape_markup(b, text);
	spots_links(b, &h->spots, r, columns);
	buf_add(b, STR("</td>"));
}

void page_table(struct html *h, const char *class, enum word caption, const enum word *heads, size_t n)
{
	buf_format(&h->out, "<div class=\"scroll\"><table class=\"%s\"><caption>%s</caption><thead><tr>", class, say(h, caption));
	for (size_t i = 0; i < n; i++)
		buf_format(&h->out, "<th scope=\"col\">%s</th>", say(h, heads[i]));
	buf_add(&h->out, STR("</tr></thead><tbody>\n"));
}

/* Search and filters, which the script shows. */
static void page_tools(struct buf *b, const struct html *h)
{
	buf_format(b, "<div class=\"tools\" role=\"search\" hidden><div><input id=\"search\" type=\"search\" placeholder=\"%s\" aria-label=\"%s\">", say(h, WORD_SEARCH), say(h, WORD_SEARCH));
	buf_format(b, "<select id=\"severity\" aria-label=\"%s\"><option value=\"\">%s</option>", say(h, WORD_SEVERITY), say(h, WORD_SEVERITY));
	for (size_t i = 0; i < 3; i++) {
		static const char *const severity[] = { "error", "warning", "note" };
		buf_format(b, "<option value=\"%s\">%s</option>", severity[i], value_title(str_c(severity[i]), h->zh).p);
	}
	buf_format(b, "</select><select id=\"rule\" aria-label=\"%s\"><option value=\"\">%s</option></select><output id=\"shown\"></output></div></div>\n<main id=\"main\">\n", say(h, WORD_RULE), say(h, WORD_RULE));
}

static bool html_begin(struct render *r)
{
	struct html *h = mem_zero(1, sizeof *h);
	struct buf *b = &r->line;

	r->state = h;
	h->zh = h->spots.zh = !r->options->titles || strcmp(r->options->titles, "en") != 0;
	h->partial = r->options->partial;
	buf_format(b, "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">", h->zh ? "zh-CN" : "en");
	buf_add(b, STR("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"));
	buf_format(b, "<title>%s</title><style>\n%s</style></head><body>\n", say(h, WORD_PAGE), review_css);
	buf_format(b, "<a class=\"skip\" href=\"#main\">%s</a>\n<header><h1>%s</h1></header>\n", say(h, WORD_SKIP), say(h, WORD_PAGE));
	page_tools(b, h);
	render_flush_line(r);
	return true;
}

static void remember_place(struct html *h, const struct item *item)
{
	size_t line;

	if (str_number(item->field[2], &line) && line) {
		h->place = mem_grow(h->place, h->places, &h->places_cap, sizeof *h->place);
		h->place[h->places++] = (struct place_entry){ line, item };
	}
}

static int compare_issues(const void *a, const void *b)
{
	const struct issue_entry *x = a, *y = b;

	if (x->form != y->form)
		return x->form < y->form ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
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
	bool lines = h->places || h->spots.n;
	char *file = lines ? source_file(r, h->doc.doc) : NULL;

	if (!lines)
		return;
	if (h->places)
		qsort(h->place, h->places, sizeof *h->place, compare_places);
	buf_format(&h->out, "<details class=\"source\"><summary>%s</summary><ol>\n", say(h, WORD_LINES));
	document_lines(h, file);
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
			h->issue[h->issues++] = (struct issue_entry){ number_of(item->field[ISSUE_FORM]),
				number_of(item->field[ISSUE_LINE]), item };
		}
		if (item->n > 2 && item->type >= RECORD_FORM && item->type != RECORD_FACT)
			remember_place(h, item);
	}
	if (h->issues)
		qsort(h->issue, h->issues, sizeof *h->issue, compare_issues);
	h->spots.document = h->documents;
	h->spots.doc = h->doc.doc;
	spots_sort(&h->spots);
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
	document_contents(h);
	buf_add(b, STR("<div class=\"charts\">\n"));
	part_chart(b, &h->regions, say(h, WORD_BY_REGION), h->zh);
	part_chart(b, &h->levels, say(h, WORD_BY_LEVEL), h->zh);
	buf_add(b, STR("</div>\n"));
	document_findings(h);
	for (size_t i = 0; i < h->forms; i++) {
		form_article(h, i);
		out_add(r->out, buf_str(b));
		buf_reset(b);
	}
	document_prose(h);
	source_lines(r, h);
	buf_add(b, STR("</section>\n"));
	out_add(r->out, buf_str(b));
	buf_reset(b);
	h->forms = 0;
	spots_reset(&h->spots);
}

static void hold(struct render *r, struct str doc)
{
	struct html *h = r->state;

	if (group_holds(&h->doc, doc, STR("")))
		return;
	write_document(r);
	group_start(&h->doc, doc, STR(""));
}

static void add_record(struct html *h, const struct record *record)
{
	if (record->type == RECORD_SOURCE)
		spots_add(&h->spots, record->field);
	else
		group_add(&h->doc, record);
}

static void html_record(struct render *r, const struct record *record)
{
	struct html *h = r->state;

	if (record->type == RECORD_DOCUMENT) {
		write_document(r);
		group_start(&h->doc, record->field[0], STR(""));
	} else if (record->type == RECORD_END) {
		write_document(r);
	} else if (record->type != RECORD_SPAN) {
		hold(r, record->field[0]);
		add_record(h, record);
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
		struct record record = { .type = g->item[i].type, .field = g->item[i].field, .n = g->item[i].n, .raw = g->item[i].raw };
		add_record(h, &record);
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
	spots_free(&h->spots);
	mem_free(h->form);
	mem_free(h->issue);
	mem_free(h->place);
	buf_free(&h->out);
	mem_free(h);
	return true;
}

const struct format format_html = { .name = "html", .table = TABLE_NONE, .begin = html_begin, .record = html_record,
	.group = html_group, .finish = html_finish };
