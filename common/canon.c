/* The room of ICU: normal forms, comparison keys, width.  See canon_table.h for what needs no ICU. */
#include "canon.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "canon_table.h"
#include "library.h"
#include "msg.h"

/* ICU reorders accents by insertion: pieces of this many UTF-16 units keep a hostile pile of them linear. */
enum { PIECE = 256, PIECE_SOON = 128, PIECE_NORMAL = 18 * PIECE }; /* NFKC makes at most 18 units of one */

/* X(field, ICU function): all that is used of ICU; hardly a filing needs it, and so it is loaded when one does. */
#define ICU_LIST(X) \
	X(error_name, u_errorName) \
	X(nfc, unorm2_getNFCInstance) \
	X(nfkc, unorm2_getNFKCInstance) \
	X(normalize, unorm2_normalize) \
	X(starts, unorm2_hasBoundaryBefore) \
	X(decompose, unorm2_getDecomposition) \
	X(type, u_charType) \
	X(property, u_getIntPropertyValue)

struct icu {
#define X(field, function) __typeof__(&function) field;
	ICU_LIST(X)
#undef X
};

/* Kept for the whole program, as the library is: canonical text has no state to hang it on. */
static const struct icu *icu(void)
{
#define X(field, function) LIBRARY_NAME(function),
	static const char *const names[] = { ICU_LIST(X) };
#undef X
	static struct icu loaded;
	const char *why = NULL;

	if (!loaded.property)
		why = library_load("libicuuc.so." U_ICU_VERSION_SHORT, names, sizeof names / sizeof *names, &loaded);
	if (!why)
		return &loaded;
	msg_tell(MSG_LIBRARY, "ICU", why);
	exit(2);
}

/* Without its data ICU cannot go on, and text half normalised would be wrong silently. */
static void check(UErrorCode e)
{
	if (U_SUCCESS(e))
		return;
	msg_tell(MSG_TEXT_DATA, icu()->error_name(e));
	exit(2);
}

static const UNormalizer2 *form_nfc(void)
{
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *form = icu()->nfc(&e);

	check(e);
	return form;
}

static const UNormalizer2 *form_nfkc(void)
{
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *form = icu()->nfkc(&e);

	check(e);
	return form;
}

static void add_normal(struct buf *into, const UNormalizer2 *form, const UChar *text, int32_t n)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar normal[PIECE_NORMAL];
	int32_t length = icu()->normalize(form, text, n, normal, PIECE_NORMAL, &e);

	check(e);
	for (int32_t i = 0; i < length; i++) {
		uint32_t c = normal[i];
		if (U16_IS_LEAD(c) && i + 1 < length && U16_IS_TRAIL(normal[i + 1]))
			c = (c - 0xd800) * 0x400 + (normal[++i] - 0xdc00u) + 0x10000;
		buf_point(into, c);
	}
}

static void normalise(struct buf *into, const UNormalizer2 *form, struct str s)
{
	UChar text[PIECE];
	int32_t n = 0;

	buf_reset(into);
	for (size_t at = 0; at < s.n;) {
		uint32_t c = canon_next(s, &at);
		if (n > PIECE - 2 || (n >= PIECE_SOON && icu()->starts(form, (UChar32)c))) {
			add_normal(into, form, text, n);
			n = 0;
		}
		if (c < 0x10000) {
			text[n++] = (UChar)c;
		} else {
			text[n++] = (UChar)(0xd7c0 + (c >> 10));
			text[n++] = (UChar)(0xdc00 | (c & 0x3ff));
		}
	}
	add_normal(into, form, text, n);
}

/* Han without compatibility ideographs, Latin, kana, full-width forms: neither changed nor joined by NFC. */
static bool is_surely_nfc(uint32_t c)
{
	if (c >= 0x20000)
		return canon_fold(c) != CANON_ICU;
	return c < 0x300 || (c >= 0x3001 && c < 0x302a) || (c >= 0x3041 && c < 0x3099) || (c >= 0x309b && c < 0xa000)
	    || (c >= 0xff00 && c <= 0xffef);
}

void canon_nfc(struct buf *into, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t next = canon_clean_until(s, at, CANON_TEXT);
		if (next < s.n && !is_surely_nfc(canon_next(s, &next))) {
			normalise(into, form_nfc(), s);
			return;
		}
		at = next;
	}
	buf_reset(into);
	buf_add(into, s);
}

/* Comparison keys. */

static bool is_key_clean(uint32_t c)
{
	if (c >= 0x10000)
		return canon_fold(c) == c;
	return canon_clean[CANON_KEY][c >> 6] >> (c & 63) & 1;
}

/* Adds NFKC text without blanks and controls, ASCII letters lower case. */
static void add_stripped(struct buf *into, struct str s)
{
	while (s.n) {
		size_t at = 0;
		uint32_t c = canon_next(s, &at);
		if (c >= 'A' && c <= 'Z')
			buf_byte(into, (char)(c | 0x20));
		else if (canon_fold(c) != ' ')
			buf_add(into, str_to(s, at));
		s = str_from(s, at);
	}
}

