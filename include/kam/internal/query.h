/* Queries: the only place that composes SQL, from descriptions and never from input. Internal to libkam. */
#ifndef KAM_INTERNAL_QUERY_H
#define KAM_INTERNAL_QUERY_H

#include "kam/internal/describe.h"
#include "kam/internal/filter.h"
#include "kam/internal/store.h"

#define QUERY_MAXIMUM_BINDS 1000

/* A statement in the making: its text, and the values it will be bound to as :p0, :p1 … */
struct query {
	struct kam *kam;
	struct buffer sql;
	struct kam_value binds[QUERY_MAXIMUM_BINDS];
	char *texts[QUERY_MAXIMUM_BINDS]; /* owned copies of bound texts */
	size_t bind_count;
	bool too_many;
};

void query_start(struct query *query, struct kam *kam);
void query_end(struct query *query); /* frees; the statement made of it must be finalized first */
/* Appends ":pN" and keeps a copy of the value. */
void query_bind(struct query *query, const struct kam_value *value);
void query_bind_text(struct query *query, const char *text, size_t length);
enum kam_status query_prepare(struct query *query, struct statement **out);
void query_bind_all(const struct query *query, struct statement *statement);

/* What a path ("owner.manager", "tag.X", "closed_on.month") ends in. */
struct path {
	const struct kam_type *type;   /* the type that holds the last field */
	const struct kam_field *field; /* NULL: a tag */
	enum kam_kind kind;            /* of the expression's value: a date's part is a text */
	bool part;                     /* it is a part of a date */
	bool personal;
	char title[96];
};

enum path_form {
	PATH_VALUE, /* as stored; a reference is the other's id */
	PATH_SHOWN, /* for people and grouping: a reference by its label, money in the base currency */
	PATH_LABEL  /* a reference by its label, money as stored */
};

/* Appends the expression of a path over `alias`, a table of `type`. KAM_USAGE: no such field. */
enum kam_status query_path(struct query *query, const struct kam_type *type, const char *alias, const char *path,
                           enum path_form form, struct path *out);
/* Money of `field` over `alias` in base minor units, at the record's own date; empty without a rate. */
void query_base_money(struct query *query, const struct kam_type *type, const char *alias, const char *field);

/* Appends a condition. */
enum kam_status query_filter(struct query *query, const struct kam_type *type, const char *alias, const char *text,
                             const struct filter *filter);
/* Appends "(condition)" of a --where text; "1" for NULL. */
enum kam_status query_where(struct query *query, const struct kam_type *type, const char *alias, const char *where);
/* Appends all --FIELD filters: " AND …" */
enum kam_status query_equals(struct query *query, const struct kam_type *type, const char *alias,
                             const struct kam_assignment *filters, size_t count);
/* Appends a condition that the date (or instant) expression lies in the period. */
void query_period(struct query *query, const char *expression, const struct kam_period *period, bool instant);

/* ---- reports: SQL with braces ---- */

/* What a parameter of a report stands for: a path over a table of `type`, or a period. */
struct substitution_name {
	const char *name;
	const struct kam_type *type;
	const char *path;                /* NULL: no field */
	const struct kam_period *period; /* NULL: no period */
};

struct substitutions {
	const struct kam_type
		*type;     /* the record of {field(…)}, {PERIOD(…)} and {where}; its table goes by its own name */
	const char *where; /* a --where text, or NULL */
	const struct substitution_name *names;
	size_t count;
};

/* Which brace could not be replaced. */
struct substitution_fault {
	size_t offset;    /* in the SQL, of its { */
	const char *name; /* the parameter whose path is to blame; NULL: none */
	bool where;       /* the --where text is */
};

/*
 * Appends `sql`, in which {NAME} becomes the expression of a parameter's path (for people: references by their
 * labels, money in the base currency), {field(PATH)} that of any path (over another table of the SQL: RECORD.PATH), {PERIOD(FIELD)} a condition on a date (FIELD:
 * a path, alias.field, or a field parameter), {where} the filter or 1; each in brackets. Quoted text and comments stay.
 * KAM_USAGE with *fault: no such brace or field; what query_where() returns; KAM_NO_MEMORY.
 */
enum kam_status query_substitute(struct query *query, const char *sql, const struct substitutions *substitutions,
                                 struct substitution_fault *fault);

/* Statements over one type's stored columns, in the order of the description. Each appends SQL. */
void query_select_one(struct query *query, const struct kam_type *type); /* … WHERE id = :id */
void query_insert(struct query *query,
                  const struct kam_type *type); /* by position: 1 id, 2 … stored fields, name_key */
void query_update(struct query *query, const struct kam_type *type);                   /* the same, id last */
void query_image(struct query *query, const struct kam_type *type);                    /* JSON of row :id */
void query_image_of(struct query *query, const struct kam_type *type, const char *id); /* of another row: SQL */
void query_delete(struct query *query, const struct kam_type *type);                   /* :id */
/* Who refers to row :id? Rows of (type name, id). */
void query_referrers(struct query *query, const struct kam_type *type);

/* Who, not being in temp.undo_row, refers to a row of it that would go (no image)? Rows of (type name, id). */
void query_referrers_of_gone(struct query *query);
/* Of each row of temp.undo_row: type, id, label, 1 comes back, -1 goes, 0 changes back, names of the fields that do. */
void query_undo_sentences(struct query *query);

/*
 * The history of :record :id, newest first, of :operation only unless 0: operation, happened_at, real_user, action,
 * then field, old, new and the currency of both. An insert is one row without a field.
 */
void query_history(struct query *query, const struct kam_type *type);

#endif
