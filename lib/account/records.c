/* Customers and the people there: accounts and contacts. */
#include "rules.h"

static const struct kam_field account_fields[] = {
	FIELDS_BEGIN,
	{ .name = "code", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Code"), .title_zh = "客户编码",
	  .help = N_("short code; made from the name when absent") },
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "客户名称", .help = N_("registered name") },
	{ .name = "former_names", .kind = KAM_TEXT, .title = N_("Former names"), .title_zh = "曾用名",
	  .help = N_("earlier names, with ; between") },
	{ .name = "tax_id", .kind = KAM_TEXT, .title = N_("Tax ID"), .title_zh = "统一社会信用代码",
	  .help = N_("tax or registration number") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_REQUIRED, .choices = "b2b consumer channel internal",
	  .initial = "b2b", .title = N_("Kind"), .title_zh = "客户类型", .help = N_("what kind of customer") },
	{ .name = "status", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED,
	  .choices = "prospect active dormant lost", .initial = "prospect", .title = N_("Status"), .title_zh = "状态",
	  .help = N_("where we stand with them") },
	{ .name = "industry", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Industry"), .title_zh = "行业",
	  .help = N_("their line of business") },
	{ .name = "region", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Region"), .title_zh = "区域",
	  .help = N_("sales region") },
	{ .name = "parent", .kind = KAM_REFERENCE, .flags = KAM_TREE, .target = "account", .title = N_("Parent"),
	  .title_zh = "上级单位", .help = N_("the account it belongs to") },
	{ .name = "since", .kind = KAM_DATE, .title = N_("Since"), .title_zh = "合作起始日", .help = N_("customer since") },
	{ .name = "wallet", .kind = KAM_MONEY, .title = N_("Wallet"), .title_zh = "年采购额",
	  .help = N_("what they spend a year on what we sell") },
	{ .name = "wallet_source", .kind = KAM_TEXT, .title = N_("Wallet source"), .title_zh = "采购额来源",
	  .help = N_("where that figure comes from") },
	{ .name = "wallet_on", .kind = KAM_DATE, .title = N_("Wallet as of"), .title_zh = "采购额日期",
	  .help = N_("the day of that figure") },
	{ .name = "employees", .kind = KAM_INTEGER, .minimum = 0, .maximum = INT32_MAX, .title = N_("Employees"),
	  .title_zh = "员工人数", .help = N_("number of people") },
	{ .name = "founded", .kind = KAM_INTEGER, .minimum = 1, .maximum = 9999, .title = N_("Founded"),
	  .title_zh = "成立年份", .help = N_("year") },
	{ .name = "revenue", .kind = KAM_MONEY, .title = N_("Revenue"), .title_zh = "营业收入",
	  .help = N_("their own, a year") },
	{ .name = "credit_limit", .kind = KAM_MONEY, .title = N_("Credit limit"), .title_zh = "信用额度",
	  .help = N_("what they may owe us") },
	{ .name = "rating", .kind = KAM_TEXT, .title = N_("Rating"), .title_zh = "信用评级", .help = N_("credit rating") },
	{ .name = "lat", .kind = KAM_NUMBER, .minimum = -90, .maximum = 90, .title = N_("Latitude"), .title_zh = "纬度", .help = N_("degrees") },
	{ .name = "lon", .kind = KAM_NUMBER, .minimum = -180, .maximum = 180, .title = N_("Longitude"), .title_zh = "经度", .help = N_("degrees") },
	{ .name = "note", .kind = KAM_TEXT, .title = N_("Note"), .title_zh = "备注", .help = N_("anything else") },
	FIELD_CURRENCY,
	{ .name = "group_root", .kind = KAM_REFERENCE, .flags = KAM_COMPUTED, .target = "account", .title = N_("Group"),
	  .title_zh = "集团", .help = N_("the top of its group"),
	  .expression = "(WITH RECURSIVE up (id, parent) AS (SELECT @.id, @.parent UNION ALL "
	                "SELECT above.id, above.parent FROM up JOIN account AS above ON above.id = up.parent) "
	                "SELECT up.id FROM up WHERE up.parent IS NULL)" },
	{ .name = "tier", .kind = KAM_CHOICE, .flags = KAM_LISTED | KAM_COMPUTED, .choices = "key major standard tail",
	  .title = N_("Tier"), .title_zh = "客户等级",
	  .help = N_("of the last saved snapshot, or as it is pinned there; a cap there holds for both"),
	  .expression = "(SELECT CASE max(CASE CASE WHEN last.pinned_tier IS NOT NULL AND "
	                "coalesce(last.pinned_until, :today) >= :today THEN last.pinned_tier ELSE last.tier END "
	                "WHEN 'key' THEN 1 WHEN 'major' THEN 2 WHEN 'standard' THEN 3 WHEN 'tail' THEN 4 END, "
	                "CASE last.cap WHEN 'major' THEN 2 WHEN 'standard' THEN 3 WHEN 'tail' THEN 4 ELSE 1 END) "
	                "WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 THEN 'tail' END "
	                "FROM snapshot AS last WHERE last.account = @.id AND last.taken_on <= :today "
	                "ORDER BY last.taken_on DESC LIMIT 1)" },
	{ .name = "score", .kind = KAM_NUMBER, .flags = KAM_LISTED | KAM_COMPUTED, .title = N_("Score"), .title_zh = "客户评分",
	  .help = N_("of the last saved snapshot"),
	  .expression = "(SELECT last.score FROM snapshot AS last WHERE last.account = @.id AND last.taken_on <= :today "
	                "ORDER BY last.taken_on DESC LIMIT 1)" },
	{ .name = "scored_on", .kind = KAM_DATE, .flags = KAM_LISTED | KAM_COMPUTED, .title = N_("Scored"), .title_zh = "评分日期",
	  .help = N_("day of the last saved snapshot; empty: not scored yet"),
	  .expression = "(SELECT max(last.taken_on) FROM snapshot AS last WHERE last.account = @.id AND last.taken_on <= :today)",
	  .absent = N_("not scored yet") },
	{ .name = "last_touch", .kind = KAM_INSTANT, .flags = KAM_COMPUTED, .title = N_("Last touch"),
	  .title_zh = "最近跟进", .help = N_("when somebody last dealt with them"),
	  .expression = "(SELECT max(last.happened_at) FROM touch AS last WHERE last.account = @.id "
	                "AND last.happened_at <= :now)" },
	{ .name = "contract_ends_in", .kind = KAM_INTEGER, .flags = KAM_COMPUTED, .title = N_("Contract ends in"),
	  .title_zh = "合同到期天数", .help = N_("days until a contract ends that no later one for the same product follows"),
	  .expression = "(SELECT min(CAST(julianday(ending.ends_on) - julianday(:today) AS INTEGER)) FROM bid AS sold "
	                "JOIN contract AS ending ON ending.bid = sold.id WHERE sold.account = @.id AND ending.ends_on >= :today "
	                "AND NOT EXISTS (SELECT 1 FROM bid AS resold JOIN contract AS later ON later.bid = resold.id "
	                "WHERE resold.account = sold.account AND resold.product IS sold.product AND later.id <> ending.id "
	                "AND later.ends_on > ending.ends_on "
	                "AND coalesce(later.starts_on, later.ends_on) >= coalesce(ending.starts_on, '')))" },
	FIELDS_END,
};

