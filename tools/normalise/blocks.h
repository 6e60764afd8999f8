/*
 * blocks: tables that have a block of rows a project (项目名称 is a heading beside the levels), where they run over
 * several pages: what a page does not say again stands on the page before.
 */
#ifndef PG_BLOCKS_H
#define PG_BLOCKS_H

#include "form.h"

/* Column of the form's heading that holds projects' names; SIZE_MAX: it has none, or last is NULL. */
size_t blocks_column(const struct form *last);
/*
 * A project's row lost blank cells before its first one and slid: its level 1 stands left of that heading.  It is put
 * back below the heading row, where nothing falls off its end.
 */
void blocks_put_back(struct bench *b, const struct nrow *heading, struct nrow *row);
/* A table as wide as the last form's, without title and heading, gets that form's heading as its first row. */
void blocks_lend_heading(struct arena *a, struct ntable *t, const struct form *last);
/* The first rows of such a page, before any project's name, go on with the last form; false when they do not. */
bool blocks_go_on(struct bench *b, const struct ntable *t, const struct segment *s, struct form *last);
/* What stands left of the projects' names spans several (单位名称): a form that has none gets it from the one before. */
void blocks_carry(struct arena *a, struct form *f, const struct form *before);

#endif
