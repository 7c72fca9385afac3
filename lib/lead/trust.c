/* Trust grows one step at a time: interest, recognition, trust; the last one when their concerns are cleared. */
#include "kam/followup.h"
#include "kam/internal/identity.h"
#include "rules.h"
#include "standing.h"

#include <string.h>

static const char *const steps[] = { "interest", "recognition", "trust" };

static int step_of(const char *trust)
{
	for (int i = 0; i < 3; i++)
		if (strcmp(steps[i], trust) == 0)
			return i;
	return 0;
}

/* The open concerns in a line, "CN1 who services it at night?; CN4 …"; 0: there are none. */
static enum kam_status open_concerns(struct kam *kam, int64_t lead, int64_t *count, struct buffer *said)
{
	struct statement *statement;
	enum kam_status status =
		store_keep(kam, "SELECT id, body FROM concern WHERE lead = :lead AND cleared_on IS NULL ORDER BY id",
	                   &statement);

	*count = 0;
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":lead", lead);
	while ((status = store_step(statement)) == KAM_OK)
		buffer_format(said, "%sCN%lld %s", (*count)++ > 0 ? "; " : "", (long long)store_integer(statement, 0),
		              store_text(statement, 1));
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status check_concerns(struct kam *kam, int64_t lead)
{
	struct buffer said = { 0 };
	int64_t count = 0;
	enum kam_status status = open_concerns(kam, lead, &count, &said);

	if (status == KAM_OK && count > 0)
		status = buffer_text(&said) == NULL
		                 ? fail_memory(kam)
		                 : fail(kam, KAM_REFUSED,
		                        _("L%lld has concerns that are not cleared: %s; clear them (kam lead concern "
		                          "edit "
		                          "CN… --cleared-on today --how TEXT), or say kam lead advance L%lld --force"),
		                        (long long)lead, said.text, (long long)lead);
	buffer_free(&said);
	return status;
}

/* A lead that is new here may stand anywhere; down it goes at once, where somebody had hoped too much. */
enum kam_status trust_check(struct kam *kam, struct record_write *write)
{
	const struct kam_value *before = write_old(write, "trust"), *forced_before = write_old(write, "forced_by");
	const struct kam_value *trust = write_value(write, "trust");
	struct kam_value *forced = write_value(write, "forced_by");
	int from, to;

	if (write->old == NULL || trust->type != KAM_IS_TEXT)
		return KAM_OK;
	from = step_of(before->text);
	to = step_of(trust->text);
	if (to > from + 1)
		return fail(
			kam, KAM_REFUSED,
			_("trust grows one step at a time: L%lld goes from interest to recognition first; say kam lead "
		          "advance L%lld"),
			(long long)write->id, (long long)write->id);
	if (to < 2)
		*forced = (struct kam_value){ 0 };
	if (to < 2 || from == to || (forced->type == KAM_IS_INTEGER && !kam_value_equal(forced, forced_before)))
		return KAM_OK;
	return check_concerns(kam, write->id);
}

/* Who says trust in spite of open concerns. */
static enum kam_status find_forcer(struct kam *kam, const struct standing *standing, char person[KAM_ID_SIZE])
{
	int64_t number = 0;
	enum kam_status status = identity_acting(kam, &number);

	if (status == KAM_OK && number == 0)
		return fail(
			kam, KAM_REFUSED,
			_("nobody has the login '%s', so it is not known who forces %s; say who that is: kam config "
		          "person edit PERSON --login %s"),
			kam->real_user != NULL ? kam->real_user : "", standing->id,
			kam->real_user != NULL ? kam->real_user : "");
	if (status == KAM_OK)
		reference_format(kam_type_find("person"), number, person);
	return status;
}

enum kam_status kam_lead_advance(struct kam *kam, const char *lead, bool force, struct kam_rows **out)
{
	struct standing standing;
	struct kam_assignment assignments[2] = { { "trust", NULL } };
	struct buffer said = { 0 };
	char person[KAM_ID_SIZE];
	size_t count = 1;
	int64_t concerns = 0;
	bool changed;
	int at = 0;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = standing_open(kam, lead, &standing);
	if (status != KAM_OK)
		return status;
	at = step_of(standing.trust);
	if (at == 2)
		return fail(kam, KAM_REFUSED, _("%s trusts us already; that is the last step"), standing.id);
	assignments[0].value = steps[at + 1];
	if (force && at == 1)
		status = open_concerns(kam, standing.lead, &concerns, &said);
	buffer_free(&said);
	if (status == KAM_OK && concerns > 0) {
		status = find_forcer(kam, &standing, person);
		assignments[count++] = (struct kam_assignment){ "forced_by", person };
	}
	if (status == KAM_OK)
		status = record_edit(kam, kam_type_find("lead"), standing.lead, assignments, count, NULL, &changed);
	return status == KAM_OK ? standing_tell(kam, standing.lead, out) : status;
}
