/* Working time and service levels. */
#include "rules.h"

static const struct kam_field day_fields[] = {
	FIELDS_BEGIN,
	{ .name = "calendar", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .title = N_("Calendar"), .title_zh = "日历", .help = N_("of which calendar") },
	{ .name = "day", .kind = KAM_DATE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Day"),
	  .title_zh = "日期", .help = N_("which day") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .choices = "holiday workday halfday", .initial = "holiday", .title = N_("Kind"), .title_zh = "类型",
	  .help = N_("what kind of day") },
	{ .name = "spans", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Spans"),
	  .title_zh = "工作时段",
	  .help = N_("working hours such as 09:00-12:00 13:30-18:00; a workday without: Monday's; a half day: the first span of its weekday") },
	FIELDS_END,
};

const struct kam_type day_type = {
	.name = "day", .command = "config", .prefix = "DY", .title = N_("Day"), .title_zh = "日历日",
	.help = N_("a day unlike its weekday: a holiday, a worked weekend, a half day"), .label = "calendar",
	.same = "calendar + day", .names = "ref", .order = "calendar,day", .fields = day_fields, .rules = &day_rules,
};

static const struct kam_field hours_fields[] = {
	FIELDS_BEGIN,
	{ .name = "calendar", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .title = N_("Calendar"), .title_zh = "日历", .help = N_("of which calendar") },
	{ .name = "weekday", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .choices = "mon tue wed thu fri sat sun", .title = N_("Weekday"), .title_zh = "星期",
	  .help = N_("which day of the week") },
	{ .name = "spans", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Spans"),
	  .title_zh = "工作时段", .help = N_("working hours such as 09:00-12:00 13:30-18:00; empty: none") },
	{ .name = "timezone", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Time zone"), .title_zh = "时区",
	  .help = N_("such as Asia/Shanghai; one for all days of a calendar; when absent that of its other days, else yours") },
	FIELDS_END,
};

const struct kam_type hours_type = {
	.name = "hours", .command = "config", .prefix = "HR", .title = N_("Hours"), .title_zh = "工作时间",
	.help = N_("the working hours of a weekday"), .label = "calendar", .same = "calendar + weekday",
	.names = "ref", .order = "calendar", .fields = hours_fields, .rules = &hours_rules,
};

static const struct kam_field sla_fields[] = {
	FIELDS_BEGIN,
	{ .name = "severity", .kind = KAM_INTEGER, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .minimum = 1,
	  .maximum = 4, .title = N_("Severity"), .title_zh = "严重程度", .help = N_("critical 1 … slight 4") },
	{ .name = "tier", .kind = KAM_CHOICE, .flags = KAM_LISTED, .choices = "key major standard tail",
	  .title = N_("Tier"), .title_zh = "客户等级", .help = N_("for which customers; empty: any") },
	{ .name = "ack_minutes", .kind = KAM_INTEGER, .flags = KAM_OPERAND | KAM_LISTED, .minimum = 0,
	  .maximum = 10000000, .title = N_("Minutes to respond"), .title_zh = "响应分钟数",
	  .help = N_("until someone must have taken it") },
	{ .name = "fix_minutes", .kind = KAM_INTEGER, .flags = KAM_OPERAND | KAM_LISTED, .minimum = 0,
	  .maximum = 10000000, .title = N_("Minutes to resolve"), .title_zh = "解决分钟数",
	  .help = N_("until it must be done") },
	{ .name = "calendar", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Calendar"), .title_zh = "日历",
	  .help = N_("by which working hours") },
	{ .name = "clock", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED, .choices = "business always",
	  .initial = "business", .title = N_("Clock"), .title_zh = "计时方式",
	  .help = N_("business: working hours only; always: round the clock") },
	{ .name = "l1_after", .kind = KAM_PERCENT, .minimum = 0, .maximum = 100000, .title = N_("Level 1 after"),
	  .title_zh = "一级升级比例", .help = N_("share of the time after which the manager is told") },
	{ .name = "l2_after", .kind = KAM_PERCENT, .minimum = 0, .maximum = 100000, .title = N_("Level 2 after"),
	  .title_zh = "二级升级比例", .help = N_("share of the time after which the head of the region is told") },
	{ .name = "l3_after", .kind = KAM_PERCENT, .minimum = 0, .maximum = 100000, .title = N_("Level 3 after"),
	  .title_zh = "三级升级比例", .help = N_("share of the time after which an executive is told") },
	FIELDS_END,
};

const struct kam_type sla_type = {
	.name = "sla", .command = "config", .prefix = "SL", .title = N_("Service level"), .title_zh = "服务水平",
	.help = N_("how soon a ticket is to be taken and resolved"), .label = "severity", .same = "severity + tier?",
	.names = "ref", .order = "severity", .fields = sla_fields, .rules = &sla_rules,
};
