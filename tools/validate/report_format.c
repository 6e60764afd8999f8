/* Findings as GNU lines, TSV, JSON lines, SARIF 2.1.0 and GitHub's workflow commands. */
#include "report.h"

#include "common/cli.h"
#include "common/msg.h"

void format_severity(const struct report *r, enum grade g, struct buf *into)
{
	static const char *const colors[] = { "", "\033[36m", "\033[33m", "\033[1;31m" };
	if (r->color)
		buf_add(into, str_c(colors[g]));
	buf_short(into, grade_words(g, r->chinese));
	if (r->color)
		buf_add(into, STR("\033[0m"));
}

enum { STEP = 16 }; /* bytes, which the compiler makes one vector of */

/*
 * Text of a stream, which is well-formed: control characters are below 0x20, 0x7f, or stand behind 0xc2.
 * A step at a time, at the end some bytes again; what may hold one goes the long way, which tells for sure.
 */
bool format_is_plain(struct str s)
{
	unsigned char bad[STEP] = { 0 };
	uint64_t half[2];
	if (s.n < STEP)
		return false;
	for (size_t at = 0;;) {
		const unsigned char *p = (const unsigned char *)s.p + at;
		for (size_t k = 0; k < STEP; k++)
			bad[k] |= (unsigned char)((p[k] < 0x20) | (p[k] == 0x7f) | (p[k] == 0xc2) | (p[k] == '\\'));
		if (at + STEP == s.n)
			break;
		at = at + 2 * STEP <= s.n ? at + STEP : s.n - STEP;
	}
	memcpy(half, bad, STEP);
	return (half[0] | half[1]) == 0;
}

static void add_clean(struct buf *b, struct str s)
{
	if (format_is_plain(s))
		buf_add(b, s);
	else
		msg_clean(b, s);
}

/* The document's name is cleaned for its first finding. */
static struct str clean_doc(struct report *r, struct str doc)
{
	if (!str_is(buf_str(&r->doc_name), doc)) {
		buf_reset(&r->doc_name);
		buf_reset(&r->doc_clean);
		buf_add(&r->doc_name, doc);
		add_clean(&r->doc_clean, doc);
	}
	return buf_str(&r->doc_clean);
}

/* ": warning: ", made for the first finding of that grade. */
static struct str severity(struct report *r, enum grade g)
{
	struct buf *b = &r->severity[g];
	if (!b->n) {
		buf_add(b, STR(": "));
		format_severity(r, g, b);
		buf_add(b, STR(": "));
	}
	return buf_str(b);
}

static inline char *put(char *to, struct str s)
{
	mem_copy(to, s.p, s.n);
	return to + s.n;
}

/* Nearly all: nothing to clean but the document's name, and no column. */
static void gnu_plain(struct report *r, const struct seen *s, struct buf *b)
{
	struct str doc = clean_doc(r, s->doc), grade = severity(r, s->grade);
	buf_room(b, doc.n + s->digits.n + grade.n + s->message.n + s->rule.n + sizeof ": []\n");
	char *p = put(b->p + b->n, doc);
	*p++ = ':';
	p = put(put(put(p, s->digits), grade), s->message);
	*p++ = ' ';
	*p++ = '[';
	p = put(p, s->rule);
	*p++ = ']';
	*p++ = '\n';
	b->n = (size_t)(p - b->p);
}

static void gnu_place(struct buf *b, const struct seen *s)
{
	if (!s->digits.n && !s->line)
		return;
	buf_byte(b, ':');
	if (s->digits.n)
		buf_short(b, s->digits);
	else
		buf_number(b, s->line);
	if (s->column) {
		buf_byte(b, ':');
		buf_number(b, s->column);
	}
}

void format_gnu(struct report *r, const struct seen *s, struct buf *b)
{
	if (s->plain && s->digits.n && !s->column && s->id < RULE_COUNT) {
		gnu_plain(r, s, b);
		return;
	}
	buf_short(b, clean_doc(r, s->doc));
	gnu_place(b, s);
	buf_short(b, severity(r, s->grade));
	add_clean(b, s->message);
	buf_short(b, STR(" ["));
	add_clean(b, s->rule);
	buf_short(b, STR("]\n"));
}

static void gnu(struct report *r, const struct seen *s) { format_gnu(r, s, &r->line); }

static void tsv_text(struct buf *b, struct str s, char end)
{
	for (size_t at = 0, next; at < s.n; at = next) {
		next = at;
		while (next < s.n && (unsigned char)s.p[next] > '\r' && s.p[next] != '\\')
			next++;
		buf_add(b, str_of(s.p + at, next - at));
		if (next == s.n)
			break;
		switch (s.p[next++]) {
		case '\t': buf_add(b, STR("\\t")); break;
		case '\n': buf_add(b, STR("\\n")); break;
		case '\r': buf_add(b, STR("\\r")); break;
		case '\\': buf_add(b, STR("\\\\")); break;
		default: buf_byte(b, s.p[next - 1]);
		}
	}
	buf_byte(b, end);
}

static void tsv(struct report *r, const struct seen *s)
{
	struct buf *b = &r->line;
	tsv_text(b, s->doc, '\t');
	tsv_text(b, s->form, '\t');
	if (s->line)
		buf_number(b, s->line);
	buf_byte(b, '\t');
	tsv_text(b, str_c(grade_name(s->grade)), '\t');
	tsv_text(b, s->rule, '\t');
	tsv_text(b, s->subject, '\t');
	tsv_text(b, s->message, '\t');
	if (s->column)
		buf_number(b, s->column);
	buf_byte(b, '\n');
}

