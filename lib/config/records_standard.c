/* What every bid has to have. */
#include "rules.h"

static const struct kam_field template_fields[] = {
	FIELDS_BEGIN,
	{ .name = "stage", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_BY_NAME | KAM_OPERAND | KAM_LISTED,
	  .target = "stage", .title = N_("Stage"), .title_zh = "阶段", .help = N_("on entering which stage") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .choices = "task input output review resource paper", .initial = "task", .title = N_("Kind"),
	  .title_zh = "类型", .help = N_("what kind of thing it is") },
	{ .name = "title", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Title"),
	  .title_zh = "检查事项", .help = N_("what has to be there") },
	{ .name = "role", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED,
	  .choices = "account solution delivery manager", .title = N_("Role"),
	  .title_zh = "角色", .help = N_("whose part it is") },
	{ .name = "required", .kind = KAM_FLAG, .flags = KAM_LISTED, .title = N_("Required"), .title_zh = "是否必需",
	  .help = N_("the bid cannot move on without it") },
	{ .name = "days_before", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = 0, .maximum = 1000,
	  .title = N_("Days before"), .title_zh = "提前天数", .help = N_("working days before the bid is handed in") },
	FIELDS_END,
};

const struct kam_type template_type = {
	.name = "template", .command = "config", .prefix = "TP", .title = N_("Template"), .title_zh = "检查项模板",
	.help = N_("a check item that every bid gets as it enters a stage"), .label = "title",
	.same = "stage + kind + title", .names = "ref", .order = "stage.position", .fields = template_fields,
	.rules = &template_rules,
};
