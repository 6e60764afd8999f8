#include "cli.h"
#include "mem.h"
#include "msg.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The option table that getopt_long wants, made of the common options and the tool's own. */
struct parser {
	const struct cli_tool *tool;
	struct cli_common *common;
	const struct cli_option **option;
	struct option *longs;
	size_t n;
	struct buf letters;
};

/* What the common options set; --lang and the rest are acted on at once. */
static struct {
	const char *lang;
	bool help, version;
} asked;

static const struct cli_option *common_options(struct cli_common *c)
{
	static struct cli_option list[10];
	const struct cli_option all[] = {
		{ "help", 'h', CLI_FLAG, &asked.help, NULL, "print this help", "显示本帮助" },
		{ "version", 'V', CLI_FLAG, &asked.version, NULL, "print the version", "显示版本" },
		{ "output", 'o', CLI_TEXT, &c->output, "FILE", "write to FILE, complete or not at all (default: standard output)",
		  "写入 FILE，要么完整要么不写（默认：标准输出）" },
		{ "quiet", 'q', CLI_FLAG, &c->quiet, NULL, "say errors only", "只报告错误" },
		{ "verbose", 'v', CLI_FLAG, &c->verbose, NULL, "say more of what is done", "报告更多细节" },
		{ "line-buffered", 0, CLI_FLAG, &c->line_buffered, NULL, "write each record at once", "逐条记录立即写出" },
		{ "files0-from", 0, CLI_TEXT, &c->files0_from, "FILE", "read operands from FILE, each ended by a NUL (- is standard input)",
		  "从 FILE 读取以 NUL 结尾的操作数（- 为标准输入）" },
		{ "lang", 0, CLI_TEXT, &asked.lang, "zh|en", "language of messages (default: the locale's)", "信息语言（默认随区域设置）" },
		{ 0 },
	};
	memcpy(list, all, sizeof all);
	return list;
}

static void add_options(struct parser *p, const struct cli_option *list)
{
	for (; list->name; list++) {
		p->option = mem_resize(p->option, p->n + 1, sizeof *p->option);
		p->longs = mem_resize(p->longs, p->n + 2, sizeof *p->longs);
		p->option[p->n] = list;
		p->longs[p->n] = (struct option){ list->name, list->kind == CLI_FLAG ? no_argument : required_argument, NULL, 0 };
		p->longs[++p->n] = (struct option){ 0 };
		if (!list->letter)
			continue;
		buf_byte(&p->letters, list->letter);
		if (list->kind != CLI_FLAG)
			buf_byte(&p->letters, ':');
	}
}

static void print_option(FILE *f, const struct cli_option *o)
{
	char left[64];
	int n = snprintf(left, sizeof left, "  %c%c%s --%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
	    o->letter ? "," : " ", o->name, o->argument ? "=" : "", o->argument ? o->argument : "");

	fprintf(f, n > 30 ? "%s\n%32s%s\n" : "%-32s%s%s\n", left, "", msg_chinese() ? o->help_zh : o->help);
}

static _Noreturn void print_help(const struct parser *p)
{
	const struct cli_tool *t = p->tool;
	const char *notes = msg_chinese() ? t->notes_zh : t->notes;

	printf(msg_chinese() ? "用法：%s [选项] %s\n%s\n\n" : "usage: %s [OPTION ...] %s\n%s\n\n", t->name, t->operands,
	    msg_chinese() ? t->purpose_zh : t->purpose);
	for (size_t i = 0; i < p->n; i++)
		print_option(stdout, p->option[i]);
	if (notes)
		printf("\n%s\n", notes);
	exit(cli_finish(0));
}

static _Noreturn void usage(void) { exit(2); }

static void store(const struct cli_option *o, const char *name, char *value)
{
	switch (o->kind) {
	case CLI_FLAG:
		*(bool *)o->target = true;
		return;
	case CLI_TEXT:
		*(const char **)o->target = value;
		return;
	case CLI_NUMBER:
		if (!str_number(str_c(value), o->target)) {
			msg_tell(MSG_USAGE_VALUE, name, value, "0, 1, 2 …");
			usage();
		}
		return;
	case CLI_LIST: {
		struct cli_list *list = o->target;
		list->item = mem_grow(list->item, list->n, &list->cap, sizeof *list->item);
		list->item[list->n++] = value;
		return;
	}
	}
}

