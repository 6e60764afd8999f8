/*
 * encoding: which encoding a filing is in, and its code points one at a time.
 *
 * UTF-8 and UTF-16 are read here; all others by ICU (decode.h), which valid UTF-8 never wakes.
 *
 * Ownership: an encoding owns its decoder until encoding_close; names are constants.
 */
#ifndef PG_ENCODING_H
#define PG_ENCODING_H

#include "decode.h"

enum encoding_kind { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_ICU };

struct encoding {
	enum encoding_kind kind;
	const char *name;        /* canonical: "UTF-8", "GB18030" … */
	int confidence;          /* 0 to 100; 100 when it was forced */
	size_t bom;              /* bytes at the start that are no text */
	bool undecided;          /* only ASCII was seen so far: a later broken byte may still tell */
	size_t good;             /* UTF-8: so many bytes of the peek are known to be good */
	const char *binary;      /* what the bytes look like when they are no text at all; NULL: text */
	struct decoder *decoder; /* ENCODING_ICU */
};

/* Whether --input-encoding may be this (any case). */
bool encoding_known(const char *name);
/* Takes `name` as it is; the peek tells only BOM and byte order.  False when it is not known. */
bool encoding_force(struct encoding *e, const char *name, struct str peek);
/* Finds it.  whole: the peek is all there is, so a sequence cut at its end is broken. */
void encoding_find(struct encoding *e, struct str peek, bool whole);
void encoding_close(struct encoding *e);

/* Bytes of a unit that a line end is made of: 2 in UTF-16, else 1. */
static inline size_t encoding_unit(const struct encoding *e)
{
	return e->kind == ENCODING_UTF16LE || e->kind == ENCODING_UTF16BE ? 2 : 1;
}

/*
 * The code point at raw[at] and how many bytes it takes (at least 1).  What is broken, and NUL, gives
 * U+FFFD with *broken set.  Must not be called at the end.
 */
size_t encoding_step(const struct encoding *e, struct str raw, size_t at, uint32_t *c, bool *broken);

/* Offset of the first byte at or after `from` that is NUL or not well-formed UTF-8; s.n when all is well. */
size_t encoding_good_to(struct str s, size_t from);

#endif
