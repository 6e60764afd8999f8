#include "grammar.h"

#include "grammar_tables.h"
#include "pattern_scan.h"

static const struct str role_names[ROLE_COUNT] = {
	[ROLE_NONE] = { "none", 4 },
	[ROLE_SECTION] = { "section", 7 },
	[ROLE_LEVEL1] = { "level1", 6 },
	[ROLE_LEVEL2] = { "level2", 6 },
	[ROLE_LEVEL3] = { "level3", 6 },
	[ROLE_DESCRIPTION] = { "description", 11 },
	[ROLE_VALUE] = { "value", 5 },
	[ROLE_OP] = { "op", 2 },
	[ROLE_NUMBER] = { "number", 6 },
	[ROLE_UNIT] = { "unit", 4 },
	[ROLE_BASIS] = { "basis", 5 },
	[ROLE_NOTE] = { "note", 4 },
	[ROLE_WEIGHT] = { "weight", 6 },
	[ROLE_ACTUAL] = { "actual", 6 },
	[ROLE_SCORE] = { "score", 5 },
	[ROLE_REASON] = { "reason", 6 },
	[ROLE_OTHER] = { "other", 5 },
};

struct str role_name(enum role r) { return role_names[r]; }

/* By exact key, which is not empty, of the grammar alone. */
static inline const struct meaning *own(const struct grammar *g, struct str key, uint32_t hash)
{
	const struct grammar_tables *t = g->tables;
	uint32_t slot = key.n <= t->label_longest ? *label_slot(t, key, hash) : 0;

	return slot ? t->label[slot - 1].meaning : NULL;
}

const struct meaning *grammar_exact(const struct grammar *g, struct str key)
{
	uint32_t hash = key.n ? label_hash(key) : 0;
	const struct meaning *m = NULL;

	for (; g && key.n && !m; g = g->base)
		m = own(g, key, hash);
	return m;
}

enum { LIKES_TOLD = 32 };

/* Which of the first patterns a key is worth trying on, a bit each. */
static uint32_t likes_for(struct grammar_tables *t, struct str key)
{
	size_t n;

	if (!t->like_first) {
		t->like_first = mem_zero(PATTERN_SLOTS, sizeof *t->like_first);
		for (size_t i = 0; i < t->likes && i < LIKES_TOLD; i++)
			pattern_beginnings(t->like[i].match, t->like_first, 1u << i);
	}
	return t->like_first[pattern_slot((const unsigned char *)key.p, &n)];
}

/* By the patterns of one grammar; key is no longer than LABEL_PATTERN_MOST and not empty. */
static const struct meaning *alike(struct grammar_tables *t, struct str key)
{
	uint32_t may;

	if (t->likes == 0)
		return NULL;
	if (str_eq(str_of(t->like_key, t->like_key_n), key))
		return t->like_found;
	may = likes_for(t, key);
	t->like_found = NULL;
	for (size_t i = 0; i < t->likes && !t->like_found; i++)
		if ((i >= LIKES_TOLD || may >> i & 1) && pattern_match(t->like[i].match, key, NULL) == 1)
			t->like_found = t->like[i].meaning;
	memcpy(t->like_key, key.p, key.n);
	t->like_key_n = key.n;
	return t->like_found;
}

const struct meaning *grammar_meaning(const struct grammar *g, struct str key)
{
	const struct meaning *m = grammar_exact(g, key);

	if (m || key.n == 0 || key.n > LABEL_PATTERN_MOST)
		return m;
	for (; g && !m; g = g->base)
		m = alike(g->tables, key);
	return m;
}

const struct meaning *grammar_meaning_over(const struct grammar *g, struct str key, const struct meaning *bases)
{
	const struct meaning *m;

	if (!g->base || key.n == 0)
		return bases;
	if (g->tables->likes)
		return grammar_meaning(g, key);
	m = own(g, key, label_hash(key));
	return m ? m : bases;
}

bool grammars_differ(const struct grammars *all, struct str key)
{
	uint32_t hash = key.n ? label_hash(key) : 0;

	for (size_t i = 0; key.n && i < all->layouts; i++)
		if (all->layout[i]->tables->likes || own(all->layout[i], key, hash))
			return true;
	return false;
}

const struct meaning *meaning_of(const struct meaning *m, enum meaning_kind kind)
{
	while (m && m->kind != kind)
		m = m->next;
	return m;
}

