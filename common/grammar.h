/*
 * grammar: what is known about filings, read from the XML files of grammars/, for the tools to look things up in.
 *
 * Everything that a person who knows the filings would want to change is here and nowhere in C: how a
 * form is recognised, which label means what, the vocabulary of levels, units, comparators, patterns,
 * and the costs by which rows are put back.  Loading (grammar_load.c, the room of libxml2) checks every
 * file against grammar.rng and its meaning, and refuses a broken one with file:line and what was
 * expected.  Lookups (grammar.c) are by key: canon_key of the label without outer ： : * ＊ 、 and without
 * a bracketed unit at its end.
 *
 * Ownership: everything belongs to the grammars they were loaded into and lives until grammars_free.
 */
#ifndef PG_GRAMMAR_H
#define PG_GRAMMAR_H

#include "mem.h"
#include "pattern.h"

/* What a label in a form can mean. */
enum meaning_kind {
	MEANS_FIELD,       /* name: field.name of the data model */
	MEANS_AMOUNT,      /* name: amount.kind */
	MEANS_DUE,         /* name: schedule.due, "03" */
	MEANS_GOAL,        /* what stands beside it are goals */
	MEANS_ACHIEVEMENT, /* the same for what was achieved (self-evaluations) */
	MEANS_SECTION,     /* a heading beside or above other labels; see free and schedule */
	MEANS_PHASE,       /* a heading above amounts; name: amount.phase */
	MEANS_OTHER,       /* a label that is known to have no canonical name */
	MEANS_COLUMN,      /* a heading of the indicator table; role */
	MEANS_LEVEL        /* a level label; level */
};

enum role {
	ROLE_NONE,    /* a column without a heading */
	ROLE_SECTION, /* 绩效指标 beside the levels */
	ROLE_LEVEL1, ROLE_LEVEL2, ROLE_LEVEL3,
	ROLE_DESCRIPTION,
	ROLE_VALUE, ROLE_OP, ROLE_NUMBER, ROLE_UNIT, /* a value whole, or in columns of its own */
	ROLE_BASIS, ROLE_NOTE,
	ROLE_WEIGHT, ROLE_ACTUAL, ROLE_SCORE, ROLE_REASON, /* self-evaluations */
	ROLE_OTHER,   /* a column with a heading that has no canonical place: its cells are fields without a name */
	ROLE_COUNT
};
struct str role_name(enum role r); /* "level1", … as grammars write it */

/* A level of the canonical vocabulary. */
struct level {
	struct str name;             /* 产出指标 */
	int depth;                   /* 1 or 2 */
	const struct level *parent;  /* of a level 2; NULL for a level 1 */
	const struct level *home;    /* where it belongs when it stands alone: itself, but for a name that
	                                is also a level 2 (成本指标 alone is 成本指标 under 产出指标) */
	const struct level **child;  /* of a level 1, in the order of the grammar */
	size_t children;
	size_t order;                /* the grammar's order over all levels, from 0 */
	bool no_money;               /* a ceiling in money is out of place here (时效指标): cost value-misfit */
};

struct meaning {
	enum meaning_kind kind;
	struct str name;
	enum role role;
	const struct level *level; /* MEANS_LEVEL */
	bool schedule;             /* MEANS_SECTION: over due dates; its unit is the schedule's */
	struct str free;           /* MEANS_SECTION: field.name of a cell without a label of its own */
	int weight;                /* how much the label tells that a table is a form; 0: nothing */
	const struct meaning *next; /* another meaning of the same label */
};

enum unit_kind { UNIT_COUNT, UNIT_MONEY, UNIT_RATE, UNIT_TIME };
struct unit {
	struct str name;  /* canonical: 元 for 万元 */
	enum unit_kind kind;
	int power;        /* value × 10^power is in the canonical unit: 4 for 万元 */
};

