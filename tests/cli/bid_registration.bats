# One tender, one bid from our side: who has it, who is told so, who comes to it and how it moves.

load helper

# A seller of each of two units, the first one with the login of whoever runs the test; a group of two and a customer.
houses() {
	kam_db
	kam -q config unit add East
	kam -q config unit add South --kind agent
	kam -q config person add Li --unit East --login "$(id -un)"
	kam -q config person add Wang --unit South
	kam -q account add Acme > /dev/null
	kam -q account add 'Acme China' --parent A1 > /dev/null
	kam -q account add Other > /dev/null
}

registrations() {
	kam bid registration list --sort id --csv --header none --columns "${1:-id,bid,unit.name,person.name,status}"
}

@test "add takes the grant: unit, person, key, and an end protection_days from today; the next one is told who has it" {
	houses
	kam -q bid add Core --account A1 --tender ZB-2026/001 --lot 'Lot 2' > /dev/null
	# 15 July and 90 days: 16 of July, 31, 30, 13 of October
	same 'RG1,B1,East,Li,granted,A1,zb2026001,lot2,2026-07-15T09:30:00Z,2026-10-13' \
		"$(registrations id,bid,unit.name,person.name,status,group_root,tender_key,lot,claimed_at,protected_until)"
	cp kam.db before.db
	expect 1 kam bid add Mine --account A1 --tender zb2026001 --lot lot-2 --as Wang
	same "kam: tender zb2026001, lot lot-2 is held by East (Li) with B1 Core, since 2026-07-15, until 2026-10-13; to be their partner, or to contest it: kam bid claim B1 --join, or --dispute WHY" "$errors"
	cmp before.db kam.db
	# another lot, the whole of it, another number and another customer are free
	expect 0 kam bid add Mine --account A1 --tender ZB-2026/001 --lot 1 --as Wang
	expect 0 kam bid add Mine --account A1 --tender ZB-2026/001 --as Wang
	expect 0 kam bid add Mine --account A1 --tender ZB-2026/002 --as Wang
	expect 0 kam bid add Mine --account A3 --tender ZB-2026/002 --as Wang
	holds "$errors" "a tender of this number is held by South with B4 Mine, for A1 Acme"
	kam -q config setting edit protection_days --value 7
	kam -q bid add Short --account A1 --tender X > /dev/null
	same 2026-07-22 "$(registrations protected_until | tail -1)"
}

@test "the tender is one however it is written, anywhere in the customer's group" {
	houses
	kam -q bid add Core --account A2 --tender 'ZB-2026/001' > /dev/null
	for number in 'zb-2026/001' 'ＺＢ－２０２６／００１' ' ZB 2026 001  ' 'zb_2026.001' 'ZB〔2026〕001' $'ZB\u200b2026–001' 'zb2026001.'; do
		expect 1 kam bid add Mine --account A1 --tender "$number"
		holds "$errors" 'is held by East (Li) with B1 Core'
	done
	for number in 'ZB-2026/01' 'ZB-2026/001A' 'ZB2026001号' 'ＺＢ２０２６０１１'; do
		expect 0 kam bid add Mine --account A1 --tender "$number"
	done
	# what is no number is nobody's
	expect 0 kam bid add Mine --account A1 --tender=-
	expect 0 kam bid add Mine --account A1 --tender '—'
	expect 0 kam bid add Mine --account A1 --tender '—'
	same 5 "$(registrations | wc -l)"
}

@test "whose it is: the bid's unit, else its owner's, else that of who is acting; a company without units has none" {
	houses
	kam -q config unit add West
	kam -q bid add a --account A1 --tender 1 --unit West --owner Wang > /dev/null
	kam -q bid add b --account A1 --tender 2 --owner Wang > /dev/null
	kam -q bid add c --account A1 --tender 3 > /dev/null
	kam -q bid add d --account A1 --tender 4 --as Wang > /dev/null
	same 'RG1,B1,West,Li,granted
RG2,B2,South,Li,granted
RG3,B3,East,Li,granted
RG4,B4,South,Wang,granted' "$(registrations)"
	# the unit that bids has the grant
	kam -q bid edit B3 --unit West
	same RG3,B3,West,Li,granted "$(registrations | sed -n 3p)"
	kam init --db alone.db > /dev/null 2>&1
	export KAM_DB=$PWD/alone.db
	kam -q account add Acme > /dev/null
	kam -q bid add a --account A1 --tender 1 > /dev/null
	expect 1 kam bid add b --account A1 --tender 1
	holds "$errors" 'is held by somebody with B1 a, since 2026-07-15'
}