void meaning_words(struct buf *into, const struct meaning *m)
{
	static const struct str kinds[] = {
		[MEANS_FIELD] = { "field", 5 },     [MEANS_AMOUNT] = { "amount", 6 },
		[MEANS_DUE] = { "due", 3 },         [MEANS_GOAL] = { "goals", 5 },
		[MEANS_ACHIEVEMENT] = { "achievements", 12 }, [MEANS_SECTION] = { "section", 7 },
		[MEANS_PHASE] = { "phase", 5 },     [MEANS_OTHER] = { "other", 5 },
		[MEANS_COLUMN] = { "column", 6 },   [MEANS_LEVEL] = { "level", 5 },
	};
	struct str detail = m->kind == MEANS_COLUMN ? role_name(m->role)
	    : m->kind != MEANS_SECTION ? m->name
	    : m->schedule ? STR("schedule") : m->free;

	buf_add(into, kinds[m->kind]);
	if (m->kind == MEANS_LEVEL && m->level->parent) {
		buf_byte(into, ':');
		buf_add(into, m->level->parent->name);
		buf_byte(into, '/');
		buf_add(into, m->level->name);
	} else if (detail.n) {
		buf_byte(into, ':');
		buf_add(into, detail);
	}
}

/* str_starts for words that hardly ever stand there: their bytes at both ends say so. */
static inline bool begins(struct str s, struct str word)
{
	return word.n && s.n >= word.n && s.p[0] == word.p[0] && s.p[word.n - 1] == word.p[word.n - 1]
	    && memcmp(s.p, word.p, word.n) == 0;
}

const struct unit *grammar_unit(const struct grammar *g, struct str s, size_t *n)
{
	const struct unit_word *u = s.n ? g->tables->unit->slot[word_slot(s.p, s.n)] : NULL;

	for (; u; u = u->next) {
		if (!begins(s, u->word) || (u->word.n < s.n && (s.p[u->word.n] & 0xc0) == 0x80))
			continue; /* another, or it ends inside a code point */
		*n = u->word.n;
		return &u->unit;
	}
	*n = 0;
	return NULL;
}

static uint64_t before_digit(struct str word)
{
	size_t i = 0;

	while (i < word.n && (word.p[i] < '0' || word.p[i] > '9'))
		i++;
	return i == word.n ? 0 : i ? UINT64_C(1) << (word.p[i - 1] & 63) : UINT64_MAX;
}

static uint64_t ask_digits(const struct grammar *g)
{
	const struct grammar_tables *t = g->tables;
	uint64_t set = 0;

	for (size_t i = 0; i < WORD_SLOTS; i++)
		for (const struct unit_word *u = t->unit->slot[i]; u; u = u->next)
			set |= before_digit(u->word);
	for (const struct grammar *own = g; own; own = own->base) /* all else that base has is among a layout's */
		for (size_t i = 0; i < own->tables->multipliers; i++)
			set |= before_digit(own->tables->multiplier[i].word);
	for (size_t i = 0; i < g->comparators; i++)
		set |= before_digit(g->comparator[i].word) | before_digit(g->comparator[i].tail);
	for (size_t i = 0; i < g->qualifier_ends; i++)
		set |= before_digit(g->qualifier_end[i]);
	return set;
}

uint64_t grammar_before_digits(const struct grammar *g)
{
	if (!g->tables->digits_asked)
		g->tables->before_digits = ask_digits(g);
	g->tables->digits_asked = true;
	return g->tables->before_digits;
}

int grammar_multiplier(const struct grammar *g, struct str s, size_t *n)
{
	unsigned slot = s.n ? word_slot(s.p, s.n) % 64 : 0;

	*n = 0;
	for (; g; g = g->base) {
		const struct grammar_tables *t = g->tables;
		for (size_t i = 0; t->multiplier_first >> slot & 1 && i < t->multipliers; i++)
			if (begins(s, t->multiplier[i].word)) {
				*n = t->multiplier[i].word.n;
				return t->multiplier[i].power;
			}
	}
	return 0;
}

static size_t points_of(struct str s, uint32_t into[NEAR_POINTS])
{
	size_t n = 0;

	for (size_t at = 0; at < s.n && n < NEAR_POINTS; n++)
		into[n] = str_next(s, &at);
	return n;
}

/* Edit distance, or `most` when it is not less. */
static size_t distance(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, size_t most)
{
	size_t row[NEAR_POINTS + 1];

	for (size_t j = 0; j <= bn; j++)
		row[j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t corner = row[0], best = i;
		row[0] = i;
		for (size_t j = 1; j <= bn; j++) {
			size_t d = corner + (a[i - 1] != b[j - 1]);
			corner = row[j];
			d = d < row[j] + 1 ? d : row[j] + 1;
			row[j] = d < row[j - 1] + 1 ? d : row[j - 1] + 1;
			best = best < row[j] ? best : row[j];
		}
		if (best >= most)
			return most;
	}
	return row[bn] < most ? row[bn] : most;
}

