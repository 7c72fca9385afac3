/* Opening a database: whose it is, which version it has, how it is kept safe. */
#include "sqlite.h"

#include "kam/internal/name.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *copy(const char *text, bool *failed)
{
	char *result = text == NULL ? NULL : strdup(text);

	*failed |= text != NULL && result == NULL;
	return result;
}

static bool copy_options(struct kam *kam, const struct kam_options *options)
{
	bool failed = false;

	kam->path = copy(options->path, &failed);
	kam->zone = copy(options->zone, &failed);
	kam->language = copy(options->language != NULL ? options->language : "en", &failed);
	kam->real_user = copy(options->real_user != NULL ? options->real_user : "?", &failed);
	kam->claimed = copy(options->claimed, &failed);
	kam->command = copy(options->command != NULL ? options->command : "", &failed);
	kam->once_key = copy(options->once_key, &failed);
	kam->temporary = copy(options->temporary != NULL ? options->temporary : "/tmp", &failed);
	kam->now = options->now;
	kam->timeout_ms = options->timeout_ms > 0 ? options->timeout_ms : 60000;
	kam->interrupted = options->interrupted;
	kam->waiting = options->waiting;
	kam->told = options->told;
	kam->data = options->data;
	return !failed;
}

/* Owner only unless shared; SQLite gives the journal the same mode. */
static enum kam_status create_file(struct kam *kam, bool shared)
{
	int fd = open(kam->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, shared ? 0660 : 0600);

	if (fd < 0 && errno == EEXIST)
		return fail(kam, KAM_CANNOT_CREATE, _("%s is there already; nothing was changed"), kam->path);
	if (fd < 0)
		return fail(kam, KAM_CANNOT_CREATE, _("cannot create %s: %s"), kam->path, strerror(errno));
	if (shared && fchmod(fd, 0660) != 0) {
		close(fd);
		return fail(kam, KAM_CANNOT_CREATE, _("cannot set the mode of %s: %s"), kam->path, strerror(errno));
	}
	close(fd);
	return KAM_OK;
}

static enum kam_status check_file(struct kam *kam)
{
	struct stat status;

	if (stat(kam->path, &status) != 0 && errno == ENOENT)
		return fail(kam, KAM_NO_DATABASE, _("there is no %s; make it with kam init --db %s"), kam->path,
		            kam->path);
	if (stat(kam->path, &status) != 0)
		return fail(kam, errno == EACCES ? KAM_NOT_PERMITTED : KAM_NO_DATABASE, "%s: %s", kam->path,
		            strerror(errno));
	if (!S_ISREG(status.st_mode))
		return fail(kam, KAM_BAD_DATA, _("%s is not a file"), kam->path);
	return KAM_OK;
}

static enum kam_status configure(struct kam *kam, enum kam_mode mode)
{
	sqlite3 *database = kam->store->database;
	int code;

	sqlite3_extended_result_codes(database, 1);
	sqlite3_busy_handler(database, busy_handler, kam);
	sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	/* kam's own file has neither: those in it were put there by somebody else (views of our own are TEMP). */
	sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	kam->store->writable = sqlite3_db_readonly(database, "main") == 0;
	/*
	 * DELETE journal with EXTRA: durable when the command ends, and one file when nobody writes.
	 * What is deleted is zeroed: a person who is erased must not be found in the file.
	 */
	code = sqlite3_exec(
		database,
		mode == KAM_READ ? "PRAGMA cell_size_check = 1"
				 : "PRAGMA cell_size_check = 1; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = 1",
		NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = functions_register(kam, database);
	return code == SQLITE_OK ? KAM_OK : store_fail(kam, code);
}

static enum kam_status check_version(struct kam *kam, const struct kam_options *options)
{
	int64_t application = 0, version = 0;
	enum kam_status status;

