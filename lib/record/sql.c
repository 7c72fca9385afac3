/* A question in SQL: which of its columns are personal is in the descriptions. */
#include "kam/internal/describe.h"
#include "kam/internal/store.h"
#include "kam/maintenance.h"

#include <string.h>

/* Names in SQL are the same whatever their case. */
static bool same_name(const char *left, const char *right)
{
	for (; *left != '\0' && *right != '\0'; left++, right++) {
		char letter = *left;

		if (letter >= 'A' && letter <= 'Z')
			letter = (char)(letter - 'A' + 'a');
		if (letter != *right)
			return false;
	}
	return *left == *right;
}

static bool is_personal(const char *table, const char *column)
{
	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++) {
		if (!same_name(table, (*type)->name))
			continue;
		for (const struct kam_field *field = (*type)->fields; field->name != NULL; field++)
			if (same_name(column, field->name))
				return (field->flags & KAM_PERSONAL) != 0;
	}
	return false;
}

/* Where some tags are personal: which one a value is of is not known before it is read. */
static bool is_personal_or_tag(const char *table, const char *column)
{
	return is_personal(table, column) || (same_name(table, "tag") && same_name(column, "value"));
}

enum kam_status kam_database_sql(struct kam *kam, const char *sql, int64_t limit, bool unmask,
                                 bool (*expired)(void *data), void *data, struct kam_rows **out)
{
	struct store_question question = {
		.sql = sql, .limit = limit, .unmask = unmask, .masked = is_personal, .expired = expired, .data = data
	};
	int64_t personal_tags = 0;
	enum kam_status status;

	*out = NULL;
	if (!kam_text_valid(sql, strlen(sql), NULL))
		return fail(kam, KAM_BAD_VALUE, _("SQL: it is not valid UTF-8 text"));
	/* Of today, whatever day is asked about: what has become personal since is not shown either. */
	status = store_get_integer(kam,
	                           "SELECT coalesce(value, standard) <> '' FROM main.setting "
	                           "WHERE name = 'personal_tags'",
	                           NULL, 0, &personal_tags);
	if (status != KAM_OK && status != KAM_DONE)
		return status;
	if (personal_tags != 0)
		question.masked = is_personal_or_tag;
	return store_question_run(kam, &question, out);
}
