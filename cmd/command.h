/* What a command is to main: rows of verbs, their options, and the context they run in. */
#ifndef COMMAND_H
#define COMMAND_H

#include "output/output.h"

#include "kam/import.h"
#include "kam/kam.h"
#include "kam/record.h"
#include "kam/report.h"

#include <libintl.h>
#include <stdbool.h>

#define _(text) dgettext("kam", text)
#define N_(text) text
/* By number: 1 record, 2 records. */
#define by_number(one, many, count) dngettext("kam", one, many, (unsigned long)(count))

/* OPTION_REPEATED: each value is one of the context's assignments, under the option's name and in the order given. */
enum option_kind { OPTION_END = 0, OPTION_FLAG, OPTION_TEXT, OPTION_INTEGER, OPTION_REPEATED };

/* One option: its name, its argument's name for people, what it does, and where its value goes. */
struct option_row {
	enum option_kind kind;
	char letter; /* 0: none */
	const char *name;
	const char *argument;
	const char *help;
	size_t offset;       /* of a bool, const char * or int64_t in the arguments */
	const char *implies; /* a flag that stands for a value of another option at the same offset: --csv */
};

/* NEED_PLACE: where the database is, whether it can be opened or not; the handle is closed. */
enum need { NEED_NOTHING, NEED_PLACE, NEED_READ, NEED_WRITE, NEED_CREATE };

/* Which options the fields of the record type make. */
enum field_options { FIELDS_NONE, FIELDS_SET, FIELDS_FILTER };

struct context;

struct verb {
	const char *record; /* the record type it belongs to; NULL: every type of the command, or the command itself */
	const char *name;
	const char *operands;
	const char *summary;
	enum need need;
	enum field_options fields;
	const struct option_row *options; /* NULL: none */
	size_t arguments_size;
	enum kam_status (*run)(struct context *context, const void *arguments);
	const char *format; /* of its answer when none is asked for; NULL: table */
	/* Of a verb that needs to read: does it write, with these options (--save)? NULL: never. */
	bool (*writes)(const void *arguments);
	bool asks_who; /* it reads, and has to know whose login it is */
};

struct command {
	const char *name;
	const char *summary;
	bool has_records;                /* the common verbs apply */
	const struct verb *const *verbs; /* ends with NULL */
	/* A word that is no verb (a report's name): sets up the verb to be run. NULL: an error. */
	const struct verb *(*other)(struct context *context, const char *word);
	/* Such words and what each is, for the help, under a title. NULL: there are none. */
	struct kam_rows *(*others)(void);
	const char *others_title;
};

struct globals {
	const char *database, *as, *as_of, *diff, *once, *format, *file, *columns, *sort, *where, *header, *zone,
		*color;
	int64_t limit, timeout;
	bool excel, raw, unmask, no_pager, quiet, dry_run, if_findings, version, help;
};

struct config;
struct config_line;

struct context {
	struct kam *kam;
	struct globals globals;
	struct config *config; /* NULL: not read */
	const struct config_line *alias;
	char **expanded;                  /* the command line, where an alias stood in it */
	const void **given;               /* where the options put their values that were typed */
	size_t given_count, given_before; /* the latter: of them those that count for more than what is read */
	const char *database_default;     /* --db, from the configuration: gives way to KAM_DB */
	const char *line;                 /* the command line, for the journal */
	/*
	 * --unmask: before the answer is shown, it is written down who asked for it, when, and by which command: an
	 * operation of its own. After it was read, so that a question without an answer leaves nothing behind. For verbs
	 * that write files of their own; for all others main does it.
	 */
	enum kam_status (*note_reading)(struct context *context);
	int64_t operation; /* its number, once it is committed; 0: nothing was changed */
	const struct command *command;
	const struct verb *verb;
	struct verb writing;         /* the verb, where options of it make it write */
	const struct kam_type *type; /* the record type, or NULL */
	const char *const *operands;
	size_t operand_count;
	struct kam_assignment *assignments; /* field options, in the order given */
	size_t assignment_count;
	/* options made at run time (a report's parameters): their values are assignments too */
	struct option_row *extra;
	const char *own_reports, *own_maps; /* the user's folders, or NULL */
	/* what is to be printed after the commit */
	struct kam_rows *rows;
	bool as_record; /* as one record, not as a table */
	bool filtered;  /* the verb has looked at --where; where none does, it is refused */
	bool arranged;  /* and at --columns, --sort and --limit; where none does, the rows are arranged afterwards */
	struct kam_report_answer *answer;
	char *text;              /* plain text */
	char *remark;            /* for people, on stderr */
	char *message;           /* why it failed, when not the library says so */
	enum kam_status failure; /* of a command's `other`, when it is more than an unknown word */
	bool findings;
	bool damaged;        /* findings of the worst kind: the file itself; `message` says so */
	bool takes_sections; /* the format that was asked for can tell several tables apart */
	bool preview;        /* it failed, and the rows show what would have been done */
	void *private;       /* a command's own, freed by private_free */
	void (*private_free)(void *private);
};

