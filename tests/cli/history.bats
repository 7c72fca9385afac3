# Nothing is ever lost: a week is played, taken back operation by operation to the export of its start, and redone;
# each day is seen again as it was kept, and what changed between two days is named exactly.

load helper

# Every record as CSV, one type after the other.
everything() {
	local type
	for type in "config unit" "config person" "config product" "config rate" "config stage" "config setting" account \
		"account contact" "account invoice" "account touch" lead bid "bid change" ticket "ticket event"; do
		# shellcheck disable=SC2086 # words of a command
		kam $type list --csv "$@"
	done
}

on() {
	export KAM_NOW=$1T09:00:00Z
}

# Five days of a sample company, an export kept at the end of each.
play_week() {
	on 2026-07-12
	kam init --sample
	everything > day-2026-07-12
	on 2026-07-13
	kam bid edit K-002 --stage won --closed-on 2026-07-13 --value 405万
	kam account edit 燕山水务有限公司 --region 华东 --tag 级别=B --tag 试点
	everything > day-2026-07-13
	on 2026-07-14
	kam account add 新城燃气有限公司 --region 华东 --tag 新
	kam account contact add 新城燃气有限公司 丁一 --phone 13900000000 --stance 1
	kam bid add 燃气流量计 --account 新城燃气有限公司 --value 66万 --owner 韩梅梅
	everything > day-2026-07-14
	on 2026-07-15
	printf 'account,number,issued_on,amount\n新城燃气有限公司,0042,2026-07-15,1200.50\n' > invoices.csv
	kam account invoice import invoices.csv
	kam ticket add 新城燃气有限公司 "meter stands still"
	kam ticket event add T1 assign --dept 研发
	kam ticket event add T1 assign --dept 交付
	everything > day-2026-07-15
	on 2026-07-16
	kam bid rm K-018
	kam account edit 燕山水务有限公司 --untag 试点 --tag 级别=A
	kam bid edit --where "owner = 王强 and outcome = open" --owner 李雷 --yes
	kam account rm 新城燃气有限公司 --cascade
	everything > day-2026-07-16
}

@test "a week is undone operation by operation to its start, and redone to its end" {
	play_week > /dev/null 2>&1
	on 2026-07-17
	operations=$(kam log --csv --columns operation --header none 2> /dev/null | wc -l || true)
	operations=$(kam log --ids | wc -l)
	[ "$operations" -gt 12 ]
	# all but the first, which made the company
	for _ in $(seq 2 "$operations"); do
		expect 0 kam undo
	done
	everything > undone
	cmp day-2026-07-12 undone
	# redo: the undos are undone, the last one first
	last=$((operations * 2 - 1))
	for number in $(seq "$last" -1 $((operations + 1))); do
		expect 0 kam undo "$number"
	done
	everything > redone
	cmp day-2026-07-16 redone
	# and the log has it all
	same $((operations + 2 * (operations - 1))) "$(kam log --ids | wc -l)"
}

@test "the whole week in one: --last takes it back, undoing that brings it again" {
	play_week > /dev/null 2>&1
	on 2026-07-17
	operations=$(kam log --ids | wc -l)
	expect 0 kam undo --last $((operations - 1))
	everything > undone
	cmp day-2026-07-12 undone
	expect 0 kam undo $((operations + 1))
	everything > redone
	cmp day-2026-07-16 redone
}

@test "each day as of itself is what was kept then" {
	play_week > /dev/null 2>&1
	on 2026-07-17
	for day in 12 13 14 15 16; do
		everything --as-of 2026-07-$day > seen
		cmp day-2026-07-$day seen
	done
	# undo changes nothing of the past
	kam undo -q
	kam undo -q
	for day in 12 13 14 15 16; do
		everything --as-of 2026-07-$day > seen
		cmp day-2026-07-$day seen
	done
}

@test "before the first entry it is refused, with the day of that" {
	play_week > /dev/null 2>&1
	expect 1 kam account list --as-of 2026-07-11
	holds "$errors" 2026-07-12
	expect 2 kam account add X --as-of 2026-07-13
}