static void take(struct parser *p, int letter, int index)
{
	char name[3] = { '-', (char)letter, '\0' };

	if (letter == 0) {
		store(p->option[index], p->option[index]->name, optarg);
		return;
	}
	for (size_t i = 0; i < p->n; i++) {
		if (p->option[i]->letter == letter) {
			store(p->option[i], name, optarg);
			return;
		}
	}
}

static _Noreturn void bad_option(int kind, char **argv)
{
	char letter[3] = { '-', (char)optopt, '\0' };
	bool is_long = optind > 1 && strncmp(argv[optind - 1], "--", 2) == 0;
	const char *name = is_long || !optopt ? argv[optind - 1] : letter;

	msg_tell(kind == ':' ? MSG_USAGE_ARGUMENT : MSG_USAGE_OPTION, name);
	usage();
}

int cli_start(const struct cli_tool *tool, int argc, char **argv, struct cli_common *common)
{
	struct parser p = { .tool = tool, .common = common };
	int c, index;

	msg_program(tool->name);
	buf_byte(&p.letters, ':');
	add_options(&p, tool->options);
	add_options(&p, common_options(common));
	buf_byte(&p.letters, '\0');
	while ((c = getopt_long(argc, argv, p.letters.p, p.longs, &index)) != -1) {
		if (c == '?' || c == ':')
			bad_option(c, argv);
		take(&p, c, index);
	}
	if (asked.lang && strcmp(asked.lang, "zh") != 0 && strcmp(asked.lang, "en") != 0) {
		msg_tell(MSG_USAGE_VALUE, "--lang", asked.lang, "zh, en");
		usage();
	}
	msg_language(asked.lang);
	msg_quiet(common->quiet);
	if (asked.help)
		print_help(&p);
	if (asked.version) {
		printf("%s %s\n", tool->name, PG_VERSION);
		exit(cli_finish(0));
	}
	mem_free(p.option);
	mem_free(p.longs);
	buf_free(&p.letters);
	return optind;
}

static bool read_names(struct cli_files *files, const char *name)
{
	struct place at = { .file = str_c(name) };
	struct buf b = { 0 };
	int fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	ssize_t n = 0;

	if (fd < 0) {
		msg_say(&at, MSG_FILE_OPEN, strerror(errno));
		return false;
	}
	do {
		buf_room(&b, 64 * 1024);
		n = read(fd, b.p + b.n, b.cap - b.n);
		b.n += n > 0 ? (size_t)n : 0;
	} while (n > 0 || (n < 0 && errno == EINTR));
	if (n < 0)
		msg_say(&at, MSG_FILE_READ, strerror(errno));
	if (fd != STDIN_FILENO)
		close(fd);
	if (b.n && b.p[b.n - 1] != '\0')
		buf_byte(&b, '\0');
	files->names = b.p;
	files->names_n = b.n;
	return n == 0;
}

bool cli_files_open(struct cli_files *files, const struct cli_common *common, char **argv, size_t n)
{
	files->argv = argv;
	files->n = n;
	files->at = 0;
	return !common->files0_from || read_names(files, common->files0_from);
}

bool cli_files_next(struct cli_files *files, const char **name)
{
	if (files->names) {
		if (files->at >= files->names_n)
			return false;
		*name = files->names + files->at;
		files->at += strlen(*name) + 1;
		return true;
	}
	if (files->n == 0 && files->at == 0) {
		files->at = 1;
		*name = "-";
		return true;
	}
	if (files->at >= files->n)
		return false;
	*name = files->argv[files->at++];
	return true;
}

void cli_files_close(struct cli_files *files)
{
	mem_free(files->names);
	*files = (struct cli_files){ 0 };
}

int cli_finish(int findings)
{
	struct place at = { .file = STR("<stdout>") };

	if (fflush(stdout) != 0 || ferror(stdout))
		msg_say(&at, MSG_FILE_WRITE, strerror(errno));
	return msg_status() > findings ? msg_status() : findings;
}
