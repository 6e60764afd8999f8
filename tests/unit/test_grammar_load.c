/* grammar_load: folders, what a broken or hostile grammar is answered, and the schema's agreement. */
#include "common/value.h"
#include "common/grammar.h"
#include "common/grammar_xml.h"
#include "common/msg.h"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define GRAMMAR(body) HEAD "<grammar name=\"t\">\n" body "\n</grammar>\n"

static char folder[64];

static void folder_new(void)
{
	msg_language("en");
	snprintf(folder, sizeof folder, "/tmp/pg-grammar-XXXXXX");
	cr_assert(mkdtemp(folder));
}

static void folder_gone(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	cr_expect_eq(system(command), 0);
}

TestSuite(grammar_load, .init = folder_new, .fini = folder_gone, .timeout = 20);

/* Writes a file into the folder; its path lives until the next call. */
static const char *file(const char *name, struct str text)
{
	static char path[128];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	cr_assert(f);
	cr_assert_eq(fwrite(text.p, 1, text.n, f), text.n);
	fclose(f);
	return path;
}

/* The project's grammars with the folder behind them. */
static const char *path(void)
{
	static char both[128];

	snprintf(both, sizeof both, "grammars:%s", folder);
	return both;
}

static const struct grammar *layout(const struct grammars *g, const char *name)
{
	for (size_t i = 0; i < g->layouts; i++)
		if (str_eq(g->layout[i]->name, str_c(name)))
			return g->layout[i];
	return NULL;
}

static const char *first_meaning(const struct grammar *g, const char *key)
{
	static char words[128];
	struct buf b = { 0 };
	const struct meaning *m = grammar_meaning(g, str_c(key));

	if (m)
		meaning_words(&b, m);
	snprintf(words, sizeof words, "%.*s", STR_ARG(buf_str(&b)));
	buf_free(&b);
	return words;
}

Test(grammar_load, a_layout_of_ones_own)
{
	struct grammars g;

	file("own.xml", STR(HEAD "<!-- two\nlines --><grammar name=\"own\" title='云河'>"
	                         "<labels><field name=\"region\">管护片区\n 片区</field></labels>"
	                         "<units><unit kind=\"count\">垄</unit></units>"
	                         "<patterns><pattern name=\"name-ordinal\">^第\\d+项</pattern></patterns></grammar>"));
	cr_assert(grammars_load(&g, path()));
	const struct grammar *own = layout(&g, "own");
	size_t n;
	cr_assert(own);
	cr_expect_str_eq(first_meaning(own, "片区"), "field:region");
	cr_expect_str_eq(first_meaning(g.base, "片区"), "");
	cr_expect_str_eq(first_meaning(own, "项目名称"), "field:project-name");
	cr_expect(grammar_unit(own, STR("垄"), &n));
	cr_expect_null(grammar_unit(g.base, STR("垄"), &n));
	cr_expect_neq(own->name_ordinal, g.base->name_ordinal);
	cr_expect_eq(own->goal_ordinal, g.base->goal_ordinal);
	grammars_free(&g);
}

/* Units and comparators by their first character: a layout's own first, the last of two said, the longest that fits. */
Test(grammar_load, words_of_ones_own_win)
{
	struct grammars g;
	const struct unit *u;
	size_t n;

	file("own.xml", STR(HEAD "<grammar name=\"own\"><values><sign op=\"&lt;=\">≥</sign><sign op=\"&gt;\">≥≥≥</sign></values>"
	                         "<units><unit kind=\"count\" name=\"甲\">人 垄</unit><unit kind=\"count\" name=\"乙\">垄 垄沟</unit></units></grammar>"));
	cr_assert(grammars_load(&g, path()));
	const struct grammar *own = layout(&g, "own");
	cr_assert(own);
	u = grammar_unit(own, STR("人"), &n);
	cr_expect(u && str_eq(u->name, STR("甲")));
	u = grammar_unit(g.base, STR("人"), &n);
	cr_expect(u && str_eq(u->name, STR("人")));
	u = grammar_unit(own, STR("人次以上"), &n);
	cr_expect(u && n == 6 && str_eq(u->name, STR("人次")), "base's longer word");
	u = grammar_unit(own, STR("垄间"), &n);
	cr_expect(u && n == 3 && str_eq(u->name, STR("乙")));
	u = grammar_unit(own, STR("垄沟"), &n);
	cr_expect(u && n == 6);
	cr_expect_null(grammar_unit(own, STR("圭"), &n));
	cr_expect_eq(value_sign(own, STR("≥≥≥5")), 9u);
	cr_expect_eq(value_sign(g.base, STR("≥≥≥5")), 3u);
	cr_expect_eq(value_sign(own, STR("≤5")), 3u, "base's own");
	struct arena a = { 0 };
	struct target *target;
	cr_expect(value_targets(own, &a, STR("≥5垄"), &target) == 1 && str_eq(target->op, STR("<=")));
	arena_free(&a);
	grammars_free(&g);
}

