/* References in a file: found by id, key or exact name, remembered, and made where the map allows it. */
#include "import_private.h"

#include <string.h>

/* The one place where the field remembers this text. */
static struct import_cached *place_of(const struct import_target *target, const char *text, size_t length)
{
	uint32_t hash = 2166136261U; /* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619U;
	return &target->cache[(hash ^ hash >> 16) % IMPORT_CACHE];
}

static void remember(struct import_cached *place, const char *text, size_t length, int64_t id, bool folded)
{
	if (length > IMPORT_CACHED_TEXT)
		return;
	place->id = id;
	place->folded = folded;
	place->length = (uint8_t)length;
	memcpy(place->text, text, length);
}

/* A record of the imported type may still come, in this file or the next. */
static enum kam_status missing(struct import_run *run, const struct import_target *target, const char *text,
                               size_t length, int64_t *id)
{
	bool own = target->other == run->type, waits = false;
	enum kam_status status = KAM_OK;

	if (own && run->phase == IMPORT_CREATING && target->creator != NULL)
		status = import_aside_waits(run, text, length, &waits);
	if (status != KAM_OK)
		return status;
	if (target->creator != NULL && (!own || (run->phase == IMPORT_CREATING && !waits))) {
		status = import_create(run, target, text, length, id);
		if (status != KAM_NOT_FOUND)
			return status;
	} else if (own && run->phase != IMPORT_FAILING) {
		run->wants = text;
		run->wants_length = length;
		return KAM_DONE;
	}
	/* Looking for the nearest goes through the whole table: only for as many as anybody will read. */
	if (run->nearest++ < IMPORT_NEAREST) {
		status = reference_missing(run->kam, target->other, text, length);
		return import_refused(run, target, status);
	}
	return import_bad(run, target, _("no such %s"), target->other->name);
}

enum kam_status import_reference(struct import_run *run, struct import_target *target)
{
	const enum reference_use use = run->options->loose ? REFERENCE_LOOSE : REFERENCE_IMPORT;
	const char *text = target->cell;
	size_t length = target->length;
	struct import_cached *place;
	bool folded = false;
	enum kam_status status;

	import_trim(&text, &length);
	if (length == 0)
		return KAM_OK;
	place = place_of(target, text, length);
	if (place->id != 0 && place->length == length && memcmp(place->text, text, length) == 0) {
		target->value = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = place->id };
		run->loose += place->folded;
		return KAM_OK;
	}
	status = reference_seek(run->kam, target->other, text, length, use, &target->value.integer, &folded);
	status = status == KAM_NOT_FOUND ? missing(run, target, text, length, &target->value.integer)
	                                 : import_refused(run, target, status);
	if (status != KAM_OK)
		return status;
	target->value = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = target->value.integer };
	remember(place, text, length, target->value.integer, folded);
	run->loose += folded;
	return KAM_OK;
}
