/* Looking after a database: backup and restore, check, a question in SQL, all of it as CSV files and back. */
#ifndef KAM_MAINTENANCE_H
#define KAM_MAINTENANCE_H

#include "kam/kam.h"
#include "kam/rows.h"

struct kam_import;
struct kam_import_result;

/* What is in a copy: read back from it, and found to be what it was made of. */
struct kam_copy {
	int64_t operation; /* the last one */
	int64_t rows;      /* of all tables */
	int version;       /* of the schema */
	char *kept;        /* restore: where the database that was there is now; NULL: there was none */
};

KAM_API void kam_copy_clear(struct kam_copy *copy);

/*
 * A copy of the database as it is at one moment, while others go on writing.
 * The file has mode 0600 and appears when it is whole, was read back and is on
 * disk, or not at all. `dry_run` does all but that last step.
 * KAM_CANNOT_CREATE: it is there already (unless `force`), or cannot be made.
 * KAM_BAD_DATA: the copy does not hold what the database does. KAM_IO, KAM_BUSY.
 */
KAM_API enum kam_status kam_database_backup(struct kam *kam, const char *file, bool force, bool dry_run,
                                            struct kam_copy *out);

/*
 * Put the content of a backup in the place of the handle's database, which is
 * a KAM_CLOSED handle's path. What was there is kept beside it as
 * NAME.before-restore-N; others are held while it is replaced, and find either
 * the old content or the new. `dry_run`: the file is looked at and no more.
 * KAM_NO_DATABASE: no such file. KAM_BAD_DATA: it is damaged, another
 * program's, of a newer kam, or a copy that a journal belongs to; or the place
 * is another program's. KAM_REFUSED: it is the database itself.
 */
KAM_API enum kam_status kam_database_restore(struct kam *kam, const char *file, bool dry_run, struct kam_copy *out);

/*
 * Is all well? The file, its schema and references, and, unless `quick`, what
 * the descriptions of the record types and the journal promise. *out has a row
 * of record, id, field, finding and remedy for each thing that is wrong.
 * KAM_OK: nothing. KAM_FINDINGS: something. KAM_BAD_DATA with rows: the file is
 * damaged; without: so badly that it cannot be read.
 */
KAM_API enum kam_status kam_database_check(struct kam *kam, bool quick, struct kam_rows **out);

/*
 * One question in SQL. It can only read, the database and not its pages or
 * other files; personal fields are empty unless `unmask`. :today and :base (the
 * base currency) may be named in it. `expired` (may be NULL) is asked now and
 * then; true ends the question. limit < 0: all rows.
 * KAM_REFUSED: it would do more than read. KAM_BAD_VALUE: it is no SQL, or more
 * than one statement. KAM_BUSY: expired.
 */
KAM_API enum kam_status kam_database_sql(struct kam *kam, const char *sql, int64_t limit, bool unmask,
                                         bool (*expired)(void *data), void *data, struct kam_rows **out);

/*
 * What a database holds beside its records, for an export: "imported" (by what
 * an import knows a record again: record, id, hash, ordinal) or "numbers" (the
 * highest id that each record type ever had: record, number). Sorted.
 * KAM_USAGE: no other.
 */
KAM_API enum kam_status kam_database_beside(struct kam *kam, const char *name, struct kam_rows **out);

/*
 * Read the files of an export (RECORD.csv, imported.csv, numbers.csv; those
 * that lack are empty) into a database that holds nothing but what a new one
 * does, which goes. Ids, times and what kam derives are as given. Needs an
 * operation. Of `watch` only progress, problem and data are used; it may be
 * NULL. KAM_REFUSED: the database is in use. KAM_NO_DATABASE: no such folder,
 * or no file of an export in it. KAM_BAD_DATA: bad rows, references to records
 * that are not there, or a file that is none of these; roll back.
 */
KAM_API enum kam_status kam_database_import(struct kam *kam, const char *folder, const struct kam_import *watch,
                                            struct kam_import_result *result);

#endif
