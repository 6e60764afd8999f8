/*
 * grammar_xml: XML files as a row of events, and the check by grammar.rng: the room of libxml2.
 *
 * Nothing outside the file is ever read: no network, no external entity; a file with a DOCTYPE is refused
 * before an entity can be declared.  What is not well-formed is said with file, line and column.
 *
 * Ownership: views of values and text live in the arena of the events; where there is none, and names always, until
 * the event's function returns.
 */
#ifndef PG_GRAMMAR_XML_H
#define PG_GRAMMAR_XML_H

#include "mem.h"

enum { XML_FILE_MOST = 4 * 1024 * 1024, XML_ATTRIBUTES_MOST = 16 };

struct xml_attribute {
	struct str name, value;
};

struct xml_events {
	void *with;
	struct arena *arena; /* may be NULL */
	struct str root; /* not empty: a file with another root element is left alone, as if it had no events */
	/* name is xi:include for XInclude's element; false: read no further (not an error) */
	bool (*begin)(void *with, struct str name, const struct xml_attribute *a, size_t n, size_t line);
	void (*text)(void *with, struct str text); /* in pieces; line ends of comments come as text, too */
	void (*end)(void *with);
	bool no_blanks; /* blanks alone, beside a child's tag, may be left out */
};

/* Whether the text of a file, or the beginning of it, says that its root is surely another element. */
bool xml_other_root(struct str s, struct str root);
/* The same for plain XML in memory (in the arena, if there is one), without libxml2 (grammar_tell.c).  False, and no event, when it is not plain. */
bool xml_scan(struct str s, const struct xml_events *events);
/* Reads a file by xml_scan, and what that leaves by libxml2.  False after messages when it cannot be read or is not well-formed. */
bool xml_read(const char *file, const struct xml_events *events);
/* Checks a file by a RELAX NG schema; false after messages. */
bool xml_check(const char *file, const char *schema);

#endif
