/* Migrations: all steps are one transaction that also sets the version; a copy is kept before it. */
#include "sqlite.h"

#include "kam/maintenance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char folder[] = "store/migrations/";

int migrate_number(const struct embedded *file)
{
	if (strncmp(file->path, folder, sizeof folder - 1) != 0)
		return 0;
	return (int)strtol(file->path + sizeof folder - 1, NULL, 10);
}

int migrate_latest(void)
{
	int latest = 0;

	for (const struct embedded *file = embedded_files; file->path != NULL; file++)
		if (migrate_number(file) > latest)
			latest = migrate_number(file);
	return latest;
}

const struct embedded *embedded_find(const char *path)
{
	for (const struct embedded *file = embedded_files; file->path != NULL; file++)
		if (strcmp(file->path, path) == 0)
			return file;
	return NULL;
}

/* A copy beside the file, with its mode, there when it is whole and on disk: FILE.schema-N. */
static enum kam_status keep_copy(struct kam *kam, int version)
{
	struct buffer path = { 0 };
	struct kam_copy copy;
	struct stat mode;
	enum kam_status status = KAM_OK;

	buffer_format(&path, "%s.schema-%d", kam->path, version);
	if (buffer_text(&path) == NULL)
		return fail_memory(kam);
	/* One that is there was left by an earlier try: the older copy is the better one. */
	if (stat(path.text, &mode) != 0) {
		status = kam_database_backup(kam, path.text, false, false, &copy);
		if (status == KAM_OK && stat(kam->path, &mode) == 0)
			chmod(path.text, mode.st_mode & 0777);
		/* Somebody else was quicker: their copy was there before they changed what we were copying. */
		else if ((status == KAM_CANNOT_CREATE || status == KAM_BAD_DATA) && stat(path.text, &mode) == 0)
			status = KAM_OK;
	}
	buffer_free(&path);
	return status;
}

static enum kam_status step(struct kam *kam, const struct embedded *file)
{
	char version[80];
	enum kam_status status = store_script(kam, file->text);

	snprintf(version, sizeof version, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
	         migrate_number(file));
	return status == KAM_OK ? store_script(kam, version) : status;
}

/* Nobody sees a schema halfway, or makes a copy of it. */
static enum kam_status all_steps(struct kam *kam)
{
	int64_t there = 0;
	enum kam_status status = store_script(kam, "BEGIN IMMEDIATE");

	if (status != KAM_OK)
		return status;
	/* Another process may have done it while we waited. */
	status = store_get_integer(kam, "PRAGMA user_version", NULL, 0, &there);
	for (int64_t next = there + 1; next <= migrate_latest() && status == KAM_OK; next++)
		for (const struct embedded *file = embedded_files; file->path != NULL && status == KAM_OK; file++)
			if (migrate_number(file) == next)
				status = step(kam, file);
	if (status == KAM_OK)
		status = store_script(kam, "COMMIT");
	if (status != KAM_OK && sqlite3_get_autocommit(kam->store->database) == 0)
		sqlite3_exec(kam->store->database, "ROLLBACK", NULL, NULL, NULL);
	return status;
}

enum kam_status migrate(struct kam *kam, int version)
{
	enum kam_status status = version > 0 ? keep_copy(kam, version) : KAM_OK;

	return status == KAM_OK ? all_steps(kam) : status;
}
