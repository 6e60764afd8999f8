#include "rules.h"

#include "common/msg.h"

const char *const rule_names[RULE_COUNT] = {
#define X(id, name) name,
	RULE_LIST(X)
#undef X
};

static const struct str names[RULE_COUNT] = {
#define X(id, name) { name, sizeof name - 1 },
	RULE_LIST(X)
#undef X
};

struct str rule_name(enum rule_id rule) { return names[rule]; }

struct str rule_verdict(enum rule_id rule, enum grade g)
{
#define VERDICT(grade, name) { "\t" grade "\t" name, sizeof "\t" grade "\t" name - 1 }
	static const struct str verdicts[RULE_COUNT][GRADE_ERROR + 1] = {
#define X(id, name) { VERDICT("off", name), VERDICT("note", name), VERDICT("warning", name), VERDICT("error", name) },
		RULE_LIST(X)
#undef X
	};
#undef VERDICT
	return verdicts[rule][g];
}

const struct say_info say_infos[SAY_COUNT] = {
#define X(id, rule, name, arguments, about) { RULE_##rule, name, arguments, ABOUT_##about },
	SAY_LIST(X)
#undef X
};

static const struct {
	struct str name, zh;
} grades[] = {
	[GRADE_OFF] = { { "off", 3 }, { "关闭", 6 } },
	[GRADE_NOTE] = { { "note", 4 }, { "提示", 6 } },
	[GRADE_WARNING] = { { "warning", 7 }, { "警告", 6 } },
	[GRADE_ERROR] = { { "error", 5 }, { "错误", 6 } },
};

const char *grade_name(enum grade g) { return grades[g].name.p; }
struct str grade_text(enum grade g) { return grades[g].name; }
struct str grade_words(enum grade g, bool chinese) { return chinese ? grades[g].zh : grades[g].name; }

bool grade_find(struct str name, enum grade *grade)
{
	for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
		if (str_eq(name, grades[i].name)) {
			*grade = (enum grade)i;
			return true;
		}
	return false;
}

size_t name_find(const struct str *list, size_t n, struct str name, size_t *from)
{
	for (size_t i = 0, at = *from; i < n; i++, at++) {
		at = at < n ? at : 0;
		if (str_eq(list[at], name)) {
			*from = at + 1;
			return at;
		}
	}
	return n;
}

bool rule_find_from(struct str name, enum rule_id *rule, size_t *from)
{
	*rule = (enum rule_id)name_find(names, RULE_COUNT, name, from);
	return *rule < RULE_COUNT;
}

/* Asked for every issue of the stream, too. */
bool rule_find(struct str name, enum rule_id *rule)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (str_eq(names[i], name)) {
			*rule = (enum rule_id)i;
			return true;
		}
	return false;
}

bool rules_set(struct rules *r, const char *assignment)
{
	struct str s = str_c(assignment);
	size_t at = str_chr(s, '=', 0);
	enum rule_id rule;
	enum grade grade;
	if (at == s.n || !grade_find(str_from(s, at + 1), &grade)) {
		msg_tell(MSG_USAGE_VALUE, "--rule", assignment, "RULE=off|note|warning|error");
		return false;
	}
	if (!rule_find(str_to(s, at), &rule)) {
		msg_tell(MSG_RULE_UNKNOWN, STR_ARG(str_to(s, at)));
		return false;
	}
	r->forced[rule] = true;
	r->rule[rule].grade = grade;
	for (size_t i = 0; i < SAY_COUNT; i++)
		if (say_infos[i].rule == rule) {
			r->grade[i] = grade;
			for (size_t l = 0; l < r->layouts; l++)
				r->layout[l].grade[i] = grade;
		}
	return true;
}

const enum grade *rules_grades(const struct rules *r, struct str layout)
{
	for (size_t i = 0; i < r->layouts; i++)
		if (str_eq(r->layout[i].name, layout))
			return r->layout[i].grade;
	return r->grade;
}