Test(grammar_load, adding_to_base)
{
	struct grammars g;

	file("more.xml", STR(HEAD "<grammar name=\"more\" adds=\"base\"><labels><field name=\"region\">管护片区</field></labels>"
	                          "<levels><level1 name=\"产出指标\"><level2 name=\"数量指标\" also=\"产量\"/></level1></levels></grammar>"));
	cr_assert(grammars_load(&g, path()));
	cr_expect_str_eq(first_meaning(g.base, "管护片区"), "field:region");
	cr_expect_str_eq(first_meaning(g.base, "产量"), "level:产出指标/数量指标");
	cr_expect_eq(g.base->levels, 16u);
	cr_expect_null(layout(&g, "more"));
	grammars_free(&g);
}

Test(grammar_load, a_later_folder_replaces)
{
	struct grammars g;
	size_t before;

	cr_assert(grammars_load(&g, "grammars"));
	before = g.layouts;
	grammars_free(&g);
	file("x.xml", STR(HEAD "<grammar name=\"hebei-project\"/>"));
	file("other.xml", STR(HEAD "<data>no grammar at all</data>"));
	cr_assert(grammars_load(&g, path()));
	cr_expect_eq(g.layouts, before);
	cr_expect(str_ends(layout(&g, "hebei-project")->file, STR("x.xml")));
	grammars_free(&g);
}

/* Loads the project's grammars with `text` as a layout beside them; it must fail, saying `want`. */
static void refused(struct str text, const char *line, const char *want)
{
	char said[4096], place[160] = "";
	struct grammars g;
	const char *name = file("t.xml", text);
	FILE *err;
	size_t n;

	if (*line) /* else the place is in what is wanted */
		snprintf(place, sizeof place, "%s:%s", name, line);
	cr_redirect_stderr();
	cr_assert_not(grammars_load(&g, path()), "%s", want);
	fflush(stderr);
	err = cr_get_redirected_stderr();
	n = fread(said, 1, sizeof said - 1, err);
	said[n] = '\0';
	cr_expect(strstr(said, place), "no place %s in: %s", place, said);
	cr_expect(strstr(said, want), "not «%s» but: %s", want, said);
	cr_expect_eq(msg_status(), 2);
}

