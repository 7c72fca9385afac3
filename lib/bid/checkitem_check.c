/* What holds a bid up is done, or let pass by somebody else than its owner who says why; nobody grants what is for them. */
#include "rules.h"
#include "kam/internal/identity.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <string.h>

static bool says(const struct kam_value *value, const char *text)
{
	return value->type == KAM_IS_TEXT && value->length == strlen(text) &&
	       memcmp(value->text, text, value->length) == 0;
}

/* Is the field new, or other than it was? */
static bool has_changed(struct record_write *write, const char *field)
{
	const struct kam_value *value = write_value(write, field);

	return write->old == NULL ? value->type != KAM_IS_EMPTY : !kam_value_equal(write_old(write, field), value);
}

static bool is_there(struct record_write *write, const char *field)
{
	return write_value(write, field)->type != KAM_IS_EMPTY;
}

/* The bid's owner (0: nobody), and whether it has been won. */
static enum kam_status read_bid(struct kam *kam, struct record_write *write, int64_t *owner, bool *won)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam,
	                                    "SELECT coalesce(bid.owner, 0), stage.outcome = 'won' FROM bid JOIN stage "
	                                    "ON stage.id = bid.stage WHERE bid.id = :bid",
	                                    &statement);

	*owner = 0;
	*won = false;
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":bid", write_value(write, "bid"));
	status = store_step(statement);
	if (status == KAM_OK) {
		*owner = store_integer(statement, 0);
		*won = store_integer(statement, 1) != 0;
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Whose own it would be is known. */
static enum kam_status check_owned(struct kam *kam, struct record_write *write, int64_t owner)
{
	char id[KAM_ID_SIZE];

	if (owner != 0)
		return KAM_OK;
	reference_format(kam_type_find("bid"), write_value(write, "bid")->integer, id);
	return fail(kam, KAM_REFUSED,
	            _("%s has no owner, so nobody can tell whether this is their own approval: kam bid edit "
	              "%s --owner "
	              "PERSON"),
	            id, id);
}

/* Who says so is the one who approves, and no other is written down. */
static enum kam_status check_waiver(struct kam *kam, struct record_write *write, int64_t owner)
{
	struct kam_value *by = write_value(write, "waived_by"), *why = write_value(write, "waive_reason");
	int64_t person = 0;
	enum kam_status status;

	/* Not let pass after all: that needs nobody's leave. */
	if (by->type == KAM_IS_EMPTY && write->old != NULL && write_old(write, "waived_by")->type != KAM_IS_EMPTY)
		*why = (struct kam_value){ 0 };
	if (by->type == KAM_IS_EMPTY && why->type == KAM_IS_EMPTY)
		return KAM_OK;
	if (why->type == KAM_IS_EMPTY)
		return fail(kam, KAM_REFUSED, _("why is it let pass? --waive-reason TEXT, or --why TEXT of the verbs"));
	status = check_owned(kam, write, owner);
	if (status == KAM_OK)
		status = identity_approver(kam, owner, &person);
	if (status != KAM_OK)
		return status;
	if (by->type != KAM_IS_EMPTY && by->integer != person)
		return fail(kam, KAM_REFUSED,
		            _("it is PE%lld who lets it pass, not PE%lld: nobody is named for what another says"),
		            (long long)person, (long long)by->integer);
	*by = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = person };
	return KAM_OK;
}

/* A resource that is granted is there; taken back, it is to be asked for again. */
static enum kam_status check_grant(struct kam *kam, struct record_write *write, int64_t owner)
{
	struct kam_value *granted = write_value(write, "granted_on"), *done = write_value(write, "done_on");
	int64_t person;

	if (granted->type == KAM_IS_EMPTY) {
		*done = (struct kam_value){ 0 };
		return KAM_OK;
	}
	if (!says(write_value(write, "kind"), "resource"))
		return fail(kam, KAM_REFUSED, _("only a resource is granted; what is no resource is done: --done-on"));
	if (done->type == KAM_IS_EMPTY)
		*done = *granted;
	return identity_approver(kam, owner, &person);
}

/* Another way past the gate than to do it: what is required becomes something else. */
static enum kam_status check_evaded(struct kam *kam, struct record_write *write)
{
	static const char *const held[] = { "required", "kind", "stage", "bid" };
	const struct kam_value *required;
	char id[KAM_ID_SIZE];

