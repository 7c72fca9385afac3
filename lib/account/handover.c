/* Handing over: what one person holds goes to another, in one operation, and nothing else changes. */
#include "kam/internal/answer.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "kam/team.h"

#include <string.h>

/* Who hands over to whom, and when. */
struct handover {
	struct kam *kam;
	int64_t from, to;
	char to_id[KAM_ID_SIZE];
	char yesterday[KAM_DATE_SIZE];
};

/* A seat, and the one that the other person has in the same role at the same time. */
struct seat {
	int64_t id, other;       /* 0: none */
	bool begun, other_begun; /* before today: what was so stays so */
	bool shared;
	char account[KAM_ID_SIZE], role[16], ends[KAM_DATE_SIZE], share[40];
};

static enum kam_status read_seat(struct handover *handover, int64_t id, struct seat *seat)
{
	struct kam *kam = handover->kam;
	struct statement *statement;
	enum kam_status status = store_keep(
		kam,
		"SELECT other.id, coalesce(seat.starts_on, '') < :today, coalesce(other.starts_on, '') < "
		":today, seat.share IS NOT NULL, coalesce(seat.share, 0) + coalesce(other.share, 0), "
		"seat.account, seat.role, CASE WHEN other.id IS NULL THEN seat.ends_on ELSE other.ends_on END "
		"FROM seat LEFT JOIN seat AS other ON other.account = seat.account AND other.role = "
		"seat.role AND other.person = :to AND coalesce(other.starts_on, '') <= "
		"coalesce(seat.ends_on, '9999-12-31') AND coalesce(other.ends_on, '9999-12-31') >= "
		"max(:today, coalesce(seat.starts_on, '')) WHERE seat.id = :id ORDER BY other.id",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	store_bind_integer(statement, ":to", handover->to);
	store_bind_text(statement, ":today", kam->today_text);
	status = store_step(statement);
	if (status == KAM_OK) {
		memset(seat, 0, sizeof *seat);
		seat->id = id;
		seat->other = store_integer(statement, 0);
		seat->begun = store_integer(statement, 1) != 0;
		seat->other_begun = seat->other != 0 && store_integer(statement, 2) != 0;
		seat->shared = store_integer(statement, 3) != 0;
		if (seat->shared)
			kam_percent_format(store_integer(statement, 4), seat->share);
		reference_format(kam_type_find("account"), store_integer(statement, 5), seat->account);
		text_copy(seat->role, sizeof seat->role, store_text(statement, 6));
		text_copy(seat->ends, sizeof seat->ends, store_text(statement, 7));
		store_reset(statement);
	}
	return status;
}

static enum kam_status set(struct handover *handover, const char *record, int64_t id, const char *field,
                           const char *value)
{
	bool changed;

	return record_edit(handover->kam, kam_type_find(record), id, &(struct kam_assignment){ field, value }, 1, NULL,
	                   &changed);
}

/* A seat of the other person from today on, in place of the one that ended. */
static enum kam_status begin_anew(struct handover *handover, const struct seat *seat)
{
	const struct kam_assignment assignments[] = {
		{ "account", seat->account },  { "role", seat->role },
		{ "person", handover->to_id }, { "starts_on", handover->kam->today_text },
		{ "ends_on", seat->ends },     { "share", seat->share }
	};
	char id[KAM_ID_SIZE];

	return kam_record_add(handover->kam, "seat", assignments, sizeof assignments / sizeof *assignments, id);
}

/* The other one has a seat there: it gets the share on top. */
static enum kam_status join_seats(struct handover *handover, const struct seat *seat)
{
	enum kam_status status;

	if (!seat->shared)
		return KAM_OK;
	if (!seat->other_begun)
		return set(handover, "seat", seat->other, "share", seat->share);
	status = set(handover, "seat", seat->other, "ends_on", handover->yesterday);
	return status == KAM_OK ? begin_anew(handover, seat) : status;
}

static enum kam_status move_seat(struct handover *handover, int64_t id)
{
	struct writer *writer = NULL;
	struct seat seat;
	enum kam_status status = read_seat(handover, id, &seat);

