/* Record types and their records: described once, added, edited, listed, removed. */
#ifndef KAM_RECORD_H
#define KAM_RECORD_H

#include "kam/kam.h"
#include "kam/rows.h"

#define KAM_ID_SIZE 24 /* prefix, number, NUL */

enum kam_field_flag {
	KAM_REQUIRED = 1 << 0,
	KAM_OPERAND = 1 << 1,  /* may be given without its option, in the order of the fields */
	KAM_PERSONAL = 1 << 2, /* masked unless asked for */
	KAM_DERIVED = 1 << 3,  /* kept by kam: shown and exported, not an option */
	KAM_COMPUTED = 1 << 4, /* a read-only expression: in lists when asked for */
	KAM_TREE = 1 << 5,     /* a reference to the same type that must not go round in a circle */
	KAM_LISTED = 1 << 6,   /* among the columns of a list when none are asked for */
	KAM_BY_NAME = 1 << 7   /* a reference written by the other's name, not by its id */
};

/* One field: its option (--next-on), CSV header and JSON key (next_on), column, rules and words. */
struct kam_field {
	const char *name;
	enum kam_kind kind;
	unsigned flags;
	const char *target;  /* KAM_REFERENCE: the other record type */
	const char *choices; /* KAM_CHOICE: words with one blank between */
	const char
		*initial; /* value when none is given on add, as it would be typed; a reference's "": a rule says it */
	int64_t minimum, maximum;
	const char *title; /* for people; English, goes through gettext */
	const char *title_zh;
	const char *help;       /* what it means, a few words */
	const char *expression; /* KAM_COMPUTED: SQL; @ stands for the record's table */
	const char *absent;     /* what people read where there is none; English, goes through gettext; NULL: nothing */
};

struct kam_type_rules; /* the library's own: what happens before and after a write */

/* One record type. The table has its name. */
struct kam_type {
	const char *name;    /* account, contact … */
	const char *command; /* the command it belongs to: account */
	const char *prefix;  /* of its ids: A */
	const char *title;
	const char *title_zh;
	const char *help;
	const char *label; /* the field that names a record to people */
	const char *
		same; /* how an import recognises one: "code | tax_id | name"; "a + b?" together, ? may be empty; NULL: by hash */
	const char *names;  /* fields by which a reference finds it, best first: "code ref tax_id name" */
	const char *order;  /* a list's own order: a field, or -field; NULL: id */
	const char *dated;  /* the date at which its money is converted; NULL: today */
	const char *one_of; /* references of which exactly one is set: "account lead"; NULL: none */
	bool tags;
	const struct kam_field *fields; /* ends with a field whose name is NULL */
	const struct kam_type_rules *rules;
};

/* All types, in an order in which they can be imported; ends with NULL. */
KAM_API const struct kam_type *const *kam_types(void);
KAM_API const struct kam_type *kam_type_find(const char *name); /* NULL: none */
KAM_API const struct kam_field *kam_type_field(const struct kam_type *type, const char *name);
/* The field's title in the handle's language. */
KAM_API const char *kam_field_title(const struct kam *kam, const struct kam_field *field);

/* A field set to a text as a person types it; "" clears. `tag` takes KEY or KEY=VALUE, `untag` a KEY. */
struct kam_assignment {
	const char *field;
	const char *value;
};

/* Which records: --FIELD VALUE (a field repeated: or; tags: and), --where, and how to show them. */
struct kam_query {
	const char *record;
	const struct kam_assignment *filters;
	size_t filter_count;
	const char *where;   /* NULL: all */
	const char *sort;    /* "a,-b"; NULL: the type's own order */
	const char *columns; /* "a,b.c,tag.K"; NULL: the type's own */
	int64_t limit;       /* < 0: no limit */
	bool listed;         /* own columns: those of a table, not all */
	bool labels;         /* references by the other's name, for people */
	bool ids;            /* all references by id, also those written by name otherwise */
	bool unmask;
};

/*
 * Each needs an operation (kam_operation_begin) but for list and show.
 * `reference` is an id, code, ref, name … (see kam(1), References).
 * Returns KAM_OK, KAM_NOT_FOUND, KAM_AMBIGUOUS, KAM_BAD_VALUE, KAM_REFUSED,
 * KAM_USAGE (no such field), and what the store answers.
 */
KAM_API enum kam_status kam_record_add(struct kam *kam, const char *record, const struct kam_assignment *assignments,
                                       size_t count, char id[KAM_ID_SIZE]);
KAM_API enum kam_status kam_record_edit(struct kam *kam, const char *record, const char *reference,
                                        const struct kam_assignment *assignments, size_t count, bool *changed);
/*
 * Edit all records that a --where text names. *changed counts them; *out has a
 * row of id, field, old and new for each field that changes (tags are not told).
 */
KAM_API enum kam_status kam_record_edit_where(struct kam *kam, const char *record, const char *where,
                                              const struct kam_assignment *assignments, size_t count, int64_t *changed,
                                              struct kam_rows **out);
/*
 * Remove records; refused with names while others refer to one, unless
 * `cascade`: then records that need it go too, and fields of others that name
 * it are emptied. *out has a row of id, record, what and field for each.
 */
KAM_API enum kam_status kam_record_remove(struct kam *kam, const char *record, const char *const *references,
                                          size_t count, bool cascade, struct kam_rows **out);
/* The rows a query answers with; *out is freed with kam_rows_free(). */
KAM_API enum kam_status kam_record_list(struct kam *kam, const struct kam_query *query, struct kam_rows **out);
/* One record: one row, all fields and tags. */
KAM_API enum kam_status kam_record_show(struct kam *kam, const char *record, const char *reference, bool labels,
                                        bool unmask, struct kam_rows **out);

/* Does the setting personal_tags name the tag's key, width and case folded? Then its values are masked as personal fields
 * are. Today's setting counts for an earlier day, too. */
KAM_API enum kam_status kam_tag_is_personal(struct kam *kam, const char *key, bool *out);

/*
 * A word, or a part of one, in the texts and tags of every record type, folded
 * for width and case. Rows of id, record, name, field, text; personal fields
 * and tags only with `unmask`. limit < 0: all.
 */
KAM_API enum kam_status kam_record_find(struct kam *kam, const char *word, int64_t limit, bool unmask,
                                        struct kam_rows **out);

#endif