@test "edit takes the grant too; a change of number, lot or customer moves it; what is left is free" {
	houses
	kam -q bid add Core > /dev/null
	kam -q bid edit B1 --tender T-1
	same '' "$(registrations)"
	kam -q bid edit B1 --account A1
	same RG1,B1,East,Li,granted "$(registrations)"
	kam -q bid add Next --account A1 --tender T-2 > /dev/null
	expect 1 kam bid edit B1 --tender T-2
	holds "$errors" 'with B2 Next'
	export KAM_NOW=2026-07-20T00:00:00Z
	# another customer of the same group is the same tender, and held since it was; another number is claimed today
	kam -q bid edit B1 --account A2
	same 'RG1,granted,A1,t1,,2026-07-15T09:30:00Z' "$(registrations id,status,group_root,tender_key,lot,claimed_at | head -1)"
	kam -q bid edit B1 --account A3
	same 'RG1,granted,A3,t1,,2026-07-15T09:30:00Z' "$(registrations id,status,group_root,tender_key,lot,claimed_at | head -1)"
	expect 0 kam bid check --account A1 --tender T-1 --lot 1
	kam -q bid edit B1 --lot 7
	same 'RG1,granted,A3,t1,7,2026-07-20T00:00:00Z' "$(registrations id,status,group_root,tender_key,lot,claimed_at | head -1)"
	expect 0 kam bid add Third --account A1 --tender T-1
	# without a number or a customer there is no grant
	kam -q bid edit B1 --tender ''
	kam -q bid edit B2 --account ''
	same 'RG1,B1,East,Li,released
RG2,B2,East,Li,released' "$(registrations | head -2)"
	expect 0 kam db check
}

@test "ten processes that register one tender at the same moment: one has it, nine are told who" {
	houses
	for process in 1 2 3 4 5 6 7 8 9 10; do
		{
			status=0
			"$KAM" bid add "Bid $process" --account "A$((process % 2 + 1))" --tender "T - $process" \
				> "out.$process" 2> "err.$process" || status=$?
			echo $status > "status.$process"
		} &
	done
	wait
	# each number is another one: all ten have theirs
	same 10 "$(cat status.* | grep -c '^0$')"
	for process in 1 2 3 4 5 6 7 8 9 10; do
		{
			status=0
			"$KAM" bid add "Again $process" --account "A$((process % 2 + 1))" --tender 'ZB 9' > "out.$process" \
				2> "err.$process" || status=$?
			echo $status > "status.$process"
		} &
	done
	wait
	same '1 9' "$(cat status.* | grep -c '^0$') $(cat status.* | grep -c '^1$')"
	winner=$(kam bid registration list --where "tender_key = zb9" --columns bid --csv --header none)
	same 9 "$(cat err.* | grep -c "is held by East (Li) with $winner Again [0-9]*, since 2026-07-15, until 2026-10-13")"
	same 11 "$(kam bid list --ids | wc -l)"
	expect 0 kam db check
}

