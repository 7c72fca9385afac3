/* Templates ask of a bid what it can be asked for: not once it is lost, and nothing twice. */
#include "rules.h"
#include "kam/internal/write.h"

#include <string.h>

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	struct statement *statement;
	enum kam_status status;

	if (write->carried || write_value(write, "stage")->type == KAM_IS_EMPTY)
		return KAM_OK;
	status = store_keep(kam,
	                    "SELECT name, outcome FROM stage WHERE id = :stage AND outcome IN ('lost', 'withdrawn')",
	                    &statement);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":stage", write_value(write, "stage"));
	status = store_step(statement);
	if (status == KAM_OK)
		status = fail(kam, KAM_REFUSED, _("stage '%s' is %s: nothing is asked of a bid there"),
		              store_text(statement, 0), store_text(statement, 1));
	store_reset(statement);
	if (status != KAM_DONE)
		return status;
	return touch_record(kam, "template", 0);
}

/* A bid has one item of a title at a stage. */
static enum kam_status sound(struct kam *kam, int64_t *id)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT later.id, stage.name, later.title, first.kind FROM template AS later JOIN template "
		"AS first ON first.stage = later.stage AND first.title = later.title AND first.id < "
		"later.id JOIN stage ON stage.id = later.stage ORDER BY later.id LIMIT 1",
		&statement);

	if (status == KAM_OK)
		status = store_step(statement);
	if (status == KAM_OK) {
		*id = store_integer(statement, 0);
		status = fail(kam, KAM_REFUSED, _("stage '%s' asks for '%s' already, as %s; one of a title is enough"),
		              store_text(statement, 1), store_text(statement, 2), store_text(statement, 3));
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status after_operation(struct kam *kam)
{
	int64_t touched, id = 0;
	enum kam_status status = store_get_integer(kam, "SELECT 1 FROM temp.touched WHERE record = 'template' LIMIT 1",
	                                           NULL, 0, &touched);

	if (status == KAM_DONE)
		return KAM_OK;
	return status == KAM_OK ? sound(kam, &id) : status;
}

const struct kam_type_rules template_rules = { .before_write = before_write,
	                                       .after_operation = after_operation,
	                                       .sound = sound };
