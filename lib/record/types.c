/* The list of all record types, and looking things up in descriptions. */
#include "kam/internal/describe.h"

#include <string.h>

extern const struct kam_type unit_type, person_type, product_type, rate_type, stage_type, setting_type;
extern const struct kam_type day_type, hours_type, sla_type, template_type, catalogue_type, taboo_type, festival_type,
	giftlimit_type, model_type, snapshot_type;
extern const struct kam_type account_type, contact_type, buystep_type, touch_type, insight_type, rival_type,
	invoice_type, effort_type, survey_type, plan_type, planaction_type, seat_type, target_type, gift_type;
extern const struct kam_type lead_type, leadchange_type, concern_type, source_type, campaign_type, audience_type,
	nurture_type;
extern const struct kam_type bid_type, change_type, registration_type, checkitem_type, assessment_type, need_type,
	item_type, contract_type, milestone_type;
extern const struct kam_type ticket_type, event_type;

/* In an order in which they can be imported: what is referred to comes first. */
/* clang-format off */
static const struct kam_type *const types[] = {
	&unit_type,
	&person_type,
	&product_type,
	&rate_type,
	&stage_type,
	&setting_type,
	&day_type,
	&hours_type,
	&sla_type,
	&template_type,
	&catalogue_type,
	&taboo_type,
	&festival_type,
	&giftlimit_type,
	&model_type,
	&account_type,
	&contact_type,
	&source_type,
	&campaign_type,
	&audience_type,
	&nurture_type,
	&lead_type,
	&leadchange_type,
	&concern_type,
	&bid_type,
	&change_type,
	&registration_type,
	&checkitem_type,
	&assessment_type,
	&need_type,
	&item_type,
	&contract_type,
	&milestone_type,
	&ticket_type,
	&event_type,
	&buystep_type,
	&touch_type,
	&insight_type,
	&rival_type,
	&invoice_type,
	&effort_type,
	&survey_type,
	&plan_type,
	&planaction_type,
	&seat_type,
	&target_type,
	&gift_type,
	&snapshot_type,
	NULL,
};
/* clang-format on */

const struct kam_type *const *kam_types(void)
{
	return types;
}

const struct kam_type *kam_type_find(const char *name)
{
	for (const struct kam_type *const *type = types; *type != NULL; type++)
		if (strcmp((*type)->name, name) == 0)
			return *type;
	return NULL;
}

enum kam_status type_need(struct kam *kam, const char *name, const struct kam_type **out)
{
	*out = kam_type_find(name);
	return *out != NULL ? KAM_OK : fail(kam, KAM_USAGE, _("there is no record type '%s'"), name);
}

int type_field_index(const struct kam_type *type, const char *name)
{
	for (int i = 0; type->fields[i].name != NULL; i++)
		if (strcmp(type->fields[i].name, name) == 0)
			return i;
	return -1;
}

const struct kam_field *kam_type_field(const struct kam_type *type, const char *name)
{
	int index = type_field_index(type, name);

	return index < 0 ? NULL : &type->fields[index];
}

size_t type_field_count(const struct kam_type *type)
{
	size_t count = 0;

	while (type->fields[count].name != NULL)
		count++;
	return count;
}

bool field_is_stored(const struct kam_field *field)
{
	return (field->flags & KAM_COMPUTED) == 0;
}

bool type_has_money(const struct kam_type *type)
{
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (field->kind == KAM_MONEY && field_is_stored(field))
			return true;
	return false;
}

/* Types that are referred to by a name of their own. */
bool type_has_name_key(const struct kam_type *type)
{
	return strcmp(type->label, "name") == 0 && strcmp(type->name, "setting") != 0;
}

/* A natural key of one field but a mere name, and the id in another system. */
bool type_is_unique(const struct kam_type *type, const char *field)
{
	static const char *const unique[] = { "ref", "code", "tax_id", "login" };

	for (size_t i = 0; i < sizeof unique / sizeof *unique; i++)
		if (strcmp(field, unique[i]) == 0)
			return true;
	return type->same != NULL && strcmp(type->same, field) == 0;
}

bool type_needs_one_of(const struct kam_type *type, const char *field)
{
	size_t length = strlen(field);

	for (const char *at = type->one_of; at != NULL && *at != '\0';) {
		size_t word = strcspn(at, " ");

		if (word == length && memcmp(at, field, length) == 0)
			return true;
		at += word;
		at += strspn(at, " ");
	}
	return false;
}

const char *kam_field_title(const struct kam *kam, const struct kam_field *field)
{
	if (strcmp(kam->language, "zh") == 0 && field->title_zh != NULL)
		return field->title_zh;
	return _(field->title);
}

enum kam_status fail_no_field(struct kam *kam, const struct kam_type *type, const char *name)
{
	const char *nearest = NULL;
	size_t best = 4;

	for (const struct kam_field *field = type->fields; field->name != NULL; field++) {
		size_t distance = kam_text_distance(name, field->name);

		if (distance < best) {
			best = distance;
			nearest = field->name;
		}
	}
	if (nearest != NULL)
		return fail(kam, KAM_USAGE, _("%s has no field '%s'; nearest: %s"), type->name, name, nearest);
	return fail(kam, KAM_USAGE, _("%s has no field '%s'; see kam help %s"), type->name, name, type->command);
}

struct kam_value *write_value(struct record_write *write, const char *field)
{
	return &write->values[type_field_index(write->type, field)];
}

const struct kam_value *write_old(const struct record_write *write, const char *field)
{
	return write->old == NULL ? NULL : &write->old[type_field_index(write->type, field)];
}
