/* Output: the one way by which a command's answer reaches the screen, a pipe or a file. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "kam/rows.h"

#include <signal.h>

/*
 * The global options that decide how an answer looks. Strings are borrowed
 * until output_free(). NO_COLOR, TERM, PAGER, LESS, COLUMNS and LINES are read
 * from the environment here.
 */
struct output_options {
	const char *format; /* table csv tsv json jsonl md ids; NULL: table */
	const char *file;   /* -o; NULL or "-": standard output */
	const char *header; /* key, title or none; NULL: title for people's formats, key for the rest */
	const char *color;  /* auto, always or never; NULL: auto */
	const char *zone;   /* in which instants are shown; NULL: UTC */
	bool excel;         /* CSV for Excel; without a format it means csv */
	bool raw;           /* no formula guard */
	bool no_pager;
	bool quiet;                               /* no remarks on standard error */
	int width;                                /* columns of the screen; 0: found out; < 0: no limit */
	const volatile sig_atomic_t *interrupted; /* non-zero: stop; may be NULL */
};

struct output;

/*
 * First thing in main(): a standard descriptor that was closed by the caller is
 * taken by /dev/null, the wrong way round, so that no database is ever opened
 * as number 1 and a write to it still fails.
 */
void output_guard_descriptors(void);

/*
 * Get ready, before the database is written: the format is known and a file
 * can be made. *out is set even on failure (but for KAM_NO_MEMORY), so that the
 * message can be read; always output_free() it. SIGPIPE is ignored until then.
 * KAM_USAGE: no such format, header or colour. KAM_CANNOT_CREATE,
 * KAM_NOT_PERMITTED, KAM_IO: the file cannot be made.
 */
enum kam_status output_open(const struct output_options *options, struct output **out);

/*
 * The calls below return KAM_OK, KAM_IO (disk full, closed standard output, the
 * spool unreadable), KAM_NO_MEMORY, KAM_INTERRUPTED or KAM_USAGE. A failure
 * stays: later calls do nothing and return it again. A reader that went away
 * (EPIPE) is no failure: the rest is dropped and the answer is KAM_OK.
 */

/* In which zone instants are shown, once the database has said it; borrowed until output_free(). */
void output_zone(struct output *output, const char *zone);
/* Several sections can be told apart in this format; in the others print one only. */
bool output_takes_sections(const struct output *output);
/* Is it made for reading: are there headings, titles, masks? */
bool output_is_for_people(const struct output *output);
/* What the rows are, where it is read by people and headings are wanted; nothing elsewhere. */
enum kam_status output_heading(struct output *output, const char *title);
/* A section begins: a heading for people, a key in JSON. KAM_USAGE: a second one where there can be one only. */
enum kam_status output_section(struct output *output, const char *name, const char *title);
/* All rows that were not read yet. */
enum kam_status output_write(struct output *output, struct kam_rows *rows);
/* The rows as records: for people one "title  value" line each, without what is empty; a lone object in JSON. */
enum kam_status output_record(struct output *output, struct kam_rows *rows);
/* Text as it is, whatever the format: an id that was given, help, an explanation. */
enum kam_status output_text(struct output *output, const char *text);

/*
 * The end: all is written, the pager was left, the file is whole and in its
 * place. Says on standard error which columns did not fit. May be called twice.
 */
enum kam_status output_close(struct output *output);
/* What went wrong: what, the value, what to do; "" when nothing did. NULL: no memory. */
const char *output_message(const struct output *output);
/* NULL-safe. A file that was not closed is dropped, the one it would have replaced stays. */
void output_free(struct output *output);

/* Is this format known? */
bool output_format_known(const char *format);

#endif
