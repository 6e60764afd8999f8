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
	struct xml_attribute *attribute;
	size_t attributes;
	struct str text; /* runs of white space are one blank */
	struct node *children, *last, *next;
	size_t ones; /* children of which there is one each, so far */
};

struct loader {
	struct rules *r;
	const char *file;
	bool failed;
	struct node *root, *open[DEPTH_MOST + 1];
	size_t depth, skip; /* skip: elements open inside one that was refused */
	struct buf text;
	bool said[SAY_COUNT], graded[SAY_COUNT], ruled[RULE_COUNT], worded[WORDS_COUNT], numbered[NUMBER_COUNT];
	size_t sums, levels, expects, orders, terms, layouts; /* room in the arrays */
};

enum shape_id { S_FILE, S_RULES, S_WORDS, S_NUMBER, S_SUM, S_LEVELS, S_LEVEL1, S_LEVEL2, S_EXPECT, S_ORDER, S_TERM,
	S_RULE, S_WHAT, S_EXAMPLE, S_MEND, S_SAY, S_EN, S_ZH, S_LAYOUT, S_LAYOUT_RULE };
#define IN(id) (1u << S_##id)

static const struct shape {
	const char *name;
	uint32_t within;
	const char *must, *may; /* attributes, a blank behind each */
	int rank;               /* siblings stand in the order of their ranks */
	bool one;               /* there is one, no more */
	size_t ones;            /* how many of its children are such */
	bool parent;            /* it has children, else text or nothing */
	bool text;
} shapes[] = {
	[S_FILE] = { "", 0, "", "", 0, false, 0, false, false },
	[S_RULES] = { "rules", IN(FILE), "", "", 0, true, 0, true, false },
	[S_WORDS] = { "words", IN(RULES), "name ", "", 0, false, 0, false, true },
	[S_NUMBER] = { "number", IN(RULES), "name value ", "", 0, false, 0, false, false },
	[S_SUM] = { "sum", IN(RULES), "total parts ", "unless open ", 0, false, 0, false, false },
	[S_LEVELS] = { "levels", IN(RULES), "", "", 0, false, 0, true, false },
	[S_LEVEL1] = { "level", IN(LEVELS), "name ", "", 0, false, 0, false, false },
	[S_LEVEL2] = { "level", IN(LEVEL1), "name ", "", 0, false, 0, false, false },
	[S_EXPECT] = { "expect", IN(RULES), "severity ", "ends has level1 level2 not-level1 not-level2 ", 0, false, 0, false, false },
	[S_ORDER] = { "order", IN(RULES), "upper lower severity ", "", 0, false, 0, false, false },
	[S_TERM] = { "term", IN(RULES), "word ", "except middle ", 0, false, 0, false, false },
	[S_RULE] = { "rule", IN(RULES), "id severity reads ", "", 1, false, 3, true, false },
	[S_WHAT] = { "what", IN(RULE), "", "", 0, true, 2, true, false },
	[S_EXAMPLE] = { "example", IN(RULE), "", "", 1, true, 0, false, true },
	[S_MEND] = { "mend", IN(RULE), "", "", 2, true, 2, true, false },
	[S_SAY] = { "say", IN(RULE), "case ", "severity ", 3, false, 2, true, false },
	[S_EN] = { "en", IN(WHAT) | IN(MEND) | IN(SAY), "", "", 0, true, 0, false, true },
	[S_ZH] = { "zh", IN(WHAT) | IN(MEND) | IN(SAY), "", "", 1, true, 0, false, true },
	[S_LAYOUT] = { "layout", IN(RULES), "name ", "", 2, false, 0, true, false },
	[S_LAYOUT_RULE] = { "rule", IN(LAYOUT), "id severity ", "", 0, false, 0, false, false },
};

static void say(struct loader *l, size_t line, const char *words, struct str name)
{
	struct place at = { .file = str_c(l->file), .line = line };
	msg_say(&at, MSG_RULES_BAD, words, STR_ARG(name));
	l->failed = true;
}

/* ---- from events to nodes ---- */

/* Whether name is one of the words, each with a blank behind it. */
static bool is_one_of(const char *words, struct str name)
{
	for (const char *end; *words; words = end + 1) {
		end = strchr(words, ' ');
		if (str_eq(str_of(words, (size_t)(end - words)), name))
			return true;
	}
	return false;
}

static const struct xml_attribute *find(const struct node *node, struct str name)
{
	for (size_t i = 0; i < node->attributes; i++)
		if (str_eq(node->attribute[i].name, name))
			return &node->attribute[i];
	return NULL;
}

