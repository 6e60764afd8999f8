/*
 * watch: proves that no line is lost (--check).
 *
 * The input tells it every line that holds anything but white space, the sink every line that went into
 * a record, was layout (a ruler row) or was dropped with a record.  Both come in order, so only the lines
 * that a reader has read but not handed over are held.
 *
 * Zero-initialise; watch_begin for each document; watch_free gives the memory back.
 */
#ifndef PG_WATCH_H
#define PG_WATCH_H

#include "../../common/mem.h"

struct watch {
	struct watch_run {    /* lines that follow each other and wait */
		size_t first, n;
	} *run;
	size_t from, to, cap; /* run[from .. to) are in use */
	size_t seen, kept;    /* lines */
	size_t last;          /* the last line seen */
	size_t suspect;       /* the first line that a later record passed over; 0: none */
};

void watch_begin(struct watch *w);
void watch_seen(struct watch *w, size_t line);
void watch_kept(struct watch *w, size_t n);
/* A record that starts at this line is being written: what waits above it was passed over. */
void watch_at(struct watch *w, size_t line);
/* How many lines were lost; *first is the first of them (as far as order tells). */
size_t watch_lost(const struct watch *w, size_t *first);
void watch_free(struct watch *w);

#endif