@test "check answers by its exit status, and names who has it, also under another customer's name" {
	houses
	kam -q bid add Core --account A1 --tender ZB-1 --lot 2 > /dev/null
	expect 1 kam bid check --account A2 --tender zb1 --lot 2 --csv
	same 'what,bid,title,account,tender,lot,unit,person,since,until
held,B1,Core,Acme,ZB-1,2,East,Li,2026-07-15,2026-10-13' "$output"
	holds "$errors" 'held already'
	# an agent calls the customer otherwise
	expect 1 kam bid check --account Other --tender 'zb 1' --lot 2 --csv --columns what,bid
	same 'what,bid
same tender,B1' "$output"
	expect 1 kam bid check --tender 'zb 1' --lot 2
	# another lot of it is said, and free; so is what is no longer protected
	expect 0 kam bid check --account A1 --tender zb1 --csv --columns what,bid
	same 'what,bid
other lot,B1' "$output"
	expect 0 kam bid check --account A1 --tender zb2
	same 'kam: tender zb2 is free' "$errors"
	expect 0 kam bid check --account A1 --tender zb2 --csv --columns what
	same what "$output"
	KAM_NOW=2026-10-13T23:00:00Z expect 1 kam bid check --account A1 --tender zb1 --lot 2
	KAM_NOW=2026-10-14T00:00:00Z expect 0 kam bid check --account A1 --tender zb1 --lot 2
	expect 2 kam bid check --account A1
	expect 2 kam bid check --tender '-- /'
	expect 1 kam bid check --account Nobody --tender zb1
	holds "$errors" Nobody
}

@test "a grant runs out: whoever claims next has it, and the old one is expired in the same operation" {
	houses
	kam -q bid add Core --account A1 --tender T-1 > /dev/null
	export KAM_NOW=2026-10-13T12:00:00Z
	expect 1 kam bid add Next --account A1 --tender T-1 --as Wang
	export KAM_NOW=2026-10-14T00:00:00Z
	expect 1 kam bid edit B1 --stage submitted
	same 'kam: the grant of tender T-1 for B1 has run out: kam bid claim B1' "$errors"
	expect 0 kam bid add Next --account A1 --tender T-1 --as Wang
	same 'RG1,B1,East,Li,expired
RG2,B2,South,Wang,granted' "$(registrations)"
	kam -q undo
	same RG1,B1,East,Li,granted "$(registrations)"
	# the first one again, for as long
	expect 0 kam bid claim B1 --csv
	same 'id,bid,title,status,unit,person,share,since,until
RG3,B1,Core,granted,East,Li,,2026-10-14,2027-01-12' "$output"
	expect 0 kam bid claim B1
	holds "$errors" 'B1 has it already; nothing was changed'
	expect 0 kam bid edit B1 --stage submitted
}

@test "forward to where it is handed in or past that: only with the grant or as a partner" {
	houses
	kam -q bid add Core --account A1 --tender T-1 > /dev/null
	kam -q bid add Other --account A2 > /dev/null
	kam -q bid claim B2 --tender T-1 --join --as Wang > /dev/null
	kam -q bid registration edit RG2 --status refused
	expect 0 kam bid edit B2 --stage review
	for stage in submitted negotiation won contracted; do
		expect 1 kam bid edit B2 --stage $stage
		holds "$errors" 'tender T-1 is held by East (Li) with B1 Core'
	done
	expect 0 kam bid claim B2 --join --share 40
	expect 0 kam bid submit B2
	# no number, no question; no customer, no grant
	kam -q bid add Plain --account A1 > /dev/null
	expect 0 kam bid edit B3 --stage submitted
	kam -q bid add Nobody --tender T-9 > /dev/null
	expect 1 kam bid edit B4 --stage submitted
	holds "$errors" 'B4 has no customer, so tender T-9 cannot be registered'
	# the number that comes with the move is claimed by it
	expect 0 kam bid edit B4 --stage submitted --account A3
	kam -q bid registration rm RG4
	kam -q bid edit B4 --stage review
	expect 1 kam bid edit B4 --stage submitted
	same 'kam: tender T-9 is not registered for B4: kam bid claim B4' "$errors"
	# a company's own word for it
	kam -q config setting edit submit_stage --value qualified
	kam -q bid edit B4 --stage identified
	expect 1 kam bid edit B4 --stage qualified
}

@test "withdrawn, a bid gives its grant back; open again it takes one, if it can; lost, it keeps it" {
	houses
	kam -q bid add Core --account A1 --tender T-1 > /dev/null
	kam -q bid withdraw B1 --why 'too dear' > /dev/null
	same RG1,B1,East,Li,released "$(registrations)"
	kam -q bid reopen B1 > /dev/null
	same RG2,B1,East,Li,granted "$(registrations | tail -1)"
	kam -q bid withdraw B1 --why 'too dear' > /dev/null
	kam -q bid add Next --account A1 --tender T-1 > /dev/null
	expect 1 kam bid reopen B1
	holds "$errors" 'with B2 Next'
	kam -q bid lose B2 --reason price > /dev/null
	same RG3,B2,East,Li,granted "$(registrations | tail -1)"
	expect 0 kam bid reopen B2
	same 3 "$(registrations | wc -l)"
}

