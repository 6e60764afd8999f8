/*
 * html_open: the table elements that a page has open, and which of them a tag closes.
 *
 * Pages leave tags out.  What closes what is libxml2's reading of that (the tables htmlStartClose and
 * htmlEndPriority of its HTML parser): the same tags give the same elements, begun and ended in the same
 * order, at a hundredth of what a push parser costs that is fed tag by tag.  test_html_open.c holds the two
 * against each other.
 *
 * Zero-initialise; nothing is owned.
 */
#ifndef PG_HTML_OPEN_H
#define PG_HTML_OPEN_H

#include <stdbool.h>
#include <stddef.h>

enum element {
	ELEMENT_NONE, ELEMENT_CAPTION, ELEMENT_TABLE, ELEMENT_TBODY, ELEMENT_TD, ELEMENT_TFOOT, ELEMENT_TH, ELEMENT_THEAD,
	ELEMENT_TR, ELEMENT_COUNT
};

/* An end tag searches all that is open: a page that is deeper is hostile, and all of it is forgotten. */
enum { OPEN_MOST = 510 };

struct open {
	size_t n;
	size_t count[ELEMENT_COUNT]; /* how many of each are open */
	unsigned char element[OPEN_MOST + 1];
};

/* The innermost element, ended, if a start tag of e closes it; ELEMENT_NONE when it does not.  Ask until it says so. */
enum element open_close_for(struct open *o, enum element e);
/* The start tag itself; ahead of it and of every end tag what is too deep is forgotten. */
void open_begin(struct open *o, enum element e);
/* How many elements an end tag of e closes; 0 when it closes nothing. */
size_t open_closes(struct open *o, enum element e);
/* Ends the innermost element. */
enum element open_end(struct open *o);

#endif