extern const struct command *const commands[]; /* commands.c: the one list; ends with NULL */
/* record.c */
bool people_read_it(const struct context *context); /* a table, not something for programs */
/* Are so many records only to be shown, for want of --yes? Then the caller refuses, saying so. */
bool is_to_be_asked(struct context *context, int64_t count, bool yes);
enum kam_status record_show(struct context *context, const void *arguments); /* the verb show of every record */
extern const struct verb *const common_verbs[];                              /* record.c; ends with NULL */
extern const struct option_row global_options[];                             /* option.c */
extern const struct option_row report_options[]; /* report.c: what every report takes beside its parameters */

const struct command *command_find(const char *name);
/* KAM_USAGE, the message naming the command or verb whose name is nearest to the word. */
enum kam_status command_unknown(struct context *context, const char *word);
enum kam_status verb_unknown(struct context *context, const char *word);

/* The nearest of several names to a word; starts as {0}, .name stays NULL when none is near. */
struct nearest {
	const char *name;
	size_t distance;
};
void nearest_try(struct nearest *nearest, const char *word, const char *name);

/* The verb of a command that has no others, such as init; NULL: it has some. */
const struct verb *command_itself(const struct command *command);

/* The verb of a word for a command and record type, or NULL. */
const struct verb *verb_find(const struct command *command, const struct kam_type *type, const char *word);

/* option.c — reading the command line. Each returns KAM_OK or KAM_USAGE with context_message set. */
enum kam_status options_globals(struct context *context, int argc, char **argv, int *next);
enum kam_status options_all(struct context *context, int argc, char **argv, int first, void *arguments);

/* Does this field make an option for this use? */
bool option_is_for(const struct kam_field *field, enum field_options use);

/* help.c — the help on what the context has come to: all of kam, a command, a verb. To be freed; NULL: no memory. */
char *help_text(const struct context *context);
/* What people see for the value of a field's option: AMOUNT, DATE, the record it names. */
const char *field_argument(const struct kam_field *field);
/* "kam account contact add ACCOUNT NAME" */
void usage_line(const struct context *context, char *out, size_t size);

/*
 * card.c — a record on one screen. Is it asked for: by people, of one record, with nothing said of columns? card_show() runs
 * the report, whose parameter has the record's name; what is not asked for so is record_show()'s.
 */
bool card_is_asked(const struct context *context);
enum kam_status card_show(struct context *context, const char *report);
/* Options of a verb that shows such a card (--fields: every field of the record instead), and what runs it. */
struct card_arguments {
	bool fields;
};
extern const struct option_row card_options[];
enum kam_status card_run(struct context *context, const void *parsed, const char *report);

/* message.c — a failure of the command's own. Returns `status`; without memory to say it, KAM_NO_MEMORY. */
enum kam_status usage_error(struct context *context, enum kam_status status, const char *format, ...) KAM_FORMAT(3, 4);
/* Appends to what is said on stderr after the commit. */
void remark(struct context *context, const char *format, ...) KAM_FORMAT(2, 3);
const char *context_message(const struct context *context);
/* One line on stderr, "kam: " or another word in front; what is no printable character is shown as an escape. */
void message_line(const char *before, const char *text, size_t length);

/* init.c — what the options of init say of the database to be made. */
void init_create_options(const void *parsed, struct kam_options *out);

/* database.c — which database? Sets *path (to be freed). KAM_NO_DATABASE names the places looked. */
enum kam_status database_find(struct context *context, bool create, char **path);
char *config_folder(const char *name); /* $XDG_CONFIG_HOME/kam/NAME, or NULL; to be freed */
/* HOME/REST; to be freed */
char *home_path(const char *rest);
const char *real_user(void);

/* A result in people's words in one string: printf into fresh memory, NULL when there is none. */
char *format_text(const char *format, ...) KAM_FORMAT(1, 2);

#endif
