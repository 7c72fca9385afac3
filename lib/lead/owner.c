/* Whose lead it is, and since when: the pool counts from there. */
#include "rules.h"

#include <string.h>

static void set_text(struct kam_value *value, const char *text)
{
	*value = (struct kam_value){ .type = KAM_IS_TEXT, .text = text, .length = strlen(text) };
}

/* An import says since when, or does not know: what came long ago is not new today. */
enum kam_status owner_follow(struct kam *kam, struct record_write *write)
{
	const struct kam_value *owner = write_value(write, "owner"), *before = write_old(write, "owner");
	struct kam_value *since = write_value(write, "owner_since");
	const struct kam_value *since_before = write_old(write, "owner_since");

	if (write->carried || write->importing)
		return KAM_OK;
	if (before != NULL ? kam_value_equal(before, owner) : owner->type == KAM_IS_EMPTY)
		return KAM_OK;
	if (owner->type == KAM_IS_EMPTY)
		*since = (struct kam_value){ 0 };
	else if (since->type == KAM_IS_EMPTY || (since_before != NULL && kam_value_equal(since_before, since)))
		set_text(since, kam->today_text);
	return KAM_OK;
}
