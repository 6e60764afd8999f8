/*
 * rules_tree: rules.xml as a tree of elements, each seen to be one that may stand there.
 *
 * What may stand where is one table of shapes (rules_tree.c); rules.rng says the same for editors, and `make check` holds
 * the shipped file against it.  What names and values mean is rules_load.c's matter.
 *
 * Ownership: nodes and their texts live in the arena that tree_read was given.  Failure is said with file and line.
 */
#ifndef PG_RULES_TREE_H
#define PG_RULES_TREE_H

#include "common/mem.h"

/* Attributes. */
#define ATTRIBUTE_LIST(X)                                                                                            \
	X(NAME, "name") X(VALUE, "value") X(TOTAL, "total") X(PARTS, "parts") X(UNLESS, "unless") X(OPEN, "open")     \
	X(SEVERITY, "severity") X(ENDS, "ends") X(HAS, "has") X(LEVEL1, "level1") X(LEVEL2, "level2")                 \
	X(NOT1, "not-level1") X(NOT2, "not-level2") X(UPPER, "upper") X(LOWER, "lower") X(WORD, "word")               \
	X(UNITS, "units") X(EXCEPT, "except") X(MIDDLE, "middle") X(TAIL, "tail") X(ID, "id") X(READS, "reads") X(CASE, "case")
enum attribute_id {
#define X(id, name) A_##id,
	ATTRIBUTE_LIST(X)
#undef X
	ATTRIBUTES
};

enum shape_id { S_FILE, S_RULES, S_WORDS, S_NUMBER, S_SUM, S_LEVELS, S_LEVEL1, S_LEVEL2, S_EXPECT, S_ORDER, S_MEASURE, S_TERM,
	S_RULE, S_WHAT, S_EXAMPLE, S_MEND, S_SAY, S_EN, S_ZH, S_LAYOUT, S_LAYOUT_RULE };

struct node {
	const struct shape *shape;
	size_t line;
	struct str text; /* runs of white space are one blank */
	struct node *children, *last, *next;
	size_t ones; /* children of which there is one each, so far */
	size_t attributes;
	struct attribute {
		size_t id;
		struct str value;
	} attribute[];
};

enum { DEPTH_MOST = 4 };

struct tree {
	struct arena *arena;
	const char *file;
	bool failed; /* something was said */
	struct node *root, *open[DEPTH_MOST + 1];
	size_t depth, skip; /* skip: elements open inside one that was refused */
	struct str piece; /* of the text, where it has no other; else all of them are in: */
	struct buf text;
};

/* False after messages. */
bool tree_read(struct tree *t, const char *file, struct arena *arena);
/* «name» in «words» (an element, an attribute) is missing, unknown or malformed. */
void tree_say(struct tree *t, size_t line, const char *words, struct str name);
enum shape_id node_shape(const struct node *node);
/* An attribute's value; empty when it is not there. */
struct str node_attribute(const struct node *node, enum attribute_id id);

#endif
