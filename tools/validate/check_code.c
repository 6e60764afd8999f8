/*
 * Project codes across documents: the same code with another project or another sum.
 *
 * The table is of bounded size (CODES): a stream of any length costs the same memory.  Codes that come
 * when it is full are not compared, which is said once.
 */
#include "codes.h"

#include "common/msg.h"

enum { CODES = 1 << 16, PROBES = 16 }; /* half of them are used */

/* Kept small: hashes are spread over the whole table, so that all of it is in memory soon. */
struct code {
	uint64_t hash; /* 0: free */
	int64_t total; /* unscaled */
	uint32_t project, form, doc; /* the document: an offset into names */
	uint8_t scale;
	bool known; /* the total is there, and fits */
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
	const struct field *code = f->named[NAMED_PROJECT_CODE];
	return code ? code->item : f->item;
}

static struct decimal total_of(const struct code *k) { return (struct decimal){ k->total, k->scale }; }

static void judge(struct checker *c, struct form *f, const struct code *old, const struct code *new)
{
	struct str doc = arena_copy(&c->w.arena, str_c(c->codes->names.p + old->doc));
	struct str form = say_number(c, old->form);
	if (old->project != new->project)
		finding_add(c, f, place(f), SAY_CODE_CONFLICT_PROJECT, STR("project-code"), ARGS(f->code, doc, form));
	else if (old->known && new->known && decimal_compare(total_of(old), total_of(new)) != 0)
		finding_add(c, f, place(f), SAY_CODE_CONFLICT_AMOUNT, STR("project-code"),
			ARGS(f->code, doc, form, say_join(c, say_money(c, total_of(old)), " ≠ ", say_money(c, total_of(new)))));
}

/* Digits aside: a project goes from year to year under one code. */
static uint32_t project_hash(const struct term *t)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < t->points; i++)
		if (t->point[i] < '0' || t->point[i] > '9')
			h = (h ^ t->point[i]) * 1099511628211u;
	return (uint32_t)(h ^ h >> 32);
}

void check_codes(struct checker *c, struct form *f)
{
	struct codes *k = c->codes;
	const struct amount *total = f->total;
	if (!f->code.n || !f->item || !k)
		return;
	uint64_t hash = str_hash(f->code) | 1;
	struct code *s = slot_of(k, hash);
	struct code new = { .hash = hash, .project = project_hash(window_term(c, f->project)), .form = (uint32_t)f->number };
	if (total && total->known && total->yuan.unscaled == (int64_t)total->yuan.unscaled) {
		new.total = (int64_t)total->yuan.unscaled;
		new.scale = (uint8_t)total->yuan.scale;
		new.known = true;
	}
	if (s && s->hash) {
		judge(c, f, s, &new);
	} else if (s && k->n < CODES / 2) {
		new.doc = (uint32_t)doc_of(k, c->w.doc);
		*s = new;
		k->n++;
	} else if (!k->full) {
		k->full = true;
		msg_tell(MSG_CODES_FULL, (size_t)CODES / 2);
	}
}
