/* What diff compares: each stream's forms with their amounts and targets, and the keys that pair them. */
#include <stdlib.h>

#include "common/canon.h"
#include "diff.h"

static struct item copy_item(struct side *s, const struct record *record)
{
	struct item item = { record->type, arena_alloc(&s->arena, record->n * sizeof(struct str)), record->n };

	for (size_t i = 0; i < record->n; i++)
		item.field[i] = arena_copy(&s->arena, record->field[i]);
	return item;
}

/* Items stay where they are: entries point to them. */
static const struct item *keep(struct side *s, const struct record *record)
{
	struct item *item = arena_alloc(&s->arena, sizeof *item);

	*item = copy_item(s, record);
	return item;
}

static void add_form(struct side *s, const struct record *record)
{
	s->form = mem_grow(s->form, s->forms, &s->forms_cap, sizeof *s->form);
	s->form[s->forms] = (struct entry){ .item = keep(s, record), .order = s->forms };
	s->forms++;
	s->doc = mem_grow(s->doc, s->docs, &s->docs_cap, sizeof *s->doc);
	if (!s->docs || !str_eq(s->doc[s->docs - 1], record->field[0]))
		s->doc[s->docs++] = s->form[s->forms - 1].item->field[0];
}

/* Records of a form whose form record did not come are not compared: nothing tells what they are of. */
static void add_part(struct side *s, const struct record *record)
{
	struct entry *form = s->forms ? &s->form[s->forms - 1] : NULL;

	if (!form || !str_eq(form->item->field[0], record->field[0]) || !str_eq(form->item->field[1], record->field[1]))
		return;
	form->part = mem_grow(form->part, form->parts, &form->parts_cap, sizeof *form->part);
	form->part[form->parts] = (struct entry){ .item = keep(s, record), .order = form->parts };
	form->parts++;
}

bool side_read(struct side *s, const char *name, bool partial)
{
	struct stream *in = stream_open(name, partial);
	struct record record;
	bool good;

	if (!in)
		return false;
	while (stream_next(in, &record)) {
		if (record.type == RECORD_FORM)
			add_form(s, &record);
		else if (record.type == RECORD_AMOUNT || record.type == RECORD_INDICATOR)
			add_part(s, &record);
	}
	good = !stream_failed(in);
	stream_close(in);
	return good;
}

static int compare_docs(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void key_add(struct diff *d, struct str s)
{
	canon_key(&d->part, s);
	buf_add(&d->key, buf_str(&d->part));
	buf_byte(&d->key, '\x1f');
}

static struct str key_done(struct diff *d, struct side *s)
{
	struct str key = arena_copy(&s->arena, buf_str(&d->key));

	buf_reset(&d->key);
	return key;
}

static void key_form(struct diff *d, struct side *s, const struct side *other, struct entry *e)
{
	const struct str *f = e->item->field;

	if (other->docs && bsearch(&f[0], other->doc, other->docs, sizeof f[0], compare_docs))
		key_add(d, f[0]);
	key_add(d, f[FORM_PROJECT].n ? f[FORM_PROJECT] : f[FORM_TITLE]);
	key_add(d, f[FORM_REGION]);
	key_add(d, f[FORM_KIND]);
	e->key = key_done(d, s);
}

static void key_part(struct diff *d, struct side *s, struct entry *e)
{
	static const int amount[] = { AMOUNT_KIND, AMOUNT_PHASE };
	static const int target[] = { INDICATOR_LEVEL1, INDICATOR_LEVEL2, INDICATOR_LEVEL3, INDICATOR_QUALIFIER };
	bool is_amount = e->item->type == RECORD_AMOUNT;

	for (size_t i = 0; i < (is_amount ? 2U : 4U); i++)
		key_add(d, e->item->field[is_amount ? amount[i] : target[i]]);
	e->key = key_done(d, s);
}

void side_keys(struct diff *d)
{
	for (int i = 0; i < 2; i++)
		if (d->side[i].docs)
			qsort(d->side[i].doc, d->side[i].docs, sizeof *d->side[i].doc, compare_docs);
	for (int i = 0; i < 2; i++)
		for (size_t f = 0; f < d->side[i].forms; f++) {
			struct entry *form = &d->side[i].form[f];
			key_form(d, &d->side[i], &d->side[1 - i], form);
			for (size_t p = 0; p < form->parts; p++)
				key_part(d, &d->side[i], &form->part[p]);
		}
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = str_compare(x->key, y->key);

	return c ? c : (x->order > y->order) - (x->order < y->order);
}

void entries_by_key(struct entry *list, size_t n)
{
	if (n)
		qsort(list, n, sizeof *list, compare_entries);
}

static int compare_order(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

void entries_by_order(struct entry *list, size_t n)
{
	if (n)
		qsort(list, n, sizeof *list, compare_order);
}

struct entry *entry_pair(struct entry *list, size_t n, struct str key)
{
	size_t low = 0, high = n, at;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(list[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == n || !str_eq(list[low].key, key))
		return NULL;
	at = low + list[low].taken;
	if (at >= n || !str_eq(list[at].key, key))
		return NULL;
	list[low].taken++;
	list[at].paired = true;
	return &list[at];
}

void side_free(struct side *s)
{
	for (size_t i = 0; i < s->forms; i++)
		mem_free(s->form[i].part);
	mem_free(s->form);
	mem_free(s->doc);
	arena_free(&s->arena);
}
