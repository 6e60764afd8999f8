/*
 * html_reference: the references (&amp; &#8805;) that nearly all pages make do with.
 *
 * Only what every reader of HTML takes the same way: the names below and numbers, with their semicolon.  Anything
 * else (other names, a lost semicolon, characters that HTML forbids) is left to a parser.
 */
#ifndef PG_HTML_REFERENCE_H
#define PG_HTML_REFERENCE_H

#include "../../common/mem.h"

/* Adds the text, its references resolved; false when a parser must do it (something may have been added). */
bool reference_resolve(struct buf *into, struct str text);

#endif
