#include "extract_case.h"

#include "../../common/msg.h"
#include "../../tools/extract/encoding.h"

#define BYTES(literal) { (literal), sizeof(literal) - 1 }

/* ---- lines ---- */

static const struct {
	struct str filed;
	const char *lines; /* each between [ ] */
	size_t broken;
} line_cases[] = {
	{ BYTES(""), "", 0 },
	{ BYTES("\n"), "[]", 0 },
	{ BYTES("a"), "[a]", 0 },
	{ BYTES("a\nb\n"), "[a][b]", 0 },
	{ BYTES("a\r\nb\r\n"), "[a][b]", 0 },
	{ BYTES("a\rb\r"), "[a][b]", 0 },
	{ BYTES("a\r\rb\n\r\nc"), "[a][][b][][c]", 0 },
	{ BYTES(" a \n"), "[ a ]", 0 },
	{ BYTES("\xef\xbb\xbf" "a\n"), "[a]", 0 },
	{ BYTES("\xef\xbb\xbf"), "", 0 },
	{ BYTES("a\0b\nc\n"), "[a\xef\xbf\xbd" "b][c]", 1 },
	{ BYTES("\xe4\xba\x91\xff\xe6\xb2\xb3\xe5\xb8\x82\xe8\xa1\xa8\xe4\xba\x91\n"), "[云\xef\xbf\xbd河市表云]", 1 },
	{ BYTES("\xe4\xba\x91\xe6\xb2\xb3\xe5\xb8\x82\xe8\xa1\xa8\xe4\xba"), "[云河市表\xef\xbf\xbd\xef\xbf\xbd]", 2 },
	{ BYTES("\fa\n\f\f\nb\n"), "[^a][^][b]", 0 },
	{ BYTES("\xff\xfe" "a\0\n\0\x91\x4e\n\x4e\r\0\n\0b\0"), "[a][云上][b]", 0 },
	{ BYTES("\xfe\xff" "\0a\0\n\x4e\x91\x4e\n\0\r\0\n\0b"), "[a][云上][b]", 0 },
	{ BYTES("\xff\xfe" "a\0\n\0b"), "[a][\xef\xbf\xbd]", 1 },
	{ BYTES("\xff\xfe\x00\xd8" "a\0"), "[\xef\xbf\xbd" "a]", 2 },
};

/* All cases; each in an input of its own, or in the room of the one before. */
static void read_lines(bool again)
{
	struct input *in = NULL;

	for (size_t i = 0; i < sizeof line_cases / sizeof *line_cases; i++) {
		struct extract_case c;
		struct buf got = { 0 };
		struct line line;
		size_t n = 0;
		case_open(&c, line_cases[i].filed);
		in = again ? input_open_next(in, c.name, NULL) : input_open(c.name, NULL);
		cr_assert(in);
		while (input_line(in, &line)) {
			buf_add(&got, line.formfeed ? STR("[^") : STR("["));
			buf_add(&got, line.text);
			buf_byte(&got, ']');
			cr_expect_eq(line.number, ++n);
		}
		cr_expect(str_eq(buf_str(&got), str_c(line_cases[i].lines)), "%zu: %.*s, not %s", i, (int)got.n,
		    got.n ? got.p : "", line_cases[i].lines);
		cr_expect_eq(input_broken(in), line_cases[i].broken, "%zu: %zu broken", i, input_broken(in));
		cr_expect_eq(input_bytes(in), line_cases[i].filed.n, "%zu", i);
		cr_expect_eq(input_lines(in), n);
		if (!again)
			input_close(in);
		buf_free(&got);
		case_close(&c);
	}
	if (again)
		input_close(in);
}

Test(input, lines) { read_lines(false); }
Test(input, lines_in_the_room_of_others) { read_lines(true); }

/* ---- encodings ---- */

