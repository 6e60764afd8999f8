/* What stands on both sides of a blank between two pieces: whether a cell ends there. */
#include "flow_internal.h"

enum { DASHED_LEAST = 3 /* pieces; of fewer a dash may be the middle of a range */ };

/* What stands on both sides of the blank behind piece `at`. */
enum blank { BLANK_PARTS, BLANK_BEFORE_TARGET, BLANK_BEFORE_NUMBER, BLANK_BEHIND_NUMBER, BLANK_OTHER };

static bool is_figure(uint32_t c) { return c < 0x80 && str_is_digit((char)c); }

static uint32_t last_point(struct str s)
{
	size_t i = s.n;

	do
		i--;
	while (i > 0 && ((unsigned char)s.p[i] & 0xc0) == 0x80);
	return str_next(s, &i);
}

static bool is_number(struct bench *b, struct str text)
{
	struct target *target;

	return value_targets(b->grammar, b->arena, text, &target) == 1 && target->measure == MEASURE_NUMBER;
}

/* A target that begins with a sign and is none with the words behind it: ≥85% before 按实际. */
static bool ends_target(struct bench *b, struct str left, struct str right)
{
	struct buf both = { 0 };
	bool ends = value_sign(b->grammar, left) && is_number(b, left);

	if (ends) {
		buf_add(&both, left);
		buf_add(&both, right);
		ends = !is_number(b, arena_copy(b->arena, buf_str(&both)));
	}
	buf_free(&both);
	return ends;
}

static enum blank blank_behind(struct bench *b, const struct nrow *group, size_t at)
{
	const struct grammar *g = b->grammar;
	struct str left = group->cell[at].raw, right = group->cell[at + 1].raw;
	uint32_t before, behind;
	size_t k = 0;

	if (left.n == 0 || right.n == 0 || value_sign(g, right)) /* ≥320户: a value begins */
		return BLANK_PARTS;
	if (group->n > DASHED_LEAST && (str_eq(left, STR("—")) || str_eq(right, STR("—")))) /* 95.89 — 90% —: nothing to say there */
		return BLANK_PARTS;
	before = last_point(left);
	behind = str_next(right, &k);
	if ((str_is_cjk(before) && str_is_cjk(behind)) || (is_figure(before) && is_figure(behind)))
		return BLANK_PARTS;
	if (str_is_cjk(behind) && ends_target(b, left, right))
		return BLANK_PARTS;
	if (str_is_cjk(before) && is_figure(behind) && at + 2 == group->n && value_shape(g, right) != SHAPE_TEXT)
		return BLANK_BEFORE_TARGET; /* 事故数 0 at the line's end: a cell sooner than 达到 70% */
	return is_figure(before) ? BLANK_BEHIND_NUMBER : is_figure(behind) ? BLANK_BEFORE_NUMBER : BLANK_OTHER;
}

/* 年度资金总额： begins like a unit of time, but is a label. */
static bool is_label(struct bench *b, struct str raw)
{
	struct str unit;

	canon_text(&b->text, raw);
	return grammar_meaning(b->grammar, label_key(b->grammar, &b->key, buf_str(&b->text), &unit)) != NULL;
}

/* Behind a figure: the rest of its cell, as in 4 期, 12 月底前, 1.5 万元/亩. */
static bool is_rest_of_number(struct bench *b, struct str right)
{
	const struct grammar *g = b->grammar;
	size_t n = 0, many = 0;
	const struct unit *unit = grammar_unit(g, right, &n);

	if (!unit && grammar_multiplier(g, right, &many)) { /* 1.5 万人次, 3 万 */
		right = str_from(right, many);
		unit = grammar_unit(g, right, &n);
		if (right.n == 0)
			return true;
	}
	if (!unit || n == right.n || right.p[n] == '/')
		return unit != NULL;
	return unit->kind == UNIT_TIME && !is_label(b, right) && !(g->basis_like && pattern_match(g->basis_like, right, NULL) == 1);
}

/* What it costs that a cell ends at that blank. */
static int split_cost(struct bench *b, const struct nrow *group, size_t at, enum blank blank)
{
	const struct grammar *g = b->grammar;
	struct str left = group->cell[at].raw;
	bool behind = blank == BLANK_BEHIND_NUMBER;

	if (behind && is_rest_of_number(b, group->cell[at + 1].raw))
		return g->cost[COST_JOIN_CJK];
	if (blank == BLANK_BEFORE_NUMBER && value_sign(g, left) == left.n) /* ≥ 5万元 */
		return g->cost[COST_JOIN_CJK];
	if (blank == BLANK_BEFORE_TARGET)
		return g->cost[COST_JOIN_OTHER];
	return blank == BLANK_PARTS ? 0
	    : g->cost[COST_SPLIT_OTHER] + (behind && !value_sign(g, left) ? g->cost[COST_NUMBER_APART] : 0);
}

const struct seam *flow_seams(struct bench *b, struct group *g)
{
	const struct nrow *row = g->row;
	int joined = 0;
	size_t parting = 0;

	if (g->seam)
		return g->seam;
	g->seam = arena_alloc(g->scratch, row->n * sizeof *g->seam);
	for (size_t i = 0; i < row->n; i++) {
		enum blank blank = i + 1 < row->n ? blank_behind(b, row, i) : BLANK_PARTS;
		g->seam[i] = (struct seam){ joined, split_cost(b, row, i, blank), parting, i + 1 == row->n };
		joined += b->grammar->cost[blank == BLANK_PARTS ? COST_JOIN_CJK : blank == BLANK_BEFORE_TARGET ? COST_SPLIT_OTHER : COST_JOIN_OTHER];
		parting += blank == BLANK_PARTS;
	}
	return g->seam;
}
