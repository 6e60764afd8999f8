/*
 * facts: sums of money that prose states, each with what it is part of:
 * 支出预算100万元，其中基本支出40万元，包括人员经费30万元和公用经费10万元；项目支出60万元。
 * 其中, 包括 open the parts of the sum before them; ； closes the innermost of several, a closing bracket its own, a
 * sentence's end all.
 */
#ifndef PG_FACTS_H
#define PG_FACTS_H

#include "model.h"

struct fact {
	size_t line;
	struct str subject, yuan, raw, parent; /* parent: the subject of the sum that this is part of */
};

/* The facts of a paragraph (canonical text, in the arena); returns how many. */
size_t facts_read(struct bench *b, struct str text, size_t line, struct fact **facts);

#endif
