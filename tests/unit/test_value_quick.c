/* value_quick: a plain cell is read as the readers for any cell would read it, whatever its pieces. */
#include "common/grammar_tables.h"
#include "common/value_internal.h"

#include "grammar_case.h"

TestSuite(value_quick, .init = load, .fini = unload);

static unsigned long next(unsigned long *seed) { return (*seed = *seed * 6364136223846793005UL + 1442695040888963407UL) >> 33; }

/* Figures, signs and whatever might make more of them than a plain cell. */
static const char *const pieces[] = {
	"0", "5", "12", "37", "95", "100", "340", "2023", "1999", "1899", "2100", "4098", "20231231", "97109", "0000",
	"123456789012345678", "00", "007", ",", ",000", ",123", ".", ".5", ".50", ".12", "．", "，", "、", "；", ";", "。", "：", ":",
	" ", "  ", "-", "—", "~", "～", "至", "到", "+", "/", "*", "%", "‰", "（", "）", "(", ")", "一", "万", "亿", "百", "百万", "余",
	"多", "个", "元", "年", "年度", "月", "日", "号", "底", "末", "前", "之前", "内", "以内", "以上", "左右", "（含）以上", "每", "人",
	"元/人", "月份", "个月", "㎡", "km", "m2", "第", "约", "不低于", "得分", "参保率", "≥", "≤", "=", "<", ">", "<=", ">=", "≈", "＝",
	"①", "\xe5", "\xe5\xb9", "\x80", "\xef\xbc", "\xe3\x80\x80", "\xc2\xa0",
};
enum { PIECES = sizeof pieces / sizeof *pieces, TEXTS = 1000000, TEXT_PIECES = 6 };

static struct str any_unit(unsigned long *seed)
{
	const struct unit_word *u = g->tables->unit->slot[next(seed) % WORD_SLOTS];

	for (unsigned long n = next(seed) % 4; n && u && u->next; n--)
		u = u->next;
	return u ? u->word : STR("");
}

static struct str any_piece(unsigned long *seed)
{
	switch (next(seed) % 8) {
	case 0:
		return g->comparator[next(seed) % g->comparators].word;
	case 1:
		return any_unit(seed);
	default:
		return str_c(pieces[next(seed) % PIECES]);
	}
}

/* 2023年, 12月31日, 2023-12: dates, or nearly. */
static void add_date(struct buf *b, unsigned long *seed)
{
	static const char *const sign[] = { "年", "月", "日", "-", ".", "/" };

	for (unsigned long n = 1 + next(seed) % 3; n; n--) {
		buf_format(b, "%lu", next(seed) % 2 ? next(seed) % 35 : 1890 + next(seed) % 220);
		buf_add(b, str_c(sign[next(seed) % (sizeof sign / sizeof *sign)]));
	}
}

/* Two texts in three begin as plain cells do. */
static struct str any_text(struct buf *b, unsigned long *seed)
{
	unsigned long n = 1 + next(seed) % TEXT_PIECES;

	buf_reset(b);
	if (next(seed) % 3 == 0) {
		add_date(b, seed);
		n = next(seed) % 3;
	} else if (next(seed) % 2) {
		if (next(seed) % 2)
			buf_add(b, str_c(next(seed) % 2 ? "≥" : ">="));
		if (next(seed) % 4 == 0)
			buf_byte(b, ' ');
		buf_format(b, "%lu", next(seed) % (next(seed) % 2 ? 3000 : 200));
		n = next(seed) % 3;
	}
	for (; n; n--)
		buf_add(b, any_piece(seed));
	return str_trim(buf_str(b));
}

static bool same_decimal(struct decimal a, struct decimal b) { return a.unscaled == b.unscaled && a.scale == b.scale; }

static bool same_reading(const struct reading *a, const struct reading *b)
{
	return a->kind == b->kind && str_eq(a->qualifier, b->qualifier) && str_eq(a->op, b->op) && same_decimal(a->low, b->low)
	    && same_decimal(a->high, b->high) && a->range == b->range && a->unread == b->unread && a->loose == b->loose
	    && unit_same(&a->unit, &b->unit) && a->unit.power == b->unit.power && a->unit.kind == b->unit.kind
	    && a->unit.known == b->unit.known && a->date.year == b->date.year && a->date.month == b->date.month
	    && a->date.day == b->date.day && a->date.before == b->date.before && a->date.loose == b->date.loose
	    && str_eq(a->text, b->text);
}

static bool same_target(const struct target *a, const struct target *b)
{
	return str_eq(a->qualifier, b->qualifier) && a->measure == b->measure && str_eq(a->op, b->op) && str_eq(a->low, b->low)
	    && str_eq(a->high, b->high) && str_eq(a->unit, b->unit) && str_eq(a->text, b->text) && a->unread == b->unread;
}

static bool same_money(struct str s, int form_unit)
{
	struct str yuan = STR(""), any = STR("");
	bool read = value_money(g, &arena, s, form_unit, &yuan);

	return read == money_any(g, &arena, s, form_unit, &any) && str_eq(yuan, any);
}

