/*
 * Reads rules.xml into struct rules.  A room of libxml2: its types stay here.
 *
 * The schema (rules.rng, beside the file) says what may stand where; here every name is looked up, so
 * that a misspelt one is refused with its line, and at the end it is seen that nothing is missing.
 */
#include "rules.h"

#include "common/msg.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <unistd.h>

struct loader {
	struct rules *r;
	const char *file;
	bool failed;
	bool said[SAY_COUNT], graded[SAY_COUNT], ruled[RULE_COUNT], worded[WORDS_COUNT], numbered[NUMBER_COUNT];
	size_t sums, levels, expects, orders, terms, layouts; /* room in the arrays */
};

static void say(struct loader *l, long line, const char *words, struct str name)
{
	struct place at = { .file = str_c(l->file), .line = line > 0 ? (size_t)line : 0 };
	msg_say(&at, MSG_RULES_BAD, words, STR_ARG(name));
	l->failed = true;
}

static void xml_error(void *to, xmlErrorPtr e)
{
	struct loader *l = to;
	say(l, e->line, "XML", str_trim(str_c(e->message)));
}

static struct str attribute(struct loader *l, xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
	struct str s = arena_copy(&l->r->arena, str_trim(str_c((const char *)value)));
	xmlFree(value);
	return s;
}

