# Every record type by the verbs they share: added, listed, exported, imported into another database, the same bytes.

load helper

# One of each type and now and then a second, with the words of its add; in an order in which they can be imported.
# The letters stand for what a field may hold: another alphabet, quotes, commas, a formula, a leading zero.
every_record() {
	cat <<'END'
config unit|华南大区|--kind|region
config person|李雷|--login|lilei|--dept|大客户部|--unit|华南大区
config product|交换机|--list-price|12.5万|--floor-price|9万
config rate|USD|7.15|--starts-on|2026-01-01
config stage|demo|15|--probability|12.5
config day|default|2026-10-01|holiday
config day|default|2026-10-10|workday|09:00-12:00 13:30-18:00
config hours|default|mon|09:00-12:00 13:30-18:00|--timezone|Asia/Shanghai
config sla|1|30|240|--calendar|default
config sla|1|15|120|--tier|key|--clock|always|--l1-after|50
config template|submitted|paper|授权书|--role|account|--required|yes|--days-before|5
config catalogue|龙井茶|200|--style|culture|--tag|茶
config taboo|钟|谐音“终”|--region|华北
config taboo|酒|--faith|Islam|--effect|warn
config festival|中秋|2026-09-25|--calendar|lunar
config giftlimit|--tier|key|--occasion|birthday|--per-gift|500
config giftlimit|--level|staff|--per-gift|200|--per-account-year|2000
account|华为技术有限公司|--region|华南|--wallet|1.2亿|--tag|战略
account contact|A1|张三|--buying-role|economic|--stance|+1|--phone|0755-1234|--gender|女
lead source|outreach|春季"A", B区|--target-leads|40|--budget|USD 1200.50
lead campaign|焕新|=1+1|--starts-on|2026-05-01|--cost|8000
lead audience|园区|region = 华南|--lat|22.54|--lon|114.06|--radius|2.5|--cap-days|7
lead nurture|新客户|0|发送资料|--channel|email
lead nurture|新客户|14|回访|--channel|call
lead|城投智慧园区|深圳城投|--source|outreach/春季"A", B区|--funds|5|--owner|李雷|--email|a@b.cn|--tag|园区=一期
lead leadchange|L1|owner|PE1|--happened-at|2026-06-02T08:00:00Z|--why|=交接
lead concern|L1|担心交付|--raised-on|2026-06-01
bid|园区网|--account|A1|--value|100万|--tender|ZB-001|--lead|L1|--owner|李雷|--tag|重点
bid change|B1|value|1200000.00|--happened-at|2026-06-01T08:00:00Z
bid registration|B1|华南大区|--status|joined|--protected-until|2026-12-31
bid checkitem|B1|submitted|打印封标|--kind|paper|--needed-by|2026-08-01
bid assessment|B1|no_go|--done-by|李雷|--fit|4|--delivery|3|--score|64.29
bid need|B1|跨楼宇漫游不断线|丢包 < 1%|--importance|5|--contact|华为技术有限公司/张三
bid item|B1|无线方案|--need|ND1|--price|30万|--effort-days|12.5|--kind|custom
bid contract|B1|HT-0001|--value|90万|--signed-on|2026-07-01
bid milestone|HT-0001|初验|--due-on|2026-09-30|--amount|27万
ticket|A1|断网|三楼断网|--contract|HT-0001|--severity|1|--tag|网络
ticket event|T1|open|报障|--dept|研发|--happened-at|2026-07-01T01:00:00Z
ticket event|T1|ack|--done-by|李雷|--happened-at|2026-07-01T01:00:00Z
account buystep|A1|1|立项|--decided-by|C1|--threshold|50万|--usual|3月
account touch|A1|谈了方案|--happened-at|2026-07-10T02:00:00Z|--bid|B1|--done-by|李雷|--next-on|2026-07-20
account touch|打了电话|--lead|L1|--channel|call|--campaign|焕新|--tag|首访
account insight|A1|预算冻结|--kind|budget|--severity|2|--seen-on|2026-06-30
account rival|A1|中兴|--share|33.33
account rival|中兴|--bid|B1|--counter|-10% 报价
account invoice|A1|0001|2026-05-01|12万|--due-on|2026-06-30|--product|交换机
account effort|A1|0.5|现场踏勘|--cost|300|--done-by|李雷
account survey|A1|9|满意|--contact|C1|--asked-on|2026-06-30
account plan|A1|三年计划|份额翻番|--horizon|3 年|--goal|40 %
account planaction|A1/三年计划|高层互访|--owner|李雷|--due-on|2026-08-31|--lead|L1
account seat|A1|account|李雷|--starts-on|2026-01-01|--share|60
account seat|A1|solution|李雷|--share|40
account target|2026-Q3|revenue|5000000|--account|A1
account target|2026-Q3|win_rate|35.5|--person|李雷
account target|2026|margin|20|--unit|华南大区
account gift|C1|birthday|200|--item|龙井茶|--planned-on|2026-09-01|--giver|李雷|--personal|yes
config model|招投标|--method|quintile|--inputs|won recency|--growth-weight|5|--key-from|81
config snapshot|A1|--taken-on|2026-07-01|--score|74.95|--tier|major|--pinned-tier|key|--pinned-until|2026-12-31|--model|招投标
END
}