/* How a comparator stands to its number. */
enum comparator_form { COMPARE_SIGN, COMPARE_BEFORE, COMPARE_AFTER, COMPARE_AROUND, COMPARE_FORMS };
struct comparator {
	enum comparator_form form;
	struct str op;            /* "=", ">=", … as the data model writes it */
	struct str word, tail;    /* the sign or word; tail only for AROUND (控制在 … 内) */
	bool words;               /* before words and not a number the text stays whole (不低于上年) */
};

/*
 * Comparators by the character that a text begins with, or by the byte that it ends in: those of a slot are a
 * chain of numbers from 1, the longest word first.  Most places of a text are told by one look.
 */
enum { WORD_SLOTS = 1024, COMPARATOR_SLOTS = 256 };
struct comparator_index {
	uint32_t start[COMPARE_FORMS][COMPARATOR_SLOTS], end[COMPARE_FORMS][COMPARATOR_SLOTS];
	uint32_t tail[COMPARATOR_SLOTS]; /* of COMPARE_AROUND, by its tail */
	struct comparator_next {
		uint32_t start, end, tail;
	} *next;
};
/* The slot of the text at p, n > 0 bytes: a hash of its first character. */
static inline unsigned word_slot(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;

	return n >= 3 && (u[0] & 0xf0) == 0xe0 ? ((u[0] ^ u[1]) & 15u) << 6 | (u[2] & 63) : u[0];
}

struct title_rule {            /* what a form's heading looks like */
	struct pattern *match;
	struct str kind;       /* form.kind */
	int weight;
};

struct caption_rule {
	struct pattern *match; /* named group `value` is what is wanted, or the whole */
	struct str name;       /* "unit", "year", or a field.name */
};

/*
 * Which parts make which total.  Several rules of one total are different ways to part it: the one counts
 * of which a form files the most parts.
 */
struct sum_rule {
	struct str total;      /* amount.kind */
	struct str *part;
	size_t parts;
};

/* Named costs of the row and level assignments; see pg-grammar(5).  X(ENUM, "name", default) */
#define COST_LIST(X) \
	X(SHIFT, "shift", 12)                   /* a run of cells stands in other columns than the header says, once a run */ \
	X(SHIFT_STEP, "shift-step", 2)          /* and for every column it is off */ \
	X(GAP, "gap", 10)                       /* a heading of the row (level 3, value) stays without a cell */ \
	X(DROP, "drop", 300)                    /* a cell finds no role: it becomes an issue */ \
	X(LEVEL_IN_TEXT, "level-in-text", 90)   /* a level label as a name, a value, a note */ \
	X(TEXT_AS_LEVEL, "text-as-level", 70)   /* an unknown text as a level label */ \
	X(LEVEL_LIKE, "level-like", 25)         /* the same, but it looks like one (level-like pattern) */ \
	X(LEVEL_DEPTH, "level-depth", 35)       /* a level 2 in the place of a level 1 or the other way round */ \
	X(VALUE_IN_NAME, "value-in-name", 60)   /* a number, sign or date as an indicator's name or note */ \
	X(TEXT_AS_VALUE, "text-as-value", 8)    /* words as a value */ \
	X(LONG_AS_VALUE, "long-as-value", 14)   /* a long text as a value, or one ending in a stop */ \
	X(ORDINAL_AS_OTHER, "ordinal-as-other", 60) /* 指标1： anywhere but in a name */ \
	X(BASIS_ELSEWHERE, "basis-elsewhere", 20)   /* what looks like a document's name, not as basis or note */ \
	X(UNNAMED, "unnamed", 40)               /* a cell under a column without a role */ \
	X(LABEL_MOVED, "label-moved", 40)       /* a filed level label is overruled */ \
	X(LABEL_WITHIN, "label-within", 6)      /* a level change on a row without a label */ \
	X(ORDINAL_BREAK, "ordinal-break", 45)   /* the level changes though the ordinals go on, or stays though they restart */ \
	X(SIBLING, "sibling", 18)               /* the row's level is not the one that sibling forms agree on */ \
	X(LEVEL_BACK, "level-back", 6)          /* a level that was left comes again */ \
	X(JOIN_CJK, "join-cjk", 40)             /* text layouts: a blank between two CJK characters, or two digits, inside a cell */ \
	X(JOIN_OTHER, "join-other", 3)          /* the same beside a digit or letter */ \
	X(SPLIT_OTHER, "split-other", 6)        /* a cell ends at a blank beside a digit or letter */ \
	X(NUMBER_APART, "number-apart", 3)      /* and the blank parts a number from the word behind it */ \
	X(ROW_WITHIN, "row-within", 20)         /* text layouts: a row begins inside a line, not with one */ \
	X(PARAGRAPH, "paragraph", 40)           /* a cell a line: a cell goes on in the next line */ \
	X(STRAY_BLANK, "stray-blank", 6)        /* a cell a line: an empty line that is no cell */ \
	X(SHORT_WORDS, "short-words", 2)        /* text layouts: a word or two as a description: a value sooner */ \
	X(NOTE_WORDS, "note-words", 16)         /* a few words as a note: without a value they are the value */ \
	X(VALUE_MISFIT, "value-misfit", 8)      /* a value of a kind that the level does not have (money="no") */

