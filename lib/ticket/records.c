/* Tickets, and the events that are their history. */
#include "rules.h"

/* Minutes until the next of its clocks runs out. */
#define TIME_LEFT \
	"(SELECT (CAST(strftime('%s', min(clock.due)) AS INTEGER) - CAST(strftime('%s', :now) AS INTEGER)) / 60 FROM " \
	"(SELECT @.ack_due AS due WHERE @.acknowledged_at IS NULL UNION ALL SELECT @.fix_due) AS clock " \
	"WHERE @.resolved_at IS NULL AND @.closed_at IS NULL)"

static const struct kam_field ticket_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_OPERAND | KAM_LISTED, .target = "account",
	  .title = N_("Account"), .title_zh = "客户", .help = N_("whose") },
	{ .name = "contract", .kind = KAM_REFERENCE, .target = "contract", .title = N_("Contract"),
	  .title_zh = "合同", .help = N_("under which contract") },
	{ .name = "bid", .kind = KAM_REFERENCE, .target = "bid", .title = N_("Bid"), .title_zh = "商机",
	  .help = N_("about which bid") },
	{ .name = "contact", .kind = KAM_REFERENCE, .target = "contact", .title = N_("Contact"), .title_zh = "联系人",
	  .help = N_("who reported it") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_REQUIRED,
	  .choices = "request incident complaint quality delay change", .initial = "request", .title = N_("Kind"),
	  .title_zh = "工单类型", .help = N_("what kind of thing it is") },
	{ .name = "severity", .kind = KAM_INTEGER, .flags = KAM_REQUIRED | KAM_LISTED, .initial = "3", .minimum = 1,
	  .maximum = 4, .title = N_("Severity"), .title_zh = "严重程度", .help = N_("critical 1 … slight 4") },
	{ .name = "title", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Title"),
	  .title_zh = "标题", .help = N_("in a few words") },
	{ .name = "body", .kind = KAM_TEXT, .flags = KAM_OPERAND, .title = N_("What"), .title_zh = "问题描述",
	  .help = N_("what happened") },
	{ .name = "region", .kind = KAM_TEXT, .title = N_("Region"), .title_zh = "区域",
	  .help = N_("where; decides the calendar when nothing else does") },
	{ .name = "dept", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Department"), .title_zh = "责任部门",
	  .help = N_("which department holds it") },
	{ .name = "assignee", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("Assignee"),
	  .title_zh = "处理人", .help = N_("who works on it") },
	{ .name = "status", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED,
	  .choices = "open acknowledged working waiting resolved closed", .initial = "open", .title = N_("Status"),
	  .title_zh = "状态", .help = N_("how far it is") },
	{ .name = "opened_at", .kind = KAM_INSTANT, .flags = KAM_REQUIRED, .initial = "now", .title = N_("Opened"),
	  .title_zh = "受理时间", .help = N_("when it was reported") },
	{ .name = "root_cause", .kind = KAM_TEXT, .title = N_("Root cause"), .title_zh = "根本原因",
	  .help = N_("why it happened") },
	{ .name = "fix", .kind = KAM_TEXT, .title = N_("Fix"), .title_zh = "解决措施",
	  .help = N_("what was done about it") },
	{ .name = "csat", .kind = KAM_INTEGER, .minimum = 1, .maximum = 5, .title = N_("Satisfaction"),
	  .title_zh = "满意度", .help = N_("what the customer says: bad 1 … good 5") },
	{ .name = "acknowledged_at", .kind = KAM_INSTANT, .flags = KAM_DERIVED, .title = N_("Acknowledged"),
	  .title_zh = "响应时间", .help = N_("when someone took it") },
	{ .name = "resolved_at", .kind = KAM_INSTANT, .flags = KAM_DERIVED, .title = N_("Resolved"),
	  .title_zh = "解决时间", .help = N_("when we said it is done") },
	{ .name = "closed_at", .kind = KAM_INSTANT, .flags = KAM_DERIVED, .title = N_("Closed"),
	  .title_zh = "关闭时间", .help = N_("when the customer confirmed") },
	{ .name = "ack_due", .kind = KAM_INSTANT, .flags = KAM_DERIVED, .title = N_("Acknowledge by"),
	  .title_zh = "响应时限", .help = N_("when someone must have taken it; empty while waiting") },
	{ .name = "fix_due", .kind = KAM_INSTANT, .flags = KAM_DERIVED, .title = N_("Resolve by"),
	  .title_zh = "解决时限", .help = N_("when it must be done; empty while waiting") },
	{ .name = "level", .kind = KAM_INTEGER, .flags = KAM_DERIVED, .initial = "0", .minimum = 0, .maximum = 3,
	  .title = N_("Level"), .title_zh = "升级级别", .help = N_("how high it was escalated") },
	{ .name = "next_level_at", .kind = KAM_INSTANT, .flags = KAM_DERIVED, .title = N_("Next level"),
	  .title_zh = "下次升级时间", .help = N_("when its time brings it one level up; empty while waiting") },
	{ .name = "handoffs", .kind = KAM_INTEGER, .flags = KAM_DERIVED, .initial = "0", .minimum = 0,
	  .maximum = INT32_MAX, .title = N_("Handoffs"), .title_zh = "转派次数",
	  .help = N_("how often it changed hands") },
	{ .name = "pingpongs", .kind = KAM_INTEGER, .flags = KAM_DERIVED, .initial = "0", .minimum = 0,
	  .maximum = INT32_MAX, .title = N_("Ping-pongs"), .title_zh = "来回推诿次数",
	  .help = N_("how often it went straight back") },
	{ .name = "returns", .kind = KAM_INTEGER, .flags = KAM_DERIVED, .initial = "0", .minimum = 0,
	  .maximum = INT32_MAX, .title = N_("Returns"), .title_zh = "退回次数",
	  .help = N_("how often it came back to one who had it before") },
	{ .name = "depts", .kind = KAM_INTEGER, .flags = KAM_DERIVED, .initial = "0", .minimum = 0,
	  .maximum = INT32_MAX, .title = N_("Departments"), .title_zh = "经手部门数", .help = N_("how many had it") },
	{ .name = "reopens", .kind = KAM_INTEGER, .flags = KAM_DERIVED, .initial = "0", .minimum = 0,
	  .maximum = INT32_MAX, .title = N_("Reopens"), .title_zh = "重开次数",
	  .help = N_("how often the customer sent it back") },
	{ .name = "ack_state", .kind = KAM_CHOICE, .flags = KAM_COMPUTED, .choices = "running paused met breached",
	  .title = N_("Response clock"), .title_zh = "响应状态", .help = N_("the clock until someone takes it"),
	  .expression = "CASE WHEN @.acknowledged_at IS NOT NULL THEN CASE WHEN @.ack_due IS NULL THEN NULL "
	                "WHEN @.acknowledged_at <= @.ack_due THEN 'met' ELSE 'breached' END "
	                "WHEN @.ack_due IS NULL THEN CASE @.status WHEN 'waiting' THEN 'paused' END "
	                "WHEN @.ack_due < :now THEN 'breached' WHEN @.status = 'waiting' THEN 'paused' ELSE 'running' END" },
	{ .name = "fix_state", .kind = KAM_CHOICE, .flags = KAM_COMPUTED, .choices = "running paused met breached",
	  .title = N_("Resolution clock"), .title_zh = "解决状态", .help = N_("the clock until it is done"),
	  .expression = "CASE WHEN @.status = 'waiting' AND @.fix_due IS NULL THEN 'paused' WHEN @.fix_due IS NULL THEN NULL "
	                "WHEN coalesce(@.resolved_at, @.closed_at) IS NOT NULL THEN "
	                "CASE WHEN coalesce(@.resolved_at, @.closed_at) <= @.fix_due THEN 'met' ELSE 'breached' END "
	                "WHEN @.fix_due < :now THEN 'breached' ELSE 'running' END" },
	{ .name = "time_left", .kind = KAM_INTEGER, .flags = KAM_LISTED | KAM_COMPUTED, .title = N_("Minutes left"),
	  .title_zh = "剩余分钟数", .help = N_("until the next clock runs out; below 0: since it did"),
	  .expression = TIME_LEFT },
	{ .name = "remaining", .kind = KAM_TEXT, .flags = KAM_COMPUTED, .title = N_("Left"), .title_zh = "剩余时间",
	  .help = N_("the same as people say it, round the clock: 2h 10m; 1d 3h late"),
	  .expression = "(SELECT CASE WHEN abs(span.m) >= 1440 THEN (abs(span.m) / 1440) || 'd ' || "
	                "(abs(span.m) % 1440 / 60) || 'h' WHEN abs(span.m) >= 60 THEN (abs(span.m) / 60) || 'h ' || "
	                "(abs(span.m) % 60) || 'm' ELSE abs(span.m) || 'm' END || CASE WHEN span.m < 0 THEN ' late' "
	                "ELSE '' END FROM (SELECT " TIME_LEFT " AS m) AS span)" },
	{ .name = "unaccepted", .kind = KAM_FLAG, .flags = KAM_COMPUTED, .title = N_("Unaccepted"), .title_zh = "未确认接手",
	  .help = N_("it was handed over, and nobody has said that they have it"),
	  .expression = TICKET_UNACCEPTED("@") },
	FIELDS_END,
};