# The same without repeats: "account", "account contact", …
every_type() {
	every_record | cut -d '|' -f 1 | awk '!seen[$0]++'
	echo "config setting"
}

fill() {
	local -a type words
	kam_db
	while IFS='|' read -r -a words; do
		read -r -a type <<< "${words[0]}"
		kam -q "${type[@]}" add "${words[@]:1}" > added < /dev/null || {
			echo "${words[*]}"
			return 1
		}
	done < <(every_record | sed "s/${without:-^\$}//g")
	kam config setting edit stalled_days --value 30
}

# export FOLDER [OPTION…]: a CSV of each type, all that is there.
export_all() {
	local folder=$1 name
	local -a type
	shift
	mkdir "$folder"
	while read -r -a type; do
		name=${type[*]}
		kam "${type[@]}" list --csv --unmask "$@" > "$folder/${name// /-}.csv" < /dev/null
	done < <(every_type)
}

import_all() {
	local folder=$1 name
	local -a type
	shift
	while read -r -a type; do
		name=${type[*]}
		"$KAM" "$@" "${type[@]}" import "$folder/${name// /-}.csv" < /dev/null || {
			echo "$name"
			return 1
		}
	done < <(every_type)
}

@test "no type is missing here: those that kam help names are those that are added" {
	for command in account lead bid ticket config; do
		kam help "$command" | sed -n '/^Records/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' | sed "s/^/$command /; s/^$command $command\$/$command/"
	done | sort > named
	[ "$(wc -l < named)" -gt 40 ]
	every_type | sort | diff named -
}

@test "every type is added, listed and exported; imported elsewhere, it is the same to the byte" {
	fill
	export_all one
	while read -r file; do
		[ "$(wc -l < "$file")" -ge 2 ]
	done < <(ls one/*.csv)
	# another day: what is written is what was written, not when it was read
	export KAM_NOW=2027-01-31T23:59:00Z
	mkdir other && cd other
	kam_db
	import_all ../one -q
	export_all two
	diff -r ../one two
}

@test "the same export again changes nothing" {
	fill
	export_all one
	cp kam.db before.db
	export KAM_NOW=2027-01-31T23:59:00Z
	import_all one 2> said
	cmp kam.db before.db
	same "" "$(grep -v 'nothing was changed' said)"
	same "$(every_type | wc -l)" "$(wc -l < said)"
}

@test "rows of others, without id and ref, are known by what makes two records the same" {
	fill
	export_all one
	mkdir bare
	# as another system would have it: none of what kam gives itself
	while read -r -a type; do
		name=${type[*]}
		columns=$(head -1 "one/${name// /-}.csv" | tr ',' '\n' | grep -vxE 'id|ref|created_at|updated_at' | paste -sd , -)
		kam "${type[@]}" list --csv --unmask --columns "$columns" --sort id > "bare/${name// /-}.csv" < /dev/null
	done < <(every_type)
	mkdir other && cd other
	kam_db
	import_all ../bare -q
	cp kam.db first.db
	import_all ../bare 2> said
	cmp kam.db first.db
	same "" "$(grep -v 'nothing was changed' said)"
	export_all two
	for file in ../one/*.csv; do
		same "$(wc -l < "$file")" "$(wc -l < "two/${file##*/}")" "$file"
	done
}

