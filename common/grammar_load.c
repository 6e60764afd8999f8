/* Where grammars are looked for, and in which order they are read. */
#include "grammar_build.h"
#include "grammar_xml.h"
#include "msg.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef PG_DATADIR
#define PG_DATADIR "/usr/local/share/pg"
#endif

/* Folders or files in order; owned, NUL-terminated. */
struct paths {
	char **p;
	size_t n, cap;
};

static void paths_add(struct paths *l, struct str folder, const char *name)
{
	struct buf b = { 0 };

	buf_add(&b, folder);
	if (name) {
		buf_byte(&b, '/');
		buf_add(&b, str_c(name));
	}
	l->p = mem_grow(l->p, l->n, &l->cap, sizeof *l->p);
	l->p[l->n++] = mem_strdup(buf_str(&b));
	buf_free(&b);
}

static void paths_free(struct paths *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->p[i]);
	mem_free(l->p);
}

static bool has(const char *folder, const char *name)
{
	struct buf b = { 0 };
	bool there;

	buf_format(&b, "%s/%s", folder, name);
	buf_byte(&b, '\0');
	there = access(b.p, R_OK) == 0;
	buf_free(&b);
	return there;
}

static void add_split(struct paths *l, struct str path)
{
	for (size_t from = 0; from <= path.n;) {
		size_t to = str_chr(path, ':', from);
		if (to > from)
			paths_add(l, str_of(path.p + from, to - from), NULL);
		from = to + 1;
	}
}

/* The folder beside the program (a work tree, an unpacked archive), else the installed one. */
static void add_own(struct paths *l)
{
	static const char *const beside[] = { "../grammars", "../share/pg/grammars" };
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe);
	struct str folder = str_of(exe, n > 0 ? (size_t)n : 0);

	while (folder.n && folder.p[folder.n - 1] != '/')
		folder.n--;
	for (size_t i = 0; folder.n > 1 && i < sizeof beside / sizeof *beside; i++) {
		paths_add(l, str_to(folder, folder.n - 1), beside[i]);
		if (has(l->p[l->n - 1], "base.xml"))
			return;
		mem_free(l->p[--l->n]);
	}
	paths_add(l, STR(PG_DATADIR), "grammars");
}

static void add_user(struct paths *l)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (config && *config == '/')
		paths_add(l, str_c(config), "pg/grammars");
	else if (home && *home == '/')
		paths_add(l, str_c(home), ".config/pg/grammars");
}

/* A folder that was asked for and may not be read; one that is not there is nobody's mistake. */
static bool is_barred(const char *folder)
{
	const struct place at = { .file = str_c(folder) };

	if (access(folder, R_OK | X_OK) == 0 || errno == ENOENT)
		return false;
	msg_say(&at, MSG_FILE_OPEN, strerror(errno));
	return true;
}

/* False where one of the folders cannot be read. */
static bool find_folders(struct paths *l, const char *path)
{
	const char *env = getenv("PG_GRAMMAR_PATH");
	struct paths own = { 0 };
	bool base = false, barred = false;

	if (!path && env && *env)
		path = env;
	if (!path) {
		add_own(l);
		add_user(l);
		return true;
	}
	add_split(&own, str_c(path));
	for (size_t i = 0; i < own.n; i++) {
		barred |= is_barred(own.p[i]);
		base = base || has(own.p[i], "base.xml");
	}
	if (!base)
		add_own(l);
	for (size_t i = 0; i < own.n; i++)
		paths_add(l, str_c(own.p[i]), NULL);
	paths_free(&own);
	return !barred;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_base(const char *path) { return strcmp(name_of(path), "base.xml") == 0; }

/* The *.xml files of a folder but base.xml, by name. */
static void find_files(struct paths *l, const char *folder)
{
	DIR *d = opendir(folder);
	size_t from = l->n;

	if (!d)
		return; /* a folder on the way that is not there is nobody's mistake */
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		if (e->d_name[0] != '.' && str_ends(str_c(e->d_name), STR(".xml")) && !is_base(e->d_name))
			paths_add(l, str_c(folder), e->d_name);
	closedir(d);
	if (l->n > from)
		qsort(l->p + from, l->n - from, sizeof *l->p, by_name);
}

static void say_none(const struct paths *folders)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < folders->n; i++)
		buf_format(&b, "%s%s", i ? ":" : "", folders->p[i]);
	buf_byte(&b, '\0');
	msg_tell(MSG_GRAMMAR_NONE, b.p);
	buf_free(&b);
}