	if (status != KAM_OK)
		return status;
	if (!seat.begun && seat.other == 0)
		return set(handover, "seat", id, "person", handover->to_id);
	if (seat.begun) {
		status = set(handover, "seat", id, "ends_on", handover->yesterday);
	} else {
		/* It never stood on any day. */
		status = writer_get(handover->kam, kam_type_find("seat"), &writer);
		if (status == KAM_OK)
			status = writer_delete(writer, id);
	}
	if (status != KAM_OK)
		return status;
	return seat.other != 0 ? join_seats(handover, &seat) : begin_anew(handover, &seat);
}

/* A row of the list: what it is, and its id. */
static enum kam_status move(struct handover *handover, const struct kam_value *record, const struct kam_value *id)
{
	char name[16];
	const struct kam_type *type;
	int64_t number = 0;

	if (record->length >= sizeof name)
		return fail(handover->kam, KAM_SYSTEM, "%s", _("a record type has too long a name"));
	memcpy(name, record->text, record->length);
	name[record->length] = '\0';
	type = kam_type_find(name);
	reference_is_id(type, id->text, id->length, &number);
	if (strcmp(name, "seat") == 0)
		return move_seat(handover, number);
	return set(handover, name, number, strcmp(name, "ticket") == 0 ? "assignee" : "owner", handover->to_id);
}

static enum kam_status list(struct handover *handover, int64_t account, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ .key = "id", .title = N_("ID"), .kind = KAM_TEXT },
		{ .key = "record", .title = N_("Record"), .kind = KAM_TEXT, .priority = 2 },
		{ .key = "account", .title = N_("Account"), .kind = KAM_TEXT, .priority = 1 },
		{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT },
		{ .key = "standing", .title = N_("Stands at"), .kind = KAM_TEXT, .priority = 3 },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	enum kam_status status = answer_prepare(handover->kam, "account/handover.sql", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":from", handover->from);
	if (account != 0)
		store_bind_integer(statement, ":account", account);
	return answer_rows(handover->kam, statement, columns, false, out);
}

/* Who is it, and is there anybody to take over? */
static enum kam_status find_people(struct handover *handover, const char *from, const char *to)
{
	struct kam *kam = handover->kam;
	const struct kam_type *type = kam_type_find("person");
	int64_t gone = 0;
	enum kam_status status = reference_find(kam, type, from, strlen(from), REFERENCE_WRITE, &handover->from, NULL);

	if (status == KAM_OK)
		status = reference_find(kam, type, to, strlen(to), REFERENCE_WRITE, &handover->to, NULL);
	if (status != KAM_OK)
		return status;
	reference_format(type, handover->to, handover->to_id);
	if (handover->from == handover->to)
		return fail(kam, KAM_REFUSED, _("%s and %s are the same person (%s); nothing to hand over"), from, to,
		            handover->to_id);
	status = store_get_integer(kam, "SELECT 1 FROM person WHERE 'PE' || id = :1 AND left_on <= :2",
	                           (const char *const[]){ handover->to_id, kam->today_text }, 2, &gone);
	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED, _("%s (%s) has left; name someone who is there"), to, handover->to_id);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status kam_handover(struct kam *kam, const char *from, const char *to, const char *account,
                             struct kam_rows **out)
{
	struct handover handover = { .kam = kam };
	int64_t at = 0;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	kam_date_format(kam->today - 1, handover.yesterday);
	if (status == KAM_OK)
		status = find_people(&handover, from, to);
	if (status == KAM_OK && account != NULL)
		status = reference_find(kam, kam_type_find("account"), account, strlen(account), REFERENCE_WRITE, &at,
		                        NULL);
	if (status == KAM_OK)
		status = list(&handover, at, out);
	if (status == KAM_OK && kam_rows_count(*out) == 0)
		status = fail(kam, KAM_REFUSED,
		              at != 0 ? _("%s holds nothing at %s: no seat, open lead, bid, ticket or plan action")
		                      : _("%s holds nothing: no seat, open lead, bid, ticket or plan action"),
		              from, account);
	while (status == KAM_OK && (status = kam_rows_step(*out)) == KAM_OK) {
		const struct kam_value *id = kam_rows_value(*out, 0), *record = kam_rows_value(*out, 1);

		status = move(&handover, record, id);
	}
	if (status != KAM_DONE)
		return status;
	kam_rows_rewind(*out);
	return KAM_OK;
}