@test "headers in Chinese are read as well" {
	# a tag's title is its key alone, which is no header
	without='|--tag|[^|]*' fill
	export_all one
	LANGUAGE=zh_CN export_all titled --header title
	head -1 titled/account-invoice.csv > header
	same '编号,客户,发票号码,开票日期,开票金额,成本,产品,商机,到期日期,回款日期,回款金额,状态,币种,外部编号,创建时间,更新时间' "$(cat header)"
	same "" "$(head -qn 1 titled/*.csv | grep '[a-z]_[a-z]')"
	mkdir other && cd other
	kam_db
	import_all ../titled -q
	export_all two
	diff -r ../one two
}

@test "a word that is no choice is refused, in every field that has choices" {
	kam_db
	while read -r -a type; do
		kam "${type[@]}" add --help | grep -oE '^ *--[a-z0-9-]+ CHOICE' | while read -r option _; do
			echo "${type[*]} $option"
		done
	done < <(every_type) > options
	[ "$(wc -l < options)" -gt 30 ]
	cp kam.db before.db
	while read -r -a words; do
		expect 2 kam "${words[@]:0:${#words[@]}-1}" add "${words[-1]}" nonsense < /dev/null
		holds "$errors" nonsense
		holds "$errors" "one of: "
	done < options
	cmp kam.db before.db
}

@test "figures beyond their bounds are refused in words" {
	kam_db
	kam account add 甲 > id
	for words in 'lead x --lat 90.5' 'lead x --lon -180.1' 'lead x --funds 6' 'ticket x --severity 5' \
		'account survey A1 11' 'account rival A1 乙 --share 100.01' 'account effort A1 --days -1' \
		'config snapshot A1 --score 101' 'config template won task x --days-before -1'; do
		read -r -a word <<< "$words"
		case $words in
		lead* | ticket*) expect 2 kam "${word[0]}" add "${word[@]:1}" ;;
		*) expect 2 kam "${word[0]}" "${word[1]}" add "${word[@]:2}" ;;
		esac
		holds "$errors" ' from '
	done
}

@test "what belongs to one of several says which: not to none, not to two" {
	kam_db
	kam account add 甲 > id
	kam lead add 乙 > id
	kam config person add 李雷 > id
	for words in 'touch --body x' 'touch --body x --account A1 --lead L1' 'rival --name x' \
		'target 2026 revenue 1' 'target 2026 revenue 1 --account A1 --person 李雷'; do
		read -r -a word <<< "$words"
		expect 2 kam account "${word[0]}" add "${word[@]:1}"
		holds "$errors" 'exactly one of them'
	done
	kam account touch add A1 x > id
	expect 2 kam account touch edit TC1 --lead L1
	expect 0 kam account touch edit TC1 --lead L1 --account ''
	same "$(kam account touch list --csv --columns account,lead)" 'account,lead
,L1'
	# an operand is not taken for what another has ruled out
	expect 0 kam account touch add --lead L1 '打了电话'
	same "$(kam account touch show TC2 --csv --columns lead,body --header none)" 'L1,打了电话'
}

@test "a second of the same is refused, and the first is named" {
	kam_db
	kam account add 甲 > id
	kam account add 乙 > id
	kam bid add 标 --account A1 > id
	kam config person add 李雷 > id
	while IFS='|' read -r -a words; do
		read -r -a type <<< "${words[1]}"
		expect 0 kam "${type[@]}" add "${words[@]:2}"
		same "${words[0]}" "$output"
		expect 1 kam "${type[@]}" add "${words[@]:2}"
		holds "$errors" "${words[0]}"
	done <<'END'
BS1|account buystep|A1|1|立项
BS2|account buystep|A2|1|立项
RV1|account rival|A1|丙
RV2|account rival|丙|--bid|B1
IV1|account invoice|A1|001|2026-01-01|5
IV2|account invoice|A2|001|2026-01-01|5
PL1|account plan|A1|计划|目标
PA1|account planaction|PL1|行动
SE1|account seat|A1|account|李雷|--ends-on|2025-12-31
SE2|account seat|A1|account|李雷|--starts-on|2026-01-01
TG1|account target|2026|revenue|1|--account|A1
TG2|account target|2026|revenue|1|--person|李雷
SO1|lead source|manual|园区
SO2|lead source|outreach|园区
CP1|lead campaign|焕新
AU1|lead audience|园区
NU1|lead nurture|新客户|1|电话
CK1|bid checkitem|B1|submitted|封标
ND1|bid need|B1|漫游
IT1|bid item|B1|方案
CT1|bid contract|B1|HT-1
MS1|bid milestone|HT-1|初验
DY1|config day|default|2026-10-01|holiday
HR1|config hours|default|mon|09:00-18:00
SL1|config sla|1|30|240
SL2|config sla|1|30|240|--tier|key
TP16|config template|won|task|开会|--role|account
CG19|config catalogue|茶
TB32|config taboo|钟
TB33|config taboo|钟|--region|华北
FE120|config festival|中秋|2026-09-25
GL8|config giftlimit|--level|staff
GL9|config giftlimit|--level|staff|--tier|key
SS1|config snapshot|A1
END
}

