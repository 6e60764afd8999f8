/*
 * fold: headings of a table with a block of rows a project that take two rows, put into one.
 *
 *     项目名称 | 预算数 | 年度目标 | 绩效指标
 *              |        |          | 一级指标 | 二级指标 | 三级指标 | 指标值
 */
#ifndef PG_FOLD_H
#define PG_FOLD_H

#include "model.h"

/* The upper row's labels go into the lower one, what heads others there is taken; t's rows have been read. */
void fold_headings(struct bench *b, struct ntable *t);

#endif
