#include "watch.h"

#include <assert.h>

void watch_begin(struct watch *w)
{
	w->from = w->to = 0;
	w->seen = w->kept = w->last = w->suspect = 0;
}

static void add_run(struct watch *w, size_t line)
{
	if (w->from > 64 && w->from * 2 > w->to) {
		assert(w->run);
		memmove(w->run, w->run + w->from, (w->to - w->from) * sizeof *w->run);
		w->to -= w->from;
		w->from = 0;
	}
	w->run = mem_grow(w->run, w->to, &w->cap, sizeof *w->run);
	w->run[w->to++] = (struct watch_run){ line, 1 };
}

void watch_seen(struct watch *w, size_t line)
{
	struct watch_run *last = w->to > w->from ? &w->run[w->to - 1] : NULL;

	if (line == w->last) /* another piece of a long line */
		return;
	w->last = line;
	w->seen++;
	if (last && last->first + last->n == line)
		last->n++;
	else
		add_run(w, line);
}

void watch_kept(struct watch *w, size_t n)
{
	while (n && w->from < w->to) {
		struct watch_run *run = &w->run[w->from];
		size_t part = n < run->n ? n : run->n;
		run->first += part;
		run->n -= part;
		n -= part;
		w->kept += part; /* only lines that waited: one counted twice must not hide one that was lost */
		w->from += run->n == 0;
	}
}

void watch_at(struct watch *w, size_t line)
{
	if (!w->suspect && w->from < w->to && w->run[w->from].first < line)
		w->suspect = w->run[w->from].first;
}

size_t watch_lost(const struct watch *w, size_t *first)
{
	*first = w->suspect ? w->suspect : w->from < w->to ? w->run[w->from].first : w->last;
	return w->seen - w->kept;
}

void watch_free(struct watch *w)
{
	mem_free(w->run);
	*w = (struct watch){ 0 };
}