enum cost {
#define X(id, name, value) COST_##id,
	COST_LIST(X)
#undef X
	COST_COUNT
};

/* A worked example that a grammar brings along; `make check` runs them all. */
enum example_kind { EXAMPLE_VALUE, EXAMPLE_MONEY, EXAMPLE_LABEL };
struct example {
	enum example_kind kind;
	struct str cell;                   /* the value, amount or label as filed */
	bool columns;                      /* VALUE: cell holds operator|number|unit, as of columns of their own */
	size_t part;                       /* VALUE: which of the cell's parts, from 1 */
	struct str qualifier, measure, op, low, high, unit, text; /* VALUE: what is to come out */
	struct str yuan;                   /* MONEY; unit is the form's (万元) */
	struct str means;                  /* LABEL: as meaning_words writes it; unit is the bracketed one */
	struct str file;
	size_t line;
};

/*
 * A layout only adds to base.  Its lists hold what it adds in front of base's own, and what it does not
 * state (patterns, sums, costs, levels) is base's; only `title` is its alone, so that it tells layouts apart.
 */
struct grammar {
	struct str name;           /* base, or the layout's */
	struct str heading;        /* what it is for, in words (title="…"); may be empty */
	struct str file;           /* it was read from */
	const struct grammar *base; /* it only adds to this one; NULL for base */

	struct title_rule *title;   size_t titles;
	struct caption_rule *caption; size_t captions;
	struct pattern **title_strip; size_t title_strips; /* what goes from a title: ordinals, field codes */
	struct pattern *project_strip; /* what goes from a title to make a project's name */
	struct pattern *goal_ordinal;  /* where a goal begins, ordinal included */
	struct pattern *name_ordinal;  /* 指标1：; group `n` is the number */
	struct pattern *level_like;    /* looks like a level label */
	struct pattern *basis_like;    /* looks like a document's name */
	struct pattern *scoring_like;  /* says how points are given or taken */
	struct pattern *as_above;      /* in a level's column: 同上 */
	struct pattern *label_prefix;  /* 其中： before a label */
	struct pattern *text_begin, *text_end; /* plain text: the line that begins a form; one that ends its table */
	struct pattern *continued;     /* in a title: the table goes on with the form above, 续表 */
	struct pattern *page_number;   /* plain text: a page's number alone on its line */
	struct pattern *fact;          /* prose: a sum of money */
	struct pattern *fact_parts;    /* before the parts of a sum: 其中, 包括 */
	struct pattern *fact_lead, *fact_tail; /* what goes from the ends of a sum's subject */

	struct level **level; size_t levels;       /* all, in the grammar's order */
	struct sum_rule *sum; size_t sums;
	int cost[COST_COUNT];

	struct comparator *comparator; size_t comparators; /* a layout's own before base's; see compare */
	const struct comparator_index *compare;
	struct str *qualitative; size_t qualitatives;      /* 定性: words in an operator's column that make the value text */
	struct str *qualifier_end; size_t qualifier_ends;  /* cut off the end of a qualifier: 均, 各, 达到 */
	struct str *relative; size_t relatives;            /* 较上年, 同比: words before words, never an operator */

