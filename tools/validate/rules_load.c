/*
 * Reads rules.xml into struct rules, by the scanner that reads grammars: libxml2 is not loaded for it.
 *
 * Every name is looked up, so that a misspelt one is refused with its line, and at the end it is seen that nothing is
 * missing.
 */
#include "rules.h"
#include "lexicon.h"
#include "rules_tree.h"

#include "common/msg.h"

#include <stdlib.h>
#include <unistd.h>

struct loader {
	struct rules *r;
	struct tree tree;
	struct str *word; /* of a list in hand */
	size_t words;
	size_t first[RULE_COUNT]; /* saying of each rule */
	size_t next_rule, next_words; /* behind the name found last */
	bool said[SAY_COUNT], ruled[RULE_COUNT], worded[WORDS_COUNT], numbered[NUMBER_COUNT];
	size_t sums, levels, expects, orders, measures, terms, layouts; /* room in the arrays */
};

/* The end of the word at `at`: most of its characters have three bytes (and all are well-formed). */
static inline size_t word_end(struct str s, size_t at)
{
	while (at < s.n && s.p[at] != ' ')
		at += ((unsigned char)s.p[at] & 0xf0) == 0xe0 ? 3 : 1;
	return at;
}

static struct words split(struct loader *l, struct str s)
{
	struct words w = { 0 };
	if (s.n == 0)
		return w;
	for (size_t at = 0, end; at < s.n; at = end + 1) {
		end = word_end(s, at);
		if (end == at)
			continue;
		if (w.n == l->words)
			l->word = mem_grow(l->word, w.n, &l->words, sizeof *l->word);
		l->word[w.n++] = str_of(s.p + at, end - at);
	}
	w.word = arena_alloc(&l->r->arena, w.n * sizeof *w.word + 1);
	memcpy(w.word, l->word, w.n * sizeof *w.word);
	return w;
}

static enum grade grade_of(struct loader *l, struct node *node, enum grade otherwise)
{
	struct str s = node_attribute(node, A_SEVERITY);
	enum grade g = otherwise;
	if (s.n && !grade_find(s, &g))
		tree_say(&l->tree, node->line, "severity", s);
	return g;
}

static bool is(const struct node *node, enum shape_id id) { return node_shape(node) == id; }

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
	const char *p = t.p, *end = t.n ? p + t.n : p;
	for (; end - p > 2 && (p = memchr(p, '{', (size_t)(end - p) - 2)) != NULL; p++)
		if (p[2] == '}' && (p[1] < '1' || p[1] > '0' + arguments))
			tree_say(&l->tree, node->line, "{n}", t);
}

static void load_say(struct loader *l, struct node *node, enum rule_id rule)
{
	struct str name = node_attribute(node, A_CASE);
	size_t i = l->first[rule];
	while (i < SAY_COUNT && !(say_infos[i].rule == rule && str_eq(name, str_c(say_infos[i].name))))
		i++;
	if (i == SAY_COUNT) {
		tree_say(&l->tree, node->line, "case", name);
		return;
	}
	two_of(node, &l->r->say[i]);
	places(l, node, l->r->say[i].en, say_infos[i].arguments);
	places(l, node, l->r->say[i].zh, say_infos[i].arguments);
	l->r->grade[i] = grade_of(l, node, l->r->rule[rule].grade);
	l->said[i] = true;
}

static void load_rule(struct loader *l, struct node *node)
{
	struct str id = node_attribute(node, A_ID);
	enum rule_id rule;
	if (!rule_find_from(id, &rule, &l->next_rule)) {
		tree_say(&l->tree, node->line, "rule", id);
		return;
	}
	struct rule *r = &l->r->rule[rule];
	r->grade = grade_of(l, node, GRADE_NOTE);
	r->reads = node_attribute(node, A_READS);
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
	struct str name = node_attribute(node, A_NAME);
	size_t i = name_find(list_names, WORDS_COUNT, name, &l->next_words);
	if (i == WORDS_COUNT) {
		tree_say(&l->tree, node->line, "words", name);
		return;
	}
	l->r->words[i] = split(l, node->text);
	l->worded[i] = true;
}

static void load_number(struct loader *l, struct node *node)
{
	struct str name = node_attribute(node, A_NAME);
	for (size_t i = 0; i < NUMBER_COUNT; i++)
		if (str_eq(number_names[i], name)) {
			if (!str_number(node_attribute(node, A_VALUE), &l->r->number[i]))
				tree_say(&l->tree, node->line, "value", name);
			l->numbered[i] = true;
			return;
		}
	tree_say(&l->tree, node->line, "number", name);
}

static struct words words_attribute(struct loader *l, struct node *node, enum attribute_id id)
{
	return split(l, node_attribute(node, id));
}