/* A bit by each of the characters that are compared, one for all digits: what one text has and another has not, an edit each must bring. */
static uint64_t marks_of(struct str s, uint32_t *points)
{
	uint64_t marks = 0;
	uint32_t n = 0;

	for (size_t at = 0, size; at < s.n && n < NEAR_POINTS; at += size, n++) {
		unsigned first = (unsigned char)s.p[at], last;
		size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
		last = first - '0' < 10 ? '0' : (unsigned char)s.p[at + size - 1];
		marks |= UINT64_C(1) << ((last ^ (size > 1 ? (unsigned)s.p[at + size - 2] << 1 : 0)) & 63);
	}
	*points = n;
	return marks;
}

/* Whether more than `most` bits are set. */
static bool more_bits(uint64_t bits, size_t most)
{
	for (; bits && most; most--)
		bits &= bits - 1;
	return bits != 0;
}

/* Whether two texts are further apart than `most` for sure, by their lengths and marks. */
static bool apart(const struct label_marks *label, size_t points, uint64_t marks, size_t most)
{
	size_t longer = label->points > points ? label->points - points : points - label->points;

	return longer > most || more_bits(marks & ~label->marks, most) || more_bits(label->marks & ~marks, most);
}

struct near {
	const uint32_t *point; /* of the key; and with its digits told apart from no others */
	uint32_t blind[NEAR_POINTS];
	size_t points, least;  /* least: what is further away than that is not near */
	struct str best;
	bool tells;            /* with other digits another label might be as near */
};

static size_t blinded(const uint32_t *point, size_t n, uint32_t *blind)
{
	size_t digits = 0;

	for (size_t i = 0; i < n; i++) {
		bool digit = point[i] - '0' < 10;
		blind[i] = digit ? '0' : point[i];
		digits += digit;
	}
	return digits;
}

static void measure(struct near *x, struct str label)
{
	uint32_t point[NEAR_POINTS], blind[NEAR_POINTS];
	size_t n = points_of(label, point), digits = blinded(point, n, blind);
	size_t d = distance(x->blind, x->points, blind, n, x->least + 1);

	if (digits && d <= x->least) {
		x->tells = true;
		d = distance(x->point, x->points, point, n, x->least + 1);
	}
	if (d < x->least || (d == x->least && x->best.n && str_compare(label, x->best) < 0)) {
		x->least = d;
		x->best = label;
	}
}

/* *tells: whether the key's digits do. */
static struct str nearest(const struct grammar *g, struct str key, bool *tells)
{
	uint32_t point[NEAR_POINTS], points;
	uint64_t marks = marks_of(key, &points);
	struct near x = { .point = point, .points = points_of(key, point), .least = points / 3 + 1, .best = STR("") };

	blinded(point, x.points, x.blind);
	for (; g; g = g->base) {
		struct grammar_tables *t = g->tables;
		if (!t->marks)
			t->marks = mem_zero(t->labels, sizeof *t->marks);
		for (size_t i = 0; i < t->labels; i++) {
			struct label_marks *label = &t->marks[i];
			struct str other = t->label[i].key;
			if (other.n > NEAR_BYTES)
				continue;
			if (label->points == 0)
				label->marks = marks_of(other, &label->points);
			if (!apart(label, x.points, marks, x.least))
				measure(&x, other);
		}
	}
	*tells = x.tells;
	return x.best;
}

/* What digits stand in a key tells hardly ever: where it does not, all with its mould share a note. */
struct str grammar_nearest(const struct grammar *g, struct str key)
{
	struct near_note *note;
	char mould[NEAR_BYTES];
	bool tells;

	if (key.n == 0 || key.n > NEAR_BYTES || str_points(key) > NEAR_POINTS)
		return STR("");
	for (size_t i = 0; i < key.n; i++)
		mould[i] = str_is_digit(key.p[i]) ? '0' : key.p[i];
	if (!g->tables->near)
		g->tables->near = mem_zero(NEAR_NOTES, sizeof *note);
	note = &g->tables->near[label_hash(str_of(mould, key.n)) % NEAR_NOTES];
	if (note->n == key.n && memcmp(note->key, note->tells ? key.p : mould, key.n) == 0)
		return note->found;
	note->found = nearest(g, key, &tells);
	note->tells = tells;
	note->n = key.n;
	memcpy(note->key, tells ? key.p : mould, key.n);
	return note->found;
}
