/* What a cell looks like: the evidence that the row and level assignments weigh. */
#include "cast.h"

static struct str canonical(struct bench *b, struct str raw, int *changes)
{
	*changes = canon_text(&b->text, raw);
	return str_eq(buf_str(&b->text), raw) ? raw : arena_copy(b->arena, buf_str(&b->text));
}

/* Ordinals count from 1 in Arabic or Chinese figures; what is neither counts as 1 less than any. */
static size_t ordinal_number(struct str s)
{
	static const char figures[] = "一二三四五六七八九十";
	size_t n = 0;

	if (str_number(s, &n))
		return n;
	for (size_t i = 0; s.n == 3 && i + 3 <= sizeof figures - 1; i += 3)
		if (memcmp(figures + i, s.p, 3) == 0)
			return i / 3 + 1;
	return 0;
}

/* The number of a text of that cast, whose ordinal is known to stand at its beginning. */
static size_t cast_ordinal(struct cast *cast, const struct grammar *g, struct str text)
{
	const struct cast_match *m = cast_match(cast, CAST_NAME_ORDINAL, g->name_ordinal);

	return ordinal_number(str_of(text.p + m->group, m->group_n));
}

/* cast: of the cell's text; NULL: none. */
static void read_ordinal(const struct grammar *g, struct ncell *cell, struct cast *cast)
{
	const struct cast_match *known = cast && g->name_ordinal ? cast_match(cast, CAST_NAME_ORDINAL, g->name_ordinal) : NULL;
	struct match m;

	if (known && (known->found == 0 || known->found == 1)) {
		if (!known->begins)
			return;
		cell->ordinal = cast_ordinal(cast, g, cell->text);
		cell->ordinal_n = known->n;
		return;
	}
	if (!g->name_ordinal || pattern_match(g->name_ordinal, cell->text, &m) != 1 || m.whole.p != cell->text.p)
		return;
	cell->ordinal = ordinal_number(pattern_group(g->name_ordinal, &m, "n"));
	cell->ordinal_n = m.whole.n;
}

static bool looks(const struct pattern *p, struct str s, struct cast *cast, enum cast_look look)
{
	int found = p && cast ? cast_match(cast, look, p)->found : PATTERN_TELLS;

	return p && (found == 0 || found == 1 ? found : pattern_match(p, s, NULL)) == 1;
}

enum { LEVEL_LIKE_BYTES = 60 };

/* g NULL: by base, if any grammar may know it; what none knows has no key. */
static struct label_text label_in(struct bench *b, const struct grammar *g, struct arena *into, struct str text)
{
	struct label_text label = { .unknown = true, .plain = true };

	if (text.n == 0 || text.n > LABEL_BYTES)
		return label;
	label = g ? label_read(g, &b->key, text) : label_read_any(b->all, &b->key, text);
	if (label.unknown)
		label.key = STR("");
	else if (!label.held)
		label.key = arena_copy(into, label.key);
	return label;
}

/* The label that the text may be, as base reads it: what layouts say differs seldom, and they are many. */
static const struct label_memo *ask_base(struct bench *b, struct cell_memo *m)
{
	static const struct label_memo nobodys = { .label.unknown = true };
	struct label_text label;
	struct label_memo *held;

	if (m->label)
		return m->label;
	label = m->cast && cast_unknown(b, m->cast) ? nobodys.label : label_in(b, NULL, &b->memo->arena, m->text);
	if (label.unknown)
		return m->label = &nobodys;
	held = arena_alloc(&b->memo->arena, sizeof *held);
	*held = (struct label_memo){ label, grammar_meaning(b->all->base, label.key) };
	return m->label = held;
}

/* m: what is remembered of the cell; NULL: nothing. */
static void read_label(struct bench *b, struct ncell *cell, struct cell_memo *m)
{
	const struct grammar *g = b->grammar;
	struct signs signs = m && m->cast ? m->cast->signs : signs_of(cell->raw, cell->text);
	const struct label_memo *base = m ? ask_base(b, m) : NULL;
	struct label_text label;

	cell->spaced = signs.spaced;
	cell->colon = signs.colon;
	if (base && base->label.unknown) {
		label = base->label;
	} else if (base && base->label.plain && label_rules_same(g, b->all->base)) {
		label = base->label;
		cell->means = grammar_meaning_over(g, label.key, base->means);
	} else {
		label = label_in(b, g, b->arena, cell->text);
		cell->means = grammar_meaning(g, label.key);
	}
	cell->key = label.key;
	cell->unit = label.unit;
	for (const struct meaning *means = cell->means; means; means = means->next)
		cell->kinds |= 1u << means->kind;
	cell->level1 = cell_level(cell, 1) != NULL;
	cell->level2 = cell_level(cell, 2) != NULL;
}

