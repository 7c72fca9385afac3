# kam lead touch: what was said, and the next step that it leaves or why it leaves none.

load helper

team() {
	kam_db
	kam -q config person add Li --login "$(id -un)"
	kam -q config person add Wang
	kam -q lead add Ningbo --company East --owner Li
}

lead() {
	kam lead list --csv --header none --columns id,status,next_step,next_on,opt_out
}

@test "a touch is written down, and its next step is the lead's" {
	team
	expect 0 kam lead touch L1 "wants a trial" --channel call --response interested --next-step "send offer" --next-on +3d --csv
	same 'id,lead,name,next_step,next_on,plan
TC1,L1,Ningbo,send offer,2026-07-18,' "$output"
	same 'L1,2026-07-15T09:30:00Z,call,out,interested,wants a trial,send offer,2026-07-18,,PE1' \
		"$(kam account touch list --csv --header none --columns lead,happened_at,channel,direction,response,body,next_step,next_on,no_next,done_by)"
	same 'L1,open,send offer,2026-07-18,' "$(lead)"
	# one operation, taken back whole
	expect 0 kam undo
	same 'L1,open,,,' "$(lead)"
	same '' "$(kam account touch list --ids)"
	# and taking that back writes it again
	expect 0 kam undo 6
	same 'L1,open,send offer,2026-07-18,' "$(lead)"
	same TC1 "$(kam account touch list --ids)"
}

@test "with whom, when, by whom, in which campaign" {
	team
	kam -q account add East
	kam -q account contact add East Zhang
	kam -q lead campaign add Spring
	expect 0 kam lead touch L1 met --contact East/Zhang --campaign Spring --happened-at "2026-07-14 16:00" --done-by Wang \
		--direction in --next-step call --next-on 2026-07-20
	same 'C1,CP1,2026-07-14T16:00:00Z,PE2,in' \
		"$(kam account touch list --csv --header none --columns contact,campaign,happened_at,done_by,direction)"
}

@test "nothing comes next: the reason is kept with the touch, and the lead has no step" {
	team
	kam -q lead touch L1 hello --next-step "send offer" --next-on +3d
	expect 0 kam lead touch L1 "builds in 2028" --no-next "they call us"
	same 'L1,open,,,' "$(lead)"
	same 'TC2,they call us' "$(kam account touch list --csv --header none --columns id,no_next --where 'no_next is not empty')"
	expect 0 kam undo
	same 'L1,open,send offer,2026-07-18,' "$(lead)"
}

@test "who does not want to be contacted: no next step, out of the worklist, and only they may come to us" {
	team
	kam -q lead touch L1 hello --next-step call --next-on today
	same L1 "$(kam lead next --ids)"
	expect 0 kam lead touch L1 "no more calls" --channel call --response refused --opt-out
	same 'L1,open,,,yes' "$(lead)"
	same 'opted out' "$(kam account touch list --csv --header none --columns no_next --where 'id = TC2')"
	same '' "$(kam lead next --ids)"
	expect 1 kam lead touch L1 hello --next-step call --next-on today
	holds "$errors" 'L1 does not want to be contacted (opt_out)'
	expect 0 kam lead touch L1 "came by" --direction in --no-next "just looked"
	expect 2 kam lead touch L1 again --direction in --opt-out --next-step call --next-on today
	expect 0 kam undo --last 2
	same 'L1,open,call,2026-07-15,' "$(lead)"
}

@test "refused by name, and nothing is left behind" {
	team
	kam -q lead add Pool --status pool
	kam -q lead add Gone --status dropped
	kam -q account add East
	kam -q lead add Ours --status converted --account East
	cp kam.db before.db
	expect 1 kam lead touch L1 hello
	same "kam: what comes next with L1? --next-step TEXT --next-on DATE, or --no-next REASON" "$errors"
	expect 2 kam lead touch L1 hello --next-step call
	holds "$errors" "by when is 'call' to be done? --next-on DATE"
	expect 2 kam lead touch L1 hello --next-on +3d
	expect 2 kam lead touch L1 hello --next-step call --next-on yesterday
	holds "$errors" '2026-07-14 is over already'
	expect 2 kam lead touch L1 hello --next-step call --next-on soon
	expect 2 kam lead touch L1 hello --next-step call --next-on +1d --no-next never
	expect 2 kam lead touch L1 hello --no-next ''
	expect 2 kam lead touch L1 '' --no-next never
	expect 2 kam lead touch L1 hello --no-next never --channel pigeon
	expect 2 kam lead touch L1
	expect 1 kam lead touch L1 hello --no-next never --happened-at 2026-07-15T09:30:01Z
	holds "$errors" 'a touch is written down when it was'
	expect 1 kam lead touch L9 hello --no-next never
	expect 1 kam lead touch L2 hello --no-next never
	same "kam: L2 lies in the pool; claim it first: kam lead claim L2" "$errors"
	expect 1 kam lead touch L3 hello --no-next never
	holds "$errors" 'L3 was dropped'
	expect 1 kam lead touch L4 hello --no-next never
	holds "$errors" 'L4 is the customer A1 already'
	# the other door is closed too
	expect 1 kam account touch add --lead L2 hello
	holds "$errors" 'L2 lies in the pool'
	cmp kam.db before.db
	# but a campaign is for all, history is what it is, and who claims may speak
	kam -q lead campaign add Spring
	expect 0 kam account touch add --lead L2 --campaign Spring mailed
	printf 'lead,body,happened_at\nL2,long ago,2026-01-05T08:00:00Z\n' > touches.csv
	expect 0 kam account touch import touches.csv
	expect 0 kam lead claim L2
	expect 0 kam lead touch L2 hello --no-next never
	expect 0 kam --dry-run lead touch L1 hello --no-next never
	same 3 "$(kam account touch list --ids | wc -l)"
}
