/*
 * xlsx_check: did every byte of a workbook arrive?  libxlsxwriter writes sheets and all other parts to temporary
 * files and does not look whether those could be written: on a full disk it closes a broken workbook without an
 * error.  A second workbook, of the same sheets without their rows, tells what each part has to be.
 */
#ifndef PG_XLSX_CHECK_H
#define PG_XLSX_CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include <xlsxwriter.h>

/* Before the workbook is closed: bytes of the rows of each sheet; false when they could not be written. */
bool xlsx_rows_arrived(const lxw_workbook *book, uint64_t *bytes);
/*
 * Behind it: whether the file (a ZIP archive) is part by part what the proof is, the sheets apart from the rows
 * of each, whose bytes are given for both.
 */
bool xlsx_proven(const char *name, const uint64_t *rows, const char *proof, const uint64_t *proof_rows, size_t sheets);

#endif
