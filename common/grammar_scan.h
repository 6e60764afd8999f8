/*
 * grammar_scan: what stands between grammar_scan.c (finds tags and texts, and judges whether a file is plain) and
 * grammar_tell.c (gives these out as events).
 *
 * Ownership: names, values and texts are views of the file; a struct finds owns its lists, until finds_free.
 */
#ifndef PG_GRAMMAR_SCAN_H
#define PG_GRAMMAR_SCAN_H

#include "grammar_xml.h"

/* An element without children is one find, the text its own. */
enum found_kind { FOUND_BEGIN, FOUND_LEAF, FOUND_EMPTY, FOUND_END, FOUND_LINES };

/* A tag or a comment and the text behind it, kept until all is known to be plain. */
struct found {
	struct str name, text; /* text as it stands in the file */
	uint32_t line, attribute; /* of a comment, line is how many line ends it has */
	uint8_t kind, attributes;
	bool raw, raw_text; /* the values, or the text, are not what stands in the file: entities, line ends, tabs */
};

struct finds {
	struct found *found;
	size_t founds, founds_cap;
	struct xml_attribute *attribute; /* values as they stand in the file */
	size_t attributes, attributes_cap;
};

/* All of a file; all_blanks: those beside a child's tag, too.  False when it is not plain.  finds_free either way. */
bool finds_scan(struct finds *list, struct str s, bool all_blanks);
void finds_free(struct finds *list);
/* One of the five entities at s; its character and length. */
size_t xml_entity(struct str s, char *c);

#endif