/* The number of that kind of money, which it gets when it is first named. */
static size_t kind_of(struct loader *l, const struct node *node, struct str name)
{
	struct rules *r = l->r;
	size_t kind = rules_kind(r, name);
	if (kind == NO_KIND && r->kinds == KINDS) {
		tree_say(&l->tree, node->line, "sum", name);
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
		tree_say(&l->tree, node->line, "sum", word);
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
	*sum = (struct sum_of){ .total = kind_of(l, node, node_attribute(node, A_TOTAL)), .open = str_eq(node_attribute(node, A_OPEN), STR("yes")) };
	for (size_t i = 0; i < part.n; i++)
		add_part(l, node, sum, part.word[i]);
	for (size_t i = 0; i < unless.n; i++)
		sum->unless |= (uint64_t)1 << kind_of(l, node, unless.word[i]);
}

static void load_level(struct loader *l, struct node *node, struct str parent)
{
	struct rules *r = l->r;
	struct str name = node_attribute(node, A_NAME);
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
		.level1 = node_attribute(node, A_LEVEL1),
		.level2 = node_attribute(node, A_LEVEL2),
		.not1 = words_attribute(l, node, A_NOT1),
		.not2 = words_attribute(l, node, A_NOT2),
		.grade = grade_of(l, node, GRADE_NOTE),
	};
}

static void load_order(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->order = mem_grow(r->order, r->orders, &l->orders, sizeof *r->order);
	r->order[r->orders++] = (struct order_rule){ node_attribute(node, A_UPPER), node_attribute(node, A_LOWER),
		grade_of(l, node, GRADE_NOTE) };
}

static void load_measure(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	r->measure = mem_grow(r->measure, r->measures, &l->measures, sizeof *r->measure);
	r->measure[r->measures++] = (struct measure_rule){ words_attribute(l, node, A_ENDS), words_attribute(l, node, A_UNITS),
		grade_of(l, node, GRADE_NOTE) };
}

static void load_term(struct loader *l, struct node *node)
{
	struct rules *r = l->r;
	struct str tail = node_attribute(node, A_TAIL); /* yes, no or end */
	r->term = mem_grow(r->term, r->terms, &l->terms, sizeof *r->term);
	r->term[r->terms++] = (struct term_rule){ node_attribute(node, A_WORD), words_attribute(l, node, A_EXCEPT),
		str_eq(node_attribute(node, A_MIDDLE), STR("yes")), str_eq(tail, STR("yes")) ? TAIL_YES : tail.n == 3 ? TAIL_END : TAIL_NO };
}

static void load_layout_rule(struct loader *l, struct node *node, struct layout_rules *layout)
{
	struct str id = node_attribute(node, A_ID);
	enum rule_id rule;
	if (!rule_find(id, &rule)) {
		tree_say(&l->tree, node->line, "rule", id);
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
	layout->name = node_attribute(node, A_NAME);
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
		[S_LEVELS] = load_levels, [S_EXPECT] = load_expect, [S_ORDER] = load_order, [S_MEASURE] = load_measure, [S_TERM] = load_term,
		[S_LAYOUT] = load_layout,
	};
	load[node_shape(node)](l, node); /* what may stand within rules */
}

static void complete(struct loader *l)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (!l->ruled[i])
			tree_say(&l->tree, 0, "rule", str_c(rule_names[i]));
	for (size_t i = 0; i < SAY_COUNT; i++)
		if (!l->said[i] && l->ruled[say_infos[i].rule])
			tree_say(&l->tree, 0, rule_names[say_infos[i].rule], str_c(say_infos[i].name));
	for (size_t i = 0; i < WORDS_COUNT; i++)
		if (!l->worded[i])
			tree_say(&l->tree, 0, "words", list_names[i]);
	for (size_t i = 0; i < NUMBER_COUNT; i++)
		if (!l->numbered[i])
			tree_say(&l->tree, 0, "number", number_names[i]);
}

static bool load_file(struct rules *r, const char *file)
{
	struct loader l = { .r = r };

	r->file = arena_copy(&r->arena, str_c(file));
	r->gaps = arena_zero(&r->arena, 2 * (size_t)SAY_COUNT, sizeof *r->gaps);
	for (size_t i = SAY_COUNT; i-- > 0;)
		l.first[say_infos[i].rule] = i;
	if (tree_read(&l.tree, file, &r->arena)) {
		for (struct node *c = l.tree.root->children; c; c = c->next)
			load_element(&l, c);
		complete(&l);
	}
	mem_free(l.word);
	if (!l.tree.failed) {
		r->lexicon = mem_pages(sizeof *r->lexicon);
		lexicon_make(r->lexicon, r);
	}
	return !l.tree.failed;
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
	mem_free(r->measure);
	mem_free(r->term);
	mem_free(r->layout);
	if (r->lexicon)
		lexicon_free(r->lexicon);
	mem_pages_free(r->lexicon, sizeof *r->lexicon);
	arena_free(&r->arena);
}
