/*
 * html_sax: the room of libxml2's push SAX parser for HTML.
 *
 * It reads what html_attribute and html_reference leave to a parser: rare attributes and entities.  What comes in
 * is markup that html_gate has already cut to whole tags and stretches of text, so every event comes out before
 * sax_push returns.  It never builds a tree (whose line numbers stop at 65535), never opens a file and never asks
 * the network.
 *
 * Ownership: names, attributes and text live until the event's handler returns.
 */
#ifndef PG_HTML_SAX_H
#define PG_HTML_SAX_H

#include "../../common/mem.h"

struct sax_events {
	/* attributes: name, value, name, value …, NULL; NULL when there are none; a value may be NULL */
	void (*start)(void *self, const char *name, const char *const *attributes);
	void (*end)(void *self, const char *name); /* NULL: not wanted */
	void (*text)(void *self, struct str text);
};

struct sax;
struct sax *sax_new(const struct sax_events *events, void *self);
/* Whole tags. */
void sax_push(struct sax *s, struct str markup);
/* Forgets what was pushed. */
void sax_reset(struct sax *s);
/* Text with entities, without '<'; its text events come before this returns. */
void sax_push_text(struct sax *s, struct str text);
/* An attribute's value; empty when it is not there. */
struct str sax_attribute(const char *const *attributes, const char *name);
void sax_free(struct sax *s);

#endif
