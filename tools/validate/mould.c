/*
 * Texts that are the same but for their digits: forms repeat others' goals, names and targets with other numbers.  What
 * words a text has does not hang on them, so it is asked once for all texts of one mould: the text with 0 for each run
 * of digits, but for those beside a letter (DRG1), which may be part of a word.
 */
#include "spell.h"

enum { MOST = 4096 }; /* MOST: that are kept; more are in hostile streams only */

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

static struct mould *mould_new(struct checker *c, struct str text)
{
	struct mould *m = arena_zero(&c->memo.arena, 1, sizeof *m);
	m->has = lists_in(c, text);
	m->ends = lists_end(c, text);
	return m;
}

/* Words with digits that somebody may add to the rules: each text is then its own mould. */
bool mould_digits_tell(const struct checker *c) { return c->rules->lexicon->digits || (c->vocabulary && c->vocabulary->digits); }

struct mould *mould_of(struct checker *c, struct str text)
{
	struct hash *all = &c->memo.mould;
	struct str s = mould_digits_tell(c) ? text : cast(&c->key, text);
	uint64_t hash = str_hash(s);
	struct mould *m;
	for (struct hash_walk w = hash_walk(all, hash); (m = hash_next(all, &w));)
		if (str_is(m->text, s))
			return m;
	m = mould_new(c, s);
	if (all->n < MOST && hash_put(all, hash, m))
		m->text = s.p == text.p ? s : arena_copy(&c->memo.arena, s);
	return m;
}
