/*
 * html_tag: what a tag's name means to the reader of pages: part of a table, a break between paragraphs, or nothing.
 */
#ifndef PG_HTML_TAG_H
#define PG_HTML_TAG_H

#include "html_open.h"

#include "../../common/str.h"

enum tag_kind { TAG_INLINE, TAG_BLOCK, TAG_PRE, TAG_TABLE };

struct tag_meaning {
	enum tag_kind kind;
	enum element element; /* TAG_TABLE */
};

/* By its name in lower case. */
struct tag_meaning tag_meaning(struct str name);

#endif