/* 云河市图书馆设备更新经费，单位：万元。 */
#define GB "\xd4\xc6\xba\xd3\xca\xd0\xcd\xbc\xca\xe9\xb9\xdd\xc9\xe8\xb1\xb8\xb8\xfc\xd0\xc2\xbe\xad\xb7\xd1\xa3\xac\xb5\xa5\xce\xbb\xa3\xba\xcd\xf2\xd4\xaa\xa1\xa3\n"
#define GB_TEXT "云河市图书馆设备更新经费，单位：万元。"
/* 雲河市圖書館設備更新經費的預算是多少。 */
#define BIG5 "\xb6\xb3\xaa\x65\xa5\xab\xb9\xcf\xae\xd1\xc0\x5d\xb3\x5d\xb3\xc6\xa7\xf3\xb7\x73\xb8\x67\xb6\x4f\xaa\xba\xb9\x77\xba\xe2\xac\x4f\xa6\x68\xa4\xd6\xa1\x43\n"
#define BIG5_TEXT "雲河市圖書館設備更新經費的預算是多少。"

static const struct {
	struct str filed;
	const char *forced, *name, *first;
} encoding_cases[] = {
	{ BYTES("abc\n"), NULL, "UTF-8", "abc" },
	{ BYTES("云河市\n"), NULL, "UTF-8", "云河市" },
	{ BYTES(GB GB), NULL, "GB18030", GB_TEXT },
	{ BYTES(BIG5 BIG5 BIG5), NULL, "Big5", BIG5_TEXT },
	{ BYTES(GB), "gbk", "GB18030", GB_TEXT },
	{ BYTES(GB), "GB2312", "GB18030", GB_TEXT },
	{ BYTES(BIG5), "big5", "Big5", BIG5_TEXT },
	{ BYTES("<meta charset=\"gbk\">\xd4\xc6\n"), NULL, "GB18030", "<meta charset=\"gbk\">云" },
	{ BYTES("\x84\x31\x95\x33\xd4\xc6\n"), NULL, "GB18030", "云" },
	{ BYTES("a\0\n\0b\0\n\0"), NULL, "UTF-16LE", "a" },
	{ BYTES("\0a\0\n\0b\0\n"), NULL, "UTF-16BE", "a" },
	{ BYTES("\x91\x4e"), "UTF-16LE", "UTF-16LE", "云" },
	{ BYTES("\xff\xfe\x91\x4e"), "utf-16", "UTF-16LE", "云" },
	{ BYTES("\xd4\xc6"), "utf-8", "UTF-8", "\xef\xbf\xbd\xef\xbf\xbd" },
};

static void find_encodings(bool again)
{
	struct input *in = NULL;

	for (size_t i = 0; i < sizeof encoding_cases / sizeof *encoding_cases; i++) {
		struct extract_case c;
		struct line line = { 0 };
		int confidence;
		case_open(&c, encoding_cases[i].filed);
		in = again ? input_open_next(in, c.name, encoding_cases[i].forced) : input_open(c.name, encoding_cases[i].forced);
		cr_assert(in && input_line(in, &line));
		cr_expect_str_eq(input_encoding(in, &confidence), encoding_cases[i].name, "%zu: %s", i, input_encoding(in, &confidence));
		cr_expect(str_eq(line.text, str_c(encoding_cases[i].first)), "%zu: %.*s", i, STR_ARG(line.text));
		cr_expect(confidence >= 10 && confidence <= 100);
		if (!again)
			input_close(in);
		case_close(&c);
	}
	if (again)
		input_close(in);
}

Test(input, encodings) { find_encodings(false); }
Test(input, encodings_in_the_room_of_others) { find_encodings(true); }

/* ASCII for more than the peek, then bytes that tell. */
Test(input, encoding_shows_late)
{
	struct extract_case c;
	struct buf s = { 0 };
	struct line line, last = { 0 };
	struct input *in;
	int confidence;

	while (s.n < 3 * INPUT_PEEK)
		buf_add(&s, STR("| a | b |\n"));
	buf_add(&s, STR(GB GB));
	case_open(&c, buf_str(&s));
	in = input_open(c.name, NULL);
	cr_expect_str_eq(input_encoding(in, &confidence), "UTF-8");
	while (input_line(in, &line))
		last = line;
	cr_expect(str_eq(last.text, STR(GB_TEXT)));
	cr_expect_str_eq(input_encoding(in, &confidence), "GB18030");
	cr_expect_eq(input_broken(in), (size_t)0);
	input_close(in);
	case_close(&c);
	buf_free(&s);
}

