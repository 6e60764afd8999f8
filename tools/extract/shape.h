/*
 * shape: what a line of plain text looks like by its typography alone.
 *
 * No vocabulary of filings: a title is something heading-like that ends in 表, a chapter is numbered the
 * way chapters are, a page number is a number that stands alone.  What a form is, the grammars say later.
 *
 * Ownership: nothing is kept; all functions look at the view and return.  Lengths count code points.
 */
#ifndef PG_SHAPE_H
#define PG_SHAPE_H

#include "../../common/str.h"

/* The most that a heading can be long; beyond it a text is never a title. */
enum { SHAPE_TITLE_MOST = 120, SHAPE_CHAPTER_MOST = 40 };

/* Heading-like and ends in 表, perhaps with brackets or a Word field code ( TC … \l 1) behind it. */
bool shape_title(struct str s);
/* The last code points before and with 表, by which the titles of one document resemble each other. */
struct str shape_title_end(struct str s);
/*
 * Whether a title that ends in `lower` begins in `upper`, the line above it: something in upper says that it is not
 * whole, or lower is hardly a title by itself, or `last`, the title before (perhaps empty), has the same words there.
 */
enum title_place { TITLE_IN_PROSE, TITLE_IN_TABLE /* upper may as well be the end of a cell */, TITLE_UNFINISHED /* it goes on */ };
bool shape_title_begun(struct str upper, struct str lower, struct str last, enum title_place place);
/* Names a unit and nothing else, or with a unit's name before it: 单位：万元. */
bool shape_unit(struct str s);
/* The same, broken off: 单位：万 above 元. */
bool shape_unit_begun(struct str upper, struct str lower);
/* Wholly in brackets: (2022年度). */
bool shape_bracketed(struct str s);
/* Begins with an ordinal: 1. 1、 （一） 一、 ① */
bool shape_ordinal(struct str s);

/* A chapter's heading: 第三部分 is sure, 三、… may also stand inside a table. */
enum chapter_shape { CHAPTER_NONE, CHAPTER_MAYBE, CHAPTER_SURE };
enum chapter_shape shape_chapter(struct str s);

/* 7 may also be a value; - 7 -, 第7页, 7/20 are page numbers wherever they stand. */
enum page_shape { PAGE_NONE, PAGE_MAYBE, PAGE_SURE };
enum page_shape shape_page_number(struct str s);

/* Ends like a sentence: 。！？ with or without a closing mark behind. */
bool shape_sentence(struct str s);
/* Whether a blank belongs between the two when lines are joined: only between two ASCII letters. */
bool shape_blank_between(struct str before, struct str after);
/*
 * Whether the blank between two pieces of a line surely parts cells: Chinese on both sides, or behind it a sign,
 * an opening mark, an ordinal; an amount with its decimals or a long code on either side.  2022 年 is one cell.
 */
bool shape_parting(struct str left, struct str right);
/* Whether s ends as the second line of a title must: in 表 or a closing bracket; cheap, and mostly the answer. */
static inline bool shape_may_end_title(struct str s)
{
	return s.n >= 3 && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == ']' || memcmp(s.p + s.n - 3, "表", 3) == 0 || memcmp(s.p + s.n - 3, "）", 3) == 0
	    || memcmp(s.p + s.n - 3, "］", 3) == 0 || memcmp(s.p + s.n - 3, "〕", 3) == 0 || memcmp(s.p + s.n - 3, "】", 3) == 0);
}
/* Code points of s, counted no further than `most`. */
size_t shape_points(struct str s, size_t most);
/* Whether s has more code points than that; most texts are so short that their bytes tell. */
static inline bool shape_longer(struct str s, size_t most) { return s.n > most && shape_points(s, most + 1) > most; }

#endif
