/*
 * readers: one function a format, all from an input to a sink, and what they share.
 *
 * A reader consumes the input to its end.  It never fails: trouble in the document is an issue, system
 * trouble is the input's.  Memory is bounded by one table row, one paragraph or INPUT_LINE_MOST.
 */
#ifndef PG_READERS_H
#define PG_READERS_H

#include "input.h"
#include "sink.h"

enum format { FORMAT_MARKDOWN, FORMAT_HTML, FORMAT_TABBED, FORMAT_TEXT, FORMAT_LINES, FORMAT_LAYOUT, FORMAT_BBOX, FORMAT_CSV, FORMAT_TSV, FORMAT_COUNT };

struct reader {
	const char *name; /* in the document record and for --from */
	void (*read)(struct input *in, struct sink *out);
};
extern const struct reader readers[FORMAT_COUNT];

/* The format of a document by its content (never by its name). */
enum format detect_format(struct str peek);

void markdown_read(struct input *in, struct sink *out);
void html_read(struct input *in, struct sink *out);   /* whole pages */
void tabbed_read(struct input *in, struct sink *out); /* Word-to-text dumps: a cell a line */
void text_read(struct input *in, struct sink *out);   /* text out of PDFs, cells wrapped, end blank = cell end */
void lines_read(struct input *in, struct sink *out);  /* the same where lines tell no cell's end */
void layout_read(struct input *in, struct sink *out); /* pdftotext -layout */
void bbox_read(struct input *in, struct sink *out);   /* pdftotext -bbox-layout XHTML */
void csv_read(struct input *in, struct sink *out);    /* delimiter found: , ; TAB | */

/* A dump whose cells have marks, but of which nothing parts the rows: text_read takes it, and every cell is a row. */
bool tabbed_is_stacked(struct str peek);
/* Whether text without blanks at its line ends is wrapped at a margin, and not in blocks of a cell a line. */
bool text_is_lines(struct str peek);
/* Whether it is a dump of a cell a line of which nothing parts the rows. */
bool text_is_stacked(struct str peek);

/*
 * html_island: an HTML table inside another format.  Feed lines from the one that holds "<table" on;
 * true while it wants more; the rows go to the sink when the table closes.
 */
struct html_island;
struct html_island *html_island_new(struct sink *out, struct input *in);
bool html_island_feed(struct html_island *h, const struct line *line);
void html_island_free(struct html_island *h); /* flushes a table that was never closed */

/*
 * Resolves inline HTML (<br> <p> <sup> …: tags dropped, <br> and </p> a blank), entities, LaTeX ($\geq$ 90\%) and
 * Markdown escapes (a\_b) of one cell.  Appends, never more bytes than s has.  What is no tag that HTML knows
 * (数量<b类, <80%>), no entity, no math ($5, $6), an unknown macro or a path (C:\x) stays as it is.
 */
void inline_resolve(struct buf *into, struct str s);

#endif
