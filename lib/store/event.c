/* Events: what hooks are told after the commit, collected by rules during an operation. */
#include "kam/internal/store.h"

#include <stdio.h>
#include <string.h>

#define MOST_EVENTS ((size_t)1 << 20) /* bytes; what is beyond is only counted */

void event_add(struct kam *kam, const char *name, const char *json)
{
	struct buffer *events = &kam->events;
	size_t before = events->length;

	if (kam->told == NULL || !kam->told(kam->data, name))
		return;
	if (json != NULL && before + strlen(name) + strlen(json) + 2 <= MOST_EVENTS) {
		buffer_add(events, name, strlen(name) + 1);
		buffer_add(events, json, strlen(json) + 1);
		if (!events->failed)
			return;
		/* Those that are there are told all the same. */
		events->length = before;
		events->failed = false;
	}
	kam->events_lost++;
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
	enum kam_status status = store_step(statement);

	if (status == KAM_OK)
		event_add(kam, name, store_text(statement, 0));
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Each name once: "bid-stage lead-pooled". */
static void name_events(const struct kam *kam, struct buffer *out)
{
	for (size_t at = 0; at < kam->events.length;) {
		const char *name = kam->events.text + at, *named = buffer_text(out);

		if (named != NULL && strstr(named, name) == NULL)
			buffer_format(out, out->length > 0 ? " %s" : "%s", name);
		at += strlen(name) + 1;
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

int64_t kam_event_each(struct kam *kam, void (*each)(void *data, const char *event, const char *json), void *data)
{
	int64_t lost = kam->events_lost;

	/* What may still be rolled back is not told. */
	if (store_in_operation(kam))
		return 0;
	for (size_t at = 0; at < kam->events.length;) {
		const char *name = kam->events.text + at, *json = name + strlen(name) + 1;

		at += strlen(name) + strlen(json) + 2;
		each(data, name, json);
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
