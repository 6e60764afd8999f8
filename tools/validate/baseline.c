#include "report.h"

static uint64_t print_of(struct str doc, struct str form, struct str rule, struct str subject)
{
	struct str parts[] = { doc, form, rule, subject };
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < 4; i++)
		h = (h ^ str_hash(parts[i])) * 1099511628211u + parts[i].n;
	return h;
}

static void add(struct baseline *b, uint64_t print)
{
	if (!hash_has(&b->prints, print))
		hash_put(&b->prints, print, b);
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
	return b->prints.n && hash_has(&b->prints, print_of(s->doc, s->form, s->rule, s->subject));
}

void baseline_free(struct baseline *b)
{
	hash_free(&b->prints);
}
