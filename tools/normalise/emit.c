#include "emit.h"
#include "facts.h"

/* A record's first columns, the same for all within a form. */
static void begin(struct emitter *e, enum record_type type, const struct form *f, size_t line)
{
	struct writer *w = e->writer;
	size_t name;

	writer_begin(w, type);
	if (e->head.n) {
		writer_same(w, buf_str(&e->head), 2);
	} else {
		name = writer_line(w).n;
		writer_text(w, e->doc);
		writer_number(w, f->ordinal);
		buf_add(&e->head, str_from(writer_line(w), name));
	}
	writer_number(w, line);
}

#define TEXTS(e, ...)                                                           \
	do {                                                                    \
		const struct str list_[] = { __VA_ARGS__ };                     \
		writer_texts((e)->writer, list_, sizeof list_ / sizeof *list_); \
	} while (0)

/* Where a record's column was read from; nothing when it is not known. */
static void source(struct emitter *e, const struct form *f, enum record_type type, size_t n, size_t part,
    const char *column, const struct origin *at)
{
	if (!e->provenance || at->length == 0)
		return;
	writer_begin(e->writer, RECORD_SOURCE);
	writer_text(e->writer, e->doc);
	writer_number(e->writer, f->ordinal);
	writer_text(e->writer, record_info(type)->name);
	if (n)
		writer_number(e->writer, n);
	else
		writer_text(e->writer, STR(""));
	if (part)
		writer_number(e->writer, part);
	else
		writer_text(e->writer, STR(""));
	writer_text(e->writer, str_c(column));
	writer_number(e->writer, at->line);
	writer_number(e->writer, at->column);
	writer_number(e->writer, at->offset);
	writer_number(e->writer, at->length);
	writer_done(e->writer);
}

/* The columns of a form that come from its title, its caption or one of its fields. */
static void emit_form_sources(struct emitter *e, const struct form *f)
{
	static const struct {
		const char *field, *column;
	} columns[] = { { "project-name", "project" }, { "project-code", "code" }, { "region", "region" },
		{ "department", "department" } };

	source(e, f, RECORD_FORM, 0, 0, "title", &f->title_at);
	source(e, f, RECORD_FORM, 0, 0, "year", &f->year_at);
	for (size_t c = 0; e->provenance && c < sizeof columns / sizeof *columns; c++)
		for (size_t i = 0; i < f->fields.n; i++) {
			const struct field *x = &f->fields.at[i];
			if (x->value.n == 0 || !str_eq(x->name, str_c(columns[c].field)))
				continue;
			source(e, f, RECORD_FORM, 0, 0, columns[c].column, &x->at);
			break;
		}
}

static void emit_head(struct emitter *e, const struct form *f)
{
	begin(e, RECORD_FORM, f, f->line);
	TEXTS(e, f->grammar->name, f->kind, f->title, f->year, f->project, f->code, f->region, f->department);
	writer_done(e->writer);
	emit_form_sources(e, f);
	for (size_t i = 0; i < f->fields.n; i++) {
		const struct field *x = &f->fields.at[i];
		begin(e, RECORD_FIELD, f, x->line);
		TEXTS(e, x->name, x->value, x->label, x->raw);
		writer_done(e->writer);
		source(e, f, RECORD_FIELD, i + 1, 0, "label", &x->label_at);
		source(e, f, RECORD_FIELD, i + 1, 0, "raw", &x->at);
	}
	for (size_t i = 0; i < f->amounts.n; i++) {
		const struct amount *x = &f->amounts.at[i];
		begin(e, RECORD_AMOUNT, f, x->line);
		TEXTS(e, x->kind, x->yuan, x->label, x->raw, x->phase);
		writer_done(e->writer);
		source(e, f, RECORD_AMOUNT, i + 1, 0, "label", &x->label_at);
		source(e, f, RECORD_AMOUNT, i + 1, 0, "raw", &x->at);
		source(e, f, RECORD_AMOUNT, i + 1, 0, "yuan", &x->unit_at);
	}
	for (size_t i = 0; i < f->schedule.n; i++) {
		const struct due *x = &f->schedule.at[i];
		begin(e, RECORD_SCHEDULE, f, x->line);
		TEXTS(e, x->due, x->value, x->unit, x->raw);
		writer_done(e->writer);
		source(e, f, RECORD_SCHEDULE, i + 1, 0, "due", &x->due_at);
		source(e, f, RECORD_SCHEDULE, i + 1, 0, "unit", &x->unit_at);
		source(e, f, RECORD_SCHEDULE, i + 1, 0, "raw", &x->at);
	}
}

