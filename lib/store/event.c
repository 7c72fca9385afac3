/* Events: what hooks are told after the commit, collected by rules during an operation. */
#include "kam/internal/store.h"

#include <stdio.h>
#include <string.h>

/* So long one operation may take to tell its hooks, in seconds, before another thinks that it never will. */
#define TELLING 900
#define MOST_EVENTS ((size_t)1 << 20) /* bytes; what is beyond is only counted */

static bool is_wanted(const struct kam *kam, const char *name)
{
	return kam->told != NULL && kam->told(kam->data, name);
}

/* `kept`: the number of what is kept until it is delivered, else "". */
static void add(struct kam *kam, const char *name, const char *json, const char *kept)
{
	struct buffer *events = &kam->events;
	size_t before = events->length;

	if (json != NULL && before + strlen(name) + strlen(json) + strlen(kept) + 3 <= MOST_EVENTS) {
		buffer_add(events, name, strlen(name) + 1);
		buffer_add(events, json, strlen(json) + 1);
		buffer_add(events, kept, strlen(kept) + 1);
		if (!events->failed)
			return;
		/* Those that are there are told all the same. */
		events->length = before;
		events->failed = false;
	}
	kam->events_lost++;
}

void event_add(struct kam *kam, const char *name, const char *json)
{
	if (is_wanted(kam, name))
		add(kam, name, json, "");
}

/* Until then nobody else tells it. */
static void lease(const struct kam *kam, char until[KAM_INSTANT_SIZE])
{
	kam_instant_format(kam->now + TELLING, until);
}

/* Kept beside its event until then. */
static enum kam_status keep(struct kam *kam, const char *name, const char *json, int64_t event)
{
	char number[24], until[KAM_INSTANT_SIZE];
	const char *texts[] = { number, name, json, until };
	enum kam_status status;

	if (!is_wanted(kam, name))
		return KAM_OK;
	if (json == NULL)
		return fail_memory(kam);
	snprintf(number, sizeof number, "%lld", (long long)event);
	lease(kam, until);
	status = store_execute(kam,
	                       "INSERT INTO undelivered (event, name, json, retry_at) VALUES (CAST(:1 AS INTEGER), :2, "
	                       ":3, :4)",
	                       texts, 4);
	if (status == KAM_OK)
		add(kam, name, json, number);
	return status;
}

enum kam_status event_begin(struct kam *kam, const char *json, struct statement **out)
{
	int64_t operation = 0;
	enum kam_status status = journal_operation(kam, &operation);

	if (status == KAM_OK)
		status = store_keep(kam, json, out);
	if (status != KAM_OK)
		return status;
	store_bind_integer(*out, ":operation", operation);
	store_bind_text(*out, ":at", kam->now_text);
	store_bind_text(*out, ":user", kam->real_user);
	return KAM_OK;
}

enum kam_status event_end(struct kam *kam, const char *name, struct statement *statement)
{
	return event_end_kept(kam, name, statement, 0);
}

enum kam_status event_end_kept(struct kam *kam, const char *name, struct statement *statement, int64_t event)
{
	enum kam_status status = store_step(statement);

	if (status == KAM_OK && event == 0)
		event_add(kam, name, store_text(statement, 0));
	else if (status == KAM_OK)
		status = keep(kam, name, store_text(statement, 0), event);
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status events_retry(struct kam *kam)
{
	struct statement *statement = NULL;
	char until[KAM_INSTANT_SIZE];
	int64_t operation;
	bool any = false;
	enum kam_status status =
		store_prepare(kam, "SELECT name, json, event FROM undelivered WHERE retry_at <= :now ORDER BY event",
	                      &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":now", kam->now_text);
	while ((status = store_step(statement)) == KAM_OK) {
		if (!is_wanted(kam, store_text(statement, 0)))
			continue;
		add(kam, store_text(statement, 0), store_text(statement, 1), store_text(statement, 2));
		any = true;
	}
	store_finalize(statement);
	if (status != KAM_DONE || !any)
		return status == KAM_DONE ? KAM_OK : status;
	lease(kam, until);
	status = store_execute(kam, "UPDATE undelivered SET retry_at = :1 WHERE retry_at <= :2",
	                       (const char *const[]){ until, kam->now_text }, 2);
	return status == KAM_OK ? journal_operation(kam, &operation) : status;
}

/* Should that fail, it is told once more: better twice than never. */
static void settle(struct kam *kam, const char *kept, bool delivered)
{
	const char *texts[] = { kam->now_text, kept };

	if (delivered)
		store_execute(kam, "DELETE FROM undelivered WHERE event = CAST(:1 AS INTEGER)", texts + 1, 1);
	else
		store_execute(kam, "UPDATE undelivered SET retry_at = :1 WHERE event = CAST(:2 AS INTEGER)", texts, 2);
}

/* Each name once: "bid-stage lead-pooled". */
static void name_events(const struct kam *kam, struct buffer *out)
{
	for (size_t at = 0; at < kam->events.length;) {
		const char *name = kam->events.text + at, *named = buffer_text(out);

		if (named != NULL && strstr(named, name) == NULL)
			buffer_format(out, out->length > 0 ? " %s" : "%s", name);
		at += strlen(name) + 1;
		for (int i = 0; i < 2; i++)
			at += strlen(kam->events.text + at) + 1;
	}
}

enum kam_status events_note(struct kam *kam, int64_t operation)
{
	struct buffer names = { 0 };
	char number[24];
	const char *texts[] = { NULL, number };
	enum kam_status status = KAM_OK;

	if (kam->events.length == 0 || operation == 0)
		return KAM_OK;
	snprintf(number, sizeof number, "%lld", (long long)operation);
	name_events(kam, &names);
	texts[0] = buffer_text(&names);
	status = texts[0] == NULL ? fail_memory(kam)
	                          : store_execute(kam, "UPDATE operation SET told = :1 WHERE id = :2", texts, 2);
	buffer_free(&names);
	return status;
}

void events_forget(struct kam *kam)
{
	buffer_reset(&kam->events);
	kam->events_lost = 0;
}

int64_t kam_event_each(struct kam *kam, bool (*each)(void *data, const char *event, const char *json), void *data)
{
	int64_t lost = kam->events_lost;

	/* What may still be rolled back is not told. */
	if (store_in_operation(kam))
		return 0;
	for (size_t at = 0; at < kam->events.length;) {
		const char *name = kam->events.text + at, *json = name + strlen(name) + 1,
			   *kept = json + strlen(json) + 1;
		bool delivered;

		at += strlen(name) + strlen(json) + strlen(kept) + 3;
		delivered = each(data, name, json);
		if (*kept != '\0')
			settle(kam, kept, delivered);
	}
	events_forget(kam);
	return lost;
}

const char *kam_zone(const struct kam *kam)
{
	return kam->zone != NULL ? kam->zone : "";
}

const char *kam_path(const struct kam *kam)
{
	return kam->path != NULL ? kam->path : "";
}
