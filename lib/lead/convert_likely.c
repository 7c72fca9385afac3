/* Before a lead becomes a new customer: is it one already, by its name, or by a phone or mail address there? */
#include "convert.h"
#include "kam/account.h"

#define MOST_NAMED 5 /* in one message */

/* "A3 华为 (same name); A5 …" of rows as kam_account_find() gives them. */
static enum kam_status list_likely(struct kam_rows *found, struct buffer *out)
{
	enum kam_status status;

	for (int i = 0; (status = kam_rows_step(found)) == KAM_OK; i++) {
		const struct kam_value *id = kam_rows_value(found, 0), *name = kam_rows_value(found, 1);
		const struct kam_value *why = kam_rows_value(found, 4);

		if (i < MOST_NAMED)
			buffer_format(out, "%s%.*s %.*s (%.*s)", i > 0 ? "; " : "", (int)id->length, id->text,
			              (int)name->length, name->text, (int)why->length, why->text);
	}
	if (kam_rows_count(found) > MOST_NAMED)
		buffer_put(out, "; …");
	return status == KAM_DONE ? KAM_OK : status;
}

/* Somebody there has the lead's phone, with the same prefix or without, or its mail address. */
static enum kam_status list_people(const struct conversion *conversion, struct buffer *out)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		conversion->kam,
		"WITH person (account, phone, email) AS MATERIALIZED (SELECT account, kam_phone(phone), "
		"kam_fold(trim(email)) "
		"FROM contact), asked (phone, email) AS (SELECT kam_phone(:phone), kam_fold(trim(:email))), hit AS ("
		"SELECT person.account, 1 AS phone FROM asked JOIN person ON abs(length(person.phone) - "
		"length(asked.phone)) "
		"<= 4 AND (substr(person.phone, -length(asked.phone)) = asked.phone OR substr(asked.phone, "
		"-length(person.phone)) = person.phone) UNION ALL SELECT person.account, 0 FROM asked JOIN person ON "
		"person.email = asked.email WHERE instr(asked.email, '@') > 1) SELECT account.id, account.name, "
		"max(hit.phone) FROM hit JOIN account ON account.id = hit.account GROUP BY account.id ORDER BY "
		"account.id "
		"LIMIT 5",
		&statement);

	if (status == KAM_OK) {
		store_bind_text(statement, ":phone", conversion_known(conversion, PHONE));
		store_bind_text(statement, ":email", conversion_known(conversion, EMAIL));
	}
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		buffer_format(out, "%sA%lld %s (%s)", out->length > 0 ? "; " : "",
		              (long long)store_integer(statement, 0), store_text(statement, 1),
		              store_integer(statement, 2) != 0 ? _("somebody there has the same phone")
		                                               : _("somebody there has the same mail address"));
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status conversion_check_likely(const struct conversion *conversion)
{
	struct kam_rows *found = NULL;
	struct buffer likely = { 0 };
	bool cut;
	enum kam_status status = kam_account_find(conversion->kam, conversion_company(conversion), &cut, &found);

	if (status == KAM_OK)
		status = list_likely(found, &likely);
	if (status == KAM_OK &&
	    (conversion_known(conversion, PHONE) != NULL || conversion_known(conversion, EMAIL) != NULL))
		status = list_people(conversion, &likely);
	if (status == KAM_OK && likely.failed)
		status = fail_memory(conversion->kam);
	if (status == KAM_OK && likely.length > 0)
		status = fail(conversion->kam, KAM_REFUSED,
		              _("%s %s may be a customer already: %s; say which with --account, or --new"),
		              conversion->lead_id, conversion_company(conversion), likely.text);
	buffer_free(&likely);
	kam_rows_free(found);
	return status;
}
