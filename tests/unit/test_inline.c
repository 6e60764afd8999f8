#include "../../tools/extract/readers.h"

#include <criterion/criterion.h>

static const struct {
	const char *filed, *shown;
} cases[] = {
	{ "", "" },
	{ "plain", "plain" },
	{ "a<br>b", "a b" },
	{ "a<BR/>b", "a b" },
	{ "<p>一。</p> <p>二。</p>", "一。 二。 " },
	{ "m<sup>2</sup>", "m2" },
	{ "<b>粗</b>体", "粗体" },
	{ "<span style=\"color:red\">红</span>", "红" },
	{ "5<6", "5<6" },
	{ "<80%", "<80%" },
	{ "<80%>", "<80%>" },
	{ "数量<b类", "数量<b类" },
	{ "<有效>", "<有效>" },
	{ "<unknown>x", "<unknown>x" },
	{ "a<b<br>c", "a<b c" },
	{ "<b", "<b" },
	{ "<", "<" },
	{ "</", "</" },
	{ "&", "&" },
	{ "&;", "&;" },
	{ "&lt;p&gt;", "<p>" },
	{ "&ge;95%", "≥95%" },
	{ "&le 3", "≤ 3" },
	{ "A&B", "A&B" },
	{ "R&D;", "R&D;" },
	{ "&#8805;5", "≥5" },
	{ "&#x2265;5", "≥5" },
	{ "&#x;", "&#x;" },
	{ "&#0;", "\xef\xbf\xbd" },
	{ "&#55296;", "\xef\xbf\xbd" },
	{ "&#99999999999999999999;", "\xef\xbf\xbd" "9999999999;" },
	{ "&#10;", " " },
	{ "a&nbsp;b", "a\xc2\xa0" "b" },
	{ "<!-- note -->x", "x" },
	{ "<!-- open", "<!-- open" },
	{ "x<p>y", "x y" },
	/* LaTeX */
	{ "$\\geq$ 90%", "≥ 90%" },
	{ "$\\ge 95\\%$", "≥95%" },
	{ "≥95\\%", "≥95%" },
	{ "$90\\%$", "90%" },
	{ "$ \\geq 9 5 \\% $", "≥95%" },
	{ "$\\leq 8.5$万元", "≤8.5万元" },
	{ "$$\\geqslant 5$$", "≥5" },
	{ "\\(\\le 3\\)天", "≤3天" },
	{ "\\textgreater 5", "> 5" },
	{ "\\textgreater{}5", ">5" },
	{ "\\geq 90\\%", "≥ 90%" },
	{ "3\\times4", "3×4" },
	{ "5\\sim6", "5～6" },
	{ "$\\pm 5$，$\\approx$3", "±5，≈3" },
	{ "约 $90$ 人", "约 90 人" },
	{ "$>90%$", ">90%" },
	{ "$&gt;$90%", ">90%" },
	{ "m$^2$", "m²" },
	{ "5m$^{ 3 }$", "5m³" },
	{ "$10^{2}$", "10^2" },
	{ "$10^{4}$人", "10^4人" },
	{ "$36^{\\circ}C$", "36°C" },
	{ "$\\mathrm{PM}_{2.5}\\leq 35\\mu g/m^{3}$", "PM2.5≤35μg/m³" },
	{ "$\\geq 90\\text{ 万 元}$", "≥90 万 元" },
	{ "$5\\,000$", "5000" },
	{ "$\\frac{1}{2}\\%$", "\\frac{1}{2}%" },
	{ "$\\foo{a b}$", "$\\foo{a b}$" },
	{ "5$", "5$" },
	{ "$", "$" },
	{ "$$", "$$" },
	{ "$$$", "$$$" },
	{ "$ $", "$ $" },
	{ "US$5 and HK$6", "US$5 and HK$6" },
	{ "$5，$6", "$5，$6" },
	{ "美元($)与港元($)", "美元($)与港元($)" },
	{ "$a<b>c$", "$ac$" },
	/* Markdown escapes, and what is none */
	{ "a\\_b \\*x\\* \\#1 \\- 1\\.", "a_b *x* #1 - 1." },
	{ "\\(2019\\)年", "2019年" },
	{ "\\(注\\)", "(注)" },
	{ "一\\|二", "一|二" },
	{ "a\\nb\\newline\\x", "a\\nb\\newline\\x" },
	{ "C:\\times\\_a 5\\%", "C:\\times\\_a 5%" },
	{ "\\\\host\\geq", "\\\\host\\geq" },
	{ "\\", "\\" },
	{ "5\\", "5\\" },
	{ "$\\geq", "$≥" },
	{ "$\\geq \\", "$≥ \\" },
	{ "$\\% _$", "%_" },
};

Test(inline, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { 0 };
		inline_resolve(&b, str_c(cases[i].filed));
		cr_expect(str_eq(buf_str(&b), str_c(cases[i].shown)), "«%s»: «%.*s», not «%s»", cases[i].filed, (int)b.n,
		    b.n ? b.p : "", cases[i].shown);
		buf_free(&b);
	}
}

Test(inline, appends)
{
	struct buf b = { 0 };

	buf_add(&b, STR("x"));
	inline_resolve(&b, STR("<br>y"));
	cr_expect(str_eq(buf_str(&b), STR("xy")));
	buf_free(&b);
}

/* The Markdown reader relies on it: what is resolved never takes more room than it was. */
Test(inline, never_grows)
{
	static const char alphabet[] = "<>/&#;xbrp!- 19lte\\\\$$^_{}()%gm2";
	unsigned seed = 7;

	for (size_t round = 0; round < 20000; round++) {
		char text[24];
		struct buf b = { 0 };
		size_t n = 0;
		for (; n < round % sizeof text; n++) {
			seed = seed * 1103515245 + 12345;
			text[n] = alphabet[seed / 65536 % (sizeof alphabet - 1)];
		}
		inline_resolve(&b, str_of(text, n));
		cr_assert(b.n <= n, "%.*s", (int)n, text);
		buf_free(&b);
	}
}

/* A mark is found wherever it stands among the bytes that are looked at together, also near the end. */
Test(inline, every_mark_at_every_place)
{
	static const struct {
		const char *filed, *shown;
	} marks[] = { { "<br>", " " }, { "&amp;", "&" }, { "\\%", "%" }, { "$x$", "x" } };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		for (int before = 1; before < 40; before++)
			for (int behind = 1; behind < 20; behind++) {
				struct buf filed = { 0 }, shown = { 0 }, b = { 0 };
				buf_format(&filed, "%*s.%s.%*s", before, "", marks[i].filed, behind, "");
				buf_format(&shown, "%*s.%s.%*s", before, "", marks[i].shown, behind, "");
				inline_resolve(&b, buf_str(&filed));
				cr_expect(str_eq(buf_str(&b), buf_str(&shown)), "%s %d %d", marks[i].filed, before, behind);
				buf_free(&filed);
				buf_free(&shown);
				buf_free(&b);
			}
}

/* Openings without an end must not cost the square of their number. */
Test(inline, hostile, .timeout = 10)
{
	static const char *const pieces[] = { "<!--", "<p ", "<", "&", "&#", "<a\"", "&lt", "$", "$ ", "$\\%", "$^", "$a{",
		"\\(", "\\text{", "\\geq", "\\\\", "\\", "a:\\", "$\\(", "$^  " };

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf s = { 0 }, b = { 0 };
		while (s.n < 2000000)
			buf_add(&s, str_c(pieces[i]));
		inline_resolve(&b, buf_str(&s));
		cr_expect(b.n > 0);
		buf_free(&s);
		buf_free(&b);
	}
}
