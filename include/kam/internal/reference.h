/* References: from what a person or a file writes to the id of a record. Internal to libkam. */
#ifndef KAM_INTERNAL_REFERENCE_H
#define KAM_INTERNAL_REFERENCE_H

#include "kam/internal/describe.h"
#include "kam/internal/store.h"

enum reference_use {
	REFERENCE_READ,   /* to show or filter: unique name prefixes too */
	REFERENCE_WRITE,  /* to write: id, keys, exact, former and folded names */
	REFERENCE_IMPORT, /* id, keys and exact names only */
	REFERENCE_LOOSE   /* import --loose: the folded name too */
};

/*
 * The first class with a hit decides: id, code, ref, tax_id, exact name, former
 * name, folded name, prefix. KAM_NOT_FOUND names the nearest, KAM_AMBIGUOUS the
 * candidates. *folded (may be NULL) says that only the folded name matched.
 */
enum kam_status reference_find(struct kam *kam, const struct kam_type *type, const char *text, size_t length,
                               enum reference_use use, int64_t *id, bool *folded);
/* The same, but a KAM_NOT_FOUND is quick and sets no message: for those who go on to do something about it … */
enum kam_status reference_seek(struct kam *kam, const struct kam_type *type, const char *text, size_t length,
                               enum reference_use use, int64_t *id, bool *folded);
/* … and this is its message: KAM_NOT_FOUND, the nearest named. Goes through the whole table. */
enum kam_status reference_missing(struct kam *kam, const struct kam_type *type, const char *text, size_t length);
/*
 * REFERENCE_IMPORT asked a million times: all classes but the id in one statement, kept with the handle; *out is NULL
 * for a type that takes more than one question. Then KAM_OK, KAM_NOT_FOUND without a message, KAM_AMBIGUOUS with one.
 */
enum kam_status reference_exact_prepare(struct kam *kam, const struct kam_type *type, struct statement **out);
enum kam_status reference_exact(struct kam *kam, const struct kam_type *type, struct statement *statement,
                                const char *text, size_t length, int64_t *id);
/* Does the text look like one of the type's ids (A12)? */
bool reference_is_id(const struct kam_type *type, const char *text, size_t length, int64_t *id);
/* How a field's reference is written down: the other's name where it is known by that, else its id. */
enum kam_status reference_say(struct kam *kam, const struct kam_field *field, int64_t id, char out[KAM_SCRATCH_SIZE],
                              size_t *length);
/* A1 */
size_t reference_format(const struct kam_type *type, int64_t id, char out[KAM_ID_SIZE]);

#endif
