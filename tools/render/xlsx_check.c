#include "xlsx_check.h"

#include "common/mem.h"

#include <stdio.h>
#include <string.h>

/* Of the ZIP format (APPNOTE.TXT 4.3.12, 4.3.16): records and where their fields stand. */
enum {
	END_BYTES = 22, END_COUNT = 10, END_OFFSET = 16,
	ENTRY_BYTES = 46, ENTRY_SIZE = 24, ENTRY_NAME = 28, ENTRY_EXTRA = 30, ENTRY_COMMENT = 32
};

bool xlsx_rows_arrived(const lxw_workbook *book, uint64_t *bytes)
{
	const lxw_worksheet *sheet;

	*bytes = 0;
	STAILQ_FOREACH(sheet, book->worksheets, list_pointers) {
		FILE *f = sheet->optimize_tmpfile;
		long n;
		if (!f)
			continue;
		if (fflush(f) != 0 || ferror(f) || (n = ftell(f)) < 0)
			return false;
		*bytes += (uint64_t)n;
	}
	return true;
}

static uint32_t number(const unsigned char *p, int n)
{
	uint32_t v = 0;

	while (n-- > 0)
		v = v << 8 | p[n];
	return v;
}

/* Sums up the sheets of the central directory, which f stands before. */
static bool sum_sheets(FILE *f, uint32_t entries, uint64_t *sum)
{
	static const char sheets[] = "xl/worksheets/sheet";

	for (; entries > 0; entries--) {
		unsigned char e[ENTRY_BYTES];
		char name[64] = { 0 };
		size_t n, more;
		if (fread(e, 1, sizeof e, f) != sizeof e || memcmp(e, "PK\1\2", 4) != 0)
			return false;
		n = number(e + ENTRY_NAME, 2);
		more = n > sizeof name - 1 ? n - (sizeof name - 1) : 0;
		n -= more;
		if (fread(name, 1, n, f) != n
		    || fseek(f, (long)(more + number(e + ENTRY_EXTRA, 2) + number(e + ENTRY_COMMENT, 2)), SEEK_CUR) != 0)
			return false;
		if (strncmp(name, sheets, sizeof sheets - 1) == 0)
			*sum += number(e + ENTRY_SIZE, 4);
	}
	return true;
}

bool xlsx_file_holds(const char *name, uint64_t bytes)
{
	FILE *f = fopen(name, "rb");
	unsigned char end[END_BYTES];
	uint64_t sum = 0;
	bool good;

	if (!f)
		return false;
	good = fseek(f, -END_BYTES, SEEK_END) == 0 && fread(end, 1, sizeof end, f) == sizeof end
	    && memcmp(end, "PK\5\6", 4) == 0 && fseek(f, (long)number(end + END_OFFSET, 4), SEEK_SET) == 0
	    && sum_sheets(f, number(end + END_COUNT, 2), &sum) && sum >= bytes;
	fclose(f);
	return good;
}
