# A tender's life through the command line alone: from a lead to a signed contract and its renewal, with every refusal on
# the way, and what undo takes back.

load helper

# Whoever runs the test is Zhou, the manager. Li owns the bids, Wang sells for another unit, Chen is an engineer.
company() {
	kam_db
	kam -q config unit add South
	kam -q config unit add East
	kam -q config person add Zhou --login "$(id -un)"
	kam -q config person add Li --unit South --manager Zhou
	kam -q config person add Wang --unit East
	kam -q config person add Chen
	kam -q config product add Platform --list-price 120万 --floor-price 90万
}

# At the hour of a day of 2026.
at() {
	export KAM_NOW=$1T09:00:00Z
}

# refused STATUS MESSAGE COMMAND…: refused, with a message that has this in it, and the database is as it was.
refused() {
	local wanted=$1 message=$2
	shift 2
	cp kam.db before.db
	expect "$wanted" kam "$@"
	holds "$errors" "$message"
	cmp kam.db before.db
}

# takes COMMAND…: done, undone, and the database says what it said; then done again.
takes() {
	local before after
	before=$(said)
	expect 0 kam "$@"
	after=$(said)
	[ "$before" != "$after" ]
	expect 0 kam undo
	same "$before" "$(said)" "undo of: kam $*"
	expect 0 kam "$@"
}

# All that the records say of bids and who they are for, ids of later records left out: an undo gives no number back.
said() {
	kam lead list --csv --columns name,status,account.name
	kam account list --csv --columns name,status
	kam account touch list --csv --columns body,next_step,next_on --sort body
	kam bid list --csv --columns id,title,account.name,tender,lot,stage,closed_on,reason,reason2,competitor,value
	kam bid change list --csv --columns bid,happened_at,field,old,new --sort happened_at,field,old,new
	kam bid registration list --csv --columns bid,tender_key,status,share,protected_until --sort bid,status
	kam bid checkitem list --csv --columns bid,stage,title,needed_by,done_on,granted_on,waived_by,waive_reason --sort stage,title
	kam bid assessment list --csv --columns bid,kind,decision,score --sort kind,decision
	kam bid need list --csv --columns bid,job
	kam bid item list --csv --columns bid,title
	kam bid contract list --csv --columns bid,number,value
	kam bid milestone list --csv --columns contract.number,title,due_on,done_on,amount --sort title
}

stage() {
	kam bid list --csv --header none --columns stage --where "id = $1"
}

# The id of an item of B1 by its title.
item() {
	kam bid checkitem list --ids --bid B1 --where "title ~ '$1'"
}

# From the lead to the tender that is looked at.
first_call() {
	at 2026-07-01
	kam -q lead add 'Line 12 monitoring' 'Pearl Metro' --owner Li --contact-name Zhang --phone 13800000000
}

become_a_bid() {
	at 2026-07-06
	kam -q lead convert L1 --new --bid 'Line 12 monitoring' --value 110万 > /dev/null
}

know_the_tender() {
	at 2026-07-15
	kam -q bid edit B1 --tender PM-2026-12 --lot 1 --unit South --product Platform --list-value 120万 \
		--floor-value 90万 --submit-by 2026-08-20 --close-on 2026-09-15
}

MARKS='--fit 4 --relationship 4 --competition 3 --margin 4 --delivery 4 --resources 4'

go() {
	kam -q bid advance B1 > /dev/null
	# shellcheck disable=SC2086
	kam -q bid decide B1 $MARKS --decision go > /dev/null
	kam -q bid checkitem done "$(item 'Go or no-go')" > /dev/null
	kam -q bid advance B1 > /dev/null
}

work_it_out() {
	at 2026-07-20
	kam -q bid checkitem grant "$(item Presales)" --to Chen > /dev/null
	for title in 'Questions to' 'Solution checked' 'dates confirmed'; do
		kam -q bid checkitem done "$(item "$title")" > /dev/null
	done
	kam -q bid advance B1 > /dev/null
}

