# kam bid touch: what was said about a bid, and what comes next or why nothing does.

load helper

fixture() {
	kam_db
	kam -q config person add Li --login "$(id -un)"
	kam -q config person add Wang
	kam -q account add Acme
	kam -q account contact add Acme Zhang
	kam -q bid add Core --account Acme --opened-on 2026-05-01 > /dev/null
	kam -q lead add Ningbo
	kam -q bid add FromLead --lead L1 > /dev/null
	kam -q bid add Nobody > /dev/null
	kam -q bid add Gone --account Acme --stage lost --reason price > /dev/null
}

touches() {
	kam account touch list --csv --header none --columns id,account,lead,bid,body,next_step,next_on,no_next,done_by --sort id
}

@test "a touch of the customer about the bid, with the next step that stalled bids are judged by" {
	fixture
	stalled() {
		kam report stalled --section stalled --csv --header none --columns days,why,next_on,next_step --where 'id = B1'
	}
	# 30 days of May, 30 of June, 15 of July
	same '75,"quiet, no next step",,' "$(stalled)"
	expect 0 kam bid touch B1 'wants a trial' --channel call --contact Acme/Zhang --next-step 'send offer' --next-on +3d --csv
	same 'id,bid,title,next_step,next_on
TC1,B1,Core,send offer,2026-07-18' "$output"
	same 'TC1,A1,,B1,wants a trial,send offer,2026-07-18,,PE1' "$(touches)"
	same 'C1,call,out,2026-07-15T09:30:00Z' \
		"$(kam account touch list --csv --header none --columns contact,channel,direction,happened_at)"
	same '' "$(stalled)"
	export KAM_NOW=2026-07-19T09:30:00Z
	same '4,overdue,2026-07-18,send offer' "$(stalled)"
	expect 0 kam bid touch B1 'offer is there' --next-step call --next-on 2026-07-27 --done-by Wang --direction in --response interested
	same '' "$(stalled)"
	expect 0 kam undo
	same '4,overdue,2026-07-18,send offer' "$(stalled)"
	expect 0 kam bid touch B1 'they call us' --no-next 'budget in October'
	same '0,no next step,,' "$(stalled)"
}

@test "without a customer it is of the lead it came from; a decided bid needs no next step" {
	fixture
	expect 0 kam bid touch B2 met --no-next 'they call us'
	expect 0 kam bid touch B4 'asked why'
	expect 0 kam bid touch B4 'asked again' --next-step lunch --next-on +1w
	same 'TC1,,L1,B2,met,,,they call us,PE1
TC2,A1,,B4,asked why,,,,PE1
TC3,A1,,B4,asked again,lunch,2026-07-22,,PE1' "$(touches)"
}

@test "refused by name, and nothing is left behind" {
	fixture
	cp kam.db before.db
	expect 1 kam bid touch B1 hello
	same 'kam: what comes next with B1? --next-step TEXT --next-on DATE, or --no-next REASON' "$errors"
	expect 1 kam bid touch B3 hello --no-next never
	same 'kam: who is the customer of B3? kam bid edit B3 --account ACCOUNT' "$errors"
	expect 2 kam bid touch B1 hello --next-step call
	holds "$errors" "by when is 'call' to be done? --next-on DATE"
	expect 2 kam bid touch B1 hello --next-on +3d
	expect 2 kam bid touch B1 hello --next-step call --next-on yesterday
	holds "$errors" '2026-07-14 is over already'
	expect 2 kam bid touch B1 hello --next-step call --next-on +1d --no-next never
	expect 2 kam bid touch B1 '' --no-next never
	expect 2 kam bid touch B1 hello --no-next ''
	expect 2 kam bid touch B1
	expect 2 kam bid touch B1 hello --no-next never --channel pigeon
	expect 1 kam bid touch B1 hello --no-next never --contact Nobody
	expect 1 kam bid touch B1 hello --no-next never --happened-at 2026-07-15T09:30:01Z
	holds "$errors" 'a touch is written down when it was'
	expect 1 kam bid touch B9 hello --no-next never
	expect 0 kam bid touch B1 hello --no-next never --dry-run
	cmp kam.db before.db
}
