#include "xlsx_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of the ZIP format (APPNOTE.TXT 4.3.12, 4.3.16): records and where their fields stand. */
enum {
	END_BYTES = 22, END_COUNT = 10, END_OFFSET = 16,
	ENTRY_BYTES = 46, ENTRY_CRC = 16, ENTRY_SIZE = 24, ENTRY_NAME = 28, ENTRY_EXTRA = 30, ENTRY_COMMENT = 32
};

bool xlsx_rows_arrived(const lxw_workbook *book, uint64_t *bytes)
{
	const lxw_worksheet *sheet;

	STAILQ_FOREACH(sheet, book->worksheets, list_pointers) {
		FILE *f = sheet->optimize_tmpfile;
		long n;
		if (!f || fflush(f) != 0 || ferror(f) || (n = ftell(f)) < 0)
			return false;
		*bytes++ = (uint64_t)n;
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

struct part {
	char name[64];
	uint32_t crc, size;
};

/* The next entry of the central directory, which f stands before. */
static bool read_part(FILE *f, struct part *part)
{
	unsigned char e[ENTRY_BYTES];
	size_t n, most = sizeof part->name - 1, more;

	if (fread(e, 1, sizeof e, f) != sizeof e || memcmp(e, "PK\1\2", 4) != 0)
		return false;
	*part = (struct part){ .crc = number(e + ENTRY_CRC, 4), .size = number(e + ENTRY_SIZE, 4) };
	n = number(e + ENTRY_NAME, 2);
	more = n > most ? n - most : 0;
	return fread(part->name, 1, n - more, f) == n - more
	    && fseek(f, (long)(more + number(e + ENTRY_EXTRA, 2) + number(e + ENTRY_COMMENT, 2)), SEEK_CUR) == 0;
}

/* Opens the archive before its central directory; NULL when it has none. */
static FILE *open_directory(const char *name, uint32_t *entries)
{
	FILE *f = fopen(name, "rb");
	unsigned char end[END_BYTES];

	if (!f)
		return NULL;
	if (fseek(f, -END_BYTES, SEEK_END) == 0 && fread(end, 1, sizeof end, f) == sizeof end && memcmp(end, "PK\5\6", 4) == 0
	    && fseek(f, (long)number(end + END_OFFSET, 4), SEEK_SET) == 0) {
		*entries = number(end + END_COUNT, 2);
		return f;
	}
	(void)fclose(f);
	return NULL;
}

/* The sheet's number, from 1; 0: another part. */
static unsigned long sheet_of(const struct part *part)
{
	static const char sheets[] = "xl/worksheets/sheet";

	return strncmp(part->name, sheets, sizeof sheets - 1) == 0 ? strtoul(part->name + sizeof sheets - 1, NULL, 10) : 0;
}

static bool same_parts(FILE *f, const uint64_t *rows, FILE *proof, const uint64_t *proof_rows, size_t sheets)
{
	struct part a, b;
	unsigned long sheet;

	if (!read_part(f, &a) || !read_part(proof, &b) || strcmp(a.name, b.name) != 0 || !a.size)
		return false;
	sheet = sheet_of(&a);
	if (!sheet)
		return a.crc == b.crc && a.size == b.size;
	return sheet <= sheets && a.size - rows[sheet - 1] == b.size - proof_rows[sheet - 1];
}

bool xlsx_proven(const char *name, const uint64_t *rows, const char *proof_name, const uint64_t *proof_rows, size_t sheets)
{
	uint32_t entries, wanted;
	FILE *f = open_directory(name, &entries), *proof = open_directory(proof_name, &wanted);
	bool good = f && proof && entries == wanted;

	while (good && entries-- > 0)
		good = same_parts(f, rows, proof, proof_rows, sheets);
	if (f)
		(void)fclose(f);
	if (proof)
		(void)fclose(proof);
	return good;
}
