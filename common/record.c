#include "record.h"

#define X_COLUMN(id, column, name) name,
#define X(id, name, columns) static const char *const id##_columns[] = { columns(X_COLUMN) };
RECORD_LIST(X)
#undef X
#undef X_COLUMN

const struct record_info record_infos[] = {
#define X(id, name, columns) { { name, sizeof name - 1 }, id##_columns, id##_COUNT },
	RECORD_LIST(X)
#undef X
};

enum record_type record_type_of(struct str name)
{
	if (name.n == 0)
		return RECORD_OTHER;
	for (int t = 0; t < RECORD_TYPES; t++)
		if (record_infos[t].name.n == name.n && record_infos[t].name.p[0] == name.p[0] && str_eq(record_infos[t].name, name))
			return (enum record_type)t;
	return RECORD_OTHER;
}

int record_column(enum record_type type, struct str name)
{
	for (size_t i = 0; i < record_infos[type].count; i++)
		if (str_eq(str_c(record_infos[type].columns[i]), name))
			return (int)i;
	return -1;
}
