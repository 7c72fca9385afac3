# A month of one salesperson's leads, day by day: what is on the worklist, how many are valid, what lies in the pool.

load helper

on() {
	export KAM_NOW=2026-$1T09:00:00Z
}

# Id and days late of each line, from the top.
work() {
	kam lead next --csv --header none --columns id,late | paste -s -d ' ' -
}

valid() {
	kam report leads --period 2026-07 --section total --csv --header none --columns leads,valid,converted,pool,dropped
}

@test "July: touched, nurtured, advanced, claimed, qualified, dropped, converted, swept; and taken back" {
	on 07-01
	kam_db
	kam -q config person add Li --login "$(id -un)"
	kam -q config person add Wang
	kam -q lead source add outreach Fair
	kam -q lead nurture add welcome 0 "send the brochure" --channel email
	kam -q lead nurture add welcome 7 "ask what they think" --channel call
	kam -q lead add Alpha --source Fair --owner Li --prospects 4 --market 3 --funds 5 --credit 4 --arrived-on 2026-07-01
	kam -q lead add Beta --owner Li --arrived-on 2026-07-01
	kam -q lead add Gamma --status pool --arrived-on 2026-07-01
	same 'L1, L2,' "$(work)"
	same '3,0,0,1,0' "$(valid)"
	kam -q lead touch L1 "wants a trial on one line" --channel call --response interested --next-step "send offer" --next-on +2d
	same 'L2,' "$(work)"
	kam -q lead nurture apply welcome L2
	same 'L2,0' "$(work)"
	kam -q lead touch L2 "sent it" --channel email
	same '' "$(work)"

	# a Friday: the offer
	on 07-03
	same 'L1,0' "$(work)"
	kam -q lead touch L1 "offer sent" --channel email --next-step "call about the offer" --next-on mon
	kam -q lead advance L1
	same '' "$(work)"
	same '3,1,0,1,0' "$(valid)"

	# back from a fair, two days late; the plan for Beta has come to its end
	on 07-08
	same 'L1,2 L2,0' "$(work)"
	kam -q lead concern add L1 "who services it at night?" --raised-on today
	kam -q lead touch L1 "likes it, but" --channel call --next-step "visit with the service manager" --next-on 2026-07-13
	expect 1 kam lead touch L2 "wants us to measure" --channel call --response interested
	holds "$errors" "the plan that L2 is on ends here"
	kam -q lead touch L2 "wants us to measure" --channel call --response interested --next-step measure --next-on +2d
	kam -q lead edit L2 --prospects 2 --market 2 --funds 2 --credit 2
	kam -q lead advance L2
	same '' "$(work)"
	same '3,2,0,1,0' "$(valid)"

	# overdue goes before what is due, whatever it is worth
	on 07-13
	same 'L2,3 L1,0' "$(work)"
	kam -q lead touch L2 "they build in 2028" --channel call --no-next "their board decides in autumn"
	same '3,1,0,1,0' "$(valid)"
	same 'L1,0 L2,' "$(work)"
	kam -q lead claim L3
	same 'L1,0 L2, L3,' "$(work)"
	same '3,1,0,0,0' "$(valid)"
	expect 1 kam lead advance L1
	kam -q lead touch L1 "they met our service manager" --next-step "sign" --next-on +1w
	kam -q lead concern edit CN1 --cleared-on today --how "a man on call"
	kam -q lead advance L1
	kam -q lead qualify L1
	same 'L2, L3,' "$(work)"
	same 'L1,0 L2, L3,' "$(KAM_NOW=2026-07-20T09:00:00Z work)"

	# signed, and given up
	on 07-20
	kam -q lead touch L1 "signed" --response ordered --no-next "goes on as a bid"
	kam -q lead convert L1 --new --bid "One line" --value 12万
	same 'A1,Alpha' "$(kam account list --csv --header none --columns id,name)"
	same 'B1,One line,A1,L1' "$(kam bid list --csv --header none --columns id,title,account,lead)"
	kam -q lead drop L2 --reason "no budget before 2028"
	same 'L3,' "$(work)"
	same '3,0,1,0,1' "$(valid)"
	same 'wants a trial on one line
offer sent
"likes it, but"
they met our service manager
signed' "$(kam account touch list --account A1 --sort happened_at --csv --header none --columns body)"

	# nobody touched Gamma for the 30 days of pool_days
	on 08-11
	same '' "$(kam lead sweep --ids)"
	on 08-13
	same L3 "$(kam lead sweep --ids)"
	same '' "$(work)"
	same '3,0,1,1,1' "$(valid)"
	expect 1 kam lead touch L3 "too late" --no-next never
	holds "$errors" 'L3 lies in the pool; claim it first'
	# sweep, drop, conversion, last touch: one after the other is taken back
	expect 0 kam undo --last 4
	same 'L1,24 L2, L3,' "$(work)"
	same '' "$(kam account list --ids)$(kam bid list --ids)"
	same 4 "$(kam account touch list --lead L1 --ids | wc -l)"
	same '3,1,0,0,0' "$(valid)"
}
