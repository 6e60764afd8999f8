/*
 * Reads rules.xml into struct rules, by the scanner that reads grammars: libxml2 is not loaded for it.
 *
 * What may stand where is the table of shapes below; rules.rng says the same for editors, and `make check`
 * holds the shipped file against it.  Every name is looked up, so that a misspelt one is refused with its
 * line, and at the end it is seen that nothing is missing.
 */
#include "rules.h"
#include "lexicon.h"

#include "common/grammar_xml.h"
#include "common/msg.h"

#include <stdlib.h>
#include <unistd.h>

enum { DEPTH_MOST = 4 };

/* An element that was read; all of it lies in the rules' arena. */
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

struct loader {
	struct rules *r;
	const char *file;
	bool failed;
	struct node *root, *open[DEPTH_MOST + 1];
	size_t depth, skip; /* skip: elements open inside one that was refused */
	struct buf text;
	struct str *word; /* of a list in hand */
	size_t words;
	bool said[SAY_COUNT], graded[SAY_COUNT], ruled[RULE_COUNT], worded[WORDS_COUNT], numbered[NUMBER_COUNT];
	size_t sums, levels, expects, orders, terms, layouts; /* room in the arrays */
};

/* Attributes; what an element must have and may have are sets of them. */
#define ATTRIBUTE_LIST(X)                                                                                            \
	X(NAME, "name") X(VALUE, "value") X(TOTAL, "total") X(PARTS, "parts") X(UNLESS, "unless") X(OPEN, "open")     \
	X(SEVERITY, "severity") X(ENDS, "ends") X(HAS, "has") X(LEVEL1, "level1") X(LEVEL2, "level2")                 \
	X(NOT1, "not-level1") X(NOT2, "not-level2") X(UPPER, "upper") X(LOWER, "lower") X(WORD, "word")               \
	X(EXCEPT, "except") X(MIDDLE, "middle") X(ID, "id") X(READS, "reads") X(CASE, "case")
enum attribute_id {
#define X(id, name) A_##id,
	ATTRIBUTE_LIST(X)
#undef X
	ATTRIBUTES
};
static const struct str attribute_names[ATTRIBUTES] = {
#define X(id, name) { name, sizeof name - 1 },
	ATTRIBUTE_LIST(X)
#undef X
};
#define HAS(id) (1u << A_##id)

enum shape_id { S_FILE, S_RULES, S_WORDS, S_NUMBER, S_SUM, S_LEVELS, S_LEVEL1, S_LEVEL2, S_EXPECT, S_ORDER, S_TERM,
	S_RULE, S_WHAT, S_EXAMPLE, S_MEND, S_SAY, S_EN, S_ZH, S_LAYOUT, S_LAYOUT_RULE };
#define IN(id) (1u << S_##id)
#define NAMED(name) { name, sizeof name - 1 }

