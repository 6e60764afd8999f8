/* The events of grammar files, checked one by one by the table of elements. */
#include "grammar_reader.h"
#include "grammar_xml.h"

#include <stdlib.h>
#include <sys/stat.h>

static struct arena *arena_of(struct reader *r) { return &r->set->all->arena; }

struct place reader_refusal(struct reader *r, size_t line)
{
	r->set->failed = true; /* a place is only wanted for a refusal */
	return (struct place){ r->file, line, 0 };
}

/* Names have a few letters: to look at these costs less than two calls. */
static inline bool is_called(const char *z, struct str name)
{
	size_t i = 0;

	while (i < name.n && z[i] && z[i] == name.p[i])
		i++;
	return i == name.n && !z[i];
}

size_t word_index(const char *const *words, struct str s)
{
	size_t i = 0;

	while (words[i] && !is_called(words[i], s))
		i++;
	return i; /* that of the NULL when it is not there */
}

void join_word(struct buf *into, struct str word)
{
	if (into->n)
		buf_add(into, STR(", "));
	buf_add(into, word);
}

size_t role_index(struct str s)
{
	size_t i = ROLE_SECTION; /* ROLE_NONE is no heading */

	while (i < ROLE_COUNT && !str_eq(role_name((enum role)i), s))
		i++;
	return i;
}

/* A name in the grammar's own folder or below: relative, no way up, no scheme. */
static bool href_inside(struct str href)
{
	return href.n && href.n < 256 && href.p[0] != '/' && str_find(href, STR(".."), 0) == href.n
	    && str_chr(href, ':', 0) == href.n && str_chr(href, '\\', 0) == href.n
	    && str_chr(href, '%', 0) == href.n;
}

/* Whether a folder or file on the way from the folder to the path, which goes on from it, is a link. */
static bool has_link(char *path, struct str folder)
{
	struct stat st;

	for (char *slash = path + folder.n; slash;) {
		bool link;
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		link = lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
		if (slash)
			*slash = '/';
		if (link)
			return true;
	}
	return false;
}

/* The same, links followed. */
static bool path_inside(char *path, struct str folder)
{
	char *dir, *real, *real_dir;
	bool inside;

	if (!has_link(path, folder))
		return true;
	dir = mem_strdup(folder);
	real = realpath(path, NULL);
	real_dir = realpath(dir, NULL);
	inside = !real || !real_dir /* not there: said when it is opened */
	    || (str_starts(str_c(real), str_c(real_dir)) && real[strlen(real_dir)] == '/');
	free(real);
	free(real_dir);
	mem_free(dir);
	return inside;
}

static void read_file(struct reader *r, const char *path);

/* The included root stands where <xi:include> stands (place_bits looks through it). */
void begin_include(struct reader *r, struct frame *f)
{
	struct str href = f->value[A_HREF];
	struct buf path = { 0 };

	buf_add(&path, r->folder);
	buf_byte(&path, '/');
	buf_add(&path, href);
	buf_byte(&path, '\0');
	if (href_inside(href) && path_inside(path.p, r->folder)) {
		read_file(r, path.p);
	} else {
		struct place at = reader_refusal(r, f->line);
		msg_say(&at, MSG_GRAMMAR_INCLUDE, STR_ARG(href));
	}
	buf_free(&path);
}

/* ---- checks ---- */

static void refuse_element(struct reader *r, struct str name, uint32_t within, size_t line)
{
	struct place at = reader_refusal(r, line);

	buf_reset(&r->set->scratch);
	for (size_t i = 0; i < elements_n; i++)
		if (elements[i].within & within)
			join_word(&r->set->scratch, elements[i].name);
	if (r->set->scratch.n == 0)
		buf_add(&r->set->scratch, STR("</…>"));
	msg_say(&at, MSG_GRAMMAR_ELEMENT, STR_ARG(name), r->depth ? r->stack[r->depth - 1].element->name.p : "/",
	        STR_ARG(buf_str(&r->set->scratch)));
}

