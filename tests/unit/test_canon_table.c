/*
 * Proves canon_table.c equal to ICU for every code point of Unicode, and writes it:
 *   PG_CANON_TABLE=common/canon_table.c build/unit/test_canon_table
 * The table was made with ICU 72 (Unicode 15).  A later ICU may know more Traditional characters; then only
 * what normal forms say is compared, and code points that Unicode 15 does not know are left to ICU anyway.
 */
#include "common/canon_table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "common/str.h"

enum { MADE_WITH_ICU = 72 };

/* The blocks that the table speaks of; all others are ICU's. */
static const struct {
	UChar32 from, to;
} covered[] = {
	{ 0x0000, 0x053f }, { 0x1680, 0x16bf }, { 0x2000, 0x2bff }, { 0x2e80, 0x9fff },
	{ 0xe000, 0xfaff }, { 0xfe00, 0xfeff }, { 0xff00, 0xffff },
};

/* Unicode's property Equivalent_Unified_Ideograph of the CJK radicals supplement, which ICU 72 does not know. */
static const char radicals[] =
	"⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑"
	"⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王"
	"⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑"
	"⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長"
	"⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼"
	"⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

struct icu {
	const UNormalizer2 *nfc, *nfkc;
	UConverter *gb;
	UTransliterator *simplify;
	UChar32 radical[0x80];
};

static void icu_open(struct icu *u)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar id[32];
	struct str s = STR(radicals);

	memset(u, 0, sizeof *u);
	u->nfc = unorm2_getNFCInstance(&e);
	u->nfkc = unorm2_getNFKCInstance(&e);
	u->gb = ucnv_open("gb2312.1980", &e);
	ucnv_setFromUCallBack(u->gb, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &e);
	ucnv_setFallback(u->gb, false);
	u_uastrcpy(id, "Traditional-Simplified");
	u->simplify = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	cr_assert(U_SUCCESS(e), "ICU: %s", u_errorName(e));
	for (size_t at = 0; at < s.n;) {
		uint32_t from = str_next(s, &at);
		u->radical[from - 0x2e80] = (UChar32)str_next(s, &at);
	}
}

static void icu_close(struct icu *u)
{
	ucnv_close(u->gb);
	utrans_close(u->simplify);
}

/* The only code point of text, or -1. */
static UChar32 single(const UChar *text, int32_t n)
{
	if (n == 1)
		return text[0];
	if (n == 2 && text[0] >> 10 == 0xd800 >> 10)
		return ((UChar32)(text[0] & 0x3ff) << 10) + (text[1] & 0x3ff) + 0x10000;
	return -1;
}

static bool in_gb(struct icu *u, UChar32 c)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar text[2];
	char bytes[8];
	int32_t n = 0;

	U16_APPEND_UNSAFE(text, n, c);
	ucnv_reset(u->gb);
	ucnv_fromUChars(u->gb, bytes, sizeof bytes, text, n, &e);
	return U_SUCCESS(e);
}

static UChar32 simplified(struct icu *u, UChar32 c)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar text[16];
	int32_t n = 0, limit;
	UChar32 to;

	if (!u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH) || in_gb(u, c))
		return c;
	U16_APPEND_UNSAFE(text, n, c);
	limit = n;
	utrans_transUChars(u->simplify, text, &n, 16, 0, &limit, &e);
	to = single(text, n);
	cr_assert(U_SUCCESS(e) && to >= 0, "U+%04X", (unsigned)c);
	return to == c ? c : simplified(u, to); /* 薴 gives 苧 gives 苎: canonical text must be stable */
}

static bool is_blank(UChar32 c)
{
	return u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

/* Does no normal form of the kind change c or join it with what stands before it? */
static bool inert(const UNormalizer2 *kind, UProperty check, UChar32 c)
{
	return u_isdefined(c) && u_getIntPropertyValue(c, check) == UNORM_YES && unorm2_getCombiningClass(kind, c) == 0;
}

/* A vertical form's upright one, a Kangxi radical's ideograph; else c. */
static UChar32 compatible(struct icu *u, UChar32 c)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar text[32];
	UChar32 to;

	if (c >= 0x2e80 && c <= 0x2eff && u->radical[c - 0x2e80])
		return u->radical[c - 0x2e80];
	if (u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE) != U_DT_VERTICAL && (c < 0x2f00 || c > 0x2fd5))
		return c;
	to = single(text, unorm2_getRawDecomposition(u->nfkc, c, text, 32, &e));
	return to < 0 ? c : to;
}