static const struct shape {
	struct str name;
	uint32_t within;
	uint32_t must, may; /* attributes */
	int rank;           /* siblings stand in the order of their ranks */
	bool one;           /* there is one, no more */
	size_t ones;        /* how many of its children are such */
	bool parent;        /* it has children, else text or nothing */
	bool text;
} shapes[] = {
	[S_FILE] = { NAMED(""), 0, 0, 0, 0, false, 0, false, false },
	[S_RULES] = { NAMED("rules"), IN(FILE), 0, 0, 0, true, 0, true, false },
	[S_WORDS] = { NAMED("words"), IN(RULES), HAS(NAME), 0, 0, false, 0, false, true },
	[S_NUMBER] = { NAMED("number"), IN(RULES), HAS(NAME) | HAS(VALUE), 0, 0, false, 0, false, false },
	[S_SUM] = { NAMED("sum"), IN(RULES), HAS(TOTAL) | HAS(PARTS), HAS(UNLESS) | HAS(OPEN), 0, false, 0, false, false },
	[S_LEVELS] = { NAMED("levels"), IN(RULES), 0, 0, 0, false, 0, true, false },
	[S_LEVEL1] = { NAMED("level"), IN(LEVELS), HAS(NAME), 0, 0, false, 0, false, false },
	[S_LEVEL2] = { NAMED("level"), IN(LEVEL1), HAS(NAME), 0, 0, false, 0, false, false },
	[S_EXPECT] = { NAMED("expect"), IN(RULES), HAS(SEVERITY), HAS(ENDS) | HAS(HAS) | HAS(LEVEL1) | HAS(LEVEL2) | HAS(NOT1) | HAS(NOT2),
		0, false, 0, false, false },
	[S_ORDER] = { NAMED("order"), IN(RULES), HAS(UPPER) | HAS(LOWER) | HAS(SEVERITY), 0, 0, false, 0, false, false },
	[S_TERM] = { NAMED("term"), IN(RULES), HAS(WORD), HAS(EXCEPT) | HAS(MIDDLE), 0, false, 0, false, false },
	[S_RULE] = { NAMED("rule"), IN(RULES), HAS(ID) | HAS(SEVERITY) | HAS(READS), 0, 1, false, 3, true, false },
	[S_WHAT] = { NAMED("what"), IN(RULE), 0, 0, 0, true, 2, true, false },
	[S_EXAMPLE] = { NAMED("example"), IN(RULE), 0, 0, 1, true, 0, false, true },
	[S_MEND] = { NAMED("mend"), IN(RULE), 0, 0, 2, true, 2, true, false },
	[S_SAY] = { NAMED("say"), IN(RULE), HAS(CASE), HAS(SEVERITY), 3, false, 2, true, false },
	[S_EN] = { NAMED("en"), IN(WHAT) | IN(MEND) | IN(SAY), 0, 0, 0, true, 0, false, true },
	[S_ZH] = { NAMED("zh"), IN(WHAT) | IN(MEND) | IN(SAY), 0, 0, 1, true, 0, false, true },
	[S_LAYOUT] = { NAMED("layout"), IN(RULES), HAS(NAME), 0, 2, false, 0, true, false },
	[S_LAYOUT_RULE] = { NAMED("rule"), IN(LAYOUT), HAS(ID) | HAS(SEVERITY), 0, 0, false, 0, false, false },
};

static void say(struct loader *l, size_t line, const char *words, struct str name)
{
	struct place at = { .file = str_c(l->file), .line = line };
	msg_say(&at, MSG_RULES_BAD, words, STR_ARG(name));
	l->failed = true;
}

/* ---- from events to nodes ---- */

static bool same(struct str a, struct str b) { return a.n == b.n && a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0; }

static enum attribute_id attribute_id(struct str name)
{
	enum attribute_id id = 0;
	while (id < ATTRIBUTES && !same(attribute_names[id], name))
		id++;
	return id;
}

/* Takes what may stand there, and says what may not and what is missing. */
static void take_attributes(struct loader *l, struct node *node, const struct xml_attribute *a, size_t n)
{
	const struct shape *shape = node->shape;
	uint32_t seen = 0;

	for (size_t i = 0; i < n; i++) {
		enum attribute_id id = attribute_id(a[i].name);
		struct str value = str_trim(a[i].value);
		if (id == ATTRIBUTES || !((shape->must | shape->may) >> id & 1)) {
			say(l, node->line, shape->name.p, a[i].name);
			continue;
		}
		if ((id == A_OPEN || id == A_MIDDLE) && !str_eq(value, STR("yes")) && !str_eq(value, STR("no")))
			say(l, node->line, shape->name.p, value);
		seen |= 1u << id;
		node->attribute[node->attributes++] = (struct attribute){ id, arena_copy(&l->r->arena, value) };
	}
	for (size_t id = 0; (shape->must & ~seen) >> id; id++)
		if ((shape->must & ~seen) >> id & 1)
			say(l, node->line, shape->name.p, attribute_names[id]);
}

static const struct shape *shape_of(const struct node *parent, struct str name)
{
	uint32_t within = parent ? 1u << (parent->shape - shapes) : IN(FILE);

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if ((shapes[i].within & within) && same(shapes[i].name, name))
			return &shapes[i];
	return NULL;
}

/* Puts the node behind its elder siblings; false when it is out of order. */
static bool adopt(struct node *parent, struct node *node)
{
	const struct shape *shape = node->shape, *elder = parent->last ? parent->last->shape : NULL;

	if (elder && (elder->rank > shape->rank || (shape->one && elder->rank == shape->rank)))
		return false;
	parent->ones += shape->one;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
	return true;
}

