#include "tools/extract/pipes.h"

#include <criterion/criterion.h>

/* Every length and every place of a byte, against the loop that says what is meant. */
Test(vector, is_in)
{
	char bytes[40];

	for (size_t n = 1; n <= sizeof bytes; n++) {
		for (size_t hit = 0; hit < n; hit++) {
			memset(bytes, 'x', sizeof bytes);
			bytes[hit] = '|';
			for (size_t at = 0; at < n; at++) {
				unsigned want = hit >= at && hit - at < VECTOR_BYTES ? 1U << (hit - at) : 0;
				cr_assert_eq(vector_is_in(bytes, at, n, '|'), want, "%zu of %zu from %zu", hit, n, at);
			}
		}
	}
}

Test(vector, each_byte)
{
	for (int first = 0; first < 256; first += VECTOR_BYTES) {
		char bytes[VECTOR_BYTES];
		for (int i = 0; i < VECTOR_BYTES; i++)
			bytes[i] = (char)(first + i);
		for (int i = 0; i < VECTOR_BYTES; i++) {
			unsigned char c = (unsigned char)(first + i);
			cr_expect_eq(vector_heads(bytes) >> i & 1, (c & 0xc0) != 0x80);
			cr_expect_eq(vector_is_one_of(bytes, ';', '\xe3', '\xef') >> i & 1, c == ';' || c == 0xe3 || c == 0xef);
		}
	}
}

Test(vector, pipes_of_a_row)
{
	char row[80];
	unsigned long state = 1;

	for (int round = 0; round < 2000; round++) {
		size_t n, at = 0, hit;
		state = state * 6364136223846793005UL + 1442695040888963407UL;
		n = state >> 33 & 63;
		for (size_t i = 0; i < n; i++)
			row[i] = (state >> (i % 48) & 3) == 0 ? '|' : 'x';
		struct pipes p = { .s = str_of(row, n) };
		do {
			hit = pipes_next(&p);
			cr_assert_eq(hit, str_chr(p.s, '|', at));
			at = hit + 1;
		} while (hit < n);
	}
}
