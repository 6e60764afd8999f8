/*
 * library: shared libraries that are loaded when something first needs them.
 *
 * ICU and libxml2 cost more to load (with the C++ library behind them) than a small filing costs to read, and
 * most filings need neither.  Their rooms list the functions they use once, as an X list over (field,
 * function), and get them all from library_load:
 *
 *	struct icu {
 *	#define X(field, function) __typeof__(&function) field;
 *		ICU_LIST(X)
 *	#undef X
 *	};
 *	#define X(field, function) LIBRARY_NAME(function),
 *	static const char *const names[] = { ICU_LIST(X) };
 *	#undef X
 *
 * Headers and library must be of one version: the name given is the one that the build's headers belong to.
 *
 * Ownership: a library stays loaded until the program ends.
 */
#ifndef PG_LIBRARY_H
#define PG_LIBRARY_H

#include <stddef.h>

/* The name that the linker knows: ICU's headers rename each function after their version. */
#define LIBRARY_NAME(function) LIBRARY_TEXT(function)
#define LIBRARY_TEXT(name) #name

/*
 * Looks names[0 .. n) up in the library `file` and puts them, in their order, into a struct of nothing but
 * pointers to functions.  NULL when all went well, else why not (of the loader; until its next call).
 */
const char *library_load(const char *file, const char *const *names, size_t n, void *functions);

#endif
