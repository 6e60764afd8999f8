/* Cases for what goes many bytes a step, so that the portable ways (PG_PORTABLE) have the same tests as the others. */
#include "common/stream.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

/* What a needle's first and last byte have in common with the text around it decides which way the search goes. */
static inline void find_agrees_with_the_library(void)
{
	static const char *const texts[] = { "aabaabaaabaabaaabaacaabaabaaabaabaaabaacaabaabaaabaab", "绩效目标绩效目标表目标绩效指标效目标绩" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str t = str_c(texts[i]);
		for (size_t from = 0; from <= t.n; from++)
			for (size_t n = 0; from + n <= t.n; n++)
				for (size_t cut = 0; cut <= n && cut < 24; cut++) {
					char *own = mem_alloc(t.n - cut); /* ends where memory does */
					struct str s = str_of(own, t.n - cut), what = str_of(t.p + from, n);
					const char *hit = (memcpy(own, t.p + cut, s.n), n ? memmem(s.p, s.n, what.p, n) : s.p);
					cr_assert_eq(str_find(s, what, 0), hit ? (size_t)(hit - s.p) : s.n, "text %zu: %zu to %zu, cut %zu",
					    i, from, from + n, cut);
					mem_free(own);
				}
	}
}

static inline void find_starts_where_it_is_told(void)
{
	struct str s = STR("ab ab ab");

	cr_expect_eq(str_find(s, STR("ab"), 1), 3);
	cr_expect_eq(str_find(s, STR("ab"), 7), s.n);
	cr_expect_eq(str_find(s, STR("ab"), 9), s.n);
	cr_expect_eq(str_find(s, STR("b"), 8), s.n);
}

/* Each length with each byte that needs an escape, and its neighbours that need none, at each place. */
static inline void every_escape_at_every_place(void)
{
	static const char signs[] = { '\t', '\n', '\r', '\\', 0x0e, 0x0b, '[', (char)0x80, 'x' };
	struct writer w = { .out = out_open("/dev/null") };

	for (size_t n = 0; n < 52; n++)
		for (size_t at = 0; at <= n; at++)
			for (size_t i = 0; i < sizeof signs; i++) {
				char text[52], want[128] = "text\t", *own = mem_alloc(n);
				const char *names = "tnr\\", *escape = memchr("\t\n\r\\", signs[i], 4);
				memset(text, 'x', sizeof text);
				memset(want + 5, 'x', n);
				if (at < n) {
					text[at] = want[5 + at] = signs[i];
					memset(want + 5 + at + 1, 'x', n);
				}
				memcpy(own, text, n);
				if (escape && at < n) {
					want[5 + at] = '\\';
					want[6 + at] = names[escape - "\t\n\r\\"];
				}
				writer_begin(&w, RECORD_TEXT);
				writer_text(&w, str_of(own, n));
				cr_assert(str_eq(writer_line(&w), str_of(want, 5 + n + (escape && at < n))), "%zu at %zu of %zu", i, at, n);
				writer_text(&w, STR(""));
				writer_text(&w, STR(""));
				writer_done(&w);
				mem_free(own);
			}
	cr_assert(out_close(w.out));
}