static void check_attributes(struct loader *l, const struct node *node)
{
	const struct shape *shape = node->shape;
	const struct xml_attribute *a;

	for (size_t i = 0; i < node->attributes; i++) {
		a = &node->attribute[i];
		if (!is_one_of(shape->must, a->name) && !is_one_of(shape->may, a->name))
			say(l, node->line, shape->name, a->name);
		if ((str_eq(a->name, STR("open")) || str_eq(a->name, STR("middle"))) && !is_one_of("yes no ", a->value))
			say(l, node->line, shape->name, a->value);
	}
	for (const char *word = shape->must, *end; *word; word = end + 1) {
		end = strchr(word, ' ');
		if (!find(node, str_of(word, (size_t)(end - word))))
			say(l, node->line, shape->name, str_of(word, (size_t)(end - word)));
	}
}

static const struct shape *shape_of(const struct node *parent, struct str name)
{
	uint32_t within = parent ? 1u << (parent->shape - shapes) : IN(FILE);

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if ((shapes[i].within & within) && str_eq(str_c(shapes[i].name), name))
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
	node = arena_zero(&l->r->arena, 1, sizeof *node);
	*node = (struct node){ .shape = shape, .line = line, .attributes = n };
	node->attribute = arena_alloc(&l->r->arena, n * sizeof *node->attribute + 1);
	for (size_t i = 0; i < n; i++)
		node->attribute[i] = (struct xml_attribute){ arena_copy(&l->r->arena, a[i].name),
			arena_copy(&l->r->arena, str_trim(a[i].value)) };
	check_attributes(l, node);
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
		say(l, node->line, node->shape->name, str_trim(text));
}

/* Runs of white space are one blank. */
static struct str joined(struct arena *a, struct str s)
{
	char *to;
	size_t n = 0;

	s = str_trim(s);
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
		say(l, node->line, "XML", str_c(node->shape->name));
}

/* ---- from nodes to rules ---- */

static struct str attribute(const struct node *node, const char *name)
{
	const struct xml_attribute *a = find(node, str_c(name));

	return a ? a->value : STR("");
}

static struct words split(struct loader *l, struct str s)
{
	struct words w = { 0 };
	size_t most = s.n ? 1 : 0;
	for (size_t i = 0; i < s.n; i++)
		most += s.p[i] == ' ';
	w.word = arena_zero(&l->r->arena, most + 1, sizeof *w.word);
	for (size_t at = 0; at < s.n;) {
		size_t end = str_chr(s, ' ', at);
		if (end > at)
			w.word[w.n++] = str_of(s.p + at, end - at);
		at = end + 1;
	}
	return w;
}

static enum grade grade_of(struct loader *l, struct node *node, enum grade otherwise)
{
	struct str s = attribute(node, "severity");
	enum grade g = otherwise;
	if (s.n && !grade_find(s, &g))
		say(l, node->line, "severity", s);
	return g;
}

static bool named(struct node *node, const char *name)
{
	return strcmp(node->shape->name, name) == 0;
}

static void two_of(const struct node *node, struct two *t)
{
	for (struct node *c = node->children; c; c = c->next) {
		if (named(c, "en"))
			t->en = c->text;
		else if (named(c, "zh"))
			t->zh = c->text;
	}
}

/* {n} in the words must be an argument that the check gives. */
static void places(struct loader *l, struct node *node, struct str t, int arguments)
{
	for (size_t i = 0; i + 2 < t.n; i++)
		if (t.p[i] == '{' && t.p[i + 2] == '}' && (t.p[i + 1] < '1' || t.p[i + 1] > '0' + arguments))
			say(l, node->line, "{n}", t);
}

static void load_say(struct loader *l, struct node *node, enum rule_id rule)
{
	struct str name = attribute(node, "case");
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
	struct str id = attribute(node, "id");
	enum rule_id rule;
	if (!rule_find(id, &rule)) {
		say(l, node->line, "rule", id);
		return;
	}
	struct rule *r = &l->r->rule[rule];
	r->grade = grade_of(l, node, GRADE_NOTE);
	r->reads = attribute(node, "reads");
	l->ruled[rule] = true;
	for (struct node *c = node->children; c; c = c->next) {
		if (named(c, "what"))
			two_of(c, &r->what);
		else if (named(c, "mend"))
			two_of(c, &r->mend);
		else if (named(c, "example"))
			r->example = c->text;
		else if (named(c, "say"))
			load_say(l, c, rule);
	}
}

static void load_words(struct loader *l, struct node *node)
{
	static const char *const names[] = {
#define X(id, name) name,
		WORDS_LIST(X)
#undef X
	};
	struct str name = attribute(node, "name");
	for (size_t i = 0; i < WORDS_COUNT; i++)
		if (str_eq(name, str_c(names[i]))) {
			l->r->words[i] = split(l, node->text);
			l->worded[i] = true;
			return;
		}
	say(l, node->line, "words", name);
}