	if (options->mode == KAM_CREATE)
		return migrate(kam, 0);
	status = store_get_integer(kam, "PRAGMA application_id", NULL, 0, &application);
	if (status == KAM_OK)
		status = store_get_integer(kam, "PRAGMA user_version", NULL, 0, &version);
	if (status != KAM_OK)
		return status;
	if (application != APPLICATION_ID)
		return fail(kam, KAM_BAD_DATA, _("%s is not a kam database; left untouched"), kam->path);
	if (version > migrate_latest())
		return fail(kam, KAM_BAD_DATA,
		            _("%s was written by a newer kam (schema %lld, this one knows %d); left untouched: "
		              "install the newer kam"),
		            kam->path, (long long)version, migrate_latest());
	if (version == migrate_latest())
		return KAM_OK;
	if (version < 1)
		return fail(kam, KAM_BAD_DATA, _("%s is damaged: there is no schema %lld; run kam db check"), kam->path,
		            (long long)version);
	if (!kam->store->writable || (options->mode == KAM_READ && options->unchanged))
		return fail(kam, KAM_NOT_PERMITTED,
		            _("%s has the older schema %lld and cannot be written to; run kam once as its owner"),
		            kam->path, (long long)version);
	store_snapshot_end(kam);
	return migrate(kam, (int)version);
}

static enum kam_status set_currency(struct kam *kam, const char *currency)
{
	struct kam_reading reading = { .decimal = '.' };
	struct kam_value code;
	char scratch[KAM_SCRATCH_SIZE];
	const char *why;

	if (kam_value_parse(KAM_CURRENCY, &reading, currency, strlen(currency), scratch, &code, &why) != KAM_OK ||
	    code.type != KAM_IS_TEXT)
		return fail(kam, KAM_BAD_VALUE, _("'%s' is no currency; give an ISO 4217 code such as CNY or USD"),
		            currency);
	return store_execute(kam, "UPDATE setting SET value = :1 WHERE name = 'base_currency'",
	                     (const char *const[]){ code.text }, 1);
}

/* *text is "" for a setting that has no value, or is none; it lasts until the next is read. */
static enum kam_status get_setting(struct kam *kam, const char *name, const char **text)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_keep(kam, "SELECT coalesce(value, standard) FROM setting WHERE name = :1", &statement);

	buffer_reset(&kam->setting);
	*text = "";
	if (status == KAM_OK) {
		store_bind_text(statement, ":1", name);
		status = store_step(statement);
	}
	if (status == KAM_OK && (*text = store_text(statement, 0)) != NULL)
		buffer_put(&kam->setting, *text);
	if (statement != NULL)
		store_clear(statement);
	*text = buffer_text(&kam->setting);
	if (*text == NULL)
		return fail_memory(kam);
	return status == KAM_OK || status == KAM_DONE ? store_starved(kam) : status;
}

/* What the database itself says of currency and zone. */
static enum kam_status read_settings(struct kam *kam, const char *system_zone)
{
	const char *currency, *zone;
	enum kam_status status = get_setting(kam, "base_currency", &currency);

	/* Where there is no such table, it is the file that is wrong. */
	if (status != KAM_OK && status != KAM_SYSTEM)
		return status;
	if (strlen(currency) != 3)
		return fail(kam, KAM_BAD_DATA, _("%s has no base currency; run kam db check"), kam->path);
	memcpy(kam->currency, currency, sizeof kam->currency);
	if (kam->zone == NULL) {
		status = get_setting(kam, "zone", &zone);
		if (status != KAM_OK)
			return status;
		if (*zone == '\0' && system_zone != NULL)
			zone = system_zone;
		kam->zone = strdup(zone);
		if (kam->zone == NULL)
			return fail_memory(kam);
	}
	if (!kam_zone_known(kam->zone))
		return fail(kam, KAM_BAD_VALUE,
		            _("'%s' is no time zone that this system knows; say one such as Asia/Shanghai"), kam->zone);
	kam->today = kam_instant_day(kam->now, kam->zone);
	kam_date_format(kam->today, kam->today_text);
	kam_instant_format(kam->now, kam->now_text);
	return KAM_OK;
}

