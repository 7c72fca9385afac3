/* What the files of this room share about SQLite; included nowhere else. */
#ifndef KAM_STORE_SQLITE_H
#define KAM_STORE_SQLITE_H

#include "kam/internal/store.h"

#include <sqlite3.h>

#define APPLICATION_ID 0x6b616d31 /* "kam1" */

#define INSERT_RANGES 8 /* record types whose inserts one operation may mix without a new entry for each */
#define KEPT_BUCKETS 64

struct insert_range {
	const char *record;
	int64_t first, last;
};

struct bulk_index {
	char *name, *sql;
};

struct store {
	sqlite3 *database;
	bool writable;
	bool created; /* by this handle */
	/* the operation that is open */
	bool in_operation;
	bool committing;          /* nothing else in an operation may commit: see guard() */
	enum kam_status given_up; /* why SQLite rolled it back by itself, halfway */
	bool starved;      /* a value could not be read for lack of memory, and looks empty: see store_starved() */
	int snapshots;     /* begun and not yet ended: the outermost is the transaction */
	int64_t operation; /* its number; 0 until its first journal entry */
	sqlite3_stmt *journal;
	struct insert_range inserts[INSERT_RANGES]; /* not yet journaled, by their first insert */
	size_t insert_count;
	struct bulk_index *bulk; /* dropped, and to be made anew before the end of the operation */
	size_t bulk_count;
	/* busy handler */
	int64_t waited_us;
	bool waiting_said;
	struct statement *kept[KEPT_BUCKETS]; /* statements that store_keep() has prepared, by their text */
	int lock_fd;                          /* kept open until the end: closing it would drop SQLite's locks */
};

struct statement {
	struct kam *kam;
	sqlite3_stmt *sqlite;
	struct statement *next; /* kept ones: of the same bucket */
};

/* The answer for a SQLite result code, with its message set. */
enum kam_status store_fail(struct kam *kam, int code);
/* The same for another database than the handle's, and how that is asked. */
enum kam_status store_fail_of(struct kam *kam, sqlite3 *database, const char *path, int code);
enum kam_status store_ask(struct kam *kam, sqlite3 *database, const char *path, const char *sql, int64_t *out);
/* transaction.c: the answer for an operation that SQLite has rolled back by itself */
enum kam_status fail_given_up(struct kam *kam);
/*
 * statement.c: KAM_NO_MEMORY, once, when a value read since the last such answer only seemed to be empty. Asked by each
 * step, at the end of all rows and before a commit.
 */
enum kam_status store_starved(struct kam *kam);
/* statement.c: let go of all that store_keep() has prepared */
void statements_free(struct kam *kam);
/* bulk.c: what is dropped was rolled back */
void bulk_forget(struct kam *kam);
/* busy.c */
int busy_handler(void *data, int count);
/* migrate.c */
int migrate_latest(void);
/* Of a file of migrations; 0: it is none. */
int migrate_number(const struct embedded *file);
enum kam_status migrate(struct kam *kam, int version);
/* as_of.c */
/* `today`: as in kam_options. */
enum kam_status as_of(struct kam *kam, const char *day, const char *today);
/* functions.c */
int functions_register(struct kam *kam, sqlite3 *database);
/* name_parts.c */
int name_parts_register(struct kam *kam, sqlite3 *database);
/* place_functions.c */
int place_functions_register(struct kam *kam, sqlite3 *database);
/* Should a long statement stop? For sqlite3_progress_handler(). */
int progress_stop(void *data);
/* journal.c: write what is pending; forget the operation */
enum kam_status journal_flush(struct kam *kam);
void journal_reset(struct kam *kam);

#endif