const struct kam_type ticket_type = {
	.name = "ticket", .command = "ticket", .prefix = "T", .title = N_("Ticket"), .title_zh = "服务工单",
	.help = N_("a request or complaint, closed by the customer"), .label = "title", .names = "ref title",
	.tags = true, .fields = ticket_fields, .rules = &ticket_rules,
};

static const struct kam_field event_fields[] = {
	FIELDS_BEGIN,
	{ .name = "ticket", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "ticket", .title = N_("Ticket"), .title_zh = "服务工单", .help = N_("to which ticket") },
	{ .name = "happened_at", .kind = KAM_INSTANT, .flags = KAM_REQUIRED | KAM_LISTED, .initial = "now",
	  .title = N_("When"), .title_zh = "发生时间", .help = N_("when it happened") },
	{ .name = "position", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = 1, .maximum = INT32_MAX,
	  .title = N_("Position"), .title_zh = "序号",
	  .help = N_("1, 2 … among the events of one instant; given by kam when absent") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .choices = "note open ack assign work wait resume escalate resolve confirm reject reopen",
	  .initial = "note", .title = N_("Kind"), .title_zh = "事件类型", .help = N_("what happened") },
	{ .name = "done_by", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("By"),
	  .title_zh = "操作人", .help = N_("who did it") },
	{ .name = "dept", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Department"), .title_zh = "接手部门",
	  .help = N_("which holds the ticket from then on") },
	{ .name = "body", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("What"),
	  .title_zh = "内容", .help = N_("what was said and done") },
	FIELDS_END,
};

const struct kam_type event_type = {
	.name = "event", .command = "ticket", .prefix = "EV", .title = N_("Event"), .title_zh = "工单事件",
	.help = N_("what happened to a ticket: the truth its sums come from"), .label = "kind",
	.same = "ticket + happened_at + position", .names = "ref", .order = "happened_at,position",
	.fields = event_fields, .rules = &event_rules,
};
