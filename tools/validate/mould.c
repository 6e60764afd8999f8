/*
 * Texts that are the same but for their digits: forms repeat others' goals, names and targets with other numbers.  What
 * words a text has does not hang on them, so it is asked once for all texts of one mould: the text with 0 for each run
 * of digits, but for those beside a letter (DRG1), which may be part of a word.
 */
#include "spell.h"

enum { SLOTS_LEAST = 256, PROBES = 32, MOST = 4096 }; /* MOST: that are kept; more are in hostile streams only */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Where the next ASCII byte stands, or s.n: most texts are Chinese, eight bytes of them are one step. */
static size_t next_ascii(struct str s, size_t at)
{
	const uint64_t high = ~(uint64_t)0 / 0xff * 0x80;
	uint64_t v;
	for (; s.n - at >= sizeof v; at += sizeof v) {
		memcpy(&v, s.p + at, sizeof v);
		if ((v & high) != high)
			break;
	}
	while (at < s.n && (unsigned char)s.p[at] >= 0x80)
		at++;
	return at;
}

static size_t next_digit(struct str s, size_t at)
{
	for (at = next_ascii(s, at); at < s.n && !is_digit(s.p[at]);)
		at = next_ascii(s, at + 1);
	return at;
}

static size_t digits_end(struct str s, size_t at)
{
	while (at < s.n && is_digit(s.p[at]))
		at++;
	return at;
}

/* The text itself where it has no digits. */
static struct str cast(struct buf *b, struct str s)
{
	size_t from = 0, at = next_digit(s, 0);
	if (at == s.n)
		return s;
	buf_reset(b);
	buf_room(b, s.n);
	for (size_t end; at < s.n; at = next_digit(s, end)) {
		end = digits_end(s, at);
		if ((at && is_letter(s.p[at - 1])) || (end < s.n && is_letter(s.p[end])))
			continue;
		buf_add(b, str_of(s.p + from, at - from));
		buf_byte(b, '0');
		from = end;
	}
	buf_add(b, str_from(s, from));
	return buf_str(b);
}

static struct mould *mould_new(struct checker *c, struct str text, uint64_t hash)
{
	struct mould *m = arena_zero(&c->memo.arena, 1, sizeof *m);
	m->hash = hash;
	m->has = lists_in(c, text);
	m->ends = lists_end(c, text);
	return m;
}

static void grow(struct memo *m)
{
	struct mould **old = m->mould;
	size_t n = m->mould_slots;
	m->mould_slots = n ? n * 2 : SLOTS_LEAST;
	m->mould = mem_zero(m->mould_slots, sizeof *m->mould);
	for (size_t i = 0; i < n; i++) {
		if (!old[i])
			continue;
		size_t at = old[i]->hash & (m->mould_slots - 1);
		while (m->mould[at])
			at = (at + 1) & (m->mould_slots - 1);
		m->mould[at] = old[i];
	}
	mem_free(old);
}

/* Words with digits that somebody may add to the rules: each text is then its own mould. */
bool mould_digits_tell(const struct checker *c) { return c->rules->lexicon->digits || (c->vocabulary && c->vocabulary->digits); }

struct mould *mould_of(struct checker *c, struct str text)
{
	struct memo *m = &c->memo;
	struct str s = mould_digits_tell(c) ? text : cast(&c->key, text);
	uint64_t hash = hash_long(s);
	if (m->moulds * 2 >= m->mould_slots)
		grow(m);
	size_t at = hash & (m->mould_slots - 1);
	for (int i = 0; i < PROBES; i++, at = (at + 1) & (m->mould_slots - 1)) {
		if (!m->mould[at] && m->moulds == MOST)
			break;
		if (!m->mould[at]) {
			m->moulds++;
			m->mould[at] = mould_new(c, s, hash);
			m->mould[at]->text = s.p == text.p ? s : arena_copy(&m->arena, s);
			return m->mould[at];
		}
		if (m->mould[at]->hash == hash && str_eq(m->mould[at]->text, s))
			return m->mould[at];
	}
	return mould_new(c, s, hash);
}
