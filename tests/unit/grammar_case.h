/* Tests that ask the project's own grammars: `g` is base, `arena` is for what they make. */
#ifndef PG_GRAMMAR_CASE_H
#define PG_GRAMMAR_CASE_H

#include "common/grammar.h"

#include <criterion/criterion.h>

static struct grammars grammars;
static const struct grammar *g;
static struct arena arena;

static void load(void)
{
	cr_assert(grammars_load(&grammars, "grammars"), "run in the project's own folder");
	g = grammars.base;
}

static void unload(void)
{
	arena_free(&arena);
	grammars_free(&grammars);
}

#endif
