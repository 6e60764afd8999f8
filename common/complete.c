#include "complete.h"

#include <stdio.h>
#include <string.h>

typedef void print_fn(const struct cli_tool *tool, const struct cli_option *const *option, size_t n);

static bool takes_files(const struct cli_option *o)
{
	return o->argument && (strcmp(o->argument, "FILE") == 0 || strncmp(o->argument, "DIR", 3) == 0);
}

/* Text inside single quotes: a quote as the shell wants it, a backslash before what is special. */
static void print_quoted(const char *s, const char *special, const char *quote)
{
	for (; *s; s++) {
		if (*s == '\'') {
			(void)fputs(quote, stdout);
			continue;
		}
		if (strchr(special, *s))
			putchar('\\');
		putchar(*s);
	}
}

/* What follows an option that takes one of a few words, or anything. */
static void bash_argument(const struct cli_option *o)
{
	if (!o->argument || (!o->values && takes_files(o)))
		return;
	printf("\t--%s", o->name);
	if (o->letter)
		printf("|-%c", o->letter);
	printf(")\n\t\tmapfile -t COMPREPLY < <(compgen -W '%s' -- \"$word\")\n\t\treturn ;;\n", o->values ? o->values : "");
}

static void print_bash(const struct cli_tool *tool, const struct cli_option *const *option, size_t n)
{
	printf("# bash completion of %s, by %s --complete=bash\n_%.2s_%s() {\n"
	       "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	       "\tif [[ $word == = ]]; then word=; elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
	       "\tcase $before in\n", tool->name, tool->name, tool->name, tool->name + 3);
	for (size_t i = 0; i < n; i++)
		if (option[i]->help)
			bash_argument(option[i]);
	printf("\tesac\n\tif [[ $word == -* ]]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W '");
	for (size_t i = 0; i < n; i++)
		if (option[i]->help)
			printf("%s--%s", i ? " " : "", option[i]->name);
	printf("' -- \"$word\")\n\telse\n\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n\tfi\n}\n"
	       "complete -o filenames -F _%.2s_%s %s\n", tool->name, tool->name + 3, tool->name);
}

static void print_zsh(const struct cli_tool *tool, const struct cli_option *const *option, size_t n)
{
	printf("#compdef %s\n# by %s --complete=zsh\n_arguments -s -S \\\n", tool->name, tool->name);
	for (size_t i = 0; i < n; i++) {
		const struct cli_option *o = option[i];
		if (!o->help)
			continue;
		printf("  '%s--%s%s[", o->kind == CLI_LIST ? "*" : "", o->name, o->argument ? "=" : "");
		print_quoted(o->help, "[]:\\", "'\\''");
		putchar(']');
		if (o->values)
			printf(":%s:(%s)", o->argument, o->values);
		else if (o->argument)
			printf(":%s:%s", o->argument, takes_files(o) ? "_files" : " ");
		printf("' \\\n");
		if (o->letter)
			printf("  '-%c%s[%s]%s' \\\n", o->letter, o->argument ? "+" : "", o->name, o->argument ? takes_files(o) ? ":file:_files" : ":value: " : "");
	}
	printf("  '*:file:_files'\n");
}

static void print_fish(const struct cli_tool *tool, const struct cli_option *const *option, size_t n)
{
	printf("# fish completion of %s, by %s --complete=fish\n", tool->name, tool->name);
	for (size_t i = 0; i < n; i++) {
		const struct cli_option *o = option[i];
		if (!o->help)
			continue;
		printf("complete -c %s -l %s", tool->name, o->name);
		if (o->letter)
			printf(" -s %c", o->letter);
		if (o->argument)
			printf(o->values || !takes_files(o) ? " -x" : " -r");
		if (o->values)
			printf(" -a '%s'", o->values);
		printf(" -d '");
		print_quoted(o->help, "\\", "\\'");
		printf("'\n");
	}
}

static const struct {
	const char *shell;
	print_fn *print;
} shells[] = { { "bash", print_bash }, { "zsh", print_zsh }, { "fish", print_fish } };

bool complete_print(const struct cli_tool *tool, const struct cli_option *const *option, size_t n, const char *shell)
{
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
		if (strcmp(shells[i].shell, shell) != 0)
			continue;
		shells[i].print(tool, option, n);
		return true;
	}
	return false;
}
