/* What is known of a mould is what each text of it reads as, whatever its digits and whatever words a grammar has. */
#include "normalise_case.h"
#include "tools/normalise/cast.h"
#include "tools/normalise/head.h"
#include "tools/normalise/title.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Labels, and what else hangs on digits or only on where they stand. */
static const char *const pieces[] = {
	"0", "1", "2", "7", "9", "12", "19", "20", "31", "100", "2023", "1999", "20231231", "97109", "299.68", "1,234", "１２", "０", "⓪", "①", "⑳", "½", "²",
	"指标", "指标1：", "指标12:", "三级指标3.", "目标2：", "目标1", "其中：", "其中1.", "（一）", "(1)", "1.", "2、", "2023年", "2024年度", "（2023年度）",
	"3月底", "12月31日", "第1季度", "1级指标", "1-3月", "12月底前", "年底", "资金总额", "年度金额", "（万元）", "(元)", "（100分）", "(100%)", "(a/b×100%)",
	"万元", "人", "≥", "95%", "不低于", "个", "产出指标", "数量指标", "数量目标3", "经济效益指标", "补助标准指标", "实际缴费标准", "参保居民", "工作计划",
	"《办法》", "〔2023〕5号", "（2019）12号", "方案", "依据", "根据", "历史数据", " ", "  ", "\u3000", "：", ":", "（", "）", "(", ")", "，", ",", ";", "。",
	"2012.12", "1.5", ".", "5kg3/年", "至", "-", "~", "以上", "约", "且", "控制在", "内", "每人", "/年", "亿", "万亿", "个工作日", "km2", "m3", "m", "2人", "3倍于", "均4", "》", "、",
	"A", "DRG", "ａ", "國", "臺", "㎡", "⼀", "e\u0301", "\u0301", "第1名", "甲等2级", "3号令", "4类", "5组", "丙2", "丁", "级", "类", "\t", "‐", "*", "、",
};

/* Of titles and captions. */
static const char *const words[] = {
	"1", "3", "19", "20", "12", "2024", "1999", "119", "920", "2019", "７", "附件1：", "附件2-1", "表3", "（一）", "1.", "2、", "3 ", "12．", "TC ", "#",
	"云河市", "2023年", "2020年度", "1920年底", "（2024年度）", "(2031年)", "项目支出", "部门整体", "市县", "转移支付", "区域", "绩效目标表", "绩效自评表", "绩效", "表",
	"第1号", "单位：万元", "（单位：元）", "元", "120301 云河市水利局", "填报单位：", "项目名称：桥梁", "主管部门：", " ", "  ", "\t", "、", "。", "（", "）", "（续）", "(上年结转)",
};
enum { PIECES = sizeof pieces / sizeof *pieces, WORDS = sizeof words / sizeof *words, MOULDS = 12000, VARIANTS = 5, TEXT_PIECES = 6 };

