#include "labels.h"

static const struct level *level_of(const struct ncell *c, int depth) { return c ? cell_level(c, depth) : NULL; }

/* A level 2 of that level 1 stands as a label in the table: then the level 1 is meant as one. */
static bool find_children(const struct ntable *t, const struct level *parent)
{
	for (size_t r = 0; r < t->rows; r++)
		for (size_t i = 0; row_means(&t->row[r], 1u << MEANS_LEVEL) && i < t->row[r].filled; i++) {
			const struct level *l = cell_level(row_full(&t->row[r], i), 2);
			if (l && l->parent == parent)
				return true;
		}
	return false;
}

/* The table is searched once for each level 1 that asks, not for each of its rows. */
static bool has_children(struct level_labels *l, const struct ntable *t, const struct level *parent)
{
	if (l->asked != parent) {
		l->asked = parent;
		l->has_children = find_children(t, parent);
	}
	return l->has_children;
}

static struct levels levels_of(const struct level *one, const struct level *two)
{
	struct levels l = { .order = two ? two->order : one ? one->order : SIZE_MAX, .no_money = two && two->no_money };

	if (one)
		l.level1 = one->name;
	if (two)
		l.level2 = two->name;
	return l;
}

/* A level 1 label alone: its home may be a level 2 (成本指标), its only child is meant with it. */
static struct levels level1_alone(const struct form *f, struct level_labels *l, const struct ntable *t,
    const struct level *one)
{
	bool column2 = false;

	if (one->home && one->home->depth == 2 && !has_children(l, t, one))
		return levels_of(one->home->parent, one->home);
	for (size_t i = 0; i < f->header.n; i++)
		column2 |= f->header.role[i] == ROLE_LEVEL2;
	return levels_of(one, column2 && one->children == 1 ? one->child[0] : NULL);
}

/* Labels that no grammar knows stay as filed. */
static struct levels levels_unknown(const struct ncell *c1, const struct ncell *c2, struct str level1_now)
{
	struct levels l = { .order = SIZE_MAX };
	const struct level *one = level_of(c1, 1), *two = level_of(c2, 2);

	if (!one && level_of(c1, 2)) /* 服务对象满意度 over a level 2 of the filing's own */
		one = level_of(c1, 2)->parent;
	l.level1 = one ? one->name : c1 ? c1->text : two ? two->parent->name : level1_now;
	l.level2 = two ? two->name : c2 ? c2->text : STR("");
	return l;
}

/* What the row's own level cells say; at least one of them is there. */
static struct levels own_levels(const struct form *f, struct level_labels *l, const struct ntable *t,
    const struct ncell *c1, const struct ncell *c2)
{
	const struct level *one = level_of(c1, 1), *two = level_of(c2, 2);

	if (c1 && !one && level_of(c1, 2)) { /* 社会效益指标 as a level 1 */
		if (!c2 || two == level_of(c1, 2))
			return levels_of(level_of(c1, 2)->parent, level_of(c1, 2));
		one = level_of(c1, 2)->parent;
	}
	if (c2 && !two && level_of(c2, 1) && !c1) /* 产出指标 in the second column */
		return level1_alone(f, l, t, level_of(c2, 1));
	if (one && two && one->home == two) /* 成本指标 | 成本指标: of the output's, unless cost has levels of its own */
		return level1_alone(f, l, t, one);
	if (one && two)
		return levels_of(one, two);
	if (one && !c2)
		return level1_alone(f, l, t, one);
	if (two && !c1)
		return levels_of(two->parent, two);
	return levels_unknown(c1, c2, l->now.level1);
}

void labels_take(struct form *f, struct level_labels *l, const struct ntable *t, const struct fit *fit)
{
	const struct ncell *c1 = fit->role[ROLE_LEVEL1], *c2 = fit->role[ROLE_LEVEL2];

	l->now = own_levels(f, l, t, c1, c2);
	if (c1) {
		cell_take(c1);
		l->label1 = c1;
		l->label2 = NULL;
	}
	if (c2) {
		cell_take(c2);
		l->label2 = c2;
	}
	l->own1 = c1 != NULL;
	l->own2 = c2 != NULL;
}
