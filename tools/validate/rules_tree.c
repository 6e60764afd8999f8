#include "rules_tree.h"

#include "common/grammar_xml.h"
#include "common/msg.h"

static const struct str attribute_names[ATTRIBUTES] = {
#define X(id, name) { name, sizeof name - 1 },
	ATTRIBUTE_LIST(X)
#undef X
};

/* What an element must have and may have are sets of attributes. */
#define HAS(id) (1u << A_##id)
#define IN(id) (1u << S_##id)
#define NAMED(name) { name, sizeof name - 1 }

/* An element stands behind those that it may stand in. */
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
	[S_MEASURE] = { NAMED("measure"), IN(RULES), HAS(ENDS) | HAS(UNITS) | HAS(SEVERITY), 0, 0, false, 0, false, false },
	[S_TERM] = { NAMED("term"), IN(RULES), HAS(WORD), HAS(EXCEPT) | HAS(MIDDLE) | HAS(TAIL), 0, false, 0, false, false },
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

void tree_say(struct tree *t, size_t line, const char *words, struct str name)
{
	struct place at = { .file = str_c(t->file), .line = line };
	msg_say(&at, MSG_RULES_BAD, words, STR_ARG(name));
	t->failed = true;
}

/* Names have a few letters: to look at these costs less than a call. */
static inline bool is_named(struct str name, struct str what)
{
	size_t i = 0;

	if (name.n != what.n)
		return false;
	while (i < name.n && name.p[i] == what.p[i])
		i++;
	return i == name.n;
}

/* Which of the shape's attributes has that name; ATTRIBUTES when none has. */
static enum attribute_id attribute_id(const struct shape *shape, struct str name)
{
	for (uint32_t left = shape->must | shape->may; left; left &= left - 1) {
		enum attribute_id id = (enum attribute_id)__builtin_ctz(left);
		if (is_named(name, attribute_names[id]))
			return id;
	}
	return ATTRIBUTES;
}

/* Takes what may stand there, and says what may not and what is missing. */
static void take_attributes(struct tree *t, struct node *node, const struct xml_attribute *a, size_t n)
{
	const struct shape *shape = node->shape;
	uint32_t seen = 0;

	for (size_t i = 0; i < n; i++) {
		enum attribute_id id = attribute_id(shape, a[i].name);
		struct str value = str_trim(a[i].value);
		if (id == ATTRIBUTES) {
			tree_say(t, node->line, shape->name.p, a[i].name);
			continue;
		}
		bool end = id == A_TAIL && str_eq(value, STR("end"));
		if ((id == A_OPEN || id == A_MIDDLE || id == A_TAIL) && !end && !str_eq(value, STR("yes")) && !str_eq(value, STR("no")))
			tree_say(t, node->line, shape->name.p, value);
		seen |= 1u << id;
		node->attribute[node->attributes++] = (struct attribute){ id, value };
	}
	for (size_t id = 0; (shape->must & ~seen) >> id; id++)
		if ((shape->must & ~seen) >> id & 1)
			tree_say(t, node->line, shape->name.p, attribute_names[id]);
}

/* Mostly that of the sibling before it, or one a little further on. */
static const struct shape *shape_of(const struct node *parent, struct str name)
{
	size_t at = parent ? (size_t)(parent->shape - shapes) : S_FILE;
	size_t from = parent && parent->last ? (size_t)(parent->last->shape - shapes) : at + 1;
	uint32_t within = 1u << at;

	for (size_t i = from; i < sizeof shapes / sizeof *shapes; i++)
		if ((shapes[i].within & within) && is_named(name, shapes[i].name))
			return &shapes[i];
	for (size_t i = at + 1; i < from; i++)
		if ((shapes[i].within & within) && is_named(name, shapes[i].name))
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
	struct tree *t = with;
	struct node *parent = t->depth ? t->open[t->depth - 1] : NULL, *node;
	const struct shape *shape = t->skip ? NULL : shape_of(parent, name);

	if (!shape) {
		if (!t->skip++)
			tree_say(t, line, "XML", name);
		return true;
	}
	node = arena_alloc(t->arena, sizeof *node + n * sizeof *node->attribute);
	*node = (struct node){ .shape = shape, .line = line };
	take_attributes(t, node, a, n);
	if (parent && !adopt(parent, node))
		tree_say(t, line, "XML", name);
	if (!parent)
		t->root = node;
	t->open[t->depth++] = node;
	t->piece = str_of("", 0);
	buf_reset(&t->text);
	return true;
}

/* What stands between most elements: a line's end and blanks. */
static inline bool is_indent(struct str text)
{
	size_t i = 0;

	while (i < text.n && (text.p[i] == '\n' || text.p[i] == ' '))
		i++;
	return i == text.n;
}

static void add_text(struct tree *t, struct str text)
{
	if (t->piece.n == 0 && t->text.n == 0) {
		t->piece = text;
		return;
	}
	buf_add(&t->text, t->piece);
	buf_add(&t->text, text);
	t->piece.n = 0;
}

static void on_text(void *with, struct str text)
{
	struct tree *t = with;
	const struct node *node = t->depth ? t->open[t->depth - 1] : NULL;

	if (t->skip || !node)
		return;
	if (node->shape->text)
		add_text(t, text);
	else if (!is_indent(text) && !str_blank(text))
		tree_say(t, node->line, node->shape->name.p, str_trim(text));
}

/* Nothing to join in a text without blanks at its ends, as nearly always: no control and no two blanks; 16 bytes a step. */
static bool is_joined(struct str s)
{
	typedef uint8_t lanes __attribute__((vector_size(16)));
	lanes v, behind, found = { 0 };
	uint64_t any[sizeof found / sizeof(uint64_t)];
	size_t i = 0;

	for (; i + 1 < s.n && s.n > sizeof v; i += sizeof v) {
		i = i + sizeof v < s.n ? i : s.n - sizeof v - 1; /* the last step may look at some of them again */
		memcpy(&v, s.p + i, sizeof v);
		memcpy(&behind, s.p + i + 1, sizeof v);
		found |= (lanes)((v < ' ') | ((v == ' ') & (behind == ' ')));
	}
	memcpy(any, &found, sizeof any);
	if (any[0] || any[1])
		return false;
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
		return s;
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
	struct tree *t = with;
	struct node *node;

	if (t->skip) {
		t->skip--;
		return;
	}
	if (t->depth == 0)
		return;
	node = t->open[--t->depth];
	if (node->shape->text)
		node->text = joined(t->arena, t->text.n ? arena_copy(t->arena, buf_str(&t->text)) : t->piece);
	if ((node->shape->parent && !node->children) || node->ones < node->shape->ones)
		tree_say(t, node->line, "XML", node->shape->name);
}

bool tree_read(struct tree *t, const char *file, struct arena *arena)
{
	struct xml_events events = { t, arena, STR(""), on_begin, on_text, on_end, true };

	*t = (struct tree){ .arena = arena, .file = file };
	if (!xml_read(file, &events))
		t->failed = true;
	buf_free(&t->text);
	return !t->failed;
}

enum shape_id node_shape(const struct node *node) { return (enum shape_id)(node->shape - shapes); }

struct str node_attribute(const struct node *node, enum attribute_id id)
{
	for (size_t i = 0; i < node->attributes; i++)
		if (node->attribute[i].id == id)
			return node->attribute[i].value;
	return STR("");
}