Test(input, binary)
{
	struct extract_case c;
	struct input *in;
	char bytes[4096];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 7);
	case_open(&c, str_of(bytes, sizeof bytes));
	in = input_open(c.name, NULL);
	cr_assert(input_binary(in));
	cr_expect_str_eq(input_binary(in), "");
	input_skip(in);
	cr_expect_eq(input_bytes(in), sizeof bytes);
	input_close(in);
	case_close(&c);
	case_open(&c, STR("%PDF-1.7"));
	in = input_open(c.name, NULL);
	cr_expect_str_eq(input_binary(in), "PDF");
	input_close(in);
	case_close(&c);
}

/* ---- well-formed UTF-8 ---- */

/* The fast check against the plain one, over sequences at every alignment. */
Test(input, good_to_is_exact)
{
	static const char *const pieces[] = { "a", "|", "云", "\xe0\xa0\x80", "\xe0\x9f\xbf", "\xed\x9f\xbf", "\xed\xa0\x80", "é",
		"\xf0\x9f\x98\x80", "\xf4\x90\x80\x80", "\xc0\x80", "\x80", "\xe4\xba", "河市", "\xef\xbf\xbd", "\xff" };
	unsigned seed = 1;

	for (size_t round = 0; round < 200000; round++) {
		struct buf s = { 0 };
		size_t nul = SIZE_MAX, want;
		for (size_t i = 0; i < 4 + round % 24; i++) {
			seed = seed * 1103515245 + 12345;
			buf_add(&s, str_c(pieces[seed / 65536 % (round % 3 ? 4 : sizeof pieces / sizeof *pieces)]));
		}
		if (round % 5 == 0) {
			nul = seed / 7 % s.n;
			if (nul == 0 || ((unsigned char)s.p[nul] < 0x80 && (unsigned char)s.p[nul - 1] < 0x80))
				s.p[nul] = '\0';
			else
				nul = SIZE_MAX;
		}
		want = str_invalid_at(buf_str(&s));
		want = nul < want ? nul : want;
		cr_assert_eq(encoding_good_to(buf_str(&s), 0), want, "round %zu", round);
		buf_free(&s);
	}
}

/* ---- places ---- */

static void expect_spot(struct input *in, const struct line *line, const char *what, struct spot want)
{
	size_t from = str_find(line->text, str_c(what), 0);
	struct spot got = input_spot(in, line, from, from + strlen(what));

	cr_expect(got.line == want.line && got.column == want.column && got.offset == want.offset && got.length == want.length,
	    "%s: line %zu column %zu offset %zu length %zu", what, got.line, got.column, got.offset, got.length);
}

Test(input, spots)
{
	struct extract_case c;
	struct line line;
	struct input *in;

	case_open(&c, STR("x\n云a河b\n"));
	in = input_open(c.name, NULL);
	input_line(in, &line);
	input_line(in, &line);
	expect_spot(in, &line, "河", (struct spot){ 2, 3, 6, 3 });
	expect_spot(in, &line, "b", (struct spot){ 2, 4, 9, 1 });
	expect_spot(in, &line, "云", (struct spot){ 2, 1, 2, 3 }); /* back again */
	input_close(in);
	case_close(&c);

	case_open(&c, STR("x\n\xd4\xc6" "a\xba\xd3" "b\n" GB GB));
	in = input_open(c.name, "GB18030");
	input_line(in, &line);
	input_line(in, &line);
	expect_spot(in, &line, "河", (struct spot){ 2, 3, 5, 2 });
	expect_spot(in, &line, "b", (struct spot){ 2, 4, 7, 1 });
	expect_spot(in, &line, "云a", (struct spot){ 2, 1, 2, 3 });
	input_close(in);
	case_close(&c);

	case_open(&c, STR("\xff\xfex\0\n\0\x91\x4e" "a\0"));
	in = input_open(c.name, NULL);
	input_line(in, &line);
	input_line(in, &line);
	expect_spot(in, &line, "a", (struct spot){ 2, 2, 8, 2 });
	input_close(in);
	case_close(&c);

	case_open(&c, STR("\xe4\xba\x91\xff\xe6\xb2\xb3\xe5\xb8\x82\xe5\xb8\x82\xe5\xb8\x82\n"));
	in = input_open(c.name, NULL);
	input_line(in, &line);
	expect_spot(in, &line, "河", (struct spot){ 1, 3, 4, 3 });
	input_close(in);
	case_close(&c);
}