/* Adds c's NFKC; false when that may join what stands before it. */
static bool add_key_point(struct buf *into, uint32_t c)
{
	const UNormalizer2 *form;
	UErrorCode e = U_ZERO_ERROR;
	UChar text[32];
	char bytes[128];
	size_t used = 0;
	int32_t n;

	form = form_nfkc();
	if (!icu()->starts(form, (UChar32)c))
		return false;
	n = icu()->decompose(form, (UChar32)c, text, 32, &e);
	check(e);
	for (int32_t i = 0; i < n; i++) { /* composes, or lies beyond the basic plane: the long way */
		if (U16_IS_SURROGATE(text[i]) || (i && !icu()->starts(form, text[i])))
			return false;
		used += str_encode(text[i], bytes + used);
	}
	if (n < 0)
		used = str_encode(c, bytes);
	add_stripped(into, str_of(bytes, used));
	return true;
}

/* The key of a text in which characters join: NFC, the table, NFKC. */
static void key_by_icu(struct buf *into, struct str s)
{
	struct buf nfc = { 0 }, folded = { 0 };

	normalise(&nfc, form_nfc(), s);
	for (size_t at = 0; at < nfc.n;) {
		uint32_t c = canon_next(buf_str(&nfc), &at), to = canon_fold(c);
		buf_point(&folded, to == CANON_ICU ? c : to);
	}
	normalise(&nfc, form_nfkc(), buf_str(&folded));
	buf_reset(into);
	add_stripped(into, buf_str(&nfc));
	buf_free(&nfc);
	buf_free(&folded);
}

/* s is clean as far as `next`. */
static void add_key(struct buf *into, struct str s, size_t next)
{
	buf_reset(into);
	buf_room(into, s.n + 4);
	for (size_t at = 0; at < s.n; next = canon_clean_until(s, at, CANON_KEY)) {
		uint32_t c;
		buf_room(into, next - at);
		mem_copy(into->p + into->n, s.p + at, next - at);
		into->n += next - at;
		at = next;
		if (at == s.n)
			return;
		c = canon_fold(canon_next(s, &at));
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if (c == ' ')
			continue;
		if (c != CANON_ICU && c < 0x80) { /* all of ASCII is clean that comes here */
			buf_byte(into, (char)c);
		} else if (c != CANON_ICU && is_key_clean(c)) {
			buf_point(into, c);
		} else if (c == CANON_ICU || !add_key_point(into, c)) {
			key_by_icu(into, s);
			return;
		}
	}
}

void canon_key(struct buf *into, struct str s) { add_key(into, s, canon_clean_until(s, 0, CANON_KEY)); }

struct str canon_key_view(struct buf *into, struct str s)
{
	size_t clean = canon_clean_until(s, 0, CANON_KEY);

	if (clean == s.n)
		return s;
	add_key(into, s, clean);
	return buf_str(into);
}

enum { UNIT_END = -1, UNIT_HARD = -2 };

/* The next code point of s's key where that takes no normal form, else UNIT_HARD. */
static int64_t next_unit(struct str s, size_t *at)
{
	while (*at < s.n) {
		uint32_t c = canon_fold(canon_next(s, at));
		if (c >= 'A' && c <= 'Z')
			return c | 0x20;
		if (c == ' ')
			continue;
		return c != CANON_ICU && is_key_clean(c) ? (int64_t)c : UNIT_HARD;
	}
	return UNIT_END;
}

static bool equal_by_key(struct str a, struct str b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	canon_key(&x, a);
	canon_key(&y, b);
	same = str_eq(buf_str(&x), buf_str(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

bool canon_equal(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	int64_t x, y;

	if (str_eq(a, b))
		return true;
	do {
		x = next_unit(a, &i);
		y = next_unit(b, &j);
	} while (x == y && x >= 0);
	if (x == y && x == UNIT_END)
		return true;
	/* An accent behind the difference may still join what differs. */
	if (x == UNIT_HARD || y == UNIT_HARD || next_unit(a, &i) == UNIT_HARD || next_unit(b, &j) == UNIT_HARD)
		return equal_by_key(a, b);
	return false;
}

/* Width. */

static size_t point_width(uint32_t c)
{
	int wide;

	if ((c >= 0x4e00 && c < 0xa000) || (c >= 0x3041 && c < 0x3099))
		return 2;
	if (c < 0x20 || (c >= 0x1160 && c < 0x1200)) /* vowels and finals of Hangul stand in their syllable */
		return 0;
	if (c < 0x7f)
		return 1;
	switch (icu()->type((UChar32)c)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR:
	case U_CONTROL_CHAR: return 0;
	default: break;
	}
	wide = icu()->property((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

size_t canon_width(struct str s)
{
	size_t width = 0;

	for (size_t at = 0; at < s.n;)
		width += point_width(canon_next(s, &at));
	return width;
}