put_it_together() {
	at 2026-08-17
	for title in 'Price reviewed' 'Bid bond' 'Authorisation' 'Print and' Seal; do
		kam -q bid checkitem done "$(item "$title")" > /dev/null
	done
}

hand_it_in() {
	at 2026-08-18
	kam -q bid submit B1 > /dev/null
}

live_until_handed_in() {
	company
	first_call
	become_a_bid
	know_the_tender
	go
	work_it_out
	put_it_together
	hand_it_in
}

@test "a lead becomes a bid" {
	company
	first_call
	refused 1 'what comes next with L1?' lead touch L1 'they plan a tender'
	takes lead touch L1 'they plan a tender in August' --channel call --next-step 'visit them' --next-on +5d
	refused 2 "a value is a bid's" lead convert L1 --new --value 110万
	takes lead convert L1 --new --bid 'Line 12 monitoring' --value 110万
	refused 1 'is the customer A' lead convert L1 --new --bid again
	same identified "$(stage "$(kam bid list --ids)")"
	# its touches are the customer's now, and the bid goes on with them
	at 2026-07-06
	takes bid touch "$(kam bid list --ids)" 'saw the line' --channel visit --next-step 'get the documents' --next-on 2026-07-15
	same 2 "$(kam account touch list --ids --account 'Pearl Metro' | wc -l)"
}

@test "a bid without a customer is nobody's to hand in or to win" {
	company
	kam -q bid add 'Something big' --owner Li
	refused 1 'who is the customer of B1?' bid submit B1
	refused 1 'who is the customer of B1?' bid win B1
	refused 1 'who is the customer of B1? kam bid edit B1 --account ACCOUNT' bid edit B1 --stage submitted
	refused 1 'who is the customer of B1?' bid edit --stage contracted --where 'owner = Li'
	refused 1 'who is the customer of B1?' bid advance B1 --to negotiation
	takes bid edit B1 --stage review
	kam -q account add Acme
	takes bid edit B1 --stage submitted --account Acme
	refused 1 'who is the customer of B1?' bid edit B1 --account ''
	takes bid edit B1 --stage review --account ''
	takes bid edit B1 --stage lost --reason price
	kam -q bid reopen B1 > /dev/null
	refused 1 'who is the customer of B1?' bid touch B1 'heard of it' --no-next 'wait'
	takes bid withdraw B1 --why 'nothing in it'
}

@test "what it is worth and what is due on the way, worked out by hand" {
	company
	first_call
	become_a_bid
	worth() {
		kam bid list --csv --header none --columns stage,value,chance,weighted --where 'id = B1'
	}
	due() {
		kam report calendar --period ..2026-12-31 --csv --header none --columns day,what,title,owner
	}
	# 10 % of 1,100,000
	same identified,1100000.00,10.00,110000.00 "$(worth)"
	know_the_tender
	same '2026-08-20,submit,PM-2026-12 Line 12 monitoring,Li
2026-09-15,decision,Line 12 monitoring,Li
2026-10-13,grant lapses,PM-2026-12/1,Zhou' "$(due)"
	kam -q bid advance B1 > /dev/null
	same qualified,1100000.00,25.00,275000.00 "$(worth)"
	# Thursday 20 August less 20 working days is four weeks before, less 22 two days more; the manager decides
	same '2026-07-21,task,Tender documents read,Li
2026-07-23,task,Go or no-go decided,Zhou' "$(due | head -2)"
	# shellcheck disable=SC2086
	kam -q bid decide B1 $MARKS --decision go > /dev/null
	kam -q bid checkitem done "$(item 'Go or no-go')" > /dev/null
	kam -q bid checkitem done "$(item 'documents read')" > /dev/null
	kam -q bid advance B1 > /dev/null
	same solution,1100000.00,40.00,440000.00 "$(worth)"
	# 18, 15 and 10 working days before
	same '2026-07-27,resource,Presales engineer
2026-07-30,task,Questions to the buyer sent
2026-07-30,resource,Someone from delivery for effort and dates
2026-08-06,task,Solution checked against the needs
2026-08-06,task,Effort and dates confirmed' "$(due | cut -d, -f1-3 | head -5)"
	# what is typed by hand stays when the bid moves, and when many are changed
	kam -q bid edit B1 --probability 70 --category best
	work_it_out
	kam -q bid edit --where 'outcome = open' --note seen
	same review,1100000.00,70.00,770000.00 "$(worth)"
	same best,1,1100000.00,770000.00 \
		"$(kam report forecast --period 2026-Q3 --section categories --csv --header none --columns category,bids,value,weighted | sed -n 3p)"
	# 6, 5, 5, 2, 1 and 0 days before
	same '2026-08-12,2026-08-13,2026-08-13,2026-08-18,2026-08-19,2026-08-20' \
		"$(kam bid checkitem list --csv --header none --columns needed_by --stage review --sort needed_by | paste -sd,)"
	put_it_together
	hand_it_in
	at 2026-09-15
	kam -q bid win B1 --value 105万 > /dev/null
	same won,1050000.00,100.00,1050000.00 "$(worth)"
	same won,1,1050000.00,1050000.00 \
		"$(kam report forecast --period 2026-Q3 --section categories --csv --header none --columns category,bids,value,weighted | head -1)"
	# from 6 July to 15 September: 25, 31 and 15 days; list price 1,200,000
	same 71,12.50 "$(kam bid list --csv --header none --columns days_open,discount --where 'id = B1')"
	same '' "$(due)"
}

