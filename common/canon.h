/*
 * canon: canonical text and comparison keys (the data model's "Canonical text").
 *
 * The room of ICU: normal forms, code point properties.  UTF-16 does not leave canon.c.  What needs
 * no ICU is decided by tables (canon_table.h).
 *
 * canon_text: NFC; blanks next to a CJK character removed, other runs of white space one blank, outer
 * blanks cut; full-width ASCII letters, digits and signs made ASCII, then ( ) : ; , next to a CJK
 * character made full-width (brackets in pairs, where either of the two stands beside one); Traditional
 * characters that GB 2312 cannot encode made Simplified; Kangxi radicals, CJK radicals and compatibility
 * ideographs folded.  HTML is resolved before (pg-extract).  Nothing else changes: ① ㎡ “ ” stay.
 * "Next to" looks past blanks, for ( ) : ; , past “ ” ‘ ’ too, and one that stands beside another that became
 * full-width does so as well.  A blank is any white space or control, U+200B, U+2060 and U+FEFF; a vertical
 * form (︵) is its upright one.  Canonical text is stable: a second time changes nothing.
 *
 * canon_key: NFKC of the canonical text without white space and controls, ASCII letters lower case:
 * two texts are equal when their keys are.
 *
 * Ownership: results are written to a caller's buf, replacing what was in it.
 */
#ifndef PG_CANON_H
#define PG_CANON_H

#include "mem.h"

/* What canon_text did. */
enum canon_change {
	CANON_SAME = 0,
	CANON_BLANKS = 1, /* blanks removed or joined */
	CANON_FORMS = 2,  /* widths, punctuation */
	CANON_CHARS = 4   /* characters corrected: Traditional, Kangxi, compatibility (repairs: chars) */
};

/* s must be well-formed UTF-8.  Returns an or of enum canon_change. */
int canon_text(struct buf *into, struct str s);
void canon_key(struct buf *into, struct str s);
/* The same as a view: of s where that is its own key, as most words are, else of `into`. */
struct str canon_key_view(struct buf *into, struct str s);
bool canon_equal(struct str a, struct str b);
/* NFC alone, e.g. of a name. */
void canon_nfc(struct buf *into, struct str s);
/* Columns that s takes on a terminal (East Asian wide and full-width: 2; combining: 0). */
size_t canon_width(struct str s);

#endif
