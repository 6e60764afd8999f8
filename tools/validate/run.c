#include "run.h"

#include "common/msg.h"

/* ---- findings out ---- */

static void write_place(struct writer *w, struct str doc, const struct finding *f, size_t line)
{
	writer_text(w, doc);
	if (f->form)
		writer_number(w, f->form->number);
	else
		writer_text(w, STR(""));
	if (line)
		writer_number(w, line);
	else
		writer_text(w, STR(""));
}

/* `plain`: nothing in the message needs an escape; it stands behind a TAB already (say). */
static void write_issue(struct run *r, const struct finding *f, const struct whereabouts *at, struct str message, bool plain)
{
	struct writer *w = &r->writer;
	writer_begin(w, RECORD_ISSUE);
	if (at->digits.n)
		writer_same(w, at->head, 3);
	else
		write_place(w, r->checker.w.doc, f, at->line);
	writer_same(w, rule_verdict(say_infos[f->say].rule, f->grade), 2);
	writer_text(w, f->subject);
	if (plain)
		writer_same(w, str_of(message.p - 1, message.n + 1), 1);
	else
		writer_text(w, message);
	writer_done(w);
}

static void report_finding(struct run *r, const struct finding *f, const struct whereabouts *at, struct str message, bool plain)
{
	enum rule_id rule = say_infos[f->say].rule;
	struct seen s = { .doc = r->checker.w.doc, .form = f->form ? f->form->ordinal : STR(""), .rule = rule_name(rule), .id = rule,
		.subject = f->subject, .message = message, .digits = at->digits, .grade = f->grade, .plain = plain };
	if (!at->digits.n || r->report.format != FORMAT_STREAM)
		s.line = finding_line(at);
	if (place_find(&r->checker.w, f, &s.line, &s.column))
		s.digits = STR("");
	report_add(&r->report, &s);
}

/* Behind a TAB, as fields of a record stand. */
static struct str say(struct run *r, const struct finding *f, bool chinese)
{
	struct buf *b = &r->checker.scratch;
	buf_reset(b);
	buf_byte(b, '\t');
	rules_say(r->checker.rules, f->say, f->argument, chinese, b);
	return str_from(buf_str(b), 1);
}

/* Into the stream, and to people; its words are made once where both have one language. */
static void tell(struct run *r, const struct finding *f, const struct whereabouts *at)
{
	bool stream = r->report.format == FORMAT_STREAM;
	struct str message = say(r, f, stream ? r->issues_chinese : r->report.chinese);
	bool plain = format_is_plain(message);
	if (stream)
		write_issue(r, f, at, message, plain);
	if (stream && r->issues_chinese != r->report.chinese) {
		message = say(r, f, r->report.chinese);
		plain = format_is_plain(message);
	}
	report_finding(r, f, at, message, plain);
}

/* An issue that came with the stream counts, but is not repeated in it. */
static void report_issue(struct run *r, const struct item *item)
{
	const struct str *v = item->field;
	struct seen s = { .doc = v[ISSUE_DOC], .form = v[ISSUE_FORM], .rule = v[ISSUE_RULE], .subject = v[ISSUE_SUBJECT],
		.message = v[ISSUE_MESSAGE], .grade = GRADE_WARNING, .id = (enum rule_id)item->n };
	str_number(v[ISSUE_LINE], &s.line);
	grade_find(v[ISSUE_SEVERITY], &s.grade);
	if (s.id != RULE_COUNT && r->checker.rules->forced[s.id])
		s.grade = r->checker.rules->rule[s.id].grade;
	if (s.grade != GRADE_OFF)
		report_add(&r->report, &s);
}

/* ---- what was found before ---- */

static uint64_t key_of(size_t form, size_t line, enum rule_id rule)
{
	uint64_t h = ((form * 1099511628211u ^ line) * 1099511628211u ^ ((uint64_t)rule + 1)) * 1099511628211u;
	return h ^ h >> 29;
}

/* Issues of a window that the stream has already. */
struct earlier {
	bool has[RULE_COUNT]; /* of these rules, */
	struct hash keys;     /* by form, line and rule */
};

/* A number as it is written here: empty for none, and no zero before it. */
static bool read_number(struct str s, size_t *n)
{
	*n = 0;
	return s.n == 0 || (s.p[0] != '0' && str_number(s, n));
}

/* So that validating twice adds nothing. */
static void note_earlier(struct run *r, struct earlier *earlier, struct item *item)
{
	const struct str *v = item->field;
	size_t form, line;
	enum rule_id rule;
	item->n = rule_find_from(v[ISSUE_RULE], &rule, &r->rule) ? rule : RULE_COUNT;
	r->rule = item->n; /* most issues say what the one before said */
	if (item->n != RULE_COUNT && read_number(v[ISSUE_FORM], &form) && read_number(v[ISSUE_LINE], &line)) {
		uint64_t key = key_of(form, line, rule);
		earlier->has[rule] = true;
		if (!hash_has(&earlier->keys, key))
			hash_put(&earlier->keys, key, item);
	}
}

