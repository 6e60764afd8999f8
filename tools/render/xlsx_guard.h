/*
 * xlsx_guard: what keeps libxlsxwriter's failures from becoming crashes or workbooks that lack something.
 *
 * The library goes on behind an allocation or a write that failed: it prints a line, then crashes or leaves
 * out what it could not make, and says that all went well.  So the work is done in a child process, whose
 * death is an error like any other, and errno tells whether anything failed within the library's calls.
 */
#ifndef PG_RENDER_XLSX_GUARD_H
#define PG_RENDER_XLSX_GUARD_H

#include "render.h"

/*
 * True in a child that does all further work and ends as the program would have.  The caller only comes back
 * here without one: false, with a message about `name`, when there can be none.  What waits for the child ends
 * as it ended, the n temporary files removed if it failed; a crash is said, with status 2.
 */
bool guard_child(struct tempfile *temp, size_t n, const char *name);

/* Before calls into the library, and behind them: why something failed within; NULL when nothing did. */
void guard_begin(void);
const char *guard_failure(void);

#endif