static bool on_begin(void *with, struct str name, const struct xml_attribute *a, size_t n, size_t line)
{
	struct loader *l = with;
	struct node *parent = l->depth ? l->open[l->depth - 1] : NULL, *node;
	const struct shape *shape = l->skip ? NULL : shape_of(parent, name);

	if (!shape) {
		if (!l->skip++)
			say(l, line, "XML", name);
		return true;
	}
	node = arena_alloc(&l->r->arena, sizeof *node + n * sizeof *node->attribute);
	*node = (struct node){ .shape = shape, .line = line };
	take_attributes(l, node, a, n);
	if (parent && !adopt(parent, node))
		say(l, line, "XML", name);
	if (!parent)
		l->root = node;
	l->open[l->depth++] = node;
	buf_reset(&l->text);
	return true;
}

static void on_text(void *with, struct str text)
{
	struct loader *l = with;
	const struct node *node = l->depth ? l->open[l->depth - 1] : NULL;

	if (l->skip || !node)
		return;
	if (node->shape->text)
		buf_add(&l->text, text);
	else if (!str_blank(text))
		say(l, node->line, node->shape->name.p, str_trim(text));
}

/* Surely nothing to join, as nearly always: eight bytes at a time, no control and no two blanks (also "! " may be taken for two). */
static bool is_joined(struct str s)
{
	const uint64_t ones = 0x0101010101010101, tops = 0x80 * ones;
	uint64_t v, x, blank;
	size_t i = 0;

	for (; i + 8 <= s.n; i += 7) {
		memcpy(&v, s.p + i, 8);
		x = v ^ ' ' * ones;
		blank = (x - ones) & ~x & tops;
		if (((v - ' ' * ones) & ~v & tops) || (blank & blank >> 8))
			return false;
	}
	for (; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || (s.p[i] == ' ' && i + 1 < s.n && s.p[i + 1] == ' '))
			return false;
	return true;
}

/* Runs of white space are one blank. */
static struct str joined(struct arena *a, struct str s)
{
	char *to;
	size_t n = 0;

	s = str_trim(s);
	if (is_joined(s))
		return arena_copy(a, s);
	to = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		bool blank = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
		if (!blank)
			to[n++] = s.p[i];
		else if (n && to[n - 1] != ' ')
			to[n++] = ' ';
	}
	return str_of(to, n);
}

static void on_end(void *with)
{
	struct loader *l = with;
	struct node *node;

	if (l->skip) {
		l->skip--;
		return;
	}
	if (l->depth == 0)
		return;
	node = l->open[--l->depth];
	if (node->shape->text)
		node->text = joined(&l->r->arena, buf_str(&l->text));
	if ((node->shape->parent && !node->children) || node->ones < node->shape->ones)
		say(l, node->line, "XML", node->shape->name);
}

/* ---- from nodes to rules ---- */

static struct str attribute(const struct node *node, enum attribute_id id)
{
	for (size_t i = 0; i < node->attributes; i++)
		if (node->attribute[i].id == id)
			return node->attribute[i].value;
	return STR("");
}

static struct words split(struct loader *l, struct str s)
{
	struct words w = { 0 };
	for (size_t at = 0; at < s.n;) {
		size_t end = str_chr(s, ' ', at);
		if (end > at) {
			l->word = mem_grow(l->word, w.n, &l->words, sizeof *l->word);
			l->word[w.n++] = str_of(s.p + at, end - at);
		}
		at = end + 1;
	}
	w.word = arena_alloc(&l->r->arena, w.n * sizeof *w.word + 1);
	memcpy(w.word, l->word, w.n * sizeof *w.word);
	return w;
}

static enum grade grade_of(struct loader *l, struct node *node, enum grade otherwise)
{
	struct str s = attribute(node, A_SEVERITY);
	enum grade g = otherwise;
	if (s.n && !grade_find(s, &g))
		say(l, node->line, "severity", s);
	return g;
}

static bool is(const struct node *node, enum shape_id id) { return node->shape == &shapes[id]; }

