#include "validate.h"

#include <assert.h>

struct str item_field(const struct item *item, size_t column)
{
	struct str raw = item->raw;
	size_t at = item->name, end;
	for (size_t i = 0; i < column && at < raw.n; i++)
		at = str_chr(raw, '\t', at + 1);
	end = at < raw.n ? str_chr(raw, '\t', at + 1) : raw.n;
	return at < end ? str_of(raw.p + at + 1, end - at - 1) : STR("");
}

size_t item_line(const struct item *item)
{
	static const unsigned char columns[RECORD_TYPES] = { /* 0 is doc: none */
		[RECORD_TEXT] = TEXT_LINE, [RECORD_TABLE] = TABLE_LINE, [RECORD_ROW] = ROW_LINE, [RECORD_SPAN] = SPAN_LINE,
		[RECORD_FORM] = FORM_LINE, [RECORD_FIELD] = FIELD_LINE, [RECORD_AMOUNT] = AMOUNT_LINE,
		[RECORD_SCHEDULE] = SCHEDULE_LINE, [RECORD_GOAL] = GOAL_LINE, [RECORD_INDICATOR] = INDICATOR_LINE,
		[RECORD_RESULT] = RESULT_LINE, [RECORD_ACHIEVEMENT] = ACHIEVEMENT_LINE, [RECORD_FACT] = FACT_LINE,
		[RECORD_ISSUE] = ISSUE_LINE, [RECORD_SOURCE] = SOURCE_LINE,
	};
	size_t line = 0, column = item && item->type < RECORD_TYPES ? columns[item->type] : 0;
	if (column)
		str_number(item_field(item, column), &line);
	return line;
}

/* Its document, form and line, each behind a TAB, and the line's digits; false where they stand otherwise than they would be written. */
static bool head_of(const struct item *item, struct str *head, struct str *digits)
{
	*head = str_of(item->raw.p + item->name, item->head ? item->head - item->name : 0);
	size_t from = head->n;
	while (from && (unsigned char)(head->p[from - 1] - '0') < 10)
		from--;
	*digits = str_from(*head, from);
	return from && digits->n && digits->n < 20 && digits->p[0] != '0' && head->p[from - 1] == '\t';
}

struct whereabouts finding_where(const struct finding *n)
{
	struct whereabouts w = { 0 };
	if (n->at->form == n->form && head_of(n->at, &w.head, &w.digits))
		return w;
	return (struct whereabouts){ .line = item_line(n->at) };
}

size_t finding_line(const struct whereabouts *at)
{
	size_t line = at->line;
	if (at->digits.n)
		str_number(at->digits, &line);
	return line;
}

enum { QUOTED = 600 }; /* bytes of a text that a finding quotes */

static struct str clip_long(struct checker *c, struct str s)
{
	size_t n = QUOTED;
	while (n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return say_join(c, str_to(s, n), "…", STR(""));
}

static inline struct str clip(struct checker *c, struct str s) { return s.n <= QUOTED + 3 ? s : clip_long(c, s); }

/* Form-level findings have the form's line and go behind its last record. */
struct finding *finding_add_as(struct checker *c, enum grade grade, struct form *f, struct item *item, enum say_id say, struct str subject,
	const struct str *argument, int arguments)
{
	c->said++;
	if (grade == GRADE_OFF)
		return NULL;
	assert(item || f);
	struct item *behind = item ? item : f->end;
	size_t taken = arguments < RULE_ARGUMENTS ? (size_t)arguments : RULE_ARGUMENTS;
	struct finding *n = arena_alloc(&c->w.arena, sizeof *n + taken * sizeof *n->argument);
	n->say = say;
	n->grade = grade;
	n->at = item ? item : f->item ? f->item : behind;
	n->about = say_infos[say].about;
	n->form = f;
	n->subject = clip(c, subject);
	for (size_t i = 0; i < taken; i++)
		n->argument[i] = clip(c, argument[i]);
	n->next = behind->last ? behind->last->next : n;
	if (behind->last)
		behind->last->next = n;
	else
		window_tells(&c->w, behind);
	behind->last = n;
	return n;
}

void finding_about(struct finding *n, enum about about)
{
	if (n)
		n->about = about;
}

struct finding *finding_add(struct checker *c, struct form *f, struct item *item, enum say_id say, struct str subject,
	const struct str *argument, int arguments)
{
	const enum grade *grade = f ? f->grade : c->rules->grade;
	return finding_add_as(c, grade[say], f, item, say, subject, argument, arguments);
}

struct str say_decimal(struct checker *c, struct decimal d)
{
	buf_reset(&c->scratch);
	decimal_write(&c->scratch, d);
	return arena_copy(&c->w.arena, buf_str(&c->scratch));
}

/* Hundreds of yuan as 万元: two places, none of them an ending zero. */
static void write_wan(struct buf *b, size_t hundreds)
{
	size_t places = hundreds % 100;
	buf_number(b, hundreds / 100);
	if (places) {
		buf_byte(b, '.');
		buf_byte(b, (char)('0' + places / 10));
		if (places % 10)
			buf_byte(b, (char)('0' + places % 10));
	}
	buf_short(b, STR("万元"));
}

/* In 万元 where that needs no more than two places, as filings have it. */
void write_money(struct buf *b, struct decimal yuan)
{
	if (decimal_is_word(yuan) && yuan.unscaled >= 10000 && (size_t)yuan.unscaled % 100 == 0) {
		write_wan(b, (size_t)yuan.unscaled / 100);
		return;
	}
	struct decimal d = yuan;
	struct decimal least = { 10000, 0 };
	bool wan = decimal_compare(yuan, least) >= 0 && decimal_shift(&d, -2) && decimal_is_whole(d) && decimal_shift(&d, -2);
	decimal_write(b, wan ? d : yuan);
	buf_short(b, wan ? STR("万元") : STR("元"));
}

struct str say_money(struct checker *c, struct decimal yuan)
{
	buf_reset(&c->scratch);
	write_money(&c->scratch, yuan);
	return arena_copy(&c->w.arena, buf_str(&c->scratch));
}

struct str say_number(struct checker *c, size_t n)
{
	buf_reset(&c->scratch);
	buf_number(&c->scratch, n);
	return arena_copy(&c->w.arena, buf_str(&c->scratch));
}

struct str say_form(struct checker *c, const struct form *f)
{
	buf_reset(&c->scratch);
	buf_number(&c->scratch, f->number);
	if (f->project.n) {
		buf_byte(&c->scratch, ' ');
		buf_add(&c->scratch, f->project);
	}
	return arena_copy(&c->w.arena, buf_str(&c->scratch));
}

struct str say_goal(struct checker *c, size_t n) { return say_join(c, STR("goal "), "", say_number(c, n)); }

struct str say_join(struct checker *c, struct str a, const char *between, struct str b)
{
	buf_reset(&c->scratch);
	buf_short(&c->scratch, a);
	buf_short(&c->scratch, str_c(between));
	buf_short(&c->scratch, b);
	return arena_copy(&c->w.arena, buf_str(&c->scratch));
}