#define REFUSED(name, text, line, want) \
	Test(grammar_load, refuses_##name) { refused(STR(text), line, want); }

REFUSED(unknown_element, GRAMMAR("<lables/>"), "3: error", "<lables> cannot stand in grammar; expected recognise, titles,")
REFUSED(misplaced_element, GRAMMAR("<labels>\n<unit kind=\"count\">垄</unit></labels>"), "4: error", "expected field, amount, due,")
REFUSED(unknown_attribute, GRAMMAR("<labels>\n\n<field nam=\"region\">甲</field></labels>"), "5: error", "<field> has no attribute nam; expected name, weight")
REFUSED(missing_attribute, GRAMMAR("<labels><field>甲</field></labels>"), "3: error", "<field> lacks its name; expected project-name,")
REFUSED(unknown_value, GRAMMAR("<labels><amount kind=\"sum\">甲</amount></labels>"), "3: error", "<amount kind> cannot be «sum»; expected total, fiscal,")
REFUSED(unknown_role, GRAMMAR("<columns><column role=\"x\">甲</column></columns>"), "3: error", "expected section, level1,")
REFUSED(unknown_cost, GRAMMAR("<costs><cost name=\"shfit\" value=\"3\"/></costs>"), "3: error", "<cost name> cannot be «shfit»; expected shift, shift-step,")
REFUSED(no_number, GRAMMAR("<costs><cost name=\"shift\" value=\"-3\"/></costs>"), "3: error", "expected 0")
REFUSED(unknown_part, GRAMMAR("<sums><sum total=\"total\">fiscal rest</sum></sums>"), "3: error", "«rest»; expected total, fiscal,")
REFUSED(stray_text, GRAMMAR("<labels>项目名称</labels>"), "3: error", "<labels> holds no text but «项目名称»")
REFUSED(empty_list, GRAMMAR("<labels><goals> \n </goals></labels>"), "3: error", "<goals> lacks its text")
REFUSED(unknown_level, GRAMMAR("<levels><level1 name=\"过程指标\"/></levels>"), "3: error", "level «过程指标» is not known to base")
REFUSED(bad_pattern, GRAMMAR("<recognise>\n<title kind=\"project\">绩效(目标</title></recognise>"), "4: error", "behind «绩效(目标»")
REFUSED(bad_label_pattern, GRAMMAR("<labels><goals>甲\n乙\n^目[标</goals></labels>"), "5: error", "no regular expression")
REFUSED(conflict, GRAMMAR("<labels><field name=\"region\">甲 乙\n丙</field>\n<field name=\"purpose\">丁\n丙</field></labels>"),
        "6: error", "«丙» means field:purpose here, but field:region at ")
REFUSED(not_well_formed, GRAMMAR("<labels>\n</lables>"), "4:", "not well-formed: Opening and ending tag mismatch")
REFUSED(cut_off, HEAD "<grammar name=\"t\"><labels>", "2:", "not well-formed")
REFUSED(empty_file, "", "1:", "not well-formed")
REFUSED(binary, "<grammar name=\"t\">\x01\xff</grammar>", "1:", "not well-formed")
REFUSED(second_base, HEAD "<grammar name=\"base\"/>", "2: error", "the grammar is called «base»")
REFUSED(entity_bomb, HEAD "<!DOCTYPE grammar [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n"
                     "<grammar name=\"t\"><labels><goals>&b;</goals></labels></grammar>", "2: error", "no DOCTYPE")
REFUSED(external_entity, HEAD "<!DOCTYPE grammar [<!ENTITY a SYSTEM \"/etc/passwd\">]>\n"
                         "<grammar name=\"t\"><labels><goals>&a;</goals></labels></grammar>", "2: error", "no DOCTYPE")
REFUSED(undeclared_entity, GRAMMAR("<labels><goals>&x;</goals></labels>"), "3:", "not well-formed: Entity 'x' not defined")
#define INCLUDE(href) HEAD "<grammar name=\"t\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">\n<xi:include href=\"" href "\"/></grammar>"
REFUSED(include_absolute, INCLUDE("/etc/passwd"), "3: error", "«/etc/passwd» is not included")
REFUSED(include_above, INCLUDE("../x.xml"), "3: error", "«../x.xml» is not included")
REFUSED(include_net, INCLUDE("http://localhost/x.xml"), "3: error", "is not included")
REFUSED(include_itself, INCLUDE("t.xml"), "2: error", "<grammar> cannot stand in")
REFUSED(include_text, HEAD "<grammar name=\"t\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">\n<xi:include parse=\"text\" href=\"a\"/></grammar>",
        "3: error", "expected xml")

Test(grammar_load, refuses_a_loop_of_parts)
{
	file("loop.xml", STR("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"loop.xml\"/>"));
	refused(STR(INCLUDE("loop.xml")), "", "loop.xml:1: error");
}

Test(grammar_load, refuses_a_link_outside)
{
	char link[128];

	snprintf(link, sizeof link, "%s/l.xml", folder);
	cr_assert_eq(symlink("/etc/passwd", link), 0);
	refused(STR(INCLUDE("l.xml")), "3: error", "«l.xml» is not included");
}

Test(grammar_load, refuses_a_missing_part)
{
	char want[128];

	snprintf(want, sizeof want, "%s/none.xml: error", folder);
	refused(STR(INCLUDE("none.xml")), "", want);
}

static void repeat(struct buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_add(b, str_c(s));
}

Test(grammar_load, refuses_depth)
{
	struct buf b = { 0 };

	buf_add(&b, STR(HEAD "<grammar name=\"t\">\n"));
	repeat(&b, "<labels>", 200000);
	refused(buf_str(&b), "", "error");
	buf_free(&b);
}

Test(grammar_load, refuses_size)
{
	struct buf b = { 0 };

	buf_add(&b, STR(HEAD "<grammar name=\"t\">"));
	repeat(&b, "                                                                ", 66000);
	buf_add(&b, STR("</grammar>"));
	refused(buf_str(&b), "", "of at most 4 MB");
	buf_free(&b);
}

Test(grammar_load, many_labels)
{
	struct buf b = { 0 };
	struct grammars g;

	buf_add(&b, STR(HEAD "<grammar name=\"t\"><labels><other>"));
	for (size_t i = 0; i < 200000; i++)
		buf_format(&b, "甲%zu\n", i);
	buf_add(&b, STR("</other></labels></grammar>"));
	file("t.xml", buf_str(&b));
	cr_assert(grammars_load(&g, path()));
	cr_expect_str_eq(first_meaning(layout(&g, "t"), "甲199999"), "other");
	grammars_free(&g);
	buf_free(&b);
}

Test(grammar_load, no_base)
{
	struct grammars g;

	cr_redirect_stderr();
	setenv("PG_GRAMMAR_PATH", folder, 1);
	cr_expect_not(grammars_load(&g, NULL), "the test program has no grammars beside it");
	cr_expect_eq(msg_status(), 2);
}

/* ---- the schema ---- */

Test(grammar_load, the_projects_own_pass)
{
	static const char *const files[] = { "base.xml", "department-overall.xml", "guizhou-approval.xml", "hebei-project.xml",
		"jilin-transfer.xml", "mof-self-evaluation.xml", "mof-transfer.xml", "yunnan-budget.xml", "parts/columns.xml", "parts/labels.xml",
		"parts/levels.xml", "parts/units.xml", "parts/values.xml", "examples/common.xml" };
	char name[64];

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(name, sizeof name, "grammars/%s", files[i]);
		cr_expect(grammars_check("grammars", name), "%s", name);
	}
	cr_expect_eq(msg_status(), 0);
}