static void two_of(const struct node *node, struct two *t)
{
	for (struct node *c = node->children; c; c = c->next) {
		if (is(c, S_EN))
			t->en = c->text;
		else if (is(c, S_ZH))
			t->zh = c->text;
	}
}

/* {n} in the words must be an argument that the check gives. */
static void places(struct loader *l, struct node *node, struct str t, int arguments)
{
	for (size_t i = str_chr(t, '{', 0); i + 2 < t.n; i = str_chr(t, '{', i + 1))
		if (t.p[i + 2] == '}' && (t.p[i + 1] < '1' || t.p[i + 1] > '0' + arguments))
			say(l, node->line, "{n}", t);
}

static void load_say(struct loader *l, struct node *node, enum rule_id rule)
{
	struct str name = attribute(node, A_CASE);
	for (size_t i = 0; i < SAY_COUNT; i++) {
		if (say_infos[i].rule != rule || !str_eq(name, str_c(say_infos[i].name)))
			continue;
		two_of(node, &l->r->say[i]);
		places(l, node, l->r->say[i].en, say_infos[i].arguments);
		places(l, node, l->r->say[i].zh, say_infos[i].arguments);
		l->r->grade[i] = grade_of(l, node, l->r->rule[rule].grade);
		l->said[i] = true;
		return;
	}
	say(l, node->line, "case", name);
}

static void load_rule(struct loader *l, struct node *node)
{
	struct str id = attribute(node, A_ID);
	enum rule_id rule;
	if (!rule_find(id, &rule)) {
		say(l, node->line, "rule", id);
		return;
	}
	struct rule *r = &l->r->rule[rule];
	r->grade = grade_of(l, node, GRADE_NOTE);
	r->reads = attribute(node, A_READS);
	l->ruled[rule] = true;
	for (struct node *c = node->children; c; c = c->next) {
		if (is(c, S_WHAT))
			two_of(c, &r->what);
		else if (is(c, S_MEND))
			two_of(c, &r->mend);
		else if (is(c, S_EXAMPLE))
			r->example = c->text;
		else if (is(c, S_SAY))
			load_say(l, c, rule);
	}
}

static const struct str list_names[WORDS_COUNT] = {
#define X(id, name) { name, sizeof name - 1 },
	WORDS_LIST(X)
#undef X
};
static const struct str number_names[NUMBER_COUNT] = {
#define X(id, name) { name, sizeof name - 1 },
	NUMBER_LIST(X)
#undef X
};

static void load_words(struct loader *l, struct node *node)
{
	struct str name = attribute(node, A_NAME);
	for (size_t i = 0; i < WORDS_COUNT; i++)
		if (same(list_names[i], name)) {
			l->r->words[i] = split(l, node->text);
			l->worded[i] = true;
			return;
		}
	say(l, node->line, "words", name);
}

static void load_number(struct loader *l, struct node *node)
{
	struct str name = attribute(node, A_NAME);
	for (size_t i = 0; i < NUMBER_COUNT; i++)
		if (same(number_names[i], name)) {
			if (!str_number(attribute(node, A_VALUE), &l->r->number[i]))
				say(l, node->line, "value", name);
			l->numbered[i] = true;
			return;
		}
	say(l, node->line, "number", name);
}

static struct words words_attribute(struct loader *l, struct node *node, enum attribute_id id)
{
	return split(l, attribute(node, id));
}

/* The number of that kind of money, which it gets when it is first named. */
static size_t kind_of(struct loader *l, const struct node *node, struct str name)
{
	struct rules *r = l->r;
	size_t kind = rules_kind(r, name);
	if (kind == NO_KIND && r->kinds == KINDS) {
		say(l, node->line, "sum", name);
		return 0;
	}
	if (kind == NO_KIND)
		r->kind[kind = r->kinds++] = name;
	return kind;
}

/* kind, or kind? where others may contain it. */
static void add_part(struct loader *l, const struct node *node, struct sum_of *sum, struct str word)
{
	bool within = str_ends(word, STR("?"));
	size_t kind = kind_of(l, node, within ? str_to(word, word.n - 1) : word);
	if (sum->parts == SUM_PARTS) {
		say(l, node->line, "sum", word);
		return;
	}
	sum->part[sum->parts++] = kind;
	sum->set |= (uint64_t)1 << kind;
	sum->within |= (uint64_t)within << kind;
}