@test "a report of an earlier day has that day's figures" {
	play_week > /dev/null 2>&1
	on 2026-07-17
	kam report pipeline --csv > now
	kam report pipeline --csv --as-of 2026-07-12 > seen
	on 2026-07-12
	rm kam.db
	kam -q init --sample
	kam report pipeline --csv > kept
	cmp kept seen
	run ! cmp -s now seen
}

@test "--diff names exactly what is new, gone and changed" {
	play_week > /dev/null 2>&1
	expect 0 kam account list --diff 2026-07-12 --csv --columns id,name,region,tag.级别
	same "diff,id,name,region,tag.级别
was,A7,燕山水务有限公司,华北,
is,A7,燕山水务有限公司,华东,A" "$output"
	# the new account came and went within the week; on the 14th it is new
	expect 0 kam account list --diff 2026-07-13 --as-of 2026-07-14 --csv --columns id,name
	same "diff,id,name
new,A12,新城燃气有限公司" "$output"
	# the bid of the account that went stays, without it
	expect 0 kam bid list --diff 2026-07-15 --csv --columns id,owner.name,account.name
	same "diff,id,owner.name,account.name
was,B9,王强,北方钢铁有限责任公司
is,B9,李雷,北方钢铁有限责任公司
was,B11,王强,燕山水务有限公司
is,B11,李雷,燕山水务有限公司
was,B19,韩梅梅,新城燃气有限公司
is,B19,韩梅梅,
gone,B18,韩梅梅," "$output"
}

@test "--diff of a report matches its lines by their key" {
	play_week > /dev/null 2>&1
	on 2026-07-17
	expect 0 kam report winrate --period 2026 --diff 2026-07-12 --csv --columns name,won,lost
	same "diff,name,won,lost
was,李雷,2,0
is,李雷,3,0" "$output"
}

@test "undo is refused, with names, where a record was changed since or another refers to it" {
	kam_db
	kam -q account add Acme
	kam -q account edit A1 --region North
	kam -q bid add deal --account A1
	expect 1 kam undo 2
	holds "$errors" A1
	holds "$errors" "operation 3"
	kam -q undo 3
	expect 1 kam undo 2
	holds "$errors" B1
	expect 1 kam undo 3
	holds "$errors" "undone already"
	expect 1 kam undo 99
}

@test "what undo cannot make sense of takes nothing back" {
	kam_db
	kam -q account add Acme
	for arguments in '1 2' '2 --last 1' '--last 0' '--last -1' '--last 1001' '--last x' x A1; do
		# shellcheck disable=SC2086 # several words
		expect 2 kam undo $arguments
		[ -n "$errors" ]
	done
	same 2 "$(kam log --ids | wc -l)"
	expect 0 kam undo --last 2
	expect 1 kam undo
	holds "$errors" 'nothing of yours'
}

@test "--once does a thing once, and says its id again" {
	kam_db
	expect 0 kam account add Acme --once mail-17
	same A1 "$output"
	expect 0 kam account add Acme --once mail-17
	same A1 "$output"
	same 1 "$(kam account list --ids | wc -l)"
}

@test "an import is taken back as one, and not when somebody edited one of its rows since" {
	kam_db
	seq 1 100000 | awk 'BEGIN { print "name,region" } { print "Company " $1 ",North" }' > companies.csv
	kam -q account import companies.csv
	kam -q account edit A1234 --region South
	expect 1 kam undo 2
	holds "$errors" A1234
	kam -q undo 3
	expect 0 kam undo 2
	same 0 "$(kam account list --ids | wc -l)"
	expect 0 kam undo 5
	same 100000 "$(kam account list --region North --ids | wc -l)"
	# ids are never given twice
	same A100001 "$(kam account add More)"
}