static void expected_value(struct buf *into, const struct spec *s)
{
	if (s->type == T_NUMBER)
		join_word(into, STR("0 … 9999"));
	for (size_t i = ROLE_SECTION; s->type == T_ROLE && i < ROLE_COUNT; i++)
		join_word(into, role_name((enum role)i));
	for (size_t i = 0; s->type == T_WORDS && s->words[i]; i++)
		join_word(into, str_c(s->words[i]));
	if (s->type == T_TEXT)
		join_word(into, attribute_names[s->id]);
}

static void check_value(struct reader *r, const struct frame *f, const struct spec *s, struct str v)
{
	size_t n;
	bool ok = s->type == T_TEXT || (s->type == T_NUMBER && str_number(v, &n) && n <= 9999)
	    || (s->type == T_ROLE && role_index(v) < ROLE_COUNT)
	    || (s->type == T_WORDS && s->words[word_index(s->words, v)]);

	if (!ok) {
		struct place at = reader_refusal(r, f->line);
		buf_reset(&r->set->scratch);
		expected_value(&r->set->scratch, s);
		msg_say(&at, MSG_GRAMMAR_VALUE, f->element->name.p, attribute_names[s->id].p, STR_ARG(v),
		        STR_ARG(buf_str(&r->set->scratch)));
	}
}

static void take_attribute(struct reader *r, struct frame *f, const struct xml_attribute *a)
{
	const struct spec *s = f->element->specs;

	for (; s && s->id != A_END; s++)
		if (str_eq(attribute_names[s->id], a->name)) {
			f->value[s->id] = a->value;
			check_value(r, f, s, a->value);
			return;
		}
	struct place at = reader_refusal(r, f->line);
	buf_reset(&r->set->scratch);
	for (s = f->element->specs; s && s->id != A_END; s++)
		join_word(&r->set->scratch, attribute_names[s->id]);
	msg_say(&at, MSG_GRAMMAR_ATTRIBUTE, f->element->name.p, STR_ARG(a->name), STR_ARG(buf_str(&r->set->scratch)));
}

/* False when a required one is not there or nothing can be made of the values. */
static bool take_attributes(struct reader *r, struct frame *f, const struct xml_attribute *a, size_t n)
{
	bool failed = r->set->failed;

	r->set->failed = false;
	for (size_t i = 0; i < n; i++)
		take_attribute(r, f, &a[i]);
	for (const struct spec *s = f->element->specs; s && s->id != A_END; s++)
		if (s->required && f->value[s->id].n == 0) {
			struct place at = reader_refusal(r, f->line);
			buf_reset(&r->set->scratch);
			expected_value(&r->set->scratch, s);
			msg_say(&at, MSG_GRAMMAR_MISSING, f->element->name.p, attribute_names[s->id].p,
			        STR_ARG(buf_str(&r->set->scratch)));
		}
	bool ok = !r->set->failed;
	r->set->failed = failed || !ok;
	return ok;
}

/* ---- events ---- */

/* The bit of the element that the next one stands in. */
static uint32_t place_bits(const struct reader *r)
{
	size_t depth = r->depth, which;

	while (depth && r->stack[depth - 1].element->begin == begin_include)
		depth--;
	if (depth == 0)
		return r->part ? IN(FILE) | IN(GRAMMAR) : IN(FILE);
	which = (size_t)(r->stack[depth - 1].element - elements);
	return which < E_FILE ? 1u << which : 0;
}

/* For a new element: only what the one before it took is there to be cleared. */
static inline void frame_take(struct frame *f, const struct element *e, size_t line)
{
	for (const struct spec *s = f->element ? f->element->specs : NULL; s && s->id != A_END; s++)
		f->value[s->id] = (struct str){ 0 };
	f->element = e;
	f->line = line;
	f->level = NULL;
}