static void load_sum(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	struct words part = words_attribute(l, node, A_PARTS), unless = words_attribute(l, node, A_UNLESS);
	r->sum = mem_grow(r->sum, r->sums, &l->sums, sizeof *r->sum);
	struct sum_of *sum = &r->sum[r->sums++];
	*sum = (struct sum_of){ .total = kind_of(l, node, attribute(node, A_TOTAL)), .open = str_eq(attribute(node, A_OPEN), STR("yes")) };
	for (size_t i = 0; i < part.n; i++)
		add_part(l, node, sum, part.word[i]);
	for (size_t i = 0; i < unless.n; i++)
		sum->unless |= (uint64_t)1 << kind_of(l, node, unless.word[i]);
}

static void load_level(struct loader *l, struct node *node, struct str parent)
{
	struct rules *r = l->r;
	struct str name = attribute(node, A_NAME);
	r->level = mem_grow(r->level, r->levels, &l->levels, sizeof *r->level);
	r->level[r->levels++] = (struct level_name){ name, parent };
	for (struct node *c = node->children; c; c = c->next)
		if (is(c, S_LEVEL1) || is(c, S_LEVEL2))
			load_level(l, c, name);
}

static void load_expect(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->expect = mem_grow(r->expect, r->expects, &l->expects, sizeof *r->expect);
	r->expect[r->expects++] = (struct level_rule){
		.ends = words_attribute(l, node, A_ENDS),
		.has = words_attribute(l, node, A_HAS),
		.level1 = attribute(node, A_LEVEL1),
		.level2 = attribute(node, A_LEVEL2),
		.not1 = words_attribute(l, node, A_NOT1),
		.not2 = words_attribute(l, node, A_NOT2),
		.grade = grade_of(l, node, GRADE_NOTE),
	};
}

static void load_order(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->order = mem_grow(r->order, r->orders, &l->orders, sizeof *r->order);
	r->order[r->orders++] = (struct order_rule){ attribute(node, A_UPPER), attribute(node, A_LOWER),
		grade_of(l, node, GRADE_NOTE) };
}

static void load_term(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->term = mem_grow(r->term, r->terms, &l->terms, sizeof *r->term);
	r->term[r->terms++] = (struct term_rule){ attribute(node, A_WORD), words_attribute(l, node, A_EXCEPT),
		str_eq(attribute(node, A_MIDDLE), STR("yes")) };
}

static void load_layout_rule(struct loader *l, struct node *node, struct layout_rules *layout)
{
	struct str id = attribute(node, A_ID);
	enum rule_id rule;
	if (!rule_find(id, &rule)) {
		say(l, node->line, "rule", id);
		return;
	}
	enum grade g = grade_of(l, node, l->r->rule[rule].grade);
	for (size_t i = 0; i < SAY_COUNT; i++)
		if (say_infos[i].rule == rule)
			layout->grade[i] = g;
}

/* Behind the rules in the file (the schema sees to it), so that all grades are known. */
static void load_layout(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->layout = mem_grow(r->layout, r->layouts, &l->layouts, sizeof *r->layout);
	struct layout_rules *layout = &r->layout[r->layouts++];
	layout->name = attribute(node, A_NAME);
	memcpy(layout->grade, r->grade, sizeof layout->grade);
	for (struct node *c = node->children; c; c = c->next)
		if (is(c, S_LAYOUT_RULE))
			load_layout_rule(l, c, layout);
}

static void load_levels(struct loader *l, struct node *node)
{
	for (struct node *c = node->children; c; c = c->next)
		if (is(c, S_LEVEL1) || is(c, S_LEVEL2))
			load_level(l, c, STR(""));
}

static void load_element(struct loader *l, struct node *node)
{
	static void (*const load[])(struct loader *, struct node *) = {
		[S_RULE] = load_rule, [S_WORDS] = load_words, [S_NUMBER] = load_number, [S_SUM] = load_sum,
		[S_LEVELS] = load_levels, [S_EXPECT] = load_expect, [S_ORDER] = load_order, [S_TERM] = load_term,
		[S_LAYOUT] = load_layout,
	};
	load[node->shape - shapes](l, node); /* what may stand within rules */
}

