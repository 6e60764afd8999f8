#include "tools/validate/rules.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char rules_file[] = "grammars/rules.xml"; /* tests run in the project's top folder */

Test(rules, shipped_file_is_complete)
{
	struct rules r;

	cr_assert(rules_load(&r, rules_file));
	for (size_t i = 0; i < RULE_COUNT; i++) {
		cr_expect(r.rule[i].what.en.n && r.rule[i].what.zh.n, "%s: what", rule_names[i]);
		cr_expect(r.rule[i].mend.en.n && r.rule[i].mend.zh.n, "%s: mend", rule_names[i]);
		cr_expect(r.rule[i].example.n && r.rule[i].reads.n, "%s: example", rule_names[i]);
	}
	for (size_t i = 0; i < SAY_COUNT; i++)
		cr_expect(r.say[i].en.n && r.say[i].zh.n, "%s/%s", rule_names[say_infos[i].rule], say_infos[i].name);
	for (size_t i = 0; i < WORDS_COUNT; i++)
		cr_expect(r.words[i].n, "word list %zu is empty", i);
	rules_free(&r);
}

/* Both languages have every argument, and none of them twice too few. */
Test(rules, words_use_all_arguments)
{
	struct rules r;

	cr_assert(rules_load(&r, rules_file));
	for (size_t i = 0; i < SAY_COUNT; i++)
		for (int n = 1; n <= say_infos[i].arguments; n++) {
			char place[4] = { '{', (char)('0' + n), '}', 0 };
			struct str en = r.say[i].en, zh = r.say[i].zh;
			cr_expect((str_find(en, str_c(place), 0) < en.n) == (str_find(zh, str_c(place), 0) < zh.n),
				"%s/%s: %s in one language only", rule_names[say_infos[i].rule], say_infos[i].name, place);
		}
	rules_free(&r);
}

Test(rules, a_saying_is_filled_in)
{
	struct rules r;
	struct buf b = { 0 };
	struct str a[RULE_ARGUMENTS] = { { "60万元", 8 }, { "50万元", 8 }, { "10万元", 8 } };

	cr_assert(rules_load(&r, rules_file));
	rules_say(&r, SAY_AMOUNT_SUM_OFF, a, false, &b);
	cr_expect(str_eq(buf_str(&b), STR("parts do not add up to the total: 60万元 ≠ 50万元 (10万元 apart)")));
	buf_reset(&b);
	rules_say(&r, SAY_AMOUNT_SUM_OFF, a, true, &b);
	cr_expect(str_eq(buf_str(&b), STR("各部分之和不等于合计：60万元 ≠ 50万元（相差 10万元）")));
	buf_free(&b);
	rules_free(&r);
}

/* All words of the rules, one way to write them. */
static void all_words(const char *file, struct buf *into)
{
	struct rules r;

	cr_assert(rules_load(&r, file), "%s", file);
	for (size_t i = 0; i < RULE_COUNT; i++) {
		rules_explain(&r, (enum rule_id)i, into, false);
		rules_explain(&r, (enum rule_id)i, into, true);
	}
	for (size_t i = 0; i < WORDS_COUNT; i++)
		for (size_t k = 0; k < r.words[i].n; k++)
			buf_format(into, "%.*s|", STR_ARG(r.words[i].word[k]));
	for (size_t i = 0; i < r.terms; i++)
		buf_format(into, "%.*s %zu\n", STR_ARG(r.term[i].word), r.term[i].except.n);
	rules_free(&r);
}

/* The file with other blanks between its words. */
static void with_blanks(struct str text, const char *blank, struct buf *into)
{
	for (size_t at = 0, end; at < text.n; at = end) {
		bool comment = str_starts(str_from(text, at), STR("<!--"));
		end = text.p[at] == '<' ? str_find(text, comment ? STR("-->") : STR(">"), at) + 1 : at + 1;
		if (text.p[at] == ' ' && text.p[at - 1] != '\n' && text.p[at - 1] != ' ')
			buf_add(into, str_c(blank));
		else
			buf_add(into, str_of(text.p + at, end - at));
	}
}

