/* Which database: --db, KAM_DB, kam.db here or above, the user's own. And who the user is, and where. */
#include "command.h"

#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char file_name[] = "kam.db";

static const char *home(void)
{
	const char *directory = getenv("HOME");
	const struct passwd *entry;

	if (directory != NULL && *directory != '\0')
		return directory;
	entry = getpwuid(getuid());
	return entry != NULL ? entry->pw_dir : NULL;
}

/* $VARIABLE/kam/REST, else ~/FALLBACK/kam/REST */
static char *user_path(const char *variable, const char *fallback, const char *rest)
{
	const char *base = getenv(variable);

	if (base != NULL && *base == '/')
		return format_text("%s/kam/%s", base, rest);
	base = home();
	return base != NULL ? format_text("%s/%s/kam/%s", base, fallback, rest) : NULL;
}

char *home_path(const char *rest)
{
	const char *base = home();

	return format_text("%s/%s", base != NULL ? base : "~", rest);
}

char *config_folder(const char *name)
{
	return user_path("XDG_CONFIG_HOME", ".config", name);
}

const char *real_user(void)
{
	const struct passwd *entry = getpwuid(getuid());

	return entry != NULL ? entry->pw_name : "?";
}

/* kam.db in this folder or the nearest one above. Someone else's is not taken: they could have put it in our way. */
static enum kam_status find_here(struct context *context, char **path)
{
	char folder[PATH_MAX];
	struct stat status;

	*path = NULL;
	if (getcwd(folder, sizeof folder) == NULL)
		return KAM_OK;
	for (;;) {
		char *candidate = format_text("%s/%s", strcmp(folder, "/") == 0 ? "" : folder, file_name);
		char *slash;

		if (candidate == NULL)
			return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
		if (stat(candidate, &status) == 0) {
			if (status.st_uid != geteuid()) {
				usage_error(context, KAM_NOT_PERMITTED,
				            _("%s belongs to another user; if it is the one you mean, say --db %s"),
				            candidate, candidate);
				free(candidate);
				return KAM_NOT_PERMITTED;
			}
			*path = candidate;
			return KAM_OK;
		}
		free(candidate);
		slash = strrchr(folder, '/');
		if (slash == NULL || folder[1] == '\0')
			return KAM_OK;
		slash[slash == folder ? 1 : 0] = '\0';
	}
}

enum kam_status database_find(struct context *context, bool create, char **path)
{
	const char *given = context->globals.database != NULL ? context->globals.database : getenv("KAM_DB");
	char *own;
	enum kam_status status;

	*path = NULL;
	/* An unset variable in a script must not mean another database. */
	if (context->globals.database != NULL && *context->globals.database == '\0')
		return usage_error(context, KAM_USAGE, "%s", _("--db '' names no file"));
	if (given == NULL || *given == '\0')
		given = context->database_default;
	if (given != NULL && *given != '\0')
		*path = strdup(given);
	else if (create)
		*path = strdup(file_name);
	if (*path != NULL)
		return KAM_OK;
	status = find_here(context, path);
	if (status != KAM_OK || *path != NULL)
		return status;
	own = user_path("XDG_DATA_HOME", ".local/share", file_name);
	if (own != NULL && access(own, F_OK) == 0) {
		*path = own;
		return KAM_OK;
	}
	status = usage_error(context, KAM_NO_DATABASE,
	                     _("no database: not given by --db or KAM_DB, no %s in this folder or above, none at %s; "
	                       "make one with kam init"),
	                     file_name, own != NULL ? own : "~/.local/share/kam/kam.db");
	free(own);
	return status;
}
