/* The pool: leads that are nobody's; claimed, released, assigned, and swept back when nobody touches them. */
#include "kam/pool.h"
#include "kam/internal/answer.h"
#include "kam/internal/identity.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <string.h>

/* What is known of a lead before it changes hands. */
struct held {
	int64_t id, owner; /* 0: nobody's */
	char status[16], id_text[KAM_ID_SIZE];
	char name[120], owner_name[80], since[KAM_DATE_SIZE];
};

static enum kam_status look(struct kam *kam, const char *lead, struct held *held)
{
	const struct kam_type *type = kam_type_find("lead");
	struct statement *statement;
	enum kam_status status = reference_find(kam, type, lead, strlen(lead), REFERENCE_WRITE, &held->id, NULL);

	if (status == KAM_OK)
		status =
			store_keep(kam,
		                   "SELECT lead.status, lead.owner, lead.name, person.name, lead.owner_since FROM lead "
		                   "LEFT JOIN person ON person.id = lead.owner WHERE lead.id = :id",
		                   &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", held->id);
	status = store_step(statement);
	if (status == KAM_OK) {
		text_copy(held->status, sizeof held->status, store_text(statement, 0));
		held->owner = store_integer(statement, 1);
		text_copy(held->name, sizeof held->name, store_text(statement, 2));
		text_copy(held->owner_name, sizeof held->owner_name, store_text(statement, 3));
		text_copy(held->since, sizeof held->since, store_text(statement, 4));
		reference_format(type, held->id, held->id_text);
		store_reset(statement);
	}
	return status;
}

static bool is_over(const struct held *held)
{
	return strcmp(held->status, "converted") == 0 || strcmp(held->status, "dropped") == 0;
}

static enum kam_status fail_over(struct kam *kam, const struct held *held)
{
	return fail(kam, KAM_REFUSED, _("%s %s is %s; nothing was changed"), held->id_text, held->name, held->status);
}

static enum kam_status fail_held(struct kam *kam, const struct held *held)
{
	if (*held->since == '\0')
		return fail(kam, KAM_REFUSED, _("%s %s is not in the pool: %s has it"), held->id_text, held->name,
		            held->owner_name);
	return fail(kam, KAM_REFUSED, _("%s %s is not in the pool: %s has it since %s"), held->id_text, held->name,
	            held->owner_name, held->since);
}

static enum kam_status acting(struct kam *kam, int64_t *person)
{
	enum kam_status status = identity_acting(kam, person);

	if (status == KAM_OK && *person == 0)
		status = fail(kam, KAM_REFUSED,
		              _("nobody has the login '%s': say for whom with --as PERSON, or who that is: kam config "
		                "person edit PERSON --login %s"),
		              kam->real_user, kam->real_user);
	return status;
}

/* The lead goes to a person (0: to the pool, and why). One that was only lying in the pool is worked on again. */
static enum kam_status give(struct kam *kam, const struct held *held, int64_t person, const char *why)
{
	char owner[KAM_ID_SIZE] = "";
	const char *standing = person == 0 ? "pool" : strcmp(held->status, "pool") == 0 ? "open" : held->status;
	struct kam_assignment assignments[] = { { "owner", owner }, { "status", standing }, { "pool_reason", why } };
	bool changed;

	if (person != 0)
		reference_format(kam_type_find("person"), person, owner);
	return record_edit(kam, kam_type_find("lead"), held->id, assignments, 3, NULL, &changed);
}

/* A lead that is still worked on, and who is acting. */
static enum kam_status take_up(struct kam *kam, const char *lead, struct held *held, int64_t *person)
{
	enum kam_status status = need_operation(kam);

	if (status == KAM_OK)
		status = look(kam, lead, held);
	if (status == KAM_OK)
		status = acting(kam, person);
	return status == KAM_OK && is_over(held) ? fail_over(kam, held) : status;
}

enum kam_status kam_lead_claim(struct kam *kam, const char *lead, bool *changed)
{
	struct held held = { 0 };
	int64_t person = 0;
	enum kam_status status = take_up(kam, lead, &held, &person);

	*changed = false;
	if (status != KAM_OK)
		return status;
	if (held.owner == person && strcmp(held.status, "pool") != 0)
		return KAM_OK;
	if (held.owner != 0 && strcmp(held.status, "pool") != 0)
		return fail_held(kam, &held);
	*changed = true;
	return give(kam, &held, person, "");
}

enum kam_status kam_lead_release(struct kam *kam, const char *lead)
{
	struct held held = { 0 };
	int64_t person = 0;
	enum kam_status status = take_up(kam, lead, &held, &person);