Test(value_quick, reads_what_any_reader_reads, .timeout = 120)
{
	struct buf b = { 0 };
	unsigned long seed = 11;
	size_t figures = 0, dates = 0;

	for (size_t i = 0; i < TEXTS; i++) {
		struct str s = any_text(&b, &seed);
		struct reading quick, any;
		struct target *t, *u;

		if (!quick_read(g, s, &quick))
			continue;
		part_read_any(g, s, &any);
		cr_expect(same_reading(&quick, &any), "%.*s", STR_ARG(s));
		cr_expect_eq(value_shape(g, s), shape_any(g, s), "%.*s", STR_ARG(s));
		cr_assert_eq(value_targets(g, &arena, s, &t), targets_any(g, &arena, s, &u), "%.*s", STR_ARG(s));
		cr_expect(same_target(t, u), "%.*s", STR_ARG(s));
		cr_expect(same_money(s, (int)(i % 9)), "%.*s", STR_ARG(s));
		figures += quick.kind == READ_NUMBER;
		dates += quick.kind == READ_DATE;
		arena_reset(&arena);
	}
	cr_expect_gt(figures, TEXTS / 20); /* else the texts say nothing */
	cr_expect_gt(dates, TEXTS / 1000);
	buf_free(&b);
}

/* What most filings hold is read quickly: a shortcut that nobody takes says nothing either. */
Test(value_quick, takes_plain_cells)
{
	static const char *const cells[] = { "95", "≥95%", "≥ 90 %", "97109万元", "1,234.50元", ">=3次", "12.5万", "5个", "3个月",
		"20个工作日", "2023年", "2023年度", "2023年12月31日", "2023年12月底前", "12月底前", "2023-12-31" };
	struct reading r;

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		cr_expect(quick_read(g, str_c(cells[i]), &r), "%s", cells[i]);
}

/* Digits and separators are looked for many bytes at a time: wherever one stands, it is found. */
Test(value_quick, finds_a_digit_anywhere)
{
	char text[48];

	for (size_t n = 0; n <= sizeof text; n++) {
		memset(text, '/', n); /* one less than '0' */
		for (size_t from = 0; from <= n; from++)
			cr_expect_eq(word_digit(str_of(text, n), from), n, "%zu", from);
		for (size_t i = 0; i < n; i++) {
			text[i] = i % 2 ? '9' : '0';
			for (size_t from = 0; from <= n; from++)
				cr_expect_eq(word_digit(str_of(text, n), from), from <= i ? i : n, "%zu in %zu from %zu", i, n, from);
			text[i] = i % 2 ? '\xb5' : ':'; /* '5' but for its high bit; one more than '9' */
		}
	}
}

Test(value_quick, cuts_at_a_separator_anywhere)
{
	static const struct str marks[] = { { "；", 3 }, { ";", 1 } };

	for (size_t i = 0; i < 40; i++) {
		for (size_t k = 0; k < 40; k++) {
			for (size_t m = 0; m < 2; m++) {
				struct buf b = { 0 };
				struct target *t;
				for (size_t n = 0; n < i; n++)
					buf_byte(&b, 'a');
				buf_add(&b, marks[m]);
				for (size_t n = 0; n < k; n++)
					buf_byte(&b, 'b');
				cr_expect_eq(value_targets(g, &arena, buf_str(&b), &t), i && k ? 2 : 1, "%zu, %zu", i, k);
				cr_expect_eq(t->text.n, i ? i : k ? k : marks[m].n, "%zu, %zu", i, k);
				buf_free(&b);
			}
		}
	}
}

/* What is found on the way to a shape is what value_targets finds. */
Test(value_quick, looks_find_the_same_targets)
{
	struct buf b = { 0 }, cell = { 0 };
	unsigned long seed = 5;
	size_t kept = 0;

	for (size_t i = 0; i < 100000; i++) {
		struct target *t, *u;
		size_t n, parts = next(&seed) % 4;
		buf_reset(&cell);
		for (buf_add(&cell, any_text(&b, &seed)); parts; parts--) {
			buf_add(&cell, parts % 2 ? STR("；") : STR("，"));
			buf_add(&cell, any_text(&b, &seed));
		}
		cr_expect_eq(value_look(g, &arena, buf_str(&cell), &t, &n), value_shape(g, buf_str(&cell)), "%.*s", STR_ARG(buf_str(&cell)));
		cr_assert(n == 0 || value_targets(g, &arena, buf_str(&cell), &u) == n, "%.*s", STR_ARG(buf_str(&cell)));
		for (size_t k = 0; k < n; k++)
			cr_expect(same_target(&t[k], &u[k]), "%.*s", STR_ARG(buf_str(&cell)));
		kept += n > 1;
		arena_reset(&arena);
	}
	cr_expect_gt(kept, 1000);
	buf_free(&b);
	buf_free(&cell);
}