/* The text of an element: runs of white space are one blank. */
static struct str content(struct loader *l, xmlNode *node)
{
	xmlChar *text = xmlNodeGetContent(node);
	struct str s = str_trim(str_c((const char *)text));
	char *to = arena_alloc(&l->r->arena, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool blank = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
		if (!blank)
			to[n++] = s.p[i];
		else if (n && to[n - 1] != ' ')
			to[n++] = ' ';
	}
	xmlFree(text);
	return str_of(to, n);
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

static enum grade grade_of(struct loader *l, xmlNode *node, enum grade otherwise)
{
	struct str s = attribute(l, node, "severity");
	enum grade g = otherwise;
	if (s.n && !grade_find(s, &g))
		say(l, node->line, "severity", s);
	return g;
}

static bool named(xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static void two_of(struct loader *l, xmlNode *node, struct two *t)
{
	for (xmlNode *c = node->children; c; c = c->next) {
		if (named(c, "en"))
			t->en = content(l, c);
		else if (named(c, "zh"))
			t->zh = content(l, c);
	}
}

/* {n} in the words must be an argument that the check gives. */
static void places(struct loader *l, xmlNode *node, struct str t, int arguments)
{
	for (size_t i = 0; i + 2 < t.n; i++)
		if (t.p[i] == '{' && t.p[i + 2] == '}' && (t.p[i + 1] < '1' || t.p[i + 1] > '0' + arguments))
			say(l, node->line, "{n}", t);
}

static void load_say(struct loader *l, xmlNode *node, enum rule_id rule)
{
	struct str name = attribute(l, node, "case");
	for (size_t i = 0; i < SAY_COUNT; i++) {
		if (say_infos[i].rule != rule || !str_eq(name, str_c(say_infos[i].name)))
			continue;
		two_of(l, node, &l->r->say[i]);
		places(l, node, l->r->say[i].en, say_infos[i].arguments);
		places(l, node, l->r->say[i].zh, say_infos[i].arguments);
		l->r->grade[i] = grade_of(l, node, l->r->rule[rule].grade);
		l->said[i] = true;
		return;
	}
	say(l, node->line, "case", name);
}

static void load_rule(struct loader *l, xmlNode *node)
{
	struct str id = attribute(l, node, "id");
	enum rule_id rule;
	if (!rule_find(id, &rule)) {
		say(l, node->line, "rule", id);
		return;
	}
	struct rule *r = &l->r->rule[rule];
	r->grade = grade_of(l, node, GRADE_NOTE);
	r->reads = attribute(l, node, "reads");
	l->ruled[rule] = true;
	for (xmlNode *c = node->children; c; c = c->next) {
		if (named(c, "what"))
			two_of(l, c, &r->what);
		else if (named(c, "mend"))
			two_of(l, c, &r->mend);
		else if (named(c, "example"))
			r->example = content(l, c);
		else if (named(c, "say"))
			load_say(l, c, rule);
	}
}

static void load_words(struct loader *l, xmlNode *node)
{
	static const char *const names[] = {
#define X(id, name) name,
		WORDS_LIST(X)
#undef X
	};
	struct str name = attribute(l, node, "name");
	for (size_t i = 0; i < WORDS_COUNT; i++)
		if (str_eq(name, str_c(names[i]))) {
			l->r->words[i] = split(l, content(l, node));
			l->worded[i] = true;
			return;
		}
	say(l, node->line, "words", name);
}

static void load_number(struct loader *l, xmlNode *node)
{
	static const char *const names[] = {
#define X(id, name) name,
		NUMBER_LIST(X)
#undef X
	};
	struct str name = attribute(l, node, "name");
	for (size_t i = 0; i < NUMBER_COUNT; i++)
		if (str_eq(name, str_c(names[i]))) {
			if (!str_number(attribute(l, node, "value"), &l->r->number[i]))
				say(l, node->line, "value", name);
			l->numbered[i] = true;
			return;
		}
	say(l, node->line, "number", name);
}

static struct words words_attribute(struct loader *l, xmlNode *node, const char *name)
{
	return split(l, attribute(l, node, name));
}

static void load_sum(struct loader *l, xmlNode *node)
{
	struct rules *r = l->r;
	r->sum = mem_grow(r->sum, r->sums, &l->sums, sizeof *r->sum);
	r->sum[r->sums++] = (struct sum_of){
		.total = attribute(l, node, "total"),
		.part = words_attribute(l, node, "parts"),
		.unless = words_attribute(l, node, "unless"),
		.open = str_eq(attribute(l, node, "open"), STR("yes")),
	};
}

static void load_level(struct loader *l, xmlNode *node, struct str parent)
{
	struct rules *r = l->r;
	struct str name = attribute(l, node, "name");
	r->level = mem_grow(r->level, r->levels, &l->levels, sizeof *r->level);
	r->level[r->levels++] = (struct level_name){ name, parent };
	for (xmlNode *c = node->children; c; c = c->next)
		if (named(c, "level"))
			load_level(l, c, name);
}

static void load_expect(struct loader *l, xmlNode *node)
{
	struct rules *r = l->r;
	r->expect = mem_grow(r->expect, r->expects, &l->expects, sizeof *r->expect);
	r->expect[r->expects++] = (struct level_rule){
		.ends = words_attribute(l, node, "ends"),
		.has = words_attribute(l, node, "has"),
		.level1 = attribute(l, node, "level1"),
		.level2 = attribute(l, node, "level2"),
		.not1 = words_attribute(l, node, "not-level1"),
		.not2 = words_attribute(l, node, "not-level2"),
		.grade = grade_of(l, node, GRADE_NOTE),
	};
}

static void load_order(struct loader *l, xmlNode *node)
{
	struct rules *r = l->r;
	r->order = mem_grow(r->order, r->orders, &l->orders, sizeof *r->order);
	r->order[r->orders++] = (struct order_rule){ attribute(l, node, "upper"), attribute(l, node, "lower"),
		grade_of(l, node, GRADE_NOTE) };
}

static void load_term(struct loader *l, xmlNode *node)
{
	struct rules *r = l->r;
	r->term = mem_grow(r->term, r->terms, &l->terms, sizeof *r->term);
	r->term[r->terms++] = (struct term_rule){ attribute(l, node, "word"), words_attribute(l, node, "except"),
		str_eq(attribute(l, node, "middle"), STR("yes")) };
}

static void load_layout_rule(struct loader *l, xmlNode *node, struct layout_rules *layout)
{
	struct str id = attribute(l, node, "id");
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
static void load_layout(struct loader *l, xmlNode *node)
{
	struct rules *r = l->r;
	r->layout = mem_grow(r->layout, r->layouts, &l->layouts, sizeof *r->layout);
	struct layout_rules *layout = &r->layout[r->layouts++];
	layout->name = attribute(l, node, "name");
	memcpy(layout->grade, r->grade, sizeof layout->grade);
	for (xmlNode *c = node->children; c; c = c->next)
		if (named(c, "rule"))
			load_layout_rule(l, c, layout);
}

static void load_levels(struct loader *l, xmlNode *node)
{
	for (xmlNode *c = node->children; c; c = c->next)
		if (named(c, "level"))
			load_level(l, c, STR(""));
}

static void load_element(struct loader *l, xmlNode *node)
{
	static const struct {
		const char *name;
		void (*load)(struct loader *, xmlNode *);
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

static bool schema_holds(struct loader *l, xmlDoc *doc)
{
	struct buf path = { 0 };
	const char *slash = strrchr(l->file, '/');
	buf_format(&path, "%.*srules.rng", slash ? (int)(slash - l->file + 1) : 0, l->file);
	buf_byte(&path, '\0');
	xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(path.p);
	xmlRelaxNGSetParserStructuredErrors(parser, xml_error, l);
	xmlRelaxNG *schema = xmlRelaxNGParse(parser);
	xmlRelaxNGFreeParserCtxt(parser);
	if (schema) {
		xmlRelaxNGValidCtxt *valid = xmlRelaxNGNewValidCtxt(schema);
		xmlRelaxNGSetValidStructuredErrors(valid, xml_error, l);
		if (xmlRelaxNGValidateDoc(valid, doc) != 0)
			l->failed = true;
		xmlRelaxNGFreeValidCtxt(valid);
		xmlRelaxNGFree(schema);
	} else if (!l->failed) {
		say(l, 0, "schema", str_c(path.p));
	}
	buf_free(&path);
	return !l->failed;
}

static bool load_file(struct rules *r, const char *file)
{
	struct loader l = { .r = r, .file = file };
	r->file = arena_copy(&r->arena, str_c(file));
	xmlSetStructuredErrorFunc(&l, xml_error);
	xmlDoc *doc = xmlReadFile(file, NULL, XML_PARSE_NONET);
	if (!doc && !l.failed)
		say(&l, 0, "XML", STR(""));
	if (doc && schema_holds(&l, doc)) {
		for (xmlNode *c = xmlDocGetRootElement(doc)->children; c; c = c->next)
			load_element(&l, c);
		complete(&l);
	}
	xmlSetStructuredErrorFunc(NULL, NULL);
	xmlFreeDoc(doc);
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
	arena_free(&r->arena);
	*r = (struct rules){ 0 };
}
