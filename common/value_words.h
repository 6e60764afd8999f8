/*
 * value_words: the words and signs around numbers that belong to how figures are written in Chinese, not to what
 * filings are about (those are the grammar's).
 *
 * A list is looked for at nearly every place of a value, and hardly ever found: its two sets of bytes say no for
 * most places at once.
 */
#ifndef PG_VALUE_WORDS_H
#define PG_VALUE_WORDS_H

#include "str.h"

struct words {
	uint64_t first, last; /* a bit by each byte (& 63) that a word begins, or ends, with */
	uint64_t third;       /* the same of the third byte, where the first is that of a character of three */
	struct str word[];    /* in order of preference; ends in an empty one */
};

#define WORD_ITEM(literal) { (literal), sizeof(literal) - 1 },
#define WORD_BIT(literal, at) | 1ULL << ((unsigned char)(literal)[at] & 63)
#define WORD_FIRST(literal) WORD_BIT(literal, 0)
#define WORD_LAST(literal) WORD_BIT(literal, sizeof(literal) - 2)
#define WORD_THIRD(literal) WORD_BIT(literal, sizeof(literal) > 3 ? 2 : 0)
#define WORDS(LIST) { 0 LIST(WORD_FIRST), 0 LIST(WORD_LAST), 0 LIST(WORD_THIRD), { LIST(WORD_ITEM) { 0 } } }

static inline bool word_starts(struct str s, struct str word)
{
	return word.n && s.n >= word.n && s.p[0] == word.p[0] && s.p[word.n - 1] == word.p[word.n - 1]
	    && memcmp(s.p, word.p, word.n) == 0;
}
static inline bool word_ends(struct str s, struct str word)
{
	return word.n && s.n >= word.n && s.p[s.n - 1] == word.p[word.n - 1] && memcmp(s.p + (s.n - word.n), word.p, word.n) == 0;
}
static inline bool words_bit(uint64_t set, char c) { return set >> ((unsigned char)c & 63) & 1; }
/* The first of the list that stands at *at, which moves behind it. */
static inline bool word_skip(struct str s, size_t *at, const struct words *list)
{
	struct str rest;

	if (*at >= s.n || !words_bit(list->first, s.p[*at]))
		return false;
	rest = str_from(s, *at);
	if ((unsigned char)rest.p[0] >= 0xe0 && (rest.n < 3 || !words_bit(list->third, rest.p[2])))
		return false;
	for (const struct str *word = list->word; word->n; word++) {
		if (word_starts(rest, *word)) {
			*at += word->n;
			return true;
		}
	}
	return false;
}
/* The same at the end of s, which loses it. */
static inline bool word_cut(struct str *s, const struct words *list)
{
	if (s->n == 0 || !words_bit(list->last, s->p[s->n - 1]))
		return false;
	for (const struct str *word = list->word; word->n; word++) {
		if (word_ends(*s, *word)) {
			s->n -= word->n;
			return true;
		}
	}
	return false;
}

/*
 * Words that end like a comparator or like the end of a qualifier and are neither: the 约 of 节约100万元
 * says nothing about 100, and 人均 is not 人.
 */
#define WORDS_COMPOUND(X) X("节约") X("预约") X("签约") X("违约") X("履约") X("集约") X("合约") X("最近") X("附近") \
	X("邻近") X("就近") X("下达") X("传达") X("送达") X("表达") X("转达") X("直达") X("抵达") X("发达") X("人均") \
	X("年均") X("月均") X("日均") X("户均") X("次均") X("例均") X("床均") X("亩均") X("村均") X("县均") X("校均") \
	X("平均") X("分等") X("许多") X("众多")
static const struct words words_compound = WORDS(WORDS_COMPOUND);

/* Before a comparator's word they turn it round: 不得低于, 未达到. */
#define WORDS_NEGATION(X) X("不得") X("不能") X("不可") X("不应") X("不会") X("不准") X("不") X("未")
static const struct words words_negation = WORDS(WORDS_NEGATION);

/* Between a qualifier and its number. */
#define WORDS_SEPARATOR(X) X("：") X(":") X("，") X(",") X("、") X("。") X(".") X(" ") X("（") X("(")
static const struct words words_separator = WORDS(WORDS_SEPARATOR);

/* A range's sign. */
#define WORDS_DASH(X) X("——") X("--") X("~~") X("-") X("—") X("–") X("―") X("─") X("−") X("‐") \
	X("‑") X("~") X("～") X("〜") X("∼") X("至") X("到")
static const struct words words_dash = WORDS(WORDS_DASH);

/* All that a cell for nothing holds. */
#define WORDS_NOTHING(X) X("-") X("--") X("—") X("——") X("———") X("–") X("―") X("/") X("\\")
static const struct words words_nothing = WORDS(WORDS_NOTHING);
#define WORDS_OPEN(X) X("（") X("(")
static const struct words words_open = WORDS(WORDS_OPEN);
#define WORDS_INCLUDED(X) X("（含）") X("(含)") X("（含本数）")
static const struct words words_included = WORDS(WORDS_INCLUDED);
#define WORDS_CLOSE(X) X("）") X(")")
static const struct words words_close = WORDS(WORDS_CLOSE);

