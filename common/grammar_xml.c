#include "grammar_xml.h"

#include "library.h"
#include "msg.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* NOENT makes &amp; in attributes &; there are no other entities, for none can be declared. */
enum { OTHER_HEAD = 1024, OTHER_LEAST = 4096 };
enum { XML_OPTIONS = XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOCDATA | XML_PARSE_NOENT };

/* X(field, libxml2 function): loaded only for what xml_scan cannot read, and for schemas. */
#define LIBXML_LIST(X) \
	X(stop, xmlStopParser) \
	X(create, xmlCreateMemoryParserCtxt) \
	X(options, xmlCtxtUseOptions) \
	X(parse, xmlParseDocument) \
	X(free_doc, xmlFreeDoc) \
	X(destroy, xmlFreeParserCtxt) \
	X(rng_create, xmlRelaxNGNewDocParserCtxt) \
	X(rng_parse_errors, xmlRelaxNGSetParserStructuredErrors) \
	X(rng_parse, xmlRelaxNGParse) \
	X(rng_destroy, xmlRelaxNGFreeParserCtxt) \
	X(check_create, xmlRelaxNGNewValidCtxt) \
	X(check_errors, xmlRelaxNGSetValidStructuredErrors) \
	X(check, xmlRelaxNGValidateDoc) \
	X(check_destroy, xmlRelaxNGFreeValidCtxt) \
	X(rng_free, xmlRelaxNGFree)

/* The name that goes with the structs of the headers this is built with. */
#define LIBXML_FILE (LIBXML_VERSION >= 21400 ? "libxml2.so.16" : "libxml2.so.2")

struct libxml {
#define X(field, function) __typeof__(&function) field;
	LIBXML_LIST(X)
#undef X
};

/* Kept for the whole program, as the library is. */
static const struct libxml *libxml(void)
{
#define X(field, function) LIBRARY_NAME(function),
	static const char *const names[] = { LIBXML_LIST(X) };
#undef X
	static struct libxml loaded;
	const char *why = NULL;

	if (!loaded.rng_free)
		why = library_load(LIBXML_FILE, names, sizeof names / sizeof *names, &loaded);
	if (!why)
		return &loaded;
	msg_tell(MSG_LIBRARY, "libxml2", why);
	exit(2);
}

struct reading {
	const char *file;
	const struct xml_events *events;
	xmlParserCtxtPtr parser;
	bool stopped; /* by an event, or by a refusal that was said */
	bool refused;
};

static struct str view(const xmlChar *z) { return str_c((const char *)z); }

static struct str between(const xmlChar *from, const xmlChar *to)
{
	return str_of((const char *)from, (size_t)(to - from));
}

/* libxml2's memory is soon another's. */
static struct str kept(const struct reading *r, struct str s) { return r->events->arena ? arena_copy(r->events->arena, s) : s; }

static size_t line_now(const struct reading *r)
{
	return r->parser->input && r->parser->input->line > 0 ? (size_t)r->parser->input->line : 0;
}

static void stop(struct reading *r)
{
	r->stopped = true;
	libxml()->stop(r->parser);
}

static void on_begin(void *with, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **declared, int attributes, int defaulted, const xmlChar **a)
{
	struct reading *r = ((xmlParserCtxtPtr)with)->_private;
	struct xml_attribute list[XML_ATTRIBUTES_MOST];
	size_t n = 0;
	bool include = uri && str_eq(view(uri), STR("http://www.w3.org/2001/XInclude"))
	    && str_eq(view(local), STR("include"));

	(void)prefix, (void)namespaces, (void)declared, (void)defaulted;
	if (r->stopped)
		return;
	for (int i = 0; i < attributes && n < XML_ATTRIBUTES_MOST; i++, a += 5)
		list[n++] = (struct xml_attribute){ view(a[0]), kept(r, between(a[3], a[4])) };
	if (!r->events->begin(r->events->with, include ? STR("xi:include") : view(local), list, n, line_now(r)))
		stop(r);
}