/* What the table of elements takes the schema takes, and what the one refuses the other refuses. */
static const struct { const char *before, *words, *after; } closed[] = {
	{ "<recognise><title kind=\"", "project transfer-overall transfer-region department self-evaluation other WRONG", "\">x</title></recognise>" },
	{ "<captions><caption name=\"", "unit year project-name project-code program-name region department central-department "
	  "provincial-finance provincial-department local-finance local-department implementing-unit budget-unit purpose WRONG",
	  "\">x</caption></captions>" },
	{ "<labels><field name=\"", "project-name project-code program-name region department central-department provincial-finance "
	  "provincial-department local-finance local-department implementing-unit budget-unit purpose unit year WRONG",
	  "\">x</field></labels>" },
	{ "<labels><amount kind=\"", "total fiscal non-fiscal central provincial municipal county local carried-over other WRONG",
	  "\">x</amount></labels>" },
	{ "<labels><due month=\"", "01 02 03 04 05 06 07 08 09 10 11 12 13 3 WRONG", "\">x</due></labels>" },
	{ "<labels><phase name=\"", "initial adjusted executed WRONG", "\">x</phase></labels>" },
	{ "<labels><section schedule=\"", "yes no WRONG", "\">x</section></labels>" },
	{ "<labels><goals weight=\"", "0 9999 10000 -1 x", "\">x</goals></labels>" },
	{ "<columns><column role=\"", "section level1 level2 level3 description value op number unit basis note weight actual score "
	  "reason WRONG", "\">x</column></columns>" },
	{ "<patterns><pattern name=\"", "goal-ordinal name-ordinal level-like basis-like label-prefix label-suffix label-unit text-begin "
	  "text-end page-number WRONG", "\">x</pattern></patterns>" },
	{ "<values><sign op=\"", "= &gt;= &lt;= &gt; &lt; ~ .. WRONG", "\">x</sign></values>" },
	{ "<values><around op=\"=\" ", "head=\"x\" WRONG=\"x\"", ">x</around></values>" },
	{ "<units><unit kind=\"", "count money rate time WRONG", "\">x</unit></units>" },
	{ "<sums><sum total=\"total\">", "fiscal central WRONG", "</sum></sums>" },
	{ "<examples><value cell=\"1\" measure=\"", "number date text blank WRONG", "\"/></examples>" },
	{ "<", "labels grammar WRONG", "/>" },
	{ "<costs><cost value=\"1\" name=\"",
#define X(id, name, value) name " "
	  COST_LIST(X)
#undef X
	  "WRONG", "\"/></costs>" },
};

