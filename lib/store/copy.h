/* What backup and restore share: a new file that appears whole or not at all, pages copied, a content compared. */
#ifndef KAM_STORE_COPY_H
#define KAM_STORE_COPY_H

#include "sqlite.h"
#include "kam/maintenance.h"

#include <sys/types.h>

/* A file in the making, in the folder of the one it will be. Starts as { .folder = -1 }. */
struct new_file {
	int folder;
	char *place;      /* the folder, without links */
	char *path;       /* of the file under its temporary name; NULL: there is none */
	const char *name; /* of that within the folder */
};

/* The last part of a path, and the folder before it, without links. NULL: no such folder, or no memory. */
const char *name_in_path(const char *path);
char *folder_of_path(const char *path);

/* KAM_CANNOT_CREATE, KAM_NOT_PERMITTED, KAM_IO. The mode is exactly that. */
enum kam_status new_file_create(struct kam *kam, const char *beside, mode_t mode, struct new_file *file);
/* On disk, under its final name, and that on disk too. KAM_DONE, without a message: the name is taken. */
enum kam_status new_file_place(struct kam *kam, struct new_file *file, const char *name, bool replace);
/* What was not placed goes. */
void new_file_drop(struct new_file *file);
enum kam_status folder_sync(struct kam *kam, int folder, const char *path);

/* Another database than the handle's, with the same care. NULL-safe to close, also after a failure. */
enum kam_status other_open(struct kam *kam, const char *path, int flags, sqlite3 **out);
/* A new file that nobody sees before it is whole: without a journal beside it. */
enum kam_status other_open_new(struct kam *kam, const char *path, sqlite3 **out);
enum kam_status other_close(struct kam *kam, sqlite3 *database, const char *path, enum kam_status status);

/*
 * All pages of one database into another, in steps between which others may
 * write. KAM_DONE: they wrote so much that it would never end; `at_once` then.
 */
enum kam_status copy_pages(struct kam *kam, sqlite3 *from, const char *from_path, sqlite3 *to, const char *to_path,
                           bool at_once);

/* What a database holds: tables and their rows in a text that can be compared, and figures for people. */
struct census {
	struct buffer tables;
	int64_t rows, operation, application, version;
};

enum kam_status census_take(struct kam *kam, sqlite3 *database, const char *path, struct census *census);
bool census_same(const struct census *left, const struct census *right);
void census_free(struct census *census);

/* Reads all of a database file: is it kam's, of a version known, undamaged? KAM_BAD_DATA. Takes the census. */
enum kam_status copy_verify(struct kam *kam, sqlite3 *database, const char *path, struct census *census);
/* The same of a file just written, opened anew; it must hold what `wanted` says. `shown` is its name for messages. */
enum kam_status copy_read_back(struct kam *kam, const char *path, const char *shown, const struct census *wanted);

#endif
