#include "several.h"

/* Pieces of a cell as filed, parted where the next name begins; returns how many. */
static size_t name_pieces(const struct grammar *g, struct str raw, struct str piece[SEVERAL_MOST])
{
	size_t n = 0, from = 0;

	for (size_t at = 0; at <= raw.n; at++) {
		struct match m;
		bool end = at == raw.n, blank = !end && raw.p[at] == ' ';
		if (!end && (!blank || pattern_match(g->name_ordinal, str_trim(str_from(raw, at)), &m) != 1))
			continue;
		if (n == SEVERAL_MOST)
			return 0;
		piece[n++] = str_trim(str_of(raw.p + from, at - from));
		from = at;
	}
	return n;
}

/* Pieces parted by blanks; returns how many, 0 when there are too many. */
static size_t blank_pieces(struct str raw, struct str piece[SEVERAL_MOST])
{
	size_t n = 0;

	while ((raw = str_trim(raw)).n) {
		size_t end = str_chr(raw, ' ', 0);
		if (n == SEVERAL_MOST)
			return 0;
		piece[n++] = str_to(raw, end);
		raw = str_from(raw, end);
	}
	return n;
}

static const struct ncell *cell_of(struct bench *b, const struct ncell *of, struct str raw)
{
	struct ncell *c = arena_alloc(b->arena, sizeof *c);

	*c = *of;
	c->raw = raw;
	cell_read(b, c);
	return c;
}

/* The pieces of one role's cell onto the fits: as many as there are names, or the whole on the first. */
static void share(struct bench *b, const struct ncell *c, enum role role, size_t n, struct fit *fits)
{
	struct str piece[SEVERAL_MOST];
	bool each = blank_pieces(c->raw, piece) == n;

	for (size_t i = 0; i < n; i++)
		fits[i].role[role] = each ? cell_of(b, c, piece[i]) : i == 0 ? c : NULL;
}

static bool is_shared(enum role role)
{
	return role == ROLE_DESCRIPTION || role == ROLE_VALUE || (role >= ROLE_OP && role <= ROLE_REASON);
}

size_t several_part(struct bench *b, const struct fit *fit, struct fit fits[SEVERAL_MOST])
{
	const struct ncell *name = fit->role[ROLE_LEVEL3], *value = fit->role[ROLE_VALUE];
	struct str piece[SEVERAL_MOST], values[SEVERAL_MOST];
	size_t n;

	if (!name || !name->ordinal || !b->grammar->name_ordinal || str_chr(name->raw, ' ', 0) == name->raw.n)
		return 1;
	n = name_pieces(b->grammar, name->raw, piece);
	if (n < 2 || (value && blank_pieces(value->raw, values) != n))
		return 1;
	for (size_t i = 0; i < n; i++) {
		fits[i] = (struct fit){ .shifted = fit->shifted, .parted = true };
		fits[i].role[ROLE_LEVEL3] = cell_of(b, name, piece[i]);
	}
	for (int r = 0; r < ROLE_COUNT; r++) {
		if (!fit->role[r] || r == ROLE_LEVEL3)
			continue;
		if (is_shared((enum role)r))
			share(b, fit->role[r], (enum role)r, n, fits);
		else
			fits[0].role[r] = fit->role[r];
	}
	memcpy(fits[0].more, fit->more, sizeof fit->more);
	memcpy(fits[0].more_role, fit->more_role, sizeof fit->more_role);
	fits[0].mores = fit->mores;
	return n;
}
