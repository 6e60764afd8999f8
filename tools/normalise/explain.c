#include "explain.h"
#include "emit.h"
#include "recognise.h"
#include "title.h"

#include "../../common/msg.h"

enum { CLUE_ROWS = 16 }; /* as recognise.c */

/* The words of a paragraph in both languages. */
#define WORDS(en, zh) (msg_chinese() ? (zh) : (en))

/* ---- clues ---- */

static void add_clue(struct buf *b, size_t line, const char *what, struct str text, struct str means, int weight)
{
	buf_format(b, WORDS("  clue      line %zu: %s «%.*s» is %.*s, %d\n", "  线索      第 %zu 行：%s“%.*s”为 %.*s，%d\n"), line, what,
	    STR_ARG(text), STR_ARG(means), weight);
}

/* What the title and the first rows weigh for g; into b, what each does, unless b is NULL. */
static int weigh(struct bench *bench, const struct grammar *g, const struct ntable *t, struct str title, struct buf *b)
{
	const struct title_rule *rule = title_rule_of(bench, g, title);
	size_t rows = t->rows < CLUE_ROWS ? t->rows : CLUE_ROWS;
	struct buf words = { 0 };
	int sum = rule ? rule->weight : 0;

	if (rule && b)
		add_clue(b, t->line, WORDS("title", "标题"), title, rule->kind, rule->weight);
	for (size_t r = 0; r < rows; r++)
		for (size_t i = 0; i < t->row[r].filled; i++) {
			const struct ncell *c = row_full(&t->row[r], i);
			const struct meaning *m = c->key.n ? grammar_meaning(g, c->key) : NULL;
			if (!m || !m->weight)
				continue;
			sum += m->weight;
			buf_reset(&words);
			meaning_words(&words, m);
			if (b)
				add_clue(b, c->line, WORDS("label", "标签"), c->text, buf_str(&words), m->weight);
		}
	buf_free(&words);
	return sum;
}

static void add_grammar(struct buf *b, const char *what, const struct grammar *g, int weight)
{
	buf_format(b, WORDS("  %-9s %.*s, %d (%.*s)\n", "  %-9s %.*s，%d（%.*s）\n"), what, STR_ARG(g->name), weight, STR_ARG(g->file));
}

struct str explain_clues(struct bench *b, const struct grammars *g, const struct ntable *t)
{
	const struct grammar *won = b->grammar;
	struct buf text = { 0 }, clues = { 0 };
	struct str title, all;
	int base;

	canon_text(&b->text, t->title);
	title = arena_copy(b->arena, buf_str(&b->text));
	add_grammar(&text, WORDS("grammar", "语法"), won, weigh(b, won, t, title, &clues));
	base = weigh(b, g->base, t, title, NULL); /* every layout has these clues, too */
	for (size_t i = 0; i <= g->layouts; i++) {
		const struct grammar *other = i < g->layouts ? g->layout[i] : g->base;
		int weight = other == won ? 0 : weigh(b, other, t, title, NULL);
		if (other != won && (weight > base || other == g->base))
			add_grammar(&text, WORDS("other", "其他"), other, weight);
	}
	buf_add(&text, buf_str(&clues));
	all = arena_copy(b->arena, buf_str(&text));
	buf_free(&text);
	buf_free(&clues);
	return all;
}

/* ---- forms ---- */

static const char *evidence(const struct ncell *c)
{
	if (c->level1 || c->level2)
		return WORDS("a level label", "级次名称");
	if (c->ordinal)
		return WORDS("the ordinal of a name", "名称序号");
	if (c->shape == SHAPE_NUMBER)
		return WORDS("a number or sign", "数值或符号");
	if (c->shape == SHAPE_DATE)
		return WORDS("a date", "日期");
	return c->basis_like ? WORDS("the name of a document", "文件名称") : WORDS("words, by the cells around them", "文字，依据相邻单元格");
}

static bool column_of(const struct header *h, enum role role, size_t *column)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->role[i] == role) {
			*column = i;
			return true;
		}
	return false;
}

