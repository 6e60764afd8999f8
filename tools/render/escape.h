/*
 * escape: text made safe for where it goes.  Each appends to a caller's buf.
 *
 * Text in a filing is hostile: it may close a tag, open a formula, carry a terminal's escape sequence.
 * Broken UTF-8 becomes U+FFFD in all of these; what a target cannot hold (a control byte in XML 1.0,
 * in a page, in Markdown) becomes visible as \xNN.
 */
#ifndef PG_RENDER_ESCAPE_H
#define PG_RENDER_ESCAPE_H

#include "common/mem.h"

/* With its quotes; an empty text is null. */
void escape_json(struct buf *into, struct str s);
/* The same, an empty text being "". */
void escape_json_string(struct buf *into, struct str s);
/* For XML and HTML, element content and quoted attributes alike; TAB, LF, CR as references. */
void escape_markup(struct buf *into, struct str s);
/* The same for text that is read as lines: LF stays. */
void escape_markup_lines(struct buf *into, struct str s);
/* A cell of a Markdown table: one line, nothing in it is markup. */
void escape_markdown_cell(struct buf *into, struct str s);
/* A paragraph: stays as filed but for raw HTML, controls and a line that would begin a table. */
void escape_markdown_prose(struct buf *into, struct str s);
/* Controls as \xNN, for a line of plain text. */
void escape_plain(struct buf *into, struct str s);

#endif
