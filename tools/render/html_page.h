/*
 * html_page: what the files of the review page share: the document in hand and small pieces of markup.
 *
 * html.c holds a document and writes the page around it; html_form.c writes a form, html_document.c what a
 * document has besides, html_lines.c its source lines, html_source.c the places of values, html_part.c words,
 * money and charts.
 *
 * Ownership: records belong to `doc` and die with the document; everything is written into `out`.
 */
#ifndef PG_RENDER_HTML_PAGE_H
#define PG_RENDER_HTML_PAGE_H

#include "html_part.h"
#include "html_source.h"
#include "render.h"

/* A record and its line. */
struct place_entry {
	size_t line;
	const struct item *item;
};

/* A finding and where it belongs. */
struct issue_entry {
	size_t form, line;
	const struct item *item;
};

struct html {
	struct group doc;        /* all of the document's records but end and sources; form = "" */
	size_t *form;            /* where each form's records begin in doc.item, and behind the last their end */
	size_t forms, forms_cap;
	struct issue_entry *issue; /* by form and line */
	size_t issues, issues_cap;
	struct place_entry *place;
	size_t places, places_cap;
	struct spots spots;
	struct tally regions, levels;
	struct buf out;
	size_t documents;
	bool zh, partial;
};

static inline const char *say(const struct html *h, enum word w) { return word(w, h->zh); }
/* A count; 0 where the text is none. */
size_t number_of(struct str s);
/* The first finding at or behind that place; h->issues when there is none. */
size_t issue_at(const struct html *h, size_t form, size_t line);

/* A link to a source line. */
void page_line(struct html *h, struct str line);
void page_severity(struct html *h, struct str severity);
void page_table(struct html *h, const char *class, enum word caption, const enum word *heads, size_t n);
/* A cell of class and title (either may be empty), with the places of its columns. */
void page_cell(struct html *h, const char *class, const char *title, struct str text, struct record_spots r, uint32_t columns);

/* One form's article, the at-th of the document. */
void form_article(struct html *h, size_t at);
/* What stands before the forms (contents, all findings) and behind them (prose and other tables). */
void document_contents(struct html *h);
void document_findings(struct html *h);
void document_prose(struct html *h);
/* The lines that the document's records came from: the filing's own where file (or NULL) can be read. */
void document_lines(struct html *h, const char *file);

#endif