@test "qualified: a tender is decided with open eyes, by somebody else than its owner" {
	company
	first_call
	become_a_bid
	know_the_tender
	refused 1 'would pass over what is asked for on the way: qualified: Go or no-go decided (manager)' bid submit B1
	refused 1 'would pass over what is asked for on the way' bid win B1
	refused 1 'would pass over what is asked for on the way' bid edit B1 --stage negotiation
	refused 1 'would pass over what is asked for on the way' bid edit --stage won --where 'id = B1'
	takes bid advance B1
	refused 1 'B1 does not leave qualified while these are open' bid advance B1
	refused 1 'Go or no-go decided (manager)' bid edit B1 --stage solution
	# the marks make 67.5: (75 + 75 + 50 + 75 + 75 + 50) ÷ 6 weighted; a go takes 70
	refused 1 'go cannot be decided: the score is 67.5, and it takes 70' bid decide B1 --fit 4 --relationship 4 \
		--competition 3 --margin 4 --delivery 4 --resources 3 --decision go
	# shellcheck disable=SC2086
	refused 1 "may not approve for Li" bid decide B1 $MARKS --decision go --as Li
	# shellcheck disable=SC2086
	takes bid decide B1 $MARKS --decision go
	refused 1 'B1 does not leave qualified' bid advance B1
	takes bid checkitem done "$(item 'Go or no-go')"
	takes bid advance B1
	same solution "$(stage B1)"
}