@test "names that are unique in something else: SCENE/NAME, ACCOUNT/TITLE, CONTRACT/TITLE, a number" {
	kam_db
	kam account add 甲 > id
	kam bid add 标 --account A1 > id
	kam lead source add manual 园区 > id
	kam lead source add outreach 园区 > id
	kam lead add 乙 --source outreach/园区 > id
	same "$(kam lead list --csv --columns source --header none)" SO2
	expect 1 kam lead edit L1 --source 园区
	holds "$errors" 'more than one source'
	expect 1 kam lead edit L1 --source community/园区
	kam account plan add A1 增长 翻番 > id
	expect 0 kam account planaction add 甲/增长 互访
	kam bid contract add 标 HT-1 > id
	expect 0 kam bid milestone add HT-1 初验
	expect 0 kam bid milestone edit HT-1/初验 --done-on 2026-07-01
	# in a file too
	printf '%s\n' name,source '丙,manual/园区' > leads.csv
	expect 0 kam lead import leads.csv
	same "$(kam lead list --csv --columns name,source --header none)" '乙,SO2
丙,SO1'
	printf '%s\n' contract,title,due_on 'HT-1,终验,2026-12-31' > milestones.csv
	expect 0 kam bid milestone import milestones.csv
	kam account contact add A1 张三 > id
	kam config catalogue add 龙井 200 > id
	printf '%s\n' contact,occasion,amount,item '甲/张三,birthday,180,龙井' > gifts.csv
	expect 0 kam account gift import gifts.csv
	same "$(kam account gift list --csv --columns contact,item,amount --header none)" 'C1,CG19,180.00'
}

@test "an invoice is late from its due day to the day it is paid, or to today; a void one never" {
	kam_db
	kam account add 甲 > id
	# today is 2026-07-15
	cat > invoices.csv <<-'END'
		account,number,issued_on,amount,due_on,paid_on,status
		A1,paid late,2026-01-01,1,2026-02-26,2026-03-02,
		A1,paid early,2026-01-01,1,2026-03-02,2026-02-26,
		A1,due today,2026-01-01,1,2026-07-15,,
		A1,due yesterday,2026-01-01,1,2026-07-14,,
		A1,long overdue,2026-01-01,1,2025-07-15,,
		A1,void,2026-01-01,1,2025-07-15,,void
		A1,never due,2026-01-01,1,,,
	END
	expect 0 kam account invoice import invoices.csv
	same "$(kam account invoice list --csv --columns number,days_late,overdue --sort id --header none)" 'paid late,4,no
paid early,0,no
due today,0,no
due yesterday,1,yes
long overdue,365,yes
void,,no
never due,,no'
	same "$(kam account invoice list --ids --where 'overdue = yes and days_late > 300')" IV5
}

