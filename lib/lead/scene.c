/* A source belongs to a scene, and a lead from it came from there. */
#include "kam/internal/store.h"
#include "rules.h"

#include <string.h>

static const char *const scenes[] = { "manual", "community", "merchant", "outreach" };

/* The scene of a source, one of those above; NULL: there is no such source. */
static enum kam_status find_scene(struct kam *kam, const struct kam_value *source, const char **scene)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT scene FROM source WHERE id = :id", &statement);

	*scene = NULL;
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":id", source);
	status = store_step(statement);
	for (size_t i = 0; status == KAM_OK && i < sizeof scenes / sizeof *scenes; i++)
		if (strcmp(scenes[i], store_text(statement, 0)) == 0)
			*scene = scenes[i];
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Entered by hand is what a lead is when nothing was said: then, and where only the source changes, the scene follows. */
enum kam_status scene_follow(struct kam *kam, struct record_write *write)
{
	const struct kam_value *source = write_value(write, "source"), *source_before = write_old(write, "source");
	const struct kam_value *scene_before = write_old(write, "scene");
	struct kam_value *scene = write_value(write, "scene");
	const char *right;
	bool follows;
	enum kam_status status;

	if (source->type != KAM_IS_INTEGER ||
	    (write->old != NULL && kam_value_equal(source, source_before) && kam_value_equal(scene, scene_before)))
		return KAM_OK;
	status = find_scene(kam, source, &right);
	if (status != KAM_OK || right == NULL || scene->type != KAM_IS_TEXT || strcmp(right, scene->text) == 0)
		return status;
	follows = write->old == NULL ? strcmp(scene->text, scenes[0]) == 0 : kam_value_equal(scene, scene_before);
	if (follows)
		*scene = (struct kam_value){ .type = KAM_IS_TEXT, .text = right, .length = strlen(right) };
	else if (!write->importing)
		return fail(kam, KAM_REFUSED, _("the source is one of the scene %s, not of %s; leave --scene out"),
		            right, scene->text);
	return KAM_OK;
}
