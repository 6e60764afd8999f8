#include "text_seen.h"

enum { REST_BYTES = 96 }; /* of the wrapped cell that ends a heading */

void text_seen_reset(struct text_seen *s)
{
	s->n = 0;
	s->fresh = false;
	s->expected.n = 0;
	buf_reset(&s->rests);
}

void text_seen_free(struct text_seen *s) { buf_free(&s->rests); }

static bool is_blank(struct str s, size_t i)
{
	return s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\xc2' || s.p[i] == '\xa0';
}

/* FNV-1a of the line without its blanks. */
uint64_t text_seen_hash(struct str s)
{
	uint64_t h = 0xcbf29ce484222325ULL;

	if (s.n > TEXT_SEEN_BYTES)
		return 0;
	for (size_t i = 0; i < s.n; i++)
		if (!is_blank(s, i))
			h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3ULL;
	return h;
}

static const struct seen_row *find(const struct text_seen *s, uint64_t hash)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->row[i].hash == hash)
			return &s->row[i];
	return NULL;
}

void text_seen_add(struct text_seen *s, uint64_t hash)
{
	s->fresh = hash && s->n < TEXT_SEEN_MOST && !find(s, hash);
	if (s->fresh)
		s->row[s->n++] = (struct seen_row){ .hash = hash, .from = s->rests.n };
}

void text_seen_add_rest(struct text_seen *s, struct str rest, bool own)
{
	if (s->fresh && rest.n <= REST_BYTES) {
		for (size_t i = 0; i < rest.n; i++)
			if (!is_blank(rest, i))
				buf_byte(&s->rests, rest.p[i]);
		s->row[s->n - 1].n = s->rests.n - s->row[s->n - 1].from;
		s->row[s->n - 1].own = own;
	}
	s->fresh = false;
}

bool text_seen_has(const struct text_seen *s, struct str line)
{
	return s->n && line.n <= TEXT_SEEN_BYTES && find(s, text_seen_hash(line));
}

void text_seen_expect(struct text_seen *s, struct str line)
{
	const struct seen_row *row = find(s, text_seen_hash(line));

	s->expected = row ? *row : (struct seen_row){ 0 };
}

/* How many bytes of what is expected the line is; 0 when it is something else. */
static size_t expected_bytes(const struct text_seen *s, struct str line)
{
	struct str rest = str_of(s->rests.p + s->expected.from, s->expected.n);
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (is_blank(line, i))
			continue;
		if (n == rest.n || rest.p[n] != line.p[i])
			return 0;
		n++;
	}
	return n;
}

bool text_seen_take(struct text_seen *s, struct str line)
{
	size_t n = s->expected.n ? expected_bytes(s, line) : 0;

	s->expected.from += n;
	s->expected.n = n ? s->expected.n - n : 0;
	return n > 0;
}
