#include "html_part.h"

#include <stdlib.h>

#include "escape.h"

enum { CHART_MOST = 20, BAR_WIDTH = 1000 };

const char *word(enum word w, bool zh)
{
	static const char *const words[][2] = {
#define X(id, en, zh_word) { en, zh_word },
		WORD_LIST(X)
#undef X
	};
	return words[w][zh];
}

void part_money(struct buf *into, struct str yuan)
{
	size_t sign = yuan.n && yuan.p[0] == '-', point = str_chr(yuan, '.', 0);

	for (size_t i = 0; i < yuan.n; i++) {
		if (i > sign && i < point && (point - i) % 3 == 0)
			buf_byte(into, ',');
		escape_markup(into, str_of(yuan.p + i, 1));
	}
}

void part_target(struct buf *into, const struct str *f, bool zh)
{
	static const struct { const char *op, *sign; } signs[] = { { ">=", "≥" }, { "<=", "≤" }, { ">", "&gt;" },
		{ "<", "&lt;" }, { "=", "=" } };

	if (!f[1].n) {
		escape_markup(into, f[4]);
		return;
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_eq(f[0], str_c(signs[i].op)))
			buf_add(into, str_c(signs[i].sign));
	if (str_eq(f[0], STR("~")))
		buf_add(into, str_c(word(WORD_ABOUT, zh)));
	escape_markup(into, f[1]);
	if (f[2].n) {
		buf_add(into, STR("–"));
		escape_markup(into, f[2]);
	}
	escape_markup(into, f[3]);
}

static void tally_grow(struct tally *t)
{
	t->slots = t->slots ? t->slots * 2 : 64;
	mem_free(t->slot);
	t->slot = mem_zero(t->slots, sizeof *t->slot);
	for (size_t i = 0; i < t->n; i++) {
		size_t at = str_hash(t->sum[i].name) & (t->slots - 1);
		while (t->slot[at])
			at = (at + 1) & (t->slots - 1);
		t->slot[at] = i + 1;
	}
}

void tally_add(struct tally *t, struct str name, struct str yuan)
{
	struct decimal d;
	size_t at;

	if (!decimal_parse(yuan, &d))
		return;
	if (t->n * 2 >= t->slots)
		tally_grow(t);
	for (at = str_hash(name) & (t->slots - 1); t->slot[at]; at = (at + 1) & (t->slots - 1))
		if (str_eq(t->sum[t->slot[at] - 1].name, name)) {
			decimal_add(&t->sum[t->slot[at] - 1].yuan, d);
			return;
		}
	t->sum = mem_grow(t->sum, t->n, &t->cap, sizeof *t->sum);
	t->sum[t->n++] = (struct sum){ name, d };
	t->slot[at] = t->n;
}

void tally_reset(struct tally *t)
{
	t->n = 0;
	if (t->slots)
		memset(t->slot, 0, t->slots * sizeof *t->slot);
}

void tally_free(struct tally *t)
{
	mem_free(t->sum);
	mem_free(t->slot);
	*t = (struct tally){ 0 };
}

static int compare_sums(const void *a, const void *b)
{
	const struct sum *x = a, *y = b;
	int d = decimal_compare(y->yuan, x->yuan);

	return d ? d : str_compare(x->name, y->name);
}

/* Whole yuan, for the length of a bar. */
static __int128 whole(struct decimal d)
{
	for (int i = 0; i < d.scale; i++)
		d.unscaled /= 10;
	return d.unscaled;
}

static void bar(struct buf *into, struct str name, struct decimal yuan, __int128 most)
{
	struct buf digits = { 0 };
	__int128 length = most > 0 && whole(yuan) > 0 ? whole(yuan) / (most / BAR_WIDTH + 1) : 0;

	decimal_write(&digits, yuan);
	buf_add(into, STR("<tr><td>"));
	escape_markup(into, name);
	buf_format(into, "</td><td><svg viewBox=\"0 0 %d 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
	    "<rect width=\"%d\" height=\"20\" rx=\"3\"/></svg></td><td class=\"num\">", BAR_WIDTH, (int)length);
	part_money(into, buf_str(&digits));
	buf_add(into, STR("</td></tr>\n"));
	buf_free(&digits);
}

void part_chart(struct buf *into, struct tally *t, const char *title, bool zh)
{
	struct decimal rest = { 0 };

	if (t->n < 2) /* one bar says nothing */
		return;
	qsort(t->sum, t->n, sizeof *t->sum, compare_sums);
	buf_format(into, "<figure><figcaption>%s</figcaption><table class=\"bars\"><tbody>\n", title);
	for (size_t i = 0; i < t->n && i < CHART_MOST; i++)
		bar(into, t->sum[i].name, t->sum[i].yuan, whole(t->sum[0].yuan));
	for (size_t i = CHART_MOST; i < t->n; i++)
		decimal_add(&rest, t->sum[i].yuan);
	if (t->n > CHART_MOST)
		bar(into, str_c(word(WORD_MORE, zh)), rest, whole(t->sum[0].yuan));
	buf_add(into, STR("</tbody></table></figure>\n"));
}
