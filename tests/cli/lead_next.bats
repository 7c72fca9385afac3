# kam lead next: the day's worklist, overdue first, then due, then without a date; then by score, valid, trust.

load helper

# Today is 2026-07-15. Score is the four potentials added up.
worklist() {
	local -a rated=(--prospects 5 --market 4 --funds 3 --credit 2)
	kam_db
	kam -q config person add Li --login "$(id -un)"
	kam -q config person add Wang
	kam -q lead add due --owner Li --next-step call --next-on 2026-07-15
	kam -q lead add late --owner Li --next-step visit --next-on 2026-07-14
	kam -q lead add undated --owner Li --trust trust
	# the score goes before being valid, and before how long it is overdue
	kam -q lead add older --owner Li --prospects 5 --market 5 --funds 5 --next-step offer --next-on 2026-07-01
	kam -q lead add rich --owner Li "${rated[@]}" --next-step sign --next-on 2026-07-13 --trust recognition --status qualified
	kam -q lead add tomorrow --owner Li --next-step call --next-on 2026-07-16
	kam -q lead add hers --owner Wang --next-step call --next-on 2026-07-15
	kam -q lead add nobodys
	# never on it
	kam -q lead add silent --owner Li --next-step call --next-on 2026-07-01 --opt-out yes
	kam -q lead add gone --owner Li --next-step call --next-on 2026-07-01 --status dropped
	kam -q lead add ours --owner Li --next-step call --next-on 2026-07-01 --status converted
	kam -q lead add pool --next-step call --next-on 2026-07-01 --status pool
}

@test "overdue first, then due, then without a date; among them the score; mine" {
	worklist
	expect 0 kam lead next --csv
	same 'id,late,name,step,next_on,trust,valid,score,owner
L4,14,older,offer,2026-07-01,interest,no,15,Li
L5,2,rich,sign,2026-07-13,recognition,yes,14,Li
L2,1,late,visit,2026-07-14,interest,no,0,Li
L1,0,due,call,2026-07-15,interest,no,0,Li
L3,,undated,,,trust,no,0,Li' "$output"
	same '' "$errors"
	expect 0 kam lead next --ids --limit 2
	same 'L4
L5' "$output"
	# the day is the clock's
	same 'L4 L5 L2 L1 L6 L3' "$(KAM_NOW=2026-07-16T00:00:00Z kam lead next --ids | paste -s -d ' ' -)"
	same 6 "$(KAM_NOW=2026-07-14T23:59:00Z kam lead next --due 2026-07-16 --ids | wc -l)"
}

@test "of one score: valid ones, then those that trust us more, then the longest overdue" {
	local -a same=(--owner Li --next-step call)
	kam_db
	kam -q config person add Li --login "$(id -un)"
	kam -q lead add a "${same[@]}" --next-on 2026-07-10 --prospects 4
	kam -q lead add b "${same[@]}" --next-on 2026-07-11 --prospects 4 --trust recognition
	kam -q lead add c "${same[@]}" --next-on 2026-07-12 --prospects 4 --trust trust
	kam -q lead add d "${same[@]}" --next-on 2026-07-13 --prospects 1 --market 1 --funds 1 --credit 1 --trust recognition
	kam -q lead add e "${same[@]}" --next-on 2026-07-09 --prospects 4
	same 'L4 L3 L2 L5 L1' "$(kam lead next --ids | paste -s -d ' ' -)"
}

@test "somebody else's, nobody's, everybody's; by a later day" {
	worklist
	same L7 "$(kam lead next --owner Wang --ids)"
	same L7 "$(kam lead next --as Wang --ids)"
	same L8 "$(kam lead next --owner '' --ids)"
	same 'L4 L5 L2 L1 L7 L3 L8' "$(kam lead next --all --ids | paste -s -d ' ' -)"
	same 'L4 L5 L2 L1 L6 L3' "$(kam lead next --due tomorrow --ids | paste -s -d ' ' -)"
	same -1 "$(kam lead next --due +1d --csv --header none --columns late --limit 5 | tail -n 1)"
	expect 1 kam lead next --owner Zhang
	expect 2 kam lead next --due someday
	expect 2 kam lead next --owner Li --all
	expect 2 kam lead next L1
}

@test "a user without a login sees everybody's, and is told so" {
	worklist
	kam -q config person edit Li --login other
	expect 0 kam lead next --ids
	same 7 "$(wc -l <<< "$output")"
	holds "$errors" "nobody has your login, so these are everybody's"
}

@test "it fits the window of a phone" {
	worklist
	kam -q lead add 华东石油化工股份有限公司镇海炼化分公司 --owner Li --next-step "携带方案拜访设备部张经理并确认试用安排" --next-on 2026-07-10
	for width in 40 50 60; do
		COLUMNS=$width kam lead next > table 2> /dev/null
		while read -r line; do
			[ "$(wc -L <<< "$line")" -le $width ]
		done < table
		holds "$(cat table)" L13
		holds "$(cat table)" 14
		holds "$(cat table)" visit
	done
}
