/*
 * value: reads a target or an amount: number, range, date, words (the data model's section 4 and 7).
 *
 * The words, units and signs come from the grammar; how numbers and dates are written is known here.
 * Nothing is guessed: what no rule reads is text.  The rules beyond the data model:
 * - A number must end its part: behind it only unit, tail (以上), a remark in brackets, and the short name of
 *   what is counted where an operator or nothing stands before it (≥5个部门, 100%覆盖; unit 个, %).  Else the
 *   part is text (出台1份文件).  A short word that no grammar knows is a unit as filed, on the same terms.
 * - 余 and 多 inside a number (300余人) are `~`.  每年2次 is 次/年, 每人≥325元 is 元/人.  A sign beats a word, a
 *   tail beats a word before the number, 以上 behind ≥ says nothing new.  不得低于, 未达到 turn the op round.
 *   Where words part 不低于 from the number (不低于上年95%) and where numbers are listed (改造2个、新建3个) it is text.
 * - ≥90%≤100% and 90%≤X≤95% are ranges.  A range whose low is above its high is text.
 * - Dates: 2023年底 and 2023年内 are 2023-12, a year alone is `2023`, a day without a year --12-31.  Where an
 *   op is filed with 12月 it is a number of months, else a month.  2023年12月底前完成 is its date; without 前
 *   the deed makes it text.  A period (2023年1月-12月) and a list of dates are text.
 * - A cell of - — or / is blank.  Numerals (三万五, 一次) and odd figures (1,2, 1/3, 1:1.5) are text and unread.
 *
 * Ownership: views point into the arena, the grammar or the cell; all must live as long as the targets are
 * used.  Any bytes will do, also broken UTF-8; time is proportional to the length of the cell.
 */
#ifndef PG_VALUE_H
#define PG_VALUE_H

#include "decimal.h"
#include "grammar.h"

enum measure { MEASURE_BLANK, MEASURE_TEXT, MEASURE_NUMBER, MEASURE_DATE };
struct str measure_name(enum measure m);

struct target {
	struct str qualifier;
	enum measure measure;
	int power;             /* low is the figure × 10^power */
	struct str figure;     /* a number's, as it stands in the cell; of a range: none */
	struct str op, low, high, unit, text;
	bool unread; /* looks like a number (三万五, 1,2) but no rule reads it: text, and an issue; or the
	                operator's column holds a word that is none */
};

/*
 * Reads a whole value cell (canonical text) into its parts; at least one, a blank cell gives one blank.
 * A cell of more than 256 parts is one text, unread.  Returns how many; *targets is in the arena.
 */
size_t value_targets(const struct grammar *g, struct arena *a, struct str canonical, struct target **targets);
/*
 * The same of all texts that differ from that one in their ASCII digits alone, with figures of zeros; 0: each must be
 * asked.  value_targets_fill makes those of one such text of them.
 */
size_t value_targets_mould(const struct grammar *g, struct arena *a, struct str mould, struct target **targets);
struct target *value_targets_fill(struct arena *a, const struct target *of_mould, size_t n, struct str mould, struct str text);
/*
 * The same where operator, number and unit have columns of their own (each may be blank); always one part.
 * An operator that nobody knows makes it unread.  Words keep a sign's op, whichever it is.
 */
struct target value_columns(const struct grammar *g, struct arena *a, struct str op, struct str number, struct str unit);

enum value_shape { SHAPE_BLANK, SHAPE_NUMBER, SHAPE_DATE, SHAPE_TEXT, SHAPE_SENTENCE };
/*
 * What a cell looks like, for telling values from names: cheap, no allocation.  NUMBER: all its parts are
 * numbers, or it starts with a sign; DATE: all are dates; SENTENCE: ends in 。, has ， or more than 25
 * characters.  A long text before a number without operator makes it words.
 */
enum value_shape value_shape(const struct grammar *g, struct str canonical);
/* The same of all texts that differ from that one in their ASCII digits alone; false: it must be asked of each. */
bool value_shape_mould(const struct grammar *g, struct str mould, enum value_shape *shape);
/*
 * The same, and what value_targets would give where that was found on the way: in a cell of several parts that
 * are all numbers or dates.  Else *n is 0.
 */
enum value_shape value_look(const struct grammar *g, struct arena *a, struct str canonical, struct target **targets, size_t *n);

/*
 * Money: `97109万元`, `2,795.52`, `万元`, blank.  form_unit is the power of ten of the form's unit (4 for
 * 万元, 0 for 元), used where the cell has none of its own.  False when the cell is no money at all (other
 * words); *yuan is empty for a blank or unit-only cell.
 */
bool value_money(const struct grammar *g, struct arena *a, struct str canonical, int form_unit, struct str *yuan);
/* The power of ten of a unit statement's unit: 单位：万元, （万元）, 元; false when it names no money. */
bool value_money_unit(const struct grammar *g, struct str canonical, int *power);
/* A plain decimal without unit, for schedules; a final % is allowed.  False when it is not one. */
bool value_plain(struct str canonical, struct decimal *d);
/* Length of the comparator's sign (≥, <=, ＝ …) that s starts with; 0: none. */
size_t value_sign(const struct grammar *g, struct str s);
/* It says that a target is in words: 定性. */
bool value_is_qualitative(const struct grammar *g, struct str s);

#endif