@test "without a number, the same customer and product is a warning" {
	houses
	kam -q config product add Router
	kam -q bid add Core --account A1 --product Router --owner Wang > /dev/null
	expect 0 kam bid add Again --account A1 --product Router
	same 'kam: warning: B1 Core (Wang, since 2026-07-15) is about the same product for the same customer; if it is the same business, go on with that one' "$errors"
	same B2 "$output"
	expect 0 kam bid add Again --account A1 --product Router -q
	same '' "$errors"
	for bid in "--account A1" "--account A3 --product Router" "--product Router" "--account A1 --product Router --tender X"; do
		expect 0 kam bid add Else $bid
		same '' "$errors"
	done
	# lost, it is over; 90 days later it is another business
	kam -q bid edit B1 --stage lost --reason price
	kam -q bid edit B2 --opened-on 2026-04-15
	kam -q bid edit B3 --opened-on 2026-04-16
	kam -q bid edit B7 --product ''
	expect 0 kam bid add Again --account A1 --product Router
	holds "$errors" 'B3 Again'
	same 1 "$(grep -c warning <<< "$errors")"
	kam -q config setting edit same_bid_days --value 7
	kam -q bid edit B8 --product ''
	expect 0 kam bid add Again --account A1 --product Router
	same '' "$errors"
}

@test "undo of an add gives the grant back; one that another has meanwhile does not come back" {
	houses
	kam -q bid add Core --account A1 --tender T-1 > /dev/null
	kam -q undo
	same '' "$(registrations)"
	kam -q bid add Next --account A1 --tender T-1 > /dev/null
	same RG2,B2,East,Li,granted "$(registrations)"
	undone=$(kam log --columns operation --csv --header none | sed -n 2p)
	expect 1 kam undo "$undone"
	holds "$errors" 'B2 Next'
	expect 0 kam db check
}

@test "neither another spelling, another customer of the group nor a way over lost hands in without a grant" {
	houses
	kam -q bid add Core --account A1 --tender T-1 > /dev/null
	kam -q bid add Two --account A1 > /dev/null
	kam -q bid claim B2 --tender T-1 --dispute 'older' --as Wang > /dev/null
	for words in '' '--tender t1' '--account A2'; do
		# shellcheck disable=SC2086 # several words
		expect 1 kam bid edit B2 --stage submitted $words
		holds "$errors" 'is held by East (Li) with B1 Core'
	done
	kam -q bid lose B2 --reason price > /dev/null
	expect 1 kam bid edit B2 --stage negotiation
	holds "$errors" 'B2 goes on as their partner, or when the dispute is settled'
	kam -q bid reopen B2 > /dev/null
	# nor does a grant that has run out, and taken by nobody else
	export KAM_NOW=2026-12-01T00:00:00Z
	expect 1 kam bid edit B1 --stage submitted --tender t1
	holds "$errors" 'the grant of tender t1 for B1 has run out'
	same 'identified
identified' "$(kam bid list --csv --header none --columns stage)"
}

@test "a partner hands in while the grant lives; when it is given back, with a grant of its own" {
	houses
	kam -q bid add Core --account A1 --tender T-1 > /dev/null
	kam -q bid add Two --account A1 > /dev/null
	kam -q bid claim B2 --tender T-1 --join --as Wang > /dev/null
	kam -q bid withdraw B1 --why 'no people' > /dev/null
	expect 1 kam bid submit B2
	same 'kam: tender T-1 is not registered for B2: kam bid claim B2' "$errors"
	expect 0 kam bid claim B2 --as Wang
	expect 0 kam bid submit B2
	expect 1 kam bid add Third --account A1 --tender T-1
	holds "$errors" 'with B2 Two'
}