Test(grammar_load, schema_and_reader_agree)
{
	msg_quiet(true);
	cr_redirect_stderr();
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
		struct str words = str_c(closed[i].words);
		for (size_t from = 0, to; from < words.n; from = to + 1) {
			struct buf text = { 0 };
			struct grammars g;
			bool loads;
			const char *name;
			to = str_chr(words, ' ', from);
			buf_format(&text, HEAD "<grammar name=\"t\">%s%.*s%s</grammar>", closed[i].before,
			           STR_ARG(str_of(words.p + from, to - from)), closed[i].after);
			name = file("t.xml", buf_str(&text));
			loads = grammars_load(&g, path());
			if (loads)
				grammars_free(&g);
			cr_expect_eq(loads, xml_check(name, "grammars/grammar.rng"), "%.*s", STR_ARG(buf_str(&text)));
			cr_expect_eq(loads, grammars_check("grammars", name));
			buf_free(&text);
		}
	}
}

/* Labels are found by their keys however the grammar writes them. */
Test(grammar_load, labels_of_any_form)
{
	static const struct {
		const char *written, *key;
	} cases[] = { { "讀者滿意度", "读者满意度" }, { "指标龜", "指标龟" }, { "\xe2\xbc\x9f指标", "土指标" }, { "ＡＢ指标", "ab指标" }, { "甲Ｂ", "甲b" },
		{ "甲", "甲" }, { "龘龘龘龘龘龘龘", "龘龘龘龘龘龘龘" }, { "指标㎡", "指标m2" }, { "\xf0\xa0\x80\x80指", "\xf0\xa0\x80\x80指" } };
	struct buf text = { 0 }, scratch = { 0 };
	struct grammars g;
	struct str unit;

	buf_add(&text, STR(HEAD "<grammar name=\"t\"><labels><other>"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		buf_format(&text, "%s%s", i % 2 ? "\n\t" : " ", cases[i].written);
	buf_add(&text, STR("</other></labels></grammar>"));
	(void)file("t.xml", buf_str(&text));
	cr_assert(grammars_load(&g, path()));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		cr_expect(grammar_meaning(layout(&g, "t"), str_c(cases[i].key)), "%s", cases[i].key);
		cr_expect(grammar_meaning(layout(&g, "t"), label_key(layout(&g, "t"), &scratch, str_c(cases[i].written), &unit)), "%s", cases[i].written);
	}
	grammars_free(&g);
	buf_free(&text);
	buf_free(&scratch);
}

/* ---- the plain reader and libxml2 ---- */

static bool note_begin(void *with, struct str name, const struct xml_attribute *a, size_t n, size_t line)
{
	struct buf *b = with;

	buf_format(b, "\n<%zu %.*s", line, STR_ARG(name));
	for (size_t i = 0; i < n; i++)
		buf_format(b, " %.*s=%.*s", STR_ARG(a[i].name), STR_ARG(a[i].value));
	buf_byte(b, '>');
	return true;
}

static void note_text(void *with, struct str text) { buf_add(with, text); }
static void note_end(void *with) { buf_add(with, STR("</>")); }

/* The events of a file, read plain and, with a processing instruction put into it, by libxml2. */
static void same_events(struct str text)
{
	struct buf plain = { 0 }, by_library = { 0 }, with = { 0 };
	struct xml_events a = { &plain, NULL, STR(""), note_begin, note_text, note_end }, b = a;
	size_t root = str_find(text, STR("?>"), 0) + 2;

	b.with = &by_library;
	cr_expect(xml_scan(text, &a), "not plain: %.*s", STR_ARG(str_to(text, 300)));
	buf_add(&with, str_to(text, root));
	buf_add(&with, STR("<?pi?>"));
	buf_add(&with, str_from(text, root));
	cr_expect_not(xml_scan(buf_str(&with), &b));
	cr_expect_eq(by_library.n, 0u, "what is not plain gives no events");
	cr_expect(xml_read(file("same.xml", buf_str(&with)), &b));
	cr_expect(str_eq(buf_str(&plain), buf_str(&by_library)), "%.*s\n---\n%.*s", STR_ARG(buf_str(&plain)), STR_ARG(buf_str(&by_library)));
	buf_free(&plain);
	buf_free(&by_library);
	buf_free(&with);
}

static void slurp(struct buf *into, const char *name)
{
	FILE *f = fopen(name, "r");

	cr_assert(f, "%s", name);
	buf_room(into, 1 << 20);
	into->n = fread(into->p, 1, into->cap, f);
	fclose(f);
}

Test(grammar_load, both_readers_say_the_same)
{
	static const char *const files[] = { "grammars/base.xml", "grammars/hebei-project.xml", "grammars/jilin-transfer.xml",
		"grammars/parts/columns.xml", "grammars/parts/labels.xml", "grammars/parts/levels.xml", "grammars/parts/units.xml",
		"grammars/parts/values.xml", "grammars/examples/common.xml", "grammars/rules.xml" };
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		buf_reset(&b);
		slurp(&b, files[i]);
		same_events(buf_str(&b));
	}
	buf_free(&b);
	same_events(STR(HEAD "<a  b = 'x\ty&lt;&amp;'\n c='\"&quot;'><b/>x&gt;y<!-- 1\n2 -->&apos;\n</a >\n"));
}