	struct grammar_tables *tables; /* hashes: labels, units (grammar.c) */

	struct example *example; size_t examples; /* its own only */
};

struct grammars {
	struct grammar *base;
	struct grammar **layout; /* all others, in order of their names */
	size_t layouts;
	struct arena arena;
};

/*
 * Loads base.xml and every other *.xml with a <grammar> root from the folders of `path` (colon-separated;
 * NULL: PG_GRAMMAR_PATH, else the folder beside the program or the installed one, and then the XDG folder).
 * A later folder adds to an earlier; a grammar of the same name replaces it, one that says adds="base" adds
 * its labels, words and rules to base itself.  Where no folder has a base.xml, the one of the program's own
 * folder is taken.  False after messages.
 */
bool grammars_load(struct grammars *g, const char *path);
/*
 * Checks one file (a grammar, or a part that one includes) as if it were loaded beside the others, and by
 * grammar.rng (--check-grammar).
 */
bool grammars_check(const char *path, const char *file);
/* Reads a file of examples (root <examples>) into *found, in g's arena: how many; -1 after messages. */
long grammars_examples(struct grammars *g, const char *file, struct example **found);
void grammars_free(struct grammars *g);

/*
 * The meanings of a label by its key (label_key), first this layout's, then base's; NULL when it has none.
 * Patterns (<label match="…"/>) are tried where no exact label fits.
 */
const struct meaning *grammar_meaning(const struct grammar *g, struct str key);
/* The first meaning of that kind in a chain; NULL when there is none. */
const struct meaning *meaning_of(const struct meaning *m, enum meaning_kind kind);
/* A meaning in words: field:project-name, due:03, section:purpose, column:level1, level:产出指标/数量指标 … */
void meaning_words(struct buf *into, const struct meaning *m);
/* grammar_meaning, where what it says of base is known. */
const struct meaning *grammar_meaning_over(const struct grammar *g, struct str key, const struct meaning *bases);
/* Whether some layout may say of the key what base does not. */
bool grammars_differ(const struct grammars *all, struct str key);

/* What is left of a label: views of it or, unless `held`, for the key, of the buffer that it was read with. */
struct label_text {
	struct str key;  /* canon_key less outer colons and stars, less the prefixes that the grammar names and the unit */
	struct str unit; /* what stands in brackets at the end if it is a unit, canonical; else empty */
	bool held;
	bool closed;  /* by a bracket, marks aside */
	bool unknown; /* label_read_any: known to no grammar, and only marks were cut */
	bool plain;   /* label_read_any: any of the grammars reads it so, if its rules are base's */
};
struct label_text label_read(const struct grammar *g, struct buf *into, struct str canonical);
/* By base, unless none of the grammars knows it. */
struct label_text label_read_any(const struct grammars *all, struct buf *into, struct str canonical);
/* Whether both cut the same off labels, but for what they know as a label. */
bool label_rules_same(const struct grammar *a, const struct grammar *b);
/* Its key and unit alone: views of `canonical` or `into`. */
struct str label_key(const struct grammar *g, struct buf *into, struct str canonical, struct str *unit);
/* The longest unit that s starts with; its length in *n.  NULL when there is none. */
const struct unit *grammar_unit(const struct grammar *g, struct str s, size_t *n);
/*
 * Which bytes stand before an ASCII digit in units, multipliers, comparators and ends of qualifiers (m2), a bit by each
 * (& 63); all of them where a word begins with one.
 */
uint64_t grammar_before_digits(const struct grammar *g);
/* Power of ten of the multiplier that s starts with (万 4, 亿 8); 0 and *n = 0 when there is none. */
int grammar_multiplier(const struct grammar *g, struct str s, size_t *n);
/* The known label nearest to key (edit distance over code points ≤ a third), for messages; empty when none. */
struct str grammar_nearest(const struct grammar *g, struct str key);

#endif
