/* What main is made of: its surroundings, words to a verb, the verb run as one operation. */
#ifndef MAIN_H
#define MAIN_H

#include "config_file.h"

#include <signal.h>

/* ---- surroundings.c: what the library may not ask of the process itself ---- */

/* From here on a signal that asks to stop is noted; what nohup ignores stays ignored. */
void signals_catch(void);
/* From the commit to the end of printing: exit 0 must mean both. */
void signals_hold(void);
/* The number of the signal that asked to stop; 0: none. */
extern volatile sig_atomic_t interrupted;

/* Messages in the user's language; figures and sorting never depend on it. */
void locale_set(void);
/* "zh" or "en". */
const char *locale_language(void);

/* Seconds since the epoch; KAM_NOW fixes them. KAM_BAD_VALUE: it is no instant. */
enum kam_status clock_read(struct context *context, int64_t *now);
/* The zone the machine is in, or NULL; may be kept in buffer. */
const char *clock_zone(char *buffer, size_t size);

/* ---- words.c ---- */

/* The first word that is no option: a command, or an alias for one, which then stands in *argv. *first is its place. */
enum kam_status words_command(struct context *context, int *argc, char ***argv, int *first);
/* Record and verb: the other words. *first is the place of the command, then that of the last of them. */
enum kam_status words_verb(struct context *context, int argc, char **argv, int *first);
/* The words for which [defaults] has lines: "bid list", "account contact list", "undo". To be freed. */
char *words_scope(const struct context *context, const char *last);
/* For the journal: the command line as it was run, with what the configuration put in. To be freed. */
char *words_line(const struct context *context, const char *scope, int argc, char **argv, int first);

/* ---- perform.c ---- */

/* Everything between the options being read and the exit status being known. */
enum kam_status perform(struct context *context, const void *arguments);
/* The database in the mode the verb needs. `as_of` NULL: as it is now; `today` as in kam_options. */
enum kam_status perform_open(struct context *context, const void *arguments, const char *as_of, const char *today,
                             enum need need);
/* What every listing takes, for the verbs that leave it to this: --columns, --sort, --limit; and no --where. */
enum kam_status perform_arrange(struct context *context);
void context_forget(struct context *context);

/* ---- again.c: a second look at the database beside the first ---- */

/* --unmask is written down, in an operation of its own; see context.note_reading. */
enum kam_status again_note(struct context *context);
/* --diff: the same question asked of an earlier day, and the two answers compared. */
enum kam_status again_compare(struct context *context, const void *arguments);

#endif