/* In memory that ends where the text does. */
static bool scan_alone(struct str text, const struct xml_events *events)
{
	char *copy = mem_alloc(text.n);
	bool plain;

	memcpy(copy, text.p, text.n);
	plain = xml_scan(str_of(copy, text.n), events);
	mem_free(copy);
	return plain;
}

/* Plain though one byte is another: then libxml2, which an instruction at the end calls for, finds the same in it. */
static size_t changed(struct buf *text, size_t at, char c)
{
	struct buf plain = { 0 }, by_library = { 0 };
	struct xml_events a = { &plain, NULL, STR(""), note_begin, note_text, note_end }, b = a;
	char was = text->p[at];
	bool is_plain;

	b.with = &by_library;
	text->p[at] = c;
	is_plain = scan_alone(buf_str(text), &a);
	if (is_plain) {
		size_t n = text->n;
		buf_add(text, STR("<?pi?>"));
		cr_expect(xml_read(file("same.xml", buf_str(text)), &b), "%.*s", STR_ARG(buf_str(text)));
		cr_expect(str_eq(buf_str(&plain), buf_str(&by_library)), "%.*s\n%.*s\n---\n%.*s", STR_ARG(buf_str(text)),
		          STR_ARG(buf_str(&plain)), STR_ARG(buf_str(&by_library)));
		text->n = n;
	} else {
		cr_expect_eq(plain.n, 0u, "what is not plain gives no events");
	}
	text->p[at] = was;
	buf_free(&plain);
	buf_free(&by_library);
	return is_plain;
}