/* A layout, and words for base itself, that tell digits apart wherever they can. */
static const char layout[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<grammar name=\"counted\">"
	"<recognise><title kind=\"department\" weight=\"2\">第[13]号.*绩效.*表</title></recognise><labels>"
	"<field name=\"region\" weight=\"3\">第1名 甲等2级 ^丙[2-5]$ ^丁[^7]级$</field></labels>"
	"<units><unit kind=\"count\">2人 组3</unit></units><values><before op=\">=\">3倍于</before><qualifier-end>均4</qualifier-end></values><patterns>"
	"<pattern name=\"name-ordinal\">^指标(?'n'1\\d?)[：:.]?|^第(?'n'[2-4])</pattern>"
	"<pattern name=\"level-like\">^甲等[12]级|^\\p{Han}{2,10}指标$|^丁(?!3)\\d</pattern>"
	"<pattern name=\"basis-like\">[3-5]号令|^4类|(?&lt;!1)5组|方案$</pattern>"
	"<pattern name=\"label-prefix\">^其中1\\.|^2、</pattern><pattern name=\"label-suffix\">\\(100分\\)$</pattern></patterns></grammar>\n";
static const char addition[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<grammar name=\"more\" adds=\"base\"><labels>"
	"<field name=\"region\" weight=\"2\">指标12 2023年目标 ^参保居民[1-3]级$</field></labels></grammar>\n";

static struct scene scene;
static char folder[64];

static unsigned long next(unsigned long *seed) { return (*seed = *seed * 6364136223846793005UL + 1442695040888963407UL) >> 33; }

static void file(const char *name, const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	cr_assert(f);
	cr_assert(fputs(text, f) >= 0 && fclose(f) == 0);
}

static void load(bool counted)
{
	char path[128], command[128];

	memset(&scene, 0, sizeof scene);
	snprintf(folder, sizeof folder, "/tmp/pg-cast-XXXXXX");
	cr_assert(mkdtemp(folder));
	if (counted) {
		file("counted.xml", layout);
		file("more.xml", addition);
	}
	snprintf(path, sizeof path, "grammars:%s", folder);
	cr_assert(grammars_load(&scene.grammars, path));
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	cr_assert(system(command) == 0);
	scene.bench.all = &scene.grammars;
	scene.bench.arena = &scene.arena;
}

static void generate(struct buf *b, unsigned long *seed, const char *const *from, size_t pieces_of)
{
	buf_reset(b);
	for (size_t n = next(seed) % TEXT_PIECES + 1; n; n--)
		buf_add(b, str_c(from[next(seed) % pieces_of]));
}

/* Other digits in the places of its own: those that words of the grammars have more often. */
static void turn(struct buf *b, unsigned long *seed)
{
	static const char digits[] = "0123456789112239190120";

	for (size_t i = 0; i < b->n; i++)
		if (b->p[i] >= '0' && b->p[i] <= '9')
			b->p[i] = digits[next(seed) % (sizeof digits - 1)];
}

static void expect_same_clues(const struct ncell *with, const struct ncell *without, struct str raw)
{
	const int *a = cell_clues(&scene.bench, with), *b;

	scene.bench.memo = NULL;
	b = cell_clues(&scene.bench, without);
	for (size_t i = 0; i < scene.grammars.layouts; i++)
		cr_assert_eq(a ? a[i] : 0, b ? b[i] : 0, "«%.*s» layout %zu: clues", STR_ARG(raw), i);
}

/* Where no grammar knows the label the memory keeps no key. */
static void expect_same_key(const struct ncell *a, const struct ncell *b)
{
	struct label_text any = label_read_any(scene.bench.all, &scene.bench.key, a->text);
	struct str key = a->text.n <= LABEL_BYTES && any.unknown ? STR("") : b->key;

	cr_assert(str_eq(a->key, key), "«%.*s» key «%.*s» «%.*s»", STR_ARG(a->raw), STR_ARG(a->key), STR_ARG(key));
}

static void expect_same(const struct ncell *a, const struct ncell *b)
{
	struct str raw = a->raw;

	cr_assert(str_eq(a->text, b->text), "«%.*s» text «%.*s» «%.*s»", STR_ARG(raw), STR_ARG(a->text), STR_ARG(b->text));
	expect_same_key(a, b);
	cr_assert(str_eq(a->unit, b->unit), "«%.*s» unit", STR_ARG(raw));
	cr_assert(a->means == b->means && a->kinds == b->kinds, "«%.*s» means", STR_ARG(raw));
	cr_assert(a->spaced == b->spaced && a->colon == b->colon && a->changes == b->changes, "«%.*s» signs", STR_ARG(raw));
	cr_assert(a->shape == b->shape, "«%.*s» shape", STR_ARG(raw));
	cr_assert(a->ordinal == b->ordinal && a->ordinal_n == b->ordinal_n, "«%.*s» ordinal %zu (%zu) %zu (%zu)", STR_ARG(raw),
	    a->ordinal, a->ordinal_n, b->ordinal, b->ordinal_n);
	cr_assert(a->level1 == b->level1 && a->level2 == b->level2 && a->level_like == b->level_like, "«%.*s» level", STR_ARG(raw));
	cr_assert(a->basis_like == b->basis_like, "«%.*s» basis", STR_ARG(raw));
}

static void expect_same_targets(const struct ncell *with, const struct ncell *without, struct memo *memo)
{
	struct target *a, *b;
	bool money, bare;
	size_t n;

	scene.bench.memo = memo;
	n = cell_targets(&scene.bench, with, &a, &money);
	scene.bench.memo = NULL;
	cr_assert_eq(cell_targets(&scene.bench, without, &b, &bare), n, "«%.*s» targets", STR_ARG(with->raw));
	cr_assert_eq(money, bare, "«%.*s» money", STR_ARG(with->raw));
	for (size_t i = 0; i < n; i++) {
		cr_assert(a[i].measure == b[i].measure && a[i].unread == b[i].unread && str_eq(a[i].op, b[i].op)
		    && str_eq(a[i].qualifier, b[i].qualifier) && str_eq(a[i].unit, b[i].unit) && str_eq(a[i].text, b[i].text),
		    "«%.*s» target %zu", STR_ARG(with->raw), i);
		cr_assert(str_eq(a[i].low, b[i].low) && str_eq(a[i].high, b[i].high), "«%.*s» %.*s, not %.*s", STR_ARG(with->raw),
		    STR_ARG(a[i].low), STR_ARG(b[i].low));
	}
}

/* Behind a goal that a form may have already. */
static void expect_same_goals(const struct ncell *with, const struct ncell *without, struct memo *memo, bool first)
{
	struct form a = { .line = 1 }, b = { .line = 1 };

	scene.bench.memo = memo;
	if (!first)
		goals_read(&scene.bench, &a, false, STR("稳步提高"), 1, (struct origin){ 0 });
	goals_read_cell(&scene.bench, &a, false, with, with->text);
	scene.bench.memo = NULL;
	if (!first)
		goals_read(&scene.bench, &b, false, STR("稳步提高"), 1, (struct origin){ 0 });
	goals_read_cell(&scene.bench, &b, false, without, without->text);
	cr_assert_eq(a.goals.n, b.goals.n, "«%.*s» goals", STR_ARG(with->raw));
	for (size_t i = 0; i < a.goals.n; i++)
		cr_assert(str_eq(a.goals.at[i].text, b.goals.at[i].text), "«%.*s» goal %zu", STR_ARG(with->raw), i);
}

/* Reads the text with the memory and without, by some grammar. */
static void expect_reads(struct memo *memo, struct str raw, unsigned long *seed)
{
	struct ncell with = { .rows = 1 }, without = { .rows = 1 };
	size_t g = next(seed) % (scene.grammars.layouts + 1);

	scene.bench.grammar = g ? scene.grammars.layout[g - 1] : scene.grammars.base;
	scene.bench.memo = memo;
	cell_hold(&scene.bench, &with, raw);
	if (next(seed) % 2) /* which question is first should not matter */
		(void)cell_clues(&scene.bench, &with);
	cell_read(&scene.bench, &with);
	scene.bench.memo = NULL;
	cell_hold(&scene.bench, &without, raw);
	cell_read(&scene.bench, &without);
	expect_same(&with, &without);
	expect_same_targets(&with, &without, memo);
	expect_same_goals(&with, &without, memo, next(seed) % 2);
	scene.bench.memo = memo;
	expect_same_clues(&with, &without, raw);
}

/* Texts of each mould with other digits in turn. */
static void read_moulds(bool counted, unsigned long seed, const char *const *from, size_t n,
    void expect(struct memo *, struct str, unsigned long *))
{
	struct memo *memo = memo_new();
	struct buf text = { 0 };

	load(counted);
	for (size_t i = 0; i < MOULDS; i++) {
		generate(&text, &seed, from, n);
		for (size_t k = 0; k < VARIANTS; k++) {
			expect(memo, buf_str(&text), &seed);
			turn(&text, &seed);
		}
		memo_trim(memo);
		arena_reset(&scene.arena);
	}
	memo_free(memo);
	buf_free(&text);
	scene_close(&scene);
}

static void read_all(bool counted) { read_moulds(counted, counted ? 5 : 11, pieces, PIECES, expect_reads); }

Test(cast, digits_change_nothing_that_is_kept, .timeout = 120) { read_all(false); }

Test(cast, nor_where_words_have_digits, .timeout = 120) { read_all(true); }

static void expect_title(struct memo *memo, struct str filed, unsigned long *seed)
{
	struct bench *b = &scene.bench;
	struct heading a, bare;
	struct form f = { .line = 1 }, g = { .line = 1 };
	size_t which = next(seed) % (scene.grammars.layouts + 1);
	struct str text;
	const int *weights;

	b->grammar = which ? scene.grammars.layout[which - 1] : scene.grammars.base;
	canon_text(&b->text, filed);
	text = arena_copy(&scene.arena, buf_str(&b->text));
	b->memo = memo;
	weights = title_weights(b, text);
	a = title_read(b, filed);
	f.project = title_project(b, a.words);
	bool captioned = head_captioned(b, text, false), caption = head_caption(b, &f, text, 1, (struct origin){ 0 });
	b->memo = NULL;
	bare = title_read(b, filed);
	cr_assert(str_eq(a.text, bare.text) && str_eq(a.words, bare.words) && str_eq(a.year, bare.year) && str_eq(a.unit, bare.unit), "«%.*s» «%.*s» «%.*s»",
	    STR_ARG(filed), STR_ARG(a.words), STR_ARG(bare.words));
	cr_assert(a.rule == bare.rule && a.rule == title_rule_of(b, b->grammar, a.text), "«%.*s» rule", STR_ARG(filed));
	cr_assert(str_eq(f.project, title_project(b, bare.words)), "«%.*s» project", STR_ARG(filed));
	cr_assert_eq(memcmp(weights, title_weights(b, text), (scene.grammars.layouts + 1) * sizeof *weights), 0, "«%.*s» weights", STR_ARG(filed));
	cr_assert_eq(captioned, head_captioned(b, text, false), "«%.*s» captioned", STR_ARG(filed));
	cr_assert_eq(caption, head_caption(b, &g, text, 1, (struct origin){ 0 }), "«%.*s» caption", STR_ARG(filed));
	cr_assert(str_eq(f.year, g.year) && f.fields.n == g.fields.n && f.unit == g.unit, "«%.*s» caption says", STR_ARG(filed));
	for (size_t i = 0; i < f.fields.n; i++)
		cr_assert(str_eq(f.fields.at[i].value, g.fields.at[i].value), "«%.*s» field %zu", STR_ARG(filed), i);
	b->memo = memo;
}

static void read_titles(bool counted) { read_moulds(counted, counted ? 7 : 3, words, WORDS, expect_title); }

Test(cast, titles_are_alike_but_for_years, .timeout = 120) { read_titles(false); }

Test(cast, nor_where_a_title_names_digits, .timeout = 120) { read_titles(true); }
