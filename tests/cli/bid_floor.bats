# The floor of a price: what is offered below it needs the approval of somebody else than the owner.

load helper

# B1 is 李雷's, at the stage solution, worth 80万 with a floor of 90万. The user is Boss.
team() {
	kam_db
	kam -q config person add Boss --login "$(id -un)"
	kam -q config person add 李雷 --login lilei
	kam -q account add Acme
	kam -q bid add Core --account Acme --owner 李雷 --stage solution --value 80万 --floor-value 90万
}

stage_and_value() {
	kam bid list --csv --header none --columns stage,value
}

@test "up to the stage before handing in a value may be below its floor, then not" {
	team
	expect 0 kam bid edit B1 --stage review
	expect 1 kam bid edit B1 --stage submitted
	same 'kam: B1 offers 800,000.00 CNY, below its floor of 900,000.00 CNY; somebody else than its owner has to approve that first: kam bid decide B1 --kind price --decision go --value AMOUNT' "$errors"
	# nor past it
	expect 1 kam bid edit B1 --stage negotiation
	expect 1 kam bid edit B1 --stage won
	same review,800000.00 "$(stage_and_value)"
	# out of it, and back, it always may
	expect 0 kam bid edit B1 --stage lost --reason price
	expect 1 kam bid edit B1 --stage submitted
	holds "$errors" 'B1 offers 800,000.00 CNY, below its floor'
	expect 0 kam bid edit B1 --stage identified
	# with the move the value may rise
	expect 0 kam bid edit B1 --stage submitted --value 90万
	same submitted,900000.00 "$(stage_and_value)"
}

@test "an approval holds down to what was approved" {
	team
	expect 0 kam bid decide B1 --kind price --decision go
	expect 0 kam bid edit B1 --stage submitted
	# in negotiation the price goes down further: a new one is needed first
	expect 1 kam bid edit B1 --value 79万
	same 'kam: B1 offers 790,000.00 CNY, below its floor of 900,000.00 CNY and below the 800,000.00 CNY that AS1 approved: kam bid decide B1 --kind price --decision go --value AMOUNT' "$errors"
	# up it may, and down again to what was approved
	expect 0 kam bid edit B1 --value 85万 --stage negotiation
	expect 0 kam bid edit B1 --value 80万
	expect 0 kam bid decide B1 --kind price --decision go --value 75万
	expect 0 kam bid edit B1 --value 75万 --stage won
	same won,750000.00 "$(stage_and_value)"
}

@test "the last word on the price counts, and never the owner's" {
	team
	kam -q bid decide B1 --kind price --decision go
	KAM_NOW=2026-07-16T00:00:00Z kam -q bid decide B1 --kind price --decision no_go
	expect 1 kam bid edit B1 --stage submitted
	KAM_NOW=2026-07-17T00:00:00Z kam -q bid decide B1 --kind price --decision go
	# whoever approved it takes it over: now it is their own
	kam -q bid edit B1 --owner Boss
	expect 1 kam bid edit B1 --stage submitted
	expect 1 kam bid decide B1 --kind price --decision go
	kam -q bid edit B1 --owner 李雷
	expect 0 kam bid edit B1 --stage submitted
	# nor does an approval hold in another currency
	kam -q bid edit B1 --stage solution
	kam -q bid edit B1 --currency USD
	expect 1 kam bid edit B1 --stage submitted
	holds "$errors" 'B1 offers 800,000.00 USD, below its floor of 900,000.00 USD and below the 800,000.00 CNY that AS3 approved'
	# another kind of decision is no word on the price
	kam -q bid add Edge --account Acme --owner 李雷 --stage solution --value 5 --floor-value 6
	kam -q bid decide B2 --fit 5 --decision go
	expect 1 kam bid edit B2 --stage submitted
}

@test "without a floor of its own a bid has its product's" {
	team
	kam -q config product add Router --floor-price 100
	kam -q bid add Two --account Acme --owner 李雷 --stage review --value 99.99 --product Router
	expect 1 kam bid edit B2 --stage submitted
	holds "$errors" 'B2 offers 99.99 CNY, below its floor of 100.00 CNY'
	# its own comes first; one in another currency is none
	expect 0 kam bid edit B2 --stage submitted --floor-value 50
	kam -q bid add Three --account Acme --owner 李雷 --stage review --value 'USD 50' --product Router
	expect 0 kam bid edit B3 --stage submitted
	# a value that comes later is looked at too
	kam -q bid add Four --account Acme --owner 李雷 --stage submitted --product Router
	expect 1 kam bid edit B4 --value 99
	expect 0 kam bid edit B4 --value 100
	# other fields of what is below its floor may change
	kam -q bid add Five --account Acme --owner 李雷 --stage submitted --product Router --value 7
	expect 0 kam bid edit B5 --note late
	expect 0 kam bid edit B5 --value 8
	expect 1 kam bid edit B5 --value 'USD 8' --floor-value 9
}

@test "bulk edits obey, and nothing is written" {
	team
	kam -q bid add Edge --account Acme --owner 李雷 --stage solution --value 5
	expect 1 kam bid edit --where 'stage = solution' --stage submitted --yes
	holds "$errors" 'B1 offers'
	same 'solution,800000.00
solution,5.00' "$(stage_and_value)"
}

@test "files state facts; an approval without an amount holds until the value changes" {
	team
	printf 'title,account,owner,stage,value,floor_value,ref\nOld,Acme,李雷,negotiation,50,60,x\n' > bids.csv
	kam -q bid import bids.csv
	sed -i 's/,50,/,40,/' bids.csv
	expect 0 kam bid import bids.csv
	same 40.00 "$(kam bid show B2 --csv --header none --columns value)"
	expect 1 kam bid edit B2 --stage won
	printf 'bid,kind,decision,done_by,happened_at\nB2,price,go,Boss,2026-07-15T09:30:00Z\n' > approvals.csv
	kam -q bid assessment import approvals.csv
	expect 0 kam bid edit B2 --stage won
	expect 0 kam undo
	expect 1 kam bid edit B2 --value 39
	KAM_NOW=2026-07-16T00:00:00Z kam -q bid edit B2 --value 41
	expect 1 kam bid edit B2 --stage won
}

@test "a company with stages of its own says which one means handed in" {
	team
	kam -q config stage edit submitted --name offered
	# no stage of that name: asked when it wins
	kam -q config stage edit negotiation --name haggling
	expect 0 kam bid edit B1 --stage haggling
	expect 1 kam bid edit B1 --stage won
	holds "$errors" 'B1 offers'
}
