/*
 * validate: the stream passes through, and what does not add up is said behind the record it is in.
 *
 * A document's records are held until its `end` (or, of a very large document, until a window is full:
 * WINDOW_BYTES), because siblings and duplicates are only seen side by side; then every check looks at
 * the forms of the window, the records go out as they came with `issue` records behind them, and the
 * window is reset.  Memory is bounded by the window, never by the input; what is compared across
 * documents (project codes) is kept in a table of bounded size.
 *
 * Texts and rows come again and again, from form to form and from document to document: what was found out about one
 * by itself is kept in the memo, which is emptied between two windows once it holds too much.
 *
 * Ownership: forms and all views into records live in the window's arena until window_reset; terms and what records
 * say (struct known) in the memo's, at least until window_reset, too.
 * Lines are those of the filing, from 1; 0 where the record tells none.  Money is in yuan.
 */
#ifndef PG_VALIDATE_H
#define PG_VALIDATE_H

#include "common/decimal.h"
#include "common/hash.h"
#include "common/stream.h"
#include "lexicon.h"

enum { WINDOW_BYTES = 4 << 20 };

/* One record of the window. */
struct item {
	enum record_type type;
	unsigned name;            /* bytes of its type's name */
	unsigned head;            /* and to the end of document, form and line, in which it begins; 0 where it does not begin so */
	uint32_t n;               /* of an indicator: its number in the form; of an issue: its rule, RULE_COUNT for none of ours */
	struct str raw;           /* its line, behind which an LF stands, and most often the next item's */
	union {
		const struct str *field;   /* of a form, a schedule, a fact and an issue (all others: item_field) */
		const struct str *text;    /* of a goal */
		const struct known *known; /* of a field, an amount and an indicator */
	};
	struct form *form;        /* NULL: of the document */
	struct finding *last;     /* its last finding, behind which the first one stands again; NULL: none */
	size_t index;             /* in the window */
};

/* What a name tells about what it names; settled once for each distinct text. */
enum term_flag {
	TERM_RATE = 1,       /* 参保率 */
	TERM_CHANGE = 2,     /* a rate or amount that goes up or down: 渗漏率下降 */
	TERM_COUNT = 4,      /* 人数 */
	TERM_STATE = 8,      /* 及时性 */
	TERM_STANDARD = 16,  /* 补助标准 */
	TERM_PER_HEAD = 32,  /* 人均 */
	TERM_MONEY = 64,     /* 经费 */
	TERM_WANTED = 128,   /* 满意度: the more the better */
	TERM_TIME = 256,     /* 完成时间 */
	TERM_PAY = 512,      /* 拨付 */
	TERM_PURPOSE = 1024, /* 确保…, 提升… */
	TERM_HEADS = 2048,   /* 参保人数 */
	TERM_AVERAGE = 4096, /* 平均 */
	TERM_CONTROL = 8192, /* 控制率: ≤ 100 % says something */
	TERM_GROWTH = 16384  /* 增长率: more than 100 % is possible */
};

/* What became of a term in the window in hand. */
struct here {
	unsigned forms;      /* in how many forms it stood: as a name, a qualifier or a description */
	const struct form *last_form;
	bool named;          /* it is in window.term */
	bool paired;         /* that a rate's name differs from its fellow's was said */
	bool toured;         /* `region` is known: */
	const struct region *region; /* that the text names (check_place.c) */
	struct typo *typo;   /* another text of the document is meant; NULL: none, or not looked for */
	struct term *beside; /* of a description: the name that it was compared with, */
	struct typo *differs; /* and what came of it */
	struct str level;    /* of a name: the level 2 that most forms have it under, */
	unsigned votes, have, rows; /* how many, of how many rows, which are only counted where */
	bool mixed;          /* it stands under several */
};

/* What texts have in common that are the same but for their digits (mould.c). */
struct mould {
	struct str text;     /* with one 0 for each run of digits */
	uint64_t has, ends;  /* as below */
	bool sound;          /* no word in it is like one of the vocabulary, and none is doubled (spell.c) */
	bool read;           /* of a name, the rest is known: */
	bool is_unit, placed, sized;
	unsigned flags;
	uint64_t bare_ends;  /* `ends` of what stands before its unit */
};

