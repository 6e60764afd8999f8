#include "cli.h"
#include "complete.h"
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
	const char *lang, *shard, *complete;
	bool help, version;
} asked;

enum { COMMON_OPTIONS = 16 };

static const struct cli_option *common_options(struct cli_common *c)
{
	static struct cli_option list[COMMON_OPTIONS];
	const struct cli_option all[] = {
		{ "help", 'h', CLI_FLAG, &asked.help, NULL, "print this help", "显示本帮助" },
		{ "version", 'V', CLI_FLAG, &asked.version, NULL, "print the version", "显示版本" },
		{ "output", 'o', CLI_TEXT, &c->output, "FILE", "write to FILE, complete or not at all (default: standard output)",
		  "写入 FILE，要么完整要么不写（默认：标准输出）" },
		{ "quiet", 'q', CLI_FLAG, &c->quiet, NULL, "say errors only", "只报告错误" },
		{ "verbose", 'v', CLI_FLAG, &c->verbose, NULL, "name each operand as it is begun", "开始处理每个操作数时报告其名称" },
		{ "line-buffered", 0, CLI_FLAG, &c->line_buffered, NULL, "write each record at once", "逐条记录立即写出" },
		{ "files0-from", 0, CLI_TEXT, &c->files0_from, "FILE", "read operands from FILE, each ended by a NUL (- is standard input)",
		  "从 FILE 读取以 NUL 结尾的操作数（- 为标准输入）" },
		{ "stdin-name", 0, CLI_TEXT, &c->stdin_name, "NAME", "what standard input is called (in pg-extract also in doc)",
		  "标准输入的名称（在 pg-extract 中也用于 doc 列）" },
		{ "shard", 0, CLI_TEXT, &asked.shard, "I/N", "do the I-th of N parts of the operands, I from 0 to N-1",
		  "只处理操作数 N 份中的第 I 份（I 从 0 到 N-1）" },
		{ "fail-fast", 0, CLI_FLAG, &c->fail_fast, NULL, "stop behind the first operand with an error", "遇到第一个出错的操作数后停止" },
		{ "progress", 0, CLI_FLAG, &c->progress, NULL,
		  "say how many documents are done (on a terminal without asking, after some seconds)",
		  "报告已完成的文档数（在终端上数秒后自动显示）" },
		{ "color", 0, CLI_TEXT, &c->color_when, "WHEN", "colour messages: auto (default), always, never",
		  "彩色信息：auto（默认）、always、never", "auto always never" },
		{ "lang", 0, CLI_TEXT, &asked.lang, "zh|en", "language of messages (default: the locale's)", "信息语言（默认随区域设置）", "zh en" },
		{ "complete", 0, CLI_TEXT, &asked.complete, "SHELL", NULL, NULL },
		{ 0 },
	};
	memcpy(list, all, sizeof all);
	return list;
}

