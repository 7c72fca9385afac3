/* Writing records: the one way in, for commands, imports and rules alike. Internal to libkam. */
#ifndef KAM_INTERNAL_WRITE_H
#define KAM_INTERNAL_WRITE_H

#include "kam/internal/describe.h"
#include "kam/internal/store.h"

/* A type's prepared statements, kept in the handle until it is closed. */
struct writer;

enum kam_status writer_get(struct kam *kam, const struct kam_type *type, struct writer **out);
/* The stored values of a record, by field; borrowed until the writer's next load. KAM_NOT_FOUND. */
enum kam_status writer_load(struct writer *writer, int64_t id, const struct kam_value **values);
/* Defaults for a new record: initial values, currency. `values` has type_field_count() places. */
enum kam_status writer_defaults(struct writer *writer, struct kam_value *values);

/*
 * Check, run the type's rule, journal, write. `values` by field; id, created_at
 * and updated_at are filled in unless carried. On insert write->id is 0 for a
 * new number, or the id to keep. KAM_REFUSED: required, unique, a rule.
 */
enum kam_status writer_insert(struct writer *writer, struct record_write *write, int64_t *id);
/* May it be written: required fields, trees, and keys that another record has? For who must know before a rule has
 * written more. What a rule itself refuses is not asked. */
enum kam_status writer_check(struct writer *writer, struct record_write *write);
/* *changed is false, and nothing written, when all values are equal. */
enum kam_status writer_update(struct writer *writer, struct record_write *write, bool *changed);
enum kam_status writer_delete(struct writer *writer, int64_t id);

/*
 * A record of what comes with kam that a company's own does not name goes, and with it others of the kind that need it
 * (the templates of a stage); *count grows by them. KAM_REFUSED names who else refers to it.
 */
enum kam_status record_remove_unnamed(struct kam *kam, const struct kam_type *type, int64_t id, int64_t *count);

/* Keys that another record has already, one field or several together; write->type is set. KAM_REFUSED names that one. */
enum kam_status unique_check(struct kam *kam, const struct record_write *write);
/* The database has refused the write for such a key: which? Returns KAM_REFUSED. */
enum kam_status unique_explain(struct kam *kam, const struct record_write *write);

/* Read a text as the field's value; references are resolved. `scratch` holds what has to be written anew. */
enum kam_status field_parse(struct kam *kam, const struct kam_type *type, const struct kam_field *field,
                            const char *text, size_t length, const char *currency, char scratch[KAM_SCRATCH_SIZE],
                            struct kam_value *out);

/* Would `above` in a KAM_TREE field put the record above itself? KAM_REFUSED. */
enum kam_status tree_check(struct kam *kam, const struct kam_type *type, const struct kam_field *field, int64_t id,
                           int64_t above);

/*
 * Edit one record by its id. `told` (NULL: not) gets a row of id, field, old and
 * new for each field that changes.
 */
enum kam_status record_edit(struct kam *kam, const struct kam_type *type, int64_t id,
                            const struct kam_assignment *assignments, size_t count, struct kam_rows *told,
                            bool *changed);
/*
 * Rules note in temp.touched (record, id) which records their after_operation
 * is to look at; each once. touch_begin: the table is there and empty.
 */
enum kam_status touch_begin(struct kam *kam);
enum kam_status touch_record(struct kam *kam, const char *record, int64_t id);
/* after_operation is due though no record is noted: the rule asks the journal. */
enum kam_status touch_settle(struct kam *kam);
/* Journal all rows of a type whose ids a table (id) holds, as they are, before they are updated. */
enum kam_status journal_before_all(struct kam *kam, const struct kam_type *type, const char *table);
/* KAM_SYSTEM when no operation is open. */
enum kam_status need_operation(struct kam *kam);

/* Tags. value NULL or "yes": a tag without value. *changed tells whether anything was written. */
/* A key is not empty and has neither = nor control characters: KAM_BAD_VALUE. */
enum kam_status tag_key_check(struct kam *kam, const char *key, size_t key_length);
enum kam_status tag_set(struct kam *kam, const struct kam_type *type, int64_t id, const char *key, size_t key_length,
                        const char *value, size_t value_length, bool fresh, bool *changed);
enum kam_status tag_unset(struct kam *kam, const struct kam_type *type, int64_t id, const char *key, bool *changed);
/* All side records (tags, import keys) of a record that goes. */
enum kam_status side_remove(struct kam *kam, const struct kam_type *type, int64_t id);
enum kam_status imported_add(struct kam *kam, const struct kam_type *type, int64_t id, const char *hash,
                             int64_t ordinal);

#endif