/* What ICU makes of c: a code point (' ' for blanks) or CANON_ICU where that hangs on what stands around it. */
static UChar32 value_of(struct icu *u, UChar32 c)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar text[32];
	UChar32 to;

	if (is_blank(c))
		return ' ';
	if (c >= 0xff01 && c <= 0xff5e)
		return c - 0xfee0;
	if (!u_isdefined(c) && u_charType(c) != U_PRIVATE_USE_CHAR)
		return CANON_ICU;
	to = single(text, unorm2_getDecomposition(u->nfc, c, text, 32, &e));
	if (to < 0 || u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES)
		to = c;
	if (u_charType(c) != U_PRIVATE_USE_CHAR && !inert(u->nfc, UCHAR_NFC_QUICK_CHECK, to))
		return CANON_ICU;
	return simplified(u, compatible(u, to));
}

static bool is_mark(UChar32 c) { return c == '(' || c == ')' || c == ':' || c == ';' || c == ','; }

static bool is_covered(UChar32 c)
{
	for (size_t i = 0; i < sizeof covered / sizeof *covered; i++)
		if (c >= covered[i].from && c <= covered[i].to)
			return true;
	return false;
}

static bool clean_for_text(struct icu *u, UChar32 c) { return value_of(u, c) == c && c != ' ' && !is_mark(c); }

static bool clean_for_key(struct icu *u, UChar32 c)
{
	return value_of(u, c) == c && c != ' ' && !(c >= 'A' && c <= 'Z')
	    && (u_charType(c) == U_PRIVATE_USE_CHAR || inert(u->nfkc, UCHAR_NFKC_QUICK_CHECK, c));
}

/* Writing. */

struct writer {
	FILE *file;
	uint16_t value[8192];
	unsigned values, column;
	struct canon_wide wide[256];
	unsigned wides;
};

static void add_value(struct writer *w, UChar32 c, UChar32 to)
{
	if (to > 0xffff) {
		w->wide[w->wides++] = (struct canon_wide){ (uint16_t)c, (uint32_t)to };
		to = CANON_WIDE;
	}
	w->value[w->values++] = (uint16_t)to;
}

static void write_mask(FILE *f, uint64_t mask)
{
	if (mask == UINT64_MAX)
		fprintf(f, "ALL");
	else
		fprintf(f, "0x%llx", (unsigned long long)mask);
}

static void write_block(struct writer *w, struct icu *u, UChar32 base)
{
	uint64_t text = 0, key = 0;
	unsigned first = w->values;

	for (UChar32 c = base; c < base + 64; c++) {
		text |= (uint64_t)clean_for_text(u, c) << (c & 63);
		key |= (uint64_t)clean_for_key(u, c) << (c & 63);
		if (!clean_for_text(u, c))
			add_value(w, c, value_of(u, c));
	}
	fprintf(w->file, "%sB(0x%x, ", w->column % 2 ? " " : "\t", (unsigned)base >> 6);
	write_mask(w->file, text);
	fprintf(w->file, ", ");
	write_mask(w->file, key);
	fprintf(w->file, ", %u)%s", text == UINT64_MAX ? 0 : first, w->column % 2 ? " \\\n" : "");
	w->column++;
}

static void write_values(struct writer *w)
{
	char utf8[4];
	unsigned column = 200;

	fprintf(w->file, "const char16_t canon_value[] =");
	for (unsigned i = 0; i < w->values; i++) {
		unsigned c = w->value[i];
		if (column > 100) {
			fprintf(w->file, "%s\n\tu\"", i ? "\"" : "");
			column = 10;
		}
		column += c < 0x80 ? 4 : c < 0x3400 ? 6 : 2;
		if (c < 0x80)
			fprintf(w->file, "\\%03o", c);
		else if (c < 0x3400)
			fprintf(w->file, "\\u%04x", c);
		else
			fwrite(utf8, 1, str_encode(c, utf8), w->file);
	}
	fprintf(w->file, "\";\n\nconst struct canon_wide canon_wide[] = {");
	for (unsigned i = 0; i < w->wides; i++)
		fprintf(w->file, "%s{ 0x%x, 0x%x },", i % 5 ? " " : "\n\t", (unsigned)w->wide[i].from, (unsigned)w->wide[i].to);
	fprintf(w->file, "\n};\nconst unsigned canon_wides = sizeof canon_wide / sizeof *canon_wide;\n");
}

