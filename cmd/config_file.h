/* The user's and the system's configuration: defaults, aliases, hooks. */
#ifndef CONFIG_FILE_H
#define CONFIG_FILE_H

#include "command.h"

struct config_line {
	const char *section, *key, *value; /* point into the files' texts */
	const char *file;
	int line;
};

struct config {
	char *files[2]; /* names: the system's, the user's */
	char *texts[2];
	struct config_line *lines;
	size_t count;
};

/*
 * Reads /etc/kam/config, then the user's; a file that is not there is fine.
 * KAM_BAD_DATA points at file and line; KAM_NOT_PERMITTED, KAM_IO.
 */
enum kam_status config_load(struct context *context, struct config *config);
void config_free(struct config *config);
/* The last value of a key, NULL when there is none. */
const char *config_get(const struct config *config, const char *section, const char *key);

/* Words as a shell would split them: quotes, backslash. A list that ends with NULL; *storage is to be freed too. */
char **split_words(const char *text, size_t *count, char **storage);

#endif