static void on_end(void *with, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *r = ((xmlParserCtxtPtr)with)->_private;

	(void)local, (void)prefix, (void)uri;
	if (!r->stopped)
		r->events->end(r->events->with);
}

static void on_text(void *with, const xmlChar *text, int n)
{
	struct reading *r = ((xmlParserCtxtPtr)with)->_private;

	if (!r->stopped)
		r->events->text(r->events->with, kept(r, str_of((const char *)text, (size_t)n)));
}

/* A comment counts for the lines that it takes, so that words behind it keep their number. */
static void on_comment(void *with, const xmlChar *text)
{
	for (; *text; text++)
		if (*text == '\n')
			on_text(with, text, 1);
}

static void on_doctype(void *with, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	struct reading *r = ((xmlParserCtxtPtr)with)->_private;
	struct place at = { str_c(r->file), line_now(r), 0 };

	(void)name, (void)public_id, (void)system_id;
	msg_say(&at, MSG_GRAMMAR_DOCTYPE);
	r->refused = true;
	stop(r);
}

/* What libxml2 finds, one line of it. */
static void on_error(void *with, xmlErrorPtr error)
{
	struct reading *r = ((xmlParserCtxtPtr)with)->_private;
	struct str words = str_trim(view((const xmlChar *)error->message));
	struct place at = { str_c(r->file), error->line > 0 ? (size_t)error->line : 0,
		            error->int2 > 0 ? (size_t)error->int2 : 0 };

	if (r->stopped || error->level < XML_ERR_ERROR)
		return;
	msg_say(&at, MSG_GRAMMAR_XML, STR_ARG(words));
	r->refused = true;
}

static bool refuse_file(const char *file, int id, const char *words)
{
	struct place at = { str_c(file), 0, 0 };

	msg_say(&at, id, words);
	return false;
}

/* Whether a large file's first bytes say that its root is another; these alone are then its text. */
static bool is_other(int fd, off_t size, const struct xml_events *events, struct buf *into)
{
	char head[OTHER_HEAD];
	ssize_t got = events && events->root.n && size > OTHER_LEAST ? pread(fd, head, sizeof head, 0) : 0;
	struct str text = str_of(head, got > 0 ? (size_t)got : 0);

	if (!text.n || !xml_other_root(text, events->root))
		return false;
	if (events->arena)
		*into = (struct buf){ (char *)(uintptr_t)arena_copy(events->arena, text).p, text.n, text.n };
	else
		buf_add(into, text);
	return true;
}

/*
 * Into the arena of the events, if there is one: then no more than the file had when it was opened.
 */
