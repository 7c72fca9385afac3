/* Working off the list of a bid: done, let pass, a resource asked for and granted. */
#include "kam/gate.h"
#include "kam/internal/identity.h"
#include "gate_show.h"
#include "standing.h"

#include <string.h>

/* An item, and how it stands. */
struct item {
	int64_t id;
	char name[KAM_ID_SIZE];
	bool resource, done, waived;
};

static enum kam_status read_item(struct kam *kam, const char *reference, struct item *item)
{
	const struct kam_type *type = kam_type_find("checkitem");
	struct statement *statement = NULL;
	enum kam_status status = need_operation(kam);

	*item = (struct item){ 0 };
	if (status == KAM_OK)
		status = reference_find(kam, type, reference, strlen(reference), REFERENCE_WRITE, &item->id, NULL);
	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT kind = 'resource', done_on IS NOT NULL, waived_by IS NOT NULL FROM checkitem "
			"WHERE id = :id",
			&statement);
	if (status != KAM_OK)
		return status;
	reference_format(type, item->id, item->name);
	store_bind_integer(statement, ":id", item->id);
	status = store_step(statement);
	if (status == KAM_OK) {
		item->resource = store_integer(statement, 0) != 0;
		item->done = store_integer(statement, 1) != 0;
		item->waived = store_integer(statement, 2) != 0;
	}
	store_finalize(statement);
	return status;
}

/* The same, of one that there is still something to be said of. */
static enum kam_status read_open(struct kam *kam, const char *reference, struct item *item)
{
	enum kam_status status = read_item(kam, reference, item);

	if (status == KAM_OK && item->done)
		return fail(kam, KAM_REFUSED, item->resource ? _("%s is granted already") : _("%s is done already"),
		            item->name);
	if (status == KAM_OK && item->waived)
		return fail(
			kam, KAM_REFUSED,
			_("%s was let pass; if it is to be done after all: kam bid checkitem edit %s --waived-by ''"),
			item->name, item->name);
	return status;
}

static enum kam_status write_item(struct kam *kam, const struct item *item, const struct kam_assignment *assignments,
                                  size_t count, struct kam_rows **out)
{
	bool changed;
	enum kam_status status =
		record_edit(kam, kam_type_find("checkitem"), item->id, assignments, count, NULL, &changed);

	return status == KAM_OK ? checkitem_tell(kam, item->id, out) : status;
}

/* A day as it is typed, not after today; else today. */
static enum kam_status past_day(struct kam *kam, const char *text, char day[KAM_DATE_SIZE])
{
	const char *why = "";
	int64_t days = kam->today;

	if (text != NULL && kam_date_parse(text, strlen(text), kam->today, true, &days, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--on '%s' is not %s"), text, why);
	kam_date_format(days, day);
	if (days > kam->today)
		return fail(kam, KAM_BAD_VALUE, _("--on %s is still to come"), day);
	return KAM_OK;
}

enum kam_status kam_checkitem_done(struct kam *kam, const char *checkitem, const char *on, struct kam_rows **out)
{
	char day[KAM_DATE_SIZE];
	struct item item;
	enum kam_status status = read_open(kam, checkitem, &item);

	*out = NULL;
	if (status == KAM_OK && item.resource)
		status = fail(kam, KAM_REFUSED, _("%s is a resource, which is granted: kam bid checkitem grant %s"),
		              item.name, item.name);
	if (status == KAM_OK)
		status = past_day(kam, on, day);
	return status == KAM_OK ? write_item(kam, &item, &(struct kam_assignment){ "done_on", day }, 1, out) : status;
}

enum kam_status kam_checkitem_waive(struct kam *kam, const struct kam_waiver *waiver, struct kam_rows **out)
{
	struct item item;
	enum kam_status status = read_open(kam, waiver->checkitem, &item);

	*out = NULL;
	if (status == KAM_OK && (waiver->why == NULL || *waiver->why == '\0'))
		status = fail(kam, KAM_BAD_VALUE, _("why is %s let pass? --why TEXT"), item.name);
	return status == KAM_OK
	               ? write_item(kam, &item, &(struct kam_assignment){ "waive_reason", waiver->why }, 1, out)
	               : status;
}

enum kam_status kam_checkitem_grant(struct kam *kam, const char *checkitem, const char *to, const char *on,
                                    struct kam_rows **out)
{
	char day[KAM_DATE_SIZE];
	struct kam_assignment assignments[2] = { { "granted_on", day } };
	struct item item;
	size_t count = 1;
	enum kam_status status = read_open(kam, checkitem, &item);

	*out = NULL;
	if (status == KAM_OK && !item.resource)
		status = fail(kam, KAM_REFUSED, _("%s is no resource; when it is done: kam bid checkitem done %s"),
		              item.name, item.name);
	if (status == KAM_OK)
		status = past_day(kam, on, day);
	if (to != NULL)
		assignments[count++] = (struct kam_assignment){ "owner", to };
	return status == KAM_OK ? write_item(kam, &item, assignments, count, out) : status;
}

enum kam_status kam_checkitem_ask(struct kam *kam, const char *bid, const struct kam_resource *asked,
                                  struct kam_rows **out)
{
	struct bid_standing standing = { 0 };
	char id[KAM_ID_SIZE], stage[KAM_ID_SIZE];
	struct kam_assignment assignments[8];
	size_t count = 0;
	int64_t item = 0;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = bid_standing_open(kam, bid, &standing);
	if (status == KAM_OK && asked->needed_by == NULL)
		status = fail(kam, KAM_BAD_VALUE, _("by when is it needed? --needed-by DATE"));
	if (status != KAM_OK)
		return status;
	reference_format(kam_type_find("stage"), standing.stage, stage);
	assignments[count++] = (struct kam_assignment){ "bid", standing.id };
	assignments[count++] = (struct kam_assignment){ "stage", stage };
	assignments[count++] = (struct kam_assignment){ "kind", "resource" };
	assignments[count++] = (struct kam_assignment){ "title", asked->title };
	assignments[count++] = (struct kam_assignment){ "role", asked->role != NULL ? asked->role : "solution" };
	assignments[count++] = (struct kam_assignment){ "needed_by", asked->needed_by };
	if (asked->required)
		assignments[count++] = (struct kam_assignment){ "required", "yes" };
	if (asked->note != NULL)
		assignments[count++] = (struct kam_assignment){ "note", asked->note };
	status = kam_record_add(kam, "checkitem", assignments, count, id);
	if (status == KAM_OK)
		status = reference_find(kam, kam_type_find("checkitem"), id, strlen(id), REFERENCE_WRITE, &item, NULL);
	return status == KAM_OK ? checkitem_tell(kam, item, out) : status;
}