/* A distinct text: names, descriptions, qualifiers, values.  window_text fills what stands before `read`. */
struct term {
	struct str text;
	struct mould *mould;
	struct str alone;    /* its first bracket that has no partner; empty: all have */
	uint64_t has, ends;  /* the lexicon's lists of which it has a word, and of which it ends in one */
	bool read;           /* window_term filled the rest */
	struct str key;      /* canon_key */
	uint64_t hash;       /* of the key */
	struct str unit;     /* of a name: what stands in brackets at its end, （人）; empty else, */
	struct str stated;   /* that unit without its multiplier: （万元） is met by 元, */
	bool is_unit;        /* and whether it is a unit at all, unlike （含线上宣讲） */
	bool placed;         /* an <expect> of the rules may speak of it: */
	uint64_t expects;    /* which of them, as far as 64 go; 0 while it is not known (check_level.c) */
	uint32_t *point;     /* its code points, the first TERM_POINTS of them */
	size_t points;
	unsigned flags;
	struct typo *typo;   /* what the spelling checks found, the last first; NULL: nothing */
	unsigned typos;
	bool spelled;        /* they have looked */
	struct rest {
		struct str word; /* of an <order> */
		const struct term *term;
		struct rest *next;
	} *rest;             /* of a name: what is left of it without such words, as far as that was asked */
	size_t dated;        /* for which fiscal year `year` is known, */
	struct str year;     /* an earlier one that the text speaks of (check_deadline.c) */
	bool sized;          /* `measure` is known (check_unit.c): */
	const struct measure_rule *measure; /* of a name: what it is measured in; NULL: nothing tells */
	bool rated;          /* `rate` is known: */
	struct str rate;     /* what a rate's name ends in that says what is measured: 覆盖率 of 乡镇供水覆盖率 */
	size_t window;       /* the number of the one that `here` is of */
	struct here here;
};
enum { TERM_POINTS = 64 };

/* A level 1 with a level 2, as filed together. */
struct standing {
	struct str level1, level2;
	bool cost, quantity, time, money; /* one of them is such a level */
	enum { STANDS_WELL, UNKNOWN_ONE, UNKNOWN_TWO, OTHER_PARENT } verdict;
};

struct typo {
	enum say_id say;
	struct str argument[RULE_ARGUMENTS];
	struct typo *next;
};

enum phase { PHASE_NONE, PHASE_INITIAL, PHASE_ADJUSTED, PHASE_EXECUTED, PHASE_OTHER };

struct amount {
	struct item *item;
	struct amount *shared;  /* by all that say the same */
	struct decimal ulp;     /* of the shared one: amount_ulp, */
	bool has_ulp;           /* once it was asked for */
	struct str kind, phase, raw;
	struct str label, filed; /* filed: yuan as it stands in the stream */
	uint64_t print; /* of kind and sum (check_duplicate.c) */
	size_t kind_id; /* rules_kind */
	enum phase phase_id;
	struct decimal yuan;
	bool known;
	bool in_yuan, in_wan; /* the cell says 元, and 万 */
};

struct due {
	struct item *item;
	struct str name, unit; /* "03"; "%" or "yuan" */
	struct decimal value;
	bool known;
};

struct goal {
	struct item *item;
	struct str text;
	struct term *term; /* of the text, once asked for (text_term) */
};

/* The fields that checks ask for by name. */
#define NAMED_LIST(X)                                                                                             \
	X(PROJECT_NAME, "project-name") X(PURPOSE, "purpose") X(REGION, "region") X(PROJECT_CODE, "project-code") \
	X(CENTRAL_DEPARTMENT, "central-department") X(PROVINCIAL_FINANCE, "provincial-finance")                   \
	X(PROVINCIAL_DEPARTMENT, "provincial-department") X(DEPARTMENT, "department")                             \
	X(LOCAL_FINANCE, "local-finance") X(LOCAL_DEPARTMENT, "local-department")
enum named {
#define X(id, name) NAMED_##id,
	NAMED_LIST(X)
#undef X
	NAMED_COUNT
};

struct field {
	struct item *item;
	struct str name, value;
	enum named named;  /* NAMED_COUNT: another */
	uint64_t print;    /* of the value (check_duplicate.c) */
	bool of_region;    /* its name is one of REGION_FIELDS */
	struct term *term; /* of the value */
};

/* What is asked of a row by itself, wherever it stands. */
enum row_check { ROW_VALUE = 1, ROW_UNIT = 2, ROW_LABEL = 4, ROW_LEVEL = 8, ROW_TEXT = 16, ROW_TYPO = 32 };
enum { ROW_ALIKE = ROW_LEVEL | ROW_TEXT | ROW_TYPO }; /* what does not hang on the digits of a target */

