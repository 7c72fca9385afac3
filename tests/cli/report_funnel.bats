# kam report funnel: how many came how far, what became of the others, from the changes.

load helper

# on DAY WORDS…: at noon of that day of 2026.
on() {
	local day=$1
	shift
	KAM_NOW=2026-${day}T12:00:00Z kam "$@" > /dev/null
}

# Opened in spring; stages identified, qualified, solution, review, submitted, negotiation, won, contracted.
#   one    identified → qualified → submitted → won → contracted
#   two    identified → submitted → back to qualified, open: came as far as submitted
#   three  identified → qualified, lost
#   four   withdrawn as it was
#   five   identified, open
#   six    lost after won was taken back: as far as negotiation
#   seven  opened the year before, and entered then, without a day said
bids() {
	kam_db
	on 03-01 account add Acme
	KAM_NOW=2025-12-01T12:00:00Z kam bid add seven --account Acme --value 7000 > /dev/null
	on 03-01 bid add one --account Acme --value 1000 --opened-on 2026-03-01
	on 03-02 bid add two --account Acme --value 200
	on 03-03 bid add three --account Acme --value 30
	on 03-04 bid add four --account Acme --value 4
	on 03-05 bid add five --account Acme
	on 03-06 bid add six --account Acme --value 60
	on 04-01 bid edit B2 --stage qualified
	on 04-02 bid edit B2 --stage submitted
	on 04-03 bid win B2
	on 04-04 bid edit B2 --stage contracted
	on 04-05 bid edit B3 --stage submitted
	on 04-06 bid edit B3 --stage qualified
	on 04-07 bid edit B4 --stage qualified
	on 04-08 bid lose B4 --reason price
	on 04-09 bid withdraw B5 --why 'too far away'
	on 04-10 bid edit B7 --stage negotiation
	on 04-11 bid win B7
	on 04-12 bid reopen B7
	on 04-13 bid lose B7 --reason timing
}

@test "reached = went on + still there + lost + withdrawn, at every stage" {
	bids
	# six of the year; qualified: one, two, three and six; submitted: one, two and six; negotiation: one and six
	expect 0 kam report funnel --csv
	same 'stage,reached,went_on,conversion,here,lost,withdrawn,lost_rate,value
identified,6,4,66.67,1,0,1,0.00,1294.00
qualified,4,3,75.00,0,1,0,25.00,1290.00
solution,3,3,100.00,0,0,0,0.00,1260.00
review,3,3,100.00,0,0,0,0.00,1260.00
submitted,3,2,66.67,1,0,0,0.00,1260.00
negotiation,2,1,50.00,0,1,0,50.00,1060.00
won,1,1,100.00,0,0,0,0.00,1000.00
contracted,1,,,1,0,0,0.00,1000.00' "$output"
	kam report funnel --csv --header none --columns reached,went_on,here,lost,withdrawn |
		awk -F, '{ if ($1 != $2 + $3 + $4 + $5) exit 1 }'
	expect 0 kam report funnel --explain submitted --csv --columns id,stage,went_on,opened_on
	same 'id,stage,went_on,opened_on
B2,contracted,yes,2026-03-01
B3,qualified,no,2026-03-02
B7,lost,yes,2026-03-06' "$output"
}

@test "a cohort is what was opened, else entered, in the period; or what was closed in it" {
	bids
	expect 0 kam report funnel --period 2025 --csv --columns stage,reached,value
	holds "$output" 'identified,1,7000.00
qualified,0,0.00'
	expect 0 kam report funnel --period 2026-03-01..2026-03-04 --csv --columns stage,reached
	holds "$output" 'identified,3
qualified,3'
	# closed in April: one, three, four and six; those without a day are told
	expect 0 kam report funnel --period 2026-04 --dated closed_on --csv --columns stage,reached,lost,withdrawn
	holds "$output" 'identified,4,0,1
qualified,3,1,0'
	expect 0 kam report funnel --period 2026-04 --dated closed_on --explain
	holds "$output" 'left out: 3 bids without that date'
	# the same cohort for the win rate: one won, three and six lost
	expect 0 kam report winrate --period 2026-03 --dated opened_on --section total --csv --columns won,lost
	same 'won,lost
1,2' "$output"
}
