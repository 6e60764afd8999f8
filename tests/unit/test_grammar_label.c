/* Labels that all grammars are asked about at once: the short ways give what asking each gives, over texts made at random. */
#include "common/canon.h"
#include "common/grammar_tables.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXTS = 100 * 1000, PIECES = 4 };

static struct grammars grammars;

/* Layouts that cut labels by rules of their own, and know as labels what base's rules would cut. */
static const struct { const char *name, *text; } layouts[] = {
	{ "cuts.xml", "<grammar name=\"cuts\"><patterns><pattern name=\"label-prefix\">^某某[:：]?|^其中[:：]</pattern>"
		      "<pattern name=\"label-suffix\">[(]样[)]$</pattern></patterns><labels><field name=\"project-name\">样例 "
		      "样例（年） ^样例\\d+号$</field></labels></grammar>" },
	{ "knows.xml", "<grammar name=\"knows\"><labels><field name=\"project-name\">2031年样例 项目名称（盖章）</field></labels></grammar>" },
	{ "units.xml", "<grammar name=\"units\"><units><unit kind=\"count\">旮</unit></units></grammar>" },
};

/* The project's grammars, and those beside them. */
static void load_with_layouts(void)
{
	char folder[] = "/tmp/pg-label-XXXXXX", path[64], both[64];

	cr_assert(mkdtemp(folder));
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		FILE *f;
		snprintf(path, sizeof path, "%s/%s", folder, layouts[i].name);
		f = fopen(path, "w");
		cr_assert(f && fputs(layouts[i].text, f) >= 0 && fclose(f) == 0);
	}
	snprintf(both, sizeof both, "grammars:%s", folder);
	cr_assert(grammars_load(&grammars, both), "run in the project's own folder");
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, layouts[i].name);
		unlink(path);
	}
	rmdir(folder);
}

static size_t below(unsigned *seed, size_t n) { return (size_t)rand_r(seed) % n; }

static const struct grammar *any(unsigned *seed)
{
	size_t i = below(seed, grammars.layouts + 1);

	return i < grammars.layouts ? grammars.layout[i] : grammars.base;
}

/* Labels, also cut and doubled, what stands before and behind them, figures, units, and characters whose keys are others. */
static void random_text(struct buf *text, unsigned *seed)
{
	static const char *const pieces[] = { "其中：", "（一）", "1、", "2031年", "2031", "12-3月", "★", "目标3", "实际完成值", "指标值（旬）", "指标1：",
		"（万元）", "(%)", "（2031年度）", "（盖章）", "(", "）", "：", "*", "、", " ", "\u3000", "A", "Ｂ", "①", "℃", "e\u0301", "\u0301",
		"か", "\u3099", "値", "⽬标", "元", "7", "≥", "%", "人", "样例", "某某", "（样）", "（旮）", "（年）", "号", "原因", "县（市）", "名称", "财政局", "主管部门", "\u200b", "“", "\U0002f800" };
	struct buf raw = { 0 };

	for (size_t n = 1 + below(seed, PIECES); n; n--) {
		const struct grammar_tables *t = any(seed)->tables;
		struct str label = below(seed, 2) && t->labels ? t->label[below(seed, t->labels)].key
							       : str_c(pieces[below(seed, sizeof pieces / sizeof *pieces)]);
		if (below(seed, 16) == 0)
			label = str_from(label, below(seed, label.n) / 3 * 3);
		buf_add(&raw, label);
	}
	raw.n = str_invalid_at(buf_str(&raw)); /* a cut may have fallen into a character */
	canon_text(text, buf_str(&raw));
	buf_free(&raw);
}

/* What one key means to all grammars, asked by way of base. */
static size_t check_meanings(struct str key)
{
	const struct meaning *bases = grammar_meaning(grammars.base, key);
	bool differ = grammars_differ(&grammars, key);

	for (size_t i = 0; i < grammars.layouts; i++) {
		const struct meaning *own = grammar_meaning(grammars.layout[i], key);
		cr_assert_eq(grammar_meaning_over(grammars.layout[i], key, bases), own, "«%.*s»", STR_ARG(key));
		cr_assert(differ || own == bases, "«%.*s»", STR_ARG(key));
	}
	return differ;
}

/* What base's reading says of the others' is so. */
static void check_layouts(const struct label_text *label, struct str text)
{
	struct buf scratch = { 0 };

	for (size_t i = 0; i <= grammars.layouts; i++) {
		const struct grammar *g = i ? grammars.layout[i - 1] : grammars.base;
		struct label_text own = label_read(g, &scratch, text);
		if (label->unknown)
			cr_assert(!grammar_meaning(g, own.key) && own.unit.n == 0, "«%.*s»", STR_ARG(text));
		else if (label->plain && label_rules_same(g, grammars.base))
			cr_assert(str_eq(own.key, label->key) && str_eq(own.unit, label->unit), "«%.*s»", STR_ARG(text));
	}
	buf_free(&scratch);
}

static void check_texts(void)
{
	struct buf text = { 0 }, scratch = { 0 };
	size_t plain = 0, unknown = 0, differ = 0;
	unsigned seed = 11;

	for (int i = 0; i < TEXTS; i++) {
		struct label_text label;
		random_text(&text, &seed);
		label = label_read_any(&grammars, &scratch, buf_str(&text));
		plain += label.plain;
		unknown += label.unknown;
		check_layouts(&label, buf_str(&text));
		differ += check_meanings(label.key);
	}
	cr_expect(unknown > TEXTS / 10 && unknown < plain && plain < TEXTS, "%zu of %zu", unknown, plain);
	cr_expect(differ > TEXTS / 100 && differ < TEXTS, "%zu", differ);
	buf_free(&text);
	buf_free(&scratch);
}

Test(label, base_speaks_for_layouts)
{
	cr_assert(grammars_load(&grammars, "grammars"), "run in the project's own folder");
	check_texts();
	grammars_free(&grammars);
}

Test(label, rules_of_their_own)
{
	load_with_layouts();
	check_texts();
	grammars_free(&grammars);
}