/* What a row may have to do with others, and a form that has such a row. */
enum asks {
	ASKS_YEAR = 1,   /* a year may be in it, or be its target */
	ASKS_ORDER = 2,  /* its name has a word of an <order>, its value is a share */
	ASKS_HEADS = 4,  /* it counts people */
	ASKS_PRICE = 8,  /* it is a cost, */
	ASKS_BUDGET = 16, /* or a standard, to be held against the budget */
	ASKS_RATE = 32,  /* its name ends in a word that says what is measured */
	ASKS_LEVEL = 64, /* a level is missing, */
	ASKS_MOVED = 128 /* or was overruled */
};

/* What an indicator's record says by itself; of the memo, for all that say the same. */
struct row {
	unsigned quiet;                 /* the row_checks that have nothing to say of it */
	unsigned asks;                  /* asks */
	size_t part;
	struct term *name, *said, *who; /* level 3; the description; the qualifier */
	struct row *pattern;            /* one that is the same but for digits, and not in its words; itself, where there is none */
	const struct family *family;    /* where it was last counted, */
	struct entry *entry;            /* and as what (check_sibling.c) */
	struct known *known;
	struct str level1, level2, measure, op, unit, text, raw, basis, note;
	struct str low_text, high_text;
	unsigned target_at, target_n;   /* where op to text stand in known->text, unless it has escapes */
	struct str value;               /* what stands for it beside others: its first number, its words, else its measure */
	struct term *words_term;        /* of a text target; NULL: it is none */
	const struct standing *standing;
	uint64_t raw_has, unit_is; /* the lexicon's lists of which raw has a word, and which have the unit */
	uint64_t print;            /* of all that it says (check_duplicate.c) */
	struct decimal low, high;
	bool has_low, has_high;
	bool number, date, words, blank; /* the measure */
	bool cost, quantity, time;       /* the level */
	bool filled, shifted, moved;     /* repairs: its level came from above, its cells were moved, its levels were overruled */
};

struct indicator {
	struct item *item; /* item->n is its number in the form */
	struct row *row;
};

struct form {
	struct item *item; /* its form record; NULL when it did not come (--partial) */
	struct item *end;  /* its last record */
	size_t number;
	struct str ordinal; /* that number in digits */
	bool whole;        /* neither cut by the window nor of a partial stream */
	const enum grade *grade;
	struct str layout, kind, title, year, project, code, region;
	struct str place;  /* the region without 本级 (check_place.c) */
	uint64_t region_ends; /* the lexicon's lists of which the region ends in a word */
	struct amount *amount;       size_t amounts;
	struct due *due;             size_t dues;
	struct goal *goal;           size_t goals;
	struct field *field;         size_t fields;
	struct indicator *indicator; size_t indicators;
	unsigned asks;                          /* of all its indicators */
	const struct field *named[NAMED_COUNT]; /* the first of each name; NULL: none */
	const struct amount *total;             /* the first amount of that kind; NULL: none */
	unsigned count[RECORD_TYPES + 1];       /* of its records, by type */
	struct form *next_of_family;
	struct family *family;
};

/* Forms of one document that ask for the same thing: same layout, kind, title and project. */
struct family {
	struct str kind, title, project, layout;
	struct form *first, *last;
	size_t forms;
};

struct finding {
	struct finding *next;  /* of the same item, the first behind the last */
	const struct item *at; /* the record that it is about: the form's own where it is of no other */
	const struct form *form;
	enum say_id say;
	enum grade grade;
	enum about about;
	struct str subject;
	struct str argument[]; /* as many as its saying takes, RULE_ARGUMENTS at most */
};

/* Where a finding has its line: that of the record it is about. */
struct whereabouts {
	struct str head;   /* document, form and line as they stand in that record, each behind a TAB, */
	struct str digits; /* and the line alone; empty: to be written, it is */
	size_t line;       /* this one */
};

struct window {
	size_t number;            /* how many there were before it */
	struct arena arena;
	struct str doc;
	struct item **chunk;      size_t items, chunk_cap; /* in the stream's order, ITEMS in each chunk (window_item) */
	struct item **issue;      size_t issues, issue_cap; /* those of them that came with the stream, */
	struct item **fact;       size_t facts, fact_cap; /* and its facts */
	size_t held;              /* bytes that its records are reckoned at (window_add) */
	struct form **form;       size_t forms, form_cap;
	char *line;               /* where the next line is put, and how many bytes there are */
	size_t line_left;
	size_t *run;              size_t runs, run_cap; /* items whose line stands behind no other's, or that begin a document */
	uint64_t *told;           /* a bit for each item: something is to be said of it; NULL before window_build */
	struct term **term;       size_t terms, term_cap; /* that name or describe an indicator */
	struct hash near, longer; /* texts that others may be meant for (check_typo.c), empty but while it looks */
	struct form *now;         /* of the record before, */
	struct str written;       /* and its number as it stood there */
	bool plain;               /* and would be written here */
	size_t highest;           /* form ordinal so far */
	bool sources;             /* it has source records */
	bool cut;                 /* the document goes on in, or began in, another window */
};

