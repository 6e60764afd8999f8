#include "tools/extract/html_open.h"
#include "tools/extract/html_sax.h"

#include <criterion/criterion.h>

/* What html_open says against what libxml2 says to the same tags: begun and ended elements, in order. */

static const char *const names[ELEMENT_COUNT] = {
	[ELEMENT_CAPTION] = "caption", [ELEMENT_TABLE] = "table", [ELEMENT_TBODY] = "tbody", [ELEMENT_TD] = "td",
	[ELEMENT_TFOOT] = "tfoot", [ELEMENT_TH] = "th", [ELEMENT_THEAD] = "thead", [ELEMENT_TR] = "tr",
};

enum { TAGS = 2 * (ELEMENT_COUNT - 1) }; /* of each a start and an end */

struct both {
	struct sax *sax;
	struct open open;
	struct buf want, got, markup;
};

static void say(struct buf *b, char sign, const char *name) { buf_format(b, "%c%s", sign, name); }

static void on_start(void *self, const char *name, const char *const *attributes)
{
	(void)attributes;
	say(&((struct both *)self)->want, '+', name);
}

static void on_end(void *self, const char *name) { say(&((struct both *)self)->want, '-', name); }
static void on_text(void *self, struct str text) { buf_add(&((struct both *)self)->want, text); }

static const struct sax_events events = { on_start, on_end, on_text };

static void both_begin(struct both *b)
{
	*b = (struct both){ 0 };
	b->sax = sax_new(&events, b);
	buf_reset(&b->want);
}

static void both_free(struct both *b)
{
	sax_free(b->sax);
	buf_free(&b->want);
	buf_free(&b->got);
	buf_free(&b->markup);
}

static enum element element_of(int tag) { return (enum element)(tag / 2 + 1); }

static void push(struct both *b, int tag)
{
	enum element e = element_of(tag), closed;
	bool end = tag & 1;

	buf_reset(&b->markup);
	buf_format(&b->markup, "<%s%s>", end ? "/" : "", names[e]);
	sax_push(b->sax, buf_str(&b->markup));
	if (end) {
		for (size_t n = open_closes(&b->open, e); n > 0; n--)
			say(&b->got, '-', names[open_end(&b->open)]);
		return;
	}
	while ((closed = open_close_for(&b->open, e)) != ELEMENT_NONE)
		say(&b->got, '-', names[closed]);
	open_begin(&b->open, e);
	say(&b->got, '+', names[e]);
}

/* What was too deep is forgotten: libxml2's parser begins anew and tells its <html><body> first. */
static bool both_same(struct both *b)
{
	struct str want = buf_str(&b->want);
	bool same = str_eq(str_starts(want, STR("+html+body")) ? str_from(want, 10) : want, buf_str(&b->got));

	buf_reset(&b->want);
	buf_reset(&b->got);
	return same;
}

static void both_reset(struct both *b)
{
	sax_reset(b->sax);
	b->open = (struct open){ 0 };
}

Test(html_open, all_short_sequences)
{
	struct both b;

	both_begin(&b);
	for (int i = 0; i < TAGS * TAGS * TAGS; i++) {
		both_reset(&b);
		push(&b, i % TAGS);
		push(&b, i / TAGS % TAGS);
		push(&b, i / TAGS / TAGS);
		cr_expect(both_same(&b), "sequence %d", i);
	}
	both_free(&b);
}

/* starts: how many of eight tags are start tags. */
static void long_sequence(unsigned seed, int starts)
{
	struct both b;
	unsigned long state = seed;

	both_begin(&b);
	for (int i = 0; i < 20000; i++) {
		state = state * 6364136223846793005UL + 1442695040888963407UL;
		push(&b, (int)(state >> 40) % (TAGS / 2) * 2 + ((int)(state >> 60 & 7) >= starts));
		cr_assert(both_same(&b), "seed %u, tag %d", seed, i);
	}
	both_free(&b);
}

Test(html_open, long_sequences)
{
	for (int starts = 3; starts <= 5; starts++)
		for (unsigned seed = 1; seed <= 3; seed++)
			long_sequence(seed, starts);
}

Test(html_open, too_deep_is_forgotten)
{
	struct both b;

	both_begin(&b);
	for (int i = 0; i <= OPEN_MOST; i++)
		push(&b, 2 * (ELEMENT_CAPTION - 1));
	cr_expect(both_same(&b));
	cr_expect_eq(b.open.n, (size_t)OPEN_MOST + 1);
	push(&b, 2 * (ELEMENT_CAPTION - 1) + 1); /* nothing is open any more */
	cr_expect_eq(b.open.n, (size_t)0);
	cr_expect(both_same(&b));
	both_free(&b);
}
