#include "encoding.h"
#include "../../common/utf8.h"

#include <strings.h>

/* First bytes of what is no text, so that the message can say what it is. */
static const struct {
	struct str bytes;
	const char *what;
} magics[] = {
	{ { "%PDF-", 5 }, "PDF" },
	{ { "PK\3\4", 4 }, "ZIP (docx, xlsx, odt, OFD)" },
	{ { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 }, "OLE (doc, xls, wps)" },
	{ { "{\\rtf", 5 }, "RTF" },
	{ { "\x89PNG", 4 }, "PNG" },
	{ { "\xff\xd8\xff", 3 }, "JPEG" },
	{ { "\x1f\x8b", 2 }, "gzip" },
	{ { "Rar!", 4 }, "RAR" },
	{ { "7z\xbc\xaf", 4 }, "7z" },
	{ { "\x7f" "ELF", 4 }, "ELF" },
};

static const struct {
	struct str bytes;
	const char *name;
} boms[] = {
	{ { "\xef\xbb\xbf", 3 }, "UTF-8" },
	{ { "\xff\xfe", 2 }, "UTF-16LE" },
	{ { "\xfe\xff", 2 }, "UTF-16BE" },
	{ { "\x84\x31\x95\x33", 4 }, "GB18030" },
};

/* Names that mean a superset of themselves in practice: who writes gb2312 may well use all of GB18030. */
static const struct {
	const char *alias, *name;
} aliases[] = {
	{ "gb2312", "GB18030" }, { "gbk", "GB18030" }, { "cp936", "GB18030" }, { "gb18030", "GB18030" },
	{ "euc-cn", "GB18030" }, { "gb-18030", "GB18030" }, { "big5", "Big5" }, { "cp950", "Big5" },
};

static const struct {
	const char *alias;
	enum encoding_kind kind;
	const char *name;
} native[] = {
	{ "utf-8", ENCODING_UTF8, "UTF-8" },
	{ "utf8", ENCODING_UTF8, "UTF-8" },
	{ "utf-16le", ENCODING_UTF16LE, "UTF-16LE" },
	{ "utf-16be", ENCODING_UTF16BE, "UTF-16BE" },
};

enum { DECLARED_WITHIN = 1024, GUESSES = 16 };

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- UTF-8 ---- */

size_t encoding_good_to(struct str s, size_t from) { return utf8_find(s, from, UTF8_OR_NUL); }

/* A sequence at the end of s that is only cut off, not broken. */
static bool is_cut(struct str s, size_t at)
{
	unsigned char lead = (unsigned char)s.p[at];
	size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;

	if (lead < 0xc2 || lead > 0xf4 || s.n - at >= want)
		return false;
	for (size_t i = at + 1; i < s.n; i++)
		if (((unsigned char)s.p[i] & 0xc0) != 0x80)
			return false;
	return true;
}

/* ---- code points ---- */

static size_t step_utf16(bool big, struct str raw, size_t at, uint32_t *c, bool *broken)
{
	const unsigned char *p = (const unsigned char *)raw.p + at;
	size_t n = raw.n - at;
	uint32_t next;

	if (n >= 2) {
		*c = big ? (uint32_t)(p[0] << 8 | p[1]) : (uint32_t)(p[1] << 8 | p[0]);
		if (*c != 0 && (*c & 0xf800) != 0xd800)
			return 2;
		if (n >= 4 && (*c & 0xfc00) == 0xd800) {
			next = big ? (uint32_t)(p[2] << 8 | p[3]) : (uint32_t)(p[3] << 8 | p[2]);
			if ((next & 0xfc00) == 0xdc00) {
				*c = 0x10000 + ((*c & 0x3ff) << 10) + (next & 0x3ff);
				return 4;
			}
		}
	}
	*c = 0xfffd;
	*broken = true;
	return n >= 2 ? 2 : 1;
}

static size_t step_utf8(struct str raw, size_t at, uint32_t *c, bool *broken)
{
	size_t next = at;

	*c = str_next(raw, &next);
	if (*c == 0 || (*c == 0xfffd && next - at == 1)) {
		*c = 0xfffd;
		*broken = true;
	}
	return next - at;
}

size_t encoding_step(const struct encoding *e, struct str raw, size_t at, uint32_t *c, bool *broken)
{
	switch (e->kind) {
	case ENCODING_UTF8: return step_utf8(raw, at, c, broken);
	case ENCODING_UTF16LE: return step_utf16(false, raw, at, c, broken);
	case ENCODING_UTF16BE: return step_utf16(true, raw, at, c, broken);
	case ENCODING_ICU: break;
	}
	return decoder_step(e->decoder, raw, at, c, broken);
}

