/* What comes with kam, put into a new database. */
#include "kam/import.h"
#include "kam/internal/describe.h"
#include "kam/internal/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum kam_status write_file(struct kam *kam, int fd, const char *text)
{
	size_t length = strlen(text), done = 0;

	while (done < length) {
		ssize_t written = write(fd, text + done, length - done);

		if (written >= 0)
			done += (size_t)written;
		else if (errno != EINTR)
			return fail(kam, KAM_IO, _("writing a temporary file in %s failed: %s"), kam->temporary,
			            strerror(errno));
	}
	return KAM_OK;
}

/* A file that is compiled in goes the way of any other: by the importer, with its checks. */
static enum kam_status import_shared(struct kam *kam, const char *record, const char *path)
{
	struct buffer name = { 0 };
	const char *files[1];
	struct kam_import import = { .record = record, .files = files, .file_count = 1 };
	struct kam_import_result result = { 0 };
	enum kam_status status = KAM_OK;
	int fd;

	buffer_format(&name, "%s/kam-share-XXXXXX", kam->temporary);
	if (buffer_text(&name) == NULL)
		return fail_memory(kam);
	fd = mkstemp(name.text);
	if (fd < 0) {
		status =
			fail(kam, KAM_IO, _("cannot make a temporary file in %s: %s"), kam->temporary, strerror(errno));
	} else {
		status = write_file(kam, fd, embedded_find(path)->text);
		close(fd);
		files[0] = name.text;
		if (status == KAM_OK)
			status = kam_import_run(kam, &import, &result);
		kam_import_result_clear(&result);
		unlink(name.text);
	}
	buffer_free(&name);
	return status;
}

/*
 * What every new database begins with. %s is china, west or plain by the base currency: an amount in one fits another or
 * not. Each of them has as many rows, for an export is imported where there were others.
 */
static const struct {
	const char *record, *path;
} seeds[] = {
	{ "stage", "share/stages.csv" },
	{ "template", "share/templates.csv" },
	{ "model", "share/models.csv" },
	{ "catalogue", "share/gifts/catalogue_%s.csv" },
	{ "taboo", "share/gifts/taboos.csv" },
	{ "festival", "share/gifts/festivals.csv" },
	{ "giftlimit", "share/gifts/giftlimits_%s.csv" },
};
#define SEEDS (sizeof seeds / sizeof *seeds)

/* The western amounts are near enough in all of these; elsewhere the company says its own. */
static const char *kind_of_amounts(const struct kam *kam)
{
	static const char western[] = "AUD CAD CHF EUR GBP NZD SGD USD";

	if (strcmp(kam->currency, "CNY") == 0)
		return "china";
	return strstr(western, kam->currency) != NULL ? "west" : "plain";
}

static enum kam_status install_seed(struct kam *kam, size_t place)
{
	struct buffer path = { 0 };
	enum kam_status status;

	buffer_format(&path, seeds[place].path, kind_of_amounts(kam));
	status = buffer_text(&path) == NULL ? fail_memory(kam) : import_shared(kam, seeds[place].record, path.text);
	buffer_free(&path);
	return status;
}

bool type_has_seeds(const struct kam_type *type)
{
	for (size_t i = 0; i < SEEDS; i++)
		if (strcmp(seeds[i].record, type->name) == 0)
			return true;
	return false;
}

/* The records of a file's name, in an order in which each finds what it refers to. */
static const char *const samples[] = {
	"unit",       "person", "product",    "rate",    "account", "contact",  "buystep",
	"bid",        "change", "seat",       "invoice", "insight", "survey",   "plan",
	"planaction", "target", "assessment", "need",    "item",    "contract", "milestone",
};

enum kam_status kam_share_install(struct kam *kam, bool sample)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < SEEDS && status == KAM_OK; i++)
		status = install_seed(kam, i);
	for (size_t i = 0; sample && i < sizeof samples / sizeof *samples && status == KAM_OK; i++) {
		struct buffer path = { 0 };

		buffer_format(&path, "share/sample/%s.csv", samples[i]);
		status = buffer_text(&path) == NULL ? fail_memory(kam) : import_shared(kam, samples[i], path.text);
		buffer_free(&path);
	}
	return status;
}