static void add_options(struct parser *p, const struct cli_option *list)
{
	size_t more = 0;

	while (list[more].name)
		more++;
	p->option = mem_resize(p->option, p->n + more, sizeof *p->option);
	p->longs = mem_resize(p->longs, p->n + more + 1, sizeof *p->longs);
	for (; list->name; list++) {
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

	(void)fprintf(f, n > 30 ? "%s\n%32s%s\n" : "%-32s%s%s\n", left, "", msg_chinese() ? o->help_zh : o->help);
}

static _Noreturn void print_help(const struct parser *p)
{
	const struct cli_tool *t = p->tool;
	const char *notes = msg_chinese() ? t->notes_zh : t->notes;

	printf(msg_chinese() ? "用法：%s [选项] %s\n%s\n\n" : "usage: %s [OPTION ...] %s\n%s\n\n", t->name, t->operands,
	    msg_chinese() ? t->purpose_zh : t->purpose);
	for (size_t i = 0; i < p->n; i++)
		if (p->option[i]->help)
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

static _Noreturn void bad_value(const char *option, const char *value, const char *expected)
{
	msg_tell(MSG_USAGE_VALUE, option, value, expected);
	usage();
}

static void read_shard(struct cli_common *c)
{
	struct str s = str_c(asked.shard);
	size_t slash = str_chr(s, '/', 0);

	if (slash == s.n || !str_number(str_to(s, slash), &c->shard) || !str_number(str_from(s, slash + 1), &c->shards)
	    || c->shard >= c->shards)
		bad_value("--shard", asked.shard, "0/4, 1/4, 2/4, 3/4 …");
}

bool cli_color(const struct cli_common *common, int fd)
{
	const char *no = getenv("NO_COLOR");

	if (common->color_when && strcmp(common->color_when, "auto") != 0)
		return strcmp(common->color_when, "always") == 0;
	return isatty(fd) && !(no && *no);
}

/* What the common options mean for each other, and for messages. */
static void settle(struct cli_common *common)
{
	const char *when = common->color_when;

	if (asked.lang && strcmp(asked.lang, "zh") != 0 && strcmp(asked.lang, "en") != 0)
		bad_value("--lang", asked.lang, "zh, en");
	if (when && strcmp(when, "auto") != 0 && strcmp(when, "always") != 0 && strcmp(when, "never") != 0)
		bad_value("--color", when, "auto, always, never");
	common->shards = 1;
	if (asked.shard)
		read_shard(common);
	common->color = cli_color(common, STDERR_FILENO);
	msg_language(asked.lang);
	msg_quiet(common->quiet);
	msg_color(common->color);
}

static void print_asked(struct parser *p)
{
	if (asked.help)
		print_help(p);
	if (asked.version) {
		printf("%s %s\n", p->tool->name, PG_VERSION);
		exit(cli_finish(0));
	}
	if (asked.complete) {
		if (!complete_print(p->tool, p->option, p->n, asked.complete))
			bad_value("--complete", asked.complete, "bash, zsh, fish");
		exit(cli_finish(0));
	}
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
	settle(common);
	print_asked(&p);
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
	if (!b.p)
		buf_room(&b, 1); /* no names are not no list */
	files->names = b.p;
	files->names_n = b.n;
	return n == 0;
}

static size_t count_names(const struct cli_files *files)
{
	size_t n = 0;

	for (size_t at = 0; at < files->names_n; at += strlen(files->names + at) + 1)
		n++;
	return n;
}

/* The first operand of n that is not before that shard: the least i with i * shards / n >= shard. */
static size_t shard_begin(size_t shard, size_t shards, size_t n)
{
	size_t whole = n / shards, rest = n % shards; /* ceil(shard * n / shards), without a product of three */

	return shard * whole + (shard * rest + shards - 1) / shards;
}

bool cli_files_open(struct cli_files *files, const struct cli_common *common, char **argv, size_t n)
{
	size_t shards = common->shards ? common->shards : 1, begin;

	*files = (struct cli_files){ .common = common, .argv = argv, .n = n ? n : 1 };
	if (common->files0_from) {
		if (!read_names(files, common->files0_from))
			return false;
		files->n = count_names(files);
	} else if (n == 0) {
		files->argv = NULL;
	}
	begin = shard_begin(common->shard, shards, files->n);
	files->end = shard_begin(common->shard + 1, shards, files->n);
	for (; files->at < begin; files->at++)
		if (files->names)
			files->names_at += strlen(files->names + files->names_at) + 1;
	progress_start(&files->progress, common->progress, common->quiet, files->end - begin);
	return true;
}

bool cli_files_next(struct cli_files *files, const char **name)
{
	struct place at = { 0 };

	if (files->progress.begun)
		progress_operand(&files->progress);
	if (files->at >= files->end || (files->common->fail_fast && msg_status()))
		return false;
	if (files->names) {
		*name = files->names + files->names_at;
		files->names_at += strlen(*name) + 1;
	} else {
		*name = files->argv ? files->argv[files->at] : "-";
	}
	files->at++;
	files->progress.begun = true;
	at.file = strcmp(*name, "-") != 0 ? str_c(*name) : STR("<stdin>");
	if (files->common->verbose)
		msg_say(&at, MSG_FILE_BEGUN, files->at, files->n);
	return true;
}

void cli_files_document(struct cli_files *files) { progress_document(&files->progress); }

void cli_files_close(struct cli_files *files)
{
	progress_finish(&files->progress);
	mem_free(files->names);
	*files = (struct cli_files){ 0 };
}

int cli_finish(int findings)
{
	struct place at = { .file = STR("<stdout>") };

	if (fflush(stdout) != 0 || ferror(stdout))
		msg_say(&at, MSG_FILE_WRITE, strerror(errno));
	msg_flush();
	return msg_status() > findings ? msg_status() : findings;
}
