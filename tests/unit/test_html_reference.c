#include "tools/extract/html_attribute.h"
#include "tools/extract/html_reference.h"
#include "tools/extract/html_sax.h"

#include <criterion/criterion.h>

/* Whatever is read without libxml2 must be what libxml2 reads. */

struct heard {
	struct buf text, values[2];
};

static const char *const names[] = { "rowspan", "colspan", NULL };

static void on_start(void *self, const char *name, const char *const *attributes)
{
	struct heard *h = self;

	(void)name;
	for (size_t i = 0; i < 2; i++) {
		buf_reset(&h->values[i]);
		buf_add(&h->values[i], sax_attribute(attributes, names[i]));
	}
}

static void on_text(void *self, struct str text) { buf_add(&((struct heard *)self)->text, text); }

static const struct sax_events events = { .start = on_start, .text = on_text };

static void heard_free(struct heard *h, struct sax *sax)
{
	sax_free(sax);
	buf_free(&h->text);
	buf_free(&h->values[0]);
	buf_free(&h->values[1]);
}

/* Returns whether it was resolved here. */
static bool check_text(struct heard *h, struct sax *sax, struct str text)
{
	struct buf got = { 0 };
	bool here = reference_resolve(&got, text);

	if (here) {
		buf_reset(&h->text);
		sax_push_text(sax, text);
		cr_expect(str_eq(buf_str(&got), buf_str(&h->text)), "«%.*s»: «%.*s», libxml2 «%.*s»", STR_ARG(text),
			  STR_ARG(buf_str(&got)), STR_ARG(buf_str(&h->text)));
	}
	buf_free(&got);
	return here;
}

static const struct {
	const char *text;
	bool here;
} texts[] = {
	{ "A&amp;B", true }, { "&lt;5&gt;&quot;&nbsp;", true }, { "&amp;amp;", true }, { "&amp", false }, { "&AMP;", false },
	{ "&ltx;", false }, { "&", false }, { "&&amp;", false }, { "&;", false }, { "&#;", false }, { "&#x;", false }, { "&#65", false },
	{ "&#65;b", true }, { "&#x2265;", true }, { "&#X2265;", true }, { "&#0065;", true }, { "&#65a;", false },
	{ "&#xG;", false }, { "&#1114112;", false }, { "&#128512;", false }, { "&copy;", false }, { "\x01&amp;", false },
	{ "a\tb&amp;\n", true }, { "\xef\xbf\xbe&amp;", false }, { "\xef\xbc\x8c&amp;", true }, { "\xf0\x9f\x98\x80&amp;", false },
};

Test(html_reference, as_libxml2)
{
	struct heard h = { 0 };
	struct sax *sax = sax_new(&events, &h);
	struct buf text = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect_eq(check_text(&h, sax, str_c(texts[i].text)), texts[i].here, "«%s»", texts[i].text);
	for (uint32_t c = 0; c < 0x11000; c += c < 0x300 || c > 0xd700 ? 1 : 97) {
		buf_reset(&text);
		buf_format(&text, "%u &#%u;&#x%x;", c, c, c);
		check_text(&h, sax, buf_str(&text));
		buf_reset(&text);
		buf_point(&text, c);
		buf_add(&text, STR("&amp;"));
		if (c && (c & 0xf800) != 0xd800)
			check_text(&h, sax, buf_str(&text));
	}
	buf_free(&text);
	heard_free(&h, sax);
}

static const struct {
	const char *tag;
	bool here;
} tags[] = {
	{ "<td rowspan=2 colspan=\"3\">", true }, { "<td ROWSPAN='2' x=\"a>b\" colspan = 4 >", true }, { "<td rowspan>", true },
	{ "<td rowspan= colspan=2>", true }, { "<td colspan=2 colspan=3>", true }, { "<td rowspan=2/>", true },
	{ "<td rowspan=2/colspan=3>", true }, { "<td/rowspan=2/ colspan=3>", true }, { "<td rowspan=\"\" colspan=' 2 '>", true },
	{ "<td rowspan=&#50;>", false }, { "<td rowspan=\"2&nbsp;\">", false }, { "<td colspan=\"２\">", false },
	{ "<td rowspan=2=3 colspan=2%>", true }, { "<td rowspan =\n2\tcolspan\n=3>", true }, { "<td rowspan=2\v>", true },
	{ "<td a=b nowrap rowspan=2 style='x:y;z' colspan=2>", true }, { "<td xrowspan=2 rowspanx=3 row=4>", true },
};

Test(html_attribute, as_libxml2)
{
	struct heard h = { 0 };
	struct sax *sax = sax_new(&events, &h);
	struct buf reduced = { 0 };

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		struct gate_tag tag = { .name = STR("td"), .raw = str_c(tags[i].tag) };
		struct str values[2];
		bool here = attribute_values(&tag, names, values);
		cr_expect_eq(here, tags[i].here, "%s", tags[i].tag);
		attribute_reduce(&reduced, &tag, names);
		sax_push(sax, buf_str(&reduced));
		for (size_t k = 0; k < 2 && here; k++)
			cr_expect(str_eq(values[k], buf_str(&h.values[k])), "%s: «%.*s», libxml2 «%.*s»", tags[i].tag,
				  STR_ARG(values[k]), STR_ARG(buf_str(&h.values[k])));
	}
	buf_free(&reduced);
	heard_free(&h, sax);
}

/* libxml2 would wait for another quote, and lose the tags until then. */
Test(html_attribute, a_lost_quote)
{
	struct gate_tag tag = { .name = STR("td"), .raw = STR("<td rowspan=2\" colspan=3'>") };
	struct str values[2];

	cr_expect(attribute_values(&tag, names, values));
	cr_expect(str_eq(values[0], STR("2")));
	cr_expect(str_eq(values[1], STR("3")));
}
