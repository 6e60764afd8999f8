/* The operands and their shards: every operand in one shard, in order, and shards differ in size by one at most. */
#include "common/cli.h"

#include <criterion/criterion.h>

enum { MOST = 40 };

static void collect(const struct cli_common *common, char **argv, size_t n, const char **got, size_t *count)
{
	struct cli_files files;
	const char *name;

	cr_assert(cli_files_open(&files, common, argv, n));
	while (cli_files_next(&files, &name))
		got[(*count)++] = name;
	cli_files_close(&files);
}

Test(cli, shards)
{
	char names[MOST][2] = { 0 };
	char *argv[MOST];
	const char *got[MOST];

	for (size_t i = 0; i < MOST; i++) {
		names[i][0] = (char)('0' + i);
		argv[i] = names[i];
	}
	for (size_t n = 1; n <= MOST; n++)
		for (size_t shards = 1; shards <= MOST + 2; shards++) {
			size_t count = 0;
			for (size_t shard = 0; shard < shards; shard++) {
				struct cli_common common = { .quiet = true, .shard = shard, .shards = shards };
				size_t before = count;
				collect(&common, argv, n, got, &count);
				cr_assert(count - before <= n / shards + 1 && count - before >= n / shards, "%zu of %zu", shard, shards);
				for (size_t i = before; i < count; i++)
					cr_assert_eq(i * shards / n, shard, "operand %zu of %zu in shard %zu of %zu", i, n, shard, shards);
			}
			cr_assert_eq(count, n);
			for (size_t i = 0; i < n; i++)
				cr_assert_eq(got[i], argv[i]);
		}
}

Test(cli, standard_input_alone)
{
	const struct cli_common common = { .quiet = true };
	const char *got[1];
	size_t count = 0;

	collect(&common, NULL, 0, got, &count);
	cr_assert(count == 1 && strcmp(got[0], "-") == 0);
}
