/* Completion: what may stand where the cursor is, found from the rows of commands, options and records. */
#ifndef COMPLETION_H
#define COMPLETION_H

#include "../command.h"

/* One text that may stand there, and what it is for people, or NULL. Both are owned. */
struct candidate {
	char *word;
	char *about;
};

/* What was found so far, for what is typed of the word. */
struct candidates {
	const char *typed;  /* the word as far as it is typed, or the part of it that is looked for */
	const char *before; /* of the same word, in front of that part: "--stage=", "id,title," */
	size_t before_length;
	struct candidate *items;
	size_t count;
	bool plain;  /* only what needs no quotes in a condition */
	bool files;  /* names of files may stand there */
	bool failed; /* no memory for one */
};

/* Taken when it begins with what is typed, is new, and can stand in a command line. `about` may be NULL. */
void candidates_add(struct candidates *candidates, const char *word, const char *about);
/* Each of several words with one of `separators` between them. */
void candidates_add_words(struct candidates *candidates, const char *words, const char *separators);
void candidates_clear(struct candidates *candidates);

/* An option that is understood at some place: a row, or a field of the record type. */
struct offer {
	char name[64]; /* with - where a field has _ */
	char letter;
	const char *argument, *help; /* of a row; argument NULL: a flag */
	const struct kam_field *field;
	bool global;
};

/* Where the cursor is: what the words before it came to. */
struct place {
	struct context
		about;      /* command, record type, verb, a report's parameters, fields that are given, the database */
	bool helping;       /* kam help …: names only */
	bool operands_only; /* behind -- */
	bool has_option;    /* the word is the value of this one */
	struct offer option;
	const char *report; /* the name of the report, or NULL */
	size_t operands;    /* how many stand before it */
};

/* walk.c — follow the words that stand before the cursor. `config` is for aliases. False: they make no sense. */
bool place_find(struct place *place, struct config *config, const char *const *words, size_t count);
void place_clear(struct place *place);
/* Calls `look` for each option there is, the verb's own first, until one answers true; then `option` is that one. */
bool place_option(const struct place *place, bool (*look)(const struct offer *offer, void *data), void *data,
                  struct offer *option);

/* answer.c — what may stand in the place of the last of these words. */
void complete(struct config *config, const char *const *words, size_t count, struct candidates *out);
/* Words that are no verbs and no records, but stand where they do: names of reports. */
void complete_other_words(const struct command *command, struct candidates *out);

/* value.c — what may stand for an option's value, and for an operand of this name. */
void complete_value(const struct place *place, const struct offer *option, struct candidates *out);
void complete_operand(const struct place *place, const char *name, struct candidates *out);
void complete_field_value(const struct place *place, const struct kam_field *field, struct candidates *out);

/* reference.c — records that are there, and tags in use; nothing where no database can be read. */
void complete_record(const struct place *place, const char *name, bool by_name, struct candidates *out);
void complete_tag(const struct place *place, struct candidates *out);

/* path.c — fields of a record type, also of those it refers to, and the condition of --where. */
void complete_path(const struct kam_type *type, struct candidates *out);
void complete_condition(const struct place *place, const struct kam_type *type, struct candidates *out);

/* line.c — a command line as bash has it. */
struct line {
	char **words; /* without quotes; the last one ends at the cursor */
	size_t count;
	char quote;  /* the one that is open there, or 0 */
	size_t tail; /* how much of the last word bash itself keeps: it takes the rest for the word */
};

/* `breaks`: COMP_WORDBREAKS. False: no memory. */
bool line_split(struct line *line, const char *text, const char *breaks);
void line_clear(struct line *line);
/* A word, or its rest, as it has to be written after such a quote (0: none); to be freed, NULL: no memory. */
char *line_quote(const char *text, char quote);

/* The scripts that ask: bash, zsh and fish. Ends with a name that is NULL. */
struct script {
	const char *name, *text;
};
extern const struct script completion_scripts[];

#endif
