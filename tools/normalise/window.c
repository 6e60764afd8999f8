#include "window.h"
#include "../../common/msg.h"
#include "check.h"
#include "explain.h"
#include "facts.h"
#include "form.h"
#include "levels.h"
#include "memo.h"

/* The one year that all forms which state one agree on. */
static struct str agreed_year(const struct normaliser *n)
{
	struct str year = STR("");

	for (size_t i = 0; i < n->items.n; i++) {
		const struct form *f = n->items.at[i].form;
		if (!f || !f->year_stated)
			continue;
		if (year.n && !str_eq(year, f->year))
			return STR("");
		year = f->year;
	}
	return year;
}

/* The nearest form whose heading is its own and as wide, before or behind the i-th item; NULL: none. */
static const struct form *nearest_headed(const struct normaliser *n, size_t i)
{
	const struct form *f = n->items.at[i].form;

	for (size_t d = 1; d < n->items.n; d++) {
		const struct form *before = d <= i ? n->items.at[i - d].form : NULL;
		const struct form *behind = i + d < n->items.n ? n->items.at[i + d].form : NULL;
		if (before && before->header.found && before->header.n == f->header.n)
			return before;
		if (behind && behind->header.found && behind->header.n == f->header.n)
			return behind;
	}
	return NULL;
}

/* Forms without a heading of their own are read by that of a sibling, once all are known. */
static void lend_headers(struct normaliser *n)
{
	for (size_t i = 0; i < n->items.n; i++) {
		struct form *f = n->items.at[i].form, *again;
		const struct form *like = f && f->header.n && !f->header.found ? nearest_headed(n, i) : NULL;
		if (like && (again = form_again(&n->bench, f, like)) != NULL)
			n->items.at[i].form = again;
	}
}

static void settle_forms(struct normaliser *n)
{
	struct siblings *s = siblings_new(&n->arena);
	struct str agreed = agreed_year(n);

	lend_headers(n);
	for (size_t i = 0; i < n->items.n; i++)
		if (n->items.at[i].form)
			siblings_count(s, n->items.at[i].form);
	for (size_t i = 0; i < n->items.n; i++) {
		struct form *f = n->items.at[i].form;
		if (!f)
			continue;
		levels_settle(&n->arena, f);
		form_finish(&n->bench, f);
		if (f->year.n == 0)
			f->year = n->year.n ? buf_str(&n->year) : agreed;
	}
}

static void remember(struct normaliser *n, const struct form *f)
{
	n->like = (struct form){ .header = f->header, .kind = f->kind, .grammar = f->grammar,
		.unit = f->unit, .unit_near = f->unit_near, .unit_like = f->unit_like };
	memset(n->like.header.heading, 0, sizeof n->like.header.heading); /* cells of this window */
	n->has_like = true;
}

static void write_form(struct normaliser *n, const struct form *f)
{
	if (n->options.explain)
		explain_form(n->writer->out, buf_str(&n->doc), f, f->clues);
	else if (n->options.only_repairs)
		repairs_write(n->writer->out, buf_str(&n->doc), f, &n->repairs);
	else
		emit_form(&n->emitter, f);
	if (n->options.check)
		check_form(&n->bench, buf_str(&n->doc), f);
}

void window_say_repairs(struct normaliser *n)
{
	struct place at = { .file = buf_str(&n->doc) };
	struct buf words = { 0 };

	repairs_summary(&words, &n->repairs);
	if (words.n)
		msg_say(&at, MSG_REPAIRS, STR_ARG(buf_str(&words)));
	n->repairs = (struct repair_counts){ 0 };
	buf_free(&words);
}

void window_write(struct normaliser *n)
{
	const struct form *last = NULL;
	bool any = false;

	for (size_t i = 0; i < n->items.n; i++)
		any |= n->items.at[i].form != NULL;
	if (any)
		settle_forms(n);
	n->emitter.doc = buf_str(&n->doc);
	for (size_t i = 0; i < n->items.n; i++) {
		const struct item *x = &n->items.at[i];
		if (x->form) {
			write_form(n, x->form);
			last = x->form;
		} else if (!n->options.only_repairs) {
			out_add(n->writer->out, x->raw);
			n->writer->records += x->records;
			emit_facts(&n->emitter, x->fact, x->facts);
		}
	}
	if (last)
		remember(n, last);
	n->items.at = NULL;
	n->items.n = n->items.cap = 0;
	n->last = n->apart = NULL;
	n->held = 0;
	n->title = STR("");
	arena_reset(&n->arena);
	memo_trim(n->bench.memo);
}

void window_hold_raw(struct normaliser *n, struct str raw, size_t records)
{
	struct item *x = LIST_ADD(&n->arena, n->items);
	char *p = arena_alloc(&n->arena, raw.n + 1);

	memcpy(p, raw.p, raw.n);
	x->raw = str_of(p, raw.n);
	x->records = records;
}

void window_hold_record(struct normaliser *n, const struct record *r)
{
	struct item *x = LIST_ADD(&n->arena, n->items);
	char *p = arena_alloc(&n->arena, r->raw.n + 1);

	memcpy(p, r->raw.p, r->raw.n);
	p[r->raw.n] = '\n';
	x->raw = str_of(p, r->raw.n + 1);
	x->records = 1;
}

struct form *window_hold_form(struct normaliser *n, struct form *f)
{
	struct item *x = LIST_ADD(&n->arena, n->items);

	f->ordinal = f->rest ? n->rest.ordinal : ++n->forms;
	x->form = f;
	return f;
}