	if (status != KAM_OK)
		return status;
	if (held.owner == 0)
		return fail(kam, KAM_REFUSED, _("%s %s is in the pool already"), held.id_text, held.name);
	if (held.owner != person)
		return fail(kam, KAM_REFUSED,
		            _("%s %s is not yours to release: %s has it; to give it to someone else: "
		              "kam lead assign"),
		            held.id_text, held.name, held.owner_name);
	return give(kam, &held, 0, "released");
}

/* ---- assigning ---- */

static enum kam_status assigned_begin(struct kam *kam, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ "id", N_("ID"), KAM_TEXT, .priority = 0 },
		{ "name", N_("Name"), KAM_TEXT, .priority = 1 },
		{ "was", N_("Was"), KAM_TEXT, .priority = 3 },
		{ "owner", N_("Owner"), KAM_TEXT, .priority = 2 },
		{ .key = NULL },
	};

	return answer_begin(kam, columns, out);
}

static enum kam_status put_assigned(const struct held *held, const char *to, struct kam_rows *rows)
{
	enum kam_status status = rows_put_text(rows, held->id_text);

	if (status == KAM_OK)
		status = rows_put_text(rows, held->name);
	if (status == KAM_OK)
		status = rows_put_text(rows, *held->owner_name != '\0' ? held->owner_name : NULL);
	return status == KAM_OK ? rows_put_text(rows, to) : status;
}

/* Of someone who is to work on leads from now on. */
static enum kam_status find_worker(struct kam *kam, const char *to, int64_t *person, char *name, size_t size)
{
	struct statement *statement;
	enum kam_status status =
		reference_find(kam, kam_type_find("person"), to, strlen(to), REFERENCE_WRITE, person, NULL);

	if (status == KAM_OK)
		status = store_keep(kam, "SELECT name, left_on FROM person WHERE id = :id", &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", *person);
	status = store_step(statement);
	if (status == KAM_OK) {
		const char *left = store_text(statement, 1);

		text_copy(name, size, store_text(statement, 0));
		if (left != NULL && strcmp(left, kam->today_text) <= 0)
			status = fail(kam, KAM_REFUSED, _("%s has left on %s; give it to someone else"), name, left);
		store_reset(statement);
	}
	return status;
}

enum kam_status kam_lead_assign(struct kam *kam, const char *const *leads, size_t count, const char *to,
                                struct kam_rows **out)
{
	char name[80] = "";
	int64_t person = 0;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = find_worker(kam, to, &person, name, sizeof name);
	if (status == KAM_OK)
		status = assigned_begin(kam, out);
	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		struct held held = { 0 };

		status = look(kam, leads[i], &held);
		if (status == KAM_OK && is_over(&held))
			status = fail_over(kam, &held);
		if (status != KAM_OK || (held.owner == person && strcmp(held.status, "pool") != 0))
			continue;
		status = give(kam, &held, person, "");
		if (status == KAM_OK)
			status = put_assigned(&held, name, *out);
	}
	return status == KAM_OK ? rows_finish(*out) : status;
}

