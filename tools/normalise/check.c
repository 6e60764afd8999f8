#include "check.h"
#include "head.h"
#include "../../common/msg.h"

/* Everything that the form became, as one key; cells are looked for from where the last one was found. */
struct made {
	struct bench *b;
	struct buf text;
	size_t from;
};

static void add(struct made *m, struct str s)
{
	canon_text(&m->b->text, s);
	canon_key(&m->b->key, buf_str(&m->b->text));
	buf_add(&m->text, buf_str(&m->b->key));
	buf_byte(&m->text, '\n');
}

/* A label and its value may have shared a cell. */
static void add_both(struct made *m, struct str label, struct str raw)
{
	struct buf both = { 0 };

	buf_add(&both, label);
	buf_add(&both, raw);
	add(m, buf_str(&both));
	buf_free(&both);
}

static void add_indicator(struct made *m, const struct indicator *x)
{
	const struct str texts[] = { x->level3, x->raw, x->description, x->basis, x->note };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add(m, texts[i]);
	for (int r = ROLE_WEIGHT; r < ROLE_COUNT; r++)
		if (x->role[r])
			add(m, x->role[r]->raw);
	for (int r = ROLE_LEVEL1; r <= ROLE_LEVEL2; r++)
		if (x->role[r] && x->role[r]->joined) /* of two cells, neither of which is a label */
			add(m, x->role[r]->text);
	if (x->role[ROLE_LEVEL1] && !cell_level(x->role[ROLE_LEVEL1], 1))
		add(m, x->is.level1);
	if (x->role[ROLE_LEVEL2] && !cell_level(x->role[ROLE_LEVEL2], 2))
		add(m, x->is.level2);
}

static void add_form(struct made *m, const struct form *f)
{
	add(m, f->title);
	for (size_t i = 0; i < f->fields.n; i++) {
		add(m, f->fields.at[i].label);
		add(m, f->fields.at[i].raw);
		add_both(m, f->fields.at[i].label, f->fields.at[i].raw);
	}
	for (size_t i = 0; i < f->amounts.n; i++) {
		add(m, f->amounts.at[i].raw);
		add_both(m, f->amounts.at[i].label, f->amounts.at[i].raw);
	}
	for (size_t i = 0; i < f->schedule.n; i++)
		add(m, f->schedule.at[i].raw);
	for (size_t i = 0; i < f->goals.n; i++)
		add(m, f->goals.at[i].text);
	for (size_t i = 0; i < f->achievements.n; i++)
		add(m, f->achievements.at[i].text);
	for (size_t i = 0; i < f->indicators.n; i++)
		add_indicator(m, &f->indicators.at[i]);
	for (size_t i = 0; i < f->issues.n; i++) {
		add(m, f->issues.at[i].subject);
		add(m, f->issues.at[i].message);
	}
}

static bool is_there(struct made *m, struct str text)
{
	struct str all = buf_str(&m->text), key;
	size_t at;

	canon_key(&m->b->key, str_trim(text));
	key = buf_str(&m->b->key);
	at = str_find(all, key, m->from);
	if (at == all.n && key.n)
		at = str_find(all, key, 0);
	if (at == all.n && key.n)
		return false;
	m->from = key.n ? at : m->from;
	return true;
}

/* A cell that was parted: what stands between the ordinals that p matches must be there. */
static bool pieces_there(struct made *m, const struct pattern *p, struct str text)
{
	struct match match;
	bool parted = false;

	while (text.n && p && pattern_match(p, text, &match) == 1 && match.whole.n) {
		size_t at = (size_t)(match.whole.p - text.p);
		if (!is_there(m, str_to(text, at)))
			return false;
		text = str_from(text, at + match.whole.n);
		parted = true;
	}
	return parted && is_there(m, text);
}

/* Up to the next blank, or with the next colon: two labels may have shared a cell. */
static struct str piece_of(struct str raw)
{
	static const struct str colons[] = { { ":", 1 }, { "：", 3 } };
	size_t end = str_chr(raw, ' ', 0);

