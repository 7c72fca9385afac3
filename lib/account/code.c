/* Accounts get a short code from their name, unique; a tax number is checked. */
#include "rules.h"
#include "name.h"
#include "tax_id.h"
#include "kam/internal/grants.h"
#include "kam/internal/reference.h"
#include "kam/internal/store.h"
#include "kam/internal/write.h"

#include <stdio.h>
#include <string.h>

static enum kam_status is_taken(struct kam *kam, const char *code, bool *taken)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT 1 FROM account WHERE code = :code", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":code", code);
	status = store_step(statement);
	*taken = status == KAM_OK;
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/*
 * CODE, else CODE-2, CODE-3 …: the last number in use is found by doubling and
 * halving, so that the thousandth of a name costs no thousand questions.
 */
static enum kam_status make_unique(struct kam *kam, const char *base, char *out, size_t size)
{
	int64_t used = 1, free = 2, ignored;
	bool taken = false;
	enum kam_status status;

	snprintf(out, size, "%s", base);
	status = is_taken(kam, out, &taken);
	/* A code must not look like an id: A1 would be found as that. */
	taken |= reference_is_id(kam_type_find("account"), out, strlen(out), &ignored);
	if (status != KAM_OK || !taken)
		return status;
	while (status == KAM_OK && taken) {
		snprintf(out, size, "%s-%lld", base, (long long)free);
		status = is_taken(kam, out, &taken);
		if (taken) {
			used = free;
			free *= 2;
		}
	}
	while (status == KAM_OK && free - used > 1) {
		int64_t middle = used + (free - used) / 2;

		snprintf(out, size, "%s-%lld", base, (long long)middle);
		status = is_taken(kam, out, &taken);
		if (taken)
			used = middle;
		else
			free = middle;
	}
	snprintf(out, size, "%s-%lld", base, (long long)free);
	return status;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	struct kam_value *code = write_value(write, "code");
	const struct kam_value *name = write_value(write, "name"), *tax_id = write_value(write, "tax_id");
	const struct names *names;
	char base[64];
	enum kam_status status;

	/* Import states facts: a bad number there is a finding of `report quality`. */
	if (tax_id->type == KAM_IS_TEXT && !write->importing && !tax_id_valid(tax_id->text, tax_id->length))
		return fail(kam, KAM_BAD_VALUE,
		            _("tax_id '%.*s' has 18 characters as in GB 32100, but its check character is wrong; "
		              "compare it "
		              "with the licence"),
		            (int)tax_id->length, tax_id->text);
	status = touch_settle(kam);
	if (status == KAM_OK)
		status = grants_follow_parent(kam, write);
	if (status != KAM_OK)
		return status;
	if (write->carried || code->type != KAM_IS_EMPTY || name->type != KAM_IS_TEXT)
		return KAM_OK;
	status = names_get(kam, &names);
	if (status != KAM_OK || !account_name_code(names, name->text, name->length, base, sizeof base))
		return status;
	status = make_unique(kam, base, write->made, sizeof write->made);
	*code = (struct kam_value){ .type = KAM_IS_TEXT, .text = write->made, .length = strlen(write->made) };
	return status;
}

/* Its names go: so does what they have in common with others. */
static enum kam_status before_delete(struct kam *kam, int64_t id)
{
	(void)id;
	return touch_settle(kam);
}

const struct kam_type_rules account_rules = {
	.before_write = before_write, .before_delete = before_delete, .after_operation = likeness_follow, .bulk = true
};