/* Who is there for a lead: the one with the fewest open leads. 0: nobody. */
static enum kam_status choose(struct kam *kam, const char *lead, bool by_region, int64_t unit, int64_t *person,
                              char *name, size_t size)
{
	struct statement *statement;
	enum kam_status status = store_keep(
		kam,
		"SELECT person.id, person.name FROM person WHERE (person.left_on IS NULL OR person.left_on > :today) "
		"AND "
		"(:unit IS NULL OR person.unit = :unit) AND (:by_region = 0 OR person.region = (SELECT region FROM "
		"lead "
		"WHERE 'L' || lead.id = :lead)) ORDER BY (SELECT count(*) FROM lead WHERE lead.owner = person.id AND "
		"lead.status = 'open'), person.id LIMIT 1",
		&statement);

	*person = 0;
	if (status != KAM_OK)
		return status;
	store_clear(statement);
	store_bind_text(statement, ":today", kam->today_text);
	if (unit != 0)
		store_bind_integer(statement, ":unit", unit);
	store_bind_integer(statement, ":by_region", by_region);
	store_bind_text(statement, ":lead", lead);
	status = store_step(statement);
	if (status == KAM_OK) {
		*person = store_integer(statement, 0);
		text_copy(name, size, store_text(statement, 1));
		store_reset(statement);
	}
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status share_one(struct kam *kam, int64_t id, bool by_region, int64_t unit, int64_t *left,
                                 struct kam_rows *rows)
{
	char lead[KAM_ID_SIZE], name[80] = "";
	struct held held = { 0 };
	int64_t person = 0;
	enum kam_status status;

	reference_format(kam_type_find("lead"), id, lead);
	status = choose(kam, lead, by_region, unit, &person, name, sizeof name);
	if (status == KAM_OK && person == 0) {
		(*left)++;
		return KAM_OK;
	}
	if (status == KAM_OK)
		status = look(kam, lead, &held);
	if (status == KAM_OK)
		status = give(kam, &held, person, "");
	return status == KAM_OK ? put_assigned(&held, name, rows) : status;
}

enum kam_status kam_lead_share(struct kam *kam, bool by_region, const char *unit, int64_t *left, struct kam_rows **out)
{
	static const struct answer_column columns[] = { { "id", N_("ID"), KAM_INTEGER, .priority = 0 },
		                                        { .key = NULL } };
	struct statement *statement = NULL;
	struct kam_rows *pool = NULL;
	int64_t place = 0;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	*left = 0;
	if (status == KAM_OK && unit != NULL)
		status = reference_find(kam, kam_type_find("unit"), unit, strlen(unit), REFERENCE_WRITE, &place, NULL);
	if (status == KAM_OK)
		status = store_prepare(kam, "SELECT id FROM lead WHERE status = 'pool' ORDER BY id", &statement);
	if (status == KAM_OK)
		status = answer_rows(kam, statement, columns, true, &pool);
	if (status == KAM_OK)
		status = assigned_begin(kam, out);
	while (status == KAM_OK && (status = kam_rows_step(pool)) == KAM_OK)
		status = share_one(kam, kam_rows_value(pool, 0)->integer, by_region, place, left, *out);
	kam_rows_free(pool);
	return status == KAM_DONE ? rows_finish(*out) : status;
}

/* ---- sweeping ---- */

static enum kam_status tell_hook(struct kam *kam, const struct kam_rows *rows)
{
	struct statement *statement;
	enum kam_status status =
		event_begin(kam,
	                    "SELECT json_object('event', 'lead-pooled', 'lead', :lead, 'owner', :owner, 'why', :why, "
	                    "'days', :days, 'operation', :operation, 'at', :at, 'user', :user)",
	                    &statement);

	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":lead", kam_rows_value(rows, 0));
	store_bind_value(statement, ":owner", kam_rows_value(rows, 2));
	store_bind_value(statement, ":days", kam_rows_value(rows, 4));
	store_bind_value(statement, ":why", kam_rows_value(rows, 5));
	return event_end(kam, "lead-pooled", statement);
}

enum kam_status kam_lead_sweep(struct kam *kam, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ "id", N_("ID"), KAM_TEXT, .record = "lead", .priority = 0 },
		{ "name", N_("Name"), KAM_TEXT, .priority = 1 },
		{ "owner", N_("Was"), KAM_TEXT, .priority = 2 },
		{ "last_touch", N_("Last touch"), KAM_DATE, .priority = 5 },
		{ "days", N_("Days"), KAM_INTEGER, .priority = 4 },
		{ "why", N_("Why"), KAM_TEXT, .priority = 3 },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = answer_prepare(kam, "lead/sweep.sql", &statement);
	if (status == KAM_OK)
		status = answer_rows(kam, statement, columns, true, out);
	while (status == KAM_OK && (status = kam_rows_step(*out)) == KAM_OK) {
		const struct kam_value *first = kam_rows_value(*out, 0), *last = kam_rows_value(*out, 5);
		char id[KAM_ID_SIZE], why[32];
		struct held held = { 0 };

		memcpy(id, first->text, first->length);
		id[first->length] = '\0';
		memcpy(why, last->text, last->length);
		why[last->length] = '\0';
		status = look(kam, id, &held);
		if (status == KAM_OK)
			status = give(kam, &held, 0, why);
		if (status == KAM_OK)
			status = tell_hook(kam, *out);
	}
	if (status != KAM_DONE)
		return status;
	kam_rows_rewind(*out);
	return KAM_OK;
}
