/*
 * msg: what the programs say on standard error, and the exit status that follows from it.
 *
 * Every message has an id, a severity, a place and its words in one catalogue (catalogue.h), in
 * English and in Chinese; the language follows LC_ALL, LC_MESSAGES, LANG (zh…) or --lang.  Lines read
 * `file:line:column: severity: words [id]`, a part of the place that is not known is left out.  Bytes
 * below 0x20 and broken UTF-8 in what is quoted are written \xNN: no escape sequence reaches a terminal.
 */
#ifndef PG_MSG_H
#define PG_MSG_H

#include "catalogue.h"
#include "str.h"

enum msg_severity { MSG_NOTE, MSG_WARNING, MSG_ERROR };

enum msg_id {
#define X(id, name, severity, en, zh) MSG_##id,
	MSG_LIST(X)
#undef X
	MSG_COUNT
};

struct place {
	struct str file; /* a name as given, "<stdin>" for standard input; empty: the program's own name */
	size_t line;     /* from 1; 0: not known */
	size_t column;   /* code points, from 1; 0: not known */
};

void msg_program(const char *name); /* before anything else; the string must live on */
const char *msg_program_name(void);
void msg_quiet(bool quiet);         /* -q: errors only */
void msg_color(bool color);         /* the severity in colour */
/* Says it.  The arguments are those of the catalogue's format (views by STR_ARG). */
void msg_say(const struct place *at, int id, ...);
/* The same without a place. */
void msg_tell(int id, ...);
/*
 * A line that was made elsewhere (pg-validate's findings), its end included, in its turn among the messages.  Lines go out
 * many at a time, whole ones in writes of at most PIPE_BUF bytes: those of several programs in a pipeline do not mix.
 */
struct buf *msg_pending(void);   /* such a line is added to its end, */
void msg_added(size_t from);     /* where it begins */
/* What waits goes out: where the program may be kept waiting, before it forks and when it ends.  An error never waits. */
void msg_flush(void);
bool msg_chinese(void);
/* "zh", "en" or NULL for the environment's. */
void msg_language(const char *code);
/* Writes s for a terminal: control bytes and broken UTF-8 as \xNN. */
struct buf;
void msg_clean(struct buf *into, struct str s);
/* The exit status so far: 0, or 2 once an error was said.  msg_fail raises it. */
int msg_status(void);
void msg_fail(int status);

#endif