static int weight_of(const struct meaning *m) { return m ? m->weight : 0; }

/* How much more than for base a label, which means `bases` to base, speaks for each layout; NULL: no more for any. */
static const int *read_clues(struct bench *b, struct arena *into, struct str key, const struct meaning *bases)
{
	int *clues;

	if (!grammars_differ(b->all, key))
		return NULL;
	clues = arena_alloc(into, b->all->layouts * sizeof *clues);
	for (size_t i = 0; i < b->all->layouts; i++)
		clues[i] = weight_of(grammar_meaning_over(b->all->layout[i], key, bases)) - weight_of(bases);
	return clues;
}

/* What the reading of a cell found, text to basis_like, onto a cell that stands elsewhere. */
static inline void copy_reading(struct ncell *to, const struct cell_memo *m, const struct reading_of *r)
{
	enum { FROM = offsetof(struct ncell, key), TO = offsetof(struct ncell, memo) };

	to->text = m->text;
	memcpy((char *)to + FROM, (const char *)r->as + FROM, TO - FROM);
	to->ordinal = r->ordinal;
}

/* What patterns say of it; its label and its shape are read. */
static void read_likes(const struct grammar *g, struct ncell *cell, struct cast *cast)
{
	if (!cell->means || cell_means(cell, MEANS_OTHER) || cell_means(cell, MEANS_COLUMN)) /* 工作计划 may be either */
		cell->basis_like = cell->shape != SHAPE_NUMBER && looks(g->basis_like, cell->text, cast, CAST_BASIS_LIKE);
	if (!cell->means || cell->level1 || cell->level2 || cell_means(cell, MEANS_OTHER)) /* 立项依据 may */
		cell->level_like = cell->text.n <= LEVEL_LIKE_BYTES && looks(g->level_like, cell->text, cast, CAST_LEVEL_LIKE);
	if (!cell->means)
		read_ordinal(g, cell, cast);
}

/* What the text looks like besides being a label; its label is read.  Targets are kept where r is not NULL. */
static void read_looks(struct bench *b, struct ncell *cell, struct reading_of *r, struct cast *cast)
{
	const struct grammar *g = b->grammar;
	struct target *target;
	size_t targets = 0;

	if (cell->text.n == 0)
		return;
	cell->shape = r ? value_look(g, b->arena, cell->text, &target, &targets) : value_shape(g, cell->text);
	if (targets) {
		r->target = target;
		r->targets = targets;
		r->money = target_is_money(g, target);
	}
	read_likes(g, cell, cast);
}

static bool tells_digits(struct cast *cast, enum cast_look look, const struct pattern *p)
{
	int found = p ? cast_match(cast, look, p)->found : 0;

	return found != 0 && found != 1;
}

/* What the texts of a mould, which is no label, look like, all of them; false: one as this, one as that. */
static bool read_mould(const struct grammar *g, struct cast *cast, struct ncell *as)
{
	enum value_shape shape;

	if (!value_shape_mould(g, cast->text, &shape) || (shape != SHAPE_NUMBER && tells_digits(cast, CAST_BASIS_LIKE, g->basis_like))
	    || (cast->text.n <= LEVEL_LIKE_BYTES && tells_digits(cast, CAST_LEVEL_LIKE, g->level_like))
	    || tells_digits(cast, CAST_NAME_ORDINAL, g->name_ordinal))
		return false;
	as->shape = shape;
	read_likes(g, as, cast);
	return true;
}

/* What is remembered of the mould by the grammar in hand; NULL: its texts have nothing in common. */
static struct cast_reading *mould_reading(struct bench *b, struct cast *cast)
{
	struct cast_reading *r = cast ? cast->reading : NULL;

	while (r && r->grammar != b->grammar)
		r = r->next;
	if (r || !cast || !cast->fills || !cast_unknown(b, cast))
		return r;
	r = arena_zero(&b->memo->arena, 1, sizeof *r);
	r->grammar = b->grammar;
	r->as.text = cast->text;
	r->as.changes = cast->changes;
	r->as.spaced = cast->signs.spaced;
	r->as.colon = cast->signs.colon;
	r->next = cast->reading;
	return cast->reading = r;
}

