/*
 * rules: what pg-validate looks for, as data: severities, words in two languages, vocabulary, thresholds.
 *
 * Read from rules.xml (rules_load.c, a room of libxml2), which is checked against rules.rng beside it.
 * A check in C names a saying (SAY_…); the saying knows its rule, its severity and its words.  Severity
 * is settled in this order: --rule, the form's layout, the saying's own, the rule's.
 *
 * Ownership: everything lives in the arena of the rules until rules_free.  Views of words are UTF-8.
 */
#ifndef PG_RULES_H
#define PG_RULES_H

#include "common/mem.h"
#include "rule_list.h"

enum grade { GRADE_OFF, GRADE_NOTE, GRADE_WARNING, GRADE_ERROR };

enum rule_id {
#define X(id, name) RULE_##id,
	RULE_LIST(X)
#undef X
	RULE_COUNT
};

enum say_id {
#define X(id, rule, name, arguments, about) SAY_##id,
	SAY_LIST(X)
#undef X
	SAY_COUNT
};

enum words_id {
#define X(id, name) WORDS_##id,
	WORDS_LIST(X)
#undef X
	WORDS_COUNT
};

enum number_id {
#define X(id, name) NUMBER_##id,
	NUMBER_LIST(X)
#undef X
	NUMBER_COUNT
};

enum { RULE_ARGUMENTS = 4 }; /* the most that a saying takes */

/* What of its record a finding is about; place.c says which cells that is. */
enum about { ABOUT_RECORD, ABOUT_TARGET, ABOUT_UNIT, ABOUT_SIGN, ABOUT_NAME, ABOUT_DESCRIPTION, ABOUT_NOTE, ABOUT_LEVEL1, ABOUT_LEVEL2,
	ABOUT_CODE, ABOUT_REGION, ABOUT_PROJECT };

struct say_info {
	enum rule_id rule;
	const char *name;
	int arguments;
	enum about about;
};
extern const char *const rule_names[RULE_COUNT];
extern const struct say_info say_infos[SAY_COUNT];

struct two { /* the same words in two languages */
	struct str en, zh;
};

enum { GAPS = 5 }; /* that are kept of one saying: more are looked for each time */

/* Where the arguments of a saying stand in its words: offsets of {1}. */
struct gaps {
	uint16_t at[GAPS];
	uint8_t n;
	bool known; /* it was said before, and is not too long for this */
};

struct words {
	struct str *word;
	size_t n;
};

struct rule {
	struct two what, mend;
	struct str reads, example;
	enum grade grade;
};

enum { KINDS = 64, SUM_PARTS = 16, NO_KIND = KINDS }; /* kinds of money that sums name; parts of one sum */

/* Kinds are indexes into rules.kind, sets of them are bits. */
struct sum_of {
	size_t total, part[SUM_PARTS], parts;
	uint64_t set, within; /* its parts; those that others may contain (carried-over?) */
	uint64_t unless;      /* kinds whose presence means that another sum holds */
	bool open;            /* the parts need not be all (其中：): only too much is wrong */
};

struct level_name {
	struct str name, parent; /* parent empty: a level 1 */
};

struct level_rule {             /* a name that tells where an indicator belongs */
	struct words ends;      /* the name ends in one of these … */
	struct words has;       /* … or has one of these */
	struct str level1, level2; /* where it belongs; empty: any */
	struct words not1, not2; /* or where it does not belong */
	enum grade grade;
};

struct order_rule {         /* of two rates whose names differ by these words only */
	struct str upper, lower;
	enum grade grade;
};

struct measure_rule {        /* what a name is measured in */
	struct words ends;   /* the name ends in one of these … */
	struct words units;  /* … and its value has one of these units */
	enum grade grade;    /* of another that is known */
};

struct term_rule {           /* a word that is often misspelt by one character */
	struct str word;
	struct words except; /* true words that are one character away */
	bool middle;         /* only its middle characters are looked at: short words */
	enum { TAIL_NO, TAIL_END, TAIL_YES } tail; /* its last character, too: at the end of a text, or anywhere */
};

struct layout_rules {
	struct str name;
	enum grade grade[SAY_COUNT];
};

struct rules {
	struct str file;
	struct rule rule[RULE_COUNT];
	struct two say[SAY_COUNT];
	struct gaps *gaps; /* SAY_COUNT in English, and as many in Chinese */
	enum grade grade[SAY_COUNT];
	bool forced[RULE_COUNT]; /* set by --rule: layouts do not change it */
	struct words words[WORDS_COUNT];
	size_t number[NUMBER_COUNT];
	struct sum_of *sum;       size_t sums;
	struct str kind[KINDS];   size_t kinds; /* that the sums name */
	struct level_name *level;   size_t levels;
	struct level_rule *expect;  size_t expects;
	struct order_rule *order;   size_t orders;
	struct measure_rule *measure; size_t measures;
	struct term_rule *term;     size_t terms;
	struct layout_rules *layout; size_t layouts;
	struct lexicon *lexicon; /* the lists that are asked for most (lexicon.h) */
	struct arena arena;
};

/*
 * Loads rules.xml: `file`, or where it is NULL the first rules.xml in PG_GRAMMAR_PATH, the XDG folder
 * (pg/grammars), beside the program, or where it was installed.  False after messages.
 */
bool rules_load(struct rules *r, const char *file);
void rules_free(struct rules *r);

/* `ID=severity` of --rule; false with a message. */
bool rules_set(struct rules *r, const char *assignment);
/* The grades that hold in forms of that layout. */
const enum grade *rules_grades(const struct rules *r, struct str layout);
bool rule_find(struct str name, enum rule_id *rule);
/* The same, looked for from *from on (and then before it); *from moves behind it: rules mostly come in their order. */
bool rule_find_from(struct str name, enum rule_id *rule, size_t *from);
/* The place of a name in a list of n, looked for so; n when it is not there. */
size_t name_find(const struct str *list, size_t n, struct str name, size_t *from);
struct str rule_name(enum rule_id rule);
/* Severity and rule as an issue has them, each behind a TAB. */
struct str rule_verdict(enum rule_id rule, enum grade g);
/* The kind of money of that name; NO_KIND when no sum names it. */
size_t rules_kind(const struct rules *r, struct str name);
bool grade_find(struct str name, enum grade *grade);
const char *grade_name(enum grade g);                 /* "error" … as the stream writes it */
struct str grade_text(enum grade g);
struct str grade_words(enum grade g, bool chinese);  /* for people */

/* --list-rules and --explain, onto standard output's buffer. */
void rules_list(const struct rules *r, struct buf *into, bool chinese);
void rules_explain(const struct rules *r, enum rule_id id, struct buf *into, bool chinese);
/* The words of a saying with its arguments put in. */
void rules_say(const struct rules *r, enum say_id say, const struct str *argument, bool chinese, struct buf *into);

/* buf_add of what is most often a word or two. */
static inline void buf_short(struct buf *b, struct str s)
{
	buf_room(b, s.n);
	mem_copy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

bool words_have(const struct words *w, struct str s);
/* The longest word that s ends in (begins with, has); empty when there is none. */
struct str words_end(const struct words *w, struct str s);
struct str words_start(const struct words *w, struct str s);
struct str words_in(const struct words *w, struct str s);

#endif
