/* Events: what hooks are told after the commit, collected by rules during an operation. */
#include "kam/internal/store.h"

#include <string.h>

#define MOST_EVENTS ((size_t)1 << 20) /* bytes; what is beyond is not told */

void event_add(struct kam *kam, const char *name, const char *json)
{
	if (json == NULL || kam->events.length + strlen(name) + strlen(json) + 2 > MOST_EVENTS)
		return;
	buffer_add(&kam->events, name, strlen(name) + 1);
	buffer_add(&kam->events, json, strlen(json) + 1);
}

void kam_event_each(struct kam *kam, void (*each)(void *data, const char *event, const char *json), void *data)
{
	for (size_t at = 0; !kam->events.failed && at < kam->events.length;) {
		const char *name = kam->events.text + at, *json = name + strlen(name) + 1;

		at += strlen(name) + strlen(json) + 2;
		each(data, name, json);
	}
	buffer_reset(&kam->events);
}

const char *kam_path(const struct kam *kam)
{
	return kam->path != NULL ? kam->path : "";
}
