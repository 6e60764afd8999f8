/*
 * Project codes across documents: the same code with another project or another sum.
 *
 * The table is of bounded size (CODES): a stream of any length costs the same memory.  Codes that come
 * when it is full are not compared, which is said once.
 */
#include "codes.h"

#include "common/msg.h"

enum { CODES = 1 << 17, PROBES = 16 };

struct code {
	uint64_t hash; /* 0: free */
	uint64_t project;
	struct decimal total;
	bool known;
	size_t form, doc; /* the document: an offset into names */
};

struct codes {
	struct code *slot;
	struct buf names; /* of the documents that codes were seen in, each ending in NUL */
	size_t n, doc;
	bool full;
};

struct codes *codes_new(void)
{
	struct codes *k = mem_zero(1, sizeof *k);
	k->slot = mem_zero(CODES, sizeof *k->slot);
	return k;
}

void codes_free(struct codes *k)
{
	buf_free(&k->names);
	mem_free(k->slot);
	mem_free(k);
}

static size_t doc_of(struct codes *k, struct str doc)
{
	if (k->names.n && str_eq(str_c(k->names.p + k->doc), doc))
		return k->doc;
	k->doc = k->names.n;
	buf_add(&k->names, doc);
	buf_byte(&k->names, '\0');
	return k->doc;
}

static struct code *slot_of(struct codes *k, uint64_t hash)
{
	size_t at = hash & (CODES - 1);
	for (int i = 0; i < PROBES; i++, at = (at + 1) & (CODES - 1))
		if (k->slot[at].hash == hash || !k->slot[at].hash)
			return &k->slot[at];
	return NULL;
}

static struct item *place(const struct form *f)
{
	const struct field *code = form_field(f, STR("project-code"));
	return code ? code->item : f->item;
}

static void judge(struct checker *c, struct form *f, const struct code *old, const struct code *new)
{
	struct str doc = arena_copy(&c->w.arena, str_c(c->codes->names.p + old->doc));
	struct str form = say_number(c, old->form);
	if (old->project != new->project)
		finding_add(c, f, place(f), SAY_CODE_CONFLICT_PROJECT, STR("project-code"), ARGS(f->code, doc, form));
	else if (old->known && new->known && decimal_compare(old->total, new->total) != 0)
		finding_add(c, f, place(f), SAY_CODE_CONFLICT_AMOUNT, STR("project-code"),
			ARGS(f->code, doc, form, say_join(c, say_money(c, old->total), " ≠ ", say_money(c, new->total))));
}

/* Digits aside: a project goes from year to year under one code. */
static uint64_t project_hash(const struct term *t)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < t->points; i++)
		if (t->point[i] < '0' || t->point[i] > '9')
			h = (h ^ t->point[i]) * 1099511628211u;
	return h;
}

void check_codes(struct checker *c, struct form *f)
{
	struct codes *k = c->codes;
	const struct amount *total = form_amount(f, STR("total"));
	if (!f->code.n || !f->item || !k)
		return;
	uint64_t hash = str_hash(f->code) | 1;
	struct code *s = slot_of(k, hash);
	struct code new = { .hash = hash, .project = project_hash(window_term(c, f->project)), .form = f->number };
	if (total && total->known) {
		new.total = total->yuan;
		new.known = true;
	}
	if (s && s->hash) {
		judge(c, f, s, &new);
	} else if (s && k->n < CODES / 2) {
		new.doc = doc_of(k, c->w.doc);
		*s = new;
		k->n++;
	} else if (!k->full) {
		k->full = true;
		msg_tell(MSG_CODES_FULL, (size_t)CODES / 2);
	}
}
