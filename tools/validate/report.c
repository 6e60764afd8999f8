#include "report.h"

#include "common/msg.h"

static const struct {
	const char *name;
	enum format format;
} formats[] = { { "gnu", FORMAT_GNU }, { "tsv", FORMAT_TSV }, { "jsonl", FORMAT_JSONL }, { "sarif", FORMAT_SARIF }, { "github", FORMAT_GITHUB } };

bool report_format_find(struct str name, enum format *format)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_eq(name, str_c(formats[i].name))) {
			*format = formats[i].format;
			return true;
		}
	return false;
}

/* The place of a rule in the counts; a rule of another tool gets one when it is first seen. */
static size_t place_of(struct report *r, const struct seen *s)
{
	struct str rule = s->rule;
	if (s->id < RULE_COUNT)
		return s->id;
	for (size_t i = 0; i < r->others; i++)
		if (str_eq(rule, str_c(r->other[i])))
			return RULE_COUNT + i;
	if (r->others == RULES_OTHER)
		return RULE_COUNT + RULES_OTHER;
	r->other[r->others] = mem_strdup(rule);
	return RULE_COUNT + r->others++;
}

static const char *name_at(const struct report *r, size_t place)
{
	return place < RULE_COUNT ? rule_names[place] : place < RULE_COUNT + r->others ? r->other[place - RULE_COUNT] : "other";
}

static void put_line(struct report *r)
{
	out_add(r->out, buf_str(&r->line));
	buf_reset(&r->line);
}

void report_open(struct report *r)
{
	format_begin(r);
	if (r->line.n)
		put_line(r);
}

/* Of no document: the program has to stand for it. */
static void say_nowhere(struct report *r, struct seen shown, struct buf *into)
{
	shown.doc = str_c(msg_program_name());
	shown.line = 0;
	shown.digits = STR("");
	format_gnu(r, &shown, into);
}

/* On standard error, unless the findings are the output already. */
static void say(struct report *r, const struct seen *s)
{
	struct buf *into = msg_pending();
	size_t from = into->n;
	if (r->quiet && s->grade < GRADE_ERROR)
		return;
	if (s->doc.n)
		format_gnu(r, s, into);
	else
		say_nowhere(r, *s, into);
	msg_added(from);
}

void report_add(struct report *r, const struct seen *s)
{
	size_t place = place_of(r, s);
	if (baseline_has(&r->baseline, s))
		return;
	r->doc.count[place][s->grade]++;
	r->all.count[place][s->grade]++;
	if (s->grade > r->worst)
		r->worst = s->grade;
	if (r->format == FORMAT_SUMMARY || (r->most && r->shown[place] == r->most))
		return;
	r->shown[place]++;
	if (r->format == FORMAT_STREAM) {
		say(r, s);
		return;
	}
	format_finding(r, s);
	r->written++;
	r->columns = r->columns || s->column;
	put_line(r);
}

static void summary_line(struct report *r, struct str doc, const char *rule, enum grade g, size_t n)
{
	for (size_t i = 0; i < doc.n; i++)
		buf_byte(&r->line, (unsigned char)doc.p[i] < 32 ? '?' : doc.p[i]);
	buf_format(&r->line, "\t%s\t%s\t%zu\n", rule, grade_name(g), n);
	put_line(r);
}

static void summary(struct report *r, const struct tally *t, struct str doc)
{
	for (size_t i = 0; i <= RULE_COUNT + RULES_OTHER; i++)
		for (enum grade g = GRADE_ERROR; g > GRADE_OFF; g--)
			if (t->count[i][g])
				summary_line(r, doc, name_at(r, i), g, t->count[i][g]);
}

void report_document(struct report *r, struct str doc)
{
	if (r->format == FORMAT_SUMMARY)
		summary(r, &r->doc, doc);
	r->doc = (struct tally){ 0 };
}

void report_close(struct report *r)
{
	if (r->format == FORMAT_SUMMARY)
		summary(r, &r->all, STR("*"));
	format_end(r);
	if (r->line.n)
		put_line(r);
	for (size_t i = 0; r->most && i <= RULE_COUNT + RULES_OTHER; i++) {
		size_t n = 0;
		for (enum grade g = GRADE_NOTE; g <= GRADE_ERROR; g++)
			n += r->all.count[i][g];
		if (n > r->shown[i])
			msg_tell(MSG_FINDINGS_WITHHELD, n - r->shown[i], name_at(r, i));
	}
}

int report_status(const struct report *r) { return r->fail_on != GRADE_OFF && r->worst >= r->fail_on; }

void report_free(struct report *r)
{
	for (size_t i = 0; i < r->others; i++)
		mem_free(r->other[i]);
	baseline_free(&r->baseline);
	buf_free(&r->line);
	buf_free(&r->doc_name);
	buf_free(&r->doc_clean);
	for (enum grade g = GRADE_OFF; g <= GRADE_ERROR; g++)
		buf_free(&r->severity[g]);
}