/* ---- choosing ---- */

/* Sets kind, name and decoder by a name in any spelling. */
static bool choose(struct encoding *e, const char *name)
{
	const char *known = NULL;

	for (size_t i = 0; i < COUNT(native); i++) {
		if (strcasecmp(name, native[i].alias) == 0) {
			e->kind = native[i].kind;
			e->name = native[i].name;
			return true;
		}
	}
	for (size_t i = 0; i < COUNT(aliases); i++)
		if (strcasecmp(name, aliases[i].alias) == 0)
			known = name = aliases[i].name;
	decoder_free(e->decoder);
	e->decoder = decoder_new(name);
	if (!e->decoder)
		return false;
	e->kind = ENCODING_ICU;
	e->name = known ? known : decoder_name(e->decoder);
	return true;
}

static const char *bom_of(struct str peek, size_t *length)
{
	for (size_t i = 0; i < COUNT(boms); i++) {
		if (str_starts(peek, boms[i].bytes)) {
			*length = boms[i].bytes.n;
			return boms[i].name;
		}
	}
	*length = 0;
	return NULL;
}

/* ASCII read the wrong way round looks like Han characters that end in 00: of these only 一 is usual. */
static bool is_usual(uint32_t c)
{
	if (c < 0x80)
		return c >= 0x20 || c == '\t' || c == '\n' || c == '\r' || c == '\f';
	if (c >= 0x4e00 && c < 0xa000)
		return (c & 0xff) != 0 || c == 0x4e00;
	return (c >= 0x2000 && c < 0x2700) || (c >= 0x3000 && c < 0x3040) || (c >= 0xff00 && c < 0xfff0);
}

/* How many in a hundred of the units are what Chinese text in UTF-16 is made of. */
static size_t utf16_share(struct str peek, bool big)
{
	size_t good = 0, n = 0;

	for (size_t at = 0; at + 2 <= peek.n; n++) {
		uint32_t c;
		bool broken = false;
		at += step_utf16(big, peek, at, &c, &broken);
		good += is_usual(c);
	}
	return n ? good * 100 / n : 0;
}

/* In UTF-16 the NULs of ASCII and line ends stand all at odd, or all at even offsets; a stray NUL is none. */
static const char *utf16_of(struct str peek, int *confidence)
{
	size_t nul[2] = { 0, 0 };
	size_t share;
	bool big;

	for (size_t i = 0; i < peek.n; i++)
		nul[i & 1] += peek.p[i] == '\0';
	big = nul[0] > nul[1];
	share = utf16_share(peek, big);
	*confidence = (int)share;
	if (nul[big ? 1 : 0] * 16 > nul[big ? 0 : 1] || nul[big ? 0 : 1] < 2 || share < 90)
		return NULL;
	return big ? "UTF-16BE" : "UTF-16LE";
}

static bool has_markup(struct str peek)
{
	return str_chr(peek, '<', 0) < 256 && str_chr(peek, '>', 0) < 1024;
}

static const char *binary_of(struct str peek, bool nul)
{
	size_t controls = 0;

	for (size_t i = 0; i < COUNT(magics); i++)
		if (str_starts(peek, magics[i].bytes))
			return magics[i].what;
	if (!nul)
		return NULL;
	for (size_t i = 0; i < peek.n; i++) {
		unsigned char c = (unsigned char)peek.p[i];
		controls += c < 32 && !(c >= '\t' && c <= '\r') && c != 27;
	}
	return controls >= 16 && controls > peek.n / 32 ? "" : NULL;
}

/* Characters of more than one byte, and broken bytes, in the peek as this encoding reads it. */
static void count_points(const struct encoding *e, struct str peek, bool whole, size_t *wide, size_t *broken)
{
	*wide = *broken = 0;
	for (size_t at = 0; at < peek.n;) {
		uint32_t c;
		bool bad = false;
		size_t n = encoding_step(e, peek, at, &c, &bad);
		if (bad && !whole && peek.n - at < 4)
			return;
		*broken += bad ? n : 0;
		*wide += !bad && n > 1;
		at += n;
	}
}