/* The same with all that its texts look like; NULL where that hangs on the digits. */
static const struct cast_reading *mould_whole(struct bench *b, struct cast *cast)
{
	struct cast_reading *r = mould_reading(b, cast);

	if (r && !r->whole)
		r->alike = read_mould(b->grammar, cast, &r->as);
	if (r)
		r->whole = true;
	return r && r->alike ? r : NULL;
}

/* What is remembered of the cell, its text read; NULL: nothing. */
static struct cell_memo *remembered(struct bench *b, const struct ncell *cell)
{
	struct cell_memo *m = memo_held(cell);
	struct arena *own = b->arena;

	if (!m)
		m = memo_cell(b->memo, cell->raw);
	if (!m || m->looked)
		return m;
	b->arena = &b->memo->arena;
	m->cast = cast_of(b, m->raw);
	if (m->cast && m->cast->fills) {
		m->text = cast_text(b, m->cast, m->raw);
		m->changes = m->cast->changes;
	} else {
		m->text = canonical(b, m->raw, &m->changes);
	}
	m->looked = true;
	b->arena = own;
	return m;
}

/* The cell of a text of its own, which it no longer shares with its mould. */
static struct ncell *own_cell(struct bench *b, const struct cell_memo *m, struct reading_of *r)
{
	struct ncell *own = r->as;

	if (!own || own->text.p != m->text.p) {
		own = arena_zero(&b->memo->arena, 1, sizeof *own);
		own->raw = m->raw;
		own->changes = m->changes;
		if (r->as)
			copy_reading(own, m, r);
		own->text = m->text;
		r->as = own;
	}
	return own;
}

/* As which label the grammar in hand reads it. */
static struct reading_of *reading(struct bench *b, struct cell_memo *m)
{
	struct arena *own = b->arena;
	struct reading_of *r = memo_read_by(m, b->grammar);
	struct cast_reading *mould;

	if (r)
		return r;
	mould = mould_reading(b, m->cast);
	b->arena = &b->memo->arena;
	r = &m->reading;
	if (r->grammar) {
		r = arena_zero(b->arena, 1, sizeof *r);
		r->next = m->reading.next;
		m->reading.next = r;
	}
	r->grammar = b->grammar;
	r->as = mould ? &mould->as : NULL;
	if (!mould)
		read_label(b, own_cell(b, m, r), m);
	b->arena = own;
	return r;
}

/* The same with all that the cell looks like. */
static struct reading_of *whole(struct bench *b, struct cell_memo *m)
{
	struct reading_of *r = reading(b, m);
	const struct cast_reading *mould;
	struct arena *own = b->arena;

	if (r->whole)
		return r;
	mould = mould_whole(b, m->cast);
	b->arena = &b->memo->arena;
	if (mould) {
		r->as = (struct ncell *)&mould->as;
		r->ordinal = mould->as.ordinal_n ? cast_ordinal(m->cast, b->grammar, m->text) : 0;
	} else {
		read_looks(b, own_cell(b, m, r), r, m->cast);
		r->ordinal = r->as->ordinal;
	}
	r->whole = true;
	b->arena = own;
	return r;
}

void cell_hold_text(struct bench *b, struct ncell *cell, struct str raw)
{
	cell->memo = memo_next(b->memo, raw);
	cell->raw = cell->memo ? cell->memo->raw : arena_copy(b->arena, raw);
}

bool target_is_money(const struct grammar *g, const struct target *t)
{
	size_t n;
	const struct unit *u = t->measure == MEASURE_NUMBER && t->unit.n ? grammar_unit(g, t->unit, &n) : NULL;

	return u && u->kind == UNIT_MONEY && n == t->unit.n;
}

/* How the memo *m reads a cell that is not made of several; NULL: not at all. */
static struct reading_of *remembered_reading(struct bench *b, const struct ncell *cell, struct cell_memo **m)
{
	struct reading_of *r = memo_reading(b->grammar, cell);

	*m = r ? cell->memo : remembered(b, cell);
	return r ? r : *m && str_eq((*m)->text, cell->text) ? reading(b, *m) : NULL;
}

/* What is the same of the targets of all texts of the mould; NULL: each must be asked. */
static const struct cast_reading *mould_targets(struct bench *b, struct cast *cast)
{
	struct cast_reading *r = mould_reading(b, cast);

	if (!r)
		return NULL;
	if (!r->asked && (r->targets = value_targets_mould(b->grammar, &b->memo->arena, cast->text, &r->target)) > 0)
		r->money = target_is_money(b->grammar, r->target);
	r->asked = true;
	return r->targets ? r : NULL;
}

