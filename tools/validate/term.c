/* Texts, and what is known of each by itself: the first half of the memo. */
#include "validate.h"

#include "common/canon.h"

/* What stands in brackets at the end of a name: 参保人数（人）. */
static struct str label_unit(struct str s)
{
	if (!str_ends(s, STR("）")))
		return STR("");
	size_t end = s.n - 3, from = 0, at;
	while ((at = str_find(s, STR("（"), from)) < end)
		from = at + 3;
	return from ? str_of(s.p + from, end - from) : STR("");
}

/* The lists that the name is told by, and what they tell. */
static unsigned flags_of(const struct rules *r, struct str bare, uint64_t has, uint64_t ends)
{
	static const struct {
		enum words_id words;
		enum { END, IN } where;
		unsigned flag;
	} table[] = {
		{ WORDS_RATE_ENDS, END, TERM_RATE }, { WORDS_COUNT_ENDS, END, TERM_COUNT },
		{ WORDS_STATE_ENDS, END, TERM_STATE }, { WORDS_CHANGE_ENDS, END, TERM_CHANGE },
		{ WORDS_STANDARDS, IN, TERM_STANDARD }, { WORDS_PER_HEAD, IN, TERM_PER_HEAD },
		{ WORDS_MONEY_WORDS, END, TERM_MONEY }, { WORDS_WANTED, END, TERM_WANTED },
		{ WORDS_TIME_ENDS, END, TERM_TIME }, { WORDS_PAY_WORDS, IN, TERM_PAY }, { WORDS_HEAD_COUNT, IN, TERM_HEADS },
		{ WORDS_AVERAGES, IN, TERM_AVERAGE }, { WORDS_CONTROL, IN, TERM_CONTROL }, { WORDS_GROWTH, IN, TERM_GROWTH },
	};
	unsigned flags = 0;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if ((table[i].where == END ? ends : has) >> table[i].words & 1)
			flags |= table[i].flag;
	if (IN_LIST(lexicon_start(r->lexicon, bare), PURPOSE_VERBS))
		flags |= TERM_PURPOSE;
	if (IN_LIST(ends, NO_RATES))
		flags &= ~(unsigned)TERM_RATE;
	if (flags & TERM_CHANGE) {
		struct str tail = words_end(&r->words[WORDS_CHANGE_ENDS], bare);
		if (IN_LIST(lexicon_end(r->lexicon, str_to(bare, bare.n - tail.n)), RATE_ENDS))
			flags |= TERM_RATE;
	}
	return flags;
}

static void read_unit(struct checker *c, struct term *t)
{
	const struct words *multipliers = &c->rules->words[WORDS_MULTIPLIERS];
	t->unit = label_unit(t->text);
	if (!t->unit.n)
		return;
	struct str rest = str_from(t->unit, words_start(multipliers, t->unit).n);
	t->stated = rest.n ? rest : t->unit;
}

/* What all names of a mould have in common is read from the first. */
static void mould_read(struct checker *c, struct mould *m, const struct term *t)
{
	struct str bare = t->unit.n ? str_to(t->text, t->text.n - t->unit.n - 6) : t->text;
	uint64_t is = t->unit.n ? lists_of(c, t->stated) : 0, has = t->has, ends = t->ends;
	if (t->unit.n) {
		has = lists_in(c, bare);
		ends = m->bare_ends = lists_end(c, bare);
	}
	m->read = true;
	m->is_unit = t->unit.n && (str_eq(t->stated, STR("%")) || IN_LIST(is, WHOLE_UNITS) || IN_LIST(is, MONEY_UNITS) ||
		IN_LIST(is, TIME_UNITS));
	m->placed = (has | ends) >> LEXICON_EXPECT != 0;
	m->sized = !(ends >> LEXICON_MEASURE & 1);
	m->flags = flags_of(c->rules, bare, has, ends);
}

static void read_points(struct checker *c, struct term *t)
{
	struct str text = t->text;
	t->point = arena_alloc(&c->memo.arena, (text.n < TERM_POINTS ? text.n + 1 : TERM_POINTS) * sizeof *t->point);
	for (size_t at = 0; at < text.n && t->points < TERM_POINTS;)
		t->point[t->points++] = str_next(text, &at);
}

/* What is known of a text as a name. */
static void term_read(struct checker *c, struct term *t)
{
	struct mould *m = t->mould;
	t->read = true;
	canon_key(&c->key, t->text);
	t->key = str_eq(buf_str(&c->key), t->text) ? t->text : arena_copy(&c->memo.arena, buf_str(&c->key));
	t->hash = str_hash(t->key);
	read_unit(c, t);
	if (!m->read)
		mould_read(c, m, t);
	t->is_unit = m->is_unit;
	t->placed = m->placed;
	t->sized = m->sized;
	t->flags = m->flags;
	t->ends |= m->bare_ends;
	read_points(c, t);
}

static struct term *term_new(struct checker *c, struct str text)
{
	struct term *t = arena_zero(&c->memo.arena, 1, sizeof *t);
	t->text = arena_copy(&c->memo.arena, text);
	t->mould = mould_of(c, t->text);
	t->has = t->mould->has;
	t->ends = t->mould->ends;
	t->window = c->w.number;
	if (HAS_BRACKET(t->has))
		t->alone = bracket_alone(t->text);
	return t;
}

static struct term *find(struct checker *c, struct str text)
{
	struct hash *all = &c->memo.term;
	uint64_t hash = str_hash(text);
	struct term *t;
	for (struct hash_walk w = hash_walk(all, hash); (t = hash_next(all, &w));)
		if (str_is(t->text, text))
			return t;
	t = term_new(c, text);
	hash_put(all, hash, t);
	return t;
}

void term_greet(const struct checker *c, struct term *t)
{
	if (t->window == c->w.number)
		return;
	t->window = c->w.number;
	t->here = (struct here){ 0 };
}

struct term *window_text(struct checker *c, struct str text)
{
	struct term *t = !text.n && c->memo.empty ? c->memo.empty : find(c, text);
	if (!text.n)
		c->memo.empty = t;
	term_greet(c, t);
	return t;
}

struct term *text_term(struct checker *c, struct term **kept, struct str text)
{
	if (!*kept)
		*kept = window_text(c, text);
	return *kept;
}

struct term *window_term(struct checker *c, struct str text)
{
	struct term *t = window_text(c, text);
	if (!t->read)
		term_read(c, t);
	return t;
}

void memo_trim(struct checker *c)
{
	struct memo *m = &c->memo;
	if (m->arena.used <= MEMO_BYTES)
		return;
	hash_reset(&m->term);
	hash_reset(&m->known);
	hash_reset(&m->mould);
	hash_reset(&m->like);
	arena_reset(&m->arena);
	*m = (struct memo){ .arena = m->arena, .term = m->term, .known = m->known, .mould = m->mould, .like = m->like };
}

void memo_free(struct checker *c)
{
	struct memo *m = &c->memo;
	hash_free(&m->term);
	hash_free(&m->known);
	hash_free(&m->mould);
	hash_free(&m->like);
	arena_free(&m->arena);
	*m = (struct memo){ 0 };
}
