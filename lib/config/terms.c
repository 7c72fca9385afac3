/* What clocks of tickets go by beside hours and days: policies, and who works where. Whatever changes is noted. */
#include "rules.h"
#include "kam/internal/calendar.h"
#include "kam/internal/write.h"

#include <string.h>

static enum kam_status before_sla(struct kam *kam, struct record_write *write)
{
	const struct kam_value *calendar = write_value(write, "calendar");
	char name[256];
	enum kam_status status;

	if (write->carried || calendar->type != KAM_IS_TEXT)
		return KAM_OK;
	text_copy(name, sizeof name, "");
	if (calendar->length < sizeof name) {
		memcpy(name, calendar->text, calendar->length);
		name[calendar->length] = '\0';
	}
	status = calendar_find(kam, name);
	if (status != KAM_DONE)
		return status;
	return fail(
		kam, KAM_REFUSED,
		_("there is no calendar '%.*s'; see kam config hours list, or give it hours first: kam config hours "
	          "add CALENDAR mon 09:00-18:00"),
		(int)calendar->length, calendar->text);
}

static enum kam_status after_sla(struct kam *kam, struct record_write *write)
{
	return write->carried ? KAM_OK : touch_record(kam, "sla", write->id);
}

static enum kam_status before_sla_goes(struct kam *kam, int64_t id)
{
	return touch_record(kam, "sla", id);
}

/* Has one of these fields another value than before? */
static bool differs(const struct record_write *write, const char *const *fields)
{
	for (; write->old != NULL && *fields != NULL; fields++) {
		int place = type_field_index(write->type, *fields);

		if (!kam_value_equal(&write->old[place], &write->values[place]))
			return true;
	}
	return false;
}

/* The calendar of a ticket is that of the region of whoever has it. */
static enum kam_status after_person(struct kam *kam, struct record_write *write)
{
	static const char *const fields[] = { "unit", "region", NULL };

	return !write->carried && differs(write, fields) ? touch_record(kam, "person", write->id) : KAM_OK;
}

static enum kam_status after_unit(struct kam *kam, struct record_write *write)
{
	static const char *const fields[] = { "name", "kind", "head", NULL };

	if (write->carried || (write->old != NULL && !differs(write, fields)))
		return KAM_OK;
	return touch_record(kam, "unit", write->id);
}

/* How long a ticket may take is a matter of the customer's tier. */
static enum kam_status after_snapshot(struct kam *kam, struct record_write *write)
{
	const struct kam_value *account = write_value(write, "account"), *old = write_old(write, "account");
	enum kam_status status = KAM_OK;

	if (write->carried)
		return KAM_OK;
	if (account->type == KAM_IS_INTEGER)
		status = touch_record(kam, "snapshot account", account->integer);
	if (status == KAM_OK && old != NULL && old->type == KAM_IS_INTEGER && old->integer != account->integer)
		status = touch_record(kam, "snapshot account", old->integer);
	return status;
}

static enum kam_status before_snapshot_goes(struct kam *kam, int64_t id)
{
	return touch_record(kam, "snapshot", id);
}

const struct kam_type_rules sla_rules = { .before_write = before_sla,
	                                  .after_write = after_sla,
	                                  .before_delete = before_sla_goes };
const struct kam_type_rules person_rules = { .after_write = after_person };
const struct kam_type_rules unit_rules = { .after_write = after_unit };
const struct kam_type_rules snapshot_rules = { .after_write = after_snapshot, .before_delete = before_snapshot_goes };