Test(grammar_load, what_is_plain_is_what_libxml2_reads)
{
	static const char others[] = "<>&;]-!?/='\" \n\t\r\x01:.1a\x7f\x80\xbf\xef";
	struct buf text = { 0 };
	size_t plain = 0;

	buf_add(&text, STR(HEAD "<!-- a\n-b --><g n='1' xmlns:xi=\"http://www.w3.org/2001/XInclude\">\n\t<a-b c=\"甲]>\"\n d = 'x&lt;'/>"
				"\n乙 丙]] &amp;<!-- - -\n --><xi:include href='a.xml'/>\xef\xbf\xa5 ）</g >\n"));
	msg_quiet(true);
	cr_redirect_stderr();
	for (size_t at = 0; at < text.n; at++)
		for (size_t i = 0; i < sizeof others - 1; i++)
			plain += changed(&text, at, others[i]);
	cr_expect(plain > 600, "%zu", plain);
	for (size_t n = 0; n < str_trim(buf_str(&text)).n; n++)
		cr_expect_not(scan_alone(str_to(buf_str(&text), n), NULL), "%zu", n);
	buf_free(&text);
}

Test(grammar_load, blanks_beside_children_need_not_come)
{
	static const char text[] = "<a>\n <b> x </b>\n <c/>\n <d> </d> y <!-- --> <e/><f><!--\n--> z</f></a>";
	static const struct {
		bool no_blanks;
		const char *told;
	} cases[] = {
		{ false, "\n<1 a>\n \n<2 b> x </>\n \n<3 c></>\n \n<4 d> </> y  \n<4 e></>\n<4 f>\n z</></>" },
		{ true, "\n<1 a>\n<2 b> x </>\n<3 c></>\n<4 d> </> y \n<4 e></>\n<4 f>\n z</></>" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { 0 };
		struct xml_events e = { &b, NULL, STR(""), note_begin, note_text, note_end, cases[i].no_blanks };
		cr_expect(xml_scan(STR(text), &e));
		cr_expect(str_eq(buf_str(&b), str_c(cases[i].told)), "%.*s", STR_ARG(buf_str(&b)));
		buf_free(&b);
	}
}

static const char *const not_plain[] = { "", "x", "<a>", "<a></b>", "<a/><b/>", "<a b=1/>", "<a b='<'/>", "<a b='1' b='2'/>", "<a b='1'c='2'/>",
	"<a>&#65;</a>", "<a>&x;</a>", "<a>\r\n</a>", "<a>]]></a>", "<a><![CDATA[x]]></a>", "<!DOCTYPE a><a/>", "<?pi?><a/>", "<a><?pi?></a>",
	"<a><!-- - -- --></a>", "<x:a xmlns:x='u'/>", "<a xmlns='u'/>", "<a>\x01</a>", "<a>\xff</a>", "<a>\xed\xa0\x80</a>", "<a>\xc0\x80</a>",
	"<a>0123456789abcdef\x1f</a>", "<a><!-- \x01 --></a>", "<a b='\x02'/>", "\x01<a/>", "<a/>\x01", "<a\x02/>", "<a>0123456789abcdef\r</a>", "<a>\xef\xbf\xbf</a>", "<a>0123456789\xef\xbf\xbe" "0123456789</a>", "<a 1='x'/>",
	"<a -b='x'/>", "\xe3\x80\x80<a/>", "<a><xi:include href='b'/></a>",
	"<a xmlns:xi='http://www.w3.org/2001/XInclude' xmlns:xi='http://www.w3.org/2001/XInclude'/>",
	"<a/>x", "< a/>", "<1/>", "<a>&lt</a>", "<a", "<a b", "<a b=", "<a b='", "<a/", "</a>", "<!-- x", "<?xml version='1.1'?><a/>" };

Test(grammar_load, what_is_not_plain_is_left_alone)
{
	struct buf b = { 0 };
	struct xml_events e = { &b, NULL, STR(""), note_begin, note_text, note_end };

	for (size_t i = 0; i < sizeof not_plain / sizeof *not_plain; i++)
		cr_expect_not(xml_scan(str_c(not_plain[i]), &e), "%s", not_plain[i]);
	cr_expect_eq(b.n, 0u);
	cr_expect(xml_scan(STR("<a>]</a><!-- x -->\n"), &e));
	buf_free(&b);
}