/* Asks for the targets of what is remembered. */
static void read_targets(struct bench *b, struct cell_memo *m, struct reading_of *r)
{
	const struct cast_reading *mould = m->cast ? mould_targets(b, m->cast) : NULL;

	if (mould) {
		r->target = value_targets_fill(&b->memo->arena, mould->target, mould->targets, m->cast->text, m->text);
		r->targets = mould->targets;
		r->money = mould->money;
	} else {
		r->targets = value_targets(b->grammar, &b->memo->arena, m->text, &r->target);
		r->money = target_is_money(b->grammar, r->target);
	}
}

size_t cell_targets(struct bench *b, const struct ncell *cell, struct target **targets, bool *money)
{
	struct str text = cell ? cell->text : STR("");
	struct cell_memo *m;
	struct reading_of *r = text.n ? remembered_reading(b, cell, &m) : NULL;
	size_t n;

	if (!r) {
		n = value_targets(b->grammar, b->arena, text, targets);
		*money = target_is_money(b->grammar, *targets);
		return n;
	}
	if (!r->target)
		read_targets(b, m, r);
	*targets = r->target;
	*money = r->money;
	return r->targets;
}

struct str cell_key(struct bench *b, const struct ncell *cell)
{
	struct str unit;

	return cell->text.n > LABEL_BYTES ? STR("") : label_key(b->grammar, &b->key, cell->text, &unit);
}

struct str cell_name_key(struct bench *b, const struct ncell *cell, uint64_t *hash)
{
	struct cell_memo *m;
	struct reading_of *r = remembered_reading(b, cell, &m);

	if (r && r->name_key.p) {
		*hash = r->name_hash;
		return r->name_key;
	}
	canon_key(&b->key, str_trim(str_from(cell->text, cell->ordinal_n)));
	*hash = str_hash(buf_str(&b->key));
	if (!r)
		return arena_copy(b->arena, buf_str(&b->key));
	r->name_hash = *hash;
	return r->name_key = arena_copy(&b->memo->arena, buf_str(&b->key));
}

const int *cell_weigh(struct bench *b, const struct ncell *cell)
{
	struct label_text label;
	struct cell_memo *m;
	int changes;

	m = remembered(b, cell);
	if (!m) {
		label = label_in(b, b->all->base, b->arena, canonical(b, cell->raw, &changes));
		return read_clues(b, b->arena, label.key, grammar_meaning(b->all->base, label.key));
	}
	if (!m->weighed && !(m->cast && cast_unknown(b, m->cast))) {
		const struct label_memo *base = ask_base(b, m);
		m->clues = base->label.unknown ? NULL : read_clues(b, &b->memo->arena, base->label.key, base->means);
	}
	m->weighed = true;
	return m->clues;
}

/* cell_read where that was not done before. */
static void read_anew(struct bench *b, struct ncell *cell)
{
	struct cell_memo *m = remembered(b, cell);

	if (m) {
		copy_reading(cell, m, whole(b, m));
		return;
	}
	cell->text = canonical(b, cell->raw, &cell->changes);
	read_label(b, cell, NULL);
	read_looks(b, cell, NULL, NULL);
}

static inline void read_filled(struct bench *b, struct ncell *cell)
{
	struct cell_memo *m = memo_held(cell);
	const struct reading_of *r = m ? memo_read_by(m, b->grammar) : NULL;

	if (r && r->whole)
		copy_reading(cell, m, r);
	else
		read_anew(b, cell);
}

void cell_read(struct bench *b, struct ncell *cell)
{
	if (cell->raw.n)
		read_filled(b, cell);
}

void cell_read_label(struct bench *b, struct ncell *cell)
{
	struct cell_memo *m = cell->raw.n ? remembered(b, cell) : NULL;

	if (m)
		copy_reading(cell, m, reading(b, m));
	else
		cell_read(b, cell);
}

const struct ncell *cell_reading(struct bench *b, struct arena *scratch, struct str raw, bool all)
{
	struct ncell held, *own;
	struct cell_memo *m;

	cell_hold(b, &held, raw);
	m = raw.n ? remembered(b, &held) : NULL;
	if (m)
		return own_cell(b, m, all ? whole(b, m) : reading(b, m));
	own = arena_zero(scratch, 1, sizeof *own);
	own->raw = held.raw;
	if (all)
		cell_read(b, own);
	else
		cell_read_label(b, own);
	return own;
}

const struct level *cell_level(const struct ncell *cell, int depth)
{
	for (const struct meaning *m = cell->means; m; m = m->next)
		if (m->kind == MEANS_LEVEL && m->level->depth == depth)
			return m->level;
	return NULL;
}
