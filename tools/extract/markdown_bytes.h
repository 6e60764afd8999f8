/*
 * markdown_bytes: what one byte tells of a cell or a row, so that nearly all of them cost no call.
 */
#ifndef PG_MARKDOWN_BYTES_H
#define PG_MARKDOWN_BYTES_H

#include "markdown_marks.h"

/* What a byte may tell at an end of a cell.  BEGINS, ENDS: of a blank which is not ASCII (and of other characters). */
enum { BYTE_BLANK = 1, BYTE_BEGINS = 2, BYTE_ENDS = 4, BYTE_EMPHASIS = 8, BYTE_INLINE = 16, BYTE_PIPE = 32, BYTE_RULER = 64 };
static const unsigned char byte_kind[256] = {
	[0 ... ' '] = BYTE_BLANK,
	['|'] = BYTE_PIPE, ['-'] = BYTE_RULER, [':'] = BYTE_RULER, ['='] = BYTE_RULER, ['+'] = BYTE_RULER, [0xe2] = BYTE_RULER,
	[0x7f] = BYTE_BEGINS | BYTE_ENDS,
	[0x80] = BYTE_ENDS, [0xa0] = BYTE_ENDS, [0xbf] = BYTE_ENDS,
	['*'] = BYTE_EMPHASIS, ['_'] = BYTE_EMPHASIS, ['`'] = BYTE_EMPHASIS,
	['<'] = BYTE_INLINE, ['&'] = BYTE_INLINE, ['\\'] = BYTE_INLINE, ['$'] = BYTE_INLINE,
	[0xc2] = BYTE_BEGINS, [0xe3] = BYTE_BEGINS, [0xef] = BYTE_BEGINS,
};

static inline unsigned kind_at(const char *p) { return byte_kind[(unsigned char)*p]; }

/* By its first byte that is no pipe and no blank; nearly no row may. */
static inline bool may_be_ruler(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && kind_at(p) & (BYTE_PIPE | BYTE_BLANK))
		p++;
	return p < end && kind_at(p) & BYTE_RULER;
}

static inline struct str trim_ascii(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && kind_at(p) & BYTE_BLANK)
		p++;
	while (p < end && kind_at(end - 1) & BYTE_BLANK)
		end--;
	return str_of(p, (size_t)(end - p));
}

static inline bool is_rare(struct str s, unsigned begins)
{
	return s.n && (kind_at(s.p) & begins || kind_at(s.p + s.n - 1) & BYTE_ENDS);
}

static __attribute__((noinline)) struct str trim_rare(struct str s)
{
	s = trim_ascii(s);
	return is_rare(s, BYTE_BEGINS | BYTE_EMPHASIS) ? mark_emphasis(str_trim(s)) : s;
}

/* Most cells have one blank at each end, and no emphasis: only the others cost a call. */
static inline struct str trim_cell(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	p += p < end && *p == ' ';
	end -= p < end && end[-1] == ' ';
	if (p < end && (kind_at(p) & (BYTE_BLANK | BYTE_BEGINS | BYTE_EMPHASIS) || kind_at(end - 1) & (BYTE_BLANK | BYTE_ENDS)))
		return trim_rare(s);
	return str_of(p, (size_t)(end - p));
}

static inline struct str trim_row(struct str s)
{
	s = trim_ascii(s);
	return is_rare(s, BYTE_BEGINS) ? str_trim(s) : s;
}

#endif
