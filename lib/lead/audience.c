/* Audiences: what is kept can be read when it is written, and is run like what is asked for. */
#include "kam/internal/reference.h"
#include "match.h"
#include "rules.h"

#include <stdlib.h>
#include <string.h>

/* A circle has a middle and a radius, and there is no polygon beside it. */
static enum kam_status check_place(struct kam *kam, int numbers, double radius, bool polygon)
{
	if (numbers != 0 && numbers != 3)
		return fail(kam, KAM_REFUSED, _("a circle has all of --lat, --lon and --radius"));
	if (numbers == 3 && polygon)
		return fail(kam, KAM_REFUSED, _("an audience keeps a circle (--lat, --lon, --radius) or a --polygon"));
	if (numbers == 3 && !(radius > 0))
		return fail(kam, KAM_REFUSED, _("--radius is in km, and more than 0"));
	return KAM_OK;
}

/* As a condition on leads or contacts it has to become a statement. */
static enum kam_status check_selection(struct kam *kam, const struct kam_type *type, const char *text)
{
	struct statement *statement = NULL;
	struct query query;
	enum kam_status status;

	query_start(&query, kam);
	buffer_format(&query.sql, "SELECT 1 FROM %s WHERE ", type->name);
	status = query_where(&query, type, type->name, text);
	if (status == KAM_OK)
		status = query_prepare(&query, &statement);
	store_finalize(statement);
	query_end(&query);
	return status;
}

static bool is_new(struct record_write *write, const char *field)
{
	const struct kam_value *old = write_old(write, field);

	return old == NULL || !kam_value_equal(old, write_value(write, field));
}

/* *out is the field's text, to be freed; NULL where it is empty or as it was. */
static enum kam_status new_text(struct kam *kam, struct record_write *write, const char *field, bool also, char **out)
{
	const struct kam_value *value = write_value(write, field);

	*out = NULL;
	if (value->type != KAM_IS_TEXT || !(also || is_new(write, field)))
		return KAM_OK;
	*out = strndup(value->text, value->length);
	return *out == NULL ? fail_memory(kam) : KAM_OK;
}

static enum kam_status check_texts(struct kam *kam, struct record_write *write)
{
	const struct kam_value *whom = write_value(write, "whom");
	const struct kam_type *type = kam_type_find(whom->length == strlen("lead") ? "lead" : "contact");
	struct quiet quiet;
	struct area area;
	char *selection = NULL, *polygon = NULL, *hours = NULL;
	enum kam_status status = new_text(kam, write, "selection", is_new(write, "whom"), &selection);

	if (status == KAM_OK && selection != NULL)
		status = check_selection(kam, type, selection);
	if (status == KAM_OK)
		status = new_text(kam, write, "polygon", false, &polygon);
	if (status == KAM_OK)
		status = area_read(kam, NULL, NULL, polygon, &area);
	if (status == KAM_OK)
		status = new_text(kam, write, "quiet_hours", false, &hours);
	if (status == KAM_OK && hours != NULL)
		status = quiet_read(kam, "--quiet-hours", hours, &quiet);
	free(selection);
	free(polygon);
	free(hours);
	return status;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *radius = write_value(write, "radius");
	int numbers = 0;
	enum kam_status status;

	if (write->importing || write->carried)
		return KAM_OK;
	numbers += write_value(write, "lat")->type != KAM_IS_EMPTY;
	numbers += write_value(write, "lon")->type != KAM_IS_EMPTY;
	numbers += radius->type != KAM_IS_EMPTY;
	status = check_place(kam, numbers, radius->number, write_value(write, "polygon")->type != KAM_IS_EMPTY);
	return status == KAM_OK ? check_texts(kam, write) : status;
}

const struct kam_type_rules audience_rules = { .before_write = before_write, .bulk = true };

/* What the statement's row keeps, into the selection; texts are borrowed from it. */
static enum kam_status keep(struct kam *kam, struct statement *row, struct selection *selection)
{
	struct kam_value numbers[3];
	const char *polygon = store_text(row, 5), *hours = store_text(row, 6);
	struct area *area = &selection->places[0];
	int given = 0;
	enum kam_status status;

	selection->type = kam_type_find(store_text(row, 0));
	selection->wheres[1] = store_text(row, 1);
	selection->cap_days = store_integer(row, 7);
	for (int i = 0; i < 3; i++) {
		store_value(row, 2 + i, &numbers[i]);
		given += numbers[i].type != KAM_IS_EMPTY;
	}
	status = check_place(kam, given, numbers[2].number, polygon != NULL);
	if (status == KAM_OK && given == 3)
		*area = area_circle(&(struct place){ numbers[0].number, numbers[1].number }, numbers[2].number * 1000);
	else if (status == KAM_OK)
		status = area_read(kam, NULL, NULL, polygon, area);
	selection->place_count = status == KAM_OK && area_is_given(area);
	return status == KAM_OK && hours != NULL ? quiet_read(kam, "--quiet-hours", hours, &selection->quiet) : status;
}

static enum kam_status run(struct kam *kam, const char *audience, const struct kam_match *asked,
                           struct kam_match_told *told, struct kam_rows **out)
{
	struct selection selection = { 0 };
	struct statement *row = NULL;
	int64_t id;
	enum kam_status status =
		reference_find(kam, kam_type_find("audience"), audience, strlen(audience), REFERENCE_READ, &id, NULL);

	if (status == KAM_OK)
		status = store_prepare(kam,
		                       "SELECT whom, selection, lat, lon, radius, polygon, quiet_hours, cap_days "
		                       "FROM audience WHERE id = :id",
		                       &row);
	if (status == KAM_OK) {
		store_bind_integer(row, ":id", id);
		status = store_step(row);
	}
	if (status == KAM_OK)
		status = keep(kam, row, &selection);
	if (status == KAM_OK)
		status = selection_read(kam, asked, &selection);
	if (status == KAM_OK)
		status = selection_run(kam, &selection, asked, told, out);
	store_finalize(row);
	return status;
}

enum kam_status kam_audience_run(struct kam *kam, const char *audience, const struct kam_match *asked,
                                 struct kam_match_told *told, struct kam_rows **out)
{
	enum kam_status status = store_snapshot_begin(kam);

	*out = NULL;
	*told = (struct kam_match_told){ 0 };
	if (status != KAM_OK)
		return status;
	status = run(kam, audience, asked, told, out);
	store_snapshot_end(kam);
	return status;
}