static bool slurp(const char *file, const struct xml_events *events, struct buf *into)
{
	struct arena *arena = events ? events->arena : NULL;
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t got = 1;
	bool ok;

	if (fd < 0)
		return refuse_file(file, MSG_FILE_OPEN, strerror(errno));
	ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= XML_FILE_MOST;
	if (ok && is_other(fd, st.st_size, events, into))
		got = 0;
	else if (ok && arena)
		*into = (struct buf){ arena_alloc(arena, (size_t)st.st_size), 0, (size_t)st.st_size };
	else if (ok)
		buf_room(into, (size_t)st.st_size + 1); /* usually one read and the end */
	while (ok && got > 0 && into->n <= XML_FILE_MOST && !(arena && into->n == into->cap)) {
		if (into->n == into->cap)
			buf_room(into, 4096);
		do
			got = read(fd, into->p + into->n, into->cap - into->n);
		while (got < 0 && errno == EINTR);
		into->n += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	if (got < 0)
		return refuse_file(file, MSG_FILE_READ, strerror(errno));
	if (!ok || into->n > XML_FILE_MOST)
		return refuse_file(file, MSG_GRAMMAR_FILE, "4 MB");
	return true;
}

static xmlParserCtxtPtr parser_new(const struct buf *text, struct reading *r)
{
	/* A NULL or empty memory is no document; one blank is one, and a broken one. */
	xmlParserCtxtPtr p = libxml()->create(text->n ? text->p : " ", text->n ? (int)text->n : 1);

	if (!p)
		return NULL;
	libxml()->options(p, XML_OPTIONS);
	p->_private = r;
	p->sax->serror = on_error;
	p->sax->internalSubset = on_doctype;
	r->parser = p;
	return p;
}

/* By libxml2, which says what is wrong. */
static bool parse(const char *file, const struct buf *text, const struct xml_events *events)
{
	struct reading r = { file, events, NULL, false, false };
	xmlParserCtxtPtr p = parser_new(text, &r);

	if (!p)
		return refuse_file(file, MSG_FILE_OPEN, "libxml2");
	*p->sax = (xmlSAXHandler){ .initialized = XML_SAX2_MAGIC, .startElementNs = on_begin, .endElementNs = on_end,
		.characters = on_text, .ignorableWhitespace = on_text, .cdataBlock = on_text,
		.comment = on_comment, .internalSubset = on_doctype, .serror = on_error };
	libxml()->parse(p);
	if (!r.stopped && !p->wellFormed && !r.refused)
		r.refused = !refuse_file(file, MSG_GRAMMAR_FILE, "4 MB");
	if (p->myDoc)
		libxml()->free_doc(p->myDoc);
	libxml()->destroy(p);
	return !r.refused;
}

bool xml_read(const char *file, const struct xml_events *events)
{
	struct buf text = { 0 };
	bool ok = slurp(file, events, &text) && (xml_scan(buf_str(&text), events) || parse(file, &text, events));

	if (!events->arena)
		buf_free(&text);
	return ok;
}

/* The schema's findings; the file's own name, for libxml2 knows it only as memory. */
static void on_finding(void *with, xmlErrorPtr error)
{
	const char *file = with;
	struct str words = str_trim(view((const xmlChar *)error->message));
	struct place at = { str_c(error->file ? error->file : file), error->line > 0 ? (size_t)error->line : 0, 0 };

	msg_say(&at, MSG_GRAMMAR_SCHEMA, STR_ARG(words));
}

static xmlDocPtr document_of(const char *file)
{
	struct buf text = { 0 };
	struct reading r = { file, NULL, NULL, false, false };
	xmlParserCtxtPtr p = slurp(file, NULL, &text) ? parser_new(&text, &r) : NULL;
	xmlDocPtr doc = NULL;

	if (p) {
		libxml()->parse(p);
		doc = p->myDoc;
		if (doc && (!p->wellFormed || r.refused)) {
			libxml()->free_doc(doc);
			doc = NULL;
		}
		libxml()->destroy(p);
	}
	buf_free(&text);
	return doc;
}

bool xml_check(const char *file, const char *schema)
{
	xmlDocPtr doc = document_of(file), rng_doc = doc ? document_of(schema) : NULL;
	xmlRelaxNGParserCtxtPtr parser = rng_doc ? libxml()->rng_create(rng_doc) : NULL;
	xmlRelaxNGPtr rng = NULL;
	xmlRelaxNGValidCtxtPtr check = NULL;
	int bad = 1;

	if (parser) {
		libxml()->rng_parse_errors(parser, (xmlStructuredErrorFunc)on_finding, (void *)(uintptr_t)schema);
		rng = libxml()->rng_parse(parser);
		libxml()->rng_destroy(parser);
	}
	if (rng)
		check = libxml()->check_create(rng);
	if (check) {
		libxml()->check_errors(check, (xmlStructuredErrorFunc)on_finding, (void *)(uintptr_t)file);
		bad = libxml()->check(check, doc);
		libxml()->check_destroy(check);
	}
	if (rng)
		libxml()->rng_free(rng);
	if (rng_doc)
		libxml()->free_doc(rng_doc);
	if (doc)
		libxml()->free_doc(doc);
	return bad == 0;
}
