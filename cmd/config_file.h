/* The user's and the system's configuration: what stands in /etc/kam/config and ~/.config/kam/config. */
#ifndef CONFIG_FILE_H
#define CONFIG_FILE_H

#include "command.h"

enum config_section { CONFIG_NONE, CONFIG_DEFAULTS, CONFIG_ALIAS, CONFIG_HOOKS };

/* One line, NAME = WORD …; its texts are its own. */
struct config_line {
	enum config_section section;
	const char *file;
	int number;
	char **words; /* words[0] is NAME, as in an argv; ends with NULL */
	int count;    /* NAME too */
};

/* Lines in the order they were read, the system's first. */
struct config {
	struct config_line *lines;
	size_t count;
	int64_t hook_seconds; /* how long a hook may take */
	char *files[2];       /* their paths */
};

/*
 * Read the configuration into the context, once; what is not there is not missed. KAM_CONFIG names a file that is read
 * instead, empty: none is. KAM_BAD_DATA names the file, the line and what to do; KAM_NOT_PERMITTED, KAM_IO: unreadable.
 */
enum kam_status config_load(struct context *context);
/* The same from these files; a path may be NULL. */
enum kam_status config_read(struct context *context, const char *const *paths, size_t count);
void config_free(struct config *config);

/* The next line of a section, from the last to the first: pass the one before, NULL to begin. NULL: no more. */
const struct config_line *config_before(const struct config *config, enum config_section section,
                                        const struct config_line *line);

/* KAM_BAD_DATA: "FILE:LINE: " before the message. */
enum kam_status config_error(struct context *context, const struct config_line *line, const char *format, ...)
	KAM_FORMAT(3, 4);

/* config_check.c — a line that was read, of one of the sections. `trusted`: programs may be run from its file. */
#define HOOK_SECONDS 10 /* unless the configuration says otherwise */
enum kam_status config_check(struct context *context, const struct config_line *line, bool trusted);

/* alias.c — a word that is no command. */

/* The line of an alias; NULL: there is none. */
const struct config_line *alias_find(const struct context *context, const char *word);

/*
 * An alias: its words take the word's place in a new *argv, kept by the context. Else a program kam-WORD, which
 * takes over this process. Else KAM_USAGE, with the nearest name.
 */
enum kam_status alias_take(struct context *context, int at, int *argc, char ***argv);

/*
 * option.c — the lines of [defaults] for this verb ("bid list"; NULL: only those for all), for what was not typed.
 * KAM_BAD_DATA: FILE:LINE, there is no such option here.
 */
enum kam_status defaults_take(struct context *context, const char *verb, void *arguments);

/* hook.c */

/* Is there a hook for this event? For kam_options.told; data is the context. */
bool hooks_want(void *data, const char *event);
/* Tell the events of the operation that was committed. KAM_UNDELIVERED: a hook failed; what it was to deliver is said. */
enum kam_status hooks_run(struct context *context, const volatile sig_atomic_t *interrupted);

#endif
