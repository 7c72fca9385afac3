/*
 * Restore: a backup's content in the place of the database. What was there is
 * kept beside it; the lock is held from before that copy until the new content
 * is on disk, so that nothing written by others falls between.
 */
#include "copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct restore {
	struct kam *kam;
	const char *file; /* the backup */
	sqlite3 *from;
	struct census census; /* what it holds */
	char *path;           /* of the database, links followed */
	struct stat there;    /* the database, as it is; st_mode 0: there is none */
	char *kept;           /* where it is kept */
};

/* FILE-journal */
static char *journal_of(const char *path)
{
	struct buffer name = { 0 };

	buffer_format(&name, "%s-journal", path);
	return buffer_take(&name);
}

/* A journal that is not empty belongs to a write that was cut off, or goes on. */
static enum kam_status has_journal(struct kam *kam, const char *path, bool *found)
{
	char *journal = journal_of(path);
	struct stat status;

	if (journal == NULL)
		return fail_memory(kam);
	*found = stat(journal, &status) == 0 && status.st_size > 0;
	free(journal);
	return KAM_OK;
}

static enum kam_status open_backup(struct restore *restore)
{
	struct kam *kam = restore->kam;
	const char *file = restore->file;
	struct stat status;
	bool journal = false;
	enum kam_status result;

	if (stat(file, &status) != 0)
		return fail(kam, errno == EACCES ? KAM_NOT_PERMITTED : KAM_NO_DATABASE, "%s: %s", file,
		            strerror(errno));
	if (!S_ISREG(status.st_mode))
		return fail(kam, KAM_BAD_DATA, _("%s is not a file"), file);
	if (restore->there.st_mode != 0 && status.st_dev == restore->there.st_dev &&
	    status.st_ino == restore->there.st_ino)
		return fail(kam, KAM_REFUSED, _("%s is the database itself"), file);
	result = has_journal(kam, file, &journal);
	if (result == KAM_OK && journal)
		return fail(kam, KAM_BAD_DATA,
		            _("%s was copied while somebody wrote: %s-journal lies beside it; to undo that write, run "
		              "any kam "
		              "command with --db %s once"),
		            file, file, file);
	if (result == KAM_OK)
		result = other_open(kam, file, SQLITE_OPEN_READONLY, &restore->from);
	return result == KAM_OK ? copy_verify(kam, restore->from, file, &restore->census) : result;
}

/* kam.db.before-restore-N, the first N that is free; the name is of the same folder. */
static enum kam_status place_kept(struct restore *restore, struct new_file *copy)
{
	enum kam_status status = KAM_DONE;

	for (int number = 1; status == KAM_DONE; number++) {
		struct buffer name = { 0 };

		buffer_format(&name, "%s.before-restore-%d", restore->path, number);
		free(restore->kept);
		restore->kept = buffer_take(&name);
		if (restore->kept == NULL)
			return fail_memory(restore->kam);
		status = new_file_place(restore->kam, copy, name_in_path(restore->kept), false);
	}
	return status;
}

/* The database as it is, page by page, damaged or not. */
static enum kam_status keep(struct restore *restore, sqlite3 *present)
{
	struct new_file copy = { .folder = -1 };
	sqlite3 *to = NULL;
	enum kam_status status = new_file_create(restore->kam, restore->path, restore->there.st_mode & 0777, &copy);

	if (status == KAM_OK)
		status = other_open_new(restore->kam, copy.path, &to);
	if (status == KAM_OK)
		status = copy_pages(restore->kam, present, restore->path, to, copy.path, true);
	status = other_close(restore->kam, to, restore->path, status);
	if (status == KAM_OK)
		status = place_kept(restore, &copy);
	new_file_drop(&copy);
	return status;
}

/* Is it a database that nobody would miss in kam's place: kam's own, or one without tables? */
static enum kam_status check_owner(struct restore *restore, sqlite3 *present)
{
	int64_t application = 0, tables = 0;
	enum kam_status status = store_ask(restore->kam, present, restore->path, "PRAGMA application_id", &application);

	if (status == KAM_OK)
		status = store_ask(restore->kam, present, restore->path, "SELECT count(*) FROM sqlite_schema", &tables);
	if (status == KAM_OK && application != APPLICATION_ID && tables > 0)
		return fail(restore->kam, KAM_BAD_DATA, _("%s is another program's database; it was left untouched"),
		            restore->path);
	return status;
}

