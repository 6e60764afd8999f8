/*
 * grammar_reader: what stands between grammar_read.c (events, checks) and grammar_elements.c (the table of
 * elements and what each does).
 *
 * To add an element: a line in the table, a function, a line in grammar.rng.
 */
#ifndef PG_GRAMMAR_READER_H
#define PG_GRAMMAR_READER_H

#include "grammar_build.h"
#include "msg.h"

enum { READER_DEPTH = 8 };

/* Every attribute there is.  X(ENUM, "name") */
#define ATTRIBUTE_LIST(X) \
	X(NAME, "name") X(TITLE, "title") X(ADDS, "adds") X(HREF, "href") X(PARSE, "parse") X(KIND, "kind") \
	X(WEIGHT, "weight") X(MONTH, "month") X(FREE, "free") X(SCHEDULE, "schedule") X(ROLE, "role") X(ALSO, "also") X(MONEY, "money") \
	X(OP, "op") X(HEAD, "head") X(POWER, "power") X(TOTAL, "total") X(VALUE, "value") X(CELL, "cell") \
	X(COLUMNS, "columns") X(PART, "part") X(QUALIFIER, "qualifier") X(MEASURE, "measure") X(LOW, "low") \
	X(HIGH, "high") X(UNIT, "unit") X(TEXT, "text") X(YUAN, "yuan") X(MEANS, "means")
enum attribute {
	A_END,
#define X(id, name) A_##id,
	ATTRIBUTE_LIST(X)
#undef X
	A_COUNT
};
extern const struct str attribute_names[A_COUNT];

#define ELEMENT_LIST(X) \
	X(GRAMMAR) X(RECOGNISE) X(TITLES) X(CAPTIONS) X(PATTERNS) X(LABELS) X(COLUMNS) X(LEVELS) X(LEVEL1) X(VALUES) \
	X(UNITS) X(SUMS) X(COSTS) X(EXAMPLES)
enum container {
#define X(id) E_##id,
	ELEMENT_LIST(X)
#undef X
	E_FILE /* the place of a file's root */
};
#define IN(id) (1u << E_##id)

enum type { T_TEXT, T_WORDS, T_NUMBER, T_ROLE };
struct spec {
	enum attribute id;
	bool required;
	enum type type;
	const char *const *words; /* T_WORDS: the closed list */
};

enum content { C_ELEMENTS, C_NOTHING, C_WORDS, C_PATTERN };

struct reader;
struct frame;
struct element {
	struct str name;
	uint32_t within;         /* bits of the elements that it may stand in */
	enum content content;
	const struct spec *specs; /* ends in A_END; NULL: none */
	void (*begin)(struct reader *r, struct frame *f);
	void (*end)(struct reader *r, struct frame *f);
};

struct frame {
	const struct element *element;
	size_t line;
	struct level *level; /* LEVEL1 */
	struct str value[A_COUNT];
};

struct reader {
	struct grammar_set *set;
	struct grammar_build *b;
	struct str file, folder; /* in the arena */
	size_t number;           /* of the file, in the set */
	bool base, part;
	struct frame stack[READER_DEPTH];
	size_t depth, skip; /* skip: elements open inside one that was refused */
};

extern const struct element elements[];
extern const size_t elements_n;

/* The place of a refusal, which it counts. */
struct place reader_refusal(struct reader *r, size_t line);
/* The index of s in a closed list, that of its NULL when it is not there. */
size_t word_index(const char *const *words, struct str s);
size_t role_index(struct str s); /* ROLE_COUNT when there is none */
void join_word(struct buf *into, struct str word);
void begin_include(struct reader *r, struct frame *f);

#endif
