/* What the files of the import share: the plan of a file, the values of a row, how its record is recognised. */
#ifndef KAM_RECORD_IMPORT_PRIVATE_H
#define KAM_RECORD_IMPORT_PRIVATE_H

#include "kam/import.h"
#include "kam/internal/csv.h"
#include "kam/internal/map.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

enum {
	IMPORT_KEYS = 6,         /* --key, id, ref, and three alternatives of a natural key */
	IMPORT_KEY_FIELDS = 8,   /* that make one key together */
	IMPORT_CACHE = 16384,    /* references that a field remembers: 1 MiB, of which only what is used is touched */
	IMPORT_CACHED_TEXT = 46, /* bytes of the longest text that is remembered */
	IMPORT_HASH_SIZE = 33,   /* 128 bits in hexadecimal, and NUL */
	IMPORT_NEAREST = 100 /* so many bad references are told with the nearest names: each looks at a whole table */
};

/* A piece of a template. */
struct import_part {
	enum { IMPORT_LITERAL, IMPORT_CELL, IMPORT_ROW_NUMBER } is;
	const char *text; /* IMPORT_LITERAL, owned by the map */
	size_t length;
	size_t column; /* IMPORT_CELL */
};

/* A text and the record that it was found to name. */
struct import_cached {
	int64_t id; /* 0: nothing here */
	uint8_t length;
	bool folded;
	char text[IMPORT_CACHED_TEXT];
};

/* !create: what a minimal record is made of. */
struct import_creator {
	const struct map_create *rule;
	const struct kam_type *type;
	struct writer *writer;
	size_t count;                      /* fields of the type */
	struct kam_value *values;          /* the constants */
	struct kam_value *made;            /* room for a record in the making */
	char (*scratch)[KAM_SCRATCH_SIZE]; /* for constants that are written anew */
};

/* What one field or tag is filled from. */
struct import_target {
	const struct kam_field *field; /* NULL: a tag */
	int index;                     /* the field's place in its type */
	const char *tag;               /* the tag's key */
	const char *name;              /* for messages: the column's name, or the field's where a template fills it */
	const struct map_rule *rule;   /* NULL: by the header, or tag.* */
	size_t column;                 /* when there are no parts */
	struct import_part *parts;
	size_t part_count;
	bool text;                    /* formula guards are taken off */
	const struct kam_type *other; /* of a reference */
	const struct import_creator *creator;
	struct import_cached *cache;
	struct statement *exact; /* asks for a reference, where one question is enough */
	/* of this row */
	struct buffer composed;
	const char *cell; /* the text that is read: guard, !empty and value map are done */
	size_t length;
	char scratch[KAM_SCRATCH_SIZE];
	struct kam_value value;
};

/* Fields by which a record is recognised, the strongest key first. */
struct import_key {
	int fields[IMPORT_KEY_FIELDS];
	bool optional[IMPORT_KEY_FIELDS]; /* may be empty */
	size_t count;
	bool id; /* the record's own */
	/* by which of the stronger keys the row has too; kept with the handle */
	struct statement *statements[1 << (IMPORT_KEYS - 1)];
};

/* One file: what its columns are for. */
struct import_plan {
	const char *file; /* for messages */
	char **columns;   /* names, outer blanks taken off */
	bool *used;
	size_t column_count;
	struct import_target *targets; /* currency first, then by field, then tags by key */
	size_t target_count;
	bool *mapped; /* by field */
	struct import_key keys[IMPORT_KEYS];
	size_t key_count;
};

enum import_phase {
	IMPORT_READING,  /* a row that names one of its own type that is not there yet is put aside */
	IMPORT_RETRYING, /* those rows again: what they name may be there now */
	IMPORT_CREATING, /* what nobody waits for is created, where the map allows it */
	IMPORT_FAILING   /* they are bad rows */
};

struct import_run {
	struct kam *kam;
	const struct kam_import *options;
	struct kam_import_result *result;
	const struct kam_type *type;
	size_t field_count;
	int currency_index, id_index; /* -1: none */
	struct writer *writer;
	struct map *map;
	const char *map_name; /* for messages */
	struct import_creator *creators;
	size_t creator_count;
	struct import_cached **caches; /* by field */
	struct import_plan *plans;     /* of the files opened so far */
	size_t plan_count;
	enum import_phase phase;
	bool broken;      /* a file could not be read to its end */
	bool whole;       /* it matters which records the rows were about … */
	bool sound;       /* … for all there are have to make sense together … */
	bool unsound;     /* … and do not */
	int64_t aside;    /* rows put aside */
	bool bulk;        /* it is or was a large one */
	uint8_t *filter;  /* stands for the index of a key; NULL: none does */
	int filter_field; /* that key */

	/* this row */
	const struct import_plan *plan;
	const struct csv_row *row;
	int64_t row_number;       /* in its file, from 1 */
	int64_t id;               /* kam's own, which the row carries; 0: none */
	struct kam_value *values; /* by field */
	char currency[4];         /* of its amounts */
	bool currency_given;      /* by the row */
	int64_t loose;            /* references found by the folded name */