static void emit_goals(struct emitter *e, const struct form *f, enum record_type type, const struct goal *goal, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		begin(e, type, f, goal[i].line);
		writer_number(e->writer, i + 1);
		writer_text(e->writer, goal[i].text);
		writer_done(e->writer);
		source(e, f, type, i + 1, 0, "text", &goal[i].at);
	}
}

void emit_repairs(struct buf *into, int repairs)
{
	static const struct {
		int bit;
		const char *name;
	} names[] = { { REPAIR_FILLED, "filled" }, { REPAIR_SHIFTED, "shifted" }, { REPAIR_LEVELS, "levels" },
		{ REPAIR_JOINED, "joined" }, { REPAIR_CHARS, "chars" }, { REPAIR_SPLIT, "split" } };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!(repairs & names[i].bit))
			continue;
		if (into->n)
			buf_byte(into, ',');
		buf_add(into, str_c(names[i].name));
	}
}

static struct str repairs_text(struct emitter *e, int repairs)
{
	if (repairs != e->repaired) {
		buf_reset(&e->repairs);
		emit_repairs(&e->repairs, repairs);
		e->repaired = repairs;
	}
	return buf_str(&e->repairs);
}

static void emit_sources(struct emitter *e, const struct form *f, const struct indicator *x, size_t n, size_t part)
{
	static const struct {
		enum role role;
		const char *column;
	} columns[] = { { ROLE_LEVEL3, "level3" }, { ROLE_DESCRIPTION, "description" }, { ROLE_VALUE, "raw" }, { ROLE_OP, "op" }, { ROLE_NUMBER, "low" },
		{ ROLE_UNIT, "unit" }, { ROLE_BASIS, "basis" }, { ROLE_NOTE, "note" } };

	if (!e->provenance)
		return;
	if (x->label1 && str_eq(x->is.level1, x->filed.level1))
		source(e, f, RECORD_INDICATOR, n, part, "level1", &x->label1->at);
	if (x->label2 && str_eq(x->is.level2, x->filed.level2))
		source(e, f, RECORD_INDICATOR, n, part, "level2", &x->label2->at);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		for (size_t k = 0; k < x->mores; k++)
			if (x->more_role[k] == columns[i].role)
				source(e, f, RECORD_INDICATOR, n, part, columns[i].column, &x->more[k]->at);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (x->role[columns[i].role])
			source(e, f, RECORD_INDICATOR, n, part, columns[i].column, &x->role[columns[i].role]->at);
}

static void emit_part(struct emitter *e, const struct form *f, const struct indicator *x, size_t n, size_t part)
{
	const struct target *t = &x->target[part - 1];

	begin(e, RECORD_INDICATOR, f, x->line);
	writer_number(e->writer, n);
	writer_number(e->writer, part);
	TEXTS(e, x->is.level1, x->is.level2, x->level3, x->description, t->qualifier, measure_name(t->measure), t->op,
	    t->low, t->high, t->unit, t->text, x->raw, x->basis, x->note, repairs_text(e, x->repairs));
	writer_done(e->writer);
	emit_sources(e, f, x, n, part);
}

static struct str role_text(const struct indicator *x, enum role r) { return x->role[r] ? x->role[r]->text : STR(""); }

