/*
 * grammar_build: a grammar while it is being read; shared by the loader's files alone.
 *
 *   grammar_xml.c    files as events; the schema (libxml2)
 *   grammar_scan.c   the tags and texts of plain XML; grammar_tell.c gives them out as events
 *   grammar_read.c   elements and attributes into the lists of a grammar_build
 *   grammar_words.c  lists of words
 *   grammar_build.c  lists into a struct grammar: hashes, inheritance, checks of meaning
 *   grammar_load.c   folders, the order of files
 *
 * Ownership: what the lists point to lies in the arena of the grammars; the lists die in build_finish.
 */
#ifndef PG_GRAMMAR_BUILD_H
#define PG_GRAMMAR_BUILD_H

#include "grammar.h"
#include "grammar_tables.h"
#include "grammar_words.h"

struct list {
	char *p;
	size_t n, cap;
};

void list_grow(struct list *l, size_t size);
/* Room for one more of that size, not cleared. */
static inline void *list_add(struct list *l, size_t size)
{
	if (l->n == l->cap)
		list_grow(l, size);
	return l->p + l->n++ * size;
}

/* A label that was said before, maybe with another meaning. */
struct label_again {
	const struct meaning *meaning;
	uint32_t label; /* by its number in the list */
	uint32_t file, line;
};

struct grammar_build {
	struct grammar *g;
	struct grammar_tables *t;
	struct list title, caption, strip, level, sum, comparator, qualitative, qualifier_end, relative; /* as in g */
	struct list again;      /* struct label_again */
	struct label *label;    /* t's, which is filled as labels come; owned until the grammar is finished */
	size_t labels_cap;
	uint32_t *paged;        /* t's slots where they are pages of their own; owned as long */
	size_t paged_n;
	struct list like, unit, multiplier, owned, example;
};

/* All grammars that are being loaded; build[0] is base once it was read. */
struct grammar_set {
	struct grammars *all;
	struct grammar_build **build;
	size_t n, cap;
	bool failed;       /* something was said */
	struct str content;       /* the text of the element in hand, */
	struct buf text, scratch; /* in text where it came in pieces */
	struct words words;       /* which it is cut into */
	struct read_note {  /* every file that was read, in order: for the schema */
		char *path; /* owned */
		bool part;  /* another one includes it */
	} *file;
	size_t files, files_cap;
};

/* Reads one file into the set.  base: it is base.xml; part: the root may be a part of a grammar. */
void grammar_read(struct grammar_set *set, const char *path, bool base, bool part);
/* The level of that name and depth (under that level 1, where it is one of depth 2), or NULL. */
struct level *build_level(struct grammar_build *b, int depth, struct str name, const struct level *parent);
struct grammar_build *build_new(struct grammar_set *set, struct str name, struct str file);
/* Frees what was not finished, its patterns too. */
void build_drop(struct grammar_build *b);
/* What of a finished grammar lies neither in the arena nor in memory of its own. */
void build_slots_free(struct grammar_tables *t);
/* Labels of one meaning by their keys (an empty one is none), said in that file of the set.  What meanings say of one another build_finish sees. */
void build_labels(struct grammar_set *set, struct grammar_build *b, const struct word *key, size_t n, const struct meaning *m, size_t file);
/* Makes the grammar; base is finished first.  False after messages. */
bool build_finish(struct grammar_set *set, struct grammar_build *b);

#endif
