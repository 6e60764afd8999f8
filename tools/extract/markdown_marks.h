/*
 * markdown_marks: what the marks of Markdown look like on one line, whether its writer was careful or an OCR engine.
 *
 * Ownership: nothing is kept; views point into what was given.
 */
#ifndef PG_MARKDOWN_MARKS_H
#define PG_MARKDOWN_MARKS_H

#include "../../common/str.h"

static inline bool is_blank_byte(char c) { return c == ' ' || c == '\t'; }

/* Dashes, also such as OCR makes of them, between pipes; a grid's +---+ too. */
bool mark_ruler(struct str s);
/* |---| and |:-:| say a ruler anywhere; | - | may be a row of nothing but dashes. */
bool mark_sure_ruler(struct str s);
/* <table> or <table …> begins anywhere in it. */
bool mark_table_tag(struct str s);
/* Less the marks of emphasis or code around the whole: **x** __x__ *x* `x`; s itself when there are none. */
struct str mark_emphasis(struct str s);
static inline bool mark_may_emphasise(struct str s)
{
	return s.n > 2 && (*s.p == '*' || *s.p == '_' || *s.p == '`') && s.p[s.n - 1] == *s.p;
}
/* Less the marks of a heading: #'s at both ends, emphasis around the whole. */
struct str mark_heading(struct str s);
/* Bytes of the marks that a block quote begins its lines with; 0 when there are none (>90% is a value, > 90% too). */
size_t mark_quote(struct str s);
static inline bool mark_may_quote(struct str s) { return s.n && (*s.p == '>' || is_blank_byte(*s.p)); }

#endif
