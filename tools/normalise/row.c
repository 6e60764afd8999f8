/* Rows of cells, and what is said of them. */
#include "model.h"

void *list_wider(struct arena *a, const void *array, size_t n, size_t *cap, size_t size)
{
	void *wider;

	*cap = *cap ? *cap * 2 : 4;
	wider = arena_alloc(a, *cap * size);
	if (n)
		memcpy(wider, array, n * size);
	return wider;
}

/* As row_index, of the next cell. */
static inline void index_cell(struct nrow *row, size_t i)
{
	const struct ncell *c = &row->cell[i];

	row->spaced |= c->spaced;
	row->spans |= c->rows > 1;
	if (!c->text.n)
		return;
	row->full[row->filled++] = i;
	row->kinds |= c->kinds;
}

static void begin_index(struct arena *a, struct nrow *row)
{
	row->filled = 0;
	row->kinds = 0;
	row->spaced = row->spans = false;
	row->full = arena_alloc(a, row->n * sizeof *row->full);
}

void row_index(struct arena *a, struct nrow *row)
{
	begin_index(a, row);
	for (size_t i = 0; i < row->n; i++)
		index_cell(row, i);
}

void row_read(struct bench *b, struct nrow *row)
{
	begin_index(b->arena, row);
	for (size_t i = 0; i < row->n; i++) {
		cell_read(b, &row->cell[i]);
		index_cell(row, i);
	}
}

struct str row_text(struct arena *a, const struct nrow *row)
{
	size_t n = 0;
	char *p;

	for (size_t i = 0; i < row->filled; i++)
		n += row->cell[row->full[i]].raw.n + 3;
	p = arena_alloc(a, n);
	n = 0;
	for (size_t i = 0; i < row->filled; i++) {
		struct str raw = row->cell[row->full[i]].raw;
		if (i) {
			memcpy(p + n, " | ", 3);
			n += 3;
		}
		memcpy(p + n, raw.p, raw.n);
		n += raw.n;
	}
	return str_of(p, n);
}

bool has_words(struct str s)
{
	if (s.n && (unsigned char)s.p[0] - 0xe4u <= 0xe9 - 0xe4) /* an ideograph, nearly always */
		return true;
	for (size_t at = 0; at < s.n;) {
		uint32_t c = str_next(s, &at);
		if ((c < 0x80 && ((c | 0x20) - 'a' < 26 || c - '0' < 10)) || (c >= 0xc0 && c < 0x2000) || (c >= 0x3040 && c < 0xfe30)
		    || c >= 0x20000)
			return true;
	}
	return false;
}

bool ends_open(struct str s)
{
	static const char *const open[] = { "；", ";", "，", ",", "、" };

	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (str_ends(s, str_c(open[i])))
			return true;
	return false;
}

void row_take(const struct nrow *row)
{
	for (size_t i = 0; i < row->filled; i++)
		cell_take(row_full(row, i));
}

void form_issue(struct form *f, struct arena *a, size_t line, const char *severity, const char *rule,
    struct str subject, struct str message)
{
	struct issue *i = LIST_ADD(a, f->issues);

	*i = (struct issue){ line, severity, rule, arena_copy(a, subject), arena_copy(a, message) };
}