static void add_moves(struct buf *b, const struct form *f, const struct indicator *x)
{
	if (!(x->repairs & REPAIR_SHIFTED))
		return;
	for (int r = 0; r < ROLE_COUNT; r++) {
		const struct ncell *c = x->role[r];
		size_t column;
		if (c && column_of(&f->header, (enum role)r, &column) && c->column != column)
			buf_format(b, WORDS("  moved     line %zu: «%.*s» from column %zu to %zu (%.*s): %s\n",
			    "  移动      第 %zu 行：“%.*s”由第 %zu 列移至第 %zu 列（%.*s）：%s\n"), x->line, STR_ARG(c->text), c->column + 1,
			    column + 1, STR_ARG(role_name((enum role)r)), evidence(c));
	}
}

static void add_issue(struct buf *b, const struct issue *i)
{
	if (strcmp(i->rule, "label-unknown") == 0) {
		buf_format(b, WORDS("  unknown   line %zu: «%.*s»", "  未知      第 %zu 行：“%.*s”"), i->line, STR_ARG(i->subject));
		if (i->message.n)
			buf_format(b, WORDS("; nearest: «%.*s»", "；最接近：“%.*s”"), STR_ARG(i->message));
		buf_byte(b, '\n');
	} else if (strcmp(i->rule, "row-unread") == 0) {
		buf_format(b, WORDS("  unread    line %zu: «%.*s»\n", "  未读      第 %zu 行：“%.*s”\n"), i->line, STR_ARG(i->message));
	}
}

void explain_form(struct out *o, struct str doc, const struct form *f, struct str clues)
{
	struct buf b = { 0 };

	buf_format(&b, WORDS("%.*s:%zu: form %zu: %.*s\n", "%.*s:%zu：表 %zu：%.*s\n"), STR_ARG(doc), f->line, f->ordinal,
	    STR_ARG(f->title));
	buf_add(&b, clues);
	for (size_t i = 0; i < f->issues.n; i++)
		add_issue(&b, &f->issues.at[i]);
	for (size_t i = 0; i < f->indicators.n; i++)
		add_moves(&b, f, &f->indicators.at[i]);
	out_add(o, buf_str(&b));
	buf_free(&b);
}

/* ---- the grammars ---- */

static void list_one(struct out *o, const struct grammar *g)
{
	struct buf b = { 0 };

	buf_format(&b, "%.*s\t%.*s\t%.*s\n", STR_ARG(g->name), STR_ARG(g->heading), STR_ARG(g->file));
	out_add(o, buf_str(&b));
	buf_free(&b);
}

void explain_list(struct out *o, const struct grammars *g)
{
	list_one(o, g->base);
	for (size_t i = 0; i < g->layouts; i++)
		list_one(o, g->layout[i]);
}

static bool is_wanted(const struct grammar *g, const char *const *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(g->name, str_c(name[i])))
			return true;
	return false;
}

static void say_unknown(const struct grammars *g, const char *name)
{
	struct buf names = { 0 };

	buf_add(&names, STR("base"));
	for (size_t i = 0; i < g->layouts; i++)
		buf_format(&names, ", %.*s", STR_ARG(g->layout[i]->name));
	msg_tell(MSG_USAGE_VALUE, "--grammar", name, names.p);
	buf_free(&names);
}

bool explain_keep(struct grammars *g, const char *const *name, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool known = strcmp(name[i], "base") == 0;
		for (size_t k = 0; k < g->layouts; k++)
			known |= str_eq(g->layout[k]->name, str_c(name[i]));
		if (!known) {
			say_unknown(g, name[i]);
			return false;
		}
	}
	for (size_t k = 0; n && k < g->layouts; k++)
		if (is_wanted(g->layout[k], name, n)) {
			struct grammar *wanted = g->layout[k];
			memmove(g->layout + kept + 1, g->layout + kept, (k - kept) * sizeof *g->layout);
			g->layout[kept++] = wanted;
		}
	if (n)
		g->layouts = kept; /* the others stand behind, for who frees them */
	return true;
}