static void complete(struct loader *l)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (!l->ruled[i])
			say(l, 0, "rule", str_c(rule_names[i]));
	for (size_t i = 0; i < SAY_COUNT; i++)
		if (!l->said[i] && l->ruled[say_infos[i].rule])
			say(l, 0, rule_names[say_infos[i].rule], str_c(say_infos[i].name));
	for (size_t i = 0; i < WORDS_COUNT; i++)
		if (!l->worded[i])
			say(l, 0, "words", list_names[i]);
	for (size_t i = 0; i < NUMBER_COUNT; i++)
		if (!l->numbered[i])
			say(l, 0, "number", number_names[i]);
}

static bool load_file(struct rules *r, const char *file)
{
	struct loader l = { .r = r, .file = file };
	struct xml_events events = { &l, STR(""), on_begin, on_text, on_end };

	r->file = arena_copy(&r->arena, str_c(file));
	if (!xml_read(file, &events))
		l.failed = true;
	if (!l.failed) {
		for (struct node *c = l.root->children; c; c = c->next)
			load_element(&l, c);
		complete(&l);
	}
	buf_free(&l.text);
	mem_free(l.word);
	if (!l.failed) {
		r->lexicon = mem_zero(1, sizeof *r->lexicon);
		lexicon_make(r->lexicon, r);
	}
	return !l.failed;
}

/* Is there a rules.xml in that folder (with something behind it)?  Its path in *into. */
static bool file_in(struct buf *into, struct str folder, const char *below)
{
	buf_reset(into);
	if (!folder.n)
		return false;
	buf_add(into, folder);
	buf_format(into, "%s/rules.xml", below);
	buf_byte(into, '\0');
	return access(into->p, R_OK) == 0;
}

static bool file_in_list(struct buf *into, const char *list, const char *below)
{
	struct str s = str_c(list);
	for (size_t at = 0; at < s.n;) {
		size_t end = str_chr(s, ':', at);
		if (file_in(into, str_of(s.p + at, end - at), below))
			return true;
		at = end + 1;
	}
	return false;
}

/* Beside the program: BIN/../grammars in a work tree, PREFIX/share/pg/grammars when installed. */
static bool file_beside(struct buf *into)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self);
	if (n <= 0 || (size_t)n == sizeof self)
		return false;
	struct str folder = { self, (size_t)n };
	while (folder.n && folder.p[folder.n - 1] != '/')
		folder.n--;
	folder.n -= folder.n > 1;
	return file_in(into, folder, "/../grammars") || file_in(into, folder, "/../share/pg/grammars");
}

#ifndef PG_DATADIR
#define PG_DATADIR "/usr/local/share/pg"
#endif

static bool file_find(struct buf *into)
{
	if (file_in_list(into, getenv("PG_GRAMMAR_PATH"), ""))
		return true;
	const char *config = getenv("XDG_CONFIG_HOME");
	if (config && *config ? file_in(into, str_c(config), "/pg/grammars") : file_in(into, str_c(getenv("HOME")), "/.config/pg/grammars"))
		return true;
	return file_beside(into) || file_in(into, STR(PG_DATADIR), "/grammars");
}

bool rules_load(struct rules *r, const char *file)
{
	*r = (struct rules){ 0 };
	if (file)
		return load_file(r, file);
	struct buf path = { 0 };
	bool found = file_find(&path);
	if (!found)
		msg_tell(MSG_RULES_NOT_FOUND);
	bool ok = found && load_file(r, path.p);
	buf_free(&path);
	return ok;
}

void rules_free(struct rules *r)
{
	mem_free(r->sum);
	mem_free(r->level);
	mem_free(r->expect);
	mem_free(r->order);
	mem_free(r->term);
	mem_free(r->layout);
	if (r->lexicon)
		lexicon_free(r->lexicon);
	mem_free(r->lexicon);
	arena_free(&r->arena);
	*r = (struct rules){ 0 };
}