@test "one tender, one bid: who comes second is told, becomes a partner, or takes what is given back" {
	company
	first_call
	become_a_bid
	at 2026-07-15
	expect 0 kam bid check --tender PM-2026-12 --lot 1 --account 'Pearl Metro'
	takes bid edit B1 --tender PM-2026-12 --lot 1 --unit South --submit-by 2026-08-20
	expect 1 kam bid check --tender 'pm 2026 12' --lot 1 --account 'Pearl Metro'
	held='is held by South (Zhou) with B1 Line 12 monitoring, since 2026-07-15, until 2026-10-13'
	refused 1 "tender pm-2026/12, lot 1 $held" bid add Mine --account 'Pearl Metro' --owner Wang --tender pm-2026/12 --lot 1
	kam -q bid add Mine --account 'Pearl Metro' --owner Wang
	mine=$(kam bid list --ids --owner Wang)
	refused 1 "$held" bid edit "$mine" --tender PM-2026-12 --lot 1
	refused 1 "$held" bid claim "$mine" --tender PM-2026-12 --lot 1
	# another lot is another tender
	takes bid edit "$mine" --tender PM-2026-12 --lot 2
	takes bid edit "$mine" --tender '' --lot ''
	refused 1 'has no tender number to be claimed' bid claim "$mine"
	refused 2 '--share goes with --join' bid claim "$mine" --tender PM-2026-12 --lot 1 --share 30
	refused 2 '--join or --dispute, not both' bid claim "$mine" --tender PM-2026-12 --lot 1 --join --dispute 'we were first'
	takes bid claim "$mine" --tender PM-2026-12 --lot 1 --dispute 'we were first'
	kam -q undo > /dev/null
	takes bid claim "$mine" --tender PM-2026-12 --lot 1 --join --share 30
	kam -q bid add Valves --account 'Pearl Metro' --owner Chen > /dev/null
	refused 1 'at most 100 %; 70.00 % is left' bid claim "$(kam bid list --ids --owner Chen)" --tender PM-2026-12 --lot 1 --join --share 71
	kam -q bid rm "$(kam bid list --ids --owner Chen)" > /dev/null
	kam -q bid rm --cascade "$mine" > /dev/null
	# what is withdrawn is given back, and whoever takes it keeps it
	takes bid withdraw B1 --why 'nobody to deliver it'
	takes bid reopen B1
	takes bid withdraw B1 --why 'nobody to deliver it'
	expect 0 kam bid check --tender PM-2026-12 --lot 1
	takes bid add Mine --account 'Pearl Metro' --owner Wang --tender PM-2026-12 --lot 1
	refused 1 'is held by East (Zhou)' bid reopen B1
	refused 1 'is held by East (Zhou)' bid edit B1 --stage identified
	takes bid withdraw "$(kam bid list --ids --owner Wang)" --why 'a favour'
	takes bid reopen B1
}

@test "a tender is handed in with a live grant only" {
	company
	first_call
	become_a_bid
	know_the_tender
	go
	work_it_out
	put_it_together
	kam -q bid edit B1 --submit-by 2026-11-30
	# 90 days from 15 July are over on 13 October
	at 2026-10-14
	for title in 'Price reviewed' 'Bid bond' 'Authorisation' 'Print and' Seal; do
		kam -q bid checkitem done "$(item "$title")" > /dev/null 2>&1 || true
	done
	refused 1 'kam bid claim B1' bid submit B1
	refused 1 'kam bid claim B1' bid edit B1 --stage submitted
	takes bid claim B1
	takes bid submit B1
}

@test "solution: resources are granted by somebody else, and what is let pass is written down" {
	company
	first_call
	become_a_bid
	know_the_tender
	go
	at 2026-07-20
	takes bid need add B1 'See a leak within minutes' --importance 5
	takes bid item add B1 'Alarm rules' --need "$(kam bid need list --ids)" --price 110万 --cost 70万
	takes bid checkitem ask B1 'Test bench' --needed-by +2w --required
	refused 1 'Test bench (solution)' bid advance B1
	refused 1 'may not approve for Li' bid checkitem grant "$(item Presales)" --to Chen --as Li
	takes bid checkitem grant "$(item Presales)" --to Chen
	takes bid checkitem waive "$(item 'Test bench')" --why 'the old one will do'
	same 'Zhou,the old one will do' \
		"$(kam bid checkitem list --csv --header none --columns waived_by.name,waive_reason --where "title = 'Test bench'")"
	refused 2 '--why' bid checkitem waive "$(item 'Questions to')"
	takes bid checkitem done "$(item 'Questions to')"
	takes bid checkitem done "$(item 'Solution checked')"
	refused 1 'Effort and dates confirmed (delivery)' bid advance B1
	takes bid advance B1 --waive "$(item 'dates confirmed')" --why 'as last time'
	same review "$(stage B1)"
}