/* ---- long lines ---- */

static void check_pieces(struct str bytes, const char *encoding, const char *character, size_t count)
{
	struct extract_case c;
	struct input *in;
	struct line line;
	size_t points = 0, lines = 0, at = 0;

	case_open(&c, bytes);
	in = input_open(c.name, encoding);
	while (input_line(in, &line)) {
		cr_expect_eq(line.offset, at);
		cr_expect(line.raw.n <= INPUT_LINE_MOST);
		cr_expect_eq(line.column, points + 1);
		cr_expect_eq(str_invalid_at(line.text), line.text.n);
		points += str_points(line.text);
		at = line.offset + line.raw.n;
		lines = line.number;
	}
	cr_expect_eq(lines, (size_t)1);
	cr_expect_eq(points, count, "%s %s: %zu, not %zu", encoding, character, points, count);
	cr_expect_eq(input_broken(in), (size_t)0, "%s %zu", encoding, input_broken(in));
	input_close(in);
	case_close(&c);
}

Test(input, long_lines, .timeout = 30)
{
	static const struct {
		const char *encoding, *bytes;
		size_t n;
	} units[] = {
		{ "UTF-8", "\xe4\xba\x91", 3 }, { "UTF-8", "\xf0\x9f\x98\x80", 4 }, { "GB18030", "\xd4\xc6", 2 },
		{ "GB18030", "\x81\x30\x89\x38", 4 }, { "UTF-16LE", "\x91\x4e", 2 }, { "UTF-16BE", "\xd8\x3d\xde\x00", 4 },
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct buf s = { 0 };
		size_t count = 0;
		for (; s.n < (size_t)2 * INPUT_LINE_MOST + 12345; count++)
			buf_add(&s, str_of(units[i].bytes, units[i].n));
		check_pieces(buf_str(&s), units[i].encoding, units[i].bytes, count);
		buf_free(&s);
	}
}

Test(input, cannot_open)
{
	msg_quiet(true);
	cr_expect_null(input_open("/nonexistent/x", NULL));
	cr_expect_null(input_open("/tmp", NULL));
	cr_expect_null(input_open_next(input_open("/dev/null", NULL), "/nonexistent/x", NULL));
	cr_expect_eq(msg_status(), 2);
}

Test(input, peek_takes_nothing)
{
	struct extract_case c;
	struct input *in;
	struct line line;

	case_open(&c, STR("云\rb\r"));
	in = input_open(c.name, NULL);
	cr_expect(str_eq(input_peek(in), STR("云\nb\n")));
	cr_expect(str_eq(input_peek(in), STR("云\nb\n")));
	input_line(in, &line);
	cr_expect(str_eq(line.text, STR("云")));
	input_close(in);
	case_close(&c);
}

Test(input, known_encodings)
{
	static const char *const known[] = { "UTF-8", "utf8", "GB18030", "gbk", "Big5", "UTF-16", "utf-16be", "Shift_JIS", "EUC-KR" };
	static const char *const unknown[] = { "klingon", "", "UTF-7", "ISO-2022-CN", "UTF-32", "ebcdic-cp-us" };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		cr_expect(encoding_known(known[i]), "%s", known[i]);
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		cr_expect_not(encoding_known(unknown[i]), "%s", unknown[i]);
}
