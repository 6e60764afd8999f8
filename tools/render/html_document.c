/* What the review page shows of a document besides its forms: contents, all findings, prose. */
#include "escape.h"
#include "html_page.h"

static void contents_entry(struct html *h, const struct item *item)
{
	size_t form = number_of(item->field[FORM_FORM]);
	struct buf *b = &h->out;

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

void document_contents(struct html *h)
{
	struct buf *b = &h->out;

	if (h->forms < 2)
		return;
	buf_format(b, "<nav aria-label=\"%s\"><details%s><summary>%s</summary><ol class=\"toc\">\n", say(h, WORD_CONTENTS),
	    h->forms <= 24 ? " open" : "", say(h, WORD_CONTENTS));
	for (size_t i = 0; i < h->forms; i++)
		contents_entry(h, h->doc.item + h->form[i]);
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
	page_severity(h, f[ISSUE_SEVERITY]);
	buf_add(b, STR("<small>"));
	escape_markup(b, f[ISSUE_RULE]);
	buf_add(b, STR("</small></td><td class=\"place\">"));
	if (form)
		buf_format(b, "<a href=\"#d%zuf%zu\">%zu</a>", h->documents, form, form);
	buf_add(b, STR("</td><td class=\"place\">"));
	page_line(h, f[ISSUE_LINE]);
	buf_add(b, STR("</td><td>"));
	escape_markup(b, f[ISSUE_SUBJECT]);
	buf_add(b, STR("</td><td>"));
	escape_markup(b, f[ISSUE_MESSAGE]);
	buf_add(b, STR("</td></tr>\n"));
}

void document_findings(struct html *h)
{
	static const enum word heads[] = { WORD_FINDINGS, WORD_FORM, WORD_LINE, WORD_SUBJECT, WORD_MESSAGE };

	if (!h->issues)
		return;
	buf_format(&h->out, "<details class=\"findings\"%s><summary>%s: %zu</summary>\n", h->issues <= 30 ? " open" : "",
	    say(h, WORD_FINDINGS), h->issues);
	page_table(h, "sortable", WORD_FINDINGS, heads, 5);
	for (size_t i = 0; i < h->issues; i++)
		finding_row(h, h->issue[i].item->field);
	buf_add(&h->out, STR("</tbody></table></div></details>\n"));
}

static struct record_spots spots_at(struct html *h, enum record_type type, struct str form, struct str n, size_t part)
{
	if (!h->spots.n)
		return (struct record_spots){ 0 };
	return spots_of(&h->spots, type, number_of(form), number_of(n), part);
}

static void prose_row(struct html *h, const struct item *item)
{
	buf_add(&h->out, STR("<tr>"));
	for (size_t c = ROW_COUNT; c < item->n; c++)
		page_cell(h, "", "", item->field[c],
		    spots_at(h, RECORD_ROW, item->field[ROW_TABLE], item->field[ROW_ROW], c - ROW_COUNT + 1), SPOT_ALL);
	buf_add(&h->out, STR("</tr>\n"));
}

static void prose_text(struct html *h, const struct item *item)
{
	bool text = item->type == RECORD_TEXT;
	struct record_spots r = text ? spots_at(h, RECORD_TEXT, STR(""), item->field[TEXT_LINE], 0)
	                             : spots_at(h, RECORD_TABLE, item->field[TABLE_TABLE], STR(""), 0);
	uint32_t columns = text ? SPOT_ALL : SPOT_COLUMN(TABLE_TITLE);
	struct buf *b = &h->out;

	buf_add(b, STR("<p class=\"prose\""));
	spots_id(b, &h->spots, r, columns);
	buf_byte(b, '>');
	escape_markup_lines(b, item->field[text ? (int)TEXT_TEXT : (int)TABLE_TITLE]);
	spots_links(b, &h->spots, r, columns);
	buf_add(b, STR("</p>\n"));
}

/* Prose and tables that are no forms, as they came. */
void document_prose(struct html *h)
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
			prose_row(h, item);
		else
			prose_text(h, item);
	}
	if (table)
		buf_add(b, STR("</tbody></table></div>\n"));
	if (open)
		buf_add(b, STR("</details>\n"));
}
