#include "extract.h"
#include "../../common/msg.h"
#include "encoding.h"

static const struct reader *find_reader(const char *name)
{
	for (size_t i = 0; i < FORMAT_COUNT; i++)
		if (strcmp(readers[i].name, name) == 0)
			return &readers[i];
	return NULL;
}

bool extract_options_check(const struct extract_options *o)
{
	struct buf names = { 0 };
	bool known = !o->from || find_reader(o->from);

	for (size_t i = 0; !known && i < FORMAT_COUNT; i++)
		buf_format(&names, "%s%s", i ? ", " : "", readers[i].name);
	if (!known)
		msg_tell(MSG_USAGE_VALUE, "--from", o->from, names.p);
	buf_free(&names);
	if (o->encoding && !encoding_known(o->encoding)) {
		msg_tell(MSG_USAGE_VALUE, "--input-encoding", o->encoding, "UTF-8, UTF-16, UTF-16LE, UTF-16BE, GB18030, GBK, GB2312, Big5 …");
		known = false;
	}
	return known;
}

/* ---- one document ---- */

struct document {
	const struct extract_options *options;
	struct input *in;
	struct sink *sink;
	struct buf words;
};

static struct place place_of(const struct document *d, size_t line)
{
	struct str doc = d->sink->doc;

	return (struct place){ .file = str_eq(doc, STR("-")) ? STR("<stdin>") : doc, .line = line };
}

/* An issue in the stream beside the message of the same id; its words do not follow the locale. */
static void issue(struct document *d, size_t line, const char *severity, const char *rule, const char *subject)
{
	sink_issue(d->sink, line, severity, rule, str_c(subject), buf_str(&d->words));
	buf_reset(&d->words);
}

static void tell_encoding(struct document *d, const char *name, int confidence)
{
	struct place at = place_of(d, 0);

	msg_say(&at, MSG_ENCODING_FOUND, name, confidence);
	buf_format(&d->words, "read as %s (confidence %d of 100)", name, confidence);
	issue(d, 0, "note", "encoding", name);
}

static void tell_broken(struct document *d, const char *name)
{
	struct place at = place_of(d, input_broken_line(d->in));
	size_t n = input_broken(d->in);

	if (n == 0)
		return;
	msg_say(&at, MSG_ENCODING_BROKEN, n, name);
	buf_format(&d->words, "%zu bytes are no %s text; U+FFFD stands for them", n, name);
	issue(d, at.line, "warning", "broken-bytes", name);
}

static void tell_binary(struct document *d, const char *what)
{
	struct place at = place_of(d, 0);

	msg_say(&at, *what ? MSG_EXTRACT_KIND : MSG_EXTRACT_BINARY, what);
	buf_format(&d->words, "looks %s%s, not like text; nothing was read from it", *what ? "like " : "binary", what);
	issue(d, 0, "error", "binary", what);
}

static void tell_lost(struct document *d, const struct watch *w)
{
	struct place at = place_of(d, 0);
	size_t lost = watch_lost(w, &at.line);

	if (lost == 0)
		return;
	msg_say(&at, MSG_EXTRACT_LOST, lost, w->seen);
	buf_format(&d->words, "%zu of %zu non-blank lines reached no record; this is the first", lost, w->seen);
	issue(d, at.line, "error", "conservation", "");
}

static void tell_failed(struct document *d)
{
	if (!input_failed(d->in))
		return;
	buf_add(&d->words, STR("could not be read to its end: what stands here is incomplete"));
	issue(d, input_lines(d->in), "error", "file-read", "");
}

/* Reads it.  The encoding is said at once; again at the end if it showed only later. */
static void read_text(struct document *d, const struct reader *reader, bool forced)
{
	int confidence;
	const char *name = input_encoding(d->in, &confidence), *first = name;
	bool known = forced || (strcmp(name, "UTF-8") == 0 && confidence == 100);

	if (!known)
		tell_encoding(d, name, confidence);
	reader->read(d->in, d->sink);
	name = input_encoding(d->in, &confidence);
	if (strcmp(name, first) != 0)
		tell_encoding(d, name, confidence);
	tell_broken(d, name);
}

static void read_document(struct document *d, struct str doc)
{
	const struct extract_options *o = d->options;
	const char *binary = o->from ? NULL : input_binary(d->in);
	const struct reader *reader = o->from ? find_reader(o->from) : NULL;

	if (binary) {
		sink_document(d->sink, doc, "binary");
		tell_binary(d, binary);
		input_skip(d->in);
	} else {
		reader = reader ? reader : &readers[detect_format(input_peek(d->in))];
		sink_document(d->sink, doc, reader->name);
		read_text(d, reader, o->encoding != NULL);
	}
	if (d->sink->watch)
		tell_lost(d, d->sink->watch);
	tell_failed(d);
	sink_document_end(d->sink, input_lines(d->in), input_bytes(d->in));
}

/* A file's name may be any bytes, a stream is UTF-8: U+FFFD stands for what is none. */
static void document_name(struct buf *into, struct str name)
{
	buf_reset(into);
	if (str_invalid_at(name) == name.n) {
		buf_add(into, name);
		return;
	}
	for (size_t at = 0; at < name.n;)
		buf_point(into, str_next(name, &at));
}

void extract_run(const struct extract_options *o, struct cli_files *files, struct out *out)
{
	struct writer writer = { .out = out, .line_buffered = o->line_buffered };
	struct watch watch = { 0 };
	struct sink sink = { .writer = &writer, .provenance = o->provenance, .watch = o->check ? &watch : NULL };
	struct document d = { .options = o, .sink = &sink };
	struct buf doc = { 0 };
	const char *name;

	while (cli_files_next(files, &name)) {
		bool is_stdin = strcmp(name, "-") == 0;
		d.in = input_open_next(d.in, name, o->encoding);
		if (!d.in)
			continue;
		watch_begin(&watch);
		if (o->check)
			input_watch(d.in, &watch);
		if (!o->provenance)
			input_no_columns(d.in);
		document_name(&doc, str_c(is_stdin && o->stdin_name ? o->stdin_name : name));
		read_document(&d, buf_str(&doc));
	}
	input_close(d.in);
	sink_free(&sink);
	watch_free(&watch);
	buf_free(&doc);
	buf_free(&d.words);
}