static bool is_known(const struct earlier *earlier, const struct finding *f, const struct whereabouts *at)
{
	enum rule_id rule = say_infos[f->say].rule;
	return earlier->has[rule] && hash_has(&earlier->keys, key_of(f->form ? f->form->number : 0, finding_line(at), rule));
}

/* ---- the window ---- */

static void tell_findings(struct run *r, const struct earlier *earlier, const struct finding *last)
{
	const struct finding *f = last;
	do {
		f = f->next;
		struct whereabouts at = finding_where(f);
		if (!is_known(earlier, f, &at))
			tell(r, f, &at);
	} while (f != last);
}

/* What is to be said of a record. */
static void tell_item(struct run *r, const struct earlier *earlier, const struct item *item)
{
	if (item->type == RECORD_ISSUE)
		report_issue(r, item);
	if (item->last)
		tell_findings(r, earlier, item->last);
}

/* The lines of items from `from` on, before `to`, which stand one behind the other. */
static void write_run(struct run *r, size_t from, size_t to)
{
	const struct window *w = &r->checker.w;
	if (from == to)
		return;
	const struct item *first = window_item(w, from), *last = window_item(w, to - 1);
	if (first->type == RECORD_DOCUMENT) /* of a partial stream: its records are counted from here */
		r->writer.records = 0;
	if (r->report.format == FORMAT_STREAM)
		writer_lines(&r->writer, str_of(first->raw.p, (size_t)(last->raw.p + last->raw.n + 1 - first->raw.p)), to - from);
}

/* Records of which nothing is to be said go out together. */
struct outgoing {
	size_t from, run; /* the first item that is not written; the run that begins behind it */
};

static void write_to(struct run *r, struct outgoing *o, size_t to)
{
	const struct window *w = &r->checker.w;
	for (; o->run < w->runs && w->run[o->run] < to; o->run++) {
		write_run(r, o->from, w->run[o->run]);
		o->from = w->run[o->run];
	}
	write_run(r, o->from, to);
	o->from = to;
}

static void write_items(struct run *r, const struct earlier *earlier)
{
	const struct window *w = &r->checker.w;
	struct outgoing o = { 0 };
	for (size_t word = 0; word * 64 < w->items; word++)
		for (uint64_t told = w->told[word]; told; told &= told - 1) {
			size_t at = word * 64 + (size_t)__builtin_ctzll(told);
			write_to(r, &o, at + 1);
			tell_item(r, earlier, window_item(w, at));
		}
	write_to(r, &o, w->items);
}

static void flush(struct run *r, bool more)
{
	struct checker *c = &r->checker;
	struct earlier earlier = { 0 };
	if (c->w.items) {
		c->w.cut = c->w.cut || more;
		window_build(c);
		check_all(c);
		for (size_t i = 0; i < c->w.issues; i++)
			note_earlier(r, &earlier, c->w.issue[i]);
		write_items(r, &earlier);
		hash_free(&earlier.keys);
	}
	window_reset(c);
	c->w.cut = more;
}

/* Before the first form nothing needs to be held. */
static bool passes(enum record_type type)
{
	switch (type) {
	case RECORD_DOCUMENT: case RECORD_TEXT: case RECORD_TABLE: case RECORD_ROW: case RECORD_SPAN: case RECORD_OTHER:
		return true;
	default:
		return false;
	}
}

static void end_document(struct run *r, const struct record *record)
{
	const struct str *v = record->field;
	size_t lines = 0, bytes = 0;
	flush(r, false);
	str_number(v[END_LINES], &lines);
	str_number(v[END_BYTES], &bytes);
	if (r->report.format == FORMAT_STREAM)
		writer_end(&r->writer, v[END_DOC], lines, bytes);
	report_document(&r->report, v[END_DOC]);
}

static void take(struct run *r, struct record *record)
{
	struct checker *c = &r->checker;
	struct str doc = record->n ? record->field[0] : STR("");
	bool sure = !r->partial && record->type != RECORD_OTHER; /* the stream's reader saw that it is of the document */
	if (c->w.items && !sure && !str_eq(doc, c->w.doc))
		flush(r, false);
	if (record->type == RECORD_END) {
		end_document(r, record);
		return;
	}
	if (!c->w.items && passes(record->type)) {
		if (r->report.format == FORMAT_STREAM)
			writer_copy(&r->writer, record);
		return;
	}
	if (c->w.held >= r->window && (record->type == RECORD_FORM || c->w.held >= r->window + r->window / 8)) {
		struct place at = { .file = doc };
		msg_say(&at, MSG_WINDOW_SPLIT);
		flush(r, true);
	}
	window_add(c, record);
}

void run_file(struct run *r, struct cli_files *files, const char *name)
{
	struct stream *s = stream_open(name, r->partial);
	struct record record;
	if (!s)
		return;
	stream_call(s, files->common->stdin_name);
	stream_few(s);
	r->checker.in = s;
	r->checker.partial = r->partial;
	while (stream_next(s, &record)) {
		take(r, &record);
		if (record.type == RECORD_END)
			cli_files_document(files);
	}
	/* A stream that was cut off is not judged by what it lacks. */
	r->checker.partial = r->partial || stream_failed(s);
	flush(r, false);
	stream_close(s);
}