static enum kam_status open_existing(struct kam *kam, const struct kam_options *options)
{
	enum kam_status status;
	/* A handle is used by one thread at a time: locks around every value bound would be a tenth of an import. */
	int code = sqlite3_open_v2(kam->path, &kam->store->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (code != SQLITE_OK)
		return store_fail(kam, code);
	status = configure(kam, options->mode);
	/* One reading for all questions: each alone would lock the file, and look for a journal, anew. */
	if (status == KAM_OK && options->mode != KAM_CREATE)
		status = store_snapshot_begin(kam);
	if (status == KAM_OK)
		status = check_version(kam, options);
	if (status == KAM_OK && options->mode == KAM_CREATE && options->currency != NULL)
		status = set_currency(kam, options->currency);
	if (status == KAM_OK)
		status = read_settings(kam, options->system_zone);
	store_snapshot_end(kam);
	if (status == KAM_OK && options->mode == KAM_WRITE && !kam->store->writable)
		status = fail(kam, KAM_NOT_PERMITTED,
		              _("%s cannot be written to: its mode, its owner or its folder says no"), kam->path);
	if (status == KAM_OK && options->as_of != NULL)
		status = options->mode == KAM_READ
		                 ? as_of(kam, options->as_of, options->today)
		                 : fail(kam, KAM_USAGE, _("--as-of is for reading; the past is not changed"));
	if (status == KAM_OK && options->mode == KAM_READ)
		status = store_script(kam, "PRAGMA query_only = 1");
	return status;
}

static void close_database(struct kam *kam)
{
	if (kam->session_free != NULL)
		kam->session_free(kam->session);
	kam->session_free = NULL;
	statements_free(kam);
	sqlite3_finalize(kam->store->journal);
	kam->store->journal = NULL;
	sqlite3_close_v2(kam->store->database);
	kam->store->database = NULL;
}

void kam_abandon(struct kam *kam)
{
	if (kam->store == NULL || !kam->store->created)
		return;
	kam_operation_rollback(kam);
	close_database(kam);
	unlink(kam->path);
	kam->store->created = false;
}

static enum kam_status open_database(struct kam *kam, const struct kam_options *options)
{
	enum kam_status status = options->mode == KAM_CREATE ? create_file(kam, options->shared) : check_file(kam);

	if (status != KAM_OK)
		return status;
	status = open_existing(kam, options);
	kam->store->created = options->mode == KAM_CREATE;
	if (status != KAM_OK)
		kam_abandon(kam);
	return status;
}

void kam_single_thread(void)
{
	/* Refused, and harmless, once SQLite is in use. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum kam_status kam_open(const struct kam_options *options, struct kam **out)
{
	struct kam *kam = calloc(1, sizeof *kam);

	*out = kam;
	if (kam == NULL)
		return KAM_NO_MEMORY;
	kam->store = calloc(1, sizeof *kam->store);
	if (kam->store == NULL || !copy_options(kam, options))
		return fail_memory(kam);
	kam->store->lock_fd = -1;
	/* Without a path the handle serves for what needs no database: finding reports, messages. */
	return options->path == NULL || options->mode == KAM_CLOSED ? KAM_OK : open_database(kam, options);
}

void kam_close(struct kam *kam)
{
	if (kam == NULL)
		return;
	if (kam->store != NULL) {
		kam_operation_rollback(kam);
		close_database(kam);
		if (kam->store->lock_fd >= 0)
			close(kam->store->lock_fd);
		free(kam->store);
	}
	if (kam->calendars_forget != NULL)
		kam->calendars_forget(kam);
	names_free(kam->names);
	buffer_free(&kam->message);
	buffer_free(&kam->setting);
	buffer_free(&kam->events);
	buffer_free(&kam->notices);
	buffer_free(&kam->made);
	free(kam->path);
	free(kam->zone);
	free(kam->language);
	free(kam->real_user);
	free(kam->claimed);
	free(kam->command);
	free(kam->once_key);
	free(kam->temporary);
	free(kam);
}

const char *kam_setting(struct kam *kam, const char *name)
{
	const char *text;

	return get_setting(kam, name, &text) == KAM_OK ? text : "";
}
