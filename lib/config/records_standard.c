/* What every bid has to have, and what customers were worth on a day. */
#include "kam/internal/describe.h"

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
	  .choices = "account solution delivery manager", .initial = "account", .title = N_("Role"),
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
};

static const struct kam_field snapshot_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "account", .title = N_("Account"), .title_zh = "客户", .help = N_("whose score") },
	{ .name = "taken_on", .kind = KAM_DATE, .flags = KAM_REQUIRED | KAM_LISTED, .initial = "today",
	  .title = N_("Taken"), .title_zh = "评分日期", .help = N_("day of the score") },
	{ .name = "value", .kind = KAM_NUMBER, .minimum = 0, .maximum = 100, .title = N_("Value"),
	  .title_zh = "价值贡献", .help = N_("what they bring: 0 … 100") },
	{ .name = "loyalty", .kind = KAM_NUMBER, .minimum = 0, .maximum = 100, .title = N_("Loyalty"),
	  .title_zh = "忠诚度", .help = N_("how they stay with us: 0 … 100") },
	{ .name = "growth", .kind = KAM_NUMBER, .minimum = 0, .maximum = 100, .title = N_("Growth"),
	  .title_zh = "成长性", .help = N_("how they grow: 0 … 100") },
	{ .name = "soundness", .kind = KAM_NUMBER, .minimum = 0, .maximum = 100, .title = N_("Soundness"),
	  .title_zh = "财务稳健度", .help = N_("how safely they pay: 0 … 100") },
	{ .name = "score", .kind = KAM_NUMBER, .flags = KAM_LISTED, .minimum = 0, .maximum = 100,
	  .title = N_("Score"), .title_zh = "综合得分", .help = N_("all four, weighted: 0 … 100") },
	{ .name = "tier", .kind = KAM_CHOICE, .flags = KAM_LISTED, .choices = "key major standard tail",
	  .title = N_("Tier"), .title_zh = "客户等级", .help = N_("the tier by the score") },
	{ .name = "pinned_tier", .kind = KAM_CHOICE, .flags = KAM_LISTED, .choices = "key major standard tail",
	  .title = N_("Pinned tier"), .title_zh = "指定等级", .help = N_("set by hand; goes before the other") },
	{ .name = "pinned_why", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Why pinned"),
	  .title_zh = "指定原因", .help = N_("why") },
	{ .name = "pinned_by", .kind = KAM_REFERENCE, .target = "person", .title = N_("Pinned by"),
	  .title_zh = "指定人", .help = N_("who set it") },
	{ .name = "pinned_until", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Pinned until"),
	  .title_zh = "指定有效期", .help = N_("last day of it") },
	FIELDS_END,
};

const struct kam_type snapshot_type = {
	.name = "snapshot", .command = "config", .prefix = "SS", .title = N_("Snapshot"), .title_zh = "客户评分快照",
	.help = N_("a customer's score and tier on a day"), .label = "tier", .same = "account + taken_on",
	.names = "ref", .order = "-taken_on", .fields = snapshot_fields,
};
