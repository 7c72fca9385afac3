/* The words of the command line, as the configuration adds to them. */
#ifndef WORDS_H
#define WORDS_H

#include "config_file.h"

/* A command line in the making: words typed and words configured. */
struct words {
	int count;
	char **list;     /* ends with NULL */
	char *made[2];   /* what must be freed at the end */
	char **lists[3];
};

void words_free(struct words *words);
/* An alias in place of the word at `place`: the words of its value. KAM_DONE: there is none of that name. */
enum kam_status words_alias(struct context *context, const struct config *config, struct words *words, int place);
/* The defaults of the verb, put behind the word at `place`, before what was typed. */
enum kam_status words_defaults(struct context *context, const struct config *config, struct words *words, int place);
/* kam-WORD on PATH takes over with the words from `place` on; returns only when there is none. */
void words_plugin(const struct context *context, const struct words *words, int place);

#endif
