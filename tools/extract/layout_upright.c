#include "layout_page.h"

enum {
	LEAST = 3,      /* lines of an upright label */
	BETWEEN = 2,    /* lines of other cells between two of its characters */
	SIGNS = 2,      /* characters on one of its lines: 元） */
	PLACES_LEFT = 2 /* it stands among the first segments of a line */
};

/* A word's character or a bracket, but no ordinal: those stand one below the other in columns of their own. */
static bool may_stand(uint32_t c)
{
	static const uint32_t ordinals[] = { 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341 };

	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
		if (c == ordinals[i])
			return false;
	return (c >= 0x4e00 && c <= 0x9fff) || c == 0xff08 || c == 0xff09 || c == '(' || c == ')';
}

static bool is_upright(const struct layout_page *p, const struct segment *s)
{
	struct str text = layout_text(p, s);
	size_t words = 0;

	if (s->end - s->start > SIGNS)
		return false;
	for (size_t at = 0; at < text.n;) {
		uint32_t c = str_next(text, &at);
		if (!may_stand(c))
			return false;
		words += str_is_cjk(c) && c < 0xff00;
	}
	return text.n > 0 && words <= 1;
}

/* The segment of the line that stands at those places; *blocked: another cell does. */
static struct segment *beneath(const struct layout_page *p, size_t l, const struct segment *s, bool *blocked)
{
	const struct layout_line *line = &p->line[l];

	*blocked = false;
	for (size_t i = 0; i < line->n; i++) {
		struct segment *t = &p->segment[line->first + i];
		if (t->end <= s->start || t->start >= s->end + 1)
			continue;
		if (i < PLACES_LEFT && is_upright(p, t) && t->start + 1 >= s->start && t->start <= s->start + 1)
			return t;
		*blocked = true;
	}
	return NULL;
}

static void remove_segment(struct layout_page *p, size_t l, const struct segment *s)
{
	struct layout_line *line = &p->line[l];
	size_t at = (size_t)(s - p->segment) - line->first;

	memmove(&p->segment[line->first + at], &p->segment[line->first + at + 1], (line->n - at - 1) * sizeof *s);
	line->n--;
}

/* A label that stands upright: its segments, and the lines that they are in. */
struct run {
	size_t line[LAYOUT_UPRIGHT_MOST], n;
	struct segment piece[LAYOUT_UPRIGHT_MOST];
};

static void find_run(struct layout_page *p, size_t l, const struct segment *s, struct run *r)
{
	size_t empty = 0;

	r->n = 1;
	r->line[0] = l;
	r->piece[0] = *s;
	for (size_t k = l + 1; k < p->lines && empty <= BETWEEN && r->n < LAYOUT_UPRIGHT_MOST; k++) {
		bool blocked;
		const struct segment *next = beneath(p, k, &r->piece[r->n - 1], &blocked);
		if (blocked)
			break;
		empty = next ? 0 : empty + 1;
		if (!next)
			continue;
		r->line[r->n] = k;
		r->piece[r->n++] = *next;
	}
}

/* The segment of the line that is this one. */
static struct segment *find_piece(struct layout_page *p, size_t l, const struct segment *s)
{
	struct segment *t = &p->segment[p->line[l].first];

	while (t->from != s->from)
		t++;
	return t;
}

/* The whole label in the middle one of its lines, as if it took no more room than a character. */
static void join_run(struct layout_page *p, const struct run *r)
{
	size_t middle = r->n / 2, from = p->text.n;
	const struct segment *last = &r->piece[r->n - 1];
	struct segment *whole;

	if (r->n % 2 == 0 && p->line[r->line[middle]].n == 1 && p->line[r->line[middle - 1]].n > 1)
		middle--; /* of the two middle ones that of a row */
	for (size_t i = 0; i < r->n; i++) {
		buf_room(&p->text, r->piece[i].to - r->piece[i].from);
		buf_add(&p->text, layout_text(p, &r->piece[i]));
		if (i != middle)
			remove_segment(p, r->line[i], find_piece(p, r->line[i], &r->piece[i]));
	}
	whole = find_piece(p, r->line[middle], &r->piece[middle]);
	whole->from = from;
	whole->to = p->text.n;
	whole->at = r->piece[0].at;
	whole->at.length = last->at.offset + last->at.length - whole->at.offset;
}

/* Lines of nothing but characters of such labels are gone; returns how many. */
static size_t drop_empty(struct layout_page *p)
{
	size_t n = 0, gap = 0, lines = p->lines;

	for (size_t l = 0; l < lines; l++) {
		if (p->line[l].n == 0) {
			gap += p->line[l].gap;
			continue;
		}
		p->line[n] = p->line[l];
		p->line[n++].gap += gap;
		gap = 0;
	}
	p->lines = n;
	return lines - n;
}

size_t layout_upright(struct layout_page *p)
{
	for (size_t l = 0; l < p->lines; l++)
		for (size_t i = 0; i < p->line[l].n && i < PLACES_LEFT; i++) {
			const struct segment *s = &p->segment[p->line[l].first + i];
			struct run r;
			if (!is_upright(p, s))
				continue;
			find_run(p, l, s, &r);
			if (r.n >= LEAST)
				join_run(p, &r);
		}
	return drop_empty(p);
}
