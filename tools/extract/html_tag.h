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

struct tag_meaning tag_meaning_of(struct str name);

/* By its name in lower case.  Here, for nearly every tag of a table is one of two. */
static inline struct tag_meaning tag_meaning(struct str name)
{
	char c = name.n == 2 && name.p[0] == 't' ? name.p[1] : '\0';

	if (c == 'd')
		return (struct tag_meaning){ TAG_TABLE, ELEMENT_TD };
	if (c == 'r')
		return (struct tag_meaning){ TAG_TABLE, ELEMENT_TR };
	return tag_meaning_of(name);
}

#endif