@test "the log takes what every listing takes: --columns, --sort, --limit; --where is refused, for it is not looked at" {
	on 2026-07-12
	kam_db
	kam -q account add Beta
	kam -q account add Alpha
	kam -q account edit A2 --region east
	expect 0 kam log --columns done,operation --sort operation --limit 2 --csv
	same 'done,operation
"catalogue +18, festival +119, giftlimit +7, model +2, stage +10, taboo +31, tag +20, template +15",1
account +1,2' "$output"
	expect 0 kam log --columns operation,done --sort -done,operation --csv --limit 3
	same "operation,done
1,\"catalogue +18, festival +119, giftlimit +7, model +2, stage +10, taboo +31, tag +20, template +15\"
4,account ~1
2,account +1" "$output"
	expect 2 kam log --columns what
	holds "$errors" "there is no column 'what'; there are operation, happened_at, real_user"
	expect 2 kam log --where "done = x"
	holds "$errors" "log takes none"
	expect 2 kam undo --where "name = Beta"
	expect 0 kam account show A2 --csv --columns region
	same "region
east" "$output"
}

@test "--diff asks the same question twice: today is the same day in both, so that age alone changes nothing" {
	on 2026-07-12
	kam_db
	kam -q bid add deal --opened-on 2026-07-01
	kam -q bid add other --opened-on 2026-07-01
	on 2026-07-20
	kam -q bid edit B2 --value 5
	expect 0 kam bid list --columns id,days_open,value --diff 2026-07-12 --csv
	same "diff,id,days_open,value
was,B2,19,
is,B2,19,5.00" "$output"
	expect 0 kam bid list --columns id,days_open --as-of 2026-07-12 --csv
	same "id,days_open
B1,11
B2,11" "$output"
}

# What somebody saw that evening, whatever hour it is now: what is due, begins or happens later is still to come.
looked_at() {
	kam "$@" ticket list --csv --columns id,ack_state,fix_state
	kam "$@" report handoffs --section waiting --csv --columns id,hours
	kam "$@" report teams --csv --columns id,account_owner
	kam "$@" report kpi --csv --columns id,elapsed
	kam "$@" account list --csv --columns id --where 'created_at >= -2d'
	kam "$@" report chain --account Acme --section people --csv
}

@test "a day is looked back on from its end, in the zone that is asked for" {
	export KAM_NOW=2026-07-10T09:00:00Z
	kam_db
	kam -q config person add Ann
	kam -q account add Acme
	kam -q account contact add Acme Cleo
	kam -q account seat add Acme account Ann --starts-on 2026-07-13
	kam -q account target add --account Acme 2026-07 revenue 100
	kam -q account touch add --account Acme --contact Cleo --channel call --happened-at 2026-07-13T10:00:00Z
	cat > ticket.csv <<- end
		id,account,title,kind,severity,status,opened_at,ack_due,fix_due,created_at,updated_at
		T1,Acme,Leak,incident,2,open,2026-07-10T09:00:00Z,2026-07-12T12:00:00Z,2026-07-14T12:00:00Z,2026-07-10T09:00:00Z,2026-07-10T09:00:00Z
	end
	kam -q ticket import ticket.csv
	kam -q ticket event add T1 assign --dept sales
	kam -q ticket event add T1 assign --dept service
	for way in 'UTC 2026-07-12T23:59:59Z' 'Asia/Shanghai 2026-07-12T15:59:59Z' 'America/Los_Angeles 2026-07-13T06:59:59Z'; do
		zone=${way% *}
		KAM_NOW=${way#* } looked_at --zone "$zone" > then
		holds "$(cat then)" T1,breached,running
		KAM_NOW=2026-07-15T09:00:00Z looked_at --zone "$zone" --as-of 2026-07-12 > seen
		diff then seen
	done
	# Compared with then, both are looked at from now: only what was entered differs.
	same 'diff,id,fix_state' "$(KAM_NOW=2026-07-15T09:00:00Z kam ticket list --diff 2026-07-12 --csv --columns id,fix_state)"
	same 'T1,breached' "$(KAM_NOW=2026-07-15T09:00:00Z kam ticket list --csv --header none --columns id,fix_state)"
	# A day that is not over, or still to come, is looked at from now.
	same "$(looked_at)" "$(looked_at --as-of 2026-07-10)"
	holds "$(looked_at --as-of 2026-07-20)" T1,running,running
}