@test "review: not below the floor, not with papers missing, not too late" {
	company
	first_call
	become_a_bid
	know_the_tender
	go
	work_it_out
	refused 1 'Bid bond (account); CK11 Authorisation letter (account)' bid submit B1
	put_it_together
	takes bid edit B1 --value 85万
	refused 1 'B1 offers 850,000.00 CNY, below its floor of 900,000.00 CNY' bid submit B1
	refused 1 'below its floor' bid edit B1 --stage submitted
	takes bid decide B1 --kind price --decision go --value 85万
	at 2026-08-21
	refused 1 'B1 had to be handed in by 2026-08-20; if the customer gave more time: kam bid edit B1 --submit-by DATE' bid submit B1
	takes bid edit B1 --submit-by 2026-08-21
	# the papers of the day before that day are there; and so it is handed in
	takes bid submit B1
	same submitted "$(stage B1)"
	# the task of that day is done with it
	same 'Hand in,2026-08-21' "$(kam bid checkitem list --csv --header none --columns title,done_on --where "title = 'Hand in'")"
	refused 1 'B1 is handed in already' bid submit B1
	# an approval holds down to its value
	refused 1 'below its floor' bid edit B1 --value 84万
}

@test "decided: lost with a reason, withdrawn with a reason, taken up where it was" {
	live_until_handed_in
	at 2026-09-15
	refused 1 'only what is won is signed: kam bid win B1' bid sign B1 --number CN-1
	refused 2 'why is it lost? --reason' bid lose B1
	refused 1 'why is B1 lost? --reason' bid edit B1 --stage lost
	refused 2 'is still to come' bid lose B1 --reason price --on 2026-09-16
	takes bid lose B1 --reason price --competitor Endress --on 2026-09-14
	refused 1 'B1 is lost already; if it goes on after all: kam bid reopen B1' bid win B1
	refused 1 'B1 is lost; only what is won is signed' bid sign B1 --number CN-1
	takes bid reopen B1
	same submitted "$(stage B1)"
	refused 2 'why do we not bid? --why TEXT' bid withdraw B1
	takes bid withdraw B1 --why 'nobody to deliver it'
	refused 1 'B1 is withdrawn already' bid submit B1
	takes bid reopen B1
	same submitted "$(stage B1)"
	takes bid win B1 --value 105万 --reason solution --competitor Endress
	refused 1 'B1 is won already' bid lose B1 --reason price
	same '2026-09-15,solution,Endress,1050000.00,won,100.00' \
		"$(kam bid list --csv --header none --columns closed_on,reason,competitor,value,outcome,chance)"
	takes bid reopen B1
	# lead to won: what is said of it in the end is the way it went
	takes bid win B1
	same 'identified,qualified
qualified,solution
solution,review
review,submitted' "$(kam bid change list --csv --header none --columns old,new --where "field = stage" --sort id | head -4)"
}

@test "signed: contract and milestones together, unique, and not to be talked away" {
	live_until_handed_in
	at 2026-09-15
	kam -q bid win B1 --value 105万 > /dev/null
	at 2026-09-21
	refused 2 'what is the number of the contract?' bid sign B1
	refused 2 'the milestones make more than the whole contract' bid sign B1 --number CN-1 --milestone a==60% --milestone b==60%
	refused 1 'before its first day' bid sign B1 --number CN-1 --starts-on 2026-10-01 --ends-on 2026-09-30
	takes bid sign B1 --number CN-1 --starts-on 2026-10-01 --ends-on 2027-09-30 \
		--milestone signed=2026-09-30=30% --milestone 'on site=2026-12-31=30%' --milestone accepted=2027-03-31=40%
	same '315000.00
315000.00
420000.00' "$(kam bid milestone list --csv --header none --columns amount --sort id)"
	refused 1 'is signed already: contract' bid sign B1 --number CN-2
	refused 1 'is signed; if that was a mistake' bid reopen B1
	refused 1 'is signed; if that was a mistake' bid edit B1 --stage lost --reason price
	refused 1 "number 'CN-1' is taken" bid contract add B1 CN-1
	# a milestone that is late is a finding, until it is done
	at 2026-10-05
	expect 3 kam report calendar --section late --check --csv --header none --columns day,what,title
	same '2026-09-30,milestone,CN-1 signed' "$output"
	takes bid milestone edit CN-1/signed --done-on 2026-10-01
	expect 0 kam report calendar --section late --check --csv --header none
	same '' "$output"
}

