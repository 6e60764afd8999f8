/* See grammar_words.h. */
#include "grammar_words.h"

#include "canon_table.h"

#if defined __x86_64__ && !defined PG_PORTABLE
#include <immintrin.h>
#endif

typedef const unsigned char *kept_end(const unsigned char *p);

/* Behind the characters of three bytes from p on that keys keep as they are. */
static inline __attribute__((always_inline)) const unsigned char *kept_portable(const unsigned char *p)
{
	for (size_t lead; (lead = p[0] - (size_t)0xe0) <= 15; p += 3)
		if (!(canon_clean[CANON_KEY][(lead << 6) + p[1] - 0x80] >> (p[2] & 63) & 1))
			break;
	return p;
}

/* Every loop ends at what stands behind the text, and most words have one blank behind them. */
static inline __attribute__((always_inline)) void cut(struct words *w, struct str text, size_t line, kept_end *behind)
{
	const unsigned char *p = (const unsigned char *)text.p, *end = p + text.n, *from;
	struct word *to;
	size_t own = 0;

	if (w->cap <= text.n / 2) {
		words_free(w);
		w->cap = text.n + 1;
		w->word = mem_alloc(w->cap * sizeof *w->word);
	}
	for (to = w->word;; to++) {
		if (*p <= ' ') {
			for (; *p <= ' ' && p < end; p++)
				line += *p == '\n';
			if (p >= end)
				break;
		}
		from = p;
		p = behind(p);
		own += to->own_key = *p <= ' ';
		while (*p > ' ')
			p++;
		to->text = str_of((const char *)from, (size_t)(p - from));
		to->line = (uint32_t)line;
		line += *p++ == '\n';
	}
	w->n = (size_t)(to - w->word);
	w->others = w->n - own;
}

void words_portable(struct words *w, struct str text, size_t line) { cut(w, text, line, kept_portable); }

#if defined __x86_64__ && !defined PG_PORTABLE
/* Eight characters a step, each in a lane of its own with its last byte lowest. */
static inline __attribute__((target("avx2"), always_inline)) const unsigned char *kept_avx2(const unsigned char *p)
{
	const __m256i spread = _mm256_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1,
		2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1);
	const __m256i marks = _mm256_set1_epi32(0xf0c0c0), three = _mm256_set1_epi32(0xe08080), last = _mm256_set1_epi32(31);
	const __m256i by_64 = _mm256_set1_epi32(0x014001), by_4096 = _mm256_set1_epi32(0x10000001);
	__m256i c, is_three, point, clean;
	unsigned kept;

	for (;; p += 24) {
		c = _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)p));
		c = _mm256_inserti128_si256(c, _mm_loadu_si128((const __m128i *)(const void *)(p + 12)), 1);
		c = _mm256_shuffle_epi8(c, spread);
		is_three = _mm256_cmpeq_epi32(_mm256_and_si256(c, marks), three);
		point = _mm256_madd_epi16(_mm256_maddubs_epi16(_mm256_andnot_si256(marks, c), by_64), by_4096);
		clean = _mm256_i32gather_epi32((const int *)(const void *)canon_clean[CANON_KEY], _mm256_srli_epi32(point, 5), 4);
		clean = _mm256_sllv_epi32(clean, _mm256_andnot_si256(point, last));
		kept = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_and_si256(is_three, clean)));
		if (kept != 0xff)
			return p + 3 * (size_t)__builtin_ctz(~kept);
	}
}

static __attribute__((target("avx2"))) void cut_avx2(struct words *w, struct str text, size_t line) { cut(w, text, line, kept_avx2); }

void words_cut(struct words *w, struct str text, size_t line)
{
	__builtin_cpu_supports("avx2") ? cut_avx2(w, text, line) : words_portable(w, text, line);
}
#else
void words_cut(struct words *w, struct str text, size_t line) { words_portable(w, text, line); }
#endif

void words_free(struct words *w)
{
	mem_free(w->word);
	*w = (struct words){ 0 };
}