@test "a ticket's clocks run, pause, are met or breached; the next to run out says how long is left" {
	kam_db
	# now is 2026-07-15 09:30
	cat > tickets.csv <<-'END'
		id,title,status,ack_due,acknowledged_at,fix_due,resolved_at,closed_at
		T1,no clock,open,,,,,
		T2,both run,open,2026-07-15T10:00:00Z,,2026-07-15T18:00:00Z,,
		T3,not taken in time,open,2026-07-15T09:29:00Z,,2026-07-15T18:00:00Z,,
		T4,taken,working,2026-07-15T10:00:00Z,2026-07-15T10:00:00Z,2026-07-15T12:30:00Z,,
		T5,taken late,working,2026-07-15T08:00:00Z,2026-07-15T08:00:01Z,2026-07-15T08:30:00Z,,
		T6,waits,waiting,2026-07-15T08:00:00Z,2026-07-15T07:00:00Z,,,
		T7,done,resolved,2026-07-15T08:00:00Z,2026-07-15T07:00:00Z,2026-07-15T09:00:00Z,2026-07-15T08:59:00Z,
		T8,done late,closed,2026-07-15T08:00:00Z,2026-07-15T07:00:00Z,2026-07-15T09:00:00Z,2026-07-15T09:01:00Z,2026-07-15T09:02:00Z
	END
	expect 0 kam ticket import tickets.csv
	same "$(kam ticket list --csv --columns id,ack_state,fix_state,time_left --header none)" 'T1,,,
T2,running,running,30
T3,breached,running,-1
T4,met,running,180
T5,breached,breached,-60
T6,met,paused,
T7,met,met,
T8,met,breached,'
	same "$(kam ticket list --ids --fix-state breached --sort time_left)" 'T5
T8'
}

@test "tier, score and last touch of an account; the age of a lead" {
	kam_db
	for name in 甲 乙 丙; do kam account add $name > id; done
	kam config snapshot add A1 --taken-on 2026-01-01 --score 81 --tier key > id
	kam config snapshot add A1 --taken-on 2026-07-01 --score 59.5 --tier standard > id
	kam config snapshot add A2 --taken-on 2026-07-01 --score 20 --tier tail --pinned-tier key --pinned-until 2026-07-15 > id
	for at in 2026-07-01T10:00:00Z 2026-07-14T10:00:00Z 2026-08-01T10:00:00Z; do
		kam account touch add A1 x --happened-at $at > id
	done
	same "$(kam account list --csv --columns id,tier,score,last_touch --header none)" 'A1,standard,59.5,2026-07-14T10:00:00Z
A2,key,20,
A3,,,'
	# the pin has run out
	same "$(KAM_NOW=2026-07-16T00:00:00Z kam account list --ids --tier key)" ''
	same "$(kam account list --ids --tier '')" A3
	kam lead add 丁 --arrived-on 2026-06-30 > id
	kam lead add 戊 > id
	same "$(KAM_NOW=2026-07-20T00:00:00Z kam lead list --csv --columns id,age --header none)" 'L1,20
L2,5'
}

@test "events of one instant keep the order of the file, and have their place given" {
	kam_db
	kam ticket add --title 断网 > id
	cat > events.csv <<-'END'
		ticket,happened_at,kind,body
		T1,2026-07-01T01:00:00Z,open,一
		T1,2026-07-01T01:00:00Z,ack,二
		T1,2026-07-02T01:00:00Z,note,四
		T1,2026-07-01T01:00:00Z,note,三
	END
	expect 0 kam ticket event import events.csv
	same "$(kam ticket event list --csv --columns body,position --header none)" '一,1
二,2
三,3
四,1'
	expect 0 kam ticket event import events.csv
	holds "$errors" '4 unchanged'
	expect 0 kam ticket event add T1 note 五 --happened-at 2026-07-01T01:00:00Z
	same "$(kam ticket event show EV5 --csv --columns position --header none)" 4
}

@test "every type goes through kam db export and import, and is the same to the byte; nothing is derived anew" {
	fill
	kam account edit A1 --parent '' --region 华东 -q
	kam account add Parent -q > /dev/null
	kam account edit A1 --parent Parent -q
	kam db export one -q --unmask
	while read -r file; do
		[ "$(wc -l < "$file")" -ge 2 ] || [ "$file" = one/imported.csv ]
	done < <(ls one/*.csv)
	export KAM_NOW=2027-01-31T23:59:00Z
	kam init --db new.db -q
	expect 0 kam db import one --db new.db
	kam db export two -q --unmask --db new.db
	diff -r one two
	expect 0 kam db check --db new.db
	# the import is one operation, and wrote what was read and no more
	same 0 "$(kam db sql "SELECT count(*) FROM journal WHERE action = 'update' AND record <> 'setting'" --db new.db --csv --header none)"
}