const struct kam_type account_type = {
	.name = "account",
	.command = "account",
	.prefix = "A",
	.title = N_("Account"),
	.title_zh = "客户",
	.help = N_("a customer, its group and its figures"),
	.label = "name",
	.same = "code | tax_id | name",
	.names = "code ref tax_id name former_names",
	.tags = true,
	.fields = account_fields,
	.rules = &account_rules,
};

static const struct kam_field contact_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .target = "account",
	  .title = N_("Account"), .title_zh = "客户", .help = N_("where the person works") },
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "姓名", .help = N_("the person's name") },
	{ .name = "title", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Title"), .title_zh = "职务",
	  .help = N_("position there") },
	{ .name = "department", .kind = KAM_TEXT, .title = N_("Department"), .title_zh = "部门",
	  .help = N_("department there") },
	{ .name = "level", .kind = KAM_CHOICE, .choices = "staff manager director executive", .title = N_("Level"),
	  .title_zh = "层级", .help = N_("how high up") },
	{ .name = "buying_role", .kind = KAM_CHOICE, .flags = KAM_LISTED,
	  .choices = "user technical economic coach gatekeeper", .title = N_("Buying role"), .title_zh = "采购角色",
	  .help = N_("part in a purchase") },
	{ .name = "stance", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = -2, .maximum = 2, .title = N_("Stance"),
	  .title_zh = "态度", .help = N_("against us -2 … for us 2") },
	{ .name = "influence", .kind = KAM_INTEGER, .minimum = 1, .maximum = 5, .title = N_("Influence"),
	  .title_zh = "影响力", .help = N_("little 1 … decisive 5") },
	{ .name = "reports_to", .kind = KAM_REFERENCE, .flags = KAM_TREE, .target = "contact", .title = N_("Reports to"),
	  .title_zh = "汇报对象", .help = N_("superior") },
	{ .name = "gender", .kind = KAM_TEXT, .flags = KAM_PERSONAL, .title = N_("Gender"), .title_zh = "性别",
	  .help = N_("as they say it") },
	{ .name = "birthday", .kind = KAM_DATE, .flags = KAM_PERSONAL, .title = N_("Birthday"), .title_zh = "生日",
	  .help = N_("date of birth") },
	{ .name = "region", .kind = KAM_TEXT, .title = N_("Region"), .title_zh = "地域", .help = N_("where from") },
	{ .name = "faith", .kind = KAM_TEXT, .flags = KAM_PERSONAL, .title = N_("Faith"), .title_zh = "信仰",
	  .help = N_("what gifts and meals must respect") },
	{ .name = "relation", .kind = KAM_TEXT, .title = N_("Relation"), .title_zh = "关系", .help = N_("how we know them") },
	{ .name = "phone", .kind = KAM_TEXT, .flags = KAM_PERSONAL, .title = N_("Phone"), .title_zh = "电话",
	  .help = N_("telephone") },
	{ .name = "email", .kind = KAM_TEXT, .flags = KAM_PERSONAL, .title = N_("Email"), .title_zh = "邮箱",
	  .help = N_("mail address") },
	{ .name = "wechat", .kind = KAM_TEXT, .flags = KAM_PERSONAL, .title = N_("WeChat"), .title_zh = "微信",
	  .help = N_("WeChat name") },
	{ .name = "prefers", .kind = KAM_TEXT, .title = N_("Prefers"), .title_zh = "联系偏好",
	  .help = N_("how they like to be reached") },
	{ .name = "consent_on", .kind = KAM_DATE, .title = N_("Consent"), .title_zh = "同意日期",
	  .help = N_("day of consent to be contacted") },
	{ .name = "opt_out", .kind = KAM_FLAG, .title = N_("Opted out"), .title_zh = "拒绝联系",
	  .help = N_("does not want to be contacted") },
	{ .name = "left_on", .kind = KAM_DATE, .title = N_("Left"), .title_zh = "离职日期", .help = N_("day they left") },
	{ .name = "note", .kind = KAM_TEXT, .title = N_("Note"), .title_zh = "备注", .help = N_("anything else") },
	{ .name = "birthday_in", .kind = KAM_INTEGER, .flags = KAM_COMPUTED | KAM_PERSONAL, .title = N_("Birthday in"),
	  .title_zh = "距生日天数", .help = N_("days until the next birthday; 29 February is 28 February in other years"),
	  .expression = "(SELECT CAST(julianday(min(birth.day)) - julianday(:today) AS INTEGER) FROM "
	                "(SELECT CASE WHEN substr(@.birthday, 6) = '02-29' AND date(turn.year || '-02-29', '+0 days') <> turn.year || "
	                "'-02-29' THEN turn.year || '-02-28' ELSE turn.year || substr(@.birthday, 5) END AS day FROM "
	                "(SELECT substr(:today, 1, 4) AS year UNION ALL SELECT printf('%04d', substr(:today, 1, 4) + 1)) AS turn) AS birth "
	                "WHERE birth.day >= :today)" },
	{ .name = "last_touch", .kind = KAM_INSTANT, .flags = KAM_COMPUTED, .title = N_("Last touch"),
	  .title_zh = "最近跟进", .help = N_("when somebody last dealt with them; with a consumer's account, too"),
	  .expression = "(SELECT max(last.happened_at) FROM touch AS last WHERE last.happened_at <= :now "
	                "AND (last.contact = @.id OR (last.account = @.account AND (SELECT holder.kind FROM account AS holder "
	                "WHERE holder.id = @.account) = 'consumer')))" },
	FIELDS_END,
};

const struct kam_type contact_type = {
	.name = "contact",
	.command = "account",
	.prefix = "C",
	.title = N_("Contact"),
	.title_zh = "联系人",
	.help = N_("a person at a customer"),
	.label = "name",
	.same = "account + name",
	.names = "ref account/name name",
	.tags = true,
	.fields = contact_fields,
};