static void load_number(struct loader *l, struct node *node)
{
	static const char *const names[] = {
#define X(id, name) name,
		NUMBER_LIST(X)
#undef X
	};
	struct str name = attribute(node, "name");
	for (size_t i = 0; i < NUMBER_COUNT; i++)
		if (str_eq(name, str_c(names[i]))) {
			if (!str_number(attribute(node, "value"), &l->r->number[i]))
				say(l, node->line, "value", name);
			l->numbered[i] = true;
			return;
		}
	say(l, node->line, "number", name);
}

static struct words words_attribute(struct loader *l, struct node *node, const char *name)
{
	return split(l, attribute(node, name));
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
	struct words part = words_attribute(l, node, "parts"), unless = words_attribute(l, node, "unless");
	r->sum = mem_grow(r->sum, r->sums, &l->sums, sizeof *r->sum);
	struct sum_of *sum = &r->sum[r->sums++];
	*sum = (struct sum_of){ .total = kind_of(l, node, attribute(node, "total")), .open = str_eq(attribute(node, "open"), STR("yes")) };
	for (size_t i = 0; i < part.n; i++)
		add_part(l, node, sum, part.word[i]);
	for (size_t i = 0; i < unless.n; i++)
		sum->unless |= (uint64_t)1 << kind_of(l, node, unless.word[i]);
}

static void load_level(struct loader *l, struct node *node, struct str parent)
{
	struct rules *r = l->r;
	struct str name = attribute(node, "name");
	r->level = mem_grow(r->level, r->levels, &l->levels, sizeof *r->level);
	r->level[r->levels++] = (struct level_name){ name, parent };
	for (struct node *c = node->children; c; c = c->next)
		if (named(c, "level"))
			load_level(l, c, name);
}

static void load_expect(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->expect = mem_grow(r->expect, r->expects, &l->expects, sizeof *r->expect);
	r->expect[r->expects++] = (struct level_rule){
		.ends = words_attribute(l, node, "ends"),
		.has = words_attribute(l, node, "has"),
		.level1 = attribute(node, "level1"),
		.level2 = attribute(node, "level2"),
		.not1 = words_attribute(l, node, "not-level1"),
		.not2 = words_attribute(l, node, "not-level2"),
		.grade = grade_of(l, node, GRADE_NOTE),
	};
}

static void load_order(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->order = mem_grow(r->order, r->orders, &l->orders, sizeof *r->order);
	r->order[r->orders++] = (struct order_rule){ attribute(node, "upper"), attribute(node, "lower"),
		grade_of(l, node, GRADE_NOTE) };
}

static void load_term(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->term = mem_grow(r->term, r->terms, &l->terms, sizeof *r->term);
	r->term[r->terms++] = (struct term_rule){ attribute(node, "word"), words_attribute(l, node, "except"),
		str_eq(attribute(node, "middle"), STR("yes")) };
}

static void load_layout_rule(struct loader *l, struct node *node, struct layout_rules *layout)
{
	struct str id = attribute(node, "id");
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
	layout->name = attribute(node, "name");
	memcpy(layout->grade, r->grade, sizeof layout->grade);
	for (struct node *c = node->children; c; c = c->next)
		if (named(c, "rule"))
			load_layout_rule(l, c, layout);
}

static void load_levels(struct loader *l, struct node *node)
{
	for (struct node *c = node->children; c; c = c->next)
		if (named(c, "level"))
			load_level(l, c, STR(""));
}

static void load_element(struct loader *l, struct node *node)
{
	static const struct {
		const char *name;
		void (*load)(struct loader *, struct node *);
	} elements[] = {
		{ "rule", load_rule }, { "words", load_words }, { "number", load_number }, { "sum", load_sum },
		{ "levels", load_levels }, { "expect", load_expect }, { "order", load_order }, { "term", load_term },
		{ "layout", load_layout },
	};
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (named(node, elements[i].name))
			elements[i].load(l, node);
}

static void complete(struct loader *l)
{
	static const char *const words[] = {
#define X(id, name) name,
		WORDS_LIST(X)
#undef X
	};
	static const char *const numbers[] = {
#define X(id, name) name,
		NUMBER_LIST(X)
#undef X
	};
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (!l->ruled[i])
			say(l, 0, "rule", str_c(rule_names[i]));
	for (size_t i = 0; i < SAY_COUNT; i++)
		if (!l->said[i] && l->ruled[say_infos[i].rule])
			say(l, 0, rule_names[say_infos[i].rule], str_c(say_infos[i].name));
	for (size_t i = 0; i < WORDS_COUNT; i++)
		if (!l->worded[i])
			say(l, 0, "words", str_c(words[i]));
	for (size_t i = 0; i < NUMBER_COUNT; i++)
		if (!l->numbered[i])
			say(l, 0, "number", str_c(numbers[i]));
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
	if (!l.failed) {
		r->lexicon = mem_alloc(sizeof *r->lexicon);
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