static void write_table(struct icu *u, const char *name)
{
	static struct writer w = { .values = 1 }; /* value 0 stands for no values */

	w.file = fopen(name, "w");
	cr_assert(w.file, "%s", name);
	fprintf(w.file, "/* Written by tests/unit/test_canon_table.c from ICU's data; not by hand. */\n"
			"#include \"canon_table.h\"\n\n"
			"/* clang-format off */\n#define ALL UINT64_MAX\n"
			"/* B(block, clean for text, clean for keys, first value) */\n"
			"#define BLOCK_LIST(B) \\\n");
	for (UChar32 c = 0; c < 0x10000; c += 64)
		if (is_covered(c))
			write_block(&w, u, c);
	fprintf(w.file, "\n\n"
			"#define TEXT(block, text, key, first) [block] = text,\n"
			"#define KEY(block, text, key, first) [block] = key,\n"
			"#define FIRST(block, text, key, first) [block] = first,\n\n"
			"const uint64_t canon_clean[CANON_USES][CANON_BLOCKS] = { { BLOCK_LIST(TEXT) }, { BLOCK_LIST(KEY) } };\n"
			"const uint16_t canon_first[CANON_BLOCKS] = { BLOCK_LIST(FIRST) };\n\n");
	write_values(&w);
	fprintf(w.file, "/* clang-format on */\n");
	fclose(w.file);
}

/* Comparing. */

static UChar32 table_value(UChar32 c)
{
	uint64_t clean = canon_clean[CANON_TEXT][c >> 6], bit = 1ULL << (c & 63);
	UChar32 to;

	if (clean & bit)
		return c;
	if (!canon_first[c >> 6])
		return CANON_ICU;
	to = canon_value[canon_first[c >> 6] + (unsigned)__builtin_popcountll(~clean & (bit - 1))];
	for (unsigned i = 0; to == CANON_WIDE && i < canon_wides; i++)
		if (canon_wide[i].from == c)
			to = (UChar32)canon_wide[i].to;
	return to;
}

/* A table made with another ICU may differ in Traditional characters alone. */
static bool may_differ(UChar32 c)
{
	int age;
	UVersionInfo v;

	u_charAge(c, v);
	age = v[0];
	return U_ICU_VERSION_MAJOR_NUM != MADE_WITH_ICU
	    && (age > 15 || u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH));
}

Test(canon_table, basic_plane_is_icu)
{
	struct icu u;
	const char *name = getenv("PG_CANON_TABLE");

	icu_open(&u);
	if (name)
		write_table(&u, name);
	for (UChar32 c = 0; c < 0x10000 && !name; c++) {
		UChar32 want = is_covered(c) ? value_of(&u, c) : CANON_ICU, got = table_value(c);
		bool key = canon_clean[CANON_KEY][c >> 6] >> (c & 63) & 1;
		if (may_differ(c))
			continue;
		cr_expect(got == want, "U+%04X: table U+%04X, ICU U+%04X", (unsigned)c, (unsigned)got, (unsigned)want);
		cr_expect(key == (is_covered(c) && clean_for_key(&u, c)), "U+%04X: key", (unsigned)c);
	}
	icu_close(&u);
}

/* canon.c takes the planes of ideographs as clean, but for the compatibility ideographs; the rest asks ICU. */
Test(canon_table, ideographic_planes_are_clean)
{
	struct icu u;

	icu_open(&u);
	for (UChar32 c = 0x20000; c < 0x40000; c++) {
		if ((c >= 0x2f800 && c <= 0x2fa1f) || may_differ(c) || !u_isdefined(c))
			continue;
		cr_expect(value_of(&u, c) == c && clean_for_key(&u, c), "U+%04X", (unsigned)c);
	}
	icu_close(&u);
}

/* What is not in the table must not be a blank: ICU is asked for normal forms only. */
Test(canon_table, no_blank_is_missed)
{
	for (UChar32 c = 0; c < 0x110000; c++)
		cr_expect(!is_blank(c) || (c < 0x10000 && table_value(c) == ' '), "U+%04X", (unsigned)c);
}

Test(canon_table, values_stay)
{
	for (UChar32 c = 1; c < 0x10000; c++) {
		UChar32 to = table_value(c);
		if (to != CANON_ICU && to < 0x10000)
			cr_expect(table_value(to) == to, "U+%04X → U+%04X → U+%04X", (unsigned)c, (unsigned)to,
				  (unsigned)table_value(to));
	}
}
