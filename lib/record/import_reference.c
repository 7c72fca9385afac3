/* References in a file: found by id, key or exact name, remembered, and made where the map allows it. */
#include "import_private.h"

#include <string.h>

/* Where the field remembers this text: there, or beside it. */
static struct import_cached *place_of(const struct import_target *target, const char *text, size_t length)
{
	uint32_t hash = 2166136261U; /* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619U;
	return &target->cache[(hash ^ hash >> 16) % (IMPORT_CACHE / 2) * 2];
}

static const struct import_cached *recall(const struct import_cached *place, const char *text, size_t length)
{
	for (int i = 0; i < 2; i++)
		if (place[i].id != 0 && place[i].length == length && memcmp(place[i].text, text, length) == 0)
			return &place[i];
	return NULL;
}

/* The newest stands first. */
static void remember(struct import_cached *place, const char *text, size_t length, int64_t id, bool folded)
{
	if (length > IMPORT_CACHED_TEXT)
		return;
	place[1] = place[0];
	place->id = id;
	place->folded = folded;
	place->length = (uint8_t)length;
	memcpy(place->text, text, length);
}

static enum kam_status seek(struct import_run *run, const struct import_target *target, const char *text, size_t length,
                            int64_t *id, bool *folded)
{
	int64_t ignored;

	if (target->exact != NULL && !reference_is_id(target->other, text, length, &ignored))
		return reference_exact(run->kam, target->other, target->exact, text, length, id);
	return reference_seek(run->kam, target->other, text, length,
	                      run->options->loose ? REFERENCE_LOOSE : REFERENCE_IMPORT, id, folded);
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
	const char *text = target->cell;
	size_t length = target->length;
	struct import_cached *place;
	const struct import_cached *known;
	bool folded = false;
	enum kam_status status;

	import_trim(&text, &length);
	if (length == 0)
		return KAM_OK;
	if (run->options->carried) {
		/* What it names may come later: all are looked at in the end. */
		target->value = (struct kam_value){ .type = KAM_IS_INTEGER };
		if (!reference_is_id(target->other, text, length, &target->value.integer))
			return import_bad(run, target, _("no id of kam's, such as %s12"), target->other->prefix);
		return KAM_OK;
	}
	place = place_of(target, text, length);
	known = recall(place, text, length);
	if (known != NULL) {
		target->value = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = known->id };
		run->loose += known->folded;
		return KAM_OK;
	}
	status = seek(run, target, text, length, &target->value.integer, &folded);
	status = status == KAM_NOT_FOUND ? missing(run, target, text, length, &target->value.integer)
	                                 : import_refused(run, target, status);
	if (status != KAM_OK)
		return status;
	target->value = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = target->value.integer };
	remember(place, text, length, target->value.integer, folded);
	run->loose += folded;
	return KAM_OK;
}
