/* Gives out as events what was found in a grammar's file; see grammar_scan.h. */
#include "grammar_scan.h"

struct tell {
	struct arena *arena; /* for what is unescaped; NULL: */
	struct buf unescaped;
	struct finds list;
};

size_t xml_entity(struct str s, char *c)
{
	static const struct {
		struct str name;
		char c;
	} known[] = { { { "&lt;", 4 }, '<' }, { { "&gt;", 4 }, '>' }, { { "&amp;", 5 }, '&' }, { { "&quot;", 6 }, '"' },
		      { { "&apos;", 6 }, '\'' } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_starts(s, known[i].name)) {
			*c = known[i].c;
			return known[i].name.n;
		}
	return 0;
}

/* Text with its entities resolved; in an attribute white space is a blank. */
static struct str unescape(struct tell *x, struct str s, bool attribute)
{
	char *to, c;
	size_t k = 0;

	if (!x->arena)
		buf_room(&x->unescaped, s.n);
	to = x->arena ? arena_alloc(x->arena, s.n) : x->unescaped.p + x->unescaped.n;
	for (size_t i = 0, n; i < s.n; i += n) {
		n = 1;
		c = s.p[i];
		if (c == '&')
			n = xml_entity(str_from(s, i), &c);
		to[k++] = attribute && (c == '\n' || c == '\t') ? ' ' : c;
	}
	if (!x->arena)
		x->unescaped.n += k;
	return str_of(to, k);
}

/* The attributes of an element with their values resolved; views until the next one. */
static void resolve(struct tell *x, const struct found *f, struct xml_attribute *list)
{
	size_t room = 0;

	buf_reset(&x->unescaped);
	for (size_t i = 0; i < f->attributes; i++) {
		list[i] = x->list.attribute[f->attribute + i];
		room += list[i].value.n;
	}
	buf_room(&x->unescaped, room); /* so that it does not move under the views */
	for (size_t i = 0; i < f->attributes; i++)
		list[i].value = unescape(x, list[i].value, true);
}

static bool tell_begin(struct tell *x, const struct found *f, const struct xml_events *events)
{
	struct xml_attribute list[XML_ATTRIBUTES_MOST];

	if (!f->raw)
		return events->begin(events->with, f->name, x->list.attribute + f->attribute, f->attributes, f->line);
	resolve(x, f, list);
	return events->begin(events->with, f->name, list, f->attributes, f->line);
}

/* Gives out what was found, until an event says that it is enough. */
static void tell(struct tell *x, const struct xml_events *events)
{
	for (const struct found *f = x->list.found, *end = f + x->list.founds; f < end; f++) {
		if (f->kind <= FOUND_EMPTY && !tell_begin(x, f, events))
			return;
		if (f->kind == FOUND_EMPTY || f->kind == FOUND_END)
			events->end(events->with);
		for (uint32_t i = 0; f->kind == FOUND_LINES && i < f->line; i++)
			events->text(events->with, STR("\n"));
		if (f->text.n) {
			buf_reset(&x->unescaped);
			events->text(events->with, f->raw_text ? unescape(x, f->text, false) : f->text);
		}
		if (f->kind == FOUND_LEAF)
			events->end(events->with);
	}
}

/* Behind the comment at the start of s; its length when it has no end. */
static size_t comment_length(struct str s)
{
	size_t at = 4;

	while ((at = str_chr(s, '>', at + 2)) < s.n)
		if (s.p[at - 1] == '-' && s.p[at - 2] == '-')
			return at + 1;
	return s.n;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/* Behind the declaration and comments. */
bool xml_other_root(struct str s, struct str root)
{
	if (str_starts(s, STR("<?")))
		s = str_from(s, str_find(s, STR("?>"), 0) + 2);
	for (s = str_trim_left(s); str_starts(s, STR("<!--")); s = str_trim_left(s))
		s = str_from(s, comment_length(s));
	return str_starts(s, STR("<")) && !str_starts(str_from(s, 1), root) && s.n > 1 && is_letter(s.p[1]);
}

bool xml_scan(struct str s, const struct xml_events *events)
{
	struct tell x = { .arena = events ? events->arena : NULL };
	bool plain;

	if (events && events->root.n && xml_other_root(s, events->root))
		return true;
	plain = finds_scan(&x.list, s, !events || !events->no_blanks);
	if (plain && events)
		tell(&x, events);
	buf_free(&x.unescaped);
	finds_free(&x.list);
	return plain;
}