Test(rules, words_are_the_same_however_they_are_parted)
{
	static const char *const blanks[] = { "\n\t ", " <!-- x\n --> ", "<!-- --> ", "  ", "&#32;" };
	struct buf text = { 0 }, expected = { 0 }, other = { 0 }, found = { 0 };
	char name[] = "/tmp/pg-rules-XXXXXX";
	FILE *f = fopen(rules_file, "r");

	cr_assert(f && mkstemp(name) >= 0);
	buf_room(&text, 1 << 20);
	text.n = fread(text.p, 1, text.cap, f);
	fclose(f);
	all_words(rules_file, &expected);
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		buf_reset(&other);
		buf_reset(&found);
		with_blanks(buf_str(&text), blanks[i], &other);
		cr_assert(other.n > text.n && (f = fopen(name, "w")));
		fwrite(other.p, 1, other.n, f);
		fclose(f);
		all_words(name, &found);
		cr_expect(str_eq(buf_str(&found), buf_str(&expected)), "%s", blanks[i]);
	}
	unlink(name);
	buf_free(&text);
	buf_free(&expected);
	buf_free(&other);
	buf_free(&found);
}

Test(rules, severity_is_set_by_id)
{
	struct rules r;

	cr_assert(rules_load(&r, rules_file));
	cr_expect(r.grade[SAY_AMOUNT_SUM_OFF] == GRADE_ERROR);
	cr_expect(rules_set(&r, "amount-sum=off"));
	cr_expect(r.grade[SAY_AMOUNT_SUM_OFF] == GRADE_OFF && r.grade[SAY_AMOUNT_SUM_OVER] == GRADE_OFF);
	cr_expect(rules_grades(&r, STR("no such layout")) == r.grade);
	static const char *const bad[] = { "amount-sum", "amount-sum=loud", "no-such-rule=off", "=", "" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect(!rules_set(&r, bad[i]), "«%s» was taken", bad[i]);
	rules_free(&r);
}

/* The shipped rules with one thing changed, beside the shipped schema. */
static bool loads(const char *from, const char *to, enum grade *grade)
{
	char folder[] = "/tmp/pg-rules-XXXXXX", path[64], schema[64], command[512];
	struct rules r;
	cr_assert(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/rules.xml", folder);
	snprintf(schema, sizeof schema, "%s/rules.rng", folder);
	snprintf(command, sizeof command, "cp grammars/rules.rng %s && sed 's|%s|%s|' %s >%s", schema, from, to, rules_file, path);
	cr_assert(system(command) == 0);
	bool ok = rules_load(&r, path);
	if (ok && grade)
		*grade = rules_grades(&r, STR("plain"))[SAY_VALUE_BLANK_CELL];
	rules_free(&r);
	unlink(path);
	unlink(schema);
	rmdir(folder);
	return ok;
}

Test(rules, broken_files_are_refused)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "id=\"amount-sum\"", "id=\"amount-sun\"" }, { "<rules>", "<rules" }, { "case=\"over\"", "case=\"upper\"" },
		{ "severity=\"error\" reads", "severity=\"loud\" reads" },
		{ "name=\"rate-ends\"", "name=\"rate-end\"" }, { "value=\"80\"", "value=\"eighty\"" },
		{ "</rules>", "<words name=\"rate-ends\">x</words></rules>" }, { "{1} ≠", "{8} ≠" },
	};
	cr_expect(loads("zzzz", "zzzz", NULL));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect(!loads(cases[i].from, cases[i].to, NULL), "case %zu was taken", i);
}

Test(rules, a_layout_changes_grades)
{
	enum grade g = GRADE_OFF;
	cr_expect(loads("</rules>", "<layout name=\"plain\"><rule id=\"value-blank\" severity=\"note\"/></layout></rules>", &g));
	cr_expect(g == GRADE_NOTE);
}

Test(rules, words_are_found_longest_first)
{
	struct str list[] = { { "局", 3 }, { "财政局", 9 }, { "县", 3 } };
	struct words w = { list, 3 };

	cr_expect(str_eq(words_end(&w, STR("青岭县财政局")), STR("财政局")));
	cr_expect(str_eq(words_start(&w, STR("财政局青岭")), STR("财政局")));
	cr_expect(str_eq(words_in(&w, STR("青岭县水利所")), STR("县")));
	cr_expect(words_end(&w, STR("")).n == 0 && !words_have(&w, STR("财政")));
}
