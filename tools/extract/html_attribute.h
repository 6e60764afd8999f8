/*
 * html_attribute: the few attributes of a tag that a reader asks for.
 *
 * Values as filings have them (rowspan=2, colspan="3 ") are read here; what holds an entity or anything else of
 * which HTML has more to say is left to a parser, as a tag of nothing but those attributes.
 *
 * Ownership: values are views of the tag.  keep: their names, in lower case, ending in NULL.
 */
#ifndef PG_HTML_ATTRIBUTE_H
#define PG_HTML_ATTRIBUTE_H

#include "html_gate.h"

/* Their values without quotes, in the order of keep; empty where there is none.  False when a parser must read them. */
bool attribute_values(const struct gate_tag *tag, const char *const *keep, struct str *values);
/* Writes the tag with only these of its attributes. */
void attribute_reduce(struct buf *into, const struct gate_tag *tag, const char *const *keep);

#endif
