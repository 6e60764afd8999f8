/*
 * pattern: regular expressions (the room of PCRE2): JIT, UTF, match limits.
 *
 * A pattern comes from a grammar, so it may be hostile: matching gives up at a fixed limit of steps and
 * says so (PATTERN_LIMIT) instead of hanging.  A name may stand in several alternatives; at most
 * PATTERN_GROUPS - 1 groups may capture.  Not for several threads: a pattern keeps the memory it matches in.
 */
#ifndef PG_PATTERN_H
#define PG_PATTERN_H

#include "mem.h"

struct pattern;

enum {
	PATTERN_GROUPS = 10,
	PATTERN_LIMIT = -1,
	PATTERN_TELLS = -2, /* pattern_match_mould: it must be asked of each text */
	PATTERN_SUBJECT = 64 * 1024 /* bytes; a longer text is given up at once: cut prose at its sentences */
};

struct match {
	struct str whole;
	struct str group[PATTERN_GROUPS]; /* group[0] is the whole; p NULL where a group did not take part */
};

/* NULL when `text` is no pattern: error gets words, *at the offset in text. */
struct pattern *pattern_new(struct str text, struct buf *error, size_t *at);
/* 1 matched, 0 not, PATTERN_LIMIT gave up.  s must be well-formed UTF-8; m may be NULL; views into s. */
int pattern_match(const struct pattern *p, struct str s, struct match *m);
/* The same of all texts that differ from s in their ASCII digits alone; m is where it matches in each of them. */
int pattern_match_mould(const struct pattern *p, struct str s, struct match *m);
/* The same of all that have the same buf_mould_years, which s is. */
int pattern_match_years(const struct pattern *p, struct str s, struct match *m);
/* Of these it surely says the same. */
bool pattern_years(const struct pattern *p);
/*
 * Adds a bit to each slot (pattern_scan.h) of the characters that a text which matches may begin with: one table
 * tells of many patterns which ones are worth trying.
 */
void pattern_beginnings(const struct pattern *p, uint32_t *slots, uint32_t bit);
/* The same for characters one of which a text that matches must have. */
void pattern_wants(const struct pattern *p, uint32_t *slots, uint32_t bit);
/* The group of that name in m, or an empty view. */
struct str pattern_group(const struct pattern *p, const struct match *m, const char *name);
void pattern_free(struct pattern *p);

#endif
