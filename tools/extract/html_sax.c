#include "html_sax.h"
#include "../../common/library.h"
#include "../../common/msg.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

/*
 * Elements open at once: libxml2 searches its stack at every end tag, so a deep one would cost the
 * square of the input.  A page that is deeper than this is hostile; its parser starts anew.
 */
enum { DEPTH_MOST = 512, READ_MOST = 16 * 1024, TEXT_PIECE = 64 * 1024, ENTITY_MOST = 40 };

/* X(field, libxml2 function): all that is used of it; most filings have no markup, and do not wait for it. */
#define LIBXML_LIST(X) \
	X(create, htmlCreatePushParserCtxt) \
	X(options, htmlCtxtUseOptions) \
	X(encoding, xmlSwitchEncoding) \
	X(parse, htmlParseChunk) \
	X(shrink, xmlParserInputShrink) \
	X(destroy, htmlFreeParserCtxt)

/* The name that goes with the structs of the headers this is built with. */
#define LIBXML_FILE (LIBXML_VERSION >= 21400 ? "libxml2.so.16" : "libxml2.so.2")

struct libxml {
#define X(field, function) __typeof__(&function) field;
	LIBXML_LIST(X)
#undef X
};

struct sax {
	struct libxml libxml;
	const struct sax_events *events;
	void *self;
	htmlParserCtxtPtr parser;
	struct buf text;
};

static void load(struct libxml *libxml)
{
#define X(field, function) LIBRARY_NAME(function),
	static const char *const names[] = { LIBXML_LIST(X) };
#undef X
	const char *why = library_load(LIBXML_FILE, names, sizeof names / sizeof *names, libxml);

	if (!why)
		return;
	msg_tell(MSG_LIBRARY, "libxml2", why);
	exit(2);
}

static void on_start(void *self, const xmlChar *name, const xmlChar **attributes)
{
	struct sax *s = self;

	s->events->start(s->self, (const char *)name, (const char *const *)attributes);
}

static void on_end(void *self, const xmlChar *name)
{
	struct sax *s = self;

	if (s->events->end)
		s->events->end(s->self, (const char *)name);
}

static void on_text(void *self, const xmlChar *text, int n)
{
	struct sax *s = self;

	if (n > 0)
		s->events->text(s->self, str_of((const char *)text, (size_t)n));
}

static void parser_new(struct sax *s)
{
	static const char head[] = "<html><body>";
	htmlSAXHandler handler = {
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
	};

	s->parser = s->libxml.create(&handler, s, NULL, 0, NULL, XML_CHAR_ENCODING_NONE);
	if (!s->parser)
		mem_exhausted();
	s->libxml.options(s->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	/* Said here so that nothing in the page can ask for another one: it was decoded before. */
	s->libxml.encoding(s->parser, XML_CHAR_ENCODING_UTF8);
	s->libxml.parse(s->parser, head, sizeof head - 1, 0);
}

struct sax *sax_new(const struct sax_events *events, void *self)
{
	struct sax *s = mem_zero(1, sizeof *s);

	load(&s->libxml);
	s->events = events;
	s->self = self;
	parser_new(s);
	return s;
}

void sax_reset(struct sax *s)
{
	s->libxml.destroy(s->parser);
	parser_new(s);
}

void sax_push(struct sax *s, struct str markup)
{
	if (s->parser->nameNr > DEPTH_MOST)
		sax_reset(s);
	s->libxml.parse(s->parser, markup.p, (int)markup.n, 0);
	/* Fed piece by piece, libxml2 keeps all that it has ever read unless it is told to let it go. */
	if (s->parser->input->cur - s->parser->input->base > READ_MOST)
		s->libxml.shrink(s->parser->input);
}

/* Where to cut a long text so that no entity is parted. */
static size_t piece_length(struct str text)
{
	size_t n = text.n;

	if (n <= TEXT_PIECE)
		return n;
	for (n = TEXT_PIECE; n > TEXT_PIECE - ENTITY_MOST; n--)
		if (text.p[n] == '&')
			return n;
	for (n = TEXT_PIECE; ((unsigned char)text.p[n] & 0xc0) == 0x80; n--)
		;
	return n;
}

void sax_push_text(struct sax *s, struct str text)
{
	/*
	 * libxml2 holds text back until it sees what ends it.  An end tag of something that is not open
	 * ends it and is ignored.
	 */
	static const struct str flush = { "</i>", 4 };

	while (text.n) {
		size_t n = piece_length(text);
		buf_reset(&s->text);
		buf_add(&s->text, str_to(text, n));
		buf_add(&s->text, flush);
		sax_push(s, buf_str(&s->text));
		text = str_from(text, n);
	}
}

struct str sax_attribute(const char *const *attributes, const char *name)
{
	for (size_t i = 0; attributes && attributes[i]; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return str_c(attributes[i + 1]);
	return str_of("", 0);
}

void sax_free(struct sax *s)
{
	if (!s)
		return;
	s->libxml.destroy(s->parser);
	buf_free(&s->text);
	mem_free(s);
}
