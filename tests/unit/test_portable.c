/* What processors without vectors run, linked here in place of the library's own. */
#define PG_PORTABLE
#include "common/str.c"
#include "common/utf8.c"
#include "common/writer.c"

#include "step_case.h"

Test(portable, find_agrees_with_the_library) { find_agrees_with_the_library(); }
Test(portable, find_starts_where_it_is_told) { find_starts_where_it_is_told(); }
Test(portable, every_escape_at_every_place) { every_escape_at_every_place(); }