size_t rules_kind(const struct rules *r, struct str name)
{
	for (size_t i = 0; i < r->kinds; i++)
		if (r->kind[i].n == name.n && str_eq(r->kind[i], name))
			return i;
	return NO_KIND;
}

static struct str two_in(const struct two *t, bool chinese) { return chinese ? t->zh : t->en; }

void rules_list(const struct rules *r, struct buf *into, bool chinese)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		buf_format(into, "%-26s %-8s ", rule_names[i], grade_name(r->rule[i].grade));
		buf_add(into, two_in(&r->rule[i].what, chinese));
		buf_byte(into, '\n');
	}
}

static void explain_sayings(const struct rules *r, enum rule_id id, struct buf *into, bool chinese)
{
	for (size_t i = 0; i < SAY_COUNT; i++)
		if (say_infos[i].rule == id) {
			buf_format(into, "  %s/%s (%.*s): ", rule_names[id], say_infos[i].name,
				STR_ARG(grade_words(r->grade[i], chinese)));
			buf_add(into, two_in(&r->say[i], chinese));
			buf_byte(into, '\n');
		}
}

void rules_explain(const struct rules *r, enum rule_id id, struct buf *into, bool chinese)
{
	const struct rule *rule = &r->rule[id];
	buf_format(into, "%s (%.*s)\n", rule_names[id], STR_ARG(grade_words(rule->grade, chinese)));
	buf_add(into, two_in(&rule->what, chinese));
	buf_add(into, chinese ? STR("\n读取：") : STR("\nreads: "));
	buf_add(into, rule->reads);
	buf_add(into, chinese ? STR("\n例：") : STR("\nexample: "));
	buf_add(into, rule->example);
	buf_add(into, chinese ? STR("\n处理：") : STR("\nto mend: "));
	buf_add(into, two_in(&rule->mend, chinese));
	buf_byte(into, '\n');
	explain_sayings(r, id, into, chinese);
}

/* The next place of an argument in a saying's words; their length when there is none. */
static size_t gap_next(struct str words, size_t from)
{
	for (size_t at = from; (at = str_chr(words, '{', at)) + 2 < words.n; at++)
		if (words.p[at + 2] == '}')
			return at;
	return words.n;
}

static void gaps_find(struct gaps *g, struct str words)
{
	g->known = words.n <= UINT16_MAX;
	for (size_t at = gap_next(words, 0); g->known && at < words.n && g->n < GAPS; at = gap_next(words, at + 3))
		g->at[g->n++] = (uint16_t)at;
}

void rules_say(const struct rules *r, enum say_id say, const struct str *argument, bool chinese, struct buf *into)
{
	struct str t = two_in(&r->say[say], chinese);
	struct gaps *g = &r->gaps[chinese ? SAY_COUNT + say : say];
	if (!g->known)
		gaps_find(g, t);
	for (size_t k = 0, from = 0, at; from < t.n; k++, from = at + 3) {
		at = k < g->n ? g->at[k] : g->known && g->n < GAPS ? t.n : gap_next(t, from);
		buf_short(into, str_of(t.p + from, at - from));
		if (at < t.n)
			buf_short(into, argument[t.p[at + 1] - '1']); /* the loader saw that it is in range */
	}
}

bool words_have(const struct words *w, struct str s)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(w->word[i], s))
			return true;
	return false;
}

struct str words_end(const struct words *w, struct str s)
{
	struct str best = { 0 };
	for (size_t i = 0; i < w->n; i++)
		if (w->word[i].n > best.n && str_ends(s, w->word[i]))
			best = w->word[i];
	return best;
}

struct str words_start(const struct words *w, struct str s)
{
	struct str best = { 0 };
	for (size_t i = 0; i < w->n; i++)
		if (w->word[i].n > best.n && str_starts(s, w->word[i]))
			best = w->word[i];
	return best;
}

struct str words_in(const struct words *w, struct str s)
{
	struct str best = { 0 };
	for (size_t i = 0; i < w->n; i++)
		if (w->word[i].n > best.n && str_find(s, w->word[i], 0) < s.n)
			best = w->word[i];
	return best;
}
