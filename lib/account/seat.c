/* Seats in a customer's team: none twice at a time, and 100.00 % divided among them to the last hundredth. */
#include "kam/team.h"
#include "kam/internal/answer.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "rules.h"

#include <string.h>

/* Dates are texts that compare as days do. */
static bool is_before(const struct kam_value *left, const struct kam_value *right)
{
	return left->type == KAM_IS_TEXT && right->type == KAM_IS_TEXT && strcmp(left->text, right->text) < 0;
}

/* Does it stand on no day on which it did not before? Then what an import brought may be put right step by step. */
static bool is_narrowed(struct record_write *write, const struct kam_value *starts, const struct kam_value *ends)
{
	static const char *const names[] = { "account", "role", "person" };
	const struct kam_value *began, *ended;

	if (write->old == NULL)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!kam_value_equal(write_old(write, names[i]), write_value(write, names[i])))
			return false;
	began = write_old(write, "starts_on");
	ended = write_old(write, "ends_on");
	return (kam_value_equal(began, starts) || began->type == KAM_IS_EMPTY || is_before(began, starts)) &&
	       (kam_value_equal(ended, ends) || is_before(ends, ended) ||
	        (ended->type == KAM_IS_EMPTY && ends->type == KAM_IS_TEXT));
}

static enum kam_status check_overlap(struct kam *kam, struct record_write *write)
{
	struct statement *statement;
	enum kam_status status =
		store_keep(kam,
	                   "SELECT seat.id, person.name, seat.starts_on, seat.ends_on FROM seat JOIN person ON "
	                   "person.id = seat.person WHERE seat.account = :account AND seat.role = :role AND "
	                   "seat.person = :person AND seat.id <> :id AND coalesce(seat.starts_on, '') <= "
	                   "coalesce(:ends, '9999-12-31') AND coalesce(seat.ends_on, '9999-12-31') >= "
	                   "coalesce(:starts, '') ORDER BY seat.id",
	                   &statement);

	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":account", write_value(write, "account"));
	store_bind_value(statement, ":role", write_value(write, "role"));
	store_bind_value(statement, ":person", write_value(write, "person"));
	store_bind_value(statement, ":starts", write_value(write, "starts_on"));
	store_bind_value(statement, ":ends", write_value(write, "ends_on"));
	store_bind_integer(statement, ":id", write->id);
	status = store_step(statement);
	if (status == KAM_OK) {
		const char *starts = store_text(statement, 2), *ends = store_text(statement, 3);

		status = fail(kam, KAM_REFUSED,
		              _("%s sits there in that role already, from %s to %s (SE%lld); end that seat first, or "
		                "begin after it"),
		              store_text(statement, 1), starts != NULL ? starts : "…", ends != NULL ? ends : "…",
		              (long long)store_integer(statement, 0));
		store_reset(statement);
	}
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *starts = write_value(write, "starts_on"), *ends = write_value(write, "ends_on");

	/* What an import brings is a finding of the report teams. */
	if (write->importing || write->carried)
		return KAM_OK;
	if (is_before(ends, starts))
		return fail(kam, KAM_REFUSED, _("a seat cannot end on %s, before it begins on %s"), ends->text,
		            starts->text);
	return is_narrowed(write, starts, ends) ? KAM_OK : check_overlap(kam, write);
}

const struct kam_type_rules seat_rules = { .before_write = before_write, .bulk = true };

#define SEATED                                                                                            \
	"FROM seat JOIN person ON person.id = seat.person WHERE seat.account = :account AND "             \
	"coalesce(seat.starts_on, '') <= :day AND coalesce(seat.ends_on, '9999-12-31') >= :day ORDER BY " \
	"CASE seat.role WHEN 'account' THEN 1 WHEN 'solution' THEN 2 ELSE 3 END, seat.id"

static enum kam_status prepare(struct kam *kam, const char *sql, int64_t account, const char *day,
                               struct statement **out)
{
	enum kam_status status = store_prepare(kam, sql, out);

	if (status == KAM_OK) {
		store_bind_integer(*out, ":account", account);
		store_bind_text(*out, ":day", day);
	}
	return status;
}

#define SEATS 100 /* more than a customer ever had at a time */

/* The ids first: an edit must not meet the statement that is being read. */
static enum kam_status seats(struct kam *kam, int64_t account, const char *day, int64_t ids[SEATS], size_t *count)
{
	struct statement *statement = NULL;
	enum kam_status status = prepare(kam, "SELECT seat.id " SEATED, account, day, &statement);

	*count = 0;
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		if (*count == SEATS)
			status = fail(kam, KAM_REFUSED, _("there are more than %d seats"), SEATS);
		else
			ids[(*count)++] = store_integer(statement, 0);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status share_out(struct kam *kam, const int64_t *ids, size_t count, int64_t *changed)
{
	const struct kam_type *type = kam_type_find("seat");
	int64_t weights[SEATS], parts[SEATS];
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < count; i++)
		weights[i] = 1;
	kam_split(10000, weights, count, parts);
	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		char share[40];
		bool one = false;

		kam_percent_format(parts[i], share);
		status = record_edit(kam, type, ids[i], &(struct kam_assignment){ "share", share }, 1, NULL, &one);
		*changed += one;
	}
	return status;
}

enum kam_status kam_seat_even(struct kam *kam, const char *account, const char *day, int64_t *changed,
                              struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "seat" },
		{ .key = "role", .title = N_("Role"), .kind = KAM_TEXT },
		{ .key = "person", .title = N_("Person"), .kind = KAM_TEXT },
		{ .key = "share", .title = N_("Share"), .kind = KAM_PERCENT },
		{ .key = NULL },
	};
	const struct kam_type *type = kam_type_find("account");
	struct statement *statement = NULL;
	char when[KAM_DATE_SIZE], name[KAM_ID_SIZE];
	int64_t id = 0, days = kam->today, ids[SEATS];
	size_t count = 0;
	const char *why;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	*changed = 0;
	if (status == KAM_OK && day != NULL &&
	    kam_date_parse(day, strlen(day), kam->today, true, &days, &why) != KAM_OK)
		status = fail(kam, KAM_BAD_VALUE, _("'%s' is not %s"), day, why);
	if (status == KAM_OK)
		status = reference_find(kam, type, account, strlen(account), REFERENCE_WRITE, &id, NULL);
	if (status != KAM_OK)
		return status;
	kam_date_format(days, when);
	reference_format(type, id, name);
	status = seats(kam, id, when, ids, &count);
	if (status == KAM_OK && count == 0)
		return fail(kam, KAM_REFUSED, _("nobody sits at %s on %s; say kam account seat add %s account PERSON"),
		            name, when, name);
	if (status == KAM_OK)
		status = share_out(kam, ids, count, changed);
	if (status == KAM_OK)
		status = prepare(kam, "SELECT seat.id, seat.role, person.name, seat.share " SEATED, id, when,
		                 &statement);
	return status == KAM_OK ? answer_rows(kam, statement, columns, false, out) : status;
}