	for (size_t i = 0; i < sizeof colons / sizeof *colons; i++) {
		size_t at = str_find(raw, colons[i], 0);
		end = at < end ? at + colons[i].n : end;
	}
	return str_to(raw, end);
}

/* A cell that several rows shared: each piece is there, or is a label. */
static bool shared_there(struct made *m, const struct grammar *g, struct str raw)
{
	for (raw = str_trim(raw); raw.n; raw = str_trim(raw)) {
		struct str piece = piece_of(raw), unit, key;
		struct match match;
		canon_text(&m->b->text, piece);
		if (g->name_ordinal && pattern_match(g->name_ordinal, buf_str(&m->b->text), &match) == 1
		    && match.whole.p == m->b->text.p) {
			struct str name = str_from(buf_str(&m->b->text), match.whole.n);
			if (!is_there(m, name))
				return false;
		} else {
			key = label_key(g, &m->b->key, buf_str(&m->b->text), &unit);
			if (!grammar_meaning(g, key) && !is_there(m, piece))
				return false;
		}
		raw = str_from(raw, piece.n);
	}
	return true;
}

/* 年度目标：目标1：… in one cell: the goals are there, less their ordinals. */
static bool goals_there(struct made *m, const struct grammar *g, struct str text)
{
	struct str goals = str_from(text, head_goal_at(m->b, text));

	return goals.n < text.n && (is_there(m, goals) || pieces_there(m, g->goal_ordinal, goals));
}

/* 群众满意度≥95%: the name is there, and the target from its sign on. */
static bool halves_there(struct made *m, const struct grammar *g, const struct ncell *c)
{
	size_t at = c->ordinal_n + 1;

	while (at < c->text.n && !value_sign(g, str_from(c->text, at)))
		at++;
	return at < c->text.n && is_there(m, str_from(str_to(c->text, at), c->ordinal_n)) && is_there(m, str_from(c->text, at));
}

static bool cell_there(struct made *m, const struct grammar *g, const struct ncell *c)
{
	if (c->means || c->spanned || is_there(m, c->text) || is_there(m, str_from(c->text, c->ordinal_n)))
		return true;
	for (size_t i = 0; i < g->captions; i++)
		if (pattern_match(g->caption[i].match, c->text, NULL) == 1)
			return true;
	return pieces_there(m, g->goal_ordinal, c->text) || goals_there(m, g, c->text) || shared_there(m, g, c->raw)
	    || halves_there(m, g, c);
}

/* 目标 | 1修渠: an ordinal that stands across the cells of goals, so that no piece of it is a cell's own. */
static bool row_there(struct made *m, const struct grammar *g, const struct nrow *row)
{
	struct buf all = { 0 };
	bool there;

	for (size_t i = 0; i < row->filled; i++)
		if (!row_full(row, i)->means)
			buf_add(&all, row_full(row, i)->text);
	there = pieces_there(m, g->goal_ordinal, buf_str(&all));
	buf_free(&all);
	return there;
}

size_t check_form(struct bench *b, struct str doc, const struct form *f)
{
	const struct grammar *now = b->grammar;
	struct made m = { .b = b };
	size_t lost = 0;

	b->grammar = f->grammar; /* which is not that of the form in hand */
	add_form(&m, f);
	for (size_t s = 0; s < f->stretches.n; s++)
		for (size_t r = 0; r < f->stretches.at[s].n; r++) {
			const struct nrow *row = &f->stretches.at[s].row[r];
			for (size_t i = 0; i < row->filled; i++) {
				const struct ncell *c = row_full(row, i);
				struct place at = { .file = doc, .line = c->line };
				if (cell_there(&m, f->grammar, c) || row_there(&m, f->grammar, row))
					continue;
				msg_say(&at, MSG_CELL_LOST, STR_ARG(c->raw));
				lost++;
			}
		}
	buf_free(&m.text);
	b->grammar = now;
	return lost;
}