/* Behind an ordinal. */
#define WORDS_STOP(X) X("、") X("）") X(")")
static const struct words words_stop = WORDS(WORDS_STOP);
#define WORDS_POINT(X) X(".") X("．")
static const struct words words_point = WORDS(WORDS_POINT);
#define WORDS_MINUS(X) X("-") X("−")
static const struct words words_minus = WORDS(WORDS_MINUS);

/* Between the parts of a unit. */
#define WORDS_SLASH(X) X("/") X("∕") X("⁄")
static const struct words words_slash = WORDS(WORDS_SLASH);
#define WORDS_TIMES(X) X("·") X("•") X("・") X(".")
static const struct words words_times = WORDS(WORDS_TIMES);

/* 300余人, 3000多万元: part of how a number is written. */
#define WORDS_INFIX(X) X("余") X("多")
static const struct words words_infix = WORDS(WORDS_INFIX);
#define WORDS_EACH(X) X("每")
static const struct words words_each = WORDS(WORDS_EACH);

/* Between two bounds. */
#define WORDS_AND(X) X("且") X("并") X("&")
static const struct words words_and = WORDS(WORDS_AND);
#define WORDS_BETWEEN(X) X("之间")
static const struct words words_between = WORDS(WORDS_BETWEEN);
#define WORDS_INCLUDED_BOUND(X) X("（含）") X("(含)")
static const struct words words_included_bound = WORDS(WORDS_INCLUDED_BOUND);

/* No name of what is counted begins so. */
#define WORDS_NEVER(X) X("前") X("后") X("底") X("末") X("初") X("内") X("外") X("以") X("的") X("至") X("到") \
	X("余")
static const struct words words_never = WORDS(WORDS_NEVER);
#define WORDS_LISTED(X) X("、") X("和") X("及") X("与")
static const struct words words_listed = WORDS(WORDS_LISTED);

/* Dates.  底 and 末 add no day; of a year they name its last month. */
#define WORDS_YEAR_WORD(X) X("年度") X("年")
static const struct words words_year_word = WORDS(WORDS_YEAR_WORD);
#define WORDS_MONTH_WORD(X) X("月")
static const struct words words_month_word = WORDS(WORDS_MONTH_WORD);
#define WORDS_DAY_WORD(X) X("日") X("号")
static const struct words words_day_word = WORDS(WORDS_DAY_WORD);
#define WORDS_PART_WORD(X) X("份")
static const struct words words_part_word = WORDS(WORDS_PART_WORD);
#define WORDS_MONTH_END(X) X("月底") X("月末") X("底") X("末")
static const struct words words_month_end = WORDS(WORDS_MONTH_END);
#define WORDS_YEAR_END(X) X("年底") X("年末") X("底") X("末")
static const struct words words_year_end = WORDS(WORDS_YEAR_END);
#define WORDS_BEFORE_WORD(X) X("之前") X("以前") X("前") X("为止") X("止")
static const struct words words_before_word = WORDS(WORDS_BEFORE_WORD);
#define WORDS_WITHIN_WORD(X) X("之内") X("以内") X("内")
static const struct words words_within_word = WORDS(WORDS_WITHIN_WORD);

/* What ends a part without being of it. */
#define WORDS_STOPS(X) X("。") X("；") X(";") X("，") X(",") X("、") X(".") X("！")
static const struct words words_stops = WORDS(WORDS_STOPS);

/* Before a figure they tie it to what stands before them. */
#define WORDS_FIRM(X) X("/") X("+") X("*") X("×") X("∶") X("（") X("(")
static const struct words words_firm = WORDS(WORDS_FIRM);

/* The same, where that is a figure. */
#define WORDS_TIES(X) X(".") X(",") X(":") X("：") X("一") X("、") X("-") X("—") X("–") X("―") X("−") \
	X("~") X("～") X("至") X("到")
static const struct words words_ties = WORDS(WORDS_TIES);

/* Before the last of several. */
#define WORDS_LIST(X) X("、") X("和") X("及") X("或")
static const struct words words_list = WORDS(WORDS_LIST);

/* Between numerals that no rule reads. */
#define WORDS_MARKS(X) X(".") X(",") X(":") X("：") X("∶") X("/") X("+") X("*") X("-") X("—") X("–") \
	X("~") X("%") X("±") X("×") X(" ") X("之") X("每")
static const struct words words_marks = WORDS(WORDS_MARKS);

/* Directly behind a figure they end all that could be of a target, unless a grammar has a word that begins so. */
#define WORDS_SHUT(X) X("：") X(":") X("、") X("）") X(")") X("》") X("”") X("。") X("；") X(";")
static const struct words words_shut = WORDS(WORDS_SHUT);

/* What parts a cell. */
#define WORDS_SEMICOLON(X) X("；") X(";")
static const struct words words_semicolon = WORDS(WORDS_SEMICOLON);
#define WORDS_COMMAS(X) X("，") X(",")
static const struct words words_commas = WORDS(WORDS_COMMAS);

/* Money. */
#define WORDS_CURRENCY(X) X("¥") X("￥") X("人民币")
static const struct words words_currency = WORDS(WORDS_CURRENCY);
#define WORDS_MONEY_ENDS(X) X("）") X(")") X("，") X(",") X("、") X(";") X("；") X("/") X(" ") X("。")
static const struct words words_money_ends = WORDS(WORDS_MONEY_ENDS);
#define WORDS_PERCENT(X) X("%") X("％")
static const struct words words_percent = WORDS(WORDS_PERCENT);

#endif
