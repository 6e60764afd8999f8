/*
 * xlsx_check: did every byte of a workbook arrive?  libxlsxwriter writes its sheets to temporary files and does not
 * look whether those could be written: on a full disk it closes a broken workbook without an error.
 */
#ifndef PG_XLSX_CHECK_H
#define PG_XLSX_CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include <xlsxwriter.h>

/* Before the workbook is closed: bytes of rows in all its temporary files; false when one could not be written. */
bool xlsx_rows_arrived(const lxw_workbook *book, uint64_t *bytes);
/* Behind it: the sheets in the file (a ZIP archive) hold at least so many bytes, uncompressed. */
bool xlsx_file_holds(const char *name, uint64_t bytes);

#endif