@test "billed: each milestone when it is reached, and what is not paid puts the renewal at risk" {
	company
	first_call
	become_a_bid
	at 2026-09-15
	kam -q bid edit B1 --product Platform
	kam -q bid win B1 --value 105万 > /dev/null
	takes bid sign B1 --number CN-1 --starts-on 2026-10-01 --ends-on 2026-12-31 --milestone signed=2026-09-30=30% \
		--milestone done=2026-11-30=70%
	same '2026-09-30,milestone,CN-1 signed
2026-11-30,milestone,CN-1 done
2026-12-31,contract ends,CN-1' "$(kam report calendar --period 2026 --csv --header none --columns day,what,title)"
	at 2026-09-30
	takes bid milestone edit CN-1/signed --done-on today
	kam -q account invoice add --account 'Pearl Metro' --bid B1 --number IV-1 --issued-on 2026-09-30 --due-on 2026-10-30 --amount 31.5万
	at 2026-10-30
	same '315000.00,0.00' "$(kam report receivables --section total --csv --header none --columns open_amount,overdue_amount)"
	same 'CN-1,62,"no renewal bid, untouched"' "$(kam report renewals --csv --header none --columns number,days,risk)"
	at 2026-10-31
	same '315000.00,315000.00' "$(kam report receivables --section total --csv --header none --columns open_amount,overdue_amount)"
	same 'CN-1,61,"no renewal bid, overdue invoice, untouched"' "$(kam report renewals --csv --header none --columns number,days,risk)"
	kam -q account invoice edit IV-1 --paid-on today --paid-amount 31.5万
	same 'CN-1,61,"no renewal bid, untouched"' "$(kam report renewals --csv --header none --columns number,days,risk)"
}

@test "renewed: named 90, 60 and 30 days ahead, until the next contract follows" {
	live_until_handed_in
	at 2026-09-15
	kam -q bid win B1 --value 105万 > /dev/null
	kam -q bid sign B1 --number CN-1 --starts-on 2026-10-01 --ends-on 2027-09-30 > /dev/null
	kam -q bid contract edit CN-1 --live-on 2026-11-02
	due() {
		kam report renewals --csv --header none --columns number,days,renewal,stage
	}
	# the first 90 days of its use are watched: to 31 January
	at 2027-01-30
	same CN-1,2027-01-31 "$(kam report earlylife --period all --csv --header none --columns number,until)"
	# 2 July is 90 days before 30 September: 29 + 31 + 30
	at 2027-07-01
	same '' "$(due)"
	at 2027-07-02
	same CN-1,90,, "$(due)"
	expect 3 kam report renewals --section at_risk --check
	takes bid add 'Line 12 monitoring, second year' --account 'Pearl Metro' --owner Li --product Platform --value 108万 --close-on 2027-09-15
	renewal=$(kam bid list --ids --outcome open)
	same "CN-1,90,$renewal,identified" "$(due)"
	at 2027-08-01
	same "60,1,1050000.00,1" "$(kam report renewals --section bands --csv --header none --columns band,contracts,value,bids | sed -n 3p)"
	# no tender, no day to hand in: none of its paperwork
	takes bid submit "$renewal"
	at 2027-08-31
	same "30,1" "$(kam report renewals --section bands --csv --header none --columns band,contracts | sed -n 2p)"
	takes bid win "$renewal"
	same "CN-1,30,$renewal,won,\"not signed, untouched\"" "$(kam report renewals --csv --header none --columns number,days,renewal,stage,risk)"
	takes bid sign "$renewal" --number CN-2 --starts-on 2027-10-01 --ends-on 2028-09-30
	same '' "$(due)"
	expect 0 kam report renewals --section at_risk --check
	expect 0 kam report renewals --explain
	holds "$output" 'left out: 1 contract renewed already'
	# 1,080,000 after 1,050,000: 2.857… % more
	same CN-1,CN-2,2.86 "$(kam report renewals --section renewed --csv --header none --columns number,follower_number,grown)"
}