	/* its record */
	struct kam_value *record; /* values to be written */
	int64_t mark;             /* highest id before the import */
	int64_t highest;          /* and now */
	int64_t imported_mark;    /* the same of the table of hashes */

	/* what is wrong with it */
	const char *problem_column;
	struct buffer problem_value, remedy;
	int64_t nearest; /* messages that named the nearest */

	int rejects; /* file descriptor; -1: not open */
	struct buffer reject;
};

/*
 * All of these answer KAM_OK, KAM_BAD_VALUE (a bad row: the run holds column,
 * value and remedy), KAM_DONE (the row has to be put aside), or a failure that
 * ends the import, its message set.
 */

/* The row is bad: remember where and why. `target` and `value` may be NULL. Returns KAM_BAD_VALUE. */
enum kam_status import_bad(struct import_run *run, const struct import_target *target, const char *format, ...)
	KAM_FORMAT(3, 4);
/* The same, with the handle's message, for what a rule or the writer refuses; what is no refusal is passed on. */
enum kam_status import_refused(struct import_run *run, const struct import_target *target, enum kam_status status);

/* import_create.c */
enum kam_status import_creators(struct import_run *run);
void import_creators_free(struct import_run *run);
const struct import_creator *import_creator_of(const struct import_run *run, const struct kam_field *field);
enum kam_status import_create(struct import_run *run, const struct import_target *target, const char *text,
                              size_t length, int64_t *id);

/* import_plan.c: KAM_BAD_DATA when header and map, or header and type, do not go together. */
enum kam_status import_plan(struct import_run *run, const char *file, const struct csv_row *header,
                            struct import_plan *plan);
/* Names a column for messages and for comparing: outer blanks taken off; a new string, NULL: out of memory. */
char *import_trimmed(const char *text, size_t length);
void import_plan_free(struct import_plan *plan);

/* import_target.c: what a line of the map, or a column, fills; a column that is no field is left unused. */
enum kam_status import_add_rule(struct import_run *run, struct import_plan *plan, const struct map_rule *rule);
enum kam_status import_add_column(struct import_run *run, struct import_plan *plan, size_t column);
/* The target itself; it owns its parts from then on. */
enum kam_status import_add_target(struct import_run *run, struct import_plan *plan, const struct import_target *target);
/* KAM_BAD_DATA: none of the columns is a field. */
enum kam_status import_no_field(struct import_run *run, const struct import_plan *plan);

/* import_key.c */
enum kam_status import_keys(struct import_run *run, struct import_plan *plan);
/* The record that the row is about; 0: none yet. The first key is passed over if it is `sure` that no record has it. */
enum kam_status import_recognise(struct import_run *run, bool sure, int64_t *id);
/* Is the row recognised by its hash? */
bool import_by_hash(const struct import_run *run);

/* import_hash.c */
enum kam_status import_hash_begin(struct import_run *run);
/* Hash and place among identical rows of this import. *known: a record was made of it. */
enum kam_status import_hash(struct import_run *run, char hash[IMPORT_HASH_SIZE], int64_t *ordinal, bool *known);

/* import_row.c: the row's cells into values. */
void import_trim(const char **text, size_t *length); /* blanks and TABs */
enum kam_status import_read(struct import_run *run);
/* The amounts anew, in another currency. */
enum kam_status import_read_money(struct import_run *run);
/* import_reference.c */
enum kam_status import_reference(struct import_run *run, struct import_target *target);

/* import_write.c: the row's record, added or changed. */
enum kam_status import_write(struct import_run *run);
enum kam_status import_write_begin(struct import_run *run);

/* import_bulk.c: so many bytes of all are read: is it large enough for the indexes to be made at the end? Or does so
 * much have to wait for them that it is better to have them now? */
enum kam_status import_bulk_consider(struct import_run *run, int64_t done, int64_t total);
/* A file begins: does the filter know what its rows are told apart by? If not, the indexes are made now. */
enum kam_status import_bulk_file(struct import_run *run);
enum kam_status import_bulk_end(struct import_run *run);
/* Is there a filter, and the row's key in it? What may be known has to wait for the index, the rest is new. */
bool import_bulk_filter(struct import_run *run, bool *maybe_known);

/* import_whole.c: which records the rows were about; in the end, the others go, and the whole is looked at. */
enum kam_status import_whole_begin(struct import_run *run);
enum kam_status import_whole_note(struct import_run *run, int64_t id);
enum kam_status import_whole_end(struct import_run *run);

/* import_aside.c */
enum kam_status import_aside_begin(struct import_run *run);
enum kam_status import_aside_put(struct import_run *run);
/* Does a row that is put aside wait to become the record of this name? */
enum kam_status import_aside_waits(struct import_run *run, const char *text, size_t length, bool *waits);
/* All rows are read: now for those put aside. `process` handles the run's row. */
enum kam_status import_aside_resolve(struct import_run *run, enum kam_status (*process)(struct import_run *run));

/* import_reject.c */
enum kam_status import_reject_begin(struct import_run *run);
enum kam_status import_reject(struct import_run *run);
enum kam_status import_reject_end(struct import_run *run, bool keep);

#endif
