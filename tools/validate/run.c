#include "run.h"

#include "common/msg.h"

/* ---- findings out ---- */

static void write_issue(struct run *r, const struct finding *f)
{
	struct writer *w = &r->writer;
	struct buf *b = &r->checker.scratch;
	writer_begin(w, RECORD_ISSUE);
	writer_text(w, r->checker.w.doc);
	if (f->form)
		writer_number(w, f->form->number);
	else
		writer_text(w, STR(""));
	if (f->line)
		writer_number(w, f->line);
	else
		writer_text(w, STR(""));
	writer_text(w, str_c(grade_name(f->grade)));
	writer_text(w, str_c(rule_names[say_infos[f->say].rule]));
	writer_text(w, f->subject);
	buf_reset(b);
	rules_say(r->checker.rules, f->say, f->argument, r->issues_chinese, b);
	writer_text(w, buf_str(b));
	writer_done(w);
}

static void report_finding(struct run *r, const struct finding *f)
{
	struct buf *b = &r->checker.scratch;
	char form[24];
	struct buf number = { form, 0, sizeof form };
	if (f->form)
		buf_number(&number, f->form->number);
	buf_reset(b);
	rules_say(r->checker.rules, f->say, f->argument, r->report.chinese, b);
	struct seen s = { .doc = r->checker.w.doc, .form = buf_str(&number), .rule = str_c(rule_names[say_infos[f->say].rule]),
		.subject = f->subject, .message = buf_str(b), .line = f->line, .grade = f->grade };
	report_add(&r->report, &s);
}

/* An issue that came with the stream counts, but is not repeated in it. */
static void report_issue(struct run *r, const struct record *record)
{
	const struct str *v = record->field;
	struct seen s = { .doc = v[ISSUE_DOC], .form = v[ISSUE_FORM], .rule = v[ISSUE_RULE], .subject = v[ISSUE_SUBJECT],
		.message = v[ISSUE_MESSAGE], .grade = GRADE_WARNING };
	enum rule_id rule;
	str_number(v[ISSUE_LINE], &s.line);
	grade_find(v[ISSUE_SEVERITY], &s.grade);
	if (rule_find(s.rule, &rule) && r->checker.rules->forced[rule])
		s.grade = r->checker.rules->rule[rule].grade;
	if (s.grade != GRADE_OFF)
		report_add(&r->report, &s);
}

/* ---- what was found before ---- */

static uint64_t key_of(struct str form, struct str line, struct str rule)
{
	uint64_t h = (str_hash(form) * 1099511628211u ^ str_hash(line)) * 1099511628211u ^ str_hash(rule);
	return h ? h : 1;
}

struct known { /* issues that the stream has already, so that validating twice adds nothing */
	uint64_t *slot;
	size_t slots, n;
};

static bool known_find(const struct known *k, uint64_t h, size_t *at)
{
	for (*at = h & (k->slots - 1); k->slot[*at]; *at = (*at + 1) & (k->slots - 1))
		if (k->slot[*at] == h)
			return true;
	return false;
}

static void known_make(struct run *r, struct known *k)
{
	struct window *w = &r->checker.w;
	for (size_t i = 0; i < w->items; i++)
		k->n += w->item[i]->record.type == RECORD_ISSUE;
	for (k->slots = 16; k->slots < k->n * 2;)
		k->slots *= 2;
	k->slot = arena_zero(&w->arena, k->slots, sizeof *k->slot);
	for (size_t i = 0; k->n && i < w->items; i++) {
		const struct str *v = w->item[i]->record.field;
		size_t at;
		if (w->item[i]->record.type != RECORD_ISSUE)
			continue;
		uint64_t h = key_of(v[ISSUE_FORM], v[ISSUE_LINE], v[ISSUE_RULE]);
		if (!known_find(k, h, &at))
			k->slot[at] = h;
	}
}

static bool is_known(const struct known *k, const struct finding *f)
{
	char form[24], line[24];
	struct buf a = { form, 0, sizeof form }, b = { line, 0, sizeof line };
	size_t at;
	if (!k->n)
		return false;
	if (f->form)
		buf_number(&a, f->form->number);
	if (f->line)
		buf_number(&b, f->line);
	return known_find(k, key_of(buf_str(&a), buf_str(&b), str_c(rule_names[say_infos[f->say].rule])), &at);
}

/* ---- the window ---- */

static void write_item(struct run *r, const struct known *known, const struct item *item)
{
	struct window *w = &r->checker.w;
	bool stream = r->report.format == FORMAT_STREAM;
	if (stream)
		writer_copy(&r->writer, &item->record);
	if (item->record.type == RECORD_ISSUE)
		report_issue(r, &item->record);
	for (int i = item->first; i != NO_ITEM; i = w->finding[i].next) {
		if (is_known(known, &w->finding[i]))
			continue;
		if (stream)
			write_issue(r, &w->finding[i]);
		report_finding(r, &w->finding[i]);
	}
}

static void flush(struct run *r, bool more)
{
	struct checker *c = &r->checker;
	struct known known = { 0 };
	if (c->w.items) {
		c->w.cut = c->w.cut || more;
		window_build(c);
		check_all(c);
		known_make(r, &known);
		for (size_t i = 0; i < c->w.items; i++)
			write_item(r, &known, c->w.item[i]);
	}
	window_reset(c);
	c->w.cut = more;
}

/* Before the first form nothing needs to be held. */
static bool passes(const struct run *r, enum record_type type)
{
	switch (type) {
	case RECORD_DOCUMENT: case RECORD_TEXT: case RECORD_TABLE: case RECORD_ROW: case RECORD_SPAN: case RECORD_OTHER:
		return r->checker.w.items == 0;
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

static void take(struct run *r, const struct record *record)
{
	struct checker *c = &r->checker;
	struct str doc = record->n ? record->field[0] : STR("");
	if (c->w.items && !str_eq(doc, c->w.doc))
		flush(r, false);
	if (record->type == RECORD_END) {
		end_document(r, record);
		return;
	}
	if (passes(r, record->type)) {
		if (r->report.format == FORMAT_STREAM)
			writer_copy(&r->writer, record);
		return;
	}
	bool full = c->w.arena.used >= r->window && record->type == RECORD_FORM;
	if (full || c->w.arena.used >= 2 * r->window) {
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