static bool on_begin(void *with, struct str name, const struct xml_attribute *a, size_t n, size_t line)
{
	struct reader *r = with;
	uint32_t within = place_bits(r);
	const struct element *e = NULL;
	struct frame *f = &r->stack[r->depth];

	if (r->skip) {
		r->skip++;
		return true;
	}
	if (f->element && (f->element->within & within) && str_eq(f->element->name, name))
		e = f->element; /* as the one before it: labels and units come in rows */
	for (size_t i = 0; i < elements_n && !e; i++)
		if ((elements[i].within & within) && str_eq(elements[i].name, name))
			e = &elements[i];
	if (!e && r->depth == 0 && !r->base && !r->part)
		return false; /* some other XML beside the grammars */
	if (!e || r->depth + 1 >= READER_DEPTH) {
		refuse_element(r, name, within, line);
		r->skip = 1;
		return true;
	}
	frame_take(f, e, line);
	r->set->text.n = 0;
	r->set->content = STR("");
	if (!take_attributes(r, f, a, n)) {
		r->skip = 1;
		return true;
	}
	if (!r->b && e != &elements[E_GRAMMAR])
		r->b = build_new(r->set, r->file, r->file); /* a part on its own */
	r->depth++;
	if (e->begin)
		e->begin(r, f);
	return true;
}

/* Pieces live in the arena: the first alone need not be copied. */
static void add_text(struct grammar_set *set, struct str piece)
{
	if (set->content.n == 0) {
		set->content = piece;
		return;
	}
	if (set->text.n == 0)
		buf_add(&set->text, set->content);
	buf_add(&set->text, piece);
	set->content = buf_str(&set->text);
}

static void on_text(void *with, struct str text)
{
	struct reader *r = with;
	enum content c = r->depth ? r->stack[r->depth - 1].element->content : C_NOTHING;

	if (r->skip || r->depth == 0) /* outside the root: libxml2 says what is wrong */
		return;
	if (c == C_WORDS || c == C_PATTERN) {
		add_text(r->set, text);
	} else if (!str_blank(text)) {
		struct place at = reader_refusal(r, r->stack[r->depth - 1].line);
		text = str_to(str_trim(text), 60);
		while (text.n && (text.p[text.n - 1] & 0x80) && str_invalid_at(text) < text.n)
			text.n--;
		msg_say(&at, MSG_GRAMMAR_TEXT, r->stack[r->depth - 1].element->name.p, STR_ARG(text));
	}
}

static void on_end(void *with)
{
	struct reader *r = with;
	struct frame *f;

	if (r->skip) {
		r->skip--;
		return;
	}
	if (r->depth == 0) /* of an element that libxml2 could not begin */
		return;
	f = &r->stack[--r->depth];
	if ((f->element->content == C_WORDS || f->element->content == C_PATTERN) && str_blank(r->set->content)) {
		struct place at = reader_refusal(r, f->line);
		msg_say(&at, MSG_GRAMMAR_MISSING, f->element->name.p, "text",
		        STR_ARG(f->element->content == C_WORDS ? STR("…") : STR("(?:…)")));
	} else if (f->element->end) {
		f->element->end(r, f);
	}
}

/* Reads a file into the reader as it stands: whole, or in the place of an <xi:include>. */
static void read_file(struct reader *r, const char *path)
{
	bool beside = r->depth == 0 && !r->base && !r->part; /* other XML may lie there, too */
	struct xml_events events = { r, arena_of(r), beside ? STR("grammar") : STR(""), on_begin, on_text, on_end, true };
	struct str file = r->file, folder = r->folder;
	struct grammar_set *set = r->set;
	const char *slash = strrchr(path, '/');
	size_t number = r->number;

	r->file = arena_copy(arena_of(r), str_c(path));
	r->folder = slash ? str_of(r->file.p, (size_t)(slash - path)) : STR(".");
	set->file = mem_grow(set->file, set->files, &set->files_cap, sizeof *set->file);
	r->number = set->files++;
	set->file[r->number] = (struct read_note){ mem_strdup(str_c(path)), r->depth > 0 };
	if (!xml_read(path, &events))
		set->failed = true;
	r->file = file;
	r->folder = folder;
	r->number = number;
}

void grammar_read(struct grammar_set *set, const char *path, bool base, bool part)
{
	struct reader r = { .set = set, .base = base, .part = part };

	read_file(&r, path);
}