/* One lock from here to the close: in exclusive mode a commit does not give it back. */
static enum kam_status lock_present(struct restore *restore, sqlite3 **present)
{
	enum kam_status status = other_open(restore->kam, restore->path, SQLITE_OPEN_READWRITE, present);
	int code;

	if (status != KAM_OK)
		return status;
	if (sqlite3_db_readonly(*present, "main") != 0)
		return fail(restore->kam, KAM_NOT_PERMITTED,
		            _("%s cannot be written to: its mode, its owner or its folder says no"), restore->path);
	code = sqlite3_exec(*present, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return store_fail_of(restore->kam, *present, restore->path, code);
	return check_owner(restore, *present);
}

static void forget_kept(struct restore *restore)
{
	unlink(restore->kept);
	free(restore->kept);
	restore->kept = NULL;
}

/* Replacing failed: the copy goes, unless the new content is there all the same or nobody can say. */
static enum kam_status explain_failure(struct restore *restore, sqlite3 *present, enum kam_status status)
{
	struct census found = { .rows = 0 };
	char *why = strdup(kam_error_message(restore->kam));
	bool known = why != NULL && census_take(restore->kam, present, restore->path, &found) == KAM_OK;
	bool written = known && census_same(&found, &restore->census);

	census_free(&found);
	if (why == NULL)
		return fail_memory(restore->kam);
	if (known && !written)
		forget_kept(restore);
	if (written)
		status = fail(restore->kam, KAM_IO,
		              _("written, the disk did not confirm it; what was there is kept as %s"), restore->kept);
	else if (restore->kept != NULL)
		fail(restore->kam, status, _("%s; what was there is kept as %s"), why, restore->kept);
	else
		fail(restore->kam, status, "%s", why);
	free(why);
	return status;
}

/* Content for content, in one transaction of the present file; read back while nobody else can write. */
static enum kam_status replace_content(struct restore *restore, sqlite3 *present)
{
	struct census found = { .rows = 0 };
	enum kam_status status = copy_pages(restore->kam, restore->from, restore->file, present, restore->path, true);

	if (status != KAM_OK)
		return explain_failure(restore, present, status);
	sqlite3_db_release_memory(present);
	status = copy_verify(restore->kam, present, restore->path, &found);
	if (status == KAM_OK && !census_same(&found, &restore->census))
		status = fail(restore->kam, KAM_BAD_DATA,
		              _("%s, read back, does not hold what was written; is the disk sound?"), restore->path);
	census_free(&found);
	return status;
}

static enum kam_status move_aside(struct restore *restore, const char *from, const char *to)
{
	if (rename(from, to) != 0 && errno != ENOENT)
		return fail(restore->kam, KAM_IO, _("cannot rename %s: %s"), from, strerror(errno));
	return KAM_OK;
}

/* A new file with the backup's content, ready for its name. */
static enum kam_status make_new(struct restore *restore, mode_t mode, struct new_file *copy)
{
	sqlite3 *to = NULL;
	enum kam_status status = new_file_create(restore->kam, restore->path, mode, copy);

	if (status == KAM_OK)
		status = other_open_new(restore->kam, copy->path, &to);
	if (status == KAM_OK)
		status = copy_pages(restore->kam, restore->from, restore->file, to, restore->path, true);
	status = other_close(restore->kam, to, restore->path, status);
	return status == KAM_OK ? copy_read_back(restore->kam, copy->path, restore->path, &restore->census) : status;
}

/* The first N for which neither the file nor its journal is there. */
static enum kam_status name_kept(struct restore *restore)
{
	for (int number = 1;; number++) {
		struct buffer name = { 0 };
		struct stat status;
		char *journal;
		bool taken;

		buffer_format(&name, "%s.before-restore-%d", restore->path, number);
		free(restore->kept);
		restore->kept = buffer_take(&name);
		journal = restore->kept != NULL ? journal_of(restore->kept) : NULL;
		if (journal == NULL)
			return fail_memory(restore->kam);
		taken = lstat(restore->kept, &status) == 0 || lstat(journal, &status) == 0;
		free(journal);
		if (!taken)
			return KAM_OK;
	}
}

/* It came to nothing: the old file was never without its name, unless the file system has no links. */
static void put_back(struct restore *restore, const char *journal, const char *journal_kept)
{
	if (access(restore->path, F_OK) != 0 && rename(restore->kept, restore->path) == 0) {
		free(restore->kept);
		restore->kept = NULL;
	} else {
		forget_kept(restore);
	}
	if (journal != NULL && journal_kept != NULL)
		(void)!rename(journal_kept, journal);
}

/*
 * Where there is no database, or what is there is none to SQLite: the file is
 * replaced by its name. A journal of the old one would be played into the new
 * one, and so goes aside first.
 */
static enum kam_status replace_file(struct restore *restore)
{
	struct new_file copy = { .folder = -1 };
	bool present = restore->there.st_mode != 0;
	char *journal = journal_of(restore->path), *journal_kept = NULL;
	enum kam_status status = make_new(restore, present ? restore->there.st_mode & 0777 : 0600, &copy);

