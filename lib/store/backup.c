/* Backup: a copy made while others write, read back and compared before it gets its name. */
#include "copy.h"

#include <string.h>
#include <sys/stat.h>

#define TRIES 3 /* then the database is held for as long as a copy takes */

/*
 * A copy of what the database holds now. KAM_DONE: somebody wrote between the
 * copy and the census, so that it must be made again. With `hold` nobody can,
 * for the census has begun the transaction that the copy reads in.
 */
static enum kam_status copy_once(struct kam *kam, sqlite3 *to, const char *file, bool hold, struct census *census)
{
	sqlite3 *from = kam->store->database;
	int64_t copied = 0;
	enum kam_status status = hold ? KAM_OK : copy_pages(kam, from, kam->path, to, file, false);

	census_free(census);
	if (status != KAM_OK || (status = store_snapshot_begin(kam)) != KAM_OK)
		return status;
	status = census_take(kam, from, kam->path, census);
	if (status == KAM_OK && hold)
		status = copy_pages(kam, from, kam->path, to, file, true);
	store_snapshot_end(kam);
	if (status == KAM_OK)
		status = store_ask(kam, to, file, "SELECT coalesce(max(id), 0) FROM main.operation", &copied);
	return status == KAM_OK && copied != census->operation ? KAM_DONE : status;
}

/* `file` is what it will be called. */
static enum kam_status make_copy(struct kam *kam, const char *path, const char *file, struct census *census)
{
	sqlite3 *to = NULL;
	enum kam_status status = other_open_new(kam, path, &to);

	if (status == KAM_OK) {
		status = KAM_DONE;
		for (int i = 0; i <= TRIES && status == KAM_DONE; i++)
			status = copy_once(kam, to, file, i == TRIES, census);
	}
	status = other_close(kam, to, file, status);
	return status == KAM_OK ? copy_read_back(kam, path, file, census) : status;
}

static enum kam_status fail_taken(struct kam *kam, const char *file)
{
	return fail(kam, KAM_CANNOT_CREATE, _("%s is there already; nothing was changed (--force replaces it)"), file);
}

/* May this be the place of a new file? */
static enum kam_status check_place(struct kam *kam, const char *file, bool force)
{
	struct stat there, own;

	if (*name_in_path(file) == '\0')
		return fail(kam, KAM_CANNOT_CREATE, _("'%s' is no name of a file"), file);
	if (lstat(file, &there) != 0)
		return KAM_OK;
	if (!force)
		return fail_taken(kam, file);
	if (S_ISDIR(there.st_mode))
		return fail(kam, KAM_CANNOT_CREATE, _("%s is a folder"), file);
	if (stat(file, &there) == 0 && stat(kam->path, &own) == 0 && there.st_dev == own.st_dev &&
	    there.st_ino == own.st_ino)
		return fail(kam, KAM_CANNOT_CREATE, _("%s is the database itself; a backup needs another place"), file);
	return KAM_OK;
}

enum kam_status kam_database_backup(struct kam *kam, const char *file, bool force, bool dry_run, struct kam_copy *out)
{
	struct new_file copy = { .folder = -1 };
	struct census census = { .rows = 0 };
	enum kam_status status = check_place(kam, file, force);

	*out = (struct kam_copy){ 0 };
	if (status == KAM_OK)
		status = new_file_create(kam, file, 0600, &copy);
	if (status == KAM_OK)
		status = make_copy(kam, copy.path, file, &census);
	if (status == KAM_OK && !dry_run)
		status = new_file_place(kam, &copy, name_in_path(file), force);
	if (status == KAM_DONE)
		status = fail_taken(kam, file);
	new_file_drop(&copy);
	out->operation = census.operation;
	out->rows = census.rows;
	out->version = (int)census.version;
	census_free(&census);
	return status;
}