static void emit_result(struct emitter *e, const struct form *f, const struct indicator *x, size_t n)
{
	static const struct target none = { 0 };

	if (!x->actuals && !x->role[ROLE_SCORE] && !x->role[ROLE_REASON] && !x->role[ROLE_WEIGHT])
		return;
	for (size_t part = 1; part <= (x->actuals ? x->actuals : 1); part++) {
		const struct target *t = x->actuals ? &x->actual[part - 1] : &none;
		begin(e, RECORD_RESULT, f, x->line);
		writer_number(e->writer, n);
		writer_number(e->writer, part);
		TEXTS(e, measure_name(t->measure), t->op, t->low, t->high, t->unit, t->text,
		    x->role[ROLE_ACTUAL] ? x->role[ROLE_ACTUAL]->raw : STR(""), role_text(x, ROLE_WEIGHT),
		    role_text(x, ROLE_SCORE), role_text(x, ROLE_REASON));
		writer_done(e->writer);
		if (x->role[ROLE_ACTUAL])
			source(e, f, RECORD_RESULT, n, part, "raw", &x->role[ROLE_ACTUAL]->at);
	}
}

/* Words around an issue's text; rules that are not listed say it bare. */
static const struct {
	const char *rule, *before;
} issue_words[] = {
	{ "row-unread", "no reading fits: " },
	{ "label-unknown", "no grammar knows this label" },
	{ "level-unknown", "no level is known by this name" },
	{ "caption-unread", "no rule reads all of this caption: " },
	{ "unit-missing", "no unit of money is stated: that of the form before, else yuan, is taken" },
	{ "duplicate-field", "repeats what stands above: " },
	{ "value-unread", "no rule reads this value: " },
	{ "value-corrected", "a figure was read after characters that OCR mistakes were corrected: " },
	{ "schedule-blank", "fewer figures than dates, and the last is the whole: they end at the last date: " },
};

void emit_issue(struct emitter *e, size_t form, const struct issue *i)
{
	buf_reset(&e->text);
	for (size_t k = 0; k < sizeof issue_words / sizeof *issue_words; k++)
		if (strcmp(issue_words[k].rule, i->rule) == 0)
			buf_add(&e->text, str_c(issue_words[k].before));
	if (strcmp(i->rule, "label-unknown") == 0 && i->message.n)
		buf_add(&e->text, STR("; nearest known: "));
	buf_add(&e->text, i->message);
	writer_begin(e->writer, RECORD_ISSUE);
	writer_text(e->writer, e->doc);
	if (form)
		writer_number(e->writer, form);
	else
		writer_text(e->writer, STR(""));
	writer_number(e->writer, i->line);
	TEXTS(e, str_c(i->severity), str_c(i->rule), i->subject, buf_str(&e->text));
	writer_done(e->writer);
}

void emit_facts(struct emitter *e, const struct fact *fact, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		writer_begin(e->writer, RECORD_FACT);
		writer_text(e->writer, e->doc);
		writer_number(e->writer, fact[i].line);
		TEXTS(e, fact[i].subject, fact[i].yuan, fact[i].raw, fact[i].parent);
		writer_done(e->writer);
	}
}

void emit_form(struct emitter *e, const struct form *f)
{
	buf_reset(&e->head);
	if (!f->rest)
		emit_head(e, f);
	emit_goals(e, f, RECORD_GOAL, f->goals.at, f->goals.n);
	emit_goals(e, f, RECORD_ACHIEVEMENT, f->achievements.at, f->achievements.n);
	for (size_t i = 0; i < f->indicators.n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		for (size_t part = 1; part <= x->targets; part++)
			emit_part(e, f, x, f->first + i + 1, part);
		emit_result(e, f, x, f->first + i + 1);
	}
	for (size_t i = 0; i < f->issues.n; i++)
		emit_issue(e, f->ordinal, &f->issues.at[i]);
}