/* base.xml first (the last folder's that has one), then all others, then the file to be checked. */
static void read_all(struct grammar_set *set, const struct paths *folders, const char *checked)
{
	struct paths files = { 0 };
	const char *base = NULL;

	for (size_t i = 0; i < folders->n; i++)
		if (has(folders->p[i], "base.xml"))
			base = folders->p[i];
	if (checked && is_base(checked)) {
		grammar_read(set, checked, true, false);
	} else if (base) {
		paths_add(&files, str_c(base), "base.xml");
		grammar_read(set, files.p[0], true, false);
	} else {
		say_none(folders);
		set->failed = true;
	}
	files.n ? mem_free(files.p[--files.n]) : (void)0;
	for (size_t i = 0; set->n && i < folders->n; i++)
		find_files(&files, folders->p[i]);
	for (size_t i = 0; i < files.n; i++)
		grammar_read(set, files.p[i], false, false);
	if (checked && !is_base(checked) && set->n)
		grammar_read(set, checked, false, true);
	paths_free(&files);
}

static int by_grammar(const void *a, const void *b)
{
	const struct grammar *const *x = a, *const *y = b;

	return str_compare((*x)->name, (*y)->name);
}

static void set_free(struct grammar_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		build_drop(set->build[i]);
	for (size_t i = 0; i < set->files; i++)
		mem_free(set->file[i].path);
	mem_free(set->build);
	mem_free(set->file);
	buf_free(&set->text);
	buf_free(&set->scratch);
	words_free(&set->words);
}

static bool finish_all(struct grammar_set *set)
{
	struct grammars *all = set->all;
	size_t n = set->n;

	set->n = 0; /* build_finish takes each */
	all->layout = arena_zero(&all->arena, n, sizeof *all->layout);
	for (size_t i = 0; i < n; i++) {
		struct grammar *g = set->build[i]->g;
		if (!build_finish(set, set->build[i]))
			set->failed = true;
		if (i == 0)
			all->base = g;
		else
			all->layout[all->layouts++] = g;
	}
	qsort(all->layout, all->layouts, sizeof *all->layout, by_grammar);
	return !set->failed;
}

/* checked: a file to read beside the others, or NULL. */
static bool load(struct grammars *g, const struct paths *folders, struct grammar_set *set, const char *checked)
{
	bool ok;

	*g = (struct grammars){ 0 };
	set->all = g;
	read_all(set, folders, checked);
	ok = !set->failed && set->n && finish_all(set);
	if (!ok)
		grammars_free(g);
	return ok;
}

bool grammars_load(struct grammars *g, const char *path)
{
	struct paths folders = { 0 };
	struct grammar_set set = { 0 };
	bool ok;

	ok = find_folders(&folders, path) && load(g, &folders, &set, NULL);
	set_free(&set);
	paths_free(&folders);
	return ok;
}

/* Checks a file and the parts that it includes by the last folder's schema. */
static bool check_schema(const struct grammar_set *set, const struct paths *folders, const char *file)
{
	struct buf schema = { 0 };
	size_t at = 0;
	bool ok = true;

	for (size_t i = 0; i < folders->n; i++)
		if (has(folders->p[i], "grammar.rng")) {
			buf_reset(&schema);
			buf_format(&schema, "%s/grammar.rng", folders->p[i]);
			buf_byte(&schema, '\0');
		}
	while (at < set->files && strcmp(set->file[at].path, file) != 0)
		at++;
	for (size_t i = at; schema.n && i < set->files && (i == at || set->file[i].part); i++)
		ok = xml_check(set->file[i].path, schema.p) && ok;
	buf_free(&schema);
	return ok;
}

bool grammars_check(const char *path, const char *file)
{
	struct grammars g;
	struct paths folders = { 0 };
	struct grammar_set set = { 0 };
	bool ok;

	ok = find_folders(&folders, path) && load(&g, &folders, &set, file);
	if (ok)
		grammars_free(&g);
	ok = check_schema(&set, &folders, file) && ok;
	set_free(&set);
	paths_free(&folders);
	return ok;
}

long grammars_examples(struct grammars *g, const char *file, struct example **found)
{
	struct grammar_set set = { .all = g };
	long n = -1;

	build_new(&set, g->base->name, str_c(file)); /* so that what is read is no base */
	grammar_read(&set, file, false, true);
	if (!set.failed && set.n == 2) {
		const struct list *l = &set.build[1]->example;
		*found = arena_alloc(&g->arena, l->n * sizeof **found + 1);
		if (l->n)
			memcpy(*found, l->p, l->n * sizeof **found);
		n = (long)l->n;
	}
	set_free(&set);
	return n;
}

void grammars_free(struct grammars *g)
{
	for (size_t i = 0; i <= g->layouts; i++) {
		struct grammar *at = i < g->layouts ? g->layout[i] : g->base;
		for (size_t k = 0; at && k < at->tables->owned_n; k++)
			pattern_free(at->tables->owned[k]);
		if (at) {
			build_slots_free(at->tables);
			mem_free(at->tables->label);
			mem_free(at->tables->marks);
			mem_free(at->tables->near);
			mem_free(at->tables->like_first);
			mem_free(at->tables->gate);
		}
	}
	arena_free(&g->arena);
	*g = (struct grammars){ 0 };
}
