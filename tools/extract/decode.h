/*
 * decode: the encodings that only ICU knows (the room of ICU in pg-extract).
 *
 * ICU is loaded when it is first needed: most filings are UTF-8, and its libraries cost more to load than
 * a small filing costs to read.  A build that links it instead needs to change decode.c alone.
 *
 * Only encodings with one-byte ASCII whose line feed never is part of another character are taken.
 */
#ifndef PG_DECODE_H
#define PG_DECODE_H

#include "../../common/mem.h"

struct decoder;

/* NULL when ICU does not know the name (any alias), or it is stateful, or ICU is not there (said). */
struct decoder *decoder_new(const char *name);
/* ICU's name for it, as IANA writes it.  Lives on. */
const char *decoder_name(const struct decoder *d);
/* See encoding_step. */
size_t decoder_step(struct decoder *d, struct str raw, size_t at, uint32_t *c, bool *broken);
void decoder_free(struct decoder *d);

/*
 * ICU's guesses by the statistics of the bytes, best first: at most `most` of them into guess.
 * markup: tags are left out.  Names live on.
 */
struct guess {
	const char *name;
	int confidence; /* 0 to 100 */
};
size_t decode_guess(struct str peek, bool markup, struct guess *guess, size_t most);

#endif