/* The name that an HTML or XML head gives itself, lower case, into name; false when there is none. */
static bool declared_name(struct str peek, char *name, size_t room)
{
	static const struct str keys[] = { { "charset=", 8 }, { "encoding=", 9 } };
	struct str head = str_to(peek, DECLARED_WITHIN);

	for (size_t i = 0; i < COUNT(keys); i++) {
		size_t at = str_find(head, keys[i], 0), n = 0;
		at += at < head.n ? keys[i].n : 0;
		while (at < head.n && (head.p[at] == '"' || head.p[at] == '\''))
			at++;
		for (; at < head.n && n + 1 < room && memchr("\"'<>;/ \r\n", head.p[at], 9) == NULL; at++)
			name[n++] = head.p[at];
		name[n] = '\0';
		if (n)
			return true;
	}
	return false;
}

/* Takes the encoding if the peek reads well in it: hardly a broken byte among its characters. */
static bool try_name(struct encoding *e, const char *name, struct str peek, bool whole)
{
	struct encoding tried = { 0 };
	size_t wide, broken;

	if (!choose(&tried, name))
		return false;
	count_points(&tried, peek, whole, &wide, &broken);
	if (tried.kind != ENCODING_ICU || broken * 20 > wide) {
		encoding_close(&tried);
		return false;
	}
	encoding_close(e);
	e->kind = tried.kind;
	e->name = tried.name;
	e->decoder = tried.decoder;
	return true;
}

/* ICU's order counts, but a guess that it is not sure of loses against GB18030, which filings use. */
static bool guess(struct encoding *e, struct str peek, bool whole)
{
	struct guess found[GUESSES];
	size_t n = decode_guess(peek, has_markup(peek), found, GUESSES);
	int gb = 0, big5 = 0;

	for (size_t i = 0; i < n; i++) {
		gb = strcmp(found[i].name, "GB18030") == 0 ? found[i].confidence : gb;
		big5 = strcmp(found[i].name, "Big5") == 0 ? found[i].confidence : big5;
	}
	e->confidence = big5 > gb && big5 > 30 ? big5 : gb;
	if (big5 > gb && big5 > 30 && try_name(e, "Big5", peek, whole))
		return true;
	e->confidence = gb ? gb : 10;
	return try_name(e, "GB18030", peek, whole) || try_name(e, "Big5", peek, whole);
}

/* Neither a BOM nor valid UTF-8: mostly UTF-8 with a few broken bytes, or what it says itself, or a guess. */
static void find_other(struct encoding *e, struct str peek, bool whole)
{
	char name[32];
	size_t wide, broken;

	count_points(e, peek, whole, &wide, &broken);
	if (broken <= wide && wide > 0) { /* other encodings hardly ever make one */
		e->confidence = (int)(wide * 100 / (wide + broken));
		return;
	}
	e->confidence = 100;
	if (declared_name(peek, name, sizeof name) && try_name(e, name, peek, whole))
		return;
	if (!guess(e, peek, whole))
		e->confidence = 10;
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

void encoding_find(struct encoding *e, struct str peek, bool whole)
{
	const char *name = bom_of(peek, &e->bom);
	bool nul = peek.n && memchr(peek.p, '\0', peek.n);
	size_t good;

	encoding_close(e);
	e->kind = ENCODING_UTF8;
	e->name = "UTF-8";
	e->confidence = 100;
	e->undecided = false;
	if (name) {
		if (!choose(e, name))
			e->bom = 0;
		return;
	}
	if (nul) {
		name = utf16_of(peek, &e->confidence);
		if (name && choose(e, name))
			return;
		e->confidence = 100;
	}
	e->binary = binary_of(peek, nul);
	if (e->binary)
		return;
	good = e->good = encoding_good_to(peek, 0);
	if (good == peek.n || (!whole && is_cut(peek, good)))
		e->undecided = is_ascii(peek);
	else
		find_other(e, peek, whole);
}

bool encoding_force(struct encoding *e, const char *name, struct str peek)
{
	const char *bom = bom_of(peek, &e->bom);

	e->confidence = 100;
	if (strcasecmp(name, "utf-16") == 0 || strcasecmp(name, "utf16") == 0) {
		name = e->bom == 2 ? bom : utf16_of(peek, &e->confidence);
		e->confidence = 100;
		name = name ? name : "UTF-16LE";
	}
	if (!choose(e, name))
		return false;
	if (bom && strcasecmp(bom, e->name) != 0) /* another encoding's mark is text here */
		e->bom = 0;
	return true;
}

bool encoding_known(const char *name)
{
	struct encoding e = { 0 };
	bool known = encoding_force(&e, name, STR(""));

	encoding_close(&e);
	return known;
}

void encoding_close(struct encoding *e)
{
	decoder_free(e->decoder);
	e->decoder = NULL;
}
