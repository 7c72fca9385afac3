/* What a customer pays and what it costs us: invoices and effort. */
#include "rules.h"

static const struct kam_field invoice_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "account", .title = N_("Account"), .title_zh = "客户", .help = N_("the customer") },
	{ .name = "number", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Number"),
	  .title_zh = "发票号码", .help = N_("number of the invoice") },
	{ .name = "issued_on", .kind = KAM_DATE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .title = N_("Issued"), .title_zh = "开票日期", .help = N_("day of the invoice") },
	{ .name = "amount", .kind = KAM_MONEY, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .title = N_("Amount"), .title_zh = "开票金额", .help = N_("what is to be paid") },
	{ .name = "cost", .kind = KAM_MONEY, .title = N_("Cost"), .title_zh = "成本",
	  .help = N_("what the goods cost us") },
	{ .name = "product", .kind = KAM_REFERENCE, .target = "product", .title = N_("Product"), .title_zh = "产品",
	  .help = N_("what was sold") },
	{ .name = "bid", .kind = KAM_REFERENCE, .target = "bid", .title = N_("Bid"), .title_zh = "商机",
	  .help = N_("the bid it comes from") },
	{ .name = "due_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Due"), .title_zh = "到期日期",
	  .help = N_("last day to pay") },
	{ .name = "paid_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Paid"), .title_zh = "回款日期",
	  .help = N_("day it was paid in full") },
	{ .name = "paid_amount", .kind = KAM_MONEY, .title = N_("Paid amount"), .title_zh = "回款金额",
	  .help = N_("what was paid so far") },
	{ .name = "status", .kind = KAM_CHOICE, .flags = KAM_REQUIRED, .choices = "valid void", .initial = "valid",
	  .title = N_("Status"), .title_zh = "状态", .help = N_("void: cancelled, counts nowhere") },
	FIELD_CURRENCY,
	{ .name = "days_late", .kind = KAM_INTEGER, .flags = KAM_LISTED | KAM_COMPUTED, .title = N_("Days late"),
	  .title_zh = "逾期天数", .help = N_("days from due to paid, or to today while unpaid; never below 0"),
	  .expression = "CASE WHEN @.status = 'valid' THEN max(0, CAST(julianday(coalesce(@.paid_on, :today)) - "
	                "julianday(@.due_on) AS INTEGER)) END" },
	{ .name = "overdue", .kind = KAM_FLAG, .flags = KAM_COMPUTED, .title = N_("Overdue"), .title_zh = "是否逾期",
	  .help = N_("unpaid and past its due day"),
	  .expression = "(@.status = 'valid' AND @.paid_on IS NULL AND @.due_on IS NOT NULL AND @.due_on < :today)" },
	FIELDS_END,
};

const struct kam_type invoice_type = {
	.name = "invoice", .command = "account", .prefix = "IV", .title = N_("Invoice"), .title_zh = "发票",
	.help = N_("what was billed to a customer, and when it was paid"), .label = "number",
	.same = "account + number", .names = "ref account/number number", .order = "-issued_on", .dated = "issued_on",
	.fields = invoice_fields, .rules = &invoice_rules,
};

static const struct kam_field effort_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "account", .title = N_("Account"), .title_zh = "客户", .help = N_("the customer") },
	{ .name = "spent_on", .kind = KAM_DATE, .flags = KAM_REQUIRED | KAM_LISTED, .initial = "today",
	  .title = N_("Spent on"), .title_zh = "投入日期", .help = N_("day of the work") },
	{ .name = "done_by", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("By"),
	  .title_zh = "投入人", .help = N_("which of us") },
	{ .name = "days", .kind = KAM_NUMBER, .flags = KAM_OPERAND | KAM_LISTED, .minimum = 0, .maximum = 1000,
	  .title = N_("Days"), .title_zh = "人天", .help = N_("working days") },
	{ .name = "cost", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Cost"), .title_zh = "费用",
	  .help = N_("what it cost besides") },
	{ .name = "body", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("What"),
	  .title_zh = "工作内容", .help = N_("what for") },
	FIELD_CURRENCY,
	{ .name = "age", .kind = KAM_INTEGER, .flags = KAM_LISTED | KAM_COMPUTED, .title = N_("Days old"),
	  .title_zh = "距今天数", .help = N_("days since it was spent"),
	  .expression = "CAST(julianday(:today) - julianday(@.spent_on) AS INTEGER)" },
	FIELDS_END,
};

const struct kam_type effort_type = {
	.name = "effort", .command = "account", .prefix = "EF", .title = N_("Effort"), .title_zh = "客户投入",
	.help = N_("time and money spent on a customer"), .label = "body", .names = "ref", .order = "-spent_on",
	.dated = "spent_on", .fields = effort_fields,
};