enum { ITEMS = 128 };
static inline struct item *window_item(const struct window *w, size_t index) { return &w->chunk[index / ITEMS][index % ITEMS]; }

/* What a record says by itself, shared by all that say the same (known.c). */
struct known {
	enum record_type type;
	struct str text;  /* the record from its first column that tells, to its end: what is the same */
	size_t escaped;   /* bytes that its columns with escapes are reckoned at (window_add) */
	size_t window;    /* the number of the one whose terms it was last seen with */
	union {
		struct row *row; /* of an indicator */
		struct amount *amount;
		struct field *field;
	} as;             /* of its type; `item` is NULL, and what the window adds is not there */
};

/* An indicator's text with 0 for each digit, and a row that reads so (like.c). */
struct like {
	struct str text;
	struct row *of;             /* NULL: none that others can be made from */
	bool all;                   /* digits may stand in any column: also in those that mostly have none (like.c) */
	struct str name, said, who; /* as they stand there, where they have digits; empty else */
	bool words;                 /* one of them has, or any other text that is compared with them */
};

enum { MEMO_BYTES = 2 << 20, STANDINGS = 256 };

/* What was found out about texts and rows. */
struct memo {
	struct arena arena;
	struct hash term, known, mould, like;
	struct term *empty;   /* the term of the empty text, once there is one */
	const struct standing *standing[STANDINGS];
};

/* What the checks work with. */
struct checker {
	const struct rules *rules;
	struct stream *in; /* of the record in hand */
	struct window w;
	struct memo memo;
	struct codes *codes;
	struct buf key, scratch;
	bool partial;
	uint32_t *point; /* code points of the text in hand, and their offsets */
	size_t *point_at;
	size_t points, point_cap;
	const struct vocabulary *vocabulary;
	bool ops_usual; /* most quantities of the window state an operator */
	size_t said;    /* how often a check had something to say, also where its rule is off */
};

/* window.c */
void window_add(struct checker *c, struct record *record); /* of c->in, of which only the first columns need to be there */
void window_build(struct checker *c); /* forms, indicators and families from the records */
/* Something is to be said of that item. */
static inline void window_tells(struct window *w, const struct item *item) { w->told[item->index / 64] |= (uint64_t)1 << item->index % 64; }
void window_reset(struct checker *c);
void window_free(struct checker *c); /* and the memo */

/* term.c */
struct term *window_text(struct checker *c, struct str text); /* what a text holds */
struct term *window_term(struct checker *c, struct str text); /* and what kind of name it is */
void term_greet(const struct checker *c, struct term *t);     /* its `here` is of this window from now on */
void memo_trim(struct checker *c);                            /* between two windows: forgets all once it is much */
void memo_free(struct checker *c);

/* mould.c */
struct mould *mould_of(struct checker *c, struct str text); /* text: of the memo's arena */
bool mould_digits_tell(const struct checker *c); /* a word that is looked for has digits */

/* like.c; like_find gives NULL where none can be kept. */
struct like *like_find(struct checker *c, struct str text);
void like_keep(struct like *l, struct row *i, const struct str *v); /* i is a row that reads so, if it will do; v: its columns */
/* What the row of k takes from l->of.  Its numbers, and what is made of them, are the caller's. */
void like_copy(struct checker *c, const struct like *l, struct row *i, struct known *k);

/* known.c */
size_t known_first(enum record_type type); /* the first column of what such records are known by; 0: they are not */
const struct known *known_find(struct checker *c, struct record *record);
/* How many bytes of the fields from `first` on are not in the record's line, for they held an escape. */
size_t known_escaped(const struct record *record, size_t first, size_t end);

/*
 * finding.c: says it, unless its rule is off for that form (NULL).  `item` NULL: behind the form's last record.
 * What they give is the window's.
 */
struct finding *finding_add(struct checker *c, struct form *f, struct item *item, enum say_id say, struct str subject,
	const struct str *argument, int arguments);
struct finding *finding_add_as(struct checker *c, enum grade grade, struct form *f, struct item *item, enum say_id say, struct str subject,
	const struct str *argument, int arguments);
