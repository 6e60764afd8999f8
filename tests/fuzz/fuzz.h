/*
 * fuzz: what the fuzz targets share.
 *
 * A target reads its input as the tool would read a file of these very bytes: a crash file is a tool's input.
 * Built by clang with libFuzzer, or by any compiler with standalone.c as a program that reads files.
 *
 * Ownership: fuzz_input's name and fuzz_output's bytes live until the next call of the same function.
 */
#ifndef PG_FUZZ_H
#define PG_FUZZ_H

#include "common/mem.h"

int LLVMFuzzerTestOneInput(const unsigned char *p, size_t n);

/* A name under which these bytes can be opened any number of times. */
const char *fuzz_input(const unsigned char *p, size_t n);
/* Standard output goes to memory from here on (out_open(NULL) writes there, out_close closes it). */
void fuzz_capture(void);
/* The name of what was captured since then, to be opened. */
const char *fuzz_captured(void);
/* Ends the program as a crash does when the law is broken; says which. */
void fuzz_law(bool holds, const char *law);
/* Reads a stream of our own making: it must be sound, of at least so many records, and none that says a line was lost. */
void fuzz_check_stream(const char *name, size_t least);

#endif
