/* What we want with a customer and who sees to it: plans, their actions, seats, targets. */
#include "rules.h"

static const struct kam_field plan_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "account", .title = N_("Account"), .title_zh = "客户", .help = N_("the customer") },
	{ .name = "title", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Title"),
	  .title_zh = "计划名称", .help = N_("name of the plan") },
	{ .name = "horizon", .kind = KAM_TEXT, .title = N_("Horizon"), .title_zh = "规划周期",
	  .help = N_("how far it looks, such as 3 years") },
	{ .name = "objective", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .title = N_("Objective"), .title_zh = "计划目标", .help = N_("what is to be reached") },
	{ .name = "metric", .kind = KAM_TEXT, .title = N_("Metric"), .title_zh = "衡量指标",
	  .help = N_("what it is measured by") },
	{ .name = "baseline", .kind = KAM_TEXT, .title = N_("Baseline"), .title_zh = "现状值",
	  .help = N_("the measure at the start") },
	{ .name = "goal", .kind = KAM_TEXT, .title = N_("Goal"), .title_zh = "目标值",
	  .help = N_("the measure to be reached") },
	{ .name = "strategy", .kind = KAM_TEXT, .title = N_("Strategy"), .title_zh = "实施策略", .help = N_("how") },
	{ .name = "starts_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("From"), .title_zh = "开始日期",
	  .help = N_("first day") },
	{ .name = "ends_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("To"), .title_zh = "结束日期",
	  .help = N_("last day") },
	{ .name = "status", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED,
	  .choices = "open met missed dropped", .initial = "open", .title = N_("Status"), .title_zh = "状态",
	  .help = N_("how it went") },
	{ .name = "reviewed_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Reviewed"),
	  .title_zh = "复盘日期", .help = N_("day of the last review") },
	{ .name = "review", .kind = KAM_TEXT, .title = N_("Review"), .title_zh = "复盘结论",
	  .help = N_("what the last review found") },
	FIELDS_END,
};

const struct kam_type plan_type = {
	.name = "plan", .command = "account", .prefix = "PL", .title = N_("Plan"), .title_zh = "客户计划",
	.help = N_("a long-term objective with a customer"), .label = "title", .same = "account + title",
	.names = "ref account/title title", .order = "account,starts_on", .fields = plan_fields,
};

static const struct kam_field planaction_fields[] = {
	FIELDS_BEGIN,
	{ .name = "parent_plan", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "plan", .title = N_("Plan"), .title_zh = "所属计划", .help = N_("the plan it serves") },
	{ .name = "title", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Action"),
	  .title_zh = "行动内容", .help = N_("what is to be done") },
	{ .name = "owner", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("Owner"),
	  .title_zh = "责任人", .help = N_("who does it") },
	{ .name = "due_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Due"), .title_zh = "截止日期",
	  .help = N_("by when") },
	{ .name = "resource", .kind = KAM_TEXT, .title = N_("Resource"), .title_zh = "所需资源",
	  .help = N_("what it takes") },
	{ .name = "done_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Done"), .title_zh = "完成日期",
	  .help = N_("day it was done") },
	{ .name = "result", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Result"), .title_zh = "行动结果",
	  .help = N_("what came of it") },
	{ .name = "lead", .kind = KAM_REFERENCE, .target = "lead", .title = N_("Lead"), .title_zh = "带来的线索",
	  .help = N_("the lead it brought") },
	FIELDS_END,
};

const struct kam_type planaction_type = {
	.name = "planaction", .command = "account", .prefix = "PA", .title = N_("Plan action"),
	.title_zh = "计划行动", .help = N_("a dated next action of a plan"), .label = "title",
	.same = "parent_plan + title", .names = "ref parent_plan/title title", .order = "due_on",
	.fields = planaction_fields,
};

static const struct kam_field seat_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "account", .title = N_("Account"), .title_zh = "客户", .help = N_("the customer") },
	{ .name = "role", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .choices = "account solution delivery", .initial = "account", .title = N_("Role"), .title_zh = "团队角色",
	  .help = N_("the part in the team") },
	{ .name = "person", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "person", .title = N_("Person"), .title_zh = "成员", .help = N_("who fills it") },
	{ .name = "starts_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("From"), .title_zh = "开始日期",
	  .help = N_("first day") },
	{ .name = "ends_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("To"), .title_zh = "结束日期",
	  .help = N_("last day") },
	{ .name = "share", .kind = KAM_PERCENT, .flags = KAM_LISTED, .minimum = 0, .maximum = 10000,
	  .title = N_("Share"), .title_zh = "业绩分摊",
	  .help = N_("share of the results; all seats of a customer make 100") },
	FIELDS_END,
};

const struct kam_type seat_type = {
	.name = "seat", .command = "account", .prefix = "SE", .title = N_("Seat"), .title_zh = "铁三角席位",
	.help = N_("a place in the team that serves a customer: account, solution, delivery"), .label = "role",
	.same = "account + role + person + starts_on?", .names = "ref", .order = "account,role", .fields = seat_fields,
	.rules = &seat_rules,
};

static const struct kam_field target_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "account", .title = N_("Account"),
	  .title_zh = "客户", .help = N_("for which customer; or a person or a unit") },
	{ .name = "person", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("Person"),
	  .title_zh = "人员", .help = N_("for whom; or an account or a unit") },
	{ .name = "unit", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "unit", .title = N_("Unit"),
	  .title_zh = "单位", .help = N_("for which unit; or an account or a person") },
	{ .name = "period", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Period"),
	  .title_zh = "考核期", .help = N_("such as 2026-Q3") },
	{ .name = "metric", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .choices = "revenue won_value win_rate on_time_fix nps margin valid_leads", .initial = "revenue",
	  .title = N_("Metric"), .title_zh = "考核指标", .help = N_("what is measured") },
	{ .name = "goal", .kind = KAM_NUMBER, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Goal"),
	  .title_zh = "目标值", .help = N_("the figure to reach: money in the base currency, rates in percent") },
	{ .name = "weight", .kind = KAM_NUMBER, .minimum = 0, .maximum = 1000, .title = N_("Weight"),
	  .title_zh = "考核权重", .help = N_("how much it counts in the score; 1 when absent") },
	FIELDS_END,
};

const struct kam_type target_type = {
	.name = "target", .command = "account", .prefix = "TG", .title = N_("Target"), .title_zh = "业绩目标",
	.help = N_("what a customer, a person or a unit is to reach in a period"), .label = "period",
	.same = "account + period + metric | person + period + metric | unit + period + metric", .names = "ref",
	.order = "period", .one_of = "account person unit", .fields = target_fields,
};