	if (write->old == NULL)
		return KAM_OK;
	required = write_old(write, "required");
	if (required->type != KAM_IS_INTEGER || required->integer == 0 ||
	    write_old(write, "done_on")->type != KAM_IS_EMPTY || write_old(write, "waived_by")->type != KAM_IS_EMPTY)
		return KAM_OK;
	for (size_t i = 0; i < sizeof held / sizeof *held; i++)
		if (has_changed(write, held[i])) {
			reference_format(write->type, write->id, id);
			return fail(
				kam, KAM_REFUSED,
				_("%s is required and open, so its %s stays as it is; who may let it pass says so: kam "
			          "bid checkitem waive %s --why TEXT"),
				id, held[i], id);
		}
	return KAM_OK;
}

/* Nor does something that is not required stand for what the templates of the stage require by that title. */
static enum kam_status check_asked(struct kam *kam, struct record_write *write)
{
	const struct kam_value *required = write_value(write, "required");
	struct statement *statement;
	enum kam_status status;

	if ((required->type == KAM_IS_INTEGER && required->integer != 0) ||
	    (write->old != NULL && !has_changed(write, "required") && !has_changed(write, "title") &&
	     !has_changed(write, "stage") && !has_changed(write, "bid")))
		return KAM_OK;
	status = store_keep(kam,
	                    "SELECT stage.name, template.title FROM template JOIN stage ON stage.id = template.stage "
	                    "WHERE template.stage = :stage AND template.title = :title AND template.required = 1",
	                    &statement);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":stage", write_value(write, "stage"));
	store_bind_value(statement, ":title", write_value(write, "title"));
	status = store_step(statement);
	if (status == KAM_OK)
		status = fail(kam, KAM_REFUSED,
		              _("stage '%s' requires '%s', so an item of that title is required: --required yes"),
		              store_text(statement, 0), store_text(statement, 1));
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* What is to be done is not done yet. */
static enum kam_status check_day(struct kam *kam, struct record_write *write, const char *field)
{
	const struct kam_value *day = write_value(write, field);

	if (day->type != KAM_IS_TEXT || !has_changed(write, field) || day->length != KAM_DATE_SIZE - 1 ||
	    memcmp(day->text, kam->today_text, KAM_DATE_SIZE - 1) <= 0)
		return KAM_OK;
	return fail(kam, KAM_BAD_VALUE, _("%s %.*s is still to come"), field, (int)day->length, day->text);
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	bool waiving = has_changed(write, "waived_by") || has_changed(write, "waive_reason");
	bool won;
	int64_t owner;
	enum kam_status status;

	if (write->carried || write->importing || !is_there(write, "bid"))
		return KAM_OK;
	status = check_day(kam, write, "done_on");
	if (status == KAM_OK)
		status = check_day(kam, write, "granted_on");
	if (status == KAM_OK)
		status = read_bid(kam, write, &owner, &won);
	/* What is lost or withdrawn may be taken up again. */
	if (status == KAM_OK && !won)
		status = check_evaded(kam, write);
	if (status == KAM_OK && !won)
		status = check_asked(kam, write);
	if (status == KAM_OK && waiving)
		status = check_waiver(kam, write, owner);
	if (status == KAM_OK && has_changed(write, "granted_on"))
		status = check_grant(kam, write, owner);
	if (status == KAM_OK && is_there(write, "done_on") && has_changed(write, "done_on") &&
	    says(write_value(write, "kind"), "resource") && !is_there(write, "granted_on"))
		status = fail(kam, KAM_REFUSED,
		              _("a resource is granted, not done, and not by the bid's owner: kam bid checkitem grant "
		                "CHECKITEM"));
	return status;
}

/* Nor is it taken off the list; with its bid it goes. */
static enum kam_status before_remove(struct kam *kam, int64_t id)
{
	struct statement *statement;
	char item[KAM_ID_SIZE];
	enum kam_status status = store_keep(
		kam,
		"SELECT 1 FROM checkitem JOIN bid ON bid.id = checkitem.bid JOIN stage ON stage.id = bid.stage "
		"WHERE checkitem.id = :id AND checkitem.required = 1 AND checkitem.done_on IS NULL AND "
		"checkitem.waived_by IS NULL AND stage.outcome <> 'won'",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	store_reset(statement);
	if (status != KAM_OK)
		return status == KAM_DONE ? KAM_OK : status;
	reference_format(kam_type_find("checkitem"), id, item);
	return fail(
		kam, KAM_REFUSED,
		_("%s is required and open, so it stays on the list; who may let it pass says so: kam bid checkitem "
	          "waive %s --why TEXT"),
		item, item);
}

const struct kam_type_rules checkitem_rules = { .before_write = before_write,
	                                        .before_remove = before_remove,
	                                        .bulk = true };