static void json_text(struct buf *b, struct str s)
{
	buf_byte(b, '"');
	for (size_t at = 0; at < s.n;) {
		uint32_t p = str_next(s, &at); /* broken bytes become U+FFFD: JSON must be UTF-8 */
		if (p == '"' || p == '\\')
			buf_byte(b, '\\');
		if (p < 0x20)
			buf_format(b, "\\u%04x", (unsigned)p);
		else
			buf_point(b, p);
	}
	buf_byte(b, '"');
}

static void json_member(struct buf *b, const char *name, struct str s)
{
	buf_format(b, "\"%s\":", name);
	json_text(b, s);
}

static void jsonl(struct report *r, const struct seen *s)
{
	struct buf *b = &r->line;
	size_t form;
	buf_byte(b, '{');
	json_member(b, "doc", s->doc);
	if (str_number(s->form, &form))
		buf_format(b, ",\"form\":%zu", form);
	if (s->line)
		buf_format(b, ",\"line\":%zu", s->line);
	if (s->column)
		buf_format(b, ",\"column\":%zu", s->column);
	buf_format(b, ",\"severity\":\"%s\",", grade_name(s->grade));
	json_member(b, "rule", s->rule);
	buf_byte(b, ',');
	json_member(b, "subject", s->subject);
	buf_byte(b, ',');
	json_member(b, "message", s->message);
	buf_add(b, STR("}\n"));
}

/* A path as the path of a URI reference. */
static void uri(struct buf *b, struct str s)
{
	buf_byte(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c);
		if (plain && c)
			buf_byte(b, s.p[i]);
		else
			buf_format(b, "%%%02X", c);
	}
	buf_byte(b, '"');
}

static void sarif(struct report *r, const struct seen *s)
{
	struct buf *b = &r->line;
	buf_add(b, r->written ? STR(",\n{") : STR("{"));
	json_member(b, "ruleId", s->rule);
	buf_format(b, ",\"level\":\"%s\",\"message\":{", grade_name(s->grade));
	json_member(b, "text", s->message);
	buf_add(b, STR("},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":"));
	uri(b, s->doc);
	buf_byte(b, '}');
	if (s->line && s->column)
		buf_format(b, ",\"region\":{\"startLine\":%zu,\"startColumn\":%zu}", s->line, s->column);
	else if (s->line)
		buf_format(b, ",\"region\":{\"startLine\":%zu}", s->line);
	buf_add(b, STR("},\"logicalLocations\":[{"));
	json_member(b, "name", s->subject);
	buf_add(b, STR("}]}]}"));
}

/* Workflow commands: a message ends at a line's end, a property at a comma or colon. */
static void github_text(struct buf *b, struct str s, bool property)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '%' || c < 32 || (property && (c == ',' || c == ':')))
			buf_format(b, "%%%02X", c);
		else
			buf_byte(b, s.p[i]);
	}
}

static void github(struct report *r, const struct seen *s)
{
	struct buf *b = &r->line;
	buf_format(b, "::%s file=", s->grade == GRADE_NOTE ? "notice" : grade_name(s->grade));
	github_text(b, s->doc, true);
	if (s->line)
		buf_format(b, ",line=%zu", s->line);
	if (s->line && s->column)
		buf_format(b, ",col=%zu", s->column);
	buf_add(b, STR(",title="));
	github_text(b, s->rule, true);
	buf_add(b, STR("::"));
	github_text(b, s->message, false);
	buf_byte(b, '\n');
}

void format_finding(struct report *r, const struct seen *s)
{
	static void (*const table[])(struct report *, const struct seen *) = {
		[FORMAT_GNU] = gnu, [FORMAT_TSV] = tsv, [FORMAT_JSONL] = jsonl, [FORMAT_SARIF] = sarif, [FORMAT_GITHUB] = github,
	};
	table[r->format](r, s);
}

static void sarif_rules(struct report *r)
{
	struct buf *b = &r->line;
	for (size_t i = 0; i < RULE_COUNT; i++) {
		const struct rule *rule = &r->rules->rule[i];
		buf_add(b, i ? STR(",\n{") : STR("{"));
		json_member(b, "id", str_c(rule_names[i]));
		buf_add(b, STR(",\"shortDescription\":{"));
		json_member(b, "text", r->chinese ? rule->what.zh : rule->what.en);
		buf_add(b, STR("},\"help\":{"));
		json_member(b, "text", r->chinese ? rule->mend.zh : rule->mend.en);
		buf_format(b, "},\"defaultConfiguration\":{\"level\":\"%s\"}}",
			rule->grade == GRADE_OFF ? "none" : grade_name(rule->grade));
	}
}

void format_begin(struct report *r)
{
	struct buf *b = &r->line;
	if (r->format == FORMAT_TSV)
		buf_add(b, STR("doc\tform\tline\tseverity\trule\tsubject\tmessage\tcolumn\n"));
	else if (r->format == FORMAT_SUMMARY)
		buf_add(b, STR("doc\trule\tseverity\tfindings\n"));
	else if (r->format == FORMAT_SARIF) {
		buf_add(b, STR("{\"version\":\"2.1.0\",\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"runs\":[{\"tool\":"
			"{\"driver\":{\"name\":\"pg-validate\",\"version\":\"" PG_VERSION "\",\"rules\":[\n"));
		sarif_rules(r);
		buf_add(b, STR("]}},\"results\":[\n"));
	}
}

void format_end(struct report *r)
{
	if (r->format == FORMAT_SARIF)
		buf_add(&r->line, r->columns ? STR("\n],\"columnKind\":\"unicodeCodePoints\"}]}\n") : STR("\n]}]}\n"));
}
