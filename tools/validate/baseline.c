#include "report.h"

/* 0 is a free slot, so a hash is never 0. */
static uint64_t print_of(struct str doc, struct str form, struct str rule, struct str subject)
{
	struct str parts[] = { doc, form, rule, subject };
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < 4; i++)
		h = (h ^ str_hash(parts[i])) * 1099511628211u + parts[i].n;
	return h ? h : 1;
}

static void grow(struct baseline *b)
{
	uint64_t *old = b->slot;
	size_t n = b->slots;
	b->slots = n ? n * 2 : 1024;
	b->slot = mem_zero(b->slots, sizeof *b->slot);
	for (size_t i = 0; i < n; i++)
		if (old[i]) {
			size_t at = old[i] & (b->slots - 1);
			while (b->slot[at])
				at = (at + 1) & (b->slots - 1);
			b->slot[at] = old[i];
		}
	mem_free(old);
}

static size_t place(const struct baseline *b, uint64_t h)
{
	size_t at = h & (b->slots - 1);
	while (b->slot[at] && b->slot[at] != h)
		at = (at + 1) & (b->slots - 1);
	return at;
}

static void add(struct baseline *b, uint64_t h)
{
	if (b->n * 2 >= b->slots)
		grow(b);
	size_t at = place(b, h);
	b->n += !b->slot[at];
	b->slot[at] = h;
}

/*
 * Either a stream with issue records, or the table of --format tsv: its lines are records of an unknown
 * type to the stream's reader, whose type is the document's name.
 */
bool baseline_load(struct baseline *b, const char *file)
{
	struct stream *s = stream_open(file, true);
	struct record r;
	if (!s)
		return false;
	while (stream_next(s, &r)) {
		if (r.type == RECORD_ISSUE)
			add(b, print_of(r.field[ISSUE_DOC], r.field[ISSUE_FORM], r.field[ISSUE_RULE], r.field[ISSUE_SUBJECT]));
		else if (r.type == RECORD_OTHER && r.n >= 6)
			add(b, print_of(r.name, r.field[0], r.field[3], r.field[4]));
	}
	bool ok = !stream_failed(s);
	stream_close(s);
	return ok;
}

bool baseline_has(const struct baseline *b, const struct seen *s)
{
	return b->n && b->slot[place(b, print_of(s->doc, s->form, s->rule, s->subject))] != 0;
}

void baseline_free(struct baseline *b)
{
	mem_free(b->slot);
	*b = (struct baseline){ 0 };
}