	if (status == KAM_OK)
		status = name_kept(restore);
	if (status == KAM_OK && (journal == NULL || (journal_kept = journal_of(restore->kept)) == NULL))
		status = fail_memory(restore->kam);
	if (status == KAM_OK)
		status = move_aside(restore, journal, journal_kept);
	/* A link, where there can be one: there is a file of the old name at every moment. */
	if (status == KAM_OK && present && link(restore->path, restore->kept) != 0)
		status = move_aside(restore, restore->path, restore->kept);
	if (status == KAM_OK)
		status = new_file_place(restore->kam, &copy, name_in_path(restore->path), present);
	if (status == KAM_DONE)
		status = fail(restore->kam, KAM_BUSY, _("%s was made by somebody else just now; try again"),
		              restore->path);
	if (status != KAM_OK && restore->kept != NULL && copy.path != NULL)
		put_back(restore, journal, journal_kept);
	if (!present && restore->kept != NULL && journal_kept != NULL && access(journal_kept, F_OK) != 0) {
		free(restore->kept);
		restore->kept = NULL;
	}
	new_file_drop(&copy);
	free(journal);
	free(journal_kept);
	return status;
}

static bool is_damaged(sqlite3 *database)
{
	int code = sqlite3_errcode(database) & 0xff;

	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

static enum kam_status replace(struct restore *restore)
{
	sqlite3 *present = NULL;
	bool damaged = false;
	enum kam_status status;

	if (restore->there.st_mode == 0)
		return replace_file(restore);
	status = lock_present(restore, &present);
	damaged = status == KAM_BAD_DATA && present != NULL && is_damaged(present);
	if (status == KAM_OK) {
		status = keep(restore, present);
		damaged = status == KAM_BAD_DATA;
	}
	if (status == KAM_OK)
		status = replace_content(restore, present);
	status = other_close(restore->kam, present, restore->path, status);
	return damaged ? replace_file(restore) : status;
}

/* The place: links followed, where there is something; else the folder's. */
static enum kam_status find_place(struct restore *restore)
{
	const char *path = restore->kam->path;
	char *folder;
	struct stat dangling;
	struct buffer name = { 0 };

	if (path == NULL)
		return fail(restore->kam, KAM_NO_DATABASE, _("no database was named"));
	if (stat(path, &restore->there) == 0) {
		if (!S_ISREG(restore->there.st_mode))
			return fail(restore->kam, KAM_BAD_DATA, _("%s is not a file"), path);
		restore->path = realpath(path, NULL);
		return restore->path != NULL ? KAM_OK : fail_memory(restore->kam);
	}
	restore->there.st_mode = 0;
	if (lstat(path, &dangling) == 0)
		return fail(restore->kam, KAM_CANNOT_CREATE, _("%s is a link to a file that is not there"), path);
	folder = folder_of_path(path);
	if (folder == NULL)
		return fail(restore->kam, KAM_CANNOT_CREATE, _("cannot create %s: %s"), path, strerror(errno));
	buffer_format(&name, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name_in_path(path));
	free(folder);
	restore->path = buffer_take(&name);
	return restore->path != NULL ? KAM_OK : fail_memory(restore->kam);
}

enum kam_status kam_database_restore(struct kam *kam, const char *file, bool dry_run, struct kam_copy *out)
{
	struct restore restore = { .kam = kam, .file = file };
	enum kam_status status;

	*out = (struct kam_copy){ 0 };
	status = find_place(&restore);
	if (status == KAM_OK)
		status = open_backup(&restore);
	if (status == KAM_OK && !dry_run)
		status = replace(&restore);
	sqlite3_close(restore.from);
	out->operation = restore.census.operation;
	out->rows = restore.census.rows;
	out->version = (int)restore.census.version;
	out->kept = restore.kept;
	census_free(&restore.census);
	free(restore.path);
	return status;
}