void finding_about(struct finding *n, enum about about); /* another cell than its saying's; n may be NULL */
struct whereabouts finding_where(const struct finding *n);
size_t finding_line(const struct whereabouts *at);
#define ARGS(...) (const struct str[]){ __VA_ARGS__ }, (int)(sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))
#define NO_ARGS NULL, 0
/* Texts for findings, in the window's arena. */
struct str say_decimal(struct checker *c, struct decimal d);
struct str say_money(struct checker *c, struct decimal yuan);
void write_money(struct buf *b, struct decimal yuan); /* the same, added to b */
struct str say_number(struct checker *c, size_t n);
struct str say_form(struct checker *c, const struct form *f); /* form 3 (line 120) */
struct str say_goal(struct checker *c, size_t n);             /* goal 3 */
struct str say_join(struct checker *c, struct str a, const char *between, struct str b);
/* Where a finding about it has its line. */
size_t item_line(const struct item *item);
/* A column of a record that was kept, as it stands in the stream (escaped). */
struct str item_field(const struct item *item, size_t column);

/* place.c: the cell in the filing, by the `source` records behind the record; false when they do not tell. */
bool place_find(const struct window *w, const struct finding *f, size_t *line, size_t *column);

/* check_*.c: each looks at one form, or at all of the window. */
void check_amounts(struct checker *c, struct form *f);
void check_budget(struct checker *c, struct form *f);
void check_schedule(struct checker *c, struct form *f);
void check_usual(struct checker *c); /* before the forms: sets ops_usual */
void check_values(struct checker *c, struct form *f);
void check_units(struct checker *c, struct form *f);
void check_labels(struct checker *c, struct form *f);
void check_deadlines(struct checker *c, struct form *f);
void check_relations(struct checker *c, struct form *f);
void check_levels(struct checker *c, struct form *f);
void check_names(struct checker *c, struct form *f);
void check_texts(struct checker *c, struct form *f);
void check_typos(struct checker *c, struct form *f);
void check_duplicate_indicators(struct checker *c, struct form *f);
void check_codes(struct checker *c, struct form *f);
void check_duplicate_forms(struct checker *c);
void check_siblings(struct checker *c);  /* within families */
void check_neighbours(struct checker *c); /* within the document */
void check_places(struct checker *c);     /* regions of the document */
void check_window_names(struct checker *c);
void check_window_texts(struct checker *c);
void check_window_typos(struct checker *c);
void check_facts(struct checker *c);
void check_all(struct checker *c);

/* Helpers that several checks share. */
/* str_eq of texts that are most often the very same, for they come from one known record. */
static inline bool same_text(struct str a, struct str b) { return a.n == b.n && (a.p == b.p || str_eq(a, b)); }
static inline bool row_is_quiet(const struct indicator *i, enum row_check check) { return (i->row->quiet & check) != 0; }
/* The check was made, and `said` is what c->said was before: nothing was said, nor will be of the next that says the same. */
static inline void row_settle(const struct checker *c, const struct indicator *i, enum row_check check, size_t said)
{
	if (c->said == said)
		i->row->quiet |= check;
}
uint64_t row_print(struct checker *c, const struct row *i);
uint64_t amount_print(const struct amount *m);
struct decimal amount_ulp(const struct amount *m); /* one in the last place that was filed, in yuan */
struct term *text_term(struct checker *c, struct term **kept, struct str text); /* *kept is NULL before */
struct str bracket_alone(struct str s); /* the first bracket without a partner; empty when all have one */
/* Which lists of the rules s ends in (has, begins with, is) a word of. */
static inline uint64_t lists_in(const struct checker *c, struct str s) { return lexicon_in(c->rules->lexicon, s); }
static inline uint64_t lists_end(const struct checker *c, struct str s) { return lexicon_end(c->rules->lexicon, s); }
static inline uint64_t lists_start(const struct checker *c, struct str s) { return lexicon_start(c->rules->lexicon, s); }
static inline uint64_t lists_of(const struct checker *c, struct str s) { return lexicon_whole(c->rules->lexicon, s); }
bool same_kind(const struct amount *a, const struct amount *b);
extern const struct str named_names[NAMED_COUNT];
/* Edit distance over code points; `most` + 1 where it is larger than `most` or a text is too long. */
size_t edit_distance(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, size_t most);
/* Do two neighbouring characters of a stand side by side in b, too? */
bool terms_share(const struct term *a, const struct term *b);

#endif
